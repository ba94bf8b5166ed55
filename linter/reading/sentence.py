"""The Reading: how a sentence is understood.

It names the claims a sentence makes and, for each, its mood, strength, attribution and level of
evidence, always with the words the verdict rests on. What the words are is data: the signals of
`rules/signals/`. Rules, `explain`, the Python API and the evals share this one function.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter.documents.model import Sentence
from linter.reading.mood import mood_at
from linter.reading.places import marks_at, span_of, words_between
from linter.reading.scopes import View
from linter.reading.strength import Words, sentence_strength, strength_at
from linter.spans import Span
from linter.values import dataclass

_EVIDENCE = ("review", "trial", "observational", "laboratory", "anecdote")
CAVEATS = ("caveat", "limits-of-evidence")
ADVICE_REACH = 3  # words between “may” and the advice that it softens
_MEANT = ("statement", "testimonial")


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
    """A sentence as it is understood: its claims, and the caveats and citations in it.

    `strength` is that of the strongest relation it states, whether it is a claim or not, and
    rests on `strength_words`; `attribution` and `evidence` hold for the whole sentence, `advice`
    is none, weak or strong. All spans are in the prose.
    """

    sentence: Sentence
    claims: tuple[Claim, ...]
    caveats: tuple[Span, ...]
    citations: tuple[Span, ...]
    limits: tuple[Span, ...]
    hedges: tuple[Span, ...]
    strength: str
    strength_words: Words
    attribution: str
    attribution_words: Words
    evidence: str
    evidence_words: Words
    advice: str
    advice_words: Words

    @property
    def unhedged(self) -> tuple[Claim, ...]:
        """The claims that are said to hold, whoever says so: not asked, denied or softened."""
        if self.limits:
            return ()
        return tuple(
            each
            for each in self.claims
            if each.sense.mood in _MEANT and each.sense.strength != "conditional"
        )

    @property
    def bare(self) -> tuple[Claim, ...]:
        """The claims that are meant plainly, with nothing in the sentence to qualify them."""
        if self.caveats or self.citations or self.attribution == "specific":
            return ()
        return tuple(
            each
            for each in self.claims
            if each.sense.mood in _MEANT and each.sense.strength == "direct"
        )


def readings(view: View, within: Span | None = None) -> Iterator[Reading]:
    """The readings of a document's sentences, in order; `within` is a place in the source."""
    document = view.document
    for sentence in (each for block in document.sentences for each in block):
        if within is None or within.overlaps(document.map.to_source(span_of(sentence))):
            yield read_sentence(view, sentence)


def read_sentence(view: View, sentence: Sentence) -> Reading:
    """The reading of one sentence of a document."""
    block, place = sentence.block, span_of(sentence)
    strength, strength_words = sentence_strength(view, sentence)
    attribution, named = _attribution(view, block, place)
    evidence, level = _evidence(view, block, place)
    advice, advised = _advice(view, block, place)
    return Reading(
        sentence,
        tuple(claims_in(view, sentence)),
        tuple(m.span for name in CAVEATS for m in marks_at(view, name, block, place)),
        tuple(
            Span(each.start, each.end)
            for each in view.document.citations
            if sentence.start <= each.start <= sentence.end
        ),
        tuple(mark.span for mark in marks_at(view, "limits-of-evidence", block, place)),
        tuple(mark.span for mark in marks_at(view, "hedge", block, place)),
        strength,
        strength_words,
        attribution,
        _words(named),
        evidence,
        _words(level),
        advice,
        _words(advised),
    )


def claims_in(view: View, sentence: Sentence) -> list[Claim]:
    """The claims of a sentence, in order; where several signals make the same one, the longest."""
    block, place = sentence.block, span_of(sentence)
    made = [
        (kind, mark.span, name)
        for name, kind in view.matcher.ruleset.claim_signals.items()
        for mark in marks_at(view, name, block, place)
    ]
    kept: list[tuple[str, Span, str]] = []
    for kind, span, name in sorted(made, key=lambda each: (each[0], each[1].start, -each[1].end)):
        if not kept or kept[-1][0] != kind or not kept[-1][1].overlaps(span):
            kept.append((kind, span, name))
    claims = [Claim(span, kind, name, sense_of(view, block, span)) for kind, span, name in kept]
    return sorted(claims, key=lambda claim: (claim.span, claim.kind))


def sense_of(view: View, block: int, span: Span) -> Sense:
    """How the words at a place are meant, judged by their clause and sentence."""
    sentence = view.sentence_at(block, span.start)
    place = span_of(sentence)
    clause = view.clause(block, span)
    mood, mood_mark = mood_at(view, block, span, sentence, clause)
    strength, strength_mark = strength_at(view, block, span, clause)
    attribution, attribution_mark = _attribution(view, block, place)
    evidence, evidence_mark = _evidence(view, block, place)
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


def _attribution(view: View, block: int, sentence: Span) -> tuple[str, Span | None]:
    specific = marks_at(view, "specific-attribution", block, sentence)
    if specific:
        return "specific", specific[0].span
    vague = marks_at(view, "vague-attribution", block, sentence)
    return ("vague", vague[0].span) if vague else ("none", None)


def _evidence(view: View, block: int, sentence: Span) -> tuple[str, Span | None]:
    for level in _EVIDENCE:
        marks = marks_at(view, f"evidence-{level}", block, sentence)
        if marks:
            return level, marks[0].span
    return "none", None


def _advice(view: View, block: int, sentence: Span) -> tuple[str, Span | None]:
    softened: Span | None = None
    for mark in marks_at(view, "advice", block, sentence):
        if not _softened(view, block, sentence, mark.span):
            return "strong", mark.span
        softened = mark.span
    weak = [mark.span for mark in marks_at(view, "advice-weak", block, sentence)]
    found = softened or next(iter(weak), None)
    return ("weak", found) if found else ("none", None)


def _softened(view: View, block: int, sentence: Span, advice: Span) -> bool:
    """Whether “may” or the like stands just before the advice: “may be needed”."""
    before = marks_at(view, "modal", block, Span(sentence.start, advice.end))
    return any(words_between(view, mark.span, advice) <= ADVICE_REACH for mark in before)


def _words(span: Span | None) -> Words:
    return (span,) if span else ()
