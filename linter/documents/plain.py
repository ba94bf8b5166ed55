"""Plain text: paragraphs, headings, lists and readers' comments as a person would see them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from linter.documents.builder import Builder
from linter.documents.decoding import decode, write
from linter.documents.document import Document
from linter.documents.gaps import Cutter, find_gaps
from linter.documents.model import BlockKind, Comment, ReadOptions
from linter.documents.plain_lines import MARKER, Line, continues, is_full, read_lines, wrap_width
from linter.late import late

__all__ = ["SUFFIXES", "read", "write"]

SUFFIXES = (".txt", ".text")

_COMMENT = late(r"\[(medlint-(?:disable|enable)\b.*)\]\Z")
_RULE = late(r"([-=_*~#+])\1{2,}\Z|(?:[-*_] ){2,}[-*_]\Z")
_HASHES = late(r"(#{1,6})[ \t]+(?=\S)")
_TAGS = late(r"#\w[^#.]*(?:#\w[^#.]*)*\Z")
_ARROW = late(r"[→»›]\Z")
_NUMBERED = late(r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+(?=[^\W\d_])")
_ENTRY = late(r"\[?\d{1,3}(?:[\].)]|\s)\s?(?=\S)")  # of a list of sources
_NAME = r"(?:(?:[A-Z][\w.'’-]*|[a-z]{1,3})[ ]){1,5}"
_SPEAKER = late(r"(\d{1,4}[.)][ \t]+)?" + _NAME + r"(?:says|said|wrote)(?: on .{4,40})?:?\Z")
_FINITE = late(  # what makes a line a sentence, were it to lack its full stop
    r"\b(?:is|are|was|were|has|have|had|can|may|will|would|should|must|does|do|did)\b",
    re.IGNORECASE,
)
_SOURCE = late(r"://|\bdoi:\s?10\.|\((?:19|20)\d\d[a-z]?\)\.")  # in a line, it makes it an entry
_QUESTION = late(r"(?:who|what|when|where|why|which|how|is|are|can|do|does|should|will)\b", re.I)

_LONGEST_TITLE = 250  # characters; longer lines are never headings
_HEADING_WORDS = 10
_TITLE_WORDS = 25
_BODY_WORDS = 30


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a plain text.

    Raises:
        UnreadableError: the bytes are no UTF-8 text.
    """
    source, mark = decode(data)
    builder = Builder(source, options)
    pieces = list(_pieces(builder))
    _Layout(builder, Cutter(builder, find_gaps(source)), pieces).lay_out()
    return builder.document(path, "plain", byte_order_mark=mark)


