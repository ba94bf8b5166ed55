"""Sheets that come back: what is understood, and what is refused with a reason."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from sheets import HEADS, ROW, changed, text_table, workbook

from linter import decisions
from linter.decisions import DecisionsError


def refused(path: Path) -> str:
    with pytest.raises(DecisionsError) as error:
        decisions.read(path)
    assert str(path) in str(error.value)
    return str(error.value)


def test_a_row_is_a_decision(tmp_path: Path) -> None:
    (made,) = decisions.read(workbook(tmp_path / "a.xlsx", ROW))
    assert (made.file, made.rule, made.text) == ("draft.md", "style/doubled-word", "the the")
    assert (made.decision, made.reason, made.name) == ("reject", "as the author wants it", "Ann")
    assert (made.line, made.column, made.date, made.place) == (3, 10, "2026-11-25", "row 2")


def test_rows_without_a_decision_are_left_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {**ROW, "Decision": None}, {**ROW, "Decision": " Accept "})
    (made,) = decisions.read(path)
    assert (made.decision, made.place) == ("accept", "row 3")


def test_dates_and_numbers_of_excel_become_text(tmp_path: Path) -> None:
    day = datetime.date(2026, 11, 25)
    path = workbook(tmp_path / "a.xlsx", {**ROW, "Date": day, "Reason": 12, "Line": 3.0})
    (made,) = decisions.read(path)
    assert (made.date, made.reason, made.line) == ("2026-11-25", "12", 3)


def test_foreign_columns_sheets_and_rows_above_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {**ROW, "Ours": "x"}, heads=("Ours", *reversed(HEADS)))

    def change(sheet: Any) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Round 2, please answer by Friday"
        sheet.parent.create_sheet("Notes", 0)["A1"] = "hello"

    (made,) = decisions.read(changed(path, change))
    assert (made.decision, made.place) == ("reject", "row 4")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW, heads=[h for h in HEADS if h not in ("Words", "Key")])
    assert "row 1: the column “Words” of the report cannot be found" in refused(path)
    path = workbook(tmp_path / "b.xlsx", ROW, heads=[h for h in HEADS if h != "Decision"])
    assert "sheet “Sheet”, row 1: the column “Decision”" in refused(path)


def test_a_column_that_is_there_twice_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW, heads=(*HEADS, "decision"))
    assert "two columns are called “Decision”" in refused(path)


def test_a_decision_that_is_none_is_named_with_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW, {**ROW, "Decision": "perhaps"})
    told = refused(path)
    assert "row 3: “Decision” says “perhaps”. Write accept or reject" in told
    assert told.endswith("Nothing was changed.")


def test_rows_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW, {**ROW, "Decision": "accept"})
    assert "row 3: says “accept” of what row 2 says “reject” of" in refused(path)


def test_a_formula_is_named_and_not_computed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {**ROW, "Date": "=TODAY()"})
    assert "row 2: “Date” holds a formula" in refused(path)
    # In a column that nobody reads it does no harm.
    path = workbook(tmp_path / "b.xlsx", {**ROW, "Ours": "=1/0"}, heads=(*HEADS, "Ours"))
    assert len(decisions.read(path)) == 1


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW)

    def change(sheet: Any) -> None:
        cell = sheet.cell(2, HEADS.index("Reason") + 1)
        cell.value, cell.data_type = "=see above", "s"

    (made,) = decisions.read(changed(path, change))
    assert made.reason == "=see above"


def test_merged_cells_are_named_with_their_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW, {**ROW, "Words": "an an"})
    letter = get_column_letter(HEADS.index("Decision") + 1)
    changed(path, lambda sheet: sheet.merge_cells(f"{letter}2:{letter}3"))
    told = refused(path)
    assert f"row 2: the cells {letter}2:{letter}3 under “Decision” are merged" in told


def test_merged_cells_elsewhere_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW)
    changed(path, lambda sheet: sheet.merge_cells("Y2:Z9"))
    assert len(decisions.read(path)) == 1


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW)
    bomb = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + b" " * 101_000_000 if "sheet1" in name else content)
    path.write_bytes(bomb.getvalue())
    assert "unpacks to far more" in refused(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROW)
    kept = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if "sheet1" in name:
                content = b'<!DOCTYPE a [<!ENTITY b "x">]>' + content
            new.writestr(name, content)
    path.write_bytes(kept.getvalue())
    assert "declares a document type in xl/worksheets/sheet1.xml" in refused(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no Excel file"),
        (b"PK\x03\x04 and then nothing", "is no Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls file or is protected by a password"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert told in refused(path)


def test_a_package_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "is damaged" in refused(path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(b"x")
    assert "holds no decisions that medlint can read" in refused(path)
    assert "There is no file" in refused(tmp_path / "none.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_files_of_any_country(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    table = text_table({**ROW, "Reason": "nicht nötig – „so“"}, separator=separator)
    path.write_bytes(table.encode(encoding))
    (made,) = decisions.read(path)
    assert made.reason == "nicht nötig – „so“"


def test_the_hint_at_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    bad = text_table({**ROW, "Decision": "hm"}, separator=";")
    path.write_text("sep=;\r\n" + bad, encoding="utf-8", newline="")
    assert "row 3: “Decision” says “hm”" in refused(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "has no row with the headings"),
        (b"a,b\n1,2\n", "has no row with the headings"),
        (b"File,Rule\nx,y\n", "the columns “Decision”, “Words”, “Sentence”"),
        (b"\x81\x8d\x8f,\xff", "no text in an encoding that medlint knows"),
        (b'File,Rule,Decision,Key\na,b,"' + b"x" * 200_000, "row 2: cannot be read"),
    ],
)
def test_csv_files_that_cannot_be_understood(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert told in refused(path)


def test_far_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.decisions.tables.MOST_ROWS", 3)
    path = tmp_path / "a.csv"
    path.write_text(text_table(*[{**ROW, "Line": n} for n in range(4)]))
    assert "more than 3 rows" in refused(path)


@pytest.mark.parametrize("reason", ["=1+1", "'=1+1", "-", "@Ann", "'quoted'"])
def test_what_people_write_is_taken_as_it_is(tmp_path: Path, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text_table({**ROW, "Reason": reason, "New words": "'=it"}))
    (made,) = decisions.read(path)
    assert (made.reason, made.new_words) == (reason, "=it")


EXPORT: dict[str, Any] = {
    "format": "medlint-decisions/1",
    "version": "0.1.0",
    "decisions": [
        {
            "file": "draft.md",
            "rule": "style/doubled-word",
            "line": 3,
            "column": 10,
            "text": "the the",
            "sentence": "It calms the the skin.",
            "decision": "reject",
            "reason": "=so",
            "name": "Ann",
            "date": "2026-11-25",
        }
    ],
}


def test_an_export_of_the_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(EXPORT))
    (made,) = decisions.read(path)
    assert (made.decision, made.reason, made.line, made.place) == ("reject", "=so", 3, "decision 1")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "other/1"}, "does not say “format”"),
        ({"decisions": {}}, "has no list of “decisions”"),
        ({"decisions": [3]}, "decision 1: is none"),
        ({"decisions": [{}]}, "decision 1: lacks “file”"),
        ({"decisions": [{**EXPORT["decisions"][0], "reason": 3}]}, "“reason” is not a text"),
        ({"decisions": [{**EXPORT["decisions"][0], "decision": "no"}]}, "says “no”"),
    ],
)
def test_a_wrong_export_is_refused(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**EXPORT, **change}))
    assert told in refused(path)


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format":\n oops}')
    assert f"{path}, line 2: is not well formed" in refused(path)
    path.write_text("[" * 200_000)
    assert "is not well formed" in refused(path)
