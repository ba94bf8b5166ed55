"""The test of rules by their own examples finds what is wrong with them."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.selftest import Failure, check_rules, check_signals, slow_expressions, unmark
from linter.spans import Span


@pytest.mark.parametrize(
    ("text", "plain", "spans"),
    [
        ("a [[b]] c", "a b c", [(2, 3)]),
        ("[[a]][[b c]]", "ab c", [(0, 1), (1, 4)]),
        ("none", "none", []),
        ("a \\[[b\\]] [[c]]", "a [[b]] c", [(8, 9)]),
        ("[[a\nb]]", "a\nb", [(0, 3)]),
        ("[link](x) [1]", "[link](x) [1]", []),
    ],
)
def test_marks_are_taken_out(text: str, plain: str, spans: list[tuple[int, int]]) -> None:
    assert unmark(text) == (plain, tuple(Span(*each) for each in spans))


def failures(lab: Lab) -> list[Failure]:
    return list(check_rules(lab.session, lab.config))


def test_a_rule_whose_examples_hold_is_right(lab: Lab) -> None:
    lab.rule(
        """
        swap: {thearpy: therapy}
        examples:
          bad:
            - "A [[thearpy]] and [[thearpy]]."
            - {text: "<p>A [[thearpy]]</p>", fixed: "<p>A therapy</p>", format: html}
          good: ["A therapy.", "Thearpys."]
        """
    )
    assert failures(lab) == []


@pytest.mark.parametrize(
    ("bad", "good", "says"),
    [
        ('["A [[thearpy]]."]', '["A.", "B."]', "at least 2 `bad`"),
        ('["A [[thearpy]].", "[[thearpy]]"]', "[]", "at least 2 `good`"),
        ('["A thearpy.", "[[thearpy]]"]', '["A.", "B."]', "marks nothing"),
        ('["[[A thearpy]].", "[[thearpy]]"]', '["A.", "B."]', "find “A thearpy”; finds “thearpy”"),
        ('["A [[therapy]].", "[[thearpy]]"]', '["A.", "B."]', "finds nothing"),
        ('["[[thearpy]] thearpy.", "[[thearpy]]"]', '["A.", "B."]', "finds “thearpy”, “thearpy”"),
        ('["A [[thearpy]].", "[[thearpy]]"]', '["A thearpy.", "B."]', "should find nothing"),
        ('["A [[thearpy]].", "[[thearpy]]"]', '["A [[x]].", "B."]', "good example marks"),
        ('[{text: "[[thearpy]]", fixed: "theropy"}, "A [[thearpy]]"]', '["A.", "B."]',
         "the fix gives “therapy”, not “theropy”"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_examples_is_told(lab: Lab, bad: str, good: str, says: str) -> None:
    lab.rule("swap: {thearpy: therapy}", examples=f"{{bad: {bad}, good: {good}}}")
    (failure,) = failures(lab)
    assert says in failure.message
    assert failure.rule == "house/rule"
    assert failure.file.endswith("rule.yml")
    assert failure.line >= 1


def test_todo_examples_must_still_fail(lab: Lab) -> None:
    lab.rule(
        """
        find: cure
        examples:
          bad: ["[[cure]]", "a [[cure]]"]
          good: ["secure", "curé"]
          todo-bad: ["the [[heal]]", "the [[cure]]"]
          todo-good: ["a cure", "a heal"]
        """
    )
    messages = [each.message for each in failures(lab)]
    assert len(messages) == 2
    assert "todo-bad example works now" in messages[0]
    assert "todo-good example works now" in messages[1]


def test_a_preview_rule_is_tested_and_others_do_not_disturb(lab: Lab) -> None:
    examples = '{bad: ["[[cure]]", "the [[cure]]"], good: ["a", "b"]}'
    lab.rule("find: cure\nstatus: preview\ncategory: claim", examples=examples)
    lab.rule("find: the cure\nseverity: error", id="house/other", category="claim",
             examples='{bad: ["[[the cure]]", "So [[the cure]]"], good: ["a", "b"]}')  # fmt: skip
    assert failures(lab) == []


def test_manual_fixes_are_tried_too(lab: Lab) -> None:
    lab.rule(
        "swap: {thearpy: therapy}\nsafety: manual",
        examples='{bad: [{text: "[[thearpy]]", fixed: therapy}, "a [[thearpy]]"], good: [a, b]}',
    )
    assert failures(lab) == []


def test_signals_are_tested(lab: Lab) -> None:
    lab.write(
        lab.house / "signals" / "sig.yml",
        'signal: sig\nwhat: w\nwords: [cure~]\nexamples:\n  marks: ["It [[cures]].", "It cured."]\n'
        '  leaves: ["A curé.", "We cure."]\n',
    )
    lab.signal("few", "[a]")
    told = [(each.rule, each.line, each.message) for each in check_signals(lab.ruleset)]
    assert [each[:2] for each in told] == [("few", 1), ("sig", 5), ("sig", 6)]
    assert "at least 2" in told[0][2]
    assert told[1][2] == "marks “cured” in: It cured."
    assert told[2][2] == "marks “cure” in: We cure."


def test_slow_expressions_are_named(lab: Lab) -> None:
    lab.rule("find: [cure, <word>, '<capital> <word>', the cure]")
    assert list(slow_expressions(lab.ruleset)) == ["<word>", "<capital> <word>"]
