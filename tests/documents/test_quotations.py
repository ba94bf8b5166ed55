"""What a text quotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.documents.document import Document
from linter.documents.model import ReadOptions

WORDS = "a need of every body that no drug can replace"


def read(text: str, name: str = "draft.md") -> Document:
    return documents.read(text.encode(), Path(name), ReadOptions())


def quoted(text: str, name: str = "draft.md") -> list[tuple[str, str]]:
    """The kind and the words of each quotation."""
    document = read(text, name)
    found = map(document.quotations_of, range(len(document.blocks)))
    return [(q.kind, document.prose[q.start : q.end]) for some in found for q in some]


@pytest.mark.parametrize(
    "marks", ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "„{}“", "“{}.”", "(“{}”)", "*“{}”*"]
)
def test_quotation_marks_of_any_style(marks: str) -> None:
    [(kind, words)] = quoted(f"The charter calls sleep {marks.format(WORDS)} in its preface.")
    assert kind == "inline"
    assert words.rstrip(".") == WORDS


def test_an_element_for_quotations() -> None:
    page = f"<p>The charter calls sleep <q>{WORDS}</q> in its preface.</p>"
    assert quoted(page, "page.html") == [("inline", WORDS)]
    both = f"<p>The charter calls sleep “<q>{WORDS}</q>” in its preface.</p>"
    assert len(quoted(both, "page.html")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "So-called “good sleep” is short.",
        "They sleep “as well as ever before”, more or less.",
        "The leaflet “Sleep and the Cold Room: Guide for Wards and Homes” is free.",
        "Ask “how long does it take until the wound has closed?” at once.",
        f"“{WORDS.capitalize()},” said the nurse of the night.",
        f"“{WORDS.capitalize()}.”",
        f"“{WORDS.capitalize()}.” — Ada Okafor",
        f"Sleep is “{WORDS}” (Ada Okafor, nurse on the ward).",
        "The nurses' rooms were cold and the patients' rooms were warm all the winter.",
        "It's the boys' and the girls' rooms that aren't warm, isn't it so.",
        "The bed was 6' long, the room 12' wide and no more than 8' high in it.",
        f"The charter calls sleep “{WORDS} and goes on",
        f"# The charter calls sleep “{WORDS}” in its preface",
        f"The charter calls it `“{WORDS}”` in its preface.",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_a_quoted_paragraph() -> None:
    sentence = "Sleep is a need of every body, and no drug can replace it."
    assert quoted(f"So it says.\n\n> {sentence}\n\nIt is signed.") == [("block", sentence)]
    assert quoted(f"> {sentence}\n> — Ada Okafor") == []
    assert quoted(f"> {sentence}\n\n— Ada Okafor") == []
    assert quoted("- > 10 cups of coffee and tea on each day of a week.") == []


def test_of_quotations_within_each_other_the_outer_one() -> None:
    text = f"The charter calls sleep “{WORDS} ‘for long or for a short time in life’” in it."
    assert [words for _, words in quoted(text)] == [
        f"{WORDS} ‘for long or for a short time in life’"
    ]


@given(st.text(alphabet="ab .,?\"'“”‘’«»„\n>-—A", max_size=120))
def test_quotations_lie_in_their_block_and_do_not_overlap(text: str) -> None:
    document = read(text)
    for number, block in enumerate(document.blocks):
        end = block.start
        for each in document.quotations_of(number):
            assert end <= each.start < each.end <= block.end
            end = each.end
