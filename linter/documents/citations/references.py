"""The entries of a document's reference list, its footnotes, and the notes written in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from linter.documents.citations import names
from linter.documents.model import Block, BlockKind, Draft, Link, Reference
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

_SOURCES = frozenset({BlockKind.REFERENCE, BlockKind.FOOTNOTE})
_ENTRIES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})
_FEWEST_BARE = 2
_LONGEST_GAP = 2000  # characters of markup between two entries that are looked at

# How an entry begins that shows its number or key: [1], (1), 1., 1), ¹, [Smith2020], [^note]:
_KEY = late(
    r"\s*(?:\[\^([^\]\s]{1,80})\]:|\[(\d{1,3}|[A-Za-z][\w+:.-]{0,40}\d{2,4}[a-z]?)\]"
    r"|\((\d{1,3})\)|(\d{1,3})[.)]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(?=\S)"
)
_BARE = late(r"\s*([1-9]\d{0,2})\s+(?=[^\W\d_]|(?:19|20)\d\d\s)")
_KEYED_LINE = late(r"(?:^|\n)[^\S\n]*(?=(?:\[\^[^\]\s]{1,80}\]:|\[\d{1,3}\]|\d{1,3}[.)])[^\S\n])")
_BARE_LINE = late(r"(?:^|\n)[^\S\n]*(?=[1-9]\d{0,2}[^\S\n]+(?:[^\W\d_]|(?:19|20)\d\d\s))")
# What the source has before an entry where the prose shows nothing of it.
_MARKDOWN = frozenset({"markdown", "mdx"})
_WRITTEN = late(r"(?:\[\^([^\]\s]{1,80})\]:|\[(\d{1,3})\]|\(?(\d{1,3})[.)])[ \t]+\Z")
_ITEM = late(r"<li\b|^[ \t>]*(?:[-*+•]|\(?\d{1,3}[.)])[ \t]", re.IGNORECASE | re.MULTILINE)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def find_references(document: Draft) -> tuple[Reference, ...]:
    """All entries: the list's and the footnotes in order, then the notes in the text.

    A key is the number or label an entry is written with; an item of a list that shows none is
    numbered by its place. A paragraph whose lines are numbered holds one entry per line.
    """
    if document.entries is not None:
        return document.entries
    entries: list[Reference] = []
    count = _Count(document)
    for index, block in enumerate(document.blocks):
        if block.section_kind != "references" and block.kind not in _SOURCES:
            continue
        if not is_entry(block):
            continue
        if entries and count.goes_on(index):
            entries[-1] = replace(entries[-1], end=block.end)
            continue
        count.take(index)
        entries += _entries(document, block, count.written, count.place)
    if entries:
        entries = _settle(document, entries)
    return (*entries, *_notes(document))


def is_entry(block: Block) -> bool:
    """Whether a block holds entries of a list of sources."""
    return block.kind in _SOURCES or (block.section_kind == "references" and block.kind in _ENTRIES)


@dataclass(slots=True)
class _Count:
    """Counts the items of each list, as the page will number them."""

    document: Draft
    written: str = ""  # the key that stands in the source before the block
    place: int = 0
    _last: int = -2
    _group: int = 0

    def goes_on(self, index: int) -> bool:
        """Whether a block is a further paragraph of the item or footnote before it."""
        block, last = self.document.blocks[index], self._last
        if last != index - 1 or block.kind is not self.document.blocks[last].kind:
            return False
        if block.kind is BlockKind.FOOTNOTE:
            return self.document.format in _MARKDOWN and not _WRITTEN.search(self._before(index))
        if not block.group or block.group != self.document.blocks[last].group:
            return False
        between = self._before(index)
        if self.document.format == "plain" or not between or _ITEM.search(between):
            return False
        self._last = index
        return True

    def take(self, index: int) -> None:
        """Note the number and the place of a block that begins an entry."""
        block = self.document.blocks[index]
        found = _WRITTEN.search(self._before(index))
        self.written = next(filter(None, found.groups())) if found else ""
        self.place = self.place + 1 if block.group and block.group == self._group else 1
        self.place = self.place if block.group else 0
        self._group, self._last = block.group, index

    def _before(self, index: int) -> str:
        """The source between a block and the one before it, or the line before its beginning."""
        document, block = self.document, self.document.blocks[index]
        start = document.map.to_source(Span(block.start, block.start + 1)).start
        end = 0
        if index:
            place = document.blocks[index - 1].end
            end = document.map.to_source(Span(place - 1, place)).end
        return document.source[max(end, start - _LONGEST_GAP, 0) : start]


def _entries(document: Draft, block: Block, written: str, place: int) -> Iterator[Reference]:
    """The entries of one block; `place` numbers an item that shows no number (0: none)."""
    text = document.prose[block.start : block.end]
    starts = [found.end() for found in _KEYED_LINE.finditer(text)]
    if len(starts) < 2:
        starts = [found.end() for found in _BARE_LINE.finditer(text)]
    if len(starts) < 2:
        starts = [0]
    elif starts[0]:
        starts.insert(0, 0)
    kind = _kind(document, block)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = text[start:end].rstrip()
        found = _KEY.match(entry)
        shown = next(filter(None, found.groups())).translate(_LOWERED) if found else written
        first, last = block.start + start, block.start + start + len(entry)
        url = names.first_source(entry) or _linked(document.links, first, last)
        key = shown or (str(place) if place else "")
        yield Reference(first, last, key, url, kind, numbered=bool(shown))


def _kind(document: Draft, block: Block) -> str:
    if block.kind is BlockKind.FOOTNOTE:
        return "footnote"
    heading = block.section[-1].strip(" .:0123456789").lower() if block.section else ""
    return "reading" if heading in document.options.uncited_lists else "list"


def _settle(document: Draft, entries: list[Reference]) -> list[Reference]:
    """Keys that only the whole list tells: bare numbers, and Markdown's “1.” for every item."""
    listed = [entry for entry in entries if entry.kind == "list"]
    if not listed:
        return entries
    if not any(entry.numbered for entry in listed):
        bare = [_BARE.match(document.prose, entry.start, entry.end) for entry in listed]
        given = [int(found[1]) for found in bare if found]
        if len(given) >= max(_FEWEST_BARE, len(listed) * 0.8) and min(given) <= 2:
            keys = {e: f[1] for e, f in zip(listed, bare, strict=True) if f}
            return [
                replace(entry, key=keys[entry], numbered=True) if entry in keys else entry
                for entry in entries
            ]
    same = len(listed) > 2 and len({entry.key for entry in listed}) == 1
    if same and document.format in _MARKDOWN and listed[0].numbered:
        places = {entry: str(place) for place, entry in enumerate(listed, 1)}
        return [replace(entry, key=places.get(entry, entry.key)) for entry in entries]
    return entries


def _notes(document: Draft) -> Iterator[Reference]:
    for note in document.notes:
        if note.content is not None:
            text = document.source[note.content.start : note.content.end]
            url = names.first_source(text)
            yield Reference(note.start, note.start, note.key, url, "note", source=note.content)


def _linked(links: Sequence[Link], start: int, end: int) -> str:
    """Where the first link within a span leads, if it leaves the page."""
    index = bisect_left(links, start, key=lambda link: link.start)
    for link in links[index:]:
        if link.start >= end:
            return ""
        if not link.url.startswith("#"):
            return link.url
    return ""
