"""Whether a rule's condition holds at a place, and where what it looks for was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter.reading.marks import Mark
from linter.reading.scopes import Range, View
from linter.reading.sentence import Sense, sense_of
from linter.ruleset.model import Condition
from linter.spans import Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a condition found: the place in the prose, and the mark or signal behind it."""

    block: int
    span: Span
    signal: str = ""
    mark: Mark | None = None


def occurrences(view: View, condition: Condition, block: int) -> Iterator[Found]:
    """Everything in a block that the condition itself names, whatever stands around it."""
    scan = view.scan(block)
    for mark in scan.marks(condition.list_id):
        yield Found(block, mark.span, mark=mark)
    for name in condition.marks:
        for mark in scan.signal(name):
            yield Found(block, mark.span, name, mark)
    if condition.citation:
        yield from _citations(view, condition.citation, block)


def holds(
    view: View, condition: Condition, subject: Found, *, itself: bool = False
) -> Found | None:
    """The first thing that makes the condition hold for a subject, or None.

    A condition that names nothing in the text speaks of the subject: its mood, strength ….
    What stands within the subject counts with `itself` only.
    """
    if condition.everything:
        found = [holds(view, each, subject, itself=itself) for each in condition.everything]
        return next((each for each in found if each), subject) if all(found) else None
    if condition.missing is not None:
        return None if holds(view, condition.missing, subject, itself=itself) else subject
    if not condition.looks_for_text:
        return subject if agrees(condition, sense_of(view, subject.block, subject.span)) else None
    if condition.within.name == "document":
        return next(_elsewhere(view, condition, None if itself else subject), None)
    ranges = view.ranges(condition.within, subject.block, subject.span)
    return next(within(view, condition, ranges, None if itself else subject), None)


def _elsewhere(view: View, condition: Condition, subject: Found | None) -> Iterator[Found]:
    """What the condition finds anywhere in the document but in the subject.

    That does not depend on the subject, so it is looked for once for a document.
    """
    found = view.remembered.get(condition)
    if found is None:
        blocks = range(len(view.document.blocks))
        every = (each for block in blocks for each in occurrences(view, condition, block))
        found = [each for each in every if _fits(view, condition, each)]
        view.remembered[condition] = found
    return (
        each
        for each in found
        if subject is None or condition.citation or not _is_own(each, subject)
    )


def within(
    view: View, condition: Condition, ranges: Sequence[Range], subject: Found | None = None
) -> Iterator[Found]:
    """What the condition finds in some ranges; the subject itself does not count."""
    for place in ranges:
        for found in occurrences(view, condition, place.block):
            inside = place.start <= found.span.start <= place.end and found.span.end <= place.end
            own = subject is not None and _is_own(found, subject) and not condition.citation
            if inside and not own and _fits(view, condition, found):
                yield found


def _is_own(found: Found, subject: Found) -> bool:
    """Whether what was found is a part of the subject itself."""
    return subject.block == found.block and subject.span.covers(found.span)


def agrees(condition: Condition, sense: Sense) -> bool:
    """Whether a place that is meant in this sense has the mood, strength … that are asked for."""
    wanted = (
        (condition.moods, sense.mood),
        (condition.strengths, sense.strength),
        (condition.attributions, sense.attribution),
        (condition.evidence, sense.evidence),
        (condition.polarities, sense.polarity),
    )
    return all(not allowed or actual in allowed for allowed, actual in wanted)


def speaks_of_sense(condition: Condition) -> bool:
    """Whether the condition asks for a mood, strength, attribution, evidence or polarity."""
    return bool(
        condition.moods
        or condition.strengths
        or condition.attributions
        or condition.evidence
        or condition.polarities
    )


def _fits(view: View, condition: Condition, found: Found) -> bool:
    """Whether what was found has the sense that is asked for, and its own `near`."""
    if speaks_of_sense(condition) and not agrees(
        condition, sense_of(view, found.block, found.span)
    ):
        return False
    if condition.near is None:
        return True
    ranges = view.ranges(condition.within, found.block, found.span)
    return next(within(view, condition.near, ranges, found), None) is not None


def _citations(view: View, kind: str, block: int) -> Iterator[Found]:
    place = view.document.blocks[block]
    for each in view.document.citations:
        if place.start <= each.start <= place.end and (kind == "any" or each.named):
            yield Found(block, Span(each.start, each.end))
    if kind == "named-source" and "specific-attribution" in view.matcher.ruleset.plain_signals:
        for mark in view.scan(block).signal("specific-attribution"):
            yield Found(block, mark.span, "specific-attribution", mark)
