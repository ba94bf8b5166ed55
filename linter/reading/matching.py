"""Matches an expression's plan at a place of a text (see `linter.ruleset.plans`).

The search backtracks as a regular expression does, and in the same order; how often it can do
so was bounded when the expression was compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from linter.ruleset.model import Plan
from linter.ruleset.tokens import (
    GAP_WORD,
    LEFT_BORDER,
    LETTER_TOKENS,
    MOST_IN_GAP,
    ONE_LETTER,
    RIGHT_BORDER,
    TOKENS,
)

_LEFT_BORDER = re.compile(LEFT_BORDER)
_RIGHT_BORDER = re.compile(RIGHT_BORDER)
_GAP_WORD = re.compile(f"{GAP_WORD} ")
_WORD = re.compile(f"{ONE_LETTER}+(?:'{ONE_LETTER}+)*")
_TOKENS = {name: re.compile(each) for name, each in TOKENS.items()}

_FEW_CHOICES = 50

Groups = dict[int, tuple[int, int]]
Rest = tuple[Any, ...] | None  # what follows a plan: (plan, index, rest, group, where it began)


def match(
    plan: Plan, text: str, place: int, groups: Groups | None = None, end: int | None = None
) -> int:
    """Where a match that begins at `place` (and ends at `end`, if that is given) ends, or -1.

    `groups` is filled with the places of the numbered groups.
    """
    if not _LEFT_BORDER.match(text, place):
        return -1
    return _Match(text, groups, end).run(plan, 0, place, None)


class _Match:
    """One attempt; `groups` holds what was captured on the way that led to success."""

    __slots__ = ("choices", "end", "failed", "groups", "text")

    def __init__(self, text: str, groups: Groups | None, end: int | None) -> None:
        self.text = text
        self.groups = groups
        self.end = end
        self.choices = 0
        self.failed: set[tuple[Any, ...]] = set()

    def run(self, plan: Plan, index: int, place: int, rest: Rest) -> int:
        """The end of a match of the steps from `index` on and of what follows the plan."""
        text = self.text
        while True:
            if index == len(plan):
                if rest is None:
                    return place if self._is_end(place) else -1
                plan, index, rest, group, began = rest
                if group and self.groups is not None:
                    self.groups[group] = (began, place)
                continue
            step = plan[index]
            kind = step[0]
            index += 1
            if kind == "text":
                if not text.startswith(step[1], place):
                    return -1
                place += len(step[1])
            elif kind == "space":
                if not text.startswith(" ", place):
                    return -1
                place += 1
            elif kind == "words":
                word = _WORD.match(text, place)
                if word is None or word[0] not in step[2]:
                    return -1
                self._capture(step[1], place, word.end())
                place = word.end()
            else:
                return self._choose(step, plan, index, place, rest)

    def _is_end(self, place: int) -> bool:
        if self.end is not None and place != self.end:
            return False
        return _RIGHT_BORDER.match(self.text, place) is not None

    def _choose(self, step: tuple[Any, ...], plan: Plan, index: int, place: int, rest: Rest) -> int:
        """A step that can go on in several ways: the first that leads to the end.

        Where there are many, those that led nowhere are remembered: nothing but what is still to
        come decides whether they do.
        """
        self.choices += 1
        if self.choices <= _FEW_CHOICES:
            return self._try(step, plan, index, place, rest)
        state = (id(plan), index, place, *_still_to_come(rest))
        if state in self.failed:
            return -1
        end = self._try(step, plan, index, place, rest)
        if end < 0:
            self.failed.add(state)
        return end

    def _try(self, step: tuple[Any, ...], plan: Plan, index: int, place: int, rest: Rest) -> int:
        kind = step[0]
        if kind == "gap":
            return self._gap(plan, index, place, rest)
        if kind == "token":
            return self._token(step, plan, index, place, rest)
        before = dict(self.groups) if self.groups else None
        number = 0 if kind == "maybe" else step[1]
        for each in self._plans(step, place):
            end = self.run(each, 0, place, (plan, index, rest, number, place))
            if end >= 0:
                return end
        if self.groups is not None:
            self.groups.clear()
            self.groups.update(before or {})
        return self.run(plan, index, place, rest) if kind == "maybe" else -1

    def _plans(self, step: tuple[Any, ...], place: int) -> Iterable[Plan]:
        """The plans of a step that can begin at a place."""
        text = self.text
        if step[0] == "maybe":
            return (step[2],) if text.startswith(step[1], place) else ()
        if step[0] == "any":
            return [plan for begins, plan in step[2] if text.startswith(begins, place)]
        word = _WORD.match(text, place)
        found: tuple[Plan, ...] = step[2].get(word[0], ()) if word else ()
        return found

    def _gap(self, plan: Plan, index: int, place: int, rest: Rest) -> int:
        """A space, then as few words as lead to the end."""
        if not self.text.startswith(" ", place):
            return -1
        place += 1
        for _ in range(MOST_IN_GAP + 1):
            end = self.run(plan, index, place, rest)
            if end >= 0:
                return end
            word = _GAP_WORD.match(self.text, place)
            if word is None:
                return -1
            place = word.end()
        return -1

    def _token(self, step: tuple[Any, ...], plan: Plan, index: int, place: int, rest: Rest) -> int:
        """A token, or the beginning of one where only that leads to the end."""
        pattern = _TOKENS[step[1]]
        longest = pattern.match(self.text, place)
        if longest is None:
            return -1
        shortest = place if step[1] in LETTER_TOKENS else longest.end() - 1
        for end in range(longest.end(), shortest, -1):
            if end == longest.end() or pattern.fullmatch(self.text, place, end):
                self._capture(step[2], place, end)
                reached = self.run(plan, index, end, rest)
                if reached >= 0:
                    return reached
        return -1

    def _capture(self, number: int, start: int, end: int) -> None:
        if number and self.groups is not None:
            self.groups[number] = (start, end)


def _still_to_come(rest: Rest) -> Iterable[int]:
    while rest is not None:
        plan, index, rest, _, _ = rest
        yield id(plan)
        yield index
