"""Word files (.docx): read as their text with all changes accepted, written as tracked changes.

The source of a Word file is its text with one line per paragraph, so that the line of a finding
is the number of its paragraph; the notes follow the text. Lists and notes have marks before their
lines that Word itself does not show (`- `, `[^1]: `).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.documents.builder import Builder
from linter.documents.document import Document
from linter.documents.docx.text import Line, Place, WordText, is_heading, is_listed, read_text
from linter.documents.gaps import Cutter, find_gaps
from linter.documents.model import BlockKind, Comment, Link, Note, ReadOptions
from linter.late import late
from linter.spans import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SUFFIXES", "read", "write"]

SUFFIXES = (".docx", ".docm", ".dotx")
_SUPPRESSION = late(r"\s*\[(medlint-(?:disable|enable)\b[^\]]*)\]\s*\Z")
_KINDS = {
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "bibliography": BlockKind.REFERENCE,
}


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a Word file.

    Raises:
        UnreadableError: the bytes are no Word file, are damaged, protected or far too many.
    """
    text = read_text(data)
    builder = Builder(text.source, options)
    layout = _Layout(text, builder, Cutter(builder, find_gaps(text.source)))
    for line in text.lines:
        layout.add(line)
    return builder.document(path, "docx", original=data)


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The file after `edits`, each a tracked change; their spans are in the document's source.

    Raises:
        ValueError: two edits overlap, or one lies outside the source.
    """
    from linter.documents.docx.editing import with_changes

    return with_changes(document.original, edits)


class _Layout:
    """Hands the lines of a text to a builder as blocks."""

    def __init__(self, text: WordText, builder: Builder, cutter: Cutter) -> None:
        self.text = text
        self.builder = builder
        self.cutter = cutter
        self._starts = [place.start for place in text.places]
        self._list = 0
        self._in_list = False
        self._open_link: tuple[str, int] | None = None

    def add(self, line: Line) -> None:
        """Add one paragraph."""
        paragraph = line.paragraph
        shown = self.text.source[line.start : line.end]
        if comment := _SUPPRESSION.match(shown):
            self.builder.comments.append(Comment(line.start, line.end, comment[1].strip()))
            return
        for place in self._places(line):
            self._add(place)
        self._close_link()
        if paragraph.joined:
            return
        kind, level = self._kind(line)
        listed = kind is BlockKind.LIST_ITEM
        self._list += listed and not self._in_list
        self._in_list = listed
        group = self._list if listed else -paragraph.table
        self.builder.end_block(kind, level, group)

    def _places(self, line: Line) -> Iterator[Place]:
        index = bisect_left(self._starts, line.start)
        while index < len(self.text.places) and self.text.places[index].start < line.end:
            yield self.text.places[index]
            index += 1

    def _add(self, place: Place) -> None:
        piece = place.piece
        if self._open_link and self._open_link[0] != piece.url:
            self._close_link()
        if piece.url and not self._open_link:
            self._open_link = (piece.url, self.builder.offset)
        if piece.kind == "note":
            self.builder.leave_out()
            anchor = self.builder.anchor
            written = Span(place.start, place.end)
            note = Note("footnote-reference", anchor, anchor, piece.key, written)
            self.builder.notes.append(note)
        elif piece.kind == "maths":
            self.builder.stand_in(place.start, place.end)
        else:
            start = self.builder.offset
            self.cutter.text(place.start, place.end)
            if piece.raised:
                start, end = self.builder.trimmed(start)
                if start < end:
                    self.builder.notes.append(Note(piece.raised, start, end))

    def _close_link(self) -> None:
        if self._open_link:
            url, start = self._open_link
            self._open_link = None
            self.builder.links.append(Link(*self.builder.trimmed(start), url))

    def _kind(self, line: Line) -> tuple[BlockKind, int]:
        paragraph, styles = line.paragraph, self.text.styles
        style = styles.get(paragraph.style, "")
        if paragraph.note:
            return BlockKind.FOOTNOTE, 0
        if is_heading(paragraph, styles):
            return BlockKind.HEADING, _level(style)
        if paragraph.table:
            return BlockKind.TABLE_CELL, 0
        if style.startswith("toc "):
            return BlockKind.FURNITURE, 0
        if style in _KINDS:
            return _KINDS[style], 0
        return (BlockKind.LIST_ITEM if is_listed(paragraph, styles) else BlockKind.PARAGRAPH), 0


def _level(style: str) -> int:
    number = style.removeprefix("heading ")
    return int(number) if number.isdigit() else 1
