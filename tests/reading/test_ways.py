"""What a block must have hit is told without looking at it."""

from __future__ import annotations

import pytest

from linter.reading.ways import bit, possible


@pytest.mark.parametrize(
    ("hit", "expected"),
    [
        ((), False),
        ((1,), True),
        ((2,), False),
        ((3,), False),
        ((2, 3), True),
        ((2, 4), True),
        ((3, 4), False),
        ((-1,), False),
    ],
)
def test_one_list_is_enough_or_a_verb_and_an_object(hit: tuple[int, ...], expected: bool) -> None:
    ways = (bit(1), ((bit(2), bit(3) | bit(4)),))
    assert possible(sum(map(bit, hit)), ways) is expected
