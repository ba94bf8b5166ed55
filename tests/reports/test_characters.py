"""Strangers' text cannot steer a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.reports.parts.characters import cells, fold, harmless, one_line, plain


@given(st.text())
def test_no_control_character_survives(text: str) -> None:
    for char in one_line(text):
        assert char in "\u200c\u200d" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
        assert char.isspace() <= (char == " ")


@given(st.text())
def test_without_unicode_only_ascii_is_left(text: str) -> None:
    assert one_line(text, unicode=False).isascii()
    assert plain(text).isascii()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "<U+001B>[31m"),
        ("\u202eabc", "<U+202E>abc"),
        ("a\u2066b", "a<U+2066>b"),
        ("line\r\nline", "line  line"),
        ("no\u00a0break", "no break"),
        ("naïve 漢 e\u0301", "naïve 漢 e\u0301"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_ascii_keeps_what_can_be_kept() -> None:
    assert one_line("“naïve” – 5 µg…", unicode=False) == '"naive" - 5 ?g...'


def test_a_page_keeps_what_only_concerns_line_breaks() -> None:
    assert harmless("co\u00adop\u200b\u00a0x\ny\u202ez\x00") == (
        "co\u00adop\u200b\u00a0x\ny<U+202E>z<U+0000>"
    )


def test_cells() -> None:
    assert cells("abc") == 3
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1
    assert cells("ｗ") == 2
    assert cells("\u200d") == 0


@given(st.text(alphabet="ab 漢"), st.integers(4, 20))
def test_folding_keeps_the_words_in_order(text: str, width: int) -> None:
    lines = fold(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(cells(line) <= width for line in lines if " " in line.strip())
