"""Whether a condition holds at a place, and what makes it hold."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.reading.scopes import View
from linter.reading.search import Found, holds, occurrences, speaks_of_sense
from linter.ruleset.model import Condition
from linter.spans import Span


def condition(lab: Lab, text: str) -> Condition:
    """The condition as rules have it, compiled."""
    lab.rule(f"find: x\nunless: [{text}]")
    return lab.ruleset.rule("house/rule").unless[0]


def subject(view: View, word: str) -> Found:
    start = view.document.prose.index(word)
    return Found(view.document.block_at(start), Span(start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{words: [so, or so]}", "or so"),
        ("{signal: sig}", "or"),
        ("{citation: any}", "[1]"),
        ("{missing: {words: never}}", "X"),
        ("{all: [{words: or}, {citation: any}]}", "or"),
        ("{words: never}", None),
        ("{missing: {words: so}}", None),
        ("{all: [{words: or}, {words: never}]}", None),
        ("{words: so, near: {words: or}, within: 2 words}", "so"),
        ("{words: so, near: {words: is}, within: 2 words}", None),
        ("{words: end, within: document}", "end"),
        ("{words: end, within: paragraph}", None),
    ],
)
def test_what_makes_a_condition_hold(lab: Lab, text: str, expected: str | None) -> None:
    lab.signal("sig", "[or]")
    made = condition(lab, text)
    view = lab.view("It is X or so [1]. Or else.\n\nThe end.")
    found = holds(view, made, subject(view, "X"))
    prose = view.document.prose
    assert (found and prose[found.span.start : found.span.end]) == expected


def test_the_subject_itself_counts_only_where_that_is_asked_for(lab: Lab) -> None:
    for scope in ("sentence", "document"):
        made = condition(lab, f"{{words: so, within: {scope}}}")
        view = lab.view("It is so.")
        assert holds(view, made, subject(view, "is so")) is None
        assert holds(view, made, subject(view, "is so"), itself=True)
        assert holds(view, made, subject(view, "It"))


def test_what_was_found_in_the_whole_document_is_not_mixed_up(lab: Lab) -> None:
    lab.rule("find: x\nwhen: [{words: alpha}]", id="house/a")
    lab.rule("find: x\nwhen: [{words: beta}]", id="house/b")
    lab.rule("find: x\nwhen: [{words: gamma}]", id="house/c")
    found = [each.rule for each in lab.lint("x x.\n\nx beta.\n\nx x.")]
    assert found == ["house/b"] * 5


def test_occurrences_are_everything_a_condition_names(lab: Lab) -> None:
    lab.signal("sig", "claim: cure\nwords: [or]")
    made = condition(lab, "{words: so, signal: sig, claim: any, citation: any}")
    view = lab.view("So or [1].")
    assert [(each.span.start, each.signal) for each in occurrences(view, made, 0)] == [
        (0, ""),
        (3, "sig"),
        (3, "sig"),
        (6, ""),
    ]


@pytest.mark.parametrize("text", ["mood: question", "polarity: negative", "evidence: trial"])
def test_some_conditions_speak_of_the_sense(lab: Lab, text: str) -> None:
    assert speaks_of_sense(condition(lab, f"{{{text}}}"))
    assert not speaks_of_sense(condition(lab, "{words: a, within: clause}"))
