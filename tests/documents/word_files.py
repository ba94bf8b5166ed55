"""Word files for the tests, built by python-docx and by hand where it has no words for a thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.oxml import parse_xml

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def word_file(*paragraphs: str) -> bytes:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def with_xml(*fragments: str) -> bytes:
    """A Word file with one paragraph that holds these elements of WordprocessingML."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {_SPACE}>{''.join(fragments)}</w:p>"):
        paragraph._p.append(element)
    return saved(document)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one of its parts changed or added."""
    out = io.BytesIO()
    old = parts(data)
    old[name] = change(old.get(name, b""))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in old.items():
            archive.writestr(each, content)
    return out.getvalue()
