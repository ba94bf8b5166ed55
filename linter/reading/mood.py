"""How the words at a place are meant: stated, asked, denied, intended, told or debunked.

Negation follows NegEx (W. W. Chapman et al., J Biomed Inform 2001;34:301–10): a negating word
reaches forward (some reach backward) until its clause ends, and phrases that only look like
negations are set aside. Which words they are is data (`rules/signals/negation.yml` …).
"""

from __future__ import annotations

from linter.documents.model import BlockKind, Sentence
from linter.reading.places import marks_at, span_of, words_between
from linter.reading.scopes import View
from linter.spans import Span

NEGATION_REACH = 12  # words between a negation and what it negates
NEGATION_REACH_BACK = 8
SUPPOSITION_REACH = 14
_ENDS_OF_QUESTION = ("?", "?”", '?"', "?)", "?’", "?*")


def mood_at(
    view: View, block: int, span: Span, sentence: Sentence, clause: Span
) -> tuple[str, Span | None]:
    """The mood of the words at a place, and the words that say so."""
    text = view.document.prose[sentence.start : sentence.end].rstrip()
    if text.endswith(_ENDS_OF_QUESTION):
        return "question", Span(sentence.end - 1, sentence.end)
    whole = span_of(sentence)
    myth = marks_at(view, "myth", block, whole)
    if myth:
        return "myth", myth[0].span
    aim = _aim(view, block, span, whole)
    if aim:
        return "aim", aim
    negation = negation_at(view, block, span, clause)
    if negation:
        return "negated", negation
    story = marks_at(view, "testimonial", block, whole)
    if story:
        return "testimonial", story[0].span
    if view.document.blocks[block].kind is BlockKind.READER_COMMENT:
        return "testimonial", None
    return "statement", None


def _aim(view: View, block: int, span: Span, sentence: Span) -> Span | None:
    """Words by which what stands at the place is only intended, planned or supposed."""
    aims = marks_at(view, "aim", block, sentence)
    if aims:
        return aims[0].span
    before = Span(sentence.start, max(span.start, sentence.start))
    for mark in reversed(marks_at(view, "supposition", block, before)):
        between = view.document.prose[mark.end : span.start]
        if "," not in between and words_between(view, mark.span, span) <= SUPPOSITION_REACH:
            return mark.span
    return None


def negation_at(view: View, block: int, span: Span, clause: Span) -> Span | None:
    """The words that negate a place: in its clause, before it or (some) behind it."""
    pseudo = marks_at(view, "pseudo-negation", block, clause)
    for mark in reversed(marks_at(view, "negation", block, clause)):
        if mark.start >= span.end or any(p.span.overlaps(mark.span) for p in pseudo):
            continue
        if words_between(view, mark.span, span) <= NEGATION_REACH:
            return mark.span
    for mark in marks_at(view, "negation-after", block, clause):
        inside = span.start <= mark.start < span.end
        behind = mark.start >= span.end
        if inside or (behind and words_between(view, span, mark.span) <= NEGATION_REACH_BACK):
            return mark.span
    return None
