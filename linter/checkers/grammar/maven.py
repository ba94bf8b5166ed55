"""LanguageTool from Maven Central, for machines that reach nothing but package registries.

Maven brings the jars of the server and of English (`maven.xml`). They are laid out as in
LanguageTool's own archive: jars without versions in `libs`, and beside it a jar that only names
them. `./` stands first, so that a word list beside the jars takes the place of the one inside.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

from linter.checkers.grammar.homes import JAR

POM = Path(__file__).with_name("maven.xml")
NEEDED = ("languagetool-server", "language-en", "english-pos-dict")
_MAIN = "org.languagetool.server.HTTPServer"
_SECONDS = 900
_LINE = 70  # bytes of a manifest's line


class MavenError(Exception):
    """The jars could not be had; the message says why."""


def from_maven(home: Path, version: str) -> None:
    """Make an installation in `home`, which does not exist yet.

    Raises:
        MavenError: there is no Maven, or it did not bring what is needed.
    """
    mvn = shutil.which("mvn")
    if mvn is None:
        raise MavenError(
            "Maven is not installed (on Debian and Ubuntu: apt-get install maven). "
            "It also needs a JDK, version 17 or newer."
        )
    libs = home / "libs"
    libs.mkdir(parents=True)
    command = [mvn, "-B", "-q", "-f", str(POM), f"-Dlt.version={version}", f"-Dlt.libs={libs}"]
    try:
        done = subprocess.run(
            [*command, "process-resources"],
            capture_output=True,
            check=False,
            cwd=home,
            text=True,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise MavenError(f"Maven did not finish within {_SECONDS // 60} minutes.") from None
    if done.returncode:
        said = " ".join((done.stdout + done.stderr).split())[-500:]
        raise MavenError(f"Maven failed. The end of what it said: {said}")
    for name in NEEDED:
        if not (libs / f"{name}.jar").is_file():
            raise MavenError(f"Maven did not bring {name}.jar.")
    _write_jar(home)
    _write_sums(home)


def _write_jar(home: Path) -> None:
    names = " ".join(["./", *(f"libs/{jar.name}" for jar in sorted((home / "libs").glob("*.jar")))])
    lines = ["Manifest-Version: 1.0", f"Main-Class: {_MAIN}", f"Class-Path: {names}"]
    text = "".join(f"{_folded(line)}\r\n" for line in lines) + "\r\n"
    with zipfile.ZipFile(home / JAR, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", text)


def _folded(line: str) -> str:
    """A long line goes on in lines that begin with a space."""
    parts = [line[:_LINE], *(line[i : i + _LINE - 1] for i in range(_LINE, len(line), _LINE - 1))]
    return "\r\n ".join(parts)


def _write_sums(home: Path) -> None:
    """What tells this installation from others, also for the cache."""
    jars = sorted(home.rglob("*.jar"))
    sums = (
        f"{hashlib.sha256(jar.read_bytes()).hexdigest()}  {jar.relative_to(home).as_posix()}\n"
        for jar in jars
    )
    (home / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
