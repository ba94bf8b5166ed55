"""Marks in an order that is always wrong, listed in the rule."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checkers.reporting import make_finding
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted, with_neighbours
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

_WORD = late(r"\w+")
_WORD_BEFORE = late(r"\w+\Z")
_REACH = 24


def prepare(rule: Rule, words: Words) -> Look:
    """Finds the `marks` of the rule.

    `openings` are the words of which one must follow at once; `skip` those that must not stand
    right before.
    """
    marks = sorted(words.get("marks", frozenset()))
    openings, skip = words.get("openings", frozenset()), words.get("skip", frozenset())

    def look(stretch: Stretch) -> Iterator[Finding]:
        for mark in marks:
            for place in _places(stretch, mark):
                if _fits(stretch.document.prose, place, openings, skip):
                    yield from _report(stretch, rule, place)

    return look


def _places(stretch: Stretch, mark: str) -> Iterator[Span]:
    prose, place = stretch.document.prose, stretch.start
    while (place := prose.find(mark, place, stretch.end)) >= 0:
        yield Span(place, place + len(mark))
        place += len(mark)


def _fits(prose: str, place: Span, openings: frozenset[str], skip: frozenset[str]) -> bool:
    after = _WORD.match(prose, place.end)
    if openings and (after is None or after[0] not in openings):
        return False
    before = _WORD_BEFORE.search(prose[max(place.start - _REACH, 0) : place.start])
    return before is None or before[0].lower() not in skip


def _report(stretch: Stretch, rule: Rule, place: Span) -> Iterator[Finding]:
    document = stretch.document
    block = wanted(document, rule, place)
    if block is not None:
        span = with_neighbours(document.prose, place.start, place.end, block)
        yield make_finding(document, rule, span)
