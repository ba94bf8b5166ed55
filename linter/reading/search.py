"""Whether a rule's condition holds at a place, and where what it looks for was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from linter.documents.model import Citation
from linter.reading.marks import Mark, touching
from linter.reading.scopes import Range, View
from linter.reading.sentence import Sense, sense_of
from linter.ruleset.model import Condition, Scope
from linter.spans import Span
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """What a condition found: the place in the prose, and the mark or signal behind it."""

    block: int
    span: Span
    signal: str = ""
    mark: Mark | None = None


def occurrences(
    view: View, condition: Condition, block: int, place: Range | None = None
) -> Iterator[Found]:
    """Everything in a block (or what touches a part of it) that the condition itself names,
    whatever stands around it."""
    scan = view.scan(block)
    if scan.names(condition):
        start, end = (place.start, place.end) if place else (0, len(view.document.prose))
        for mark in touching(scan.marks(condition.list_id), start, end):
            yield Found(block, mark.span, mark=mark)
        for name in condition.marks:
            for mark in touching(scan.signal(name), start, end):
                yield Found(block, mark.span, name, mark)
    if condition.citation:
        yield from _citations(view, condition.citation, block)


def blocks_naming(view: View, condition: Condition) -> list[int]:
    """The blocks that may hold what the condition itself names; citations do not count."""
    lists = view.matcher.signal_lists
    named = (each for name in condition.marks for each in lists[name])
    return view.holders((condition.list_id, *named))


def holds(
    view: View, condition: Condition, subject: Found, *, itself: bool = False
) -> Found | None:
    """The first thing that makes the condition hold for a subject, or None.

    A condition that names nothing in the text speaks of the subject: its mood, strength ….
    What stands within the subject counts with `itself` only; nothing that stands there is missing.
    """
    if condition.everything:
        found = [holds(view, each, subject, itself=itself) for each in condition.everything]
        return next((each for each in found if each), subject) if all(found) else None
    if condition.missing is not None:
        return None if holds(view, condition.missing, subject, itself=True) else subject
    if not condition.looks_for_text:
        return subject if agrees(condition, sense_of(view, subject.block, subject.span)) else None
    return next(around(view, condition, condition.within, subject, itself=itself), None)


def around(
    view: View, condition: Condition, scope: Scope, subject: Found, *, itself: bool = False
) -> Iterator[Found]:
    """What the condition finds within a scope around the subject, but in the subject itself
    only with `itself`."""
    if scope.name not in ("section", "document"):
        ranges = view.ranges(scope, subject.block, subject.span)
        return within(view, condition, ranges, None if itself else subject)
    found = _everywhere(view, condition, scope, subject.block)
    return (each for each in found if itself or condition.citation or not _is_own(each, subject))


def _everywhere(view: View, condition: Condition, scope: Scope, block: int) -> list[Found]:
    """What the condition finds in a whole section or document.

    That does not depend on the subject, so it is looked for once.
    """
    section = view.document.blocks[block].section if scope.name == "section" else None
    key = (view.matcher.number(condition), section)
    found: list[Found] | None = view.remembered.get(key)
    if found is None:
        blocks = view.blocks(scope, block)
        if not condition.citation:
            holders = blocks_naming(view, condition)
            blocks = [each for each in holders if each in blocks]
        every = (each for block in blocks for each in occurrences(view, condition, block))
        found = [each for each in every if _fits(view, condition, each)]
        view.remembered[key] = found
    return found


def within(
    view: View, condition: Condition, ranges: Sequence[Range], subject: Found | None = None
) -> Iterator[Found]:
    """What the condition finds in some ranges; the subject itself does not count."""
    for place in ranges:
        for found in occurrences(view, condition, place.block, place):
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
    key = (view.matcher.number(condition), found.block, found.span)
    fits: bool | None = view.remembered.get(key)
    if fits is None:  # nested ones would multiply
        fits = next(around(view, condition.near, condition.within, found), None) is not None
        view.remembered[key] = fits
    return fits


def _citations(view: View, kind: str, block: int) -> Iterator[Found]:
    place = view.document.blocks[block]
    citations = view.document.citations
    first = bisect_left(citations, place.start, key=_start)
    for each in citations[first : bisect_right(citations, place.end, key=_start)]:
        if kind == "any" or each.named:
            yield Found(block, Span(each.start, each.end))
    if kind == "named-source" and "specific-attribution" in view.matcher.ruleset.plain_signals:
        for mark in view.scan(block).signal("specific-attribution"):
            yield Found(block, mark.span, "specific-attribution", mark)


def _start(citation: Citation) -> int:
    return citation.start
