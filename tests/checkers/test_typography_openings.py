"""Commas behind the opening of a sentence, and behind its subject."""

import pytest

from linter import lint_text


def found(text: str, rule: str) -> list[str]:
    return [finding.text for finding in lint_text(text, filename="a.txt", select=[rule])]


@pytest.mark.parametrize(
    "sentence",
    [
        "In the cold months of winter they slept badly.",
        "After a week in the new ward he slept well, and he ate.",
        "When the first dose has worn off the patient may feel sick.",
    ],
)
def test_a_long_opening_wants_a_comma(sentence: str) -> None:
    assert found(sentence, "grammar/introductory-phrase")


@pytest.mark.parametrize(
    "sentence",
    [
        "In the cold months of winter, they slept badly.",
        "In the cold months we had last year, nobody slept.",
        "In winter they slept badly.",
        "With the help of the nurse and the doctor they slept.",
        "For the patients that came late he had no time.",
    ],
)
def test_where_a_word_may_belong_to_the_opening_nothing_is_said(sentence: str) -> None:
    assert not found(sentence, "grammar/introductory-phrase")


def test_the_comma_is_added_and_the_other_one_taken_away() -> None:
    [opening] = lint_text(
        "In the early hours of dawn he slept.",
        filename="a.txt",
        select=["grammar/introductory-phrase"],
    )
    [edit] = opening.fixes[0].edits
    assert (edit.span.start, edit.text) == (26, ",")
    [subject] = lint_text(
        "Children with a high fever, should drink.",
        filename="a.txt",
        select=["grammar/comma-behind-subject"],
    )
    [edit] = subject.fixes[0].edits
    assert (edit.span.start, edit.text) == (26, "")


def test_an_aside_behind_the_subject_is_left_alone() -> None:
    rule = "grammar/comma-behind-subject"
    assert not found("Children with a high fever, is my advice, should drink.", rule)
    assert not found("Children who drink, a lot or a little, are well.", rule)
