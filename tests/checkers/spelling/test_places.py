"""Where unknown words stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.checkers.spelling.places import Memory, unknown_places
from linter.documents.document import Document
from linter.documents.model import ReadOptions
from linter.documents.words import cut, straighten

TEXTS = st.lists(
    st.sampled_from(
        [
            "ab",
            "abc",
            "ab's",
            "a'b",
            "'",
            "’",
            "-",
            ".",
            " ",
            "  ",
            "\n\n",
            "é",
            "e\u0301",
            "x²",
            "ﬁ",
            "_",
        ]
    ),
    max_size=30,
).map("".join)


def read(text: str) -> Document:
    return documents.read(text.encode(), Path("draft.txt"), ReadOptions())


def test_every_place_is_found_and_no_part_of_a_word() -> None:
    document = read("A celll is no celllar; the celll's wall, (celll).\n\nAnti-celll, celll2.")
    places, words = unknown_places(document, Memory(right={"A"}), lambda form: "celll" not in form)
    found = sorted((place.start, place.form) for place in places)
    assert [form for _, form in found] == [
        "celll", "celllar", "celll's", "celll", "celll", "celll2",
    ]  # fmt: skip
    assert all(document.prose[place.start : place.end] == place.form for place in places)
    assert {"Anti", "wall"} <= words


def test_what_was_accepted_is_not_asked_for_again() -> None:
    asked: list[str] = []

    def accepts(form: str) -> bool:
        asked.append(form)
        return form != "bad"

    memory = Memory(right={"old"})
    document = read("old new bad")
    first, second = (unknown_places(document, memory, accepts)[0] for _ in range(2))
    assert sorted(asked) == ["bad", "new"]
    assert first == second
    assert [place.form for place in second] == ["bad"]


@pytest.mark.parametrize("others", [0, 200])
@given(text=TEXTS)
def test_the_places_are_those_of_the_words(others: int, text: str) -> None:
    """Few unknown words are searched for one by one, many of them in one go."""
    many = "".join(f" w{'x' * (n % 7)}{n}" for n in range(others))
    document = read(text + many)
    places, _ = unknown_places(document, Memory(), lambda _: False)
    straight = straighten(document.prose)
    assert Counter(place.form for place in places) == Counter(cut(straight))
    assert all(straight[place.start : place.end] == place.form for place in places)
