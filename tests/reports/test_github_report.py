"""`github`: workflow commands that nothing in a draft can break out of."""

from __future__ import annotations

import io
import re
from dataclasses import replace as changed

from report_samples import busy_run, hostile_run, run, tea_findings
from syrupy.assertion import SnapshotAssertion

from linter.findings import Finding, Severity
from linter.reports import Options, github
from linter.results import FileResult, Run


def lines(shown: Run) -> list[str]:
    out = io.StringIO()
    github.render(shown, out, Options())
    return out.getvalue().splitlines()


def only(**changes: object) -> str:
    found: Finding = changed(tea_findings()[0], **changes)  # type: ignore[arg-type]
    return lines(run(FileResult("a.md", 1, (found,))))[0]


def test_looks(snapshot: SnapshotAssertion) -> None:
    assert "\n".join(lines(busy_run())) == snapshot


def test_the_worst_come_first_and_what_is_set_aside_not_at_all() -> None:
    levels = [line.split(" ")[0] for line in lines(busy_run())]
    assert levels == ["::error"] * 2 + ["::warning"] * 5 + ["::notice"] * 2


def test_hostile_text_stays_in_its_command() -> None:
    shown = lines(hostile_run())
    assert len(shown) == 1
    assert shown[0].startswith(
        "::warning file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A<img src=y>.md,line=1,"
    )
    assert "%0A::error::boo" in shown[0]


def test_percent_is_escaped_first() -> None:
    assert only(message="100%\r\n%0A::error::x").endswith("::100%25%0D%0A%250A::error::x")


def test_columns_only_where_the_finding_stays_on_its_line() -> None:
    one = only(line=3, column=5, end_line=3, end_column=9)
    assert ",line=3,col=5,endLine=3,endColumn=8," in one
    point = only(line=3, column=5, end_line=3, end_column=5)
    assert ",line=3,col=5,endLine=3,endColumn=5," in point
    several = only(line=3, column=5, end_line=4, end_column=2)
    assert ",line=3,endLine=4,title=" in several


def test_ten_of_a_kind_then_a_count() -> None:
    found = tuple(
        changed(tea_findings()[0], severity=severity, line=number)
        for number in range(1, 13)
        for severity in (Severity.INFO, Severity.ERROR)
    )
    shown = lines(run(FileResult("a.md", 1, found)))
    assert [line.split(" ")[0] for line in shown[:20]] == ["::error"] * 10 + ["::notice"] * 10
    assert shown[20:] == ["Not annotated, as GitHub shows 10 of a kind: 2 errors, 2 notes."]
    assert re.findall(r"line=(\d+)", "\n".join(shown[:10])) == [str(n) for n in range(1, 11)]


def test_a_clean_run_writes_nothing() -> None:
    assert lines(run(FileResult("a.md", 10))) == []


def test_the_summary_is_a_table_with_the_worst_first() -> None:
    rows = [line for line in github.summary(busy_run()).splitlines() if line.startswith("| ")][1:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == (
        ["Must fix"] * 2 + ["Should fix"] * 5 + ["Consider"] * 2
    )
    assert "Could not be checked: content/odd.txt" in github.summary(busy_run())
    assert "no findings" in github.summary(run(FileResult("a.md", 10)))


def test_the_summary_of_a_hostile_draft_is_harmless_and_small() -> None:
    assert "<script>" not in github.summary(hostile_run())
    found = tuple(changed(tea_findings()[0], message="ä" * 20_000) for _ in range(500))
    text = github.summary(run(FileResult("a.md", 1, found)))
    assert len(text.encode()) < 1_000_000
    assert " more are in the log of this step." in text
