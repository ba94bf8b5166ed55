"""British and American spellings of the same word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

_BRITISH = ("BritishIse", "BritishIze")


@dataclass(slots=True)
class Dialects:
    """The words of one dialect only, and for each the other dialect's form.

    `others` has a letter in front: "a" before an American form, "b" before a British one.
    """

    american: set[str] = field(default_factory=set)
    british: set[str] = field(default_factory=set)
    others: dict[str, str] = field(default_factory=dict)


def read_dialects(
    variants: Iterable[list[tuple[str, str, bool]]], known: Collection[str]
) -> Dialects:
    """The dialects of the words that are known.

    Args:
        variants: for each word its spellings, with the dialect and whether it is preferred there.
        known: the keys of the dictionary.
    """
    found = Dialects()
    for spellings in variants:
        american = _spellings(spellings, ("American",))
        british = _spellings(spellings, _BRITISH)
        if not american or not british:
            continue
        for word in american.keys() - british.keys():
            found.american.add(word)
            _note(found, word, "b", british, known)
        for word in british.keys() - american.keys():
            found.british.add(word)
            _note(found, word, "a", american, known)
    # A word that is right in both dialects in some other sense is of neither.
    both = found.american & found.british
    found.american -= both
    found.british -= both
    found.others = {word: other for word, other in found.others.items() if word not in both}
    return found


def _spellings(
    spellings: list[tuple[str, str, bool]], dialects: tuple[str, ...]
) -> dict[str, bool]:
    """The spellings of some dialects in lower case, and whether they are preferred."""
    found: dict[str, bool] = {}
    for word, dialect, preferred in spellings:
        if dialect in dialects:
            key = word.lower()
            found[key] = preferred or found.get(key, False)
    return found


def _note(
    found: Dialects, word: str, letter: str, others: dict[str, bool], known: Collection[str]
) -> None:
    preferred = [each for each, best in others.items() if best and each in known]
    if word in known and preferred:
        found.others.setdefault(word, letter + preferred[0])
