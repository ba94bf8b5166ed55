"""Overlapping marks are cut so that the text is there exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.reports.parts.segments import Segment, cut
from linter.spans import Span

PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=8)


@given(st.integers(0, 20), st.integers(0, 20), PLACES)
def test_segments_cover_the_stretch_once(start: int, length: int, places: list[list[int]]) -> None:
    stretch = Span(start, start + length)
    marks = [(number, Span(*place)) for number, place in enumerate(places)]
    segments = cut(stretch, marks)
    covered = [i for s in segments for i in range(s.start, s.end)]
    assert covered == list(range(stretch.start, stretch.end))
    for number, place in marks:
        on = {i for s in segments if number in s.on for i in range(s.start, s.end)}
        assert on == set(range(place.start, place.end)) & set(covered)


@given(st.integers(0, 20), st.integers(1, 20), PLACES)
def test_each_mark_that_is_shown_closes_once(
    start: int, length: int, places: list[list[int]]
) -> None:
    stretch = Span(start, start + length)
    marks = [(number, Span(*place)) for number, place in enumerate(places)]
    closed = [number for segment in cut(stretch, marks) for number in segment.closing]
    shown = [
        n for n, p in marks if p.overlaps(stretch) and (p.start == p.end or p.start < stretch.end)
    ]
    assert sorted(closed) == shown


def test_nested_and_overlapping() -> None:
    assert cut(Span(0, 10), [(1, Span(2, 8)), (2, Span(4, 6)), (3, Span(5, 20))]) == [
        Segment(0, 2),
        Segment(2, 4, (1,)),
        Segment(4, 5, (1, 2)),
        Segment(5, 6, (1, 2, 3), (2,)),
        Segment(6, 8, (1, 3), (1,)),
        Segment(8, 10, (3,), (3,)),
    ]


def test_points() -> None:
    assert cut(Span(0, 4), [(1, Span(4, 4)), (2, Span(0, 0)), (3, Span(9, 9))]) == [
        Segment(0, 0, (2,), (2,)),
        Segment(0, 4),
        Segment(4, 4, (1,), (1,)),
    ]
