"""A sentence with the words that matter marked beneath, cut to a few lines of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from linter.reports.parts.characters import cells, shown
from linter.spans import Span
from linter.values import dataclass

MAIN, SIDE = "^", "~"


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of the sentence as shown, its width, and what stands beneath it."""

    text: str
    width: int
    mark: str = " "
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a frame; `marks` has the same number of terminal cells, or is empty."""

    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        return "".join(cell.text for cell in self.cells).rstrip()

    @property
    def marks(self) -> str:
        return "".join(cell.mark * cell.width for cell in self.cells).rstrip()

    def parts(self) -> tuple[str, str, str]:
        """The text before the finding's own marks, within them, and after."""
        marked = [index for index, cell in enumerate(self.cells) if cell.mark == MAIN]
        if not marked:
            return self.text, "", ""
        start, end = marked[0], marked[-1] + 1
        texts = [cell.text for cell in self.cells]
        return "".join(texts[:start]), "".join(texts[start:end]), "".join(texts[end:]).rstrip()


def frame(
    sentence: str,
    marked: Span | None,
    width: int,
    *,
    beside: Sequence[Span] = (),
    unicode: bool = True,
    lines: int = 3,
) -> list[Line]:
    """The sentence in at most `lines` lines of `width` cells, the marked words among them.

    What does not fit is elided; of marked words that do not fit, their beginning and end stay.
    `beside` are further places to mark, more lightly, where they happen to be shown.
    """
    width = max(width, 8)
    focus = marked or Span(0, 0)
    drawn = _Drawn(sentence, marked, beside, unicode)
    wrapped: list[Line] = []
    if len(sentence) <= width * lines:
        wrapped = _wrap(drawn.cells([Span(0, len(sentence))]), width)
    room = width * lines
    while not wrapped or len(wrapped) > lines:
        wrapped = _wrap(drawn.cells(_pieces(sentence, focus, room)), width)
        if room <= width // 2:
            break
        room -= max(width // 12, 1)
    return wrapped


class _Drawn:
    """A sentence as cells, made where they are wanted."""

    def __init__(
        self, sentence: str, marked: Span | None, beside: Sequence[Span], unicode: bool
    ) -> None:
        self.sentence = sentence
        self.marked = marked
        self.beside = beside
        self.unicode = unicode
        # Where white space itself is what is wrong, a line must not break there and hide it.
        self.glued = bool(marked) and not self._words(marked)

    def _words(self, span: Span | None) -> str:
        return self.sentence[span.start : span.end].strip() if span else ""

    def cells(self, pieces: Sequence[Span]) -> list[Cell]:
        ellipsis = [Cell(char, 1) for char in ("…" if self.unicode else "...")]
        drawn: list[Cell] = []
        last = 0
        for piece in pieces:
            if piece.start > last:
                drawn += [*_gap(drawn), *ellipsis, Cell(" ", 1, breaks=True)]
            drawn += (self._cell(index) for index in range(piece.start, piece.end))
            last = piece.end
        if last < len(self.sentence.rstrip()):
            drawn += [*_gap(drawn), *ellipsis]
        if self.marked and self.marked.start >= len(self.sentence):
            drawn.append(Cell(" ", 1, MAIN))
        return drawn

    def _cell(self, index: int) -> Cell:
        text = shown(self.sentence[index], self.unicode)
        mark = self._mark(index)
        return Cell(text, cells(text), mark, text == " " and not (self.glued and mark == MAIN))

    def _mark(self, index: int) -> str:
        if self.marked and self.marked.start <= index < max(self.marked.end, self.marked.start + 1):
            return MAIN
        return SIDE if any(s.start <= index < s.end for s in self.beside) else " "


def _gap(drawn: Sequence[Cell]) -> list[Cell]:
    """The space before an ellipsis, where there is none yet."""
    return [Cell(" ", 1, breaks=True)] if drawn and not drawn[-1].breaks else []


def _pieces(sentence: str, focus: Span, room: int) -> list[Span]:
    """About `room` characters: the marked words, and whole words evenly on both sides.

    Of marked words that are longer than that, the beginning and the end.
    """
    spare = room - (focus.end - focus.start)
    if spare < 0:
        share = max((room - 5) // 2, 1)
        head = sentence.rfind(" ", focus.start, focus.start + share)
        tail = sentence.find(" ", focus.end - share, focus.end) + 1
        return [
            Span(focus.start, head if head > focus.start else focus.start + share),
            Span(tail or focus.end - share, focus.end),
        ]
    right = min(len(sentence) - focus.end, max(spare // 2, spare - focus.start))
    start = max(focus.start - (spare - right), 0)
    end = focus.end + right
    if start > 0:
        start = sentence.find(" ", start, focus.start) + 1 or focus.start
    if end < len(sentence):
        end = max(sentence.rfind(" ", focus.end, end), focus.end)
    return [Span(start, end)]


def _wrap(drawn: Sequence[Cell], width: int) -> list[Line]:
    """The cells in lines, broken at spaces, or anywhere in what is longer than a line."""
    lines: list[Line] = []
    start = 0
    while start < len(drawn):
        end = _line_end(drawn, start, width)
        lines.append(Line(tuple(drawn[start:end])))
        start = end
        while start < len(drawn) and drawn[start].breaks:
            start += 1
    return lines


def _line_end(drawn: Sequence[Cell], start: int, width: int) -> int:
    taken = 0
    last_break = start
    for index in range(start, len(drawn)):
        if drawn[index].breaks:
            last_break = index
        taken += drawn[index].width
        if taken > width and not drawn[index].breaks:
            return last_break if last_break > start else max(index, start + 1)
    return len(drawn)
