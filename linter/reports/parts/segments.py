"""Cuts a stretch of text wherever one of its marks begins or ends, so that marks may overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from linter.spans import Span
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """``text[start:end]``, the numbers of all marks on it, and of those that end with it.

    An empty segment stands for marks of no length at that place.
    """

    start: int
    end: int
    on: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()


def cut(stretch: Span, marks: Iterable[tuple[int, Span]]) -> list[Segment]:
    """The segments of `stretch` in order, which together cover it exactly once.

    Marks are clipped to the stretch, and those outside it are left out; a mark is a number of
    the caller's choosing and a place.
    """
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    points: dict[int, list[int]] = defaultdict(list)
    for number, place in marks:
        start, end = max(place.start, stretch.start), min(place.end, stretch.end)
        if start < end:
            begins[start].append(number)
            ends[end].append(number)
        elif place.start == place.end and start == end:
            points[start].append(number)
    return _swept(stretch, begins, ends, points)


def _swept(
    stretch: Span,
    begins: dict[int, list[int]],
    ends: dict[int, list[int]],
    points: dict[int, list[int]],
) -> list[Segment]:
    segments: list[Segment] = []
    active: list[int] = []
    last = stretch.start
    for place in sorted({stretch.start, stretch.end, *begins, *ends, *points}):
        if place > last:
            closing = tuple(number for number in active if number in ends.get(place, ()))
            segments.append(Segment(last, place, tuple(active), closing))
            active = [number for number in active if number not in closing]
            last = place
        if place in points:
            segments.append(Segment(place, place, tuple(points[place]), tuple(points[place])))
        active += begins.get(place, ())
    return segments
