"""Which rules are active, and how severe: what configuration and command line make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from linter.config import Config, ConfigError, RuleSetting
from linter.findings import Severity
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import Rule
from linter.values import dataclass
from linter.yamltext import suggest


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says of rules; each name is an id, a pack or a glob."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


_NO_CHOICE = Choice()


def active_rules(ruleset: Ruleset, config: Config, choice: Choice = _NO_CHOICE) -> tuple[Rule, ...]:
    """The rules that run, with the severity and options that apply.

    Preview and optional rules are off unless something switches them on.

    Raises:
        ConfigError: a name matches no rule, or an option does not exist.
    """
    names = _Names(ruleset)
    levels = {rule.id: "default" if rule.status == "stable" else "off" for rule in ruleset.rules()}
    settings: dict[str, list[RuleSetting]] = {}
    for name, setting in config.rules:
        for rule_id in names.matching(name, str(setting.origin)):
            levels[rule_id] = setting.level or levels[rule_id]
            if setting.options:
                settings.setdefault(rule_id, []).append(setting)
    if choice.select:
        chosen = set(names.all_matching(choice.select, "--select"))
        for rule_id, level in levels.items():
            levels[rule_id] = (
                ("default" if level == "off" else level) if rule_id in chosen else "off"
            )
    for rule_id in names.all_matching(choice.ignore, "--ignore"):
        levels[rule_id] = "off"
    return tuple(
        _with(ruleset.rule(rule_id), level, settings.get(rule_id, ()))
        for rule_id, level in levels.items()
        if level != "off"
    )


def matching_ids(ruleset: Ruleset, names: Iterable[str], origin: str) -> set[str]:
    """The ids of the rules that some names stand for.

    Raises:
        ConfigError: a name matches no rule.
    """
    return set(_Names(ruleset).all_matching(names, origin))


class _Names:
    """Rule ids by every name that stands for them: id, earlier id, pack."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ids: dict[str, list[str]] = {}
        for rule in ruleset.rules():
            for name in (rule.id, rule.pack, *rule.renamed_from):
                self.ids.setdefault(name, []).append(rule.id)

    def matching(self, name: str, origin: str) -> list[str]:
        if name in self.ids:
            return self.ids[name]
        found = [
            each for known, ids in self.ids.items() if fnmatchcase(known, name) for each in ids
        ]
        if not found:
            raise ConfigError(
                f"{origin}: there is no rule or pack “{name}”. {_suggest(name, self.ids)}"
            )
        return found

    def all_matching(self, names: Iterable[str], origin: str) -> Iterator[str]:
        for name in names:
            yield from self.matching(name, origin)


def _suggest(name: str, known: Iterable[str]) -> str:
    hint = suggest(name, tuple(known))
    return hint if hint.startswith("Did you mean") else "“medlint rules list” shows them all."


def _with(rule: Rule, level: str, settings: Sequence[RuleSetting]) -> Rule:
    if level != "default":
        rule = replace(rule, severity=Severity(level))
    options = dict(rule.options)
    for setting in settings:
        for key, node in setting.options.items():
            if key not in options:
                allowed = ", ".join(sorted(options)) or "none"
                raise ConfigError(
                    f"{setting.origin}: {rule.id} has no option “{key}”; its options: {allowed}."
                )
            options[key] = "\n".join(node.strings())
    return replace(rule, options=tuple(options.items())) if settings else rule
