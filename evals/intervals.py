"""How sure a measured proportion or rate is: 95 % intervals."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
ROUNDS = 1000
SEED = 20261125

Cells = Mapping[tuple[str, str], int]  # how many rows have a label and got a verdict


def wilson(right: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's score interval of a proportion, without continuity correction.

    Source: E. B. Wilson, J Am Stat Assoc 1927;22:209–12. Nothing measured gives (0, 1).

    Raises:
        ValueError: the counts are no proportion.
    """
    if not 0 <= right <= of:
        raise ValueError(f"{right} of {of} is no proportion")
    if of == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    centre = right + z * z / 2
    margin = z * sqrt(right * (of - right) / of + z * z / 4)
    # The limits at 0 and 1 are exact in theory; rounding must not push them outside.
    return max((centre - margin) / (of + z * z), 0.0), min((centre + margin) / (of + z * z), 1.0)


def poisson(events: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Byar's approximation to the exact interval of a Poisson count.

    Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II, IARC 1987, p. 69.

    Raises:
        ValueError: the count is negative.
    """
    if events < 0:
        raise ValueError(f"{events} is no count")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    low = events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    return max(low, 0.0), more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def precision(cells: Cells, wanted: str) -> float:
    """How many of the rows that got a verdict have it as their label; 0 where none got it."""
    given = sum(count for (_, verdict), count in cells.items() if verdict == wanted)
    return cells.get((wanted, wanted), 0) / given if given else 0.0


def recall(cells: Cells, wanted: str) -> float:
    """How many of the rows with a label got it as their verdict; 0 where none has it."""
    there = sum(count for (label, _), count in cells.items() if label == wanted)
    return cells.get((wanted, wanted), 0) / there if there else 0.0


def f1(cells: Cells, wanted: str) -> float:
    """The harmonic mean of precision and recall."""
    p, r = precision(cells, wanted), recall(cells, wanted)
    return 2 * p * r / (p + r) if p + r else 0.0


def macro_f1(cells: Cells) -> float:
    """The mean of F1 over all labels."""
    labels = {label for label, _ in cells}
    return sum(f1(cells, label) for label in labels) / len(labels) if labels else 0.0


def accuracy(cells: Cells) -> float:
    """How many rows got their label."""
    rows = sum(cells.values())
    return sum(n for (label, verdict), n in cells.items() if label == verdict) / max(rows, 1)


def bootstrap(
    groups: Sequence[Cells], measure: Callable[[Cells], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The 95 % percentile interval of a measure when groups of rows are drawn with replacement.

    A group holds what was not drawn independently, the sentences of one document for instance.
    Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13.
    """
    chance = random.Random(SEED)
    kinds = Counter(tuple(sorted(group.items())) for group in groups)
    values = sorted(measure(_drawn(kinds, len(groups), chance)) for _ in range(rounds))
    tail = (1 - CONFIDENCE) / 2
    return values[int(tail * rounds)], values[min(int((1 - tail) * rounds), rounds - 1)]


def _drawn(
    kinds: Counter[tuple[tuple[tuple[str, str], int], ...]], size: int, chance: random.Random
) -> Cells:
    """`size` groups drawn with replacement, as one table; groups that look alike are one kind."""
    drawn = Counter(chance.choices(list(kinds), weights=list(kinds.values()), k=size))
    cells: Counter[tuple[str, str]] = Counter()
    for kind, times in drawn.items():
        for cell, count in kind:
            cells[cell] += count * times
    return cells


@dataclass(frozen=True, slots=True)
class Proportion:
    """`right` of `of`."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The proportion; None where there is nothing to divide by."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval."""
        return wilson(self.right, self.of)

    def __str__(self) -> str:
        if self.value is None:
            return "– (0)"
        low, high = self.interval
        return f"{self.value:.2f} ({self.right}/{self.of}; {low:.2f}–{high:.2f})"

    def as_json(self) -> dict[str, object]:
        """The counts, the proportion and its interval."""
        return {
            "right": self.right,
            "of": self.of,
            "value": self.value,
            "interval": list(self.interval),
        }


@dataclass(frozen=True, slots=True)
class Rate:
    """`events` in `words` words."""

    events: int
    words: int

    @property
    def per_thousand(self) -> float | None:
        """Events per 1,000 words; None without words."""
        return 1000 * self.events / self.words if self.words else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the rate per 1,000 words, taking events as independent."""
        if not self.words:
            return 0.0, float("inf")
        low, high = poisson(self.events)
        return 1000 * low / self.words, 1000 * high / self.words

    def __str__(self) -> str:
        if self.per_thousand is None:
            return "– (0 words)"
        low, high = self.interval
        return f"{self.per_thousand:.2f} ({self.events}; {low:.2f}–{high:.2f})"
