"""The data about a language that reading and matching need: `rules/language/<code>/*.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from linter.documents.model import ReadOptions
from linter.ruleset.expressions import Vocabulary
from linter.storage import Store
from linter.yamltext import Node, load

FILES = (
    "abbreviations.yml",
    "citation-hosts.yml",
    "frequent-words.yml",
    "front-matter.yml",
    "function-words.yml",
    "sections.yml",
)
FREQUENT = "frequent"
VOCABULARY = ("irregular.yml", "classes.yml")
SPELLING = "spelling.yml"
_NAMES = "names"  # written with their capitals
SPELLING_KEYS = (
    "prefixes",
    "combining_forms",
    "chemical_forms",
    "suffixes",
    "stem_endings",
    "adverbs",
    "british",
    "units",
    "glued",
    "short",
    "keyboard",
    "vowels",
    "sounds",
    "endings",
    "species",
    "file_endings",
    _NAMES,
)
REWORDINGS = "rewordings.yml"
REWORDING_KEYS = ("helping", "owners", "left_out", "clause_words")
_SETS = frozenset(field.name for field in fields(ReadOptions)) - {
    "sections",
    "citation_style",
    "bibliographies",
}
_KEYS = _SETS | {"sections", FREQUENT}


def load_language(folder: Path, store: Store | None = None) -> tuple[ReadOptions, tuple[str, ...]]:
    """The options for reading documents, and the commonest words, the commonest first.

    FILES are mappings from the fields of ReadOptions to lists of words; `sections` maps each kind
    of section to the headings that begin one. Any key may stand in any of them; what none says
    keeps the default of ReadOptions. Other files of the folder are for other readers.

    Raises:
        YamlError: a file is no YAML, or has an unknown key, a value of the wrong type, or a key
            or word for the second time. It is a ValueError that names file, line and key.
        OSError: a file cannot be read.
    """
    found: dict[str, Node] = {}
    for path in (folder / name for name in FILES if (folder / name).exists()):
        for key, node in load(path, store).mapping(_KEYS).items():
            if key in found:
                raise node.error(f"“{key}” is already set in {found[key].name}. Keep one of them.")
            found[key] = node
    sections = _sections(found.pop("sections")) if "sections" in found else {}
    words = {key: tuple(word for word, _ in _words(key, node)) for key, node in found.items()}
    frequent = words.pop(FREQUENT, ())
    sets: dict[str, Any] = {key: frozenset(group) for key, group in words.items()}
    return ReadOptions(sections=sections, **sets), frequent


def load_vocabulary(folder: Path, store: Store | None = None) -> Vocabulary:
    """What expressions may refer to: irregular forms (`word~`) and classes of words (`<unit>`).

    Each file holds one mapping, called as the file, from a word or a name to a list; a file that
    is missing says nothing.

    Raises:
        YamlError: a file is not such a mapping.
    """
    irregular, classes = (_word_lists(folder / name, store) for name in VOCABULARY)
    return Vocabulary(irregular, classes)


def load_word_lists(folder: Path, store: Store | None = None) -> dict[str, tuple[str, ...]]:
    """The lists of the spelling check and of the rewordings, by their keys; one that is missing
    is empty.

    Raises:
        YamlError: a file has an unknown key, or a list that is none, or a word twice.
    """
    lists = {}
    for name, keys in ((SPELLING, SPELLING_KEYS), (REWORDINGS, REWORDING_KEYS)):
        path = folder / name
        found = load(path, store).mapping(keys) if path.exists() else {}
        for key in keys:
            lists[key] = tuple(word for word, _ in _words(key, found[key])) if key in found else ()
    return lists


def _word_lists(path: Path, store: Store | None) -> dict[str, tuple[str, ...]]:
    if not path.exists():
        return {}
    whole = load(path, store).mapping((path.stem,))
    return {key: each.strings() for node in whole.values() for key, each in node.mapping().items()}


def _words(key: str, node: Node) -> Iterator[tuple[str, Node]]:
    """The words of a list with their places, each once and, names apart, in lower case."""
    if node.kind != "list":
        raise node.error(f"“{key}” must be a list: {key}: [one, two].")
    seen: set[str] = set()
    for item in node.items:
        word = item.string()
        if not word or word != word.strip() or (key != _NAMES and word != word.lower()):
            raise item.error(
                f"“{word}” in “{key}” must be in lower case, without spaces around it."
            )
        if word in seen:
            raise item.error(f"“{word}” stands twice in “{key}”. Keep one of them.")
        seen.add(word)
        yield word, item


def _sections(node: Node) -> dict[str, str]:
    """Each heading with its kind."""
    kinds: dict[str, str] = {}
    for kind, headings in node.mapping().items():
        for heading, place in _words(kind, headings):
            if heading in kinds:
                raise place.error(
                    f"“{heading}” in “{kind}” is in “{kinds[heading]}” too. Keep one of them."
                )
            kinds[heading] = kind
    return kinds
