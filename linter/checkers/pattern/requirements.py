"""What a block must have hit for a rule to find anything in it.

What a rule looks for is often common, and what must stand near it rare: then nothing of it needs
to be located.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter.reading.marks import Matcher
from linter.reading.ways import Ways, possible
from linter.ruleset.model import Condition, Rule, Scope

_IN_BLOCK = frozenset({"clause", "words", "sentence", "paragraph"})
_BESIDE = "adjacent"  # lists and tables have companions elsewhere

# For each condition of `find`: what must be possible in the block, and what as well in a block
# that belongs to no list or table.
Required = tuple[tuple[tuple[Ways, ...], tuple[Ways, ...]], ...]


def required(rule: Rule, matcher: Matcher, window: str) -> Required:
    """What must be hit for a rule to find anything; `window` is the scope that is meant by it."""
    return tuple(
        (
            (matcher.ways_of(each), *_needed(each, matcher, window, _IN_BLOCK)),
            tuple(_needed(each, matcher, window, frozenset({_BESIDE}))),
        )
        for each in rule.find
    )


def may_find(hit: int, requirements: Required, *, alone: bool) -> bool:
    """Whether a block that hit these lists can have something for the rule; `alone` says that it
    belongs to no list or table."""
    for always, beside in requirements:
        for ways in always:
            if not (hit & ways[0] or (ways[1] and possible(hit, ways))):
                break
        else:
            if not alone or all(possible(hit, ways) for ways in beside):
                return True
    return False


def _needed(
    condition: Condition, matcher: Matcher, window: str, scopes: frozenset[str]
) -> Iterator[Ways]:
    """The ways of all that must stand within some scopes of what the condition finds."""

    def reaches(scope: Scope) -> bool:
        return (window if scope.name == "window" else scope.name) in scopes

    near = condition.near
    if near is not None and not near.citation and reaches(condition.within):
        yield matcher.ways_of(near)
    for each in condition.everything:
        if each.everything or not each.looks_for_text:
            yield from _needed(each, matcher, window, scopes) if each.everything else ()
        elif each.missing is None and not each.citation and reaches(each.within):
            yield matcher.ways_of(each)
