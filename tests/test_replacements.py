"""What the shipped rules put in is spelt right, also where it is made of a word and an ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from linter.checkers.spelling.lexicon import Flag, shipped
from linter.ruleset.loading import rule_files
from linter.storage import rules_folder

_GROUP = re.compile(r"\(([^()]*)\)([a-z]*)")
_WITH_ENDING = re.compile(r"(?<![\w'’-])\{(\d)\}([a-z]+)(?![\w'’-])")


def _made(expression: str, template: str) -> Iterator[tuple[str, str]]:
    """The words of the expression that a replacement gives an ending, and what that makes.

    “(tak|us)e” stands for “take” and “use”. Expressions with signs for kinds of words are left
    out, since their groups are not counted here.
    """
    groups = [] if "<" in expression else _GROUP.findall(expression)
    for number, ending in _WITH_ENDING.findall(template):
        if int(number) <= len(groups):
            alternatives, rest = groups[int(number) - 1]
            yield from ((each + rest, each + ending) for each in alternatives.split("|"))


def _swaps() -> Iterator[tuple[str, str, str]]:
    for path in rule_files(rules_folder()):
        for expression, template in _swap(path).items():
            yield f"{path.parent.name}/{path.stem}", str(expression), str(template)


def _swap(path: Path) -> dict[object, object]:
    content = cast("dict[str, object]", yaml.safe_load(path.read_text(encoding="utf-8")))
    swap = content.get("swap", {})
    return cast("dict[object, object]", swap) if isinstance(swap, dict) else {}


_SWAPS = tuple(_swaps())
_SHORT = 3  # letters of an abbreviation, whose plural is in no dictionary


def test_the_words_that_are_made_can_be_told() -> None:
    told = [("take", "taking"), ("use", "using")]
    assert list(_made("to (tak|us)e (it)", "{1}ing {2}")) == told


@pytest.mark.parametrize("name", sorted({name for name, *_ in _SWAPS}))
def test_no_replacement_is_misspelt(name: str) -> None:
    made = [pair for rule, *swap in _SWAPS if rule == name for pair in _made(swap[0], swap[1])]
    assert [
        new
        for old, new in made
        if _is_word(old) and not (_is_word(new) or (new[-1] == "s" and len(old) <= _SHORT))
    ] == []


def _is_word(text: str) -> bool:
    """Whether it is a word that may be written in lower case: no abbreviation, no name."""
    return Flag.LOWER in shipped().flags(text)
