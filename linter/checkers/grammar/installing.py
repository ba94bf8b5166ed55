"""Installs the LanguageTool server: by language-tool-python, or from what the user has.

However it comes, it ends as a folder `LanguageTool-<version>` where language-tool-python looks,
with `languagetool-server.jar` in it; it is moved there as a whole, or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from linter.checkers.grammar.homes import JAR, Home, base_folder, find_home
from linter.checkers.grammar.maven import MavenError, from_maven
from linter.checkers.grammar.model import EngineError

VERSION = "6.8"
_NAMED = re.compile(r"LanguageTool-(\d+(?:\.\d+)+)", re.IGNORECASE)
_MOST_BYTES = 1_500_000_000
_MOST_FILES = 20_000
_SECONDS = 60
_OFFLINE = (
    "Where the internet cannot be reached, fetch the ZIP file elsewhere and use “--from FILE”; "
    "“--from maven” takes LanguageTool from Maven Central."
)
Say = Callable[[str], None]


class InstallError(Exception):
    """It could not be installed; the message says why and what to do."""


def install(source: str, say: Say) -> Home:
    """Install from a folder, a ZIP file, an address, `maven`, or "" for the usual download.

    Raises:
        InstallError: it could not be.
    """
    if not source:
        return _usual(say)
    try:
        if source == "maven":
            return _from_maven(say)
        if source.startswith(("http://", "https://")):
            with _downloaded(source, say) as archive:
                return _from_archive(archive, source)
        path = Path(source).expanduser()
        if path.is_dir():
            return _placed(_root_of(path), str(path.resolve()), copy=True)
        if path.is_file():
            return _from_archive(path, path.name)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise InstallError(f"It could not be installed: {error.strerror or error}{where}") from None
    raise InstallError(f"There is no folder or file “{source}”. Check the spelling.")


def _usual(say: Say) -> Home:
    """By language-tool-python; whatever it raises becomes a message."""
    if (known := find_home()) is not None:
        return _tested(known)
    say("Downloading LanguageTool, about 250 MB …")
    try:
        from language_tool_python.download_lt import download_lt

        download_lt(VERSION)
    except ImportError:
        raise InstallError('Install the client with: pip install "medlint[languagetool]"') from None
    except (Exception, SystemExit) as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        raise InstallError(f"LanguageTool could not be downloaded ({what}). {_OFFLINE}") from None
    home = find_home()
    if home is None:
        raise InstallError(f"The download has ended, but LanguageTool is not there. {_OFFLINE}")
    return _tested(home)


def _from_maven(say: Say) -> Home:
    with _workplace() as folder:
        say("Fetching LanguageTool from Maven Central, about 80 MB …")
        try:
            from_maven(folder / "home", VERSION)
        except MavenError as error:
            raise InstallError(str(error)) from None
        return _placed(folder / "home", f"LanguageTool-{VERSION}", copy=False)


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder beside the installations; not called as they are, which would make it one."""
    base_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=base_folder()) as folder:
        yield Path(folder)


@contextmanager
def _downloaded(url: str, say: Say) -> Iterator[Path]:
    import urllib.request

    say(f"Downloading {url} …")
    with _workplace() as folder:
        path = folder / "download.zip"
        with urllib.request.urlopen(url, timeout=_SECONDS) as answer, path.open("wb") as file:
            left = _MOST_BYTES
            while block := answer.read(1 << 20):
                left -= len(block)
                if left < 0:
                    raise InstallError("What is offered there is far larger than LanguageTool.")
                file.write(block)
        yield path


def _from_archive(path: Path, name: str) -> Home:
    with _workplace() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, folder / "unpacked")
        except zipfile.BadZipFile:
            raise InstallError(f"“{path.name}” is no ZIP file, or a damaged one.") from None
        return _placed(_root_of(folder / "unpacked"), name, copy=False)


def _unpack(archive: zipfile.ZipFile, target: Path) -> None:
    """Unpack what is safe to unpack.

    Raises:
        InstallError: a path leads elsewhere, or there is too much.
    """
    members = archive.infolist()
    if len(members) > _MOST_FILES or sum(each.file_size for each in members) > _MOST_BYTES:
        raise InstallError("The archive unpacks to far more than LanguageTool is.")
    for member in members:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or ":" in member.filename:
            raise InstallError(f"The archive is not safe: it holds a path “{member.filename}”.")
    archive.extractall(target)


def _root_of(folder: Path) -> Path:
    """The folder that holds the server: this one, or one inside it."""
    for place in (folder, *sorted(each for each in folder.iterdir() if each.is_dir())):
        if (place / JAR).is_file():
            return place
    raise InstallError(f"There is no {JAR} in it, so this is not LanguageTool's server.")


def _placed(root: Path, name: str, *, copy: bool) -> Home:
    """Put a folder where it belongs, and start it once; what stood there goes when it works."""
    named = _NAMED.search(root.name) or _NAMED.search(name)
    version = named[1] if named else VERSION
    target = base_folder() / f"LanguageTool-{version}"
    if copy and target.exists() and target.samefile(root):
        return _tested(Home(target, version))
    base_folder().mkdir(parents=True, exist_ok=True)
    with _workplace() as folder:
        new = folder / "new"
        if copy:
            shutil.copytree(root, new)
        else:
            shutil.move(root, new)
        _tested(Home(new, version))
        if target.exists():
            target.rename(folder / "old")
        new.rename(target)
    return Home(target, version)


def _tested(home: Home) -> Home:
    """The installation, if it starts; without Java nobody can tell.

    Raises:
        InstallError: it does not start.
    """
    from linter.checkers.grammar.homes import find_java
    from linter.checkers.grammar.server import Server

    if find_java() is None:
        return home
    server = Server(home=home)
    server.open()
    try:
        server.url()
    except EngineError as error:
        raise InstallError(f"It is there, but does not work: {error}") from None
    finally:
        server.close()
    return home
