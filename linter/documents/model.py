"""What a document is: its source, the prose a reader reads, and the map between the two.

All offsets are Python string indices, end-exclusive. `source` offsets are named so; everything
else (blocks, words, sentences, citations, links) is in the prose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from linter.spans import LineIndex, Span
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.documents.citations.bibliography.items import Library


class BlockKind(StrEnum):
    """What a stretch of prose is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    QUOTE = "quote"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    READER_COMMENT = "reader-comment"
    FRONT_MATTER = "front-matter"
    FURNITURE = "furniture"  # search terms, menus, share buttons, form labels: read by nobody


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell …: `prose[start:end]`.

    `section` holds the headings above it, outermost first; `section_kind` what the innermost
    known one of them means (introduction, methods, results, …; `body` where none says).
    `group` numbers the list or table the block belongs to (0: none), `level` is a heading's.
    """

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    section_kind: str = "body"
    level: int = 0
    group: int = 0


STAND_IN = "\ufffc"  # in the prose, for what readers see and do not read as words: code, a URL


class SourceMap:
    """Runs of prose and the source they came from, in order.

    For each run, unescaping ``source[source_start:source_end]`` gives ``prose[start:end]``, or
    the prose is `STAND_IN` for something that is not read as words. A run
    whose two sides are equally long is verbatim, so offsets inside it map one to one; of any
    other run (an entity, an escaped character) only the whole maps.
    """

    def __init__(self, runs: Sequence[tuple[int, int, int, int]]) -> None:
        """`runs` are (prose start, prose end, source start, source end), none empty."""
        self.runs = runs
        self._starts = [run[0] for run in runs]
        self._source_starts = [run[2] for run in runs]

    def to_source(self, span: Span) -> Span:
        """The smallest source span that covers the prose span.

        An empty span maps to the place right behind the character before it.
        """
        if not self.runs:
            return Span(0, 0)
        if span.start == span.end:
            place = self._end(span.start) if span.start > 0 else self._start(0)
            return Span(place, place)
        start, end = self._start(span.start), self._end(span.end)
        return Span(min(start, end), end)

    def _start(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.runs[index][1]:  # between runs: the next one begins it
            index = min(index + 1, len(self.runs) - 1)
            offset = max(offset, self.runs[index][0])
        start, end, source_start, source_end = self.runs[index]
        if end - start == source_end - source_start:
            return source_start + min(offset, end) - start
        return source_start if offset < end else source_end

    def _end(self, offset: int) -> int:
        index = max(bisect_left(self._starts, offset) - 1, 0)
        start, end, source_start, source_end = self.runs[index]
        if end - start == source_end - source_start:
            return source_start + max(min(offset, end) - start, 0)
        return source_end if offset > start else source_start

    def to_prose(self, source_offset: int) -> int:
        """The prose offset at, or first after, an offset of the source."""
        index = bisect_right(self._source_starts, source_offset) - 1
        if index < 0:
            return 0
        start, end, source_start, source_end = self.runs[index]
        if source_offset >= source_end:
            return self.runs[index + 1][0] if index + 1 < len(self.runs) else end
        if end - start == source_end - source_start:
            return start + source_offset - source_start
        return start

    def crosses_markup(self, span: Span) -> bool:
        """Whether the prose span's source holds anything that is not in the prose."""
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        place = self.to_source(span).start
        position = span.start
        while index < len(self.runs) and self.runs[index][0] < span.end:
            start, end, source_start, source_end = self.runs[index]
            if end - start != source_end - source_start:
                return True
            begins = source_start + max(span.start - start, 0)
            if begins != place or max(start, span.start) != position:
                return True
            place, position = source_end, end
            index += 1
        return position < span.end


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: its text in the prose (empty where it shows none) and where it leads."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the markup says about a place of the prose that words alone do not.

    `kind` is `superscript`, `subscript`, `quotation` (words inside an inline quotation element),
    `reference` (words that the markup links to entries of the list: `key` are their keys, one a
    line), or has an empty span: `footnote-reference` (`key` is its label), `cite` (`key` are the
    keys of sources, one a line) or `template` (`key` is its name). Of those, `source` is where
    they are written, and `content` the text of a note that is written where it is referred to.
    """

    kind: str
    start: int
    end: int
    key: str = ""
    source: Span | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the format: invisible to readers, a carrier of suppressions.

    `start` and `end` are in the source and cover the whole comment; `text` is what it says.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark that points to a source. Its span may be empty (a footnote shows as nothing).

    `kind` is `numeric`, `superscript`, `footnote`, `author-year`, `key`, `link` or `identifier`;
    `keys` are the numbers or names it gives; `named` says that a reader learns who is cited.
    `form` tells how numbers are written: `bracket`, `parenthesis`, `raised`, `linked` or `lost`.
    `source` is where a mark that the prose does not show is written.
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...] = ()
    named: bool = False
    form: str = ""
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the reference list: its span, its number or key, and what identifies it.

    `kind` is `list`, `footnote`, `note` (written where it is referred to: its span is empty,
    and `source` is where its text is) or `bibliography` (it stands in another file). `numbered`
    says that its number is written, and not told by its place. `text` is what it says, in the
    style of medical journals, where the markup names its parts.
    """

    start: int
    end: int
    key: str = ""
    url: str = ""
    kind: str = "list"
    numbered: bool = False
    source: Span | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the text takes from somebody, without its quotation marks: several words `inline`, or
    a `block` of its own. What a line below or a dash says of its speaker is not looked at."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`prose[start:end]`, and the index of the block it stands in."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The data that reading a document needs; nearly all of it comes from `rules/language`.

    `sections` maps a lower-case heading to its kind (`furniture` is what a page shows around the
    text); `front_matter` are the keys whose values readers see;
    `citation_hosts` are hosts (and their subdomains) a link to which counts as a citation.
    The abbreviation sets are lower-case, without the final full stop; those in `before_numbers`
    hide the end of a sentence only before a number. `uncited_lists` are headings of lists that
    no mark points to. From the configuration: `citation_style` is `auto`, `numeric` or
    `author-year`, and `bibliographies` are the files that any draft may cite by key.
    """

    sections: Mapping[str, str] = field(default_factory=dict)
    front_matter: frozenset[str] = frozenset({"title", "description"})
    never_end: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    can_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    numbered_nouns: frozenset[str] = frozenset()
    top_level_domains: frozenset[str] = frozenset()
    citation_hosts: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    foreign_words: frozenset[str] = frozenset()
    uncited_lists: frozenset[str] = frozenset()
    citation_style: str = "auto"
    bibliographies: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A draft's text and what its format says about it: all that reading a file gives."""

    path: Path
    format: str
    source: str
    prose: str
    map: SourceMap
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)
    options: ReadOptions = field(default_factory=ReadOptions)
    encoding: str = "utf-8"
    byte_order_mark: bytes = b""
    entries: tuple[Reference, ...] | None = None  # the list, where the format itself states it
    original: bytes = b""  # the file, where its text is not all of it (a Word file)
    library: Library | None = None  # where the file is a bibliography and no draft
    remarks: tuple[str, ...] = ()  # what people should know about how the file was read

    @cached_property
    def lines(self) -> LineIndex:
        """Lines and columns of the source."""
        return LineIndex(self.source)

    @cached_property
    def words(self) -> int:
        """How many words a reader reads."""
        return len(self.prose.replace(STAND_IN, " ").split())

    def block_at(self, offset: int) -> int:
        """The index of the block that holds a prose offset, or of the last one before it."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]
