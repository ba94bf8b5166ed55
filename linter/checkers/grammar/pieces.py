"""The text that an engine is given: prose without marks of citations, and the way back.

A document is cut into pieces that end where a block ends. In a piece, most parts are the prose as
it is; instead of others the engine reads something that fits into the sentence (a word for an
address or code, nothing for a mark of a citation) or that ends it (between two blocks).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from linter.documents.document import Document
from linter.documents.model import STAND_IN, Block, Citation
from linter.spans import Span
from linter.values import dataclass

LIMIT = 20_000
_BREAK = "\n\n"
_NOUN = "Dummy0"  # for what is not read as words; no list has it, so it is taken for a noun
_OPENINGS = "([{"
_BETWEEN = " ,;–-\u00a0"  # between two marks that are one group


@dataclass(frozen=True, slots=True)
class Part:
    """`prose[start:end]`, for which the engine reads `text`; `verbatim` where that is the same."""

    start: int
    end: int
    text: str
    verbatim: bool


@dataclass(frozen=True)
class Piece:
    """Some blocks of a document, as an engine reads them."""

    parts: tuple[Part, ...]

    @cached_property
    def text(self) -> str:
        """What the engine reads."""
        return "".join(part.text for part in self.parts)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(part.text) for part in self.parts), initial=0))

    def to_prose(self, start: int, end: int) -> Span | None:
        """The prose of ``text[start:end]`` without what was put in at its ends.

        None where nothing is left.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = min(bisect_left(self._starts, end) - 1, len(self.parts) - 1)
        while first <= last and not self.parts[first].verbatim:
            first += 1
        while last >= first and not self.parts[last].verbatim:
            last -= 1
        if first > last:
            return None
        begin, finish = self.parts[first], self.parts[last]
        span = Span(
            begin.start + max(start - self._starts[first], 0),
            finish.start + min(end - self._starts[last], len(finish.text)),
        )
        return span if span.start < span.end else None

    def stands_in(self, offset: int) -> bool:
        """Whether something that was put in stands at an offset of the text."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return index < len(self.parts) and not self.parts[index].verbatim


def pieces(document: Document, wanted: Callable[[int], bool], limit: int = LIMIT) -> list[Piece]:
    """The blocks that are wanted (by their numbers), in pieces of about `limit` characters."""
    made: list[Piece] = []
    parts: list[Part] = []
    size = 0
    for stretch in _stretches(document, wanted, limit):
        length = sum(len(part.text) for part in stretch)
        if parts and size + length > limit:
            made.append(Piece(tuple(parts)))
            parts, size = [], 0
        if parts:
            parts.append(Part(parts[-1].end, stretch[0].start, _BREAK, False))
        parts += stretch
        size += length + len(_BREAK)
    return [*made, Piece(tuple(parts))] if parts else made


def _stretches(
    document: Document, wanted: Callable[[int], bool], limit: int
) -> Iterator[list[Part]]:
    """The parts of each block; of each sentence, where a block alone is over the limit."""
    holes = sorted(_holes(document), key=lambda hole: (hole.start, hole.end))
    starts = [hole.start for hole in holes]
    for number, block in enumerate(document.blocks):
        if block.start == block.end or not wanted(number):
            continue
        for span in _spans(document, number, block, limit):
            low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
            parts = list(_parts(document.prose, span, holes[low:high]))
            if any(part.text.strip() for part in parts):
                yield parts


def _spans(document: Document, number: int, block: Block, limit: int) -> Iterator[Span]:
    if block.end - block.start <= limit:
        yield Span(block.start, block.end)
        return
    for sentence in document.sentences_of(number):
        for start in range(sentence.start, sentence.end, limit):
            yield Span(start, min(start + limit, sentence.end))


def _holes(document: Document) -> Iterator[Part]:
    """What the engine does not read as it is: marks of citations, code, addresses."""
    end = 0
    for mark in document.citations:
        if mark.start < mark.end and _is_aside(document.prose, mark):
            before = document.prose[end : mark.start]
            start = end if end and not before.strip(_BETWEEN) else mark.start
            end = mark.end
            yield Part(_before(document.prose, start), end, "", False)
    place = document.prose.find(STAND_IN)
    while place >= 0:
        yield Part(place, place + 1, _NOUN, False)
        place = document.prose.find(STAND_IN, place + 1)


def _is_aside(prose: str, mark: Citation) -> bool:
    """Whether the sentence reads on without the mark; “Smith et al. (2020) found” does not."""
    return mark.kind in ("numeric", "superscript", "footnote") or prose[mark.start] in _OPENINGS


def _before(prose: str, start: int) -> int:
    """Where the white space before a mark begins: without the mark nothing would explain it."""
    while start > 0 and prose[start - 1] in " \t\u00a0\u202f\u2009":
        start -= 1
    return start


def _parts(prose: str, span: Span, holes: Iterable[Part]) -> Iterator[Part]:
    place = span.start
    for hole in holes:
        if hole.start < place or hole.end > span.end:
            if hole.end <= place:
                continue
            hole = Part(max(hole.start, place), min(hole.end, span.end), hole.text, False)
        if place < hole.start:
            yield Part(place, hole.start, prose[place : hole.start], True)
        yield hole
        place = hole.end
    if place < span.end:
        yield Part(place, span.end, prose[place : span.end], True)
