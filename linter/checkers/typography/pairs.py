"""Brackets and quotation marks that open and never close, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from linter.checkers.reporting import make_finding
from linter.checkers.typography.stretches import (
    Look,
    Stretch,
    Words,
    looks_at,
    wanted,
    with_neighbours,
)
from linter.documents.document import Document
from linter.documents.model import Block
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_OPENERS = {"(": ")", "[": "]"}
_BRACKET = late(r"[()\[\]]")
# “a)”, “1)”, “iv)” as labels, and faces such as :-) and ;(
_LABEL = late(r"(?:(?<=\s)|\A|(?<=[;,]))(?:\d{1,3}[a-z]?|[A-Za-z]|[ivxIVX]{2,5})[.]?\)")
_FACE = late(r"(?<![\w])[:;=8][-o']?[)(\[\]]+|[)(]{2,5}:")
_QUOTES = frozenset('“"')
_NEAR = 6


@dataclass(frozen=True, slots=True)
class _Odd:
    """A mark without its partner, and which way it looks."""

    place: int
    opens: bool


def prepare_brackets(rule: Rule, words: Words) -> Look:
    """Finds round and square brackets without their partner in the block."""
    return _look(rule, _odd_brackets, "()", "[]")


def prepare_quotes(rule: Rule, words: Words) -> Look:
    """Finds double quotation marks without their partner in the block."""
    return _look(rule, _odd_quotes, "“”", '"')


def _look(rule: Rule, odd_marks: Callable[[str], list[_Odd]], *kinds: str) -> Look:
    """`kinds` are pairs of marks, or a mark that opens and closes."""

    def look(stretch: Stretch) -> Iterator[Finding]:
        document = stretch.document
        prose = document.prose
        if not _may_be_odd(stretch.pair_marks, kinds):
            return
        for index, block in enumerate(stretch.blocks, stretch.first_block):
            even = all(_even(prose, block.start, block.end, kind) for kind in kinds)
            if even or not looks_at(rule, block):
                continue
            odd = odd_marks(prose[block.start : block.end])
            if odd and not _closed_nearby(document, index, odd, odd_marks):
                yield from _finding(document, rule, block, odd[0])

    return look


def _may_be_odd(marks: Collection[str], kinds: Sequence[str]) -> bool:
    """Whether one of the strings holds an odd number of marks of a kind."""
    return any(not _even(each, 0, len(each), kind) for each in marks for kind in kinds)


def _even(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a place holds as many marks of one kind as of their partners."""
    first = text.count(kind[0], start, end)
    if len(kind) == 1:
        return first % 2 == 0
    return first == text.count(kind[1], start, end)


def _odd_brackets(text: str) -> list[_Odd]:
    """The brackets without partner; “[0, 1)” closes what it opens, by the other kind."""
    ignored = {match.end() - 1 for match in _LABEL.finditer(text)}
    ignored |= {place for match in _FACE.finditer(text) for place in range(*match.span())}
    waiting: list[int] = []
    odd: list[_Odd] = []
    for match in _BRACKET.finditer(text):
        place = match.start()
        if match[0] in _OPENERS:
            waiting.append(place)
        elif waiting:
            waiting.pop()
        elif place not in ignored:
            odd.append(_Odd(place, opens=False))
    return odd + [_Odd(place, opens=True) for place in waiting if place not in ignored]


def _odd_quotes(text: str) -> list[_Odd]:
    straight = [match.start() for match in re.finditer(r'"', text)]
    inches = [match.end() - 1 for match in re.finditer(r'\d ?"', text)]
    odd = _odd_curly(text)
    if len(straight) % 2 and (len(straight) - len(inches)) % 2:
        if odd:  # one of the pair is curly, the other straight: a matter of taste
            return []
        odd = [_Odd(straight[-1], opens=True)]
    return odd


def _odd_curly(text: str) -> list[_Odd]:
    waiting: list[int] = []
    odd: list[_Odd] = []
    for match in re.finditer(r"[“”]", text):
        if match[0] == "“":
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
        elif not text[max(match.start() - 1, 0)].isnumeric():  # an inch: 5/8”
            odd.append(_Odd(match.start(), opens=False))
    return odd + [_Odd(place, opens=True) for place in waiting]


def _closed_nearby(
    document: Document, index: int, odd: list[_Odd], odd_marks: Callable[[str], list[_Odd]]
) -> bool:
    """Whether a block nearby has the partner: a quotation or remark of several paragraphs."""
    following = document.blocks[index + 1 : index + 2]
    if following and odd[-1].opens and document.prose[following[0].start] in _QUOTES:
        return True
    around = range(max(index - _NEAR, 0), min(index + _NEAR + 1, len(document.blocks)))
    for other in around:
        block = document.blocks[other]
        if other != index and odd_marks(document.prose[block.start : block.end]):
            return True
    return False


def _finding(document: Document, rule: Rule, block: Block, odd: _Odd) -> Iterator[Finding]:
    place = block.start + odd.place
    prose = document.prose
    around = with_neighbours(prose, place, place + 1, block)
    span = Span(place, around.end) if odd.opens else Span(around.start, place + 1)
    if wanted(document, rule, span) is None:
        return
    yield make_finding(
        document,
        rule,
        span,
        values={
            "mark": prose[place],
            "problem": "is opened and never closed" if odd.opens else "is closed and never opened",
        },
    )
