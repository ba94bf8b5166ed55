"""One finding per problem, and fingerprints that survive edits elsewhere."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from rule_lab import Lab

from linter.findings import Finding, Fix, Severity
from linter.merging import merge
from linter.spans import Edit, Span

SENTENCE = "x" * 40


def finding(
    rule: str, category: str = "typo", span: tuple[int, int] = (0, 3), *, scope: int = 0,
    severity: Severity = Severity.WARNING, fix: str = "",
) -> Finding:  # fmt: skip
    place = Span(*span)
    return Finding(
        rule=rule,
        category=category,
        severity=severity,
        span=place,
        message="m",
        text="abc",
        scope=Span(scope, scope + 40),
        sentence=SENTENCE,
        fixes=(Fix("f", (Edit(place, fix),)),) if fix else (),
    )


def test_the_same_place_and_kind_is_one_problem() -> None:
    (one,) = merge([finding("b/x"), finding("a/y"), finding("c/z")])
    assert (one.rule, one.also) == ("a/y", ("b/x", "c/z"))


@pytest.mark.parametrize("category", ["grammar", "spacing"])
def test_surface_mistakes_at_one_place_are_one_problem(category: str) -> None:
    (one,) = merge([finding("a/x"), finding("b/y", category)])
    assert one.also == ("b/y",)


@pytest.mark.parametrize("category", ["style", "claim", "structure"])
def test_other_kinds_at_one_place_are_other_problems(category: str) -> None:
    assert len(merge([finding("a/x"), finding("b/y", category)])) == 2


def test_another_place_is_another_problem() -> None:
    assert len(merge([finding("a/x"), finding("a/x", span=(0, 4))])) == 2


def test_the_gravest_finding_speaks_and_a_fix_is_kept() -> None:
    findings = [finding("a/x", fix="fixed"), finding("b/y", severity=Severity.ERROR)]
    (one,) = merge(findings)
    assert (one.rule, one.severity, one.also) == ("b/y", Severity.ERROR, ("a/x",))
    assert one.fixes[0].edits[0].text == "fixed"


def test_the_same_rule_twice_is_no_other_rule() -> None:
    (one,) = merge([finding("a/x"), finding("a/x")])
    assert one.also == ()


def test_a_sentence_has_one_claim_and_one_missing_citation_that_name_each_other() -> None:
    first, second = merge(
        [
            finding("claims/a", "claim", (0, 5)),
            finding("claims/b", "claim", (9, 20), severity=Severity.ERROR),
            finding("citations/a", "citation", (4, 8)),
            finding("citations/b", "citation", (10, 12)),
        ]
    )
    assert (first.rule, first.also) == ("citations/a", ("citations/b",))
    assert (second.rule, second.also) == ("claims/b", ("claims/a",))
    assert first.related == (Span(10, 12), Span(9, 20))
    assert second.related == (Span(0, 5), Span(4, 8))


def test_claims_of_two_sentences_stay_apart() -> None:
    claims = [finding("a/x", "claim"), finding("a/x", "claim", (50, 53), scope=50)]
    assert [each.related for each in merge(claims)] == [(), ()]


def test_the_order_is_that_of_the_text_whatever_came_first() -> None:
    findings = [finding(f"a/{n}", span=(n % 7, n % 7 + 2 + n % 3)) for n in range(30)]
    expected = merge(findings)
    assert [each.span for each in expected] == sorted(each.span for each in expected)
    for seed in range(5):
        shuffled = list(findings)
        random.Random(seed).shuffle(shuffled)
        assert merge(shuffled) == expected


def test_equal_findings_have_different_fingerprints() -> None:
    first, second = merge([finding("a/x"), finding("a/x", span=(9, 12))])
    assert first.fingerprint != second.fingerprint
    assert merge([replace(first, fingerprint="")])[0].fingerprint == first.fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        "It cures\nall of them. It is big.",
        "New first words.\n\nIt cures all of them. It is big.",
        "It is big. It cures all of them.",
        "# Title\n\n> It   cures all of them.\n\nIt is big.",
    ],
)
def test_moving_and_wrapping_keep_a_fingerprint(lab: Lab, changed: str) -> None:
    lab.rule("find: cures")
    (before,) = lab.lint("It cures all of them. It is big.")
    (after,) = lab.lint(changed)
    assert after.fingerprint == before.fingerprint


def test_changing_the_sentence_changes_a_fingerprint(lab: Lab) -> None:
    lab.rule("find: cures")
    (before,) = lab.lint("It cures all of them. It is big.")
    (after,) = lab.lint("It cures all of us. It is big.")
    assert after.fingerprint != before.fingerprint


def test_what_a_text_lacks_as_a_whole_stands_beside_the_claim_it_points_at() -> None:
    claim = finding("claims/unsupported-efficacy", "claim")
    lacks = replace(claim, rule="claims/no-harms", scope_name="whole-text", severity=Severity.INFO)
    assert {each.rule for each in merge([claim, lacks])} == {claim.rule, lacks.rule}
