"""The Reading of a sentence: its claims, how each is meant, and on which words that rests."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.reading.scopes import View
from linter.reading.sentence import Reading, read_sentence, sense_of
from linter.spans import Span


@pytest.fixture
def words(lab: Lab) -> Lab:
    for name, expressions in {
        "negation": "[not, no]",
        "pseudo-negation": "[not only]",
        "clause-break": "[but]",
        "myth": "[a myth]",
        "hedge": "[may]",
        "association": "[linked to]",
        "vague-attribution": "[experts say]",
        "specific-attribution": "[<capital> et al]",
        "evidence-review": "[review]",
        "evidence-trial": "[trial]",
        "caveat": "[side effects]",
    }.items():
        lab.signal(name, expressions)
    lab.signal("cure", "claim: cure\nwords: [cure~]")
    lab.signal("benefit", "claim: benefit\nwords: [ease~, cures]")
    return lab


def readings(view: View) -> list[Reading]:
    return [read_sentence(view, each) for block in view.document.sentences for each in block]


def test_one_sentence_holds_claims_of_two_moods(words: Lab) -> None:
    view = words.view("It does not cure flu, but it eases pain.")
    (reading,) = readings(view)
    assert [(c.kind, c.signal, c.sense.mood, c.sense.polarity) for c in reading.claims] == [
        ("cure", "cure", "negated", "negative"),
        ("benefit", "benefit", "statement", "positive"),
    ]
    prose = view.document.prose
    assert [prose[c.span.start : c.span.end] for c in reading.claims] == ["cure", "eases"]
    (role, span), *_ = reading.claims[0].sense.rests_on
    assert (role, prose[span.start : span.end]) == ("mood", "not")


def test_one_place_may_make_claims_of_two_kinds(words: Lab) -> None:
    (reading,) = readings(words.view("It cures all."))
    assert [claim.kind for claim in reading.claims] == ["benefit", "cure"]


def test_caveats_and_citations_belong_to_their_sentence(words: Lab) -> None:
    view = words.view("It cures, with side effects. It is so [1]. Nothing here.")
    prose = view.document.prose
    made = readings(view)
    assert [[prose[s.start : s.end] for s in reading.caveats] for reading in made] == [
        ["side effects"],
        [],
        [],
    ]
    assert [len(reading.citations) for reading in made] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cures.", ("statement", "direct", "none", "none")),
        ("It may cure.", ("statement", "conditional", "none", "none")),
        ("Linked to cure, it may.", ("statement", "correlational", "none", "none")),
        ("It may be so, but cures.", ("statement", "direct", "none", "none")),
        ("Experts say, but it cures.", ("statement", "direct", "vague", "none")),
        ("Smith et al and experts say it cures.", ("statement", "direct", "specific", "none")),
        ("In a trial and a review it cures.", ("statement", "direct", "none", "review")),
        ("Does it not cure?", ("question", "direct", "none", "none")),
        ("“Does it cure?”", ("question", "direct", "none", "none")),
        ("It is a myth that it does not cure.", ("myth", "direct", "none", "none")),
        ("It is not only a cure.", ("statement", "direct", "none", "none")),
        ("It cures, no more.", ("statement", "direct", "none", "none")),
    ],
)
def test_how_a_claim_is_meant(words: Lab, text: str, expected: tuple[str, ...]) -> None:
    view = words.view(text)
    start = view.document.prose.lower().index("cure")
    sense = sense_of(view, 0, Span(start, start + 4))
    assert (sense.mood, sense.strength, sense.attribution, sense.evidence) == expected
    for role, span in sense.rests_on:
        assert role in ("mood", "strength", "attribution", "evidence")
        assert view.document.prose[span.start : span.end]


def test_without_signals_every_sentence_is_a_plain_statement(lab: Lab) -> None:
    lab.rule("find: x")
    (reading,) = readings(lab.view("It does not cure."))
    assert (reading.claims, reading.caveats) == ((), ())
    sense = sense_of(lab.view("It does not cure."), 0, Span(0, 2))
    assert (sense.mood, sense.rests_on) == ("statement", ())
