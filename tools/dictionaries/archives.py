"""Reads files out of the packages of Debian, PyPI, npm and crates.io."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path


class NoSuchMemberError(Exception):
    """A package lacks a file that is to be read from it."""


def member(package: Path, name: str) -> bytes:
    """The bytes of one file in a package; `name` as in the archive, without a leading "./".

    Raises:
        NoSuchMemberError: the package has no such file.
    """
    found = members(package, lambda each: each == name)
    if name not in found:
        raise NoSuchMemberError(f"{package.name} has no file {name}")
    return found[name]


def members(package: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """All files of a package whose name is wanted, by name."""
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            return {each: archive.read(each) for each in archive.namelist() if wanted(each)}
    data = package.read_bytes()
    if package.suffix == ".deb":
        data = _ar_member(data, "data.tar")
    found = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for info in archive:
            name = info.name.removeprefix("./")
            if info.isfile() and wanted(name) and (file := archive.extractfile(info)):
                found[name] = file.read()
    return found


def _ar_member(data: bytes, start: str) -> bytes:
    """A member of an "ar" archive: a mark of 8 bytes, then headers of 60 with the size last."""
    at = 8
    while at + 60 <= len(data):
        size = int(data[at + 48 : at + 58])
        if data[at : at + 16].decode().startswith(start):
            return data[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise NoSuchMemberError(start)
