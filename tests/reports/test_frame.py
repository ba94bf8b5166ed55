"""The marked words are always in sight, in at most three lines, with the marks under them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.reports.parts.characters import cells
from linter.reports.parts.frame import frame
from linter.spans import Span

TEXT = st.text(alphabet="ab c de.漢\u0301 \x1b\n", max_size=400)


def drawn(sentence: str, words: str, width: int = 40, **more: bool) -> str:
    start = sentence.index(words)
    lines = frame(sentence, Span(start, start + len(words)), width, **more)  # type: ignore[arg-type]
    return "\n".join(f"{line.text}\n{line.marks}" if line.marks else line.text for line in lines)


@given(TEXT, st.data(), st.integers(20, 100))
def test_three_lines_at_most_none_too_wide(sentence: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(sentence)))
    end = data.draw(st.integers(start, len(sentence)))
    lines = frame(sentence, Span(start, end), width)
    assert len(lines) <= 3
    for line in lines:
        assert cells(line.text) <= width
        assert cells(line.marks) <= width + 1  # a point behind the last word
        assert line.text.isprintable()


@given(st.text(alphabet="ab c de.漢\u0301\n", min_size=1), st.data(), st.integers(20, 100))
def test_marks_stand_under_the_marked_words(sentence: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, min(len(sentence), start + width // 2)))
    lines = frame(sentence, Span(start, end), width)
    marked = "".join(c.text for line in lines for c in line.cells if c.mark == "^")
    assert "".join(marked.split()) == "".join(sentence[start:end].split())
    for line in lines:
        carets = sum(cell.width for cell in line.cells if cell.mark == "^")
        assert line.marks.count("^") == carets


def test_a_sentence_that_fits_is_shown_whole() -> None:
    assert drawn("Rosehip tea eases sore knees.", "eases") == (
        "Rosehip tea eases sore knees.\n            ^^^^^"
    )


def test_a_long_sentence_is_elided_around_the_words() -> None:
    before = "one two three four five six seven eight nine ten " * 8
    assert drawn(f"{before}eases it all {'and ' * 40}.", "eases it") == (
        "… ten one two three four five six seven\n"
        "eight nine ten eases it all and and and\n"
        "               ^^^^^^^^\n"
        "and and and and and and and and and …"
    )


def test_long_marked_words_keep_their_beginning_and_end() -> None:
    sentence = "First " + "middle " * 60 + "last of all."
    lines = frame(sentence, Span(0, len(sentence)), 40)
    assert lines[0].text.startswith("First middle")
    assert lines[-1].text.endswith("last of all.")
    assert any("…" in line.text for line in lines)


def test_marks_follow_the_words_over_a_line_break() -> None:
    assert drawn("Rosehip tea eases sore knees in the cold of winter.", "knees in the cold") == (
        "Rosehip tea eases sore knees in the cold\n"
        "                       ^^^^^^^^^^^^^^^^^\n"
        "of winter."
    )
    assert drawn("Rosehip tea eases sore knees in the cold of winter.", "the cold of") == (
        "Rosehip tea eases sore knees in the cold\n"
        "                                ^^^^^^^^\n"
        "of winter.\n"
        "^^"
    )


def test_wide_characters_take_two_marks() -> None:
    assert drawn("Take 漢字 daily.", "漢字 daily") == "Take 漢字 daily.\n     ^^^^^^^^^^"
    assert drawn("Take 漢字 daily.", "daily") == "Take 漢字 daily.\n          ^^^^^"
    assert drawn("Cafe\u0301 au lait.", "au") == "Cafe\u0301 au lait.\n     ^^"


def test_doubled_spaces_are_not_lost_at_a_line_break() -> None:
    sentence = "Rosehip tea eases sore knees in autumn.  Really."
    assert "^^" in drawn(sentence, "  ", 40)


@pytest.mark.parametrize("place", [0, 7, 12])
def test_a_point_gets_one_mark(place: int) -> None:
    lines = frame("Rosehip tea.", Span(place, place), 40)
    assert [line.marks for line in lines] == [" " * place + "^"]


def test_places_beside_are_marked_lightly() -> None:
    lines = frame("Tea is said to help.", Span(15, 19), 40, beside=[Span(7, 14)])
    assert lines[0].marks == "       ~~~~~~~ ^^^^"


def test_ascii_only() -> None:
    sentence = "“Rosehip” tea – " + "so they say, " * 20
    shown = drawn(sentence, "Rosehip", unicode=False)
    assert shown.isascii()
    assert shown.startswith('"Rosehip" tea - so they say,')
    assert "..." in shown


def test_an_endless_sentence_costs_no_more_than_what_is_shown() -> None:
    sentence = "word " * 200_000
    lines = frame(sentence, Span(500_000, 500_004), 80)
    assert len(lines) == 3
    assert lines[0].text.startswith("… word")
