"""The misspellings that the rules of medlint list: no dictionary may accept one of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from linter.ruleset.expressions import (
    Chain,
    ExpressionError,
    Group,
    Literal,
    Node,
    Optional,
    Vocabulary,
    parse,
)
from linter.yamltext import load

RULES = Path(__file__).parents[2] / "rules"


def listed_misspellings(folder: Path = RULES / "spelling") -> frozenset[str]:
    """Every single word in the tables (`swap:`) of the spelling rules."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        rule = load(path, None).mapping()
        if "swap" in rule:
            for expression in rule["swap"].mapping():
                found.update(each.lower() for each in _expanded(expression) if each.isalpha())
    return frozenset(found)


def _expanded(expression: str) -> Iterator[str]:
    try:
        yield from _strings(parse(expression, Vocabulary()))
    except ExpressionError:  # a regular expression or a class of words: no plain list
        return


def _strings(node: Node) -> list[str]:
    match node:
        case Literal(text):
            return [text]
        case Optional(content):
            return ["", *_strings(content)]
        case Group(alternatives):
            return [each for one in alternatives for each in _strings(one)]
        case Chain(parts):
            return ["".join(each) for each in product(*map(_strings, parts))]
        case _:
            return [" "]  # a space, gap or token: no single word
