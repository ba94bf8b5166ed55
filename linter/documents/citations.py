"""The citation marks of a document, and the entries of its reference list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from linter.documents import citation_names, citation_numbers
from linter.documents.model import Block, BlockKind, Citation, Draft, Link, Reference

# Where two readings of the same words compete, the one that says more wins.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("numeric", "superscript", "key", "author-year", "footnote", "link", "identifier")
    )
}
_ENOUGH_BRACKETS = 3
_SOURCES = frozenset({BlockKind.REFERENCE, BlockKind.FOOTNOTE})
_UNMARKED = _SOURCES | {BlockKind.FURNITURE, BlockKind.FRONT_MATTER}
_ENTRIES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})
_NUMBER = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s*(?=\S)")
_NUMBERED_LINE = re.compile(r"(?:^|\n)[^\S\n]*(?=(?:\[\d{1,3}\]|\d{1,3}[.)])[^\S\n])")


def find_citations(document: Draft, references: Sequence[Reference]) -> tuple[Citation, ...]:
    """All marks that point to a source, in order; none overlaps another.

    `references` are the entries of the document's list, which tell numbers that are marks.

    The reference list, footnotes, front matter and page furniture hold none.
    """
    brackets = list(citation_numbers.bracketed(document, references))
    found = [
        *brackets,
        *citation_numbers.raised(document),
        *citation_numbers.linked(document),
        *citation_names.pandoc_keys(document),
        *citation_names.author_year(document),
        *_footnotes(document),
        *citation_names.links(document),
        *citation_names.identifiers(document),
    ]
    if len(brackets) < _ENOUGH_BRACKETS:  # a document numbers its marks in one way only
        found += citation_numbers.parenthesised(document, references)
    return tuple(_apart(mark for mark in found if _is_read(document, mark)))


def _footnotes(document: Draft) -> Iterator[Citation]:
    for note in document.notes:
        if note.kind == "footnote-reference":
            yield Citation(note.start, note.end, "footnote", (note.key,))


def _is_read(document: Draft, mark: Citation) -> bool:
    """Whether the mark stands where marks are looked for."""
    block = document.blocks[document.block_at(mark.start)] if document.blocks else None
    return (
        block is not None
        and block.kind not in _UNMARKED
        and block.section_kind not in ("references", "furniture")
    )


def _apart(marks: Iterable[Citation]) -> list[Citation]:
    """The marks in order, and of those that overlap the one that says most."""
    kept: list[Citation] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if kept and mark.start < kept[-1].end and mark.start < mark.end:
            if _RANK[mark.kind] < _RANK[kept[-1].kind]:
                kept[-1] = mark
        else:
            kept.append(mark)
    return kept


def find_references(document: Draft) -> tuple[Reference, ...]:
    """The entries of the reference list, and the footnotes, in order.

    The key is the number that an entry begins with; an item of a list that shows none is
    numbered by its place. A paragraph whose lines are numbered holds one entry per line.
    """
    entries: list[Reference] = []
    places: dict[int, int] = {}
    for block in document.blocks:
        if not _is_entry(block):
            continue
        place = ""
        if block.kind is BlockKind.LIST_ITEM and block.group:
            places[block.group] = places.get(block.group, 0) + 1
            place = str(places[block.group])
        entries += _entries(document, block, place)
    return tuple(entries)


def _is_entry(block: Block) -> bool:
    return block.kind in _SOURCES or (block.section_kind == "references" and block.kind in _ENTRIES)


def _entries(document: Draft, block: Block, place: str) -> Iterator[Reference]:
    """The entries of one block; `place` is the key of an entry that shows no number."""
    text = document.prose[block.start : block.end]
    starts = [found.end() for found in _NUMBERED_LINE.finditer(text)]
    if len(starts) < 2:
        starts = [0]
    elif starts[0]:
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = text[start:end].rstrip()
        number = _NUMBER.match(entry)
        key = next(filter(None, number.groups()), place) if number else place
        first, last = block.start + start, block.start + start + len(entry)
        url = citation_names.first_source(entry) or _linked(document.links, first, last)
        yield Reference(first, last, key, url)


def _linked(links: tuple[Link, ...], start: int, end: int) -> str:
    """Where the first link within a span leads, if it leaves the page."""
    from bisect import bisect_left

    index = bisect_left(links, start, key=lambda link: link.start)
    for link in links[index:]:
        if link.start >= end:
            return ""
        if not link.url.startswith("#"):
            return link.url
    return ""
