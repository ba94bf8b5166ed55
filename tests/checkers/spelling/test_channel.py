"""What it costs to have typed one word for another."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling.channel import TOO_FAR, Channel
from linter.checkers.spelling.language import language_of

CHANNEL = Channel(
    language_of(
        {
            "keyboard": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
            "vowels": tuple("aeiouy"),
            "sounds": ("ck", "sz"),
        }
    )
)
WORDS = st.text(ascii_lowercase, max_size=9)


@pytest.mark.parametrize(
    ("likelier", "less_likely", "meant"),
    [
        ("thwrapy", "thkrapy", "therapy"),  # a neighbour of the key, a far one
        ("tharapy", "thxrapy", "therapy"),  # a vowel for a vowel
        ("kancer", "mancer", "cancer"),  # letters that sound alike
        ("thearpy", "therbpy", "therapy"),  # two letters exchanged
        ("therrapy", "therqapy", "therapy"),  # a letter doubled
        ("diarhea", "diarrea", "diarrhea"),  # one of a double missing
        ("painfull", "painfulx", "painful"),
        ("therpy", "xtherapy", "therapy"),  # first letters are seldom wrong
        ("childs", "childxs", "child's"),
    ],
)
def test_slips_of_the_finger_and_of_the_ear_cost_least(
    likelier: str, less_likely: str, meant: str
) -> None:
    assert CHANNEL.cost(likelier, meant) < CHANNEL.cost(less_likely, meant)


def test_accents_cost_nothing() -> None:
    assert CHANNEL.cost("sjogren", "sjögren") == 0


@given(WORDS)
def test_nothing_is_gained_by_changing_nothing(word: str) -> None:
    assert CHANNEL.cost(word, word) == 0


@given(WORDS, WORDS)
def test_a_change_costs_something(typed: str, meant: str) -> None:
    assert (CHANNEL.cost(typed, meant) > 0) is (typed != meant)


@given(WORDS, WORDS, st.floats(0, 20))
def test_a_limit_changes_no_cost_below_it(typed: str, meant: str, limit: float) -> None:
    cost = CHANNEL.cost(typed, meant)
    assert CHANNEL.cost(typed, meant, limit) == (cost if cost <= limit else TOO_FAR)


@given(WORDS, WORDS, WORDS)
def test_what_is_added_to_both_changes_little(typed: str, meant: str, end: str) -> None:
    same = CHANNEL.cost("b" + typed + "q" + end, "b" + meant + "q" + end)
    assert same <= CHANNEL.cost("b" + typed + "q", "b" + meant + "q") + 1e-9
