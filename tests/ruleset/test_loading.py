"""Rule and signal files: what is read, and what is refused with its place and advice."""

from __future__ import annotations

import re

import pytest
from rule_lab import Lab

from linter.findings import Safety, Severity
from linter.ruleset.model import Condition, Rule, Signal
from linter.yamltext import YamlError

COMPLETE = """
id: house/rule
message: "“{match}”"
severity: error
category: claim
why: It is a test.
find: cure
examples:
  bad: ["[[Cure]] it."]
  good: ["Secure it."]
"""


def rule(lab: Lab, text: str, **keys: str) -> Rule:
    lab.rule(text, **keys)
    return lab.ruleset.rule(keys.get("id", "house/rule"))


def signal(lab: Lab, name: str, text: str) -> Signal:
    lab.signal(name, text)
    return lab.ruleset.signal(name)


def refusal(lab: Lab) -> str:
    """The error that reading the rules ends with."""
    with pytest.raises(YamlError) as caught:
        _ = lab.ruleset
    return str(caught.value)


def refused(lab: Lab, text: str, name: str = "house/rule.yml") -> str:
    """The error that a whole rule file ends with."""
    lab.write(lab.house / name, text)
    return refusal(lab)


# --- what is read ----------------------------------------------------------------------------


def test_a_rule_is_what_its_file_says(lab: Lab) -> None:
    lab.write(lab.house / "house" / "rule.yml", COMPLETE)
    made = lab.ruleset.rule("house/rule")
    assert (made.severity, made.category, made.pack) == (Severity.ERROR, "claim", "house")
    assert made.find == (Condition(words=("cure",), list_id=0),)
    assert [each.text for each in made.examples.bad] == ["[[Cure]] it."]
    assert (made.safety, made.exact, made.status) == (Safety.UNSAFE, False, "stable")
    assert made.file.endswith("house/rule.yml")
    assert made.line == 1


def test_texts_of_yaml_stay_texts(lab: Lab) -> None:
    made = rule(lab, "find: [no, off, 3.10, null, 2024-01-01]")
    assert made.find[0].words == ("no", "off", "3.10", "null", "2024-01-01")


def test_a_pack_gives_what_its_rules_do_not_say(lab: Lab) -> None:
    lab.write(lab.house / "house" / "_pack.yml", "severity: info\ncategory: claim\nsource: A book")
    lab.write(
        lab.house / "house" / "a.yml", "id: house/a\nmessage: m\nwhy: w\nexamples: {}\nfind: a"
    )
    lab.rule("find: b", id="house/b", severity="error", category="style")
    first, second = lab.ruleset.rule("house/a"), lab.ruleset.rule("house/b")
    assert (first.severity, first.category, first.source) == (Severity.INFO, "claim", "A book")
    assert (second.severity, second.category) == (Severity.ERROR, "style")


def test_expressions_and_conditions_may_stand_in_one_list(lab: Lab) -> None:
    lab.signal("sig", "[x]")
    made = rule(lab, "find:\n  - a\n  - {signal: sig}\n  - b")
    assert made.find[0].words == ("a", "b")
    assert made.find[1].signals == ("sig",)


def test_swap_stands_for_find_and_replace(lab: Lab) -> None:
    made = rule(lab, 'swap: {thearpy: therapy, "a lot": "", no: yes}')
    assert made.find[0].words == ("thearpy", "a lot", "no")
    assert made.replacements == ("therapy", "", "yes")


def test_examples_know_their_format_fix_and_line(lab: Lab) -> None:
    lab.write(
        lab.house / "house" / "rule.yml",
        COMPLETE.replace('["Secure it."]', '\n    - {text: "A", format: html, fixed: "B"}'),
    )
    (example,) = lab.ruleset.rule("house/rule").examples.good
    assert (example.text, example.format, example.fixed) == ("A", "html", "B")
    assert example.line == 10


