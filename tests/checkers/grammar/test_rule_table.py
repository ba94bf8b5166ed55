"""What medlint makes of the engine's rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checkers.grammar.model import Match
from linter.checkers.grammar.tables import FILE, known_names, table_for, to_enable
from linter.config import Config, ConfigError, GrammarSettings
from linter.storage import rules_folder
from linter.yamltext import load

ONLY_MADE_WHILE_CHECKING = {"EN_ELLIPSIS", "EN"}


def config(on: tuple[str, ...] = (), off: tuple[str, ...] = ()) -> Config:
    return Config(Path(), grammar=GrammarSettings("lingotweaker", on=on, off=off))


def look(rule: str, category: str = "GRAMMAR", **switched: tuple[str, ...]) -> str | None:
    return table_for(config(**switched)).look_of(Match(0, 1, rule, category, "", ""))


def test_a_rule_belongs_where_its_category_or_itself_does() -> None:
    assert look("HE_VERB_AGR") == "grammar"
    assert look("TOT_HE", "TYPOS") == "typo"
    assert look("CONSECUTIVE_SPACES", "TYPOGRAPHY") == "spacing"
    assert look("COMMA_PERIOD_CONFUSION", "TYPOGRAPHY") == "grammar"
    assert look("MORFOLOGIK_RULE_EN_US", "TYPOS") == "spelling"


def test_noise_is_off_until_it_is_switched_on() -> None:
    assert look("LUV", "TYPOS") is None
    assert look("LUV", "TYPOS", on=("LUV",)) == "typo"
    assert look("ACCUSED_OF_A_CHARGE_CHARGED_WITH", "REDUNDANCY") is None
    assert look("ACCUSED_OF_A_CHARGE_CHARGED_WITH", "REDUNDANCY", on=("REDUNDANCY",)) == "style"
    assert (
        look(
            "ACCUSED_OF_A_CHARGE_CHARGED_WITH",
            "REDUNDANCY",
            on=("REDUNDANCY",),
            off=("ACCUSED_OF_A_CHARGE_CHARGED_WITH",),
        )
        is None
    )


def test_rules_and_categories_can_be_switched_off() -> None:
    assert look("HE_VERB_AGR", off=("HE_VERB_AGR",)) is None
    assert look("HE_VERB_AGR", off=("GRAMMAR",)) is None
    assert look("HE_VERB_AGR", off=("GRAMMAR",), on=("HE_VERB_AGR",)) == "grammar"


def test_rules_that_are_made_while_checking_belong_to_those_they_are_made_of() -> None:
    assert look("EN_COMPOUNDS_X_RAY", "MISC") is None
    assert look("EN_COMPOUNDS_LONG_LASTING", "MISC") == "grammar"
    assert look("EN_COMPOUNDS_LONG_LASTING", "MISC", off=("EN_COMPOUNDS",)) is None


def test_a_name_that_does_not_exist_is_an_error() -> None:
    for name in ("HE_VERB_AGRR", "he_verb_agr", ""):
        with pytest.raises(ConfigError, match="no rule or category"):
            table_for(config(on=(name,)))


def test_rules_that_the_engine_has_off_are_asked_for() -> None:
    assert to_enable(["EN_CONSISTENT_APOS", "HE_VERB_AGR", "REDUNDANCY"]) == ("EN_CONSISTENT_APOS",)
    assert to_enable([]) == ()


def test_the_shipped_table_names_what_exists() -> None:
    rules, categories = known_names()
    assert len(rules) > 2500
    parts = load(rules_folder() / FILE, None).mapping()
    named = {
        name
        for entry in parts["off"].items
        for key in ("rules", "categories")
        if key in entry.mapping()
        for name in entry.mapping()[key].strings()
    }
    named |= {n for node in parts["categories"].mapping().values() for n in node.strings()}
    known = {*rules, *categories, *ONLY_MADE_WHILE_CHECKING}
    made = {name for name in named - known if name.startswith("EN_COMPOUNDS_")}
    assert named - known - made == set()
