"""Words that sound alike have the same skeleton."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling.skeleton import skeleton


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("numonia", "pneumonia"),
        ("sycology", "psychology"),
        ("diarea", "diarrhoea"),
        ("rumatism", "rheumatism"),
        ("flem", "phlem"),
        ("exzema", "exsema"),
        ("Ménière", "meniere"),
        ("oedema", "edema"),
    ],
)
def test_misspellings_that_sound_alike(heard: str, meant: str) -> None:
    assert skeleton(heard) == skeleton(meant)


@pytest.mark.parametrize(("one", "other"), [("cancer", "canker"), ("ileum", "limb"), ("sis", "s")])
def test_words_that_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_a_skeleton_is_made_of_few_letters(word: str) -> None:
    made = skeleton(word)
    assert set(made) <= set("abdfgjklmnprstvw")
    assert len(made) <= 3 * len(word) + 1


@given(st.text(ascii_lowercase, min_size=1), st.sampled_from("aeiou"))
def test_a_vowel_inside_changes_nothing_between_consonants_that_differ(word: str, v: str) -> None:
    assert skeleton("b" + v + "d" + word) == skeleton("bid" + word)
