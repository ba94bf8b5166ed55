"""Plain texts as a person reads them."""

from __future__ import annotations

import textwrap

import pytest
from draft_strategies import blocks, texts
from draft_strategies import document as read_document
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.documents.document import Document
from linter.documents.model import ReadOptions

LONG = (
    "Rest helps most people who sleep badly, and it costs nothing. Doctors like to say so, too. "
    "Some of them even rest themselves, on quiet days, behind a closed door. Nobody minds at all."
)


def document(text: str) -> Document:
    return read_document(text, ".txt")


def test_blank_lines_part_paragraphs() -> None:
    made = document(
        f"The Virtue of Rest\n\n{LONG}\n \n\tIt is free.\n\n\nIt works at night\n\n{LONG}"
    )
    assert blocks(made) == [
        ("heading", "The Virtue of Rest"),
        ("paragraph", LONG),
        ("paragraph", "It is free."),
        ("heading", "It works at night"),
        ("paragraph", LONG),
    ]
    assert [block.level for block in made.blocks] == [1, 0, 0, 2, 0]


def test_single_line_breaks_part_long_lines() -> None:
    made = document(f"Rest\n{LONG}\nIt is free.\nSleep at night\n{LONG}\n{LONG}")
    assert blocks(made) == [
        ("heading", "Rest"),
        ("paragraph", LONG),
        ("paragraph", "It is free."),
        ("heading", "Sleep at night"),
        ("paragraph", LONG),
        ("paragraph", LONG),
    ]


@pytest.mark.parametrize("width", [40, 60, 72, 79, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "   "])
def test_wrapped_lines_are_one_paragraph(width: int, end: str, indent: str) -> None:
    paragraphs = [textwrap.fill(text, width) for text in (LONG, LONG[62:], LONG[:62])]
    lines = "\n\n".join(paragraphs)
    made = document(textwrap.indent(lines, indent).replace("\n", end))
    assert [" ".join(text.split()) for text in texts(made)] == [LONG, LONG[62:], LONG[:62].strip()]
    assert end in made.prose[made.blocks[0].start : made.blocks[0].end]


@given(st.lists(st.integers(3, 12), min_size=60, max_size=90), st.integers(50, 90))
@settings(deadline=None)
def test_wrapping_at_any_width_is_seen(lengths: list[int], width: int) -> None:
    text = " ".join("w" * length for length in lengths)
    assert len(document(textwrap.fill(text, width)).blocks) == 1


def test_a_wrapped_list() -> None:
    made = document(
        "Before the visit, bring all of these things along, since nobody else\n"
        "will do it for you on the day:\n\n"
        "- the letter of your doctor, in which all of your illnesses stand and\n"
        "  each of the drugs that you take\n"
        "- a towel\n\n"
        "1) Come early.\n2) Wait for the nurse, who will call you by the number that stands on\n"
        "your slip.\n"
    )
    assert [(str(block.kind), block.group) for block in made.blocks] == [
        ("paragraph", 0),
        ("list-item", 1),
        ("list-item", 1),
        ("list-item", 1),
        ("list-item", 1),
    ]
    assert texts(made)[1].endswith("stand and\neach of the drugs that you take")
    assert texts(made)[3] == "Come early."


def test_a_number_that_wraps_to_the_front_is_no_item() -> None:
    text = (
        "Doctors like to rest, and most of them do so on the ward at about\n"
        "12. That is when the nurses have brought all of the patients lunch,\n"
        "and nobody else calls for them, so that they may close the doors.\n"
        "Nobody minds at all."
    )
    assert all(str(block.kind) == "paragraph" for block in document(text).blocks)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Why Rest Helps", "heading"),
        ("What is rest?", "heading"),
        ("WHY REST HELPS", "heading"),
        ("2.1 Patients and setting", "heading"),
        ("3. Results", "heading"),
        ("## Results", "heading"),
        ("Results\n=======", "heading"),
        ("Signs and symptoms:", "heading"),
        ("Rest is better than work", "paragraph"),
        ("He slept.", "paragraph"),
        ("Ask your doctor,", "paragraph"),
        ("a sleeping child", "caption"),
        ("#rest #sleep well", "furniture"),
        ("Read the whole story →", "furniture"),
    ],
)
def test_lines_of_their_own(line: str, kind: str) -> None:
    made = document(f"{LONG}\n\n{line}\n\n{LONG}")
    assert [str(block.kind) for block in made.blocks] == ["paragraph", kind, "paragraph"]


