"""How unlikely it is that somebody who meant one word wrote another.

A weighted edit distance (Damerau 1964, with neighbouring letters exchanged), as in the noisy
channel model of Kernighan, Church and Gale (1990). A step costs the less the oftener it happens:
keys that are neighbours, vowels for one another, doubled letters. Costs are to the same scale as
frequencies (zipf): one more is ten times rarer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import accumulate
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
_LEAST_EXCHANGE = _VOWEL_FOR_VOWEL
_BITS = 7  # of a letter's count in `_counts`, the last one being kept free
_SIGN = _BITS - 1
_FIELD = (1 << _BITS) - 1
_ONE = {letter: 1 << _BITS * n for n, letter in enumerate(ascii_lowercase)}
_SIGNS = sum(_ONE.values()) << _SIGN
_NO_OTHER: Mapping[str, float] = {}
TOO_FAR = 99.0


@dataclass(frozen=True)
class Channel:
    """The costs for the keyboard and the sounds of a language."""

    language: Language
    _missing: dict[str, float] = field(default_factory=dict)

    def cost(self, typed: str, meant: str, limit: float = TOO_FAR) -> float:
        """What it costs to have typed one lower-case word for another; see `Slips.cost`."""
        return self.slips(typed).cost(meant, limit)

    def slips(self, typed: str) -> Slips:
        """The costs of having typed a lower-case word, for whatever may have been meant."""
        typed = unaccented(typed)
        extra = [self._extra(typed, place) for place in range(len(typed))]
        exchange = [self._exchange.get(letter, _NO_OTHER) for letter in typed]
        return Slips(self, typed, extra, exchange, _counts(typed))

    def _extra(self, typed: str, place: int) -> float:
        if place == 0:
            return _BEFORE_FIRST
        letter, around = typed[place], (typed[place - 1], typed[place + 1 : place + 2])
        if letter in around:
            return _DOUBLED
        near = any(letter + each in self._near_keys for each in around)
        return _EXTRA_NEIGHBOUR_KEY if near else _EXTRA

    def missing(self, meant: str, start: int, end: int) -> list[float]:
        """What it costs to have left out each letter of a part of a word without accents."""
        known = self._missing
        costs = []
        for place in range(start, end):
            around = meant[place - 1 : place + 2] if place else ""
            cost = known.get(around)
            if cost is None:
                cost = known[around] = self._missing_in(around)
            costs.append(cost)
        return costs

    def _missing_in(self, around: str) -> float:
        """The cost for the second of two or three letters; for the first one of a word, if none."""
        if not around:
            return _BEFORE_FIRST
        letter = around[1]
        if letter == "'":
            return _MISSING_APOSTROPHE
        if letter == around[0] or letter == around[2:]:
            return _DOUBLED
        return _MISSING_VOWEL if letter in self.language.vowels or letter == "h" else _MISSING

    @cached_property
    def _exchange(self) -> dict[str, dict[str, float]]:
        """For each letter typed the costs of those meant that are less than that of any two."""
        costs: dict[str, dict[str, float]] = {}
        for first in ascii_lowercase:
            row = costs[first] = {}
            for second in ascii_lowercase:
                pair = first + second
                if pair in self._near_keys:
                    row[second] = _NEIGHBOUR_KEY
                elif {first, second} <= self.language.vowels:
                    row[second] = _VOWEL_FOR_VOWEL
                elif frozenset(pair) in self.language.sounds:
                    row[second] = _SOUNDS_ALIKE
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


@dataclass(frozen=True, slots=True)
class Slips:
    """The costs of having typed one word, which has no accents, for others.

    `extra` has for each of its letters what it costs if it is one too many, `exchange` what if
    another was meant, where that is less than for any two; `letters` are their `_counts`.
    """

    channel: Channel
    typed: str
    extra: Sequence[float]
    exchange: Sequence[Mapping[str, float]]
    letters: int

    def cost(self, meant: str, limit: float = TOO_FAR) -> float:
        """The cost if a lower-case word was meant. Anything above `limit` is `TOO_FAR`.

        Accents cost nothing.
        """
        meant = unaccented(meant)
        if self._at_least(meant) > limit:
            return TOO_FAR
        start, typed_end, meant_end = _differing(self.typed, meant)
        missing = self.channel.missing(meant, start, meant_end)
        cost = self._least(meant, start, typed_end, missing, limit)
        return cost if cost <= limit else TOO_FAR

    def _at_least(self, meant: str) -> float:
        """What it costs at least, by the lengths and the letters that only one of them has."""
        if "'" in meant:
            return 0.0
        lost = len(meant) - len(self.typed)
        only_meant = _more(_counts(meant), self.letters)
        if lost >= 0:
            return _DOUBLED * lost + _LEAST_EXCHANGE * (only_meant - lost)
        return _LEAST_EXCHANGE * only_meant - _DOUBLED * lost

    def _least(
        self, meant: str, start: int, typed_end: int, missing: Sequence[float], limit: float
    ) -> float:
        """The last cell of the table of all ways from one differing part to the other.

        About half of the time of a suggestion went here (profiled) when each row was a call of
        its own and `min` was asked for the least of three; without, a suggestion takes an eighth
        less in all.
        """
        typed = self.typed
        before: list[float] = []
        row = list(accumulate(missing, initial=0.0))
        for i in range(start, typed_end):
            letter, extra, exchange = typed[i], self.extra[i], self.exchange[i]
            diagonal = row[0]
            best = diagonal + extra
            fresh = [best]
            for at, lost in enumerate(missing):
                other, instead, above = meant[start + at], diagonal, row[at + 1]
                diagonal = above
                if letter != other:
                    instead += exchange.get(other, _OTHER_LETTER)
                    if not i or not start + at:
                        instead += _FIRST_LETTER
                best += lost
                if above + extra < best:  # noqa: PLR1730 (`min` is a call for each cell)
                    best = above + extra
                if instead < best:  # noqa: PLR1730
                    best = instead
                if before and at and typed[i - 1] == other and letter == meant[start + at - 1]:
                    best = min(best, before[at - 1] + _EXCHANGED)
                fresh.append(best)
            if min(fresh) > limit:
                return TOO_FAR
            before, row = row, fresh
        return row[-1]


def _counts(word: str) -> int:
    """How often each letter stands in a word, in seven bits for each."""
    return sum([_ONE.get(letter, 0) for letter in word])


def _more(counts: int, than: int) -> int:
    """How many letters the one has more than the other, those it has fewer of left aside."""
    differences = (counts | _SIGNS) - than
    positive = (differences & _SIGNS) >> _SIGN  # a one for each letter of which there are enough
    return (differences & positive * (_FIELD >> 1)) % _FIELD


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
