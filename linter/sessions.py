"""What the files of one run share: configurations, rules, and the checks built from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import field
from datetime import date
from hashlib import blake2b
from marshal import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter import checkers, suppressions
from linter.cache.packing import pack_cards, unpack_cards
from linter.cache.packs import Packs
from linter.cache.states import program_state
from linter.checkers.settings import Settings
from linter.config import Config, ConfigError, Configurations, digest, settings_key
from linter.findings import RuleCard
from linter.ruleset import Ruleset, contents_digest, load_ruleset
from linter.ruleset.model import Rule
from linter.ruleset.selection import Choice, active_rules
from linter.storage import Store, rules_folder
from linter.values import dataclass
from linter.watching import Watch

if TYPE_CHECKING:
    from linter.reading.marks import Matcher

_RESERVED_CHECKS = {suppressions.CHECK: dict[str, type]()}


@dataclass(frozen=True)
class Engine:
    """The checks built for one effective configuration."""

    config: Config
    rules: dict[str, Rule]
    checks: tuple[checkers.Checker, ...]
    about_comments: dict[str, Rule]
    names: suppressions.Names


@dataclass(frozen=True)
class About:
    """What a run must know of a configuration's rules where nothing has to be checked.

    `state` names all that findings depend on besides the draft; `files` are those that options
    of rules name; `rules_digest` tells the contents of its rule folders apart.
    """

    cards: Mapping[str, RuleCard]
    files: tuple[Path, ...]
    state: bytes
    rules_digest: str


@dataclass
class Session:
    """What one run shares: configurations, rules and the checks built from them.

    `choice` is what the command line says of rules; `keep_documents` makes results carry their
    documents, for reports that show the text, `keep_reviews` all that reviewers look at and
    `keep_measures` their measures; `use_baseline` lets findings that were accepted before have
    that state. `results` are those of earlier runs; without them all is checked anew. `resources`
    closes what checks have opened; `failed` has what checks could not do in the draft that was
    linted last; `watch` counts what takes how long.
    """

    working_folder: Path
    configurations: Configurations
    store: Store | None = None
    choice: Choice = field(default_factory=Choice)
    keep_documents: bool = False
    use_baseline: bool = True
    results: Packs | None = None
    watch: Watch | None = None
    keep_reviews: bool = False
    keep_measures: bool = False
    resources: ExitStack = field(default_factory=ExitStack)
    failed: list[str] = field(default_factory=list)
    _rulesets: dict[tuple[Path, ...], Ruleset] = field(default_factory=dict)
    _engines: dict[str, Engine] = field(default_factory=dict)
    _matchers: dict[int, Matcher] = field(default_factory=dict)
    _about: dict[int, tuple[Config, About]] = field(default_factory=dict)

    def ruleset(self, config: Config) -> Ruleset:
        """The rules of a configuration: the shipped ones and its own folders'.

        Raises:
            ConfigError: a folder does not exist.
            YamlError: a rule is not well formed.
        """
        folders = _rule_folders(config)
        if folders not in self._rulesets:
            self._rulesets[folders] = load_ruleset(folders, self.store, check_options, _spread)
        return self._rulesets[folders]

    def matcher(self, config: Config) -> Matcher:
        """What finds the signals of a configuration in a text."""
        from linter.reading.marks import Matcher

        ruleset = self.ruleset(config)
        if id(ruleset) not in self._matchers:
            self._matchers[id(ruleset)] = Matcher(ruleset)
        return self._matchers[id(ruleset)]

    def engine(self, config: Config) -> Engine:
        """The checks for a configuration, built once per process.

        Raises:
            ConfigError: it names a rule, option or check that does not exist.
        """
        key = settings_key(config)
        if key not in self._engines:
            self._engines[key] = self._build(config)
        return self._engines[key]

    def about(self, config: Config) -> About:
        """What is known of a configuration's rules; its checks are built only if nothing is.

        Raises:
            ConfigError: as `engine`.
        """
        if id(config) not in self._about:
            self._about[id(config)] = config, self._find_about(config)
        return self._about[id(config)][1]

    def _find_about(self, config: Config) -> About:
        rules_digest = contents_digest(_rule_folders(config), self.store)
        parts = (program_state(), rules_digest)
        settings = (*parts, settings_key(config), str(config.root), self.choice)
        key = f"about\0{settings!r}"
        stored = self.store.get(key) if self.store else None
        try:
            cards, names = loads(stored or b"")
            cards, files = unpack_cards(cards), tuple(map(Path, names))
        except (ValueError, EOFError, TypeError, LookupError):
            cards, files = _read_about(self.engine(config))
            if self.store:
                self.store.put(key, dumps((pack_cards(cards), tuple(map(str, files)))))
        # Some rules ask whether a year has begun.
        held = [(path, digest(path)) for path in files]
        state = (key, held, date.today().year, _engine_version(config))
        made = blake2b(repr(state).encode("utf-8", "surrogatepass")).digest()
        return About(cards, files, made, rules_digest)

    def _build(self, config: Config) -> Engine:
        ruleset = self.ruleset(config)
        rules = {rule.id: rule for rule in active_rules(ruleset, config, self.choice)}
        by_check: dict[str, list[Rule]] = {}
        for rule in rules.values():
            by_check.setdefault(rule.check, []).append(rule)
        own = by_check.pop(suppressions.CHECK, [])
        built = []
        for name, members in sorted(by_check.items()):
            module = checkers.load(name)
            if hasattr(module, "is_on") and not module.is_on(config):
                rules = {key: rule for key, rule in rules.items() if rule not in members}
                continue
            settings = Settings(config, ruleset, self.watch)
            if hasattr(module, "prepare"):
                settings = module.prepare(settings, self.resources)
            check = module.build(members, settings)
            built.append(self.watch.stage(f"check {name}", check) if self.watch else check)
        return Engine(
            config, rules, tuple(built), {rule.id: rule for rule in own}, _names(ruleset, rules)
        )


def _spread(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterable[Any]:
    """Several processes for what one would do long; what they need is imported only then."""
    from linter.processes import map_on_cores

    return map_on_cores(function, items)


def _rule_folders(config: Config) -> tuple[Path, ...]:
    folders = (rules_folder(), *config.rule_folders)
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"the rule folder “{folder}” does not exist. Check rule-folders.")
    return folders


def _engine_version(config: Config) -> str:
    """The version of the grammar engine that findings depend on; empty without one."""
    if config.grammar.engine == "off":
        return ""
    from linter.checkers.grammar import version

    return version(config)


def _read_about(engine: Engine) -> tuple[dict[str, RuleCard], tuple[Path, ...]]:
    named = (dict(rule.options).get("file") for rule in engine.rules.values())
    files = tuple(engine.config.root / name for name in named if name)
    return {rule.id: card(rule) for rule in engine.rules.values()}, files


def check_options() -> dict[str, dict[str, type]]:
    """Every check there is, and what its rules may set."""
    return {**_RESERVED_CHECKS, **{name: dict(each) for name, each in checkers.options().items()}}


def card(rule: Rule) -> RuleCard:
    """What reports show of a rule."""
    return RuleCard(
        id=rule.id,
        category=rule.category,
        severity=rule.severity,
        message=rule.message,
        why=rule.why,
        source=rule.source,
        bad=tuple(example.text for example in rule.examples.bad),
        good=tuple(example.text for example in rule.examples.good),
    )


def _names(ruleset: Ruleset, active: dict[str, Rule]) -> suppressions.Names:
    ids: dict[str, list[str]] = {}
    for rule in ruleset.rules():
        for name in (rule.id, rule.pack, *rule.renamed_from):
            ids.setdefault(name, []).append(rule.id)
    return suppressions.Names(ids, frozenset(active))
