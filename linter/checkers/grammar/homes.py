"""Where Java and LanguageTool are on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from hashlib import blake2b
from pathlib import Path

from linter.late import late
from linter.values import dataclass

LEAST_JAVA = 17
JAR = "languagetool-server.jar"
_JAVA_VERSION = late(r'version "?(?:1\.)?(\d+)')
_FOLDER = late(r"LanguageTool-(\d+(?:\.\d+)*)$")


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with the LanguageTool server, and its version."""

    path: Path
    version: str

    def digest(self) -> str:
        """What tells installations apart: the version, and the names and sizes of the jars."""
        sums = self.path / "SHA256SUMS"
        if sums.is_file():
            data = sums.read_bytes()
        else:
            jars = sorted(self.path.rglob("*.jar"))
            data = "\n".join(f"{jar.name} {jar.stat().st_size}" for jar in jars).encode()
        return f"{self.version} {blake2b(data, digest_size=12).hexdigest()}"


def base_folder() -> Path:
    """The folder that holds installations, the one language-tool-python uses; it may not exist."""
    chosen = os.environ.get("LTP_PATH")
    return Path(chosen) if chosen else Path.home() / ".cache" / "language_tool_python"


def find_home() -> Home | None:
    """The newest installed server, or None."""
    found = []
    with_jar = base_folder().glob(f"LanguageTool-*/{JAR}") if base_folder().is_dir() else ()
    for jar in with_jar:
        match = _FOLDER.search(jar.parent.name)
        if match:
            found.append((tuple(map(int, match[1].split("."))), jar.parent, match[1]))
    if not found:
        return None
    _, path, version = max(found)
    return Home(path, version)


def find_java() -> str | None:
    """The program: that of JAVA_HOME, else the one on the path."""
    home = os.environ.get("JAVA_HOME")
    if home:
        java = shutil.which("java", path=str(Path(home) / "bin"))
        if java:
            return java
    return shutil.which("java")


def java_version(java: str) -> int | None:
    """The version of a Java, such as 17; None if it does not say."""
    try:
        done = subprocess.run(
            [java, "-version"], capture_output=True, check=False, timeout=20, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = _JAVA_VERSION.search(done.stderr + done.stdout)
    return int(match[1]) if match else None
