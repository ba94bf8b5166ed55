"""Places in a text, and edits to it. Offsets are Python string indices, end-exclusive."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from linter.late import late
from linter.values import dataclass

_LINE_BREAK = late(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: ``text[span.start:span.end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character, or touch where one of them is empty."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace what stands in `span` by `text`; an empty span inserts."""

    span: Span
    text: str


class LineIndex:
    """Turns offsets of one text into lines and columns, both counted from 1.

    A line ends with ``\\n``, ``\\r\\n`` or ``\\r``. Columns count code points.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column.

        Raises:
            ValueError: the text has no such line.
        """
        if not 1 <= line <= len(self.starts):
            raise ValueError(f"there is no line {line}; the text has {len(self.starts)} lines")
        return self.starts[line - 1] + column - 1

    def utf16_column(self, offset: int) -> int:
        """The column of `offset` from 0 in UTF-16 units, as editors and Java count."""
        start = self.starts[self.position(offset)[0] - 1]
        return len(self.text[start:offset].encode("utf-16-le")) // 2


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; their spans refer to `text` as it is given.

    Raises:
        ValueError: two edits overlap, or one lies outside the text.
    """
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        if edit.span.start < position or edit.span.end > len(text):
            raise ValueError(f"edit {edit} overlaps another one or lies outside the text")
        parts += (text[position : edit.span.start], edit.text)
        position = edit.span.end
    parts.append(text[position:])
    return "".join(parts)
