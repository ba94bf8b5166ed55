"""How what a sentence says is meant, and how strongly it is put."""

from __future__ import annotations

import pytest

from linter.api import read_text
from linter.reading.sentence import Claim


def claim_of(text: str) -> Claim:
    _, (reading, *_) = read_text(text)
    return next(each for each in reading.claims if each.kind == "benefit")


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Willow tea relieves pain.", "statement"),
        ("Does willow tea relieve pain?", "question"),
        ("Willow tea does not relieve pain.", "negated"),
        ("It is a myth that willow tea relieves pain.", "myth"),
        ("The trial will determine whether willow tea relieves pain.", "aim"),
    ],
)
def test_mood(text: str, mood: str) -> None:
    assert claim_of(text).sense.mood == mood


def test_a_negation_ends_with_its_clause() -> None:
    assert claim_of("It does not taste good, but willow tea relieves pain.").sense.mood == (
        "statement"
    )


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Willow tea relieves pain.", "direct"),
        ("Willow tea may relieve pain.", "conditional"),
        ("It could rain; willow tea relieves pain.", "direct"),
    ],
)
def test_strength(text: str, strength: str) -> None:
    assert claim_of(text).sense.strength == strength


def test_a_verdict_names_its_words() -> None:
    document, _ = read_text("Willow tea may relieve pain.")
    rests = dict(claim_of("Willow tea may relieve pain.").sense.rests_on)
    assert document.prose[rests["strength"].start : rests["strength"].end] == "may"


def test_the_strongest_relation_of_a_sentence_counts() -> None:
    texts = {
        "Smoking causes cancer.": "direct",
        "Smoking is associated with cancer.": "correlational",
        "Smoking may cause cancer.": "conditional",
        "Forty people took part.": "none",
    }
    assert {text: read_text(text)[1][0].strength for text in texts} == texts
