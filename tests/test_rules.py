"""The rules that ship: their examples hold, and each is written as rules must be."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from linter.config import Config, Configurations, load
from linter.documents.words import cut, fold
from linter.ruleset import Ruleset
from linter.ruleset.loading import CATEGORIES, rule_files, signal_files
from linter.ruleset.model import Condition, Rule
from linter.ruleset.tokens import as_key
from linter.selftest import check_rule, check_signals, slow_expressions, unmark
from linter.sessions import Session
from linter.storage import Store, cache_folder, rules_folder

RULES = [f"{path.parent.name}/{path.stem}" for path in rule_files(rules_folder())]
SIGNALS = [path.stem for path in signal_files(rules_folder())]


@cache
def session() -> tuple[Session, Config]:
    """The shipped rules, read once, under the configuration without a file."""
    folder = Path(__file__).parent
    configurations = Configurations(folder, isolated=True)
    return Session(folder, configurations, Store(cache_folder())), load(None, folder)


def ruleset() -> Ruleset:
    made, config = session()
    return made.ruleset(config)


@pytest.mark.parametrize("name", RULES)
def test_the_examples_of_a_rule_hold(name: str) -> None:
    failures = list(check_rule(ruleset().rule(name), *session()))
    assert not failures, "\n".join(f"{each.line}: {each.message}" for each in failures)


@pytest.mark.parametrize("name", SIGNALS)
def test_the_examples_of_a_signal_hold(name: str) -> None:
    failures = [each for each in signal_failures() if each[0] == name]
    assert not failures, "\n".join(message for _, message in failures)


@cache
def signal_failures() -> tuple[tuple[str, str], ...]:
    return tuple((each.rule, f"{each.line}: {each.message}") for each in check_signals(ruleset()))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_written_as_rules_must_be(name: str) -> None:
    rule = ruleset().rule(name)
    assert len(rule.examples.bad) >= 2
    assert len(rule.examples.good) >= 2
    assert len(rule.why.split()) >= 5
    assert rule.category in CATEGORIES
    assert rule.message[-1] in ".?!"
    assert not rule.message.startswith(" ")


@pytest.mark.parametrize("name", RULES)
def test_each_good_example_of_a_rule_proves_something(name: str) -> None:
    """It holds a word of what `find` looks for, so that something else silences it. Of a
    misspelling and the like, the good example is the right spelling."""
    rule = ruleset().rule(name)
    about_whole = any(each.missing or each.at_least for each in rule.find)
    if rule.check != "pattern" or rule.replacements or about_whole:
        return
    wanted = {word for key in required(rule) for word in key}
    if any(each.quotation for each in rule.find):
        assert all(re.search(r"[“\"]|^\s*>", each.text, re.M) for each in rule.examples.good)
        return
    for example in rule.examples.good:
        words = {as_key(word) for word in cut(fold(unmark(example.text)[0]))}
        assert wanted & words, f"{example.line}: {example.text}"


def required(rule: Rule) -> list[tuple[str, ...]]:
    """The words and word pairs of which one must stand in a text that the rule reports."""
    return [key for condition in rule.find for number in lists(condition) for key in keys()[number]]


def lists(condition: Condition) -> list[int]:
    """The lists of expressions of which one must match for the condition to find anything."""
    claims = ruleset().claim_signals.items()
    named = [*condition.signals]
    named += [n for n, kind in claims if kind in condition.claims or "any" in condition.claims]
    return [condition.list_id, *(number for name in named for number in signal_lists(name))]


def signal_lists(name: str) -> list[int]:
    signal = ruleset().signal(name)
    inner = [number for each in signal.signals for number in signal_lists(each)]
    return [signal.list_id, *(pair.verb_id for pair in signal.pairs), *inner]


@cache
def keys() -> dict[int, set[tuple[str, ...]]]:
    """The keys of the index by list of expressions."""
    rules = ruleset()
    found: dict[int, set[tuple[str, ...]]] = {
        number: set() for number in range(-1, len(rules.lists))
    }

    for word in rules.index:
        alone, behind, before = rules.hits(word)
        for other, hits in (("", alone), *behind.items(), *before.items()):
            for hit in hits:
                found[rules.list_of[hit[0]]].add((word, other) if other else (word,))
    return found


def test_no_shipped_expression_is_slow() -> None:
    assert list(slow_expressions(ruleset())) == []


def test_no_two_rules_or_packs_have_one_name() -> None:
    names = [each for rule in ruleset().rules() for each in (rule.id, *rule.renamed_from)]
    assert len(set(names)) == len(names)
