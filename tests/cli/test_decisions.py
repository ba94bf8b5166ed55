"""Decisions go out in a report and come back: into the baseline, and as changes of the drafts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import CommandLine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DRAFT = """# Rosehip

It calms the the skin. It calms the the skin.

She said that it it helps <b>very</b> much.
"""


@pytest.fixture
def shell(shell: CommandLine) -> CommandLine:
    shell.write("draft.md", DRAFT)
    return shell


def decide(path: Path, decision: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Fill in a sheet or a csv file: what `decision` makes of each row."""
    if path.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | decision(row) for row in rows)
        path.write_bytes(out.getvalue().encode("utf-8-sig"))
        return
    book = openpyxl.load_workbook(path)
    sheet = book["Findings"]
    heads = [str(cell.value) for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2):
        row = {head: str(cell.value or "") for head, cell in zip(heads, cells, strict=True)}
        for head, text in decision(row).items():
            cell = cells[heads.index(head)]
            cell.value, cell.data_type = text, "s"
    book.save(path)


def entries(shell: CommandLine) -> list[dict[str, Any]]:
    content = json.loads((shell.folder / "medlint-baseline.json").read_text("utf-8"))
    found: list[dict[str, Any]] = content["findings"]
    return found


@pytest.mark.parametrize("name", ["sheet.xlsx", "sheet.csv"])
def test_what_was_rejected_is_kept_with_reason_name_and_date(shell: CommandLine, name: str) -> None:
    assert shell.run("report", "draft.md", "-o", name).code == 0
    said = {"Decision": "reject", "Reason": "=the poem", "Name": "Änn", "Date": "2026-11-25"}
    decide(shell.folder / name, lambda row: said if row["Words"] == "the the" else {})
    done = shell.run("baseline", "import", name)
    assert done.code == 0
    assert "2 rejected and kept" in done.err
    assert [(e["text"], e["reason"], e["by"], e["on"]) for e in entries(shell)] == [
        ("the the", "=the poem", "Änn", "2026-11-25")
    ] * 2
    left = shell.run("check", "draft.md", "-f", "concise").out
    assert "the the" not in left
    assert "it it" in left


def test_importing_twice_changes_nothing(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "reject", "Reason": "so"})
    shell.run("baseline", "import", "sheet.csv")
    before = (shell.folder / "medlint-baseline.json").read_bytes()
    done = shell.run("baseline", "import", "sheet.csv")
    assert "no baseline changed: 3 there before" in done.err
    assert (shell.folder / "medlint-baseline.json").read_bytes() == before


def test_a_reason_that_comes_later_is_added(shell: CommandLine) -> None:
    shell.run("baseline", "create", "draft.md")
    shell.run("report", "draft.md", "-o", "sheet.csv", "--no-baseline")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "reject", "Reason": row["Line"]})
    done = shell.run("baseline", "import", "sheet.csv")
    assert "3 there before and said anew" in done.err
    assert sorted(e["reason"] for e in entries(shell)) == ["3", "3", "5"]


def test_rows_that_no_longer_apply_are_named(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "reject"})
    shell.write("draft.md", "A new line.\n\n" + DRAFT.replace("that it it helps", "it helps"))
    done = shell.run("baseline", "import", "sheet.csv")
    assert done.code == 0
    assert "row 4: draft.md “it it” no longer applies" in done.out
    assert "2 rejected and kept, 1 no longer applied" in done.err


def test_nothing_is_done_by_halves(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(
        shell.folder / "sheet.csv",
        lambda row: {"Decision": "reject" if row["No."] != "3" else "rejct"},
    )
    done = shell.run("baseline", "import", "sheet.csv")
    assert done.code == 2
    assert "sheet.csv: row 4: “Decision” says “rejct”" in done.err
    assert not (shell.folder / "medlint-baseline.json").exists()


def test_a_draft_that_is_gone_is_named_and_the_others_are_kept(shell: CommandLine) -> None:
    shell.write("other.md", "Salt salt is fine.\n")
    shell.run("report", "draft.md", "other.md", "-o", "sheet.csv")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "reject"})
    (shell.folder / "other.md").unlink()
    done = shell.run("baseline", "import", "sheet.csv")
    assert done.code == 2
    assert "there is no file “other.md”" in done.err
    assert len(entries(shell)) == 3


