"""MDX: Markdown with components. Their children are read; code and attributes are not.

The Markdown parser gets the source without what MDX adds: a line that holds nothing else becomes
a blank one, a tag or an expression within a line a short HTML tag, and the indentation of a
component's children goes (in MDX it makes no code). What was taken out is handed to the walk at
its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import field
from pathlib import Path

from linter.documents.builder import Builder
from linter.documents.citations.markup import template
from linter.documents.decoding import write
from linter.documents.document import Document
from linter.documents.gaps import Cutter
from linter.documents.html_elements import BLOCKS, SKIPPED, VOID
from linter.documents.html_tokens import END as END_TAG
from linter.documents.html_tokens import START as START_TAG
from linter.documents.markdown import Walk, byte_offsets
from linter.documents.mdx_scan import CODE, COMMENT, EMPTY, END, START, STRING, Piece, pieces
from linter.documents.model import Comment, Note, ReadOptions
from linter.documents.opening import open_draft
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

__all__ = ["SUFFIXES", "read", "write"]

SUFFIXES = (".mdx",)

_HOLDER = "<e>"  # what the parser sees of a tag or an expression within a line
_LEAD = late(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\Z")
_REST = late(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_INDENT = late(r"[ \t]*")
_LINE_START = late(r"(?:\r\n|\n|\r)")
_CITING = late(r"(?:foot)?cite\w*|citation|bibref", re.IGNORECASE)
_VALUE = late(r"=\s*\{?\s*(?:\"([^\"]*)\"|'([^']*)')")


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read an MDX draft.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, or the front matter's `medlint:` is wrong.
    """
    begun = open_draft(data, options)
    masked = _mask(begun.builder.source, begun.body)
    _MdxWalk(begun.builder, begun.cutter, masked).walk_text(masked.text, masked.offsets())
    return begun.builder.document(path, "mdx", byte_order_mark=begun.mark, meta=begun.meta)


@dataclass(slots=True)
class _Masked:
    """What the Markdown parser gets, and where it comes from.

    Each part of `text` that begins at `places[n]` stands for `source[starts[n]:ends[n]]`. `alone`
    are the pieces that stand on lines of their own, by their place in the source; `inline` those
    within a line.
    """

    parts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    alone: list[Piece] = field(default_factory=list)
    inline: dict[int, Piece] = field(default_factory=dict)
    text: str = ""
    length: int = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Append a part that stands for a stretch of the source."""
        if text:
            self.parts.append(text)
            self.places.append(self.length)
            self.starts.append(start)
            self.ends.append(end)
            self.length += len(text)

    def offsets(self) -> Callable[[int, int], tuple[int, int]]:
        """What turns a range of UTF-8 bytes of the text into a range of the source."""
        to_text = byte_offsets(self.text, 0)

        def span(start: int, end: int) -> tuple[int, int]:
            first, last = to_text(start), to_text(end)
            begins = self._start(first)
            return begins, max(self._end(last), begins)

        return span

    def _start(self, place: int) -> int:
        index = bisect_right(self.places, place) - 1
        if index < 0:
            return 0
        return min(self.starts[index] + place - self.places[index], self.ends[index])

    def _end(self, place: int) -> int:
        index = bisect_left(self.places, place) - 1
        if index < 0:
            return 0
        length = self.ends[index] - self.starts[index]
        width = (self.places[index + 1 : index + 2] or [self.length])[0] - self.places[index]
        inside = place - self.places[index]
        return self.ends[index] if inside == width else self.starts[index] + min(inside, length)


def _mask(source: str, body: int) -> _Masked:
    masked = _Masked()
    dedent = _Dedent(source)
    place = body
    line_end = body  # up to where the pieces of this line have been looked at
    alone = False
    found = list(pieces(source, body))
    for index, piece in enumerate(found):
        if piece.start >= line_end:
            alone, line_end = _stands_alone(source, body, found, index)
        _copy(masked, source, place, piece.start, dedent)
        if alone:
            masked.alone.append(piece)
            dedent.pass_by(piece)
        else:
            masked.inline[piece.start] = piece
            masked.add(_HOLDER, piece.start, piece.end)
        place = piece.end
    _copy(masked, source, place, len(source), dedent)
    masked.text = "".join(masked.parts)
    return masked


def _stands_alone(source: str, body: int, found: list[Piece], index: int) -> tuple[bool, int]:
    """Whether pieces are all there is on their lines, and where the last of these lines ends."""
    first = found[index].start
    line = max(source.rfind("\n", body, first), source.rfind("\r", body, first)) + 1
    alone = _LEAD.match(source, max(line, body), first) is not None
    end = found[index].end
    for following in found[index + 1 :]:
        between = source[end : following.start]
        if "\n" in between or "\r" in between:
            break
        alone = alone and not between.strip()
        end = following.end
    rest = _REST.match(source, end)
    return alone and rest is not None, rest.end() if rest else _line_end(source, end)


def _line_end(source: str, place: int) -> int:
    match = _LINE_START.search(source, place)
    return match.end() if match else len(source)


class _Dedent:
    """How much indentation goes from each line: what the components around it account for."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._open: list[int] = []

    @property
    def width(self) -> int:
        """How many blanks go from the beginning of a line."""
        return self._open[-1] if self._open else 0

    def pass_by(self, piece: Piece) -> None:
        """A tag on a line of its own."""
        if piece.what == START and piece.name not in VOID:
            own = self._column(piece.start)
            line = _line_end(self.source, piece.end)
            while _REST.match(self.source, line) and line < len(self.source):
                line = _line_end(self.source, line)
            inner = len(_INDENT.match(self.source, line)[0])  # type: ignore[index]
            self._open.append(self.width + max(inner - own, 0))
        elif piece.what == END and self._open:
            self._open.pop()

    def _column(self, place: int) -> int:
        """How far from the beginning of its line a tag stands; a list's mark counts."""
        return place - max(self.source.rfind("\n", 0, place), self.source.rfind("\r", 0, place)) - 1