def test_a_signal_is_what_its_file_says(lab: Lab) -> None:
    lab.signal("bad-outcome", "[pain]")
    made = signal(
        lab,
        "benefit",
        """
        claim: benefit
        words: [cure~]
        pairs: [{verb: [ease~], object: {signal: bad-outcome}, within: 5 words, order: any}]
        not: [cure-all, {signal: bad-outcome}]
        """,
    )
    assert (made.claim, made.words, made.exclude) == ("benefit", ("cure~",), ("cure-all",))
    assert made.exclude_signals == ("bad-outcome",)
    (pair,) = made.pairs
    assert (pair.verb, pair.object_signals, pair.words, pair.any_order) == (
        ("ease~",),
        ("bad-outcome",),
        5,
        True,
    )


def test_a_rule_of_a_later_folder_replaces_one_of_the_same_id(lab: Lab) -> None:
    lab.write(lab.shipped / "house" / "rule.yml", COMPLETE)
    lab.write(lab.shipped / "house" / "other.yml", COMPLETE.replace("house/rule", "house/other"))
    lab.rule("find: heal", severity="info")
    assert lab.ruleset.rule("house/rule").find[0].words == ("heal",)
    assert [each.id for each in lab.ruleset.rules()] == ["house/other", "house/rule"]
    assert lab.found("We cure and heal.") == ["cure", "heal"]


def test_a_signal_of_a_later_folder_replaces_one_of_the_same_name(lab: Lab) -> None:
    lab.write(
        lab.shipped / "signals" / "sig.yml",
        "signal: sig\nwhat: w\nwords: [cure]\nexamples: {}",
    )
    lab.rule("find: {signal: sig}")
    assert lab.found("We cure and heal.") == ["cure"]
    lab.signal("sig", "[heal]")
    assert lab.found("We cure and heal.") == ["heal"]


@pytest.mark.parametrize(
    "name",
    ["signals/x.txt", "language/x.yml", "presets/x.yml", "_drafts/x.yml", ".git/x.yml",
     "house/_notes.yml", "_notes.yml", "house/notes.md"],
)  # fmt: skip
def test_files_that_are_no_rules_are_passed_over(lab: Lab, name: str) -> None:
    lab.rule("find: cure")
    lab.write(lab.house / name, "this: is no rule\n")
    assert [each.id for each in lab.ruleset.rules()] == ["house/rule"]


def test_a_rule_may_stand_at_the_top_of_a_rule_folder(lab: Lab) -> None:
    lab.write(lab.house / "rule.yml", COMPLETE)
    assert [each.id for each in lab.ruleset.rules()] == ["house/rule"]


