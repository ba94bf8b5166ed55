from evals.against_marks import as_json, report
from evals.intervals import Proportion
from evals.marks import LANGUAGE, Mark
from evals.scoring import agreement, false_alarms, misses, precision_of_rules, score
from linter.findings import Finding, Severity, State
from linter.spans import Span


def finding(
    start: int,
    end: int,
    category: str = "typo",
    severity: Severity = Severity.WARNING,
    state: State = State.OPEN,
) -> Finding:
    return Finding(
        rule=f"{category}/rule",
        category=category,
        severity=severity,
        span=Span(start, end),
        message="Look here.",
        text="x" * (end - start),
        scope=Span(start, end),
        sentence="",
        state=state,
    )


MARKS = [
    Mark("a.md", 0, 5, "typo", True, "AB"),
    Mark("a.md", 10, 15, "grammar", True, "AB"),
    Mark("a.md", 20, 25, "typo", False, "B"),
    Mark("b.md", 0, 5, "typo", True, "AB"),
    Mark("b.md", 0, 50, "claim", False, "A"),
]


def test_recall_is_over_sure_marks_and_precision_over_all() -> None:
    findings = {"a.md": [finding(4, 7), finding(22, 23), finding(30, 31)], "b.md": []}
    measured = score(findings, MARKS, ["typo"])
    assert measured.recall == Proportion(1, 2)
    assert measured.precision == Proportion(2, 3)
    assert misses(findings, MARKS, ["typo"]) == [MARKS[3]]
    assert false_alarms(findings, MARKS, ["typo"]) == [("a.md", finding(30, 31))]


def test_touching_is_not_overlapping() -> None:
    assert score({"a.md": [finding(5, 9)]}, MARKS, ["typo"]).precision == Proportion(0, 1)


def test_the_other_file_has_other_places() -> None:
    assert score({"b.md": [finding(20, 25)]}, MARKS, ["typo"]).precision == Proportion(0, 1)


def test_category_counts_alone_and_not_in_the_family() -> None:
    findings = {"a.md": [finding(10, 15, "typo")]}
    assert score(findings, MARKS, ["typo"]).precision == Proportion(0, 1)
    assert score(findings, MARKS, ["grammar"]).recall == Proportion(0, 1)
    family = score(findings, MARKS, LANGUAGE)
    assert family.recall == Proportion(1, 3)
    assert family.precision == Proportion(1, 1)


def test_several_findings_on_one_mark_find_it_once() -> None:
    measured = score({"a.md": [finding(0, 2), finding(3, 5)]}, MARKS, ["typo"])
    assert measured.recall == Proportion(1, 2)
    assert measured.precision == Proportion(2, 2)


def test_what_an_editor_is_not_shown_does_not_count() -> None:
    hidden = [
        finding(0, 5, severity=Severity.INFO),
        finding(0, 5, state=State.SUPPRESSED),
        finding(0, 5, "style"),
    ]
    measured = score({"a.md": hidden}, MARKS, LANGUAGE)
    assert measured.recall == Proportion(0, 3)
    assert measured.precision == Proportion(0, 0)


def test_a_rule_is_right_where_a_reader_saw_any_slip() -> None:
    findings = {"a.md": [finding(10, 15, "typo"), finding(30, 31, "typo")], "b.md": []}
    findings["b.md"] = [finding(40, 44, "claim"), finding(0, 5, "citation")]
    assert precision_of_rules(findings, MARKS) == {
        "citation/rule": Proportion(0, 1),
        "claim/rule": Proportion(1, 1),
        "typo/rule": Proportion(1, 2),
    }


def test_readers_agree_as_far_as_they_marked_the_same() -> None:
    agreed = agreement(MARKS, ["typo"])
    assert agreed.recall == Proportion(2, 2)
    assert agreed.precision == Proportion(2, 3)
    assert agreed.f1 == 0.8
    assert agreement([], ["typo"]).f1 is None


def test_the_report_shows_medlint_and_the_readers() -> None:
    findings = {"a.md": [finding(0, 5)]}
    page = report(findings, MARKS)
    assert "2 drafts, 5 marks, 3 of them sure" in page
    assert "0.50 (1/2;" in page
    assert "0.67 (2/3;" in page
    typo = as_json(findings, MARKS)["typo"]
    assert isinstance(typo, dict)
    assert typo["recall"]["right"] == 1
    assert typo["readers"]["a_against_b"]["recall"]["of"] == 3