def test_the_level_of_a_numbered_heading() -> None:
    made = document(f"{LONG}\n\n2.1 Setting\n\n{LONG}\n\n3 Results\n\n{LONG}")
    assert [block.level for block in made.blocks] == [0, 3, 0, 2, 0]


def test_addresses_are_no_prose() -> None:
    made = document("Write to me@example.org, or see https://example.org/a.html, for more.")
    assert texts(made) == ["Write to \ufffc, or see \ufffc, for more."]
    assert [link.url for link in made.links] == [
        "mailto:me@example.org",
        "https://example.org/a.html",
    ]


def test_comments_are_lines_of_their_own() -> None:
    made = document(
        "[medlint-disable-file a/b: why]\n\nRest helps.\n[medlint-disable-next c/d]\nSleep helps.\n"
        "\nIt says [medlint-enable] here.\n[other]\n"
    )
    assert [comment.text for comment in made.comments] == [
        "medlint-disable-file a/b: why",
        "medlint-disable-next c/d",
    ]
    comment = made.comments[1]
    assert made.source[comment.start : comment.end] == "[medlint-disable-next c/d]"
    assert "medlint-disable" not in made.prose
    assert "It says [medlint-enable] here." in texts(made)


def test_comments_of_readers() -> None:
    made = document(
        f"Rest\n\n{LONG}\n\nShared by:\n\n  • Ann\n  • Ben\n\n  1. Ann Lee says\n\n    Thanks!\n\n"
        f"    My Own Story\n\n  2. Dr B. van Dam wrote:\n\n    {LONG}\n\nShared by\n\nMore of this."
    )
    assert [str(block.kind) for block in made.blocks] == [
        "heading",
        "paragraph",
        "heading",
        "furniture",
        "furniture",
        *["reader-comment"] * 5,
        "heading",
        "furniture",
    ]


def test_one_speaker_is_no_comment() -> None:
    made = document(f"{LONG}\n\nAnn Lee says:\n\n{LONG}")
    assert [str(block.kind) for block in made.blocks] == ["paragraph", "heading", "paragraph"]


def test_a_button_does_not_make_the_article_furniture() -> None:
    made = document(f"Rest\n\nShared by\n\n{LONG}")
    assert [str(block.kind) for block in made.blocks] == ["heading", "furniture", "paragraph"]


def test_a_keyword_with_its_text_is_one_list() -> None:
    made = document(f"- Cheap\n{LONG}\n\n- Quiet\n{LONG}\n\n{LONG}")
    assert [(str(block.kind), block.group) for block in made.blocks] == [
        ("list-item", 1),
        ("list-item", 1),
        ("list-item", 1),
        ("list-item", 1),
        ("paragraph", 0),
    ]


def test_a_line_that_ends_with_a_function_word_goes_on() -> None:
    options = ReadOptions(function_words=frozenset({"for"}))
    made = read_document(f"Rest\n\nGet Ready for\nLong Nights\n\n{LONG}", ".txt", options)
    assert blocks(made)[1] == ("heading", "Get Ready for\nLong Nights")


def test_a_heading_broken_into_two_lines() -> None:
    made = document(f"{LONG}\n\nSleep Well\nTonight\n\n{LONG}")
    assert [str(block.kind) for block in made.blocks][1:-1] == ["heading", "heading"]


def test_a_short_entry_of_a_reference_list_is_no_heading() -> None:
    made = document(
        "References\n\nLund, B. (2012). Heat. Ward, 2, 4–8. https://ward.example/heat\n"
    )
    assert [block.kind for block in made.blocks] == ["heading", "paragraph"]
