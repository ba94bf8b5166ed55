"""Dashes that lean, hyphens that should be dashes, marks in a wrong order, no-break spaces."""

from __future__ import annotations

import pytest

from linter import Finding, lint_text


def _found(rule: str, text: str) -> list[Finding]:
    return list(lint_text(text, select=[rule]))


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("grammar/leaning-dash", "It was a salad– and a good one.", ["salad– and"]),
        ("grammar/leaning-dash", "It was a salad – and a good one.", []),
        ("grammar/leaning-dash", "Both pre- and postnatal care is free.", []),
        ("grammar/hyphen-for-dash", "It went - slowly - at first.", ["went - slowly"]),
        ("grammar/hyphen-for-dash", "Scores of 5 - 7 are normal.", []),
        ("grammar/comma-before-bracket", "It was warm, (which helped).", ["warm, (which"]),
        ("grammar/comma-before-bracket", "It was warm, (1) inside, (2) outside.", []),
        ("grammar/stop-before-bracket", "It is seen. (but rarely)", ["seen. (but"]),
        ("grammar/stop-before-bracket", "As shown by Lee et al. (in mice).", []),
        ("grammar/no-break-gap", "It eased.&nbsp; It came back.", ["eased.&nbsp; It"]),
        ("grammar/no-break-gap", "It eased.  It came back.", []),
    ],
)
def test_marks_are_reported_where_they_stand(rule: str, text: str, expected: list[str]) -> None:
    assert [each.text for each in _found(rule, text)] == expected


def test_a_habit_is_one_finding_a_document() -> None:
    text = "It went - slowly.\n\nIt came - fast.\n\nIt left - at once."
    (finding,) = _found("grammar/hyphen-for-dash", text)
    assert len(finding.related) == 2
