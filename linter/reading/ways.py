"""What must have been hit for a signal or condition to find anything: asked before it is looked
for.

A block hits a few of the hundreds of lists of expressions. Lists are bits of a number here, so
that one operation tells whether a block hit one of many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import Condition, Signal

# Lists of which one is enough, and pairs of lists (verb, objects) of which both must be hit.
Ways = tuple[int, tuple[tuple[int, int], ...]]


def bit(list_id: int) -> int:
    """A list of expressions as a bit; an empty list (-1) is none."""
    return 1 << list_id if list_id >= 0 else 0


def possible(hit: int, ways: Ways) -> bool:
    """Whether what was hit makes one of the ways possible."""
    alone, pairs = ways
    if hit & alone:
        return True
    for verb, objects in pairs:  # noqa: SIM110 – a generator takes three times as long
        if hit & verb and hit & objects:
            return True
    return False


def ways_of_signals(ruleset: Ruleset) -> dict[str, Ways]:
    """For each signal the ways in which it can come to stand somewhere."""
    return {name: _joined(_ways_of(ruleset, name, set())) for name in ruleset.plain_signals}


def _ways_of(ruleset: Ruleset, name: str, seen: set[str]) -> Iterator[Ways]:
    """The ways of a signal and of those that it includes."""
    if name in seen:
        return
    seen.add(name)
    signal = ruleset.signal(name)
    yield bit(signal.list_id), pairs_of(ruleset, signal)
    for inner in signal.signals:
        yield from _ways_of(ruleset, inner, seen)


def pairs_of(ruleset: Ruleset, signal: Signal) -> tuple[tuple[int, int], ...]:
    """For each of its pairs the verbs, and the objects of which one must be hit as well."""
    lists = ruleset.signal_lists
    return tuple(
        (
            bit(pair.verb_id),
            bit(pair.object_id) | _bits(each for n in pair.object_signals for each in lists[n]),
        )
        for pair in signal.pairs
    )


def ways_of(condition: Condition, signals: dict[str, Ways]) -> Ways:
    """The ways in which what a condition itself names can stand somewhere."""
    return _joined([(bit(condition.list_id), ()), *(signals[name] for name in condition.marks)])


def _joined(every: Iterable[Ways]) -> Ways:
    alone, pairs = 0, dict[tuple[int, int], None]()
    for each in every:
        alone |= each[0]
        pairs |= dict.fromkeys(each[1])
    return alone, tuple(pair for pair in pairs if not alone & pair[0] or not alone & pair[1])


def _bits(lists: Iterable[int]) -> int:
    bits = 0
    for each in lists:
        bits |= bit(each)
    return bits
