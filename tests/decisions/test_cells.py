"""Text in cells comes back as it was, and a spreadsheet takes none of it for a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.decisions.cells import LONGEST, escaped, for_workbook, from_workbook, unescaped

HOSTILE = st.text(st.sampled_from("='+-@\t\r\n\"_x005FD0A,; a\x00\x1b\ud800\uffff＝"), max_size=30)
ANY = st.one_of(HOSTILE, st.text(st.characters(codec=None), max_size=60))


@given(ANY)
def test_a_text_survives_a_csv_cell_and_begins_no_formula(text: str) -> None:
    cell = escaped(text)
    assert unescaped(cell) == text
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")


@given(ANY)
def test_a_text_survives_a_cell_of_an_excel_file(text: str) -> None:
    assert unescaped(from_workbook(for_workbook(text))) == text


@given(ANY)
def test_an_excel_file_saved_as_csv_gives_the_same_text(text: str) -> None:
    if "_x" not in for_workbook(text):
        assert unescaped(for_workbook(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+49", "-5%", "@name", "\tx", "'=1", "＝1"])
def test_what_a_spreadsheet_would_compute_is_marked(text: str) -> None:
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plain", "5 - 3", "'quoted'", "don't"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escaped(text) == for_workbook(text) == text


def test_a_text_longer_than_a_cell_may_be_is_cut_with_a_mark() -> None:
    cell = for_workbook("a" * (LONGEST + 1))
    assert len(cell) == LONGEST
    assert cell.endswith("a…")
