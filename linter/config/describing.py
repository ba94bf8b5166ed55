"""What applies and why: the rows of `medlint config show`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linter.config.loading import shown
from linter.config.model import DEFAULT, Config, RuleSetting
from linter.config.overriding import for_file
from linter.yamltext import Node

Row = tuple[str, str, str]


def describe(config: Config, file: Path | None = None) -> list[Row]:
    """Key, value and origin of every setting, for one file if given, in the order of the docs."""
    if file is not None:
        config = for_file(config, file)
    rows = [
        _row(config, "include", _list(config.include)),
        _row(config, "exclude", _list(config.exclude)),
        *_rules(config),
        _row(config, "rule-folders", _list(map(shown, config.rule_folders))),
        _row(config, "words", _list(sorted(config.words))),
        _row(config, "word-files", _list(map(shown, config.word_files))),
        _row(config, "dictionaries", _list(map(shown, config.dictionaries))),
        _row(config, "language", config.language),
        _row(config, "document", config.document),
        _row(config, "citations.style", config.citations.style),
        _row(config, "citations.window", config.citations.window),
        _row(config, "citations.profile", config.citations.profile),
        _row(config, "citations.bibliography", _list(map(shown, config.citations.bibliography))),
        _row(config, "citations.retractions", _maybe(config.citations.retractions)),
        _row(config, "grammar.engine", config.grammar.engine),
        _row(config, "grammar.url", config.grammar.url),
        _row(config, "grammar.off", _list(config.grammar.off)),
        _row(config, "grammar.on", _list(config.grammar.on)),
        _row(config, "online.email", config.online.email),
        _row(config, "online.crossref", config.online.crossref),
        _row(config, "online.pubmed", config.online.pubmed),
        _row(config, "online.doi", config.online.doi),
        _row(config, "online.days", str(config.online.days)),
        _row(config, "baseline", shown(config.baseline)),
        _row(config, "plugins", _list(config.plugins)),
    ]
    return rows if file is not None else [*rows, *_per_file(config)]


def _row(config: Config, key: str, value: str) -> Row:
    return key, value, str(config.origins.get(key, DEFAULT))


def _maybe(path: Path | None) -> str:
    return shown(path) if path else ""


def _rules(config: Config) -> list[Row]:
    """What was set; where one key was set twice, the last of its entries."""
    rows = [
        (f"rules.{key}", _setting(setting), str(setting.origin))
        for key, setting in dict(config.rules).items()
    ]
    return rows or [("rules", "{}", str(DEFAULT))]


def _setting(setting: RuleSetting) -> str:
    if not setting.options:
        return setting.level or "{}"
    severity = [f"severity: {setting.level}"] if setting.level else []
    options = [f"{key}: {_flow(node)}" for key, node in setting.options.items()]
    return "{" + ", ".join([*severity, *options]) + "}"


def _per_file(config: Config) -> list[Row]:
    return [
        (f"per-file.{entry.pattern}", _flow(entry.values), str(entry.origin))
        for entry in config.per_file
    ]


def _flow(node: Node) -> str:
    """A value as YAML on one line."""
    if node.kind == "list":
        return _list(map(_flow, node.items))
    if node.kind == "map":
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value, _ in node.entries) + "}"
    return node.text


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"
