"""Places in a text and edits to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.spans import Edit, LineIndex, Span, apply_edits

texts = st.text(st.sampled_from("ab \n\r\u2028😀é"), max_size=30)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((0, 3), (2, 5), True),
        ((0, 3), (3, 5), False),
        ((0, 9), (3, 5), True),
        ((3, 3), (3, 5), True),
        ((5, 5), (3, 5), True),
        ((6, 6), (3, 5), False),
        ((3, 3), (3, 3), True),
    ],
)
def test_overlaps(first: tuple[int, int], second: tuple[int, int], expected: bool) -> None:
    assert Span(*first).overlaps(Span(*second)) is expected
    assert Span(*second).overlaps(Span(*first)) is expected


def test_covers() -> None:
    assert Span(1, 5).covers(Span(1, 5))
    assert Span(1, 5).covers(Span(5, 5))
    assert not Span(1, 5).covers(Span(0, 2))
    assert not Span(1, 5).covers(Span(4, 6))


@pytest.mark.parametrize(
    ("offset", "position"),
    [(0, (1, 1)), (2, (1, 3)), (4, (2, 1)), (5, (3, 1)), (6, (4, 1)), (7, (4, 2))],
)
def test_lines_end_with_any_line_break(offset: int, position: tuple[int, int]) -> None:
    assert LineIndex("ab\r\n\n\rx").position(offset) == position


@given(texts)
def test_offsets_and_positions_are_inverse(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        assert index.offset(*index.position(offset)) == offset


def test_a_line_that_does_not_exist_is_refused() -> None:
    for line in (0, 3):
        with pytest.raises(ValueError, match=f"no line {line}"):
            LineIndex("a\nb").offset(line)


def test_utf16_columns_count_surrogate_pairs() -> None:
    assert [LineIndex("x\n😀é!").utf16_column(offset) for offset in range(2, 6)] == [0, 2, 3, 4]


@given(texts, st.data())
def test_edits_change_what_they_span_and_nothing_else(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(span, data.draw(texts)) for span in spans]
    result = apply_edits(text, data.draw(st.permutations(edits)))
    assert len(result) == len(text) + sum(len(e.text) - e.span.end + e.span.start for e in edits)
    place = shift = 0
    for edit in sorted(edits):
        kept = text[place : edit.span.start]
        assert result[place + shift : edit.span.start + shift] == kept
        place = edit.span.end
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    assert result[place + shift :] == text[place:]


@pytest.mark.parametrize("edits", [[(0, 3), (2, 4)], [(4, 9)], [(1, 4), (0, 2)]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps another one or lies outside"):
        apply_edits("abcde", [Edit(Span(*span), "x") for span in edits])
