"""The Reading: how a sentence is understood.

It names the claims a sentence makes and, for each, its mood, strength, attribution and level of
evidence, always with the words the verdict rests on. What the words are is data: the signals of
`rules/signals/`. Rules, `explain`, the Python API and the evals share this one function.
"""

from __future__ import annotations

from linter.documents.model import BlockKind, Sentence
from linter.reading.marks import Mark, touching
from linter.reading.scopes import View
from linter.spans import Span
from linter.values import dataclass

NEGATION_REACH = 8  # words between a negation and what it negates
_EVIDENCE = ("review", "trial", "observational", "laboratory", "anecdote")
_ENDS_OF_QUESTION = ("?", "?”", '?"', "?)", "?’", "?*")


@dataclass(frozen=True, slots=True)
class Sense:
    """How a place in a sentence is meant; `rests_on` holds the words that say so (prose spans)."""

    mood: str
    strength: str
    attribution: str
    evidence: str
    polarity: str
    rests_on: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A promise that a sentence makes: where, of which kind, and how it is meant."""

    span: Span
    kind: str
    signal: str
    sense: Sense


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it is understood: its claims, and the caveats and citations in it."""

    sentence: Sentence
    claims: tuple[Claim, ...]
    caveats: tuple[Span, ...]
    citations: tuple[Span, ...]


def read_sentence(view: View, sentence: Sentence) -> Reading:
    """The reading of one sentence of a document."""
    return Reading(
        sentence,
        tuple(claims_in(view, sentence)),
        tuple(mark.span for mark in _signal(view, "caveat", sentence.block, _span(sentence))),
        tuple(
            Span(each.start, each.end)
            for each in view.document.citations
            if sentence.start <= each.start <= sentence.end
        ),
    )


def claims_in(view: View, sentence: Sentence) -> list[Claim]:
    """The claims of a sentence, in order."""
    claims = [
        Claim(mark.span, kind, name, sense_of(view, sentence.block, mark.span))
        for name, kind in view.matcher.ruleset.claim_signals.items()
        for mark in _signal(view, name, sentence.block, _span(sentence))
    ]
    return sorted(claims, key=lambda claim: (claim.span, claim.kind))


def sense_of(view: View, block: int, span: Span) -> Sense:
    """How the words at a place are meant, judged by their clause and sentence."""
    sentence = view.sentence_at(block, span.start)
    clause = view.clause(block, span)
    mood, mood_mark = _mood(view, block, span, sentence, clause)
    strength, strength_mark = _strength(view, block, clause)
    attribution, attribution_mark = _attribution(view, block, sentence)
    evidence, evidence_mark = _evidence(view, block, sentence)
    marks = {
        "mood": mood_mark,
        "strength": strength_mark,
        "attribution": attribution_mark,
        "evidence": evidence_mark,
    }
    return Sense(
        mood=mood,
        strength=strength,
        attribution=attribution,
        evidence=evidence,
        polarity="negative" if mood == "negated" else "positive",
        rests_on=tuple((role, place) for role, place in marks.items() if place is not None),
    )


def _mood(
    view: View, block: int, span: Span, sentence: Sentence, clause: Span
) -> tuple[str, Span | None]:
    text = view.document.prose[sentence.start : sentence.end].rstrip()
    if text.endswith(_ENDS_OF_QUESTION):
        return "question", Span(sentence.end - 1, sentence.end)
    for mood in ("myth", "aim", "testimonial"):
        marks = _signal(view, mood, block, _span(sentence))
        if marks:
            return mood, marks[0].span
    if view.document.blocks[block].kind is BlockKind.READER_COMMENT:
        return "testimonial", None
    negation = _negation(view, block, span, clause)
    return ("negated", negation) if negation else ("statement", None)


def _negation(view: View, block: int, span: Span, clause: Span) -> Span | None:
    """The negation that reaches the place: in its clause, before it, a few words away."""
    pseudo = _signal(view, "pseudo-negation", block, clause)
    for mark in reversed(_signal(view, "negation", block, clause)):
        if mark.start >= span.end or any(p.span.overlaps(mark.span) for p in pseudo):
            continue
        between = view.document.prose[mark.end : max(span.start, mark.end)]
        if len(between.split()) <= NEGATION_REACH:
            return mark.span
    return None


def _strength(view: View, block: int, clause: Span) -> tuple[str, Span | None]:
    for signal, strength in (("association", "correlational"), ("hedge", "conditional")):
        marks = _signal(view, signal, block, clause)
        if marks:
            return strength, marks[0].span
    return "direct", None


def _attribution(view: View, block: int, sentence: Sentence) -> tuple[str, Span | None]:
    place = _span(sentence)
    specific = _signal(view, "specific-attribution", block, place)
    if specific:
        return "specific", specific[0].span
    vague = _signal(view, "vague-attribution", block, place)
    return ("vague", vague[0].span) if vague else ("none", None)


def _evidence(view: View, block: int, sentence: Sentence) -> tuple[str, Span | None]:
    for level in _EVIDENCE:
        marks = _signal(view, f"evidence-{level}", block, _span(sentence))
        if marks:
            return level, marks[0].span
    return "none", None


def _signal(view: View, name: str, block: int, place: Span) -> list[Mark]:
    """The marks of a signal that touch a place; none where no such signal is defined."""
    if name not in view.matcher.ruleset.plain_signals:
        return []
    return touching(view.scan(block).signal(name), place.start, place.end)


def _span(sentence: Sentence) -> Span:
    return Span(sentence.start, sentence.end)
