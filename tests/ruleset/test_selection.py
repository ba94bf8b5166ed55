"""Which rules run and how severe they are: configuration first, then the command line."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.config import Config, ConfigError, load
from linter.ruleset.model import Rule
from linter.ruleset.selection import Choice, active_rules, matching_ids

NO_CHOICE = Choice()
RULES = ("claims/cure", "claims/safe", "style/old", "style/draft")


@pytest.fixture
def shop(lab: Lab) -> Lab:
    for name in RULES:
        lab.rule("find: cure", id=name)
    lab.rule("find: cure\nstatus: preview", id="style/draft")
    lab.rule("find: cure\nstatus: optional", id="style/asked-for")
    lab.rule("find: cure\nrenamed-from: [style/older]", id="style/old")
    return lab


def configured(lab: Lab, rules: str) -> Config:
    path = lab.write(lab.folder / "medlint.yml", f"extends: []\nrules: {rules}\n")
    return load(path)


def active(lab: Lab, rules: str = "{}", choice: Choice = NO_CHOICE) -> dict[str, str]:
    chosen = active_rules(lab.ruleset, configured(lab, rules), choice)
    return {rule.id: str(rule.severity) for rule in chosen}


def test_all_but_preview_and_optional_rules_run(shop: Lab) -> None:
    assert list(active(shop)) == ["claims/cure", "claims/safe", "style/old"]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{claims: off}", ["style/old"]),
        ("{claims/cure: off}", ["claims/safe", "style/old"]),
        ("{claims: off, claims/cure: error}", ["claims/cure", "style/old"]),
        ("{claims/cure: error, claims: off}", ["style/old"]),
        ('{"claims/*": off}', ["style/old"]),
        ('{"*": off, style/draft: info}', ["style/draft"]),
        ("{style/draft: default}", ["claims/cure", "claims/safe", "style/draft", "style/old"]),
        ("{style/older: off}", ["claims/cure", "claims/safe"]),
    ],
)
def test_the_configuration_switches_ids_packs_globs_and_earlier_ids(
    shop: Lab, rules: str, expected: list[str]
) -> None:
    assert list(active(shop, rules)) == expected


def test_a_level_sets_the_severity(shop: Lab) -> None:
    levels = active(shop, "{claims: error, claims/safe: info, style/old: default}")
    assert levels == {"claims/cure": "error", "claims/safe": "info", "style/old": "warning"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (("claims",), (), ["claims/cure", "claims/safe"]),
        (("style/draft",), (), ["style/draft"]),
        (("style/older",), (), ["style/old"]),
        (("*/c*", "style/old"), (), ["claims/cure", "style/old"]),
        ((), ("claims/cure",), ["claims/safe"]),
        (("claims",), ("claims/cure",), ["claims/safe"]),
        (("claims/cure",), ("claims",), []),
    ],
)
def test_the_command_line_has_the_last_word(
    shop: Lab, select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]
) -> None:
    assert list(active(shop, "{style/old: off}", Choice(select, ignore))) == expected


def test_a_selected_rule_keeps_the_severity_that_is_configured(shop: Lab) -> None:
    assert active(shop, "{claims/cure: error}", Choice(("claims/cure",))) == {
        "claims/cure": "error"
    }


@pytest.mark.parametrize(
    ("name", "says"), [("claims/cur", "claims/cure"), ("claim", "claims"), ("zzz", "rules list")]
)
def test_a_name_that_is_none_is_refused_with_the_nearest(shop: Lab, name: str, says: str) -> None:
    for choice in (Choice((name,)), Choice((), (name,))):
        with pytest.raises(ConfigError) as caught:
            active(shop, choice=choice)
        assert f"“{name}”" in str(caught.value)
        assert says in str(caught.value)
    with pytest.raises(ConfigError, match=r"medlint\.yml:2"):
        active(shop, f"{{{name}: off}}")


def test_options_are_set_for_the_rules_that_have_them(lab: Lab) -> None:
    lab.rule("check: typography\noptions: {find: doubled-words, allow: [had]}", id="style/double")
    lab.rule("find: cure", id="style/cure")

    def options(rules: str) -> dict[str, str]:
        made: tuple[Rule, ...] = active_rules(lab.ruleset, configured(lab, rules))
        return next(dict(rule.options) for rule in made if rule.id == "style/double")

    assert options("{}") == {"find": "doubled-words", "allow": "had"}
    assert options("{style/double: {allow: [that, is]}}")["allow"] == "that\nis"
    with pytest.raises(ConfigError, match="no option “nonsense”"):
        options("{style/double: {nonsense: 3}}")


def test_the_ids_that_names_stand_for(shop: Lab) -> None:
    assert matching_ids(shop.ruleset, ["claims", "style/older"], "here") == {
        "claims/cure",
        "claims/safe",
        "style/old",
    }
    with pytest.raises(ConfigError, match=r"^here: "):
        matching_ids(shop.ruleset, ["none"], "here")
