from pathlib import Path

from evals.falsealarms import crashes_of, drafts, report, tally
from linter.findings import Finding, Severity, State
from linter.results import FileResult, Problem
from linter.spans import Span


def finding(rule: str, severity: Severity, state: State = State.OPEN) -> Finding:
    return Finding(
        rule=rule,
        category="typo",
        severity=severity,
        span=Span(0, 3),
        message="Look here.",
        text="tea",
        scope=Span(0, 3),
        sentence="tea",
        state=state,
    )


RESULTS = {
    "pages/a.md": FileResult(
        "pages/a.md",
        words=600,
        findings=(finding("style/x", Severity.WARNING), finding("style/y", Severity.INFO)),
    ),
    "pages/b/c.md": FileResult(
        "pages/b/c.md",
        words=400,
        findings=(
            finding("style/x", Severity.ERROR),
            finding("style/x", Severity.ERROR, State.SUPPRESSED),
        ),
    ),
    "vimbook/d.md": FileResult(
        "vimbook/d.md", words=100, findings=(finding("style/z", Severity.WARNING),)
    ),
}


def test_findings_are_counted_by_the_outermost_folder() -> None:
    groups = tally(RESULTS)
    pages = groups["pages"]
    assert (pages.files, pages.words, pages.shown, pages.informed) == (2, 1000, 2, 1)
    assert pages.rules["style/x", Severity.ERROR] == 1


def test_the_handbook_is_reported_apart() -> None:
    lines = [line for line in report(RESULTS, {}).splitlines() if line.startswith("|")]
    whole = next(line for line in lines if "all of these" in line)
    assert "1,000" in whole
    assert "2.00 (2;" in whole
    assert any("`vimbook` (apart)" in line and "10.00 (1;" in line for line in lines)
    other = next(line for line in lines if "style/z" in line)
    assert [cell.strip() for cell in other.strip("|").split("|")][2:] == ["0", "0.000", "1"]


def test_a_file_that_fails_is_counted_and_named() -> None:
    failed = FileResult("pages/e.md", problems=(Problem("pages/e.md", "It broke."),))
    crashes = crashes_of({**RESULTS, "pages/e.md": failed})
    assert crashes == {"pages/e.md": "It broke."}
    assert "3 drafts, 1 crashes" in report(RESULTS, crashes)


def test_drafts_lie_in_folders(tmp_path: Path) -> None:
    for name in ("manifest.csv", "pages/a.md", "pages/deep/b.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Tea.")
    assert drafts(tmp_path) == [tmp_path / "pages/a.md", tmp_path / "pages/deep/b.md"]
