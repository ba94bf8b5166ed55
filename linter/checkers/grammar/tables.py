"""What medlint makes of the engine's rules: `rules/grammar/_languagetool.yml` and the user's own.

LanguageTool's rules have ids, and stand in categories that have ids too; a name is either. Some
ids are made while checking (EN_COMPOUNDS_X_RAY of EN_COMPOUNDS); they belong to the rule whose id
they begin with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from linter.checkers.grammar.model import Match
from linter.config import Config, ConfigError
from linter.storage import rules_folder
from linter.values import dataclass
from linter.yamltext import Node, load, suggest

FILE = "grammar/_languagetool.yml"
NAMES = Path(__file__).parents[2] / "data" / "languagetool-rules.tsv"
SPELLING = "spelling"
LOOKS = ("typo", "grammar", "spacing", "style")
_KEYS = ("speller", "categories", "rules", "off", "info", "not-before-stand-in")


@dataclass(frozen=True, slots=True)
class Table:
    """Which rule or category of the engine belongs where, and which are off.

    `looks` maps names to categories of medlint; `off` maps names to the reason; `user` are the
    names that a configuration switches, True for on.
    """

    speller: frozenset[str]
    looks: Mapping[str, str]
    off: Mapping[str, str]
    info: frozenset[str]
    not_before_stand_in: frozenset[str]
    user: Mapping[str, bool]

    def look_of(self, match: Match) -> str | None:
        """The category of medlint that a match belongs to, `spelling`, or None: it is off."""
        if match.rule in self.speller:
            return SPELLING
        names = [*_names(match.rule), match.category]
        switched = next((self.user[name] for name in names if name in self.user), None)
        if switched is False or (switched is None and any(name in self.off for name in names)):
            return None
        return next((self.looks[name] for name in names if name in self.looks), "grammar")

    def is_info(self, match: Match) -> bool:
        """Whether the match is worth no more than a hint."""
        return any(name in self.info for name in (*_names(match.rule), match.category))


def _names(rule: str) -> Iterator[str]:
    """The id, then those of the rules it may have been made of, the longest first."""
    while rule:
        yield rule
        rule = rule.rpartition("_")[0]


def table_for(config: Config) -> Table:
    """The shipped table with what a configuration switches.

    Raises:
        ConfigError: it switches a rule or category that LanguageTool does not have.
        YamlError: the shipped file is not well formed.
    """
    node = load(rules_folder() / FILE, None)
    parts = node.mapping(_KEYS)
    looks = {
        name: look
        for key in ("categories", "rules")
        for look, names in parts[key].mapping(LOOKS).items()
        for name in names.strings()
    }
    return Table(
        speller=frozenset(parts["speller"].strings()),
        looks=looks,
        off=dict(_off(parts["off"])),
        info=frozenset(parts["info"].strings()),
        not_before_stand_in=frozenset(parts["not-before-stand-in"].strings()),
        user=dict(_switched(config)),
    )


def _off(node: Node) -> Iterator[tuple[str, str]]:
    for item in node.items:
        entry = item.mapping(("rules", "categories", "why"))
        why = entry["why"].string() if "why" in entry else ""
        if not why:
            raise item.error("each entry of `off` needs `why:`")
        for key in ("rules", "categories"):
            if key in entry:
                yield from ((name, why) for name in entry[key].strings())


def _switched(config: Config) -> Iterator[tuple[str, bool]]:
    """What the configuration switches; of a name in both lists, `on` holds."""
    for key, value in (("off", False), ("on", True)):
        for name in getattr(config.grammar, key):
            _check_name(name, f"{config.origins.get(f'grammar.{key}', 'configuration')}")
            yield name, value


def _check_name(name: str, origin: str) -> None:
    rules, categories = known_names()
    if name in categories or any(each in rules for each in _names(name)):
        return
    hint = suggest(name, (*rules, *categories))
    hint = (
        hint if hint.startswith("Did you mean") else "Its names are in the messages, in brackets."
    )
    raise ConfigError(f"{origin}: LanguageTool has no rule or category “{name}”. {hint}")


@cache
def known_names() -> tuple[Mapping[str, bool], frozenset[str]]:
    """LanguageTool's rules, each with whether it is on by default, and its categories."""
    rules: dict[str, bool] = {}
    categories = set()
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            rule, category, state = line.split("\t")
            rules[rule] = rules.get(rule, False) or state == "on"
            categories.add(category)
    return rules, frozenset(categories)


def to_enable(names: Iterable[str]) -> tuple[str, ...]:
    """Of the names that are switched on, the rules that the engine itself has off."""
    wanted = sorted(set(names))
    return tuple(each for each in wanted if known_names()[0].get(each) is False) if wanted else ()
