"""Matches an expression's plan at a place of a text (see `linter.ruleset.plans`).

The search backtracks as a regular expression does, and in the same order; how often it can do
so was bounded when the expression was compiled.
"""

from __future__ import annotations

import re
from typing import Any

from linter.documents.words import WORD
from linter.ruleset.plans import Plan

_LETTER = "(?:[^\\W_]|[\u0300-\u036f])"
_LEFT_BORDER = re.compile(f"(?<!{_LETTER})(?<![^\\W_]')")
_RIGHT_BORDER = re.compile(f"(?!{_LETTER})(?!'[^\\W_])")
_GAP_WORD = re.compile(r"(?:[^ .!?;]|\.(?=\d)){1,40} ")
_MOST_IN_GAP = 3
_NUMBER = r"\d{1,12}(?:[.,·]\d{1,6}){0,4}"
_TOKENS = {
    "number": re.compile(_NUMBER),
    "percent": re.compile(rf"{_NUMBER} ?(?:%|percent\b|per cent\b)"),
    "year": re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)"),
    "capital": re.compile(r"[^\W\d_][^\W_]{0,40}"),
    "word": re.compile(r"[^\W_]{1,40}"),
}

Groups = dict[int, tuple[int, int]]
Rest = tuple[Any, ...] | None  # what follows a plan: (plan, index, rest, group, where it began)


def begins_word(text: str, place: int) -> bool:
    """Whether no word runs on from before `place` into it."""
    return not text[place : place + 1].isalnum() or _LEFT_BORDER.match(text, place) is not None


def ends_word(text: str, place: int) -> bool:
    """Whether the word before `place` does not run on."""
    return not text[place - 1 : place].isalnum() or _RIGHT_BORDER.match(text, place) is not None


def match(plan: Plan, text: str, written: str, place: int, groups: Groups | None = None) -> int:
    """Where a match that begins at `place` ends, or -1.

    `written` is the text with its capitals, of the same length; `groups` is filled with the
    places of the numbered groups.
    """
    if not begins_word(text, place):
        return -1
    return _Match(text, written, groups).run(plan, 0, place, None)


class _Match:
    """One attempt; `groups` holds what was captured on the way that led to success."""

    __slots__ = ("groups", "text", "written")

    def __init__(self, text: str, written: str, groups: Groups | None) -> None:
        self.text = text
        self.written = written
        self.groups = groups

    def run(self, plan: Plan, index: int, place: int, rest: Rest) -> int:
        """The end of a match of the steps from `index` on and of what follows the plan."""
        text = self.text
        while True:
            if index == len(plan):
                if rest is None:
                    return place if ends_word(text, place) else -1
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
                word = WORD.match(text, place)
                if word is None or word[0] not in step[2]:
                    return -1
                self._capture(step[1], place, word.end())
                place = word.end()
            elif kind == "token":
                end = self._token(step[1], place)
                if end < 0:
                    return -1
                self._capture(step[2], place, end)
                place = end
            else:
                return self._choose(step, plan, index, place, rest)

    def _choose(self, step: tuple[Any, ...], plan: Plan, index: int, place: int, rest: Rest) -> int:
        """A step that can go on in several ways: the first that leads to the end."""
        if step[0] == "gap":
            return self._gap(plan, index, place, rest)
        before = dict(self.groups) if self.groups else None
        number, plans = (0, (step[1],)) if step[0] == "maybe" else (step[1], self._plans(step, place))
        for each in plans:
            end = self.run(each, 0, place, (plan, index, rest, number, place))
            if end >= 0:
                return end
        if self.groups is not None:
            self.groups.clear()
            self.groups.update(before or {})
        return self.run(plan, index, place, rest) if step[0] == "maybe" else -1

    def _plans(self, step: tuple[Any, ...], place: int) -> tuple[Plan, ...]:
        if step[0] == "any":
            every: tuple[Plan, ...] = step[2]
            return every
        word = WORD.match(self.text, place)
        found: tuple[Plan, ...] = step[2].get(word[0], ()) if word else ()
        return found

    def _gap(self, plan: Plan, index: int, place: int, rest: Rest) -> int:
        """A space, then as few words as lead to the end."""
        if not self.text.startswith(" ", place):
            return -1
        place += 1
        for _ in range(_MOST_IN_GAP + 1):
            end = self.run(plan, index, place, rest)
            if end >= 0:
                return end
            word = _GAP_WORD.match(self.text, place)
            if word is None:
                return -1
            place = word.end()
        return -1

    def _token(self, name: str, place: int) -> int:
        found = _TOKENS[name].match(self.text, place)
        if found is None or (name == "capital" and not self.written[place].isupper()):
            return -1
        return found.end()

    def _capture(self, number: int, start: int, end: int) -> None:
        if number and self.groups is not None:
            self.groups[number] = (start, end)
