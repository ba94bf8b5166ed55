"""What a written word is: how dictionaries spell it, and what kind of writing it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

SOFT_HYPHEN = "\u00ad"
FEWEST_SHOUTED = 7  # shorter words in capitals are acronyms
LONGEST = 60  # what is longer is data; looking for its parts would take the square of its length
CONTRACTIONS = frozenset({"s", "d", "ll", "ve", "re", "m"})  # behind an apostrophe
_BEYOND_LATIN = "\u0250"
_MARKS = ("\u0300", "\u036f")


class Shape(StrEnum):
    """How a word is written; `OTHER` is none that a dictionary could judge.

    Other are words with digits or letters that are not Latin, single letters, acronyms and their
    plurals, capitals inside a word, and strings longer than any word.
    """

    LOWER = "lower"
    CAPITAL = "capital"
    SHOUTED = "shouted"
    OTHER = "other"


def plain(form: str) -> str:
    """The word without soft hyphens, with ligatures undone and accents composed."""
    if form.isascii():
        return form
    return unicodedata.normalize("NFKC", form.replace(SOFT_HYPHEN, ""))


def unaccented(word: str) -> str:
    """The word without accents."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(each for each in parts if not _MARKS[0] <= each <= _MARKS[1])


def shape(word: str) -> Shape:
    """How a plain word is written."""
    letters = word.replace("'", "")
    if not 2 <= len(letters) <= LONGEST or not letters.isalpha() or max(letters) >= _BEYOND_LATIN:
        return Shape.OTHER
    if word.islower():
        return Shape.LOWER
    if word[1:].islower():
        return Shape.CAPITAL
    if word.isupper() or (word[:-2].isupper() and word[-2:] == "'s"):
        return Shape.SHOUTED if len(letters) >= FEWEST_SHOUTED else Shape.OTHER
    return Shape.OTHER


def written_like(word: str, spelt: str) -> str:
    """`spelt`, a word of the dictionary, with the capitals of the word it replaces."""
    if word.isupper() and len(word) > 1:
        return spelt.upper()
    if word[:1].isupper() and spelt[:1].islower():
        return spelt[:1].upper() + spelt[1:]
    return spelt


def differs_by_ending(word: str, other: str, endings: Iterable[tuple[str, str]]) -> bool:
    """Whether one could be a form of the other: “preload”, “preloads”.

    Each of `endings` is a pair of which one may stand for the other.
    """
    return any(
        (word.endswith(a) and word[: len(word) - len(a)] + b == other)
        or (word.endswith(b) and word[: len(word) - len(b)] + a == other)
        for a, b in endings
    )
