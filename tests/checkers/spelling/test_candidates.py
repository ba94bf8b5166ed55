"""Which words are looked at as what may have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling import candidates
from linter.checkers.spelling.lexicon import shipped

WORDS = st.text("abc", max_size=5)


def steps(word: str) -> Iterator[str]:
    """One step from a word, written down plainly."""
    for place in range(len(word) + 1):
        for letter in "abc":
            yield word[:place] + letter + word[place:]
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        for letter in "abc":
            yield word[:place] + letter + word[place + 1 :]
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


@given(WORDS)
def test_one_step_is_every_one_and_no_other(word: str) -> None:
    assert candidates.one_step(word, "abc") == set(steps(word)) - {word}


@given(WORDS, WORDS)
def test_a_step_leads_back(one: str, other: str) -> None:
    assert (one in candidates.one_step(other)) is (other in candidates.one_step(one))


@given(WORDS, WORDS)
def test_whether_two_words_lie_one_step_apart(word: str, other: str) -> None:
    assert candidates.is_one_step(word, other) is (other in candidates.one_step(word))


@given(st.text("abz1é'-", max_size=3), st.text("abz1é'-", max_size=4))
def test_letters_of_a_step_are_those_of_english(word: str, other: str) -> None:
    assert candidates.is_one_step(word, other) is (other in candidates.one_step(word))


def test_many_words_of_the_user_are_found_like_few() -> None:
    many = [*(f"tea{number}" for number in range(1000)), "thearpx"]
    assert "thearpx" in candidates.near(shipped(), "thearpy", many)


def test_known_words_a_step_away_and_those_of_the_user() -> None:
    found = candidates.near(shipped(), "thearpy", {"thearpx": ("Thearpx",)})
    assert {"therapy", "thearpx"} <= found
    assert "thearpy" not in found


def test_words_that_sound_alike_or_nearly() -> None:
    assert "pneumonia" in candidates.alike(shipped(), "numonia")
    farther = candidates.farther(shipped(), "hemmorage", lambda _: True)
    assert "hemorrhage" in farther | candidates.alike(shipped(), "hemmorage")


@dataclass(frozen=True)
class NoLexicon:
    """Fails when asked."""

    def sounds_near(self, skeleton: str) -> set[str]:
        raise AssertionError(skeleton)


def test_short_words_sound_like_too_many() -> None:
    assert not candidates.farther(NoLexicon(), "dos", bool)  # type: ignore[arg-type]


def test_what_is_not_worth_it_is_left_out() -> None:
    every = candidates.farther(shipped(), "hemmorage", lambda _: True)
    usual = candidates.farther(shipped(), "hemmorage", lambda each: shipped().frequency(each) > 3)
    assert usual == {each for each in every if shipped().frequency(each) > 3} != every
