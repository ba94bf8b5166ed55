"""What a written word is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling.words import Shape, plain, shape, unaccented, written_like


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ther\u00adapy", "therapy"),
        ("ﬁbrosis", "fibrosis"),
        (unicodedata.normalize("NFD", "naïve"), "naïve"),
        ("µg", "μg"),
        ("plain", "plain"),
    ],
)
def test_what_only_typesetting_adds_is_gone(form: str, expected: str) -> None:
    assert plain(form) == expected


@given(st.text())
def test_a_plain_word_is_plain_already(form: str) -> None:
    assert plain(plain(form)) == plain(form)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("pain", Shape.LOWER),
        ("patient's", Shape.LOWER),
        ("naïve", Shape.LOWER),
        ("Pain", Shape.CAPITAL),
        ("Crohn's", Shape.CAPITAL),
        ("TREATMENT", Shape.SHOUTED),
        ("ILLNESS's", Shape.SHOUTED),
        ("NSAID", Shape.OTHER),
        ("NSAIDs", Shape.OTHER),
        ("mRNA", Shape.OTHER),
        ("McArdle", Shape.OTHER),
        ("HbA1c", Shape.OTHER),
        ("x", Shape.OTHER),
        ("x's", Shape.LOWER),
        ("αsynuclein", Shape.OTHER),
        ("боль", Shape.OTHER),
    ],
)
def test_the_shape_of_a_word(word: str, expected: Shape) -> None:
    assert shape(word) is expected


def test_a_replacement_takes_the_capitals_of_the_word() -> None:
    assert written_like("Thearpy", "therapy") == "Therapy"
    assert written_like("THEARPY", "therapy") == "THERAPY"
    assert written_like("thearpy", "therapy") == "therapy"
    assert written_like("botxo", "Botox") == "Botox"
    assert written_like("Mcardel", "McArdle") == "McArdle"


def test_accents_are_taken_off() -> None:
    assert unaccented("Sjögren") == "Sjogren"
    assert unaccented("naive") == "naive"


def test_what_is_longer_than_any_word_is_none() -> None:
    assert shape("pneumonoultramicroscopicsilicovolcanoconiosis") is Shape.LOWER
    assert shape("a" * 1_000_000) is Shape.OTHER
    assert shape("a" + "'s" * 100_000) is Shape.OTHER
