"""A bibliography in BibTeX, read as a document of its own: a list of references and no prose.

Each entry is a block; a reference's span is its head (`@article{okafor2011`), which is what a
finding about the entry as a whole marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from linter.documents.citations.bibliography.bibtex import read as read_bibtex
from linter.documents.citations.bibliography.items import BibliographyError, Item, Library
from linter.documents.decoding import UnreadableError, decode, write
from linter.documents.document import Document
from linter.documents.model import Block, BlockKind, Comment, ReadOptions, Reference, SourceMap

__all__ = ["SUFFIXES", "read", "write"]

SUFFIXES = (".bib", ".bibtex", ".biblatex")
# BibTeX reads nothing outside of entries, where “%” is the custom.
_COMMENT = re.compile(
    r"^[ \t]*(?:%+|@comment\s*\{)[ \t]*(medlint-(?:disable|enable)\b[^\n}]*)\}?",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD = re.compile(r"@\s*\w+\s*[{(]\s*[^\s,={}]*")


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a bibliography.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, hold no entry, or a package is missing.
    """
    source, mark = decode(data)
    try:
        contents = read_bibtex(source, path)
    except BibliographyError as error:
        raise UnreadableError(str(error)) from None
    starts = _line_starts(source)
    found = sorted((_placed(item, source, starts) for item in contents.items.values()), key=_start)
    again = [
        _head(source, starts, line, item.key)
        for item in contents.items.values()
        for line in item.again
    ]
    comments = tuple(_comments(source))
    library = Library(tuple(found), tuple(again), contents.faults)
    places = sorted(each.start for each in (*(item.entry.reference for item in found), *again))
    return Document(
        path,
        "library",
        source,
        source,
        SourceMap([(0, len(source), 0, len(source))] if source else []),
        tuple(_blocks(places, comments, len(source))),
        comments=comments,
        options=options,
        byte_order_mark=mark,
        library=library,
    )


def _start(item: Item) -> int:
    return item.entry.reference.start


def _line_starts(source: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", source))]


def _placed(item: Item, source: str, starts: list[int]) -> Item:
    reference = _head(source, starts, item.line, item.key, item.entry.reference)
    return replace(item, entry=replace(item.entry, reference=reference))


def _head(
    source: str, starts: list[int], line: int, key: str, like: Reference | None = None
) -> Reference:
    """The head of the entry that begins in a line."""
    start = starts[min(line, len(starts)) - 1]
    found = _HEAD.search(source, start)
    place = found.span() if found else (start, start)
    reference = like or Reference(0, 0, key, kind="bibliography", numbered=True)
    return replace(reference, start=place[0], end=place[1])


def _comments(source: str) -> Iterator[Comment]:
    for found in _COMMENT.finditer(source):
        yield Comment(*found.span(), found[1].strip())


def _blocks(places: list[int], comments: Sequence[Comment], end: int) -> Iterator[Block]:
    """An entry goes on to the comment about the next one, or to that one."""
    for start, following in pairwise([*places, end] if places else []):
        between = [each.start for each in comments if start < each.start < following]
        last = between[0] if between else following
        yield Block(BlockKind.REFERENCE, start, last, section_kind="references")
