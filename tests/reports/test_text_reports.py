"""`full` and `concise`: text for people."""

from __future__ import annotations

import io
import re
from dataclasses import replace as changed

import pytest
from report_samples import busy_run, fixed_run, hostile_run, run
from syrupy.assertion import SnapshotAssertion

from linter import reports
from linter.findings import Evidence, Severity
from linter.reports import Options
from linter.results import FileResult, Run
from linter.spans import Span

TEXT = ("full", "concise")


def text(name: str, shown: Run, **options: object) -> str:
    out = io.StringIO()
    reports.load(name).render(shown, out, Options(**options))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"min_severity": Severity.INFO, "show_suppressed": True},
        {"min_severity": Severity.ERROR, "quiet": True},
        {"statistics": True},
        {"width": 46, "unicode": False},
    ],
    ids=["plain", "everything", "errors-quiet", "statistics", "narrow-ascii"],
)
def test_looks(name: str, options: dict[str, object], snapshot: SnapshotAssertion) -> None:
    assert text(name, busy_run(), **options) == snapshot


@pytest.mark.parametrize("name", TEXT)
def test_after_fixing(name: str, snapshot: SnapshotAssertion) -> None:
    assert text(name, fixed_run()) == snapshot


def test_colour_adds_nothing_but_colour(snapshot: SnapshotAssertion) -> None:
    coloured = text("full", busy_run(), colour=True)
    assert coloured == snapshot
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == text("full", busy_run())


@pytest.mark.parametrize("name", TEXT)
def test_a_clean_run_says_what_was_checked(name: str) -> None:
    clean = run(FileResult("a.md", 5000), FileResult("b.md", 1120))
    assert text(name, clean) == "Checked 2 files, 6,120 words, 3 rules: no findings.\n"
    assert text(name, clean, quiet=True) == ""
    assert text(name, clean, statistics=True) == text(name, clean)


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("colour", [False, True])
def test_hostile_text_cannot_steer_the_terminal(name: str, colour: bool) -> None:
    shown = text(name, hostile_run(), colour=colour, min_severity=Severity.INFO)
    rest = re.sub(r"\x1b\[[\d;]*m", "", shown) if colour and name == "full" else shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)
    assert "<U+202E>" in shown
    # A line break in a name or message cannot begin a line of its own.
    assert not re.search(r"^\s*::error::boo", shown, re.MULTILINE)
    assert not re.search(r"^::error::<img", shown, re.MULTILINE)


def test_concise_is_one_line_for_each_finding() -> None:
    lines = text("concise", busy_run(), quiet=True, min_severity=Severity.INFO).splitlines()
    assert len(lines) == 9
    assert all(
        re.match(r"content/tea\.md:\d+:\d+: (error|warning|info) \w+/[\w-]+ ", x) for x in lines
    )
    assert sum(line.endswith(" [*]") for line in lines) == 4


def test_why_is_said_once_for_each_rule() -> None:
    tea = run().results[0]
    hearsay = tea.findings[0]
    twice = run(changed(tea, findings=(hearsay, hearsay)))
    shown = text("full", twice)
    assert shown.count("tells readers that it works") == 1
    assert "It does not say who found it." not in shown
    assert shown.count("looked for") == 2


def test_what_hides_findings_is_said() -> None:
    shown = text("concise", busy_run(), min_severity=Severity.ERROR, width=200)
    assert "(5 warnings, 2 notes hidden: --min-severity info)" in shown
    left_out = changed(busy_run(), hidden={Severity.WARNING: 3})
    assert "3 warnings left out as asked" in text("concise", left_out, width=200)


def test_marked_words_that_are_not_in_the_sentence_are_not_marked_elsewhere() -> None:
    tea = run().results[0]
    odd = changed(tea.findings[0], sentence="Nothing of it.", evidence=(), fixes=())
    shown = text("full", run(changed(tea, findings=(odd,))))
    assert "^" not in shown


def test_no_line_is_wider_than_asked() -> None:
    for width in (40, 60, 80, 100):
        shown = text("full", busy_run(), width=width, min_severity=Severity.INFO)
        assert max(map(len, shown.splitlines())) <= width


def test_searches_that_came_to_the_same_are_told_together() -> None:
    tea = run().results[0]
    searched = changed(
        tea.findings[0],
        evidence=(
            Evidence("trigger", Span(0, 1), tea.findings[0].text.replace("**", ""), "benefit"),
            Evidence("looked-for", signal="hedge", within="sentence", note="none found"),
            Evidence("looked-for", signal="own-results", within="sentence"),
            Evidence("looked-for", signal="own-results", within="clause"),
            Evidence("looked-for", signal="citation", within="3 words", note="far"),
            Evidence("looked-for", signal="report", within="document"),
        ),
    )
    shown = " ".join(text("full", run(changed(tea, findings=(searched,)))).split())
    assert (
        "looked for hedge, own results in this sentence: none found; citation within 3 words: far"
    ) in shown
    assert "in the whole text" not in shown
    assert "found        “" not in shown
