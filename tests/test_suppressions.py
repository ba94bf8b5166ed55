"""Comments that accept findings: how far they reach, what they name, and what is said of them."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.findings import Finding, State

ABOUT = ("malformed", "unknown", "unused")


@pytest.fixture
def shop(lab: Lab) -> Lab:
    """Rules that find “one” and “two”, and those about the comments themselves."""
    lab.rule("find: one\nrenamed-from: [old/first]", id="house/one")
    lab.rule("find: two", id="house/two")
    lab.rule("find: three", id="other/three")
    for name in ABOUT:
        lab.rule(
            f"id: medlint/{name}-suppression\ncheck: suppressions\ncategory: medlint\n"
            "message: '{name}|{match}'"
        )
    return lab


def states(findings: list[Finding]) -> list[str]:
    """The open findings as words, the accepted ones in brackets."""
    return [
        f"({each.text})" if each.state is State.SUPPRESSED else each.text
        for each in findings
        if each.category != "medlint"
    ]


def about(findings: list[Finding]) -> list[tuple[str, str]]:
    """What is said of comments: which rule, and its message."""
    return [
        (each.rule.removeprefix("medlint/").removesuffix("-suppression"), each.message)
        for each in findings
        if each.category == "medlint"
    ]


NEXT = "<!-- medlint-disable-next house/one -->"
ON, OFF = "<!-- medlint-disable house/one -->", "<!-- medlint-enable house/one -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{NEXT}\n\nOne. One.\n\nOne.", ["(One)", "(One)", "One"]),
        (f"One.\n\n{NEXT}\nOne.\n\nOne.", ["One", "(One)", "One"]),
        (f"One.\n\n{NEXT}\n\n# One\n\nOne.", ["One", "(One)", "One"]),
        (f"{NEXT}\n\n- One.\n- One.\n", ["(One)", "One"]),
        (f"- One.\n\n  {NEXT}\n- One.\n- One.\n", ["One", "(One)", "One"]),
        (f"- {NEXT} One.\n- One.\n", ["(One)", "One"]),
        (f"One {NEXT} one.\n\nOne.", ["(One)", "(one)", "One"]),
        (f"{NEXT}\n\n> One.\n\nOne.", ["(One)", "One"]),
        (f"{NEXT}\n\nOne two.", ["(One)", "two"]),
        (f"{NEXT}\n{NEXT.replace('one', 'two')}\n\nOne two.", ["(One)", "(two)"]),
        (f"{NEXT.replace('one', 'one, house/two')}\n\nOne two.", ["(One)", "(two)"]),
        (f"{NEXT.replace('one', 'one house/two')}\n\nOne two.", ["(One)", "(two)"]),
        (f"{NEXT.replace('/one', '')}\n\nOne two three.", ["(One)", "(two)", "three"]),
        (f"{NEXT.replace('house/one', 'old/first')}\n\nOne.", ["(One)"]),
        ("<!-- medlint-disable house -->\n\nOne.\n\nTwo.", ["(One)", "(Two)"]),
        (f"One.\n\n{ON}\n\nOne.\n\n{OFF}\n\nOne.", ["One", "(One)", "One"]),
        (f"{ON.replace('one', 'one house/two')}\n\nOne two.\n\n{OFF}\n\nOne two.",
         ["(One)", "(two)", "One", "(two)"]),
        ("One.\n\n<!-- medlint-disable-file house/one -->\n\nTwo one.", ["(One)", "Two", "(one)"]),
    ],
)  # fmt: skip
def test_a_comment_in_markdown_reaches_so_far(shop: Lab, text: str, expected: list[str]) -> None:
    findings = shop.lint(text)
    assert states(findings) == expected
    assert about(findings) == []


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (f"<h1>One</h1>{NEXT}<p>One</p><p>One</p>", "a.html", ["One", "(One)", "One"]),
        (f"<ul>{NEXT}<li>One</li><li>One</li></ul>", "a.html", ["(One)", "One"]),
        ("<!-- medlint-disable-file house --><p>One two</p>", "a.html", ["(One)", "(two)"]),
        ("One.\n\n[medlint-disable-next house/one]\n\nOne.\n\nOne.", "a.txt",
         ["One", "(One)", "One"]),
        ("One.\n\n[medlint-disable house: so]\n\nOne.\n\n[medlint-enable house]\n\nOne.", "a.txt",
         ["One", "(One)", "One"]),
        ("One.\n\n[medlint-disable-file house/one]", "a.txt", ["(One)"]),
    ],
)  # fmt: skip
def test_each_format_carries_comments(shop: Lab, text: str, name: str, expected: list[str]) -> None:
    findings = shop.lint(text, name)
    assert states(findings) == expected
    assert about(findings) == []


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("", None),
        (":", None),
        (": asked for by the author", "asked for by the author"),
        (" : see: mail,\n  May 3 ", "see: mail,\n  May 3"),
    ],
)
def test_the_reason_is_kept(shop: Lab, end: str, reason: str | None) -> None:
    (finding,) = shop.lint(f"<!-- medlint-disable-next house/one{end} -->\n\nOne.")
    assert (finding.state, finding.reason) == (State.SUPPRESSED, reason)


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("medlint-disable-next house/two", [("unused", "house/two")]),
        ("medlint-disable-next house/one, house/two", [("unused", "house/two")]),
        ("medlint-disable house/two", [("unused", "house/two")]),
        ("medlint-disable-file two", [("unknown", "two")]),
        ("medlint-disable-next house/on", [("unknown", "house/on")]),
        ("medlint-disable-next", [("malformed", "")]),
        ("medlint-disable-next: because", [("malformed", "")]),
        ("medlint-disable-nxt house/one", [("malformed", "")]),
        ("medlint disable house/one", [("malformed", "")]),
        ("medlint-disable-next house/one because I say so!", None),
        ("medlint-ignore house/one", [("malformed", "")]),
        ("MEDLINT-DISABLE house/one", [("malformed", "")]),
        ("medlintish", []),
        ("see medlint-disable-next", []),
        ("a comment", []),
    ],
)
def test_a_comment_that_does_nothing_is_reported(
    shop: Lab, comment: str, said: list[tuple[str, str]] | None
) -> None:
    text = f"<!-- {comment} -->\n\nOne.\n"
    findings = shop.lint(text)
    reported = [(rule, message.partition("|")[0]) for rule, message in about(findings)]
    if said is None:
        assert reported
    else:
        assert reported == said
    for finding in findings:
        assert text[finding.span.start : finding.span.end] == finding.text
        if finding.category == "medlint":
            assert (finding.text, finding.line) == (f"<!-- {comment} -->", 1)


def test_an_enable_that_closes_nothing_changes_nothing(shop: Lab) -> None:
    assert states(shop.lint("<!-- medlint-enable house/one -->\n\nOne.")) == ["One"]


def test_a_rule_that_did_not_run_is_not_called_unused(shop: Lab) -> None:
    text = "<!-- medlint-disable-next house/two -->\n\nOne.\n"
    shop.select("house/one", "medlint")
    assert about(shop.lint(text)) == []
    shop.select("house/two", "medlint")
    assert [rule for rule, _ in about(shop.lint(text))] == ["unused"]


def test_a_pack_of_which_only_some_rules_ran_is_not_called_unused(shop: Lab) -> None:
    shop.select("house/two", "medlint")
    assert about(shop.lint("<!-- medlint-disable-next house -->\n\nOne.\n")) == []


def test_what_is_switched_off_is_not_reported_and_still_works(shop: Lab) -> None:
    shop.select("house")
    text = "<!-- medlint-disable-next house/one, zzz -->\n\nOne.\n\n<!-- medlint-disable -->\n"
    assert [(each.text, each.state) for each in shop.lint(text)] == [("One", State.SUPPRESSED)]


def test_a_rule_that_found_the_same_is_accepted_too(shop: Lab) -> None:
    shop.rule("find: one\ncategory: typo", id="aaa/one")
    shop.rule("find: one\ncategory: typo", id="house/one")
    (finding,) = shop.lint(f"{NEXT}\n\nOne.")
    assert (finding.rule, finding.state) == ("aaa/one", State.SUPPRESSED)


def test_nothing_is_dropped_and_positions_stay(shop: Lab) -> None:
    text = "One two.\n\n{}\n\nOne two three one.\n"
    plain = shop.lint(text.format("<!-- nothing -->"))
    accepted = shop.lint(text.format("<!-- medlint-disable-next house -->"))
    assert [each.text for each in accepted] == [each.text for each in plain]
    assert [each.line for each in accepted] == [each.line for each in plain]
    assert [each.fingerprint for each in accepted] == [each.fingerprint for each in plain]


def test_findings_about_comments_can_be_told_apart_too(shop: Lab) -> None:
    findings = shop.lint("<!-- medlint-disable-next no/such -->\n\nOne.")
    assert about(findings)
    assert all(finding.fingerprint for finding in findings)
    assert len({finding.fingerprint for finding in findings}) == len(findings)
