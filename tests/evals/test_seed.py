import json
from pathlib import Path

from evals.seed import Annotation, listing, load_annotations, report, wrong
from linter.findings import Finding, Severity
from linter.spans import Span

ANNOTATIONS = [
    Annotation(Span(0, 5), "thsi", "typo", "typo", "misspelling", "error"),
    Annotation(Span(0, 40), "thsi is fine", "ok", "claim", "claim/definition", "info"),
    Annotation(Span(50, 90), "it works", "claim", "claim", "bare-claim", "warning"),
]


def finding(start: int, end: int, category: str, severity: Severity) -> Finding:
    return Finding(
        rule=f"pack/{category}",
        category=category,
        severity=severity,
        span=Span(start, end),
        message="Look here.",
        text="words",
        scope=Span(start, end),
        sentence="words",
    )


def test_language_categories_are_one_family() -> None:
    assert wrong(ANNOTATIONS, [finding(0, 4, "grammar", Severity.WARNING)]) == []


def test_a_finding_needs_a_problem_of_its_own_family() -> None:
    against_ok = finding(10, 20, "claim", Severity.WARNING)
    other_family = finding(50, 60, "citation", Severity.WARNING)
    nowhere = finding(95, 99, "typo", Severity.WARNING)
    found = [against_ok, other_family, nowhere]
    assert wrong(ANNOTATIONS, found) == found
    assert "(annotated as right: claim/definition)" in listing(ANNOTATIONS, [against_ok])


def test_the_listing_tells_found_from_missed() -> None:
    found = [finding(1, 3, "typo", Severity.ERROR), finding(60, 61, "claim", Severity.INFO)]
    lines = listing(ANNOTATIONS, found).splitlines()
    assert [line.split()[0] for line in lines] == ["found", "info"]
    assert [line.split()[0] for line in listing(ANNOTATIONS, []).splitlines()] == ["missed"] * 2


def test_the_summary_counts_what_is_shown_and_what_is_there() -> None:
    page = report(ANNOTATIONS, [finding(60, 61, "claim", Severity.INFO)])
    claim = next(line for line in page.splitlines() if line.startswith("| claim"))
    assert [cell.strip() for cell in claim.strip("|").split("|")][2:] == ["1", "0", "0"]
    assert "0.00 (0/1;" in claim


def test_annotations_keep_the_category_of_what_is_right(tmp_path: Path) -> None:
    row = {
        "start": 0,
        "end": 3,
        "text": "Tea",
        "category": "ok",
        "rule": "typo/proper-name",
        "severity": "info",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (annotation,) = load_annotations(tmp_path / "a.jsonl")
    assert (annotation.category, annotation.kind) == ("ok", "typo")