# --- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("severity: error", "severty: error", 3, "Did you mean “severity”?"),
        ("severity: error", "severity: eror", 3, "Did you mean “error”?"),
        ("category: claim", "category: clam", 4, "Did you mean “claim”?"),
        ("find: cure", "find: {sgnal: x}", 6, "Did you mean “signal”?"),
        ("find: cure", "find: {}", 6, "condition is empty"),
        ("find: cure", "find: {words: a, within: sentense}", 6, "“sentense” is no scope"),
        ("find: cure", "find: {words: a, within: 0 words}", 6, "“12 words”"),
        ("find: cure", "find: {words: a, within: many words}", 6, "“12 words”"),
        ("find: cure", "find: {claim: benefits}", 6, "benefit"),
        ("find: cure", "find: {citation: some}", 6, "named-source"),
        ("find: cure", "find: {mood: questoin}", 6, "question"),
        ("find: cure", "find: {words: a, at-least: 5}", 6, "“5 per 1000 words”"),
        ("find: cure", "find: {words: a, at-least: 5 per 0 words}", 6, "“5 per 1000 words”"),
        ("find: cure", "find: cure\nfind: heal", 7, "find"),
        ("find: cure", "find: cure\nonce: chapter", 7, "paragraph"),
        ("find: cure", "find: cure\nsafety: save", 7, "safe"),
        ("find: cure", "find: cure\ncase: exakt", 7, "exact"),
        ("find: cure", "find: cure\nstatus: beta", 7, "preview"),
        ("find: cure", "find: cure\ncheck: patern", 7, "pattern"),
        ("find: cure", "find: cure\noptions: {max: 3}", 7, "Possible: minimum-words"),
        ("find: cure", "find: cure\nswap: {a: b}", 7, "in place of"),
        ("find: cure", "find: [a, b, c]\nreplace: [x, y]", 7, "3 expressions and 2 replacements"),
        ("find: cure", "find: cure\nsections: {no: [methods]}", 7, "not"),
        ("find: cure\n", "", 1, "lacks `find:`"),
        ("message: \"“{match}”\"\n", "", 1, "lacks `message:`"),
        ("why: It is a test.\n", "", 1, "lacks `why:`"),
        ("severity: error\n", "", 1, "`severity:`"),
        ("category: claim\n", "", 1, "_pack.yml"),
        ("  bad:", "  bed:", 8, "Did you mean “bad”?"),
        ('["Secure it."]', '["[[Cure]] it."]', 9, "twice"),
        ('["Secure it."]', "[{fixed: x}]", 9, "lacks `text:`"),
        ('["Secure it."]', '[{text: x, fromat: md}]', 9, "Did you mean “format”?"),
        ("id: house/rule", "id: house/rules", 1, "must be house/rules.yml"),
        ("id: house/rule", "id: hause/rule", 1, "must be hause/rule.yml"),
        ("id: house/rule", "id: rule", 1, "“claims/cure”"),
        ("id: house/rule", "id: a/house/rule", 1, "“claims/cure”"),
        ("find: cure", "find: {signal: nowhere}", 6, "no signal “nowhere”"),
        ("find: cure", "find: 'cure{2}'", 6, "“\\{”"),
        ("find: cure", "find: [heal,\n  cure, '(a|']", 7, "(a|"),
        ("find: cure", "find: /a+/", 6, "no upper limit"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_place_and_advice(
    lab: Lab, before: str, after: str, line: int, says: str
) -> None:
    assert before in COMPLETE
    lab.signal("sig", "[x]")
    message = refused(lab, COMPLETE.replace(before, after, 1).lstrip())
    match = re.match(r"(.*?):(\d+): ", message)
    assert match, message
    assert match[1].endswith("house/rule.yml")
    assert says in message
    assert int(match[2]) == line, message


def test_what_a_check_written_in_python_lets_its_rules_set(lab: Lab) -> None:
    message = refused(lab, COMPLETE + "check: typography\noptions: {lok: x}\n")
    assert "rule.yml" in message
    assert "lok" in message


def test_two_files_cannot_have_one_id(lab: Lab) -> None:
    lab.write(lab.house / "house" / "rule.yml", COMPLETE)
    lab.write(lab.house / "rule.yml", COMPLETE)
    assert "house/rule" in refusal(lab)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("signal: sig\nwhat: w\nexamples: {}\nword: [a]", "Did you mean “words”?"),
        ("signal: sig\nwhat: w\nexamples: {}", "lacks `words:`"),
        ("signal: sig\nwords: [a]\nexamples: {}", "lacks `what:`"),
        ("signal: other\nwhat: w\nwords: [a]\nexamples: {}", "other.yml"),
        ("signal: sig\nwhat: w\nwords: ['(a']\nexamples: {}", "not closed"),
        ("signal: sig\nwhat: w\nsignals: [sgi]\nexamples: {}", "Did you mean “sig”?"),
        ("signal: sig\nwhat: w\npairs: [{verb: a}]\nexamples: {}", "needs `object:`"),
        ("signal: sig\nwhat: w\npairs: [{verb: a, object: b, within: sentence}]\nexamples: {}",
         "12 words"),
        ("signal: sig\nwhat: w\nclaim: benefits\nwords: [a]\nexamples: {}", "benefit"),
        ("signal: sig\nwhat: w\nwords: [a]\nexamples: {mark: []}", "Did you mean “marks”?"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_signal_is_refused(lab: Lab, text: str, says: str) -> None:
    lab.rule("find: cure")
    lab.write(lab.house / "signals" / "sig.yml", text)
    message = refusal(lab)
    assert re.match(r".*signals/sig\.yml:\d+: ", message)
    assert says in message
