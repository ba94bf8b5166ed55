"""Offsets in UTF-16 units and UTF-8 bytes become string indices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.grammar.offsets import from_utf8, from_utf16

TEXTS = st.text(st.sampled_from("a é\u00a0–β\n“”") | st.characters(exclude_categories=["Cs"]))


@given(TEXTS, st.data())
def test_a_slice_in_utf16_units_is_the_same_slice(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    index = from_utf16(text)
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]
    assert text[index(units[0]) : index(units[1])] == text[start:end]


@given(TEXTS, st.data())
def test_a_slice_in_utf8_bytes_is_the_same_slice(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    index = from_utf8(text)
    units = [len(text[:place].encode()) for place in (start, end)]
    assert text[index(units[0]) : index(units[1])] == text[start:end]


def test_an_offset_inside_a_character_is_the_characters() -> None:
    assert from_utf16("😀b")(1) == 0
    assert from_utf8("é")(1) == 0


def test_an_offset_behind_the_text_is_its_end() -> None:
    assert from_utf16("😀")(9) == 1
    assert from_utf8("é")(9) == 1
    assert from_utf8("e")(9) == 1
