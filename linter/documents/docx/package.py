"""A Word file as a package of parts: opened with limits, written with all else as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from linter.documents.decoding import UnreadableError
from linter.documents.docx.names import STRICT
from linter.values import dataclass

if TYPE_CHECKING:
    from types import ModuleType

    from lxml.etree import _Element

_LARGEST_PART = 100_000_000  # bytes unpacked; a book's document.xml has about 20 MB
_MOST_PARTS = 10_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # the container of .doc files and of encrypted .docx files


@dataclass(frozen=True)
class Package:
    """The bytes of a Word file, and its parts by name, unpacked when asked for."""

    data: bytes

    def names(self) -> frozenset[str]:
        """The names of all parts.

        Raises:
            UnreadableError: the file is no package, or has parts beyond number.
        """
        with _open(self.data) as archive:
            return frozenset(archive.namelist())

    def part(self, name: str) -> bytes:
        """The content of a part, empty if there is none.

        Raises:
            UnreadableError: it is damaged or unpacks to far more than any article.
        """
        with _open(self.data) as archive:
            return _unpacked(archive, name) if name in archive.namelist() else b""

    def tree(self, name: str) -> _Element | None:
        """The XML of a part, None if there is none. Entities are never resolved.

        Raises:
            UnreadableError: it is no well-formed XML, or declares a document type.
        """
        content = self.part(name)
        return parse(content, name) if content else None

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text."""
        return self.related("", "officeDocument") or "word/document.xml"

    def related(self, part: str, kind: str) -> str:
        """The part that another one calls its footnotes, its styles …; "" if it has none."""
        root = self.tree(relations_of(part))
        for relation in () if root is None else root:
            inside = relation.get("TargetMode") != "External"
            if inside and relation.get("Type", "").rpartition("/")[2] == kind:
                folder = posixpath.dirname(f"/{part}")
                return posixpath.normpath(
                    posixpath.join(folder, relation.get("Target", ""))
                ).lstrip("/")
        return ""

    @cached_property
    def _is_strict(self) -> bool:
        return any(strict in self.part(self.main) for strict in STRICT)

    def serialized(self, root: _Element) -> bytes:
        """The bytes of a part, as Word writes them, in the form that the file has."""
        content: bytes = _lxml().tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        for strict, usual in STRICT.items() if self._is_strict else ():
            content = content.replace(usual, strict)
        return content

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The file with these parts replaced or added; all others keep their bytes."""
        out = io.BytesIO()
        with _open(self.data) as archive, zipfile.ZipFile(out, "w") as copy:
            for info in archive.infolist():
                content = parts.get(info.filename)
                copy.writestr(info, archive.read(info) if content is None else content)
            for name in parts.keys() - set(archive.namelist()):
                made = zipfile.ZipInfo(name)  # with a fixed date, so that equal means equal
                made.compress_type = zipfile.ZIP_DEFLATED
                copy.writestr(made, parts[name])
        return out.getvalue()


def relations_of(part: str) -> str:
    """The name of the part that lists what another one is related to; "" is the whole file."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse(content: bytes, name: str) -> _Element:
    """XML as a tree: no entities, no network, no document type; strict names are the usual ones.

    Raises:
        UnreadableError: it is not well formed, or declares a document type.
    """
    etree = _lxml()
    for strict, usual in STRICT.items():
        content = content.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: _Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} in the Word file is damaged ({error})") from None
    if b"<!DOCTYPE" in content:
        raise UnreadableError(f"{name} in the Word file declares a document type, as none should")
    return root


def _lxml() -> ModuleType:
    try:
        from lxml import etree
    except ImportError:
        raise UnreadableError(
            'Word files need one more package; install it with: pip install "medlint[docx]"'
        ) from None
    return etree


def _open(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLD_WORD):
        raise UnreadableError(
            "the file is an old .doc or is protected by a password; open it in Word and save it "
            "as .docx without one"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"the file is no Word file, or is damaged ({error})") from None
    if len(archive.namelist()) > _MOST_PARTS:
        raise UnreadableError("the file holds more parts than any article; it is not read")
    return archive


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part, read no further than a part may be long: what the package says of it may be a lie."""
    try:
        with archive.open(name) as part:
            content = part.read(_LARGEST_PART + 1)
    except Exception as error:  # those of zipfile, zlib and lzma have no common parent
        raise UnreadableError(f"{name} in the Word file is damaged ({error})") from None
    if len(content) > _LARGEST_PART:
        raise UnreadableError(
            f"{name} unpacks to more than {_LARGEST_PART / 1e6:.0f} MB; it is not read"
        )
    return content
