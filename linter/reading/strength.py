"""How strongly a sentence puts a relation: not at all, as going together, perhaps, or plainly.

The scale is the one of B. Yu, Y. Li and J. Wang (EMNLP 2019), which collapses that of P. Sumner et
al. (BMJ 2014;349:g7015). Which words say what is data: `association`, `causation`, `hedge`.
"""

from __future__ import annotations

from linter.documents.model import Sentence
from linter.reading.marks import Mark
from linter.reading.mood import mood_at
from linter.reading.places import marks_at, span_of, words_between
from linter.reading.scopes import View
from linter.spans import Span

HEDGE_REACH = 8  # words between a hedge and what it softens
_UNSAID = ("question", "aim")

Words = tuple[Span, ...]


def strength_at(view: View, block: int, span: Span, clause: Span) -> tuple[str, Span | None]:
    """How strongly the words at a place are put, judged by what stands around them."""
    for mark in marks_at(view, "association", block, clause):
        if mark.start < span.end:
            return "correlational", mark.span
    hedge = hedge_at(view, block, span, clause)
    return ("conditional", hedge) if hedge else ("direct", None)


def hedge_at(view: View, block: int, span: Span, clause: Span) -> Span | None:
    """The hedge that governs a place: in its clause, before it or within it."""
    boosters = marks_at(view, "booster", block, clause)
    for mark in reversed(marks_at(view, "hedge", block, clause)):
        if any(each.span.overlaps(mark.span) for each in boosters):
            continue
        if mark.start < span.end and words_between(view, mark.span, span) <= HEDGE_REACH:
            return mark.span
    return None


def sentence_strength(view: View, sentence: Sentence) -> tuple[str, Words]:
    """The strongest relation that a sentence states, and the words it rests on."""
    whole, block = span_of(sentence), sentence.block
    causes = marks_at(view, "causation", block, whole)
    pairs = marks_at(view, "association", block, whole)
    found: list[tuple[str, Words]] = []
    for cause in causes:
        found += _cause(view, sentence, cause, pairs)
    if found:
        return max(found, key=lambda each: each[0] == "direct")
    if pairs and _stated(view, sentence, pairs[0]):
        return "correlational", (pairs[0].span,)
    return "none", ()


def _cause(
    view: View, sentence: Sentence, cause: Mark, pairs: list[Mark]
) -> list[tuple[str, Words]]:
    """What a causal word makes of the sentence; nothing where an association introduces it."""
    block, clause = sentence.block, view.clause(sentence.block, cause.span)
    if any(clause.start <= each.start < cause.end for each in pairs):
        return []
    if not _stated(view, sentence, cause):
        return []
    hedge = hedge_at(view, block, cause.span, clause)
    if hedge:
        return [("conditional", (hedge, cause.span))]
    return [("direct", (cause.span,))]


def _stated(view: View, sentence: Sentence, mark: Mark) -> bool:
    """Whether the words are said to be so: not asked, intended or advised."""
    block, clause = sentence.block, view.clause(sentence.block, mark.span)
    if mood_at(view, block, mark.span, sentence, clause)[0] in _UNSAID:
        return False
    return not marks_at(view, "advice", block, clause)
