"""A LanguageTool server of this run: started when a text must be checked, gone when the run is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from linter.checkers.grammar.homes import LEAST_JAVA, Home, find_home, find_java
from linter.checkers.grammar.model import EngineError

SECONDS = 60.0
# The quick compiler: a run is too short for the other one to pay.
FLAGS = (
    "-Xms128m",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Djava.awt.headless=true",
)
PROPERTIES = {
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "4",
    "pipelineExpireTimeInSeconds": "3600",
    "maxTextLength": "500000",
    "maxCheckTimeMillis": "120000",
    "maxCheckThreads": "2",
}
_INSTALL = "“medlint grammar install” fetches it."
_WARM_TEXT = "This is a test. It warms the server up."
_CLOSING = 6.0


class Server:
    """A server that can be started; by this process or those that it divides into.

    The watcher (a program beside this one) does that, so that one server serves them all.
    """

    def __init__(self, seconds: float = SECONDS, home: Home | None = None) -> None:
        self._seconds = seconds
        self._watcher: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self.folder: Path | None = None
        self.home = home or find_home()
        self._java = find_java()

    def open(self) -> None:
        """Start the watcher; the server itself waits until `url` is asked for."""
        if self.home is None or self._java is None:
            return
        self.folder = Path(tempfile.mkdtemp(prefix="medlint-grammar-"))
        lines = "".join(f"{key}={value}\n" for key, value in PROPERTIES.items())
        (self.folder / "server.properties").write_text(lines, encoding="utf-8")
        options = {
            "folder": str(self.folder),
            "home": str(self.home.path),
            "java": self._java,
            "flags": FLAGS,
            "seconds": self._seconds,
            "warm": {"language": "en-US", "text": _WARM_TEXT},
        }
        script = Path(__file__).with_name("watcher.py")
        self._watcher = subprocess.Popen(
            [sys.executable, "-I", "-S", str(script), json.dumps(options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def version(self) -> str:
        """What tells this LanguageTool from others.

        Raises:
            EngineError: there is none, or no Java.
        """
        if self.home is None:
            raise EngineError(f"LanguageTool is not installed. {_INSTALL}")
        if self._java is None:
            raise EngineError(
                f"LanguageTool needs Java {LEAST_JAVA} or newer, and there is none. Install it "
                "(on Debian and Ubuntu: apt-get install default-jre-headless), or set grammar.url "
                "to a server that runs, or use “engine: lingotweaker”."
            )
        return self.home.digest()

    def begin(self) -> None:
        """Let the server be started in the background, if it is not yet."""
        if self._watcher is not None and self._watcher.stdin is not None:
            with suppress(OSError):  # a watcher that is gone shows when its state is read
                os.write(self._watcher.stdin.fileno(), b"s")

    def url(self) -> str:
        """The address of the server when it is ready.

        Raises:
            EngineError: it cannot be started, or has ended.
        """
        self.version()
        self.begin()
        limit = time.monotonic() + 2 * self._seconds + 10  # to start it, and to warm it up
        while time.monotonic() < limit:
            state = self._state()
            if state is not None:
                return _url(state)
            time.sleep(0.02)
        raise EngineError(f"LanguageTool was not ready after {self._seconds:.0f} seconds.")

    def why_silent(self) -> str:
        """Why a server that was ready does not answer now, if the watcher knows."""
        time.sleep(0.5)  # it looks five times a second
        try:
            self.url()
        except EngineError as error:
            return str(error)
        return ""

    def _state(self) -> Mapping[str, Any] | None:
        if self.folder is None or not self.folder.is_dir():
            raise EngineError("the program that watches over LanguageTool has ended. Run again.")
        with suppress(FileNotFoundError):
            found: Mapping[str, Any] = json.loads((self.folder / "state.json").read_bytes())
            return found
        return None

    def close(self) -> None:
        """Stop the server and wait until it is gone; only in the process that opened it."""
        watcher = self._watcher
        if watcher is None or os.getpid() != self._owner:
            return
        self._watcher = None
        if watcher.stdin is not None:
            watcher.stdin.close()
        try:
            watcher.wait(_CLOSING)
        except subprocess.TimeoutExpired:
            watcher.kill()
            watcher.wait()


def _url(state: Mapping[str, Any]) -> str:
    if state["state"] == "ready":
        return str(state["url"])
    log = " ".join(str(state["log"]).split())[-400:]
    tail = f" The end of its output: {log}" if log else ""
    if "UnsupportedClassVersionError" in log:
        raise EngineError(
            f"this Java is too old for LanguageTool, which needs Java {LEAST_JAVA} or newer. "
            "“medlint grammar status” shows which Java is used."
        )
    if state["problem"] == "slow":
        raise EngineError(f"LanguageTool did not get ready in time.{tail}")
    if state["problem"] == "taken":
        raise EngineError(f"LanguageTool found no free port on this machine.{tail}")
    if state["state"] == "died" and not any(sign in log for sign in ("Error", "Exception")):
        tail = ""  # somebody ended it: what it did before says nothing
    what = "ended while it worked" if state["state"] == "died" else "did not start"
    raise EngineError(f"LanguageTool {what} (exit code {state['exit']}). Run again.{tail}")


@lru_cache(4)
def server_for(resources: ExitStack) -> Server:
    """The server of a run, which `resources` closes; the same one for all its configurations."""
    server = Server()
    server.open()
    resources.callback(server.close)
    return server