@dataclass(slots=True)
class _Piece:
    """Lines that are one block: a paragraph, a list item, or a line of its own."""

    lines: list[Line]
    alone: bool  # whether blank lines stand before and after it
    underlined: bool = False
    marker: int = 0  # how long the bullet or number before its text is
    number: int = 0
    in_item: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.lines[0].text

    @property
    def whole(self) -> str:
        """All lines as one."""
        return " ".join(line.text for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Whether it may be a line of its own: a heading, a button, a name."""
        return len(self.lines) < 3 and len(self.text) < _LONGEST_TITLE

    @property
    def is_fragment(self) -> bool:
        """Whether it looks like half of a heading that was broken into two lines."""
        line = self.lines[0]
        few = len(self.lines) == 1 and len(line.text) < _LONGEST_TITLE and self.words <= 5
        return few and line.text[0].isupper() and not line.ends_sentence

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


def _groups(builder: Builder) -> Iterator[tuple[list[Line], bool]]:
    """Lines between blank ones, and whether a rule underlines them; comments are put aside."""
    group: list[Line] = []
    for line in read_lines(builder.source):
        comment = _COMMENT.match(line.text)
        if comment:
            builder.comments.append(Comment(line.start, line.end, comment[1].strip()))
        ruled = len(line.text) < _LONGEST_TITLE and bool(_RULE.match(line.text))
        if line.text and not comment and not ruled:
            group.append(line)
        elif group:
            yield group, ruled
            group = []
    if group:
        yield group, False


def _pieces(builder: Builder) -> Iterator[_Piece]:
    groups = list(_groups(builder))
    width = wrap_width([group for group, _ in groups])
    number = 0
    for group, ruled in groups:
        own_width = wrap_width([group]) if len(group) > 3 else 0
        for piece in _split(group, own_width or width, number, builder.options.function_words):
            piece.underlined = ruled and piece.lines[-1] is group[-1]
            number = piece.number
            yield piece


def _split(
    group: list[Line], width: int, number: int, function_words: Container[str]
) -> Iterator[_Piece]:
    """The blocks of a group of lines, which has no blank line in it."""
    pieces: list[_Piece] = []
    for index, line in enumerate(group):
        before = group[index - 1] if index else None
        marker = MARKER.match(line.text)
        if marker and before and marker[1] and is_full(before, line, width or 1 << 30):
            begins = int(marker[1]) in (1, number + 1)  # else a number that wrapped to the front
        else:
            begins = bool(marker)
        if begins and marker:
            number = int(marker[1] or 0)
            pieces.append(_Piece([line], False, marker=marker.end(), number=number))
        elif before and continues(before, line, width, function_words):
            pieces[-1].lines.append(line)
        else:
            pieces.append(_Piece([line], len(group) == 1))
    broken = len(pieces) == 2 and all(piece.is_fragment for piece in pieces)
    for piece in pieces:
        piece.alone = len(pieces) == 1 or broken
    if len(pieces) == 2 and pieces[0].marker:  # a keyword, and what is to be said about it
        pieces[1].in_item = True
    yield from pieces


class _Layout:
    """Decides what each piece is, from its form and its neighbours, and fills a builder."""

    def __init__(self, builder: Builder, cutter: Cutter, pieces: list[_Piece]) -> None:
        self.builder = builder
        self.cutter = cutter
        self.pieces = pieces
        self._group = 0
        self._in_list = False
        self._in_comments = False

    def lay_out(self) -> None:
        """Add all pieces."""
        speakers = self._speakers()
        for index, piece in enumerate(self.pieces):
            if index in speakers:
                self._in_comments = True
            elif self._in_comments and self._section(piece) == "furniture":
                self._in_comments = False
            kind, level = self._kind(index, piece)
            self._in_list = self._take_group(kind)
            self._add(piece, kind)
            self.builder.end_block(kind, level, self._group if self._in_list else 0)

    def _kind(self, index: int, piece: _Piece) -> tuple[BlockKind, int]:
        if self._in_comments:
            return BlockKind.READER_COMMENT, 0
        if piece.is_short and (_TAGS.match(piece.text) or _ARROW.search(piece.text)):
            return BlockKind.FURNITURE, 0
        if self.builder.section_kind == "references" and _ENTRY.match(piece.text):
            return (BlockKind.LIST_ITEM if piece.marker else BlockKind.PARAGRAPH), 0
        level = self._heading_level(index, piece)
        if level:
            piece.marker = 0
            if self._section(piece) == "furniture" and self._leads_to_text(index):
                return BlockKind.FURNITURE, 0
            return BlockKind.HEADING, level
        if piece.marker or piece.in_item:
            return BlockKind.LIST_ITEM, 0
        if piece.is_short and piece.alone and piece.text[0].islower() and self._is_label(piece):
            return BlockKind.CAPTION, 0
        return BlockKind.PARAGRAPH, 0

    def _heading_level(self, index: int, piece: _Piece) -> int:
        """The level of a heading, 0 if the piece is none."""
        if not (piece.is_short and self._stands_out(index)):
            return 0
        if hashes := _HASHES.match(piece.text):
            piece.marker = hashes.end()
            return len(hashes[1])
        if piece.underlined:
            return 1 if index == 0 else 2
        number = _NUMBERED.match(piece.text)
        if piece.marker and (not number or self._in_list or self._item_follows(index)):
            return 0
        if piece.text[0].islower() or not (self._is_label(piece) or self._is_title(index, piece)):
            return 0
        if number:
            return 1 + len(number[0].strip(" \t.").split("."))
        return 1 if index == 0 else 2

    def _stands_out(self, index: int) -> bool:
        """Whether a line is set off from what follows by a blank line or by being short."""
        piece = self.pieces[index]
        if piece.alone or piece.underlined or piece.lines[0].text.startswith("#"):
            return True
        follows = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        return (
            follows is not None
            and not piece.marker
            and not follows.marker
            and follows.words > 2 * _HEADING_WORDS
            and piece.words <= _HEADING_WORDS
        )

    def _item_follows(self, index: int) -> bool:
        return index + 1 < len(self.pieces) and self.pieces[index + 1].marker > 0

    def _is_label(self, piece: _Piece) -> bool:
        """Whether a line is words of a heading, not a sentence."""
        text = piece.whole
        if len(text.split()) > _HEADING_WORDS or not any(c.isalpha() for c in text):
            return False
        if _SOURCE.search(text):
            return False
        if text.endswith("?"):
            return bool(_QUESTION.match(text))
        last = piece.lines[-1]
        if text.endswith(",") or (last.ends_sentence and not text.endswith(":")):
            return False
        return _is_title_case(text) or not _FINITE.search(text)

    def _is_title(self, index: int, piece: _Piece) -> bool:
        """The first line of a text may be longer, as titles of articles are."""
        return (
            index == 0
            and len(self.pieces) > 1
            and len(piece.whole.split()) <= _TITLE_WORDS
            and not piece.whole.endswith((".", ":", ";", ","))
        )

    def _leads_to_text(self, index: int) -> bool:
        """Whether a paragraph comes next: then “Share” is a button above it, not its heading."""
        if index + 1 >= len(self.pieces) or self._in_comments:
            return False
        follows = self.pieces[index + 1]
        return not follows.marker and follows.words > _BODY_WORDS

    def _section(self, piece: _Piece) -> str:
        if not piece.is_short:
            return ""
        return self.builder.options.sections.get(piece.text.strip(" .:0123456789#").lower(), "")

    def _speakers(self) -> frozenset[int]:
        """The lines that name the writer of a reader's comment; one alone, unnumbered, is none."""
        found = {
            index: match
            for index, piece in enumerate(self.pieces)
            if piece.is_short and (match := _SPEAKER.match(piece.text))
        }
        if len(found) > 1 or any(match[1] for match in found.values()):
            return frozenset(found)
        return frozenset()

    def _take_group(self, kind: BlockKind) -> bool:
        if kind is not BlockKind.LIST_ITEM:
            return False
        if not self._in_list:
            self._group += 1
        return True

    def _add(self, piece: _Piece, kind: BlockKind) -> None:
        skip = piece.marker
        for number, line in enumerate(piece.lines):
            self.cutter.text(line.start + skip, line.end)
            skip = 0
            if number + 1 < len(piece.lines):
                text = self.builder.source[line.end : line.next]
                self.cutter.text(line.end + len(text) - len(text.lstrip(" \t\u00a0")), line.next)


def _is_title_case(text: str) -> bool:
    """Whether most of the longer words begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) * 4 >= 3 * len(words)
