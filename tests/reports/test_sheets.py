"""Sheets of a run: opened again by the programs that people open them with."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.utils
import pytest
from openpyxl.utils import get_column_letter
from report_samples import TEA, TEA_PATH, finding, hostile_run, run

from linter import decisions, reports
from linter.cli.writing import Target, write_reports
from linter.results import FileResult, Listed, Review, Run, Statement
from linter.spans import Span

SOFFICE = shutil.which("soffice")
FORMULA = "=HYPERLINK(A1)"


def statement(**more: Any) -> Statement:
    values: dict[str, Any] = {
        "span": Span(0, 5),
        "line": 7,
        "column": 1,
        "section": (),
        "kind": "benefit",
        "words": FORMULA,
        "sentence": "+ It calms the joint.",
        "mood": "a statement",
        "strength": "plainly, as a fact",
        "attribution": "no one is named",
        "evidence": "none is named",
    }
    return Statement(**{**values, **more})


def review() -> Review:
    return Review(
        "ab" * 32,
        (
            statement(citations=("[1]",), sources=("1 Brandt A.",), near=True),
            statement(caveats=("not for everyone",)),
        ),
        (Listed("1", "@Brandt A. Rosehip.", "Brandt", "2019", "Rosehip", "10.1/x", "", (7, 9)),),
    )


def tea() -> Run:
    result = run().results[0]
    formula = finding(TEA.source, "Share this page", message="=1+1", sentence="-Share this page")
    return run(
        FileResult(TEA_PATH, 9, (*result.findings, formula), document=TEA, review=review()),
        configuration=("medlint.yml",),
        rules_digest="d1gest",
    )


def written(run_: Run, name: str) -> bytes:
    out = io.BytesIO()
    reports.load(name).render(run_, out, reports.Options())
    return out.getvalue()


def workbook(run_: Run) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(written(run_, "xlsx")))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book.worksheets}


def column(rows: list[list[Any]], heading: str) -> list[Any]:
    place = [cell.value for cell in rows[0]].index(heading)
    return [row[place].value for row in rows[1:]]


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_workbook_has_four_sheets_and_all_open_findings() -> None:
    sheets = workbook(tea())
    assert list(sheets) == ["Findings", "Claims", "References", "About"]
    found = sheets["Findings"]
    assert column(found, "Rule")[:3] == [
        "claims/hearsay",
        "claims/superlative",
        "claims/safe-for-all",
    ]
    assert "claims/testimonial" not in column(found, "Rule")
    assert column(found, "Must, should or consider")[:3] == ["Should fix", "Consider", "Must fix"]
    assert column(found, "Place")[0] == "line 5, column 13"
    assert column(found, "Words")[0] == "has been said to be the best remedy for sore knees"


def test_new_words_are_those_of_a_fix_that_may_be_applied() -> None:
    found = workbook(tea())["Findings"]
    words = dict(zip(column(found, "Rule"), column(found, "New words"), strict=True))
    assert words["spelling/misspelling"] == "inflammation"
    assert words["claims/safe-for-all"] is None  # a person must write it
    told = dict(zip(column(found, "Rule"), column(found, "Suggestion"), strict=True))
    assert "well tolerated" in told["claims/safe-for-all"]
    assert told["claims/superlative"] == "Name the comparison."


def test_a_decision_is_chosen_from_a_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(tea(), "xlsx")))
    sheet = book["Findings"]
    (choices,) = sheet.data_validations.dataValidation
    assert choices.formula1 == '"accept,reject"'
    headings = [cell.value for cell in sheet[1]]
    letter = get_column_letter(headings.index("Decision") + 1)
    assert f"{letter}2" in choices.sqref
    assert sheet.freeze_panes == "A2"


def test_the_claims_matrix_has_strength_caveat_support_and_room_for_sources() -> None:
    claims = workbook(tea())["Claims"]
    assert column(claims, "Put") == ["plainly, as a fact"] * 2
    assert column(claims, "Caveat nearby") == ["none", "not for everyone"]
    assert column(claims, "Support nearby") == [
        "[1] (in a neighbouring sentence): 1 Brandt A.",
        "none",
    ]
    for heading in ("Source", "Place in the source"):
        assert column(claims, heading) == [None, None]


def test_references_say_where_they_are_cited() -> None:
    references = workbook(tea())["References"]
    assert column(references, "Cited in") == ["lines 7, 9"]


def test_the_last_sheet_says_what_made_it() -> None:
    told = [[cell.value for cell in row] for row in workbook(tea())["About"]]
    assert told[0][:2] == ["medlint", "0.1.0"]
    assert any("d1gest" in str(row) for row in told)
    assert any("ab" * 32 in str(row) and TEA_PATH in str(row) for row in told)
    assert any("medlint.yml" in str(row) for row in told)


@pytest.mark.parametrize("sheet", ["Findings", "Claims", "References"])
def test_no_cell_of_a_workbook_is_a_formula(sheet: str) -> None:
    rows = [
        cell for made in (tea(), hostile_run()) for row in workbook(made)[sheet] for cell in row
    ]
    assert {cell.data_type for cell in rows} <= {"s", "n"}


def test_text_that_looks_like_a_formula_stays_as_it_is() -> None:
    sheets = workbook(tea())
    assert column(sheets["Findings"], "What is wrong")[-1] == "=1+1"
    assert column(sheets["Findings"], "Sentence")[-1] == "-Share this page"
    assert column(sheets["Claims"], "Words") == [FORMULA] * 2
    assert column(sheets["References"], "Reference") == ["@Brandt A. Rosehip."]


@pytest.mark.parametrize("name", ["csv", "csv-claims", "csv-references"])
def test_no_cell_of_a_csv_file_begins_a_formula(name: str) -> None:
    for made in (tea(), hostile_run()):
        for row in csv.reader(io.StringIO(written(made, name).decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r")]


def test_csv_files_hold_what_the_workbook_holds() -> None:
    sheets = workbook(tea())
    for name, sheet in {"csv": "Findings", "csv-claims": "Claims"}.items():
        rows = table(written(tea(), name))
        headings = [cell.value for cell in sheets[sheet][0]]
        assert list(rows[0]) == headings
        for heading in headings:
            expected = ["" if v is None else str(v) for v in column(sheets[sheet], heading)]
            assert [row[heading].removeprefix("'") for row in rows] == expected


def test_the_suffix_tells_the_table() -> None:
    names = {
        "a.xlsx": "xlsx",
        "a.csv": "csv",
        "claims.csv": "csv-claims",
        "draft.claims.csv": "csv-claims",
        "my-references.csv": "csv-references",
    }
    assert {file: reports.name_for(Path(file)) for file in names} == names


@pytest.mark.parametrize("name", ["sheet.xlsx", "sheet.csv"])
def test_decisions_come_back_as_they_were_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(written(tea(), path.suffix[1:]))
    said = {"Decision": "reject", "Reason": "+ we know", "Name": "@Ann", "Date": "2026-11-25"}
    if name.endswith(".csv"):
        rows = [row | said for row in table(path.read_bytes())]
        text = io.StringIO()
        writer = csv.DictWriter(text, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
        path.write_bytes(text.getvalue().encode())
    else:
        book = openpyxl.load_workbook(path)
        heads = [cell.value for cell in book["Findings"][1]]
        for cells in book["Findings"].iter_rows(min_row=2):
            for head, value in said.items():
                cell = cells[heads.index(head)]
                cell.value, cell.data_type = value, "s"
        book.save(path)
    made = decisions.read(path)
    expected = [f for f in tea().results[0].findings if f.rule != "claims/testimonial"]
    assert [(d.rule, d.sentence, d.key, d.line) for d in made] == [
        (f.rule, f.sentence, f.fingerprint, f.line) for f in expected
    ]
    assert {(d.reason, d.name, d.date) for d in made} == {("+ we know", "@Ann", "2026-11-25")}


def as_csv(path: Path) -> Path | None:
    """The first sheet of an Excel file as LibreOffice saves it; None where it has no Calc."""
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation=file://{path.parent}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=150,
    )
    made = path.with_suffix(".csv")
    return made if made.is_file() else None


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_workbook_and_computes_nothing(tmp_path: Path) -> None:
    plain = openpyxl.Workbook()
    plain.save(tmp_path / "plain.xlsx")
    (tmp_path / "sheet.xlsx").write_bytes(written(tea(), "xlsx"))
    saved = as_csv(tmp_path / "sheet.xlsx")
    if saved is None and as_csv(tmp_path / "plain.xlsx") is None:
        pytest.skip("LibreOffice has no Calc")
    assert saved is not None
    rows = list(csv.DictReader(io.StringIO(saved.read_text("utf-8"), newline="")))
    assert rows[-1]["What is wrong"] == "=1+1"
    assert len(rows) == 10
    rows[0]["Decision"] = "reject"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "back.csv").write_text(out.getvalue(), "utf-8")
    (made,) = decisions.read(tmp_path / "back.csv")
    assert (made.rule, made.key) == ("claims/hearsay", tea().results[0].findings[0].fingerprint)


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from linter.cli.running import Flags

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    path = tmp_path / "sheet.xlsx"
    result = write_reports(tea(), [Target("xlsx", path)], Flags())
    assert 'pip install "medlint[xlsx]"' in capsys.readouterr().err
    assert result.all_problems
    assert not path.exists()
    path.write_bytes(b"")
    with pytest.raises(decisions.DecisionsError, match="medlint\\[xlsx\\]"):
        decisions.read(path)


def test_a_fix_that_a_person_must_make_is_marked_so() -> None:
    found = table(written(tea(), "csv"))
    manual = [row for row in found if row["Rule"] == "claims/safe-for-all"]
    assert "by hand" in manual[0]["Suggestion"]
