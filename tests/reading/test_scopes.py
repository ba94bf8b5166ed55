"""How far a search reaches from a place."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.reading.scopes import View
from linter.ruleset.model import Scope
from linter.spans import Span


@pytest.fixture
def place(lab: Lab) -> Lab:
    lab.signal("clause-break", "[but, while]")
    return lab


def at(view: View, word: str) -> tuple[int, Span]:
    """The block and place of a word."""
    start = view.document.prose.index(word)
    return view.document.block_at(start), Span(start, start + len(word))


def reached(view: View, scope: Scope, word: str) -> list[str]:
    prose = view.document.prose
    return [prose[each.start : each.end] for each in view.ranges(scope, *at(view, word))]


TEXT = "First of all. It is X; or so, but not: Y while Zed. Last one.\n\nAnother W."
PARAGRAPH = TEXT.partition("\n")[0]


@pytest.mark.parametrize(
    ("word", "clause"),
    [
        ("X", "It is X;"),
        ("or", " or so, "),
        ("not", "but not:"),
        ("Y", " Y "),
        ("Zed", "while Zed."),
        ("It", "It is X;"),
        ("X; or", "It is X; or so, "),
        ("so, but not: Y", " or so, but not: Y "),
        ("Last", "Last one."),
        ("W", "Another W."),
    ],
)
def test_a_clause_ends_at_punctuation_and_before_a_conjunction(
    place: Lab, word: str, clause: str
) -> None:
    view = place.view(TEXT)
    assert reached(view, Scope("clause"), word) == [clause]


@pytest.mark.parametrize(
    ("scope", "word", "expected"),
    [
        ("sentence", "Y", ["It is X; or so, but not: Y while Zed."]),
        ("sentence", "all. It", ["First of all. It is X; or so, but not: Y while Zed."]),
        ("adjacent", "First", [PARAGRAPH.removesuffix(" Last one.")]),
        ("adjacent", "Y", [PARAGRAPH]),
        ("adjacent", "W", ["Another W."]),
        ("paragraph", "Y", [PARAGRAPH]),
        ("section", "W", [PARAGRAPH, "Another W."]),
        ("document", "W", [PARAGRAPH, "Another W."]),
    ],
)
def test_wider_scopes(place: Lab, scope: str, word: str, expected: list[str]) -> None:
    assert reached(place.view(TEXT), Scope(scope), word) == expected


@pytest.mark.parametrize(
    ("count", "word", "expected"),
    [
        (1, "four", "three four five"),
        (2, "four", "two three four five six"),
        (9, "four", "One two three four five six seven."),
        (2, "One", "One two three"),
        (2, "seven", "five six seven."),
        (1, "three four", "two three four five"),
    ],
)
def test_words_either_way_within_the_sentence(
    place: Lab, count: int, word: str, expected: str
) -> None:
    view = place.view("Before it. One two three four five six seven. Behind it.")
    assert reached(view, Scope("words", count), word) == [expected]


def test_a_section_is_the_blocks_under_the_same_headings(place: Lab) -> None:
    view = place.view("Top.\n\n# A\n\nIn one.\n\n- Item.\n\n## B\n\nIn two.\n\n# C\n\nIn three.")
    assert "In one." in reached(view, Scope("section"), "Item")
    assert "In two." not in reached(view, Scope("section"), "Item")
    assert "Top." not in reached(view, Scope("section"), "Item")


def test_nested_lists_and_two_lists_keep_apart(place: Lab) -> None:
    view = place.view("Lead one.\n\n- aaa\n- bbb\n\nLead two.\n\n- ccc\n- ddd\n")
    assert reached(view, Scope("adjacent"), "aaa") == ["aaa", "Lead one.", "bbb"]
    assert reached(view, Scope("adjacent"), "ccc") == ["ccc", "Lead two.", "ddd"]
    assert reached(view, Scope("adjacent"), "ddd") == ["ddd", "Lead two."]
