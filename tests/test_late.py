"""Regular expressions that are compiled late work as compiled ones do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from linter.late import late


@pytest.mark.parametrize(
    "use",
    [
        lambda pattern: pattern.match("ab", 1).span(),
        lambda pattern: pattern.match("xa"),
        lambda pattern: pattern.search("xxAb").span(),
        lambda pattern: pattern.fullmatch("Ab").group(),
        lambda pattern: [each.span() for each in pattern.finditer("a b ab")],
        lambda pattern: pattern.findall("a b ab"),
        lambda pattern: pattern.sub("-", "a cab b"),
        lambda pattern: pattern.split("x a y"),
    ],
)
def test_it_does_what_the_compiled_one_does(use: Callable[[Any], object]) -> None:
    pattern = late("[ab]{1,2}", re.IGNORECASE)
    expected = use(re.compile("[ab]{1,2}", re.IGNORECASE))
    assert use(pattern) == expected
    assert use(pattern) == expected


def test_a_wrong_one_is_noticed_when_it_is_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("a")


def test_there_is_nothing_but_the_methods() -> None:
    assert not hasattr(late("a"), "scanner")
