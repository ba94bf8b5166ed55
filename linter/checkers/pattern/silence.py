"""Why a rule is silent where it found what it looks for: for `explain`, never for a check."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checkers.pattern.judging import (
    Hit,
    applies,
    cancelled,
    judge,
    looks_at_whole,
    needed,
    stands,
)
from linter.reading.scopes import View
from linter.reading.search import Found, agrees, around, holds, occurrences, speaks_of_sense
from linter.reading.sentence import sense_of
from linter.ruleset.model import Condition, Rule
from linter.spans import Span
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Silence:
    """A match that a rule does not report.

    `reason` is `place` (the rule does not look at such blocks or sections), `document` (the whole
    text lacks what the rule asks for), `exception` (a listed exception), `sense` (meant
    differently), `lacking` (something the rule needs beside it) or `unless`. `condition` is the
    part of the rule that decided, `by` what it found.
    """

    rule: Rule
    found: Found
    reason: str
    condition: Condition | None = None
    by: Found | None = None


def silences(view: View, rule: Rule, block: int, place: Span) -> Iterator[Silence]:
    """What a rule found in a part of a block, and why it does not report it.

    One silence for each different reason; nothing where the rule does report something there.
    """
    if looks_at_whole(rule):
        return
    held: list[Silence] = []
    for condition in rule.find:
        for found in occurrences(view, condition, block):
            if not place.overlaps(found.span):
                continue
            verdict = _verdict(view, rule, condition, found)
            if verdict is None:
                return
            held.append(verdict)
    seen: set[tuple[object, ...]] = set()
    for each in held:
        key = each.reason, each.condition, each.by and each.by.span
        if key not in seen:
            seen.add(key)
            yield each


def _verdict(view: View, rule: Rule, condition: Condition, found: Found) -> Silence | None:
    """What silences a match; None if it is reported."""
    place = view.document.blocks[found.block]
    if not applies(rule, place.kind, place.section_kind):
        return Silence(rule, found, "place")
    if not stands(view, condition, found.block):
        wanted = next((e for e in condition.everything if e.within.name == "document"), None)
        return Silence(rule, found, "document", wanted)
    if cancelled(view, rule, found):
        return Silence(rule, found, "exception")
    if isinstance(judge(view, rule, condition, found), Hit):
        return None
    return _reason(view, rule, condition, found)


def _reason(view: View, rule: Rule, condition: Condition, found: Found) -> Silence:
    sense = sense_of(view, found.block, found.span)
    if speaks_of_sense(condition) and not agrees(condition, sense):
        return Silence(rule, found, "sense", condition)
    near = condition.near
    if near is not None and not any(around(view, near, condition.within, found)):
        return Silence(rule, found, "lacking", near)
    for each in condition.everything:
        if not needed(view, each, found):
            return Silence(rule, found, "lacking", each)
    for each in rule.unless:
        by = holds(view, each, found)
        if by is not None:
            return Silence(rule, found, "unless", *_decisive(view, each, found, by))
    missing = (e for e in rule.when if not holds(view, e, found, itself=True))
    return Silence(rule, found, "document", next(missing, None))


def _decisive(view: View, condition: Condition, found: Found, by: Found) -> tuple[Condition, Found]:
    """Of conditions joined by `all`, the first that found words."""
    for each in condition.everything:
        if each.looks_for_text and (inner := holds(view, each, found)):
            return each, inner
    return condition, by
