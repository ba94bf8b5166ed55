"""Wordings that fit the verb of a claim, filled with its own words."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.yamltext import YamlError

WORDS = """
    helping: [to, can, helps]
    owners: [the, your]
    left_out: [all, symptoms of]
    clause_words: [how, you]
"""


@pytest.fixture
def desk(lab: Lab) -> Lab:
    """A rule that finds a claim, and two signals that reword it."""
    lab.write(lab.shipped / "language" / "en" / "rewordings.yml", WORDS)
    lab.signal(
        "eases",
        """
        claim: benefit
        pairs:
          - {verb: [ease~, cure~, lift~], object: [pain, colds, mood, disease], within: 7 words}
        """,
    )
    lab.signal("cures", "words: [cure~]\nrewordings: ['may help some people with {object}']")
    lab.signal(
        "softens",
        "words: [ease~]\nrewordings: ['{was|were} followed by less {object}', 'acted on {thing}']",
    )
    lab.rule("find: {claim: benefit}\nrewordings: [cures, softens]")
    return lab


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("Tea cures colds.", ["may help some people with colds"]),
        ("Tea eases pain.", ["was followed by less pain", "acted on pain"]),
        ("Teas ease pain.", ["were followed by less pain", "acted on pain"]),
        ("Tea can ease pain.", ["acted on pain"]),
        ("Tea helps ease pain.", ["was followed by less pain", "acted on pain"]),
        (
            "Tea eases your lower back pain.",
            ["was followed by less lower back pain", "acted on the lower back pain"],
        ),
        ("Teas ease all symptoms of colds.", ["were followed by less colds", "acted on colds"]),
        ("Tea eases Crohn’s\ndisease.", ["was followed by less Crohn’s disease",
                                          "acted on Crohn’s disease"]),
        ("Tea lifts your mood.", []),
        ("Tea eases how you feel in pain.", []),
        ("Tea eases, as they say, pain.", []),
        ("Tea eases one two three four five six pain.", []),
    ],
)  # fmt: skip
def test_the_verb_chooses_and_the_words_fill(desk: Lab, text: str, wordings: list[str]) -> None:
    (finding,) = desk.lint(text)
    assert list(finding.rewordings) == wordings
    assert not finding.fixes


def test_the_claim_and_not_the_words_beside_it_gives_the_object(desk: Lab) -> None:
    desk.rule("find: {claim: benefit, near: {words: [they say]}}\nrewordings: [cures]")
    (finding,) = desk.lint("Tea cures colds, or so they say.")
    assert finding.rewordings == ("may help some people with colds",)


def test_what_a_text_lacks_is_not_reworded(desk: Lab) -> None:
    desk.rule(
        "find: {missing: {words: [doctor], within: document}}\n"
        "when: [{claim: benefit}]\nrewordings: [cures]"
    )
    (finding,) = desk.lint("Tea cures colds.")
    assert finding.rewordings == ()


def test_a_pack_may_name_the_signals_for_all_its_rules(desk: Lab) -> None:
    desk.rule("find: {claim: benefit}")
    desk.write(desk.house / "house" / "_pack.yml", "rewordings: [cures]")
    (finding,) = desk.lint("Tea cures colds.")
    assert finding.rewordings == ("may help some people with colds",)


def test_a_signal_that_does_not_exist_is_named(desk: Lab) -> None:
    desk.rule("find: {claim: benefit}\nrewordings: [curse]")
    with pytest.raises(YamlError, match=r"there is no signal “curse”.*cures"):
        desk.lint("Tea cures colds.")
