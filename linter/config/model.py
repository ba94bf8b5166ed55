"""What a configuration says: every key of `medlint.yml`, and where each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from linter.config.contents import dictionary_files, digest
from linter.config.globs import Globs
from linter.values import dataclass
from linter.yamltext import Node

LEVELS = ("off", "info", "warning", "error", "default")
LANGUAGES = ("any", "american", "british")
DOCUMENTS = ("auto", "research", "review", "news", "patient")
CITATION_STYLES = ("auto", "numeric", "author-year")
CITATION_WINDOWS = ("strict", "adjacent", "lenient")
CITATION_PROFILES = ("none", "ama", "vancouver", "apa")
GRAMMAR_ENGINES = ("off", "languagetool", "lingotweaker")
WORD_FILE = "medlint-words.txt"
BASELINE = "medlint-baseline.json"


class ConfigError(ValueError):
    """A configuration cannot be used: where, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: a file and line, a preset and line, or words (line 0)."""

    name: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.name}:{self.line}" if self.line else self.name


DEFAULT = Origin("default")


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What is set for a rule, a pack or a glob.

    `level` is `off`, a severity, `default` (on, with the severity the rule itself has) or None
    (left as it is: only options are set).
    """

    level: str | None
    options: Mapping[str, Node] = field(default_factory=dict)
    origin: Origin = DEFAULT


@dataclass(frozen=True, slots=True)
class CitationSettings:
    """How citations look and where they count."""

    style: str = "auto"
    window: str = "adjacent"
    profile: str = "none"
    bibliography: tuple[Path, ...] = ()
    retractions: Path | None = None


@dataclass(frozen=True, slots=True)
class GrammarSettings:
    """Which grammar engine runs, where it is, and which of its rules are switched."""

    engine: str = "off"
    url: str = ""
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """Whom `references verify` asks, and for how many days an answer is kept.

    `email` is told to those who are asked, as they wish; `crossref`, `pubmed` and `doi` are the
    addresses of Crossref's API, of NCBI's E-utilities and of the DOI resolver.
    """

    email: str = ""
    crossref: str = "https://api.crossref.org"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    doi: str = "https://doi.org"
    days: int = 30


@dataclass(frozen=True, slots=True)
class PerFile:
    """Settings for the files that a glob matches; relative paths in them start at `folder`."""

    pattern: str
    values: Node
    folder: Path
    origin: Origin
    globs: Globs = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings that apply to a folder, or to one file.

    Patterns (`include`, `exclude`, `per_file`) are relative to `root`; all other paths are
    absolute. `files` are the configuration files that took part. In `rules` a later entry wins;
    its key is a rule's id, a pack or a glob. `origins` has the configuration's keys, with a dot
    where they are nested, and accepted words as `words.…`; what is not in it is a default.
    """

    root: Path
    files: tuple[Path, ...] = ()
    include: tuple[str, ...] = (".",)
    exclude: tuple[str, ...] = ()
    rules: tuple[tuple[str, RuleSetting], ...] = ()
    rule_folders: tuple[Path, ...] = ()
    words: frozenset[str] = frozenset()
    word_files: tuple[Path, ...] = ()
    dictionaries: tuple[Path, ...] = ()
    language: str = "any"
    document: str = "auto"
    citations: CitationSettings = CitationSettings()
    grammar: GrammarSettings = GrammarSettings()
    online: OnlineSettings = OnlineSettings()
    baseline: Path = Path(BASELINE)
    plugins: tuple[str, ...] = ()
    per_file: tuple[PerFile, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)


def files_read(config: Config) -> tuple[Path, ...]:
    """The files, beside rules, that decide what is found; they need not exist.

    A draft may name further bibliographies in its own front matter.
    """
    dictionaries = (file for each in config.dictionaries for file in dictionary_files(each))
    retractions = (config.citations.retractions,) if config.citations.retractions else ()
    return (*config.word_files, *dictionaries, *config.citations.bibliography, *retractions)


def settings_key(config: Config) -> str:
    """Equal for configurations under which a file has the same findings.

    It covers the settings and the content of word files, dictionaries and bibliographies, but not
    of the other files that the settings name.
    """
    rules = [(key, rule.level, _bare(rule.options)) for key, rule in config.rules]
    parts = (
        rules,
        config.rule_folders,
        sorted(config.words),
        [(path, digest(path)) for path in files_read(config)],
        config.language,
        config.document,
        config.citations,
        config.grammar,
        config.plugins,
    )
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _bare(options: Mapping[str, Node]) -> list[Any]:
    return sorted((key, _value(node)) for key, node in options.items())


def _value(node: Node) -> Any:
    """A node without its position, with its kind, so that unlike values differ."""
    items = [_value(item) for item in node.items]
    entries = [(key, _value(value)) for key, value, _ in node.entries]
    return (node.kind, node.text, items, entries)
