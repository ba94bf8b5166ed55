"""The same claim made again, in heading, lead and text.

Each place stays a finding, for each must be put right; the later ones name the first in
`related`, so that reports can show them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linter.checkers.pattern.judging import Hit
from linter.findings import Finding
from linter.reading.places import marks_at, span_of
from linter.reading.scopes import View
from linter.spans import Span

_CATEGORY = "claim"
_SUBJECTS = ("treatment",)
_OUTCOMES = ("bad-outcome", "good-outcome")
_Claim = tuple[str, frozenset[str], frozenset[str]]


def name_the_first(view: View, made: Iterable[tuple[Hit, Finding]]) -> Iterator[Finding]:
    """The findings; one whose rule, subject and outcome an earlier one has relates to it.

    What is compared are the words of the signals for treatments (in the sentence) and outcomes
    (in the marked words); without an outcome the marked words themselves.
    """
    firsts: dict[_Claim, Finding] = {}
    ordered = sorted(made, key=lambda each: each[0].span)
    for hit, finding in ordered:
        if finding.category != _CATEGORY:
            yield finding
            continue
        first = firsts.setdefault(_claim(view, hit), finding)
        others = [first.span, *finding.related]
        yield finding if first is finding else replace(finding, related=tuple(others))


def _claim(view: View, hit: Hit) -> _Claim:
    block, span = hit.found.block, hit.span
    sentence = span_of(view.sentence_at(block, span.start))
    outcomes = _words(view, _OUTCOMES, block, span)
    marked = " ".join(view.document.prose[span.start : span.end].lower().split())
    subjects = _words(view, _SUBJECTS, block, sentence)
    return hit.rule.id, subjects, outcomes or frozenset([marked])


def _words(view: View, signals: Iterable[str], block: int, place: Span) -> frozenset[str]:
    marks = (mark for name in signals for mark in marks_at(view, name, block, place))
    prose = view.document.prose
    return frozenset(" ".join(prose[each.start : each.end].lower().split()) for each in marks)
