"""How unlikely it is that somebody who meant one word wrote another.

A weighted edit distance (Damerau 1964, with neighbouring letters exchanged), as in the noisy
channel model of Kernighan, Church and Gale (1990). A step costs the less the oftener it happens:
keys that are neighbours, vowels for one another, doubled letters. Costs are to the same scale as
frequencies (zipf): one more is ten times rarer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from string import ascii_lowercase

from linter.checkers.spelling.language import Language
from linter.checkers.spelling.words import unaccented
from linter.values import dataclass

_NEIGHBOUR_KEY = 2.4
_VOWEL_FOR_VOWEL = 2.0
_SOUNDS_ALIKE = 2.5
_OTHER_LETTER = 3.6
_FIRST_LETTER = 1.2  # on top, where the first letter is another
_DOUBLED = 1.6  # a letter too many or too few beside its like
_EXTRA_NEIGHBOUR_KEY = 2.2
_EXTRA = 3.0
_MISSING_VOWEL = 2.2
_MISSING = 2.4
_MISSING_APOSTROPHE = 1.0
_EXCHANGED = 1.7
_BEFORE_FIRST = 4.0
_ROW_OFFSETS = (0.0, 0.25, 0.75)
_NEAR = 1.1
TOO_FAR = 99.0


@dataclass(frozen=True)
class Channel:
    """The costs for the keyboard and the sounds of a language."""

    language: Language

    def cost(self, typed: str, meant: str, limit: float = TOO_FAR) -> float:
        """What it costs to have typed one lower-case word for another.

        Anything above `limit` is `TOO_FAR`. Accents cost nothing.
        """
        typed, meant = unaccented(typed), unaccented(meant)
        start, typed_end, meant_end = _differing(typed, meant)
        missing = [self._missing(meant, place) for place in range(start, meant_end)]
        before: list[float] = []
        row = [0.0]
        for each in missing:
            row.append(row[-1] + each)
        for i in range(start, typed_end):
            fresh = self._next_row(typed, meant, i, start, missing, before, row)
            before, row = row, fresh
            if min(row) > limit:
                return TOO_FAR
        return row[-1] if row[-1] <= limit else TOO_FAR

    def _next_row(
        self,
        typed: str,
        meant: str,
        i: int,
        start: int,
        missing: Sequence[float],
        before: Sequence[float],
        row: Sequence[float],
    ) -> list[float]:
        """The least costs of having typed one letter more, for each beginning of what was meant."""
        letter, exchange = typed[i], self._exchange
        extra = self._extra(typed, i)
        previous = typed[i - 1] if before else ""
        best = row[0] + extra
        fresh = [best]
        for at, lost in enumerate(missing):
            other = meant[start + at]
            instead = row[at]
            if letter != other:
                instead += exchange.get(letter + other, _OTHER_LETTER)
                if not i or not start + at:
                    instead += _FIRST_LETTER
            best = min(row[at + 1] + extra, best + lost, instead)
            if previous and at and letter == meant[start + at - 1] and previous == other:
                best = min(best, before[at - 1] + _EXCHANGED)
            fresh.append(best)
        return fresh

    def _extra(self, typed: str, place: int) -> float:
        if place == 0:
            return _BEFORE_FIRST
        letter, around = typed[place], _neighbours(typed, place)
        if letter in around:
            return _DOUBLED
        near = any(letter + each in self._near_keys for each in around)
        return _EXTRA_NEIGHBOUR_KEY if near else _EXTRA

    def _missing(self, meant: str, place: int) -> float:
        if place == 0:
            return _BEFORE_FIRST
        letter = meant[place]
        if letter == "'":
            return _MISSING_APOSTROPHE
        if letter in _neighbours(meant, place):
            return _DOUBLED
        return _MISSING_VOWEL if letter in self.language.vowels or letter == "h" else _MISSING

    @cached_property
    def _exchange(self) -> dict[str, float]:
        """The cost of each pair of letters that is less than that of any two."""
        costs: dict[str, float] = {}
        for first in ascii_lowercase:
            for second in ascii_lowercase:
                pair = first + second
                if pair in self._near_keys:
                    costs[pair] = _NEIGHBOUR_KEY
                elif {first, second} <= self.language.vowels:
                    costs[pair] = _VOWEL_FOR_VOWEL
                elif frozenset(pair) in self.language.sounds:
                    costs[pair] = _SOUNDS_ALIKE
        return costs

    @cached_property
    def _near_keys(self) -> frozenset[str]:
        keys = {
            key: (line, column + offset)
            for line, (keys, offset) in enumerate(
                zip(self.language.keyboard, _ROW_OFFSETS, strict=False)
            )
            for column, key in enumerate(keys)
        }
        return frozenset(
            first + second
            for first, (line, column) in keys.items()
            for second, (other_line, other) in keys.items()
            if first != second and abs(line - other_line) <= 1 and abs(column - other) <= _NEAR
        )


def _differing(typed: str, meant: str) -> tuple[int, int, int]:
    """Where the two begin to differ, and where in each the common end begins."""
    shorter = min(len(typed), len(meant))
    start = 0
    while start < shorter and typed[start] == meant[start]:
        start += 1
    same = 0
    while same < shorter - start and typed[-1 - same] == meant[-1 - same]:
        same += 1
    return start, len(typed) - same, len(meant) - same


def _neighbours(word: str, place: int) -> Sequence[str]:
    return (*word[place - 1 : place], *word[place + 1 : place + 2])
