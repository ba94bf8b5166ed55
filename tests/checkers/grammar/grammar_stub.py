"""A machine with a Java and a LanguageTool that are none: see `stub_java`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

WRONG = "sofas"
TEXT = f"😀 These **are {WRONG}** [3].\n\nAnd {WRONG} 𝐀 too.\n"
STUB = Path(__file__).with_name("stub_java.py")


def install(folder: Path, patch: pytest.MonkeyPatch, mode: str = "") -> Path:
    """Install both in a folder, and let this process find them; where the server's id is kept."""
    home = folder / "ltp" / "LanguageTool-9.9"
    home.mkdir(parents=True)
    (home / "languagetool-server.jar").write_bytes(b"")
    (home / "SHA256SUMS").write_text(str(folder), encoding="utf-8")  # no answers of other tests
    java = folder / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STUB}" "$@"\n', encoding="utf-8")
    java.chmod(0o755)
    patch.setenv("LTP_PATH", str(folder / "ltp"))
    patch.setenv("JAVA_HOME", str(folder / "java"))
    patch.setenv("STUB_JAVA", mode)
    patch.setenv("STUB_PID", str(folder / "pid"))
    patch.setenv("STUB_COUNT", str(folder / "count"))
    patch.setenv("STUB_STARTS", str(folder / "starts"))
    return folder / "pid"


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return not Path("/proc").is_dir()
    except ProcessLookupError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def wait_for(condition: Callable[[], bool], seconds: float = 90) -> bool:
    """Whether a condition comes to hold."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
