"""The quick `dataclass` does what the one of the standard library does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any

import pytest

from linter.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Quick:
    """A value."""

    first: int
    second: tuple[int, ...] = ()
    third: list[int] = field(default_factory=list, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Standard:
    """The same made by the standard library."""

    first: int
    second: tuple[int, ...] = ()
    third: list[int] = field(default_factory=list, compare=False, repr=False)


@dataclass
class Changeable:
    """Without slots, not frozen."""

    first: int
    second: int = 2


@pytest.mark.parametrize(
    "look",
    [
        lambda made: made(1) == made(1, (), [5]),
        lambda made: made(1) == made(2),
        lambda made: made(1) == (1, (), []),
        lambda made: made(1) != made(1, (3,)),
        lambda made: hash(made(1, (2,))) == hash(made(1, (2,), [3])),
        lambda made: sorted([made(2), made(1, (5,)), made(1)]) == [made(1), made(1, (5,)), made(2)],
        lambda made: (made(1) < made(2), made(1) <= made(1), made(3) > made(2), made(1) >= made(2)),
        lambda made: repr(made(1, second=(2,))).lower().replace("standard", "quick"),
        lambda made: dataclasses.replace(made(1), first=4) == made(4),
        lambda made: [each.name for each in dataclasses.fields(made)],
        lambda made: dataclasses.astuple(made(1)),
        lambda made: dataclasses.is_dataclass(made(1)),
        lambda made: made.__match_args__,
        lambda made: made.__slots__,
        lambda made: made(1).third is made(1).third,
        lambda made: made(1, third=[7]).third,
        lambda made: pickle.loads(pickle.dumps(made(1, (2,), [3]))) == made(1, (2,), [3]),
        lambda made: pickle.loads(pickle.dumps(made(1, (2,), [3]))).third,
        lambda made: copy.deepcopy(made(1, (2,), [3])).third,
    ],
)
def test_values_behave_alike(look: Callable[[Any], Any]) -> None:
    assert look(Quick) == look(Standard)


@pytest.mark.parametrize(
    "misuse",
    [
        lambda made: made(),
        lambda made: made(1, (), [], 4),
        lambda made: made(1, fourth=4),
        lambda made: made(1) < 3,
        lambda made: setattr(made(1), "first", 2),
        lambda made: setattr(made(1), "other", 2),
        lambda made: delattr(made(1), "first"),
    ],
)
def test_misuse_is_refused_alike(misuse: Callable[[Any], Any]) -> None:
    with pytest.raises((TypeError, AttributeError)) as quick:
        misuse(Quick)
    with pytest.raises((TypeError, AttributeError)) as standard:
        misuse(Standard)
    assert issubclass(quick.type, (standard.type, AttributeError))


def test_what_is_not_frozen_can_be_changed_and_has_no_hash() -> None:
    value = Changeable(1)
    value.second = 3
    assert value == Changeable(1, 3)
    assert repr(value) == "Changeable(first=1, second=3)"
    with pytest.raises(TypeError):
        hash(value)


@dataclass(frozen=True, slots=True)
class Named:
    """A value whose hash leaves a field out."""

    thing: list[int] = field(hash=False)  # has no hash itself
    name: str


def test_a_field_may_be_left_out_of_the_hash() -> None:
    one, other = Named([1], "a"), Named([2], "a")
    assert hash(one) == hash(other) != hash(Named([1], "b"))
    assert one != other