def test_accepted_fixes_are_made_and_no_others(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.xlsx")
    decide(
        shell.folder / "sheet.xlsx",
        lambda row: {"Decision": "accept" if row["Words"] == "it it" else "reject"},
    )
    done = shell.run("fix", "--decisions", "sheet.xlsx")
    assert (shell.folder / "draft.md").read_text() == DRAFT.replace("it it", "it")
    assert "1 fixed, 2 left" in done.err
    assert done.code == 1


def test_only_one_of_two_equal_findings_is_changed(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(
        shell.folder / "sheet.csv", lambda row: {"Decision": "accept" if row["No."] == "2" else ""}
    )
    shell.run("fix", "--decisions", "sheet.csv")
    assert (shell.folder / "draft.md").read_text() == DRAFT.replace(
        "It calms the the skin.\n\nShe", "It calms the skin.\n\nShe"
    )


def test_words_of_a_persons_own_are_written(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    new = {"Decision": "accept", "New words": "the  <dry>"}
    decide(shell.folder / "sheet.csv", lambda row: new if row["No."] == "1" else {})
    shell.run("fix", "--decisions", "sheet.csv")
    assert (
        "It calms the <dry> skin. It calms the the skin." in (shell.folder / "draft.md").read_text()
    )


def test_words_of_a_persons_own_are_text_in_html(shell: CommandLine) -> None:
    shell.write("page.html", "<p>It calms the the skin.</p>")
    shell.run("report", "page.html", "-o", "sheet.csv")
    new = {"Decision": "accept", "New words": "a & b <script>"}
    decide(shell.folder / "sheet.csv", lambda row: new)
    shell.run("fix", "--decisions", "sheet.csv")
    text = (shell.folder / "page.html").read_text()
    assert text == "<p>It calms a &amp; b &lt;script&gt; skin.</p>"


def test_what_cannot_be_applied_is_said(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "accept"})
    shell.write("draft.md", DRAFT.replace("it it", "it now"))
    done = shell.run("fix", "--decisions", "sheet.csv")
    assert "sheet.csv: row 4: draft.md “it it” no longer applies" in done.err
    assert "It calms the skin. It calms the skin." in (shell.folder / "draft.md").read_text()


def test_a_diff_changes_nothing(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "accept"})
    done = shell.run("fix", "--decisions", "sheet.csv", "--diff")
    assert (shell.folder / "draft.md").read_text() == DRAFT
    assert "+It calms the skin. It calms the skin." in done.out
    assert done.code == 1


@pytest.mark.parametrize("more", [["--interactive"], ["--unsafe"], ["-"]])
def test_options_that_do_not_go_together_are_refused(shell: CommandLine, more: list[str]) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    assert shell.run("fix", "--decisions", "sheet.csv", *more).code == 2


def test_nothing_accepted_is_no_error(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    done = shell.run("fix", "--decisions", "sheet.csv")
    assert (done.code, done.err) == (0, "Nothing was accepted; no draft was changed.\n")


def test_the_pages_export_comes_back(shell: CommandLine) -> None:
    found = json.loads(shell.run("check", "draft.md", "-f", "json").out)["files"][0]["findings"]
    verdicts = ["accept", "reject", ""]
    decisions = [
        {
            "file": "draft.md",
            **{key: each[key] for key in ("rule", "line", "column", "text", "sentence")},
            "decision": verdict,
            "reason": "so",
            "name": "Ann",
            "date": "2026-11-25",
        }
        for each, verdict in zip(found, verdicts, strict=True)
    ]
    export = {"format": "medlint-decisions/1", "version": "0.1.0", "decisions": decisions}
    shell.write("decisions.json", json.dumps(export))
    done = shell.run("baseline", "import", "decisions.json")
    assert "1 rejected and kept" in done.err
    assert "1 finding accepted: “medlint fix --decisions decisions.json”" in done.err
    shell.run("fix", "--decisions", "decisions.json")
    assert "It calms the skin. It calms the the skin." in (shell.folder / "draft.md").read_text()


def test_a_comment_in_the_draft_is_stronger(shell: CommandLine) -> None:
    shell.run("report", "draft.md", "-o", "sheet.csv")
    decide(shell.folder / "sheet.csv", lambda row: {"Decision": "accept"})
    comment = "<!-- medlint-disable-file style/doubled-word: a poem -->\n"
    shell.write("draft.md", DRAFT + "\n" + comment)
    done = shell.run("fix", "--decisions", "sheet.csv")
    assert (shell.folder / "draft.md").read_text().startswith(DRAFT)
    assert "is set aside (suppressed: a poem)" in done.err


def test_a_draft_outside_the_folder_is_left_alone_unless_it_is_named(shell: CommandLine) -> None:
    outside = shell.write("outside/draft.md", DRAFT)
    inside = shell.write(
        "work/medlint.yml", 'rules: {"*": off, style/doubled-word: error}\n'
    ).parent
    (inside / ".git").mkdir()
    shell.monkeypatch.chdir(inside)
    shell.run("report", "../outside/draft.md", "-o", "sheet.csv")
    decide(inside / "sheet.csv", lambda row: {"Decision": "accept"})
    done = shell.run("fix", "--decisions", "sheet.csv")
    assert done.code == 2
    assert f"“{outside.as_posix()}” lies outside this folder" in done.err
    assert outside.read_text() == DRAFT
    shell.run("fix", "--decisions", "sheet.csv", "../outside/draft.md")
    assert "It calms the skin. It calms the skin." in outside.read_text()


_SAID = st.text(st.characters(codec=None), max_size=40)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_SAID, _SAID)
def test_any_reason_and_name_come_back(shell: CommandLine, reason: str, name: str) -> None:
    shell.write("draft.md", "It calms the the skin.\n")
    finding = {
        "file": "draft.md",
        "rule": "style/doubled-word",
        "text": "the the",
        "sentence": "It calms the the skin.",
        "decision": "reject",
        "reason": reason,
        "name": name,
    }
    export = {"format": "medlint-decisions/1", "decisions": [finding]}
    shell.write("decisions.json", json.dumps(export))
    (shell.folder / "medlint-baseline.json").unlink(missing_ok=True)
    assert shell.run("baseline", "import", "decisions.json").code == 0
    (entry,) = json.loads(
        (shell.folder / "medlint-baseline.json").read_bytes().decode("utf-8", "surrogatepass")
    )["findings"]
    assert (entry.get("reason", ""), entry.get("by", "")) == (reason.strip(), name.strip())
