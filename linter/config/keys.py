"""Reads the keys of a configuration, one small function each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from linter.config.globs import Globs
from linter.config.model import (
    CITATION_PROFILES,
    CITATION_STYLES,
    CITATION_WINDOWS,
    DEFAULT,
    DOCUMENTS,
    GRAMMAR_ENGINES,
    LANGUAGES,
    LEVELS,
    Config,
    Origin,
    PerFile,
    RuleSetting,
)
from linter.values import dataclass
from linter.yamltext import Node

_SWITCHES = {"false": "off", "no": "off", "true": "default", "yes": "default", "on": "default"}


@dataclass(frozen=True, slots=True)
class _Place:
    """The key that is being read, and from where its relative paths start."""

    key: str
    origin: Origin
    folder: Path


def apply(config: Config, node: Node, folder: Path, allowed: Collection[str]) -> Config:
    """`config` with the values of a mapping laid over it.

    Relative paths start at `folder`.

    Raises:
        YamlError: a key is not allowed here, or a value is none that it can have.
    """
    node.mapping(allowed)
    for key, value, line in node.entries:
        if key in _READERS and not value.empty:
            place = _Place(key, Origin(node.name, line), folder)
            config = _READERS[key](config, value, place)
    return config


def _set(config: Config, place: _Place, **values: Any) -> Config:
    return replace(config, origins={**config.origins, place.key: place.origin}, **values)


def _add(config: Config, place: _Place, field: str, values: Collection[Any]) -> Config:
    """For lists that grow: what is there stays, and so does the name of where it came from."""
    old = getattr(config, field)
    before = config.origins.get(place.key, DEFAULT)
    if before != DEFAULT:
        place = replace(place, origin=Origin(f"{before}, {place.origin.name}", place.origin.line))
    if isinstance(old, frozenset):
        return _set(config, place, **{field: old | frozenset(values)})
    return _set(config, place, **{field: tuple(dict.fromkeys((*old, *values)))})


def _include(config: Config, value: Node, place: _Place) -> Config:
    return _set(config, place, include=value.strings())


def _exclude(config: Config, value: Node, place: _Place) -> Config:
    return _set(config, place, exclude=value.strings())


def _rules(config: Config, value: Node, place: _Place) -> Config:
    value.mapping()
    added = []
    for pattern, node, line in value.entries:
        origin = Origin(place.origin.name, line)
        added.append((pattern, _rule_setting(node, origin)))
    return _set(config, place, rules=(*config.rules, *added))


def _rule_setting(node: Node, origin: Origin) -> RuleSetting:
    if node.kind == "scalar":
        return RuleSetting(_level(node), origin=origin)
    options = node.mapping()
    severity = options.pop("severity", None)
    return RuleSetting(_level(severity) if severity else None, options, origin)


def _level(node: Node) -> str:
    text = node.string()
    return _SWITCHES.get(text.lower()) or node.choice(LEVELS)


def _paths(value: Node, folder: Path) -> tuple[Path, ...]:
    return tuple(_path(text, folder) for text in value.strings())


def _path(text: str, folder: Path) -> Path:
    return Path.cwd() / folder / Path(text).expanduser()


def _rule_folders(config: Config, value: Node, place: _Place) -> Config:
    paths = _paths(value, place.folder)
    for text, path in zip(value.strings(), paths, strict=True):
        if not path.is_dir():
            raise value.error(f"“{text}” is no folder. Check the spelling, or create it.")
    return _add(config, place, "rule_folders", paths)


def _words(config: Config, value: Node, place: _Place) -> Config:
    config = _add(config, place, "words", value.strings())
    items = value.items or (value,)
    origins = {f"words.{item.text}": Origin(item.name, item.line) for item in items}
    return replace(config, origins={**origins, **config.origins})


def _word_files(config: Config, value: Node, place: _Place) -> Config:
    return _add(config, place, "word_files", _paths(value, place.folder))


def _dictionaries(config: Config, value: Node, place: _Place) -> Config:
    return _add(config, place, "dictionaries", _paths(value, place.folder))


def _language(config: Config, value: Node, place: _Place) -> Config:
    return _set(config, place, language=value.choice(LANGUAGES))


def _document(config: Config, value: Node, place: _Place) -> Config:
    return _set(config, place, document=value.choice(DOCUMENTS))


def _citations(config: Config, value: Node, place: _Place) -> Config:
    readers: dict[str, Callable[[Node], object]] = {
        "style": lambda node: node.choice(CITATION_STYLES),
        "window": lambda node: node.choice(CITATION_WINDOWS),
        "profile": lambda node: node.choice(CITATION_PROFILES),
        "bibliography": lambda node: _bibliography(node, place.folder),
        "retractions": lambda node: _retractions(node, place.folder),
    }
    return _group(config, value, place, readers)


def _bibliography(node: Node, folder: Path) -> tuple[Path, ...]:
    paths = _paths(node, folder)
    for text, path in zip(node.strings(), paths, strict=True):
        if not path.is_file():
            raise node.error(f"The file “{text}” does not exist. Check the spelling.")
    return paths


def _retractions(node: Node, folder: Path) -> Path | None:
    if not node.string():
        return None
    path = _path(node.string(), folder)
    if not path.is_file():
        raise node.error(f"The file “{node.text}” does not exist. Check the spelling.")
    return path


def _online(config: Config, value: Node, place: _Place) -> Config:
    readers: dict[str, Callable[[Node], object]] = {
        "email": _email,
        "crossref": _base,
        "pubmed": _base,
        "doi": _base,
        "days": _days,
    }
    return _group(config, value, place, readers)


def _email(node: Node) -> str:
    text = node.string()
    if (text and not re.fullmatch(r"[^\s@<>()]+@[^\s@<>()]+", text)) or not text.isascii():
        raise node.error(f"“{text}” is no e-mail address. Write one such as desk@example.org.")
    return text


def _base(node: Node) -> str:
    return _url(node).rstrip("/")


def _days(node: Node) -> int:
    text = node.string()
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise node.error("Write a number of days, such as 30; 0 asks anew each time.")
    return int(text)


def _grammar(config: Config, value: Node, place: _Place) -> Config:
    readers: dict[str, Callable[[Node], object]] = {
        "engine": _engine,
        "url": _url,
        "off": Node.strings,
        "on": Node.strings,
    }
    return _group(config, value, place, readers)


def _engine(node: Node) -> str:
    """TOML and front matter know `off` as false."""
    return "off" if node.string() == "false" else node.choice(GRAMMAR_ENGINES)


def _url(node: Node) -> str:
    url = node.string()
    if url and not url.startswith(("http://", "https://")):
        raise node.error("The address must begin with http:// or https://.")
    return url


def _group(
    config: Config, value: Node, place: _Place, readers: dict[str, Callable[[Node], object]]
) -> Config:
    """A key with keys of its own, each of which replaces only itself."""
    value.mapping(readers)
    group = getattr(config, place.key)
    origins = dict(config.origins)
    for key, node, line in value.entries:
        if not node.empty:
            group = replace(group, **{key: readers[key](node)})
            origins[f"{place.key}.{key}"] = Origin(place.origin.name, line)
    changes: dict[str, Any] = {place.key: group, "origins": origins}
    return replace(config, **changes)


def _baseline(config: Config, value: Node, place: _Place) -> Config:
    return _set(config, place, baseline=_path(value.string(), place.folder))


def _plugins(config: Config, value: Node, place: _Place) -> Config:
    return _set(config, place, plugins=value.strings())


def _per_file(config: Config, value: Node, place: _Place) -> Config:
    value.mapping()
    added = []
    for pattern, node, line in value.entries:
        globs = Globs([pattern])
        if not globs or pattern.startswith("!"):
            raise node.error(f"“{pattern}” matches no file. Write a pattern such as news/**.")
        apply(config, node, place.folder, PER_FILE_KEYS)  # its errors, now
        origin = Origin(place.origin.name, line)
        added.append(PerFile(pattern, node, place.folder, origin, globs))
    return _set(config, place, per_file=(*config.per_file, *added))


_READERS: dict[str, Callable[[Config, Node, _Place], Config]] = {
    "include": _include,
    "exclude": _exclude,
    "rules": _rules,
    "rule-folders": _rule_folders,
    "words": _words,
    "word-files": _word_files,
    "dictionaries": _dictionaries,
    "language": _language,
    "document": _document,
    "citations": _citations,
    "grammar": _grammar,
    "online": _online,
    "baseline": _baseline,
    "plugins": _plugins,
    "per-file": _per_file,
}
ALL_KEYS = ("extends", *_READERS)
PER_FILE_KEYS = (
    "rules",
    "words",
    "word-files",
    "dictionaries",
    "language",
    "document",
    "citations",
    "grammar",
)
FRONT_MATTER_KEYS = ("document", "words", "rules", "language", "citations")
