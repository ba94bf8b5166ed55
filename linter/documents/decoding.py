"""Bytes to text and back, without losing one: strict UTF-8, line endings as they are."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from linter.documents.document import Document
from linter.spans import Edit, LineIndex, apply_edits

_WIDE_MARKS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAMPLE = 4096
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"


class UnreadableError(Exception):
    """A file that cannot be read; the message says what is wrong and what to do."""


def decode(data: bytes) -> tuple[str, bytes]:
    """The text, and the byte-order mark that stood before it (empty if none did).

    Raises:
        UnreadableError: the bytes are binary, UTF-16, UTF-32 or no valid UTF-8.
    """
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            raise UnreadableError(f"the file is {name}; save it as UTF-8")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(mark) :]
    if b"\0" in body:
        raise UnreadableError(_about_nuls(body))
    try:
        return body.decode("utf-8"), mark
    except UnicodeDecodeError as error:
        raise UnreadableError(_about_bad_byte(body, error.start)) from None


def encode(text: str, byte_order_mark: bytes = b"") -> bytes:
    """What `decode` undoes."""
    return byte_order_mark + text.encode("utf-8")


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a text file after `edits`, whose spans are in the document's source.

    Raises:
        ValueError: two edits overlap, or one lies outside the source.
    """
    return encode(apply_edits(document.source, edits), document.byte_order_mark)


def _about_nuls(body: bytes) -> str:
    sample = body[:_SAMPLE]
    nuls = sample.count(0)
    sides = max(sample[::2].count(0), sample[1::2].count(0))
    if nuls * 4 >= len(sample) and sides * 10 >= nuls * 9:
        return "the file looks like UTF-16 without a byte-order mark; save it as UTF-8"
    return "the file is binary, not text; export the article as .html, .md or .txt"


def _about_bad_byte(body: bytes, start: int) -> str:
    sample = body[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 20:
        return "the file is binary, not text; export the article as .html, .md or .txt"
    before = body[:start].decode("utf-8")
    line, column = LineIndex(before).position(len(before))
    shown = body[start : start + 1].decode("cp1252", errors="replace")
    return (
        f"line {line}, column {column} is not valid UTF-8 (byte 0x{body[start]:02X}, "
        f"“{shown}” in Windows-1252, which the file is probably saved in); save it as UTF-8"
    )
