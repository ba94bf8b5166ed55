import pytest

from evals.intervals import Proportion, Rate
from evals.spelling_flags import (
    Flag,
    Outcome,
    Verdict,
    count,
    flag_of,
    flag_word,
    flags_of,
    judge,
    medlint,
    on_one_line,
    planted,
)
from linter.findings import Finding, Fix, Severity, State
from linter.results import FileResult, Problem
from linter.spans import Edit, Span

TEXT = "We drimk tea."
CASE = planted(TEXT, 3, "drimk", "drink")


def finding(severity: Severity, *words: str, state: State = State.OPEN) -> Finding:
    return Finding(
        rule="spelling/rule",
        category="typo",
        severity=severity,
        span=Span(3, 8),
        message="Look here.",
        text="drimk",
        scope=Span(0, 13),
        sentence=TEXT,
        fixes=tuple(Fix(word, (Edit(Span(3, 8), word),)) for word in words),
        state=state,
    )


def test_a_typo_must_stand_where_it_is_said_to_stand() -> None:
    with pytest.raises(ValueError, match="drimk"):
        planted(TEXT, 4, "drimk", "drink")


def test_a_typo_is_found_by_a_flag_that_overlaps_it() -> None:
    assert judge(CASE, [Flag(Span(0, 4))], informed=False) == Verdict(True, False, False)
    assert judge(CASE, [Flag(Span(0, 3)), Flag(Span(8, 12))], informed=False).found is False


def test_the_right_word_is_first_or_among_five() -> None:
    first = flag_word(TEXT, 3, 8, ["drink", "drunk"])
    fifth = flag_word(TEXT, 3, 8, ["a", "b", "c", "d", "drink"])
    sixth = flag_word(TEXT, 3, 8, ["a", "b", "c", "d", "e", "drink"])
    assert judge(CASE, [first], informed=False) == Verdict(True, True, True)
    assert judge(CASE, [fifth], informed=False) == Verdict(True, False, True)
    assert judge(CASE, [sixth], informed=False) == Verdict(True, False, False)


def test_a_suggestion_is_right_if_the_whole_text_then_is() -> None:
    too_much = flag_word(TEXT, 3, 12, ["drink"])
    wider = flag_word(TEXT, 0, 8, ["We drink"])
    assert judge(CASE, [too_much], informed=False) == Verdict(True, False, False)
    assert judge(CASE, [wider], informed=False) == Verdict(True, True, True)


def test_info_counts_where_it_is_asked_for() -> None:
    flags = [flag_of(TEXT, finding(Severity.INFO, "drink"))]
    assert judge(CASE, flags, informed=False) == Verdict(False, False, False)
    assert judge(CASE, flags, informed=True) == Verdict(True, True, True)
    assert (count([flags], informed=False), count([flags], informed=True)) == (0, 1)


def test_suggestions_of_warnings_come_before_those_of_info() -> None:
    hint = flag_of(TEXT, finding(Severity.INFO, "drink"))
    warning = flag_of(TEXT, finding(Severity.WARNING, "drunk"))
    assert judge(CASE, [hint, warning], informed=True).first is False
    silent = flag_of(TEXT, finding(Severity.WARNING))
    assert judge(CASE, [silent, hint], informed=True).first is True
    assert judge(CASE, [silent, hint], informed=False) == Verdict(True, False, False)


def test_only_open_findings_are_flags() -> None:
    found = (finding(Severity.ERROR), finding(Severity.ERROR, state=State.SUPPRESSED))
    assert flags_of(TEXT, FileResult("a.txt", findings=found)) == [Flag(Span(3, 8))]


def test_a_text_that_could_not_be_checked_stops_the_measurement() -> None:
    with pytest.raises(RuntimeError, match=r"It broke\."):
        flags_of(TEXT, FileResult("a.txt", problems=(Problem("a.txt", "It broke."),)))


def test_medlint_checks_each_text_by_itself() -> None:
    texts = ["We drink tea.", "They recieve tea.", "recieve"]
    flags = medlint(texts)
    assert [len(each) for each in flags] == [0, 1, 1]
    assert flags[1][0].repairs[0] == "They receive tea."
    assert flags[2][0].repairs[0] == "receive"


def test_an_outcome_is_counted_over_all_or_some() -> None:
    verdicts = (Verdict(True, True, True), Verdict(True, False, True), Verdict(False, False, False))
    outcome = Outcome("tool", verdicts, Rate(0, 10))
    assert outcome.share("found") == Proportion(2, 3)
    assert outcome.share("first", [1, 2]) == Proportion(0, 2)
    assert outcome.share("among_five", [1]) == Proportion(1, 1)


def test_a_text_on_one_line_is_as_long_as_before() -> None:
    assert on_one_line("a\r\nb\u2028c\x0bd") == "a  b c d"
