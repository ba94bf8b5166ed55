"""What `rules/language/en/spelling.yml` says, ready to use."""

from __future__ import annotations

from collections.abc import Mapping

from linter.values import dataclass

Lists = Mapping[str, tuple[str, ...]]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Language:
    """The lists of the spelling data; pairs are what was written as “left right”."""

    prefixes: frozenset[str]
    combining_forms: frozenset[str]
    suffixes: tuple[str, ...]
    stem_endings: tuple[str, ...]
    british: Pairs
    units: frozenset[str]
    glued: frozenset[str]
    short: frozenset[str]
    keyboard: tuple[str, ...]
    vowels: frozenset[str]
    sounds: frozenset[frozenset[str]]
    endings: Pairs
    adverbs: Pairs
    names: Mapping[str, tuple[str, ...]]
    species: tuple[str, ...]
    file_endings: frozenset[str]


def language_of(lists: Lists) -> Language:
    """The data in the shape the check uses it in; a list that is missing is empty."""

    def words(name: str) -> tuple[str, ...]:
        return tuple(lists.get(name, ()))

    return Language(
        prefixes=frozenset(words("prefixes")),
        combining_forms=frozenset((*words("combining_forms"), *words("chemical_forms"))),
        suffixes=words("suffixes"),
        stem_endings=words("stem_endings"),
        british=_pairs(words("british")),
        units=frozenset(words("units")),
        glued=frozenset(words("glued")),
        short=frozenset(words("short")),
        keyboard=words("keyboard"),
        vowels=frozenset(words("vowels")),
        sounds=frozenset(map(frozenset, words("sounds"))),
        endings=_pairs(words("endings")),
        adverbs=_pairs(words("adverbs")),
        names={name.lower(): (name,) for name in words("names")},
        species=words("species"),
        file_endings=frozenset(words("file_endings")),
    )


def _pairs(entries: tuple[str, ...]) -> Pairs:
    """“y ies” as ("y", "ies"); a “-” stands for nothing."""
    halves = (entry.replace("-", "").partition(" ") for entry in entries)
    return tuple((left, right) for left, _, right in halves)