def _copy(masked: _Masked, source: str, start: int, end: int, dedent: _Dedent) -> None:
    """Take Markdown over, each further line without the indentation of its component."""
    width = dedent.width
    if width:
        for match in _LINE_START.finditer(source, start, end):
            if match.end() <= start:
                continue
            masked.add(source[start : match.end()], start, match.end())
            blanks = _INDENT.match(source, match.end(), min(match.end() + width, end))
            start = blanks.end() if blanks else match.end()
    masked.add(source[start:end], start, end)


class _MdxWalk(Walk):
    """The walk through Markdown, with what was taken out of it put in at its place."""

    def __init__(self, builder: Builder, cutter: Cutter, masked: _Masked) -> None:
        super().__init__(builder, cutter)
        self._alone: Iterator[Piece] = iter(masked.alone)
        self._next = next(self._alone, None)
        self._inline = masked.inline

    def before_block(self, place: int) -> None:
        """Hand on the tags that stand on lines of their own before a place of the source."""
        while self._next is not None and self._next.start < place:
            self._flush()
            self._piece(self._next, alone=True)
            self._next = next(self._alone, None)

    def inline_html(self, start: int, end: int) -> None:
        """What stands within a line: a piece of MDX, or HTML as in Markdown."""
        piece = self._inline.get(start)
        if piece is None:
            super().inline_html(start, end)
        else:
            self._piece(piece, alone=False)

    def _piece(self, piece: Piece, alone: bool) -> None:
        if piece.what == COMMENT:
            text = self.builder.source[piece.start : piece.end].strip("{} \t\r\n")
            text = text.removeprefix("/*").removesuffix("*/").strip()
            self.builder.comments.append(Comment(piece.start, piece.end, text))
            self.builder.pass_over()
        elif piece.what == STRING:
            self._string(piece)
        elif piece.what == CODE:
            if not alone and not self.page.skipping:
                self.builder.stand_in(piece.start, piece.end)
        elif piece.what == EMPTY:
            self._empty(piece, alone)
        else:
            what = END_TAG if piece.what == END else START_TAG
            self.page.token(what, piece.start, piece.end, _element(piece.name))

    def _string(self, piece: Piece) -> None:
        """A text in braces, which readers see as it is."""
        inner = self.builder.source[piece.start : piece.end].strip("{} \t\r\n")[1:-1]
        start = self.builder.source.index(inner, piece.start + 2) if inner else piece.start
        if self.page.skipping:
            return
        if inner.strip():
            self.cutter.text(start, start + len(inner))
            self._has_text = True
        else:
            self.builder.break_word()

    def _empty(self, piece: Piece, alone: bool) -> None:
        """An element without children; a component within a line shows something there."""
        if keys := self._cited(piece):
            place = self.builder.anchor
            written = Span(piece.start, piece.end)
            self.builder.notes.append(Note("cite", place, place, "\n".join(keys), written))
            self.builder.leave_out()
        elif piece.name[:1].islower():
            self.page.token(START_TAG, piece.start, piece.end, _element(piece.name))
            if piece.name not in VOID:
                self.page.token(END_TAG, piece.start, piece.end, _element(piece.name))
        elif not alone and not self.page.skipping:
            self.builder.stand_in(piece.start, piece.end)

    def _cited(self, piece: Piece) -> tuple[str, ...]:
        """The keys of a component that cites."""
        if self.page.skipping or not _CITING.fullmatch(piece.name):
            return ()
        tag = self.builder.source[piece.start : piece.end]
        values = " ".join(match[1] or match[2] or "" for match in _VALUE.finditer(tag))
        return template(f"{{{{< cite {values} >}}}}")[1]


def _element(name: str) -> str:
    """The element that a tag is read as: a component only as one whose text is no prose."""
    lower = name.lower()
    if name[:1].islower() or lower in SKIPPED or lower in BLOCKS & {"table", "blockquote"}:
        return lower
    return "a" if lower == "link" else ""
