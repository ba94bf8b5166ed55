"""How an expression is matched: its tree as nested tuples, read step by step.

Python's `re` would take milliseconds to compile an expression with a hundred words in it, more
than a whole draft takes to check; a set of words is looked up at once, and a plan is plain data
that can be stored. Steps are tuples whose first item says what they are:

    ("text", characters)              these characters
    ("space",)  ("gap",)              white space; up to three words with the space around them
    ("token", name, number)           a token of a class
    ("words", number, words)          a whole word of a set
    ("any", number, choices)          one of several plans, tried in order; a choice is what a
                                      plan must begin with ("" where unknown), and the plan
    ("first", number, plans by word)  the same, where each plan begins with a whole word
    ("maybe", beginning, plan)        a choice that may be left out

`number` counts groups from 1 (0: not counted); a plan is a tuple of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from linter.documents.words import cut, fold
from linter.ruleset import expressions as tree
from linter.ruleset.model import Plan

Step = tuple[Any, ...]
Level = Callable[[str], str]


def plan_of(node: tree.Node, level: Level, *, left: bool = True, right: bool = True) -> Plan:
    """The plan of an expression; `level` folds its words as the text is folded.

    `left` and `right` say whether nothing but space can stand on that side.
    """
    if isinstance(node, tree.Chain):
        return tuple(
            step
            for index, part in enumerate(node.parts)
            for step in plan_of(
                part,
                level,
                left=_open_before(node.parts, index, left),
                right=_open_behind(node.parts, index, right),
            )
        )
    if isinstance(node, tree.Literal):
        return (("text", level(node.text)),)
    if isinstance(node, tree.Space):
        return (("space",),)
    if isinstance(node, tree.Gap):
        return (("gap",),)
    if isinstance(node, tree.Token):
        return (("token", node.name, node.number),)
    if isinstance(node, tree.Optional):
        return (("maybe", *_choice(plan_of(node.content, level, left=left, right=right))),)
    return (_alternatives(node, level, left=left, right=right),)


def _open_before(parts: Sequence[tree.Node], index: int, outside: bool) -> bool:
    """Whether a part of a chain has nothing but space before it, whatever is left out."""
    if index == 0:
        return outside
    before = parts[index - 1]
    if isinstance(before, tree.Optional):
        return _edge(before, -1) and _open_before(parts, index - 1, outside)
    return isinstance(before, tree.Space | tree.Gap)


def _open_behind(parts: Sequence[tree.Node], index: int, outside: bool) -> bool:
    """The same for what stands behind it."""
    if index == len(parts) - 1:
        return outside
    behind = parts[index + 1]
    if isinstance(behind, tree.Optional):
        return _edge(behind, 0) and _open_behind(parts, index + 1, outside)
    return isinstance(behind, tree.Space | tree.Gap)


def _edge(node: tree.Node, index: int) -> bool:
    """Whether a node begins (0) or ends (-1) with space."""
    if isinstance(node, tree.Optional):
        return _edge(node.content, index)
    if isinstance(node, tree.Chain):
        return _edge(node.parts[index], index)
    return isinstance(node, tree.Space | tree.Gap)


def _alternatives(group: tree.Group, level: Level, *, left: bool, right: bool) -> Step:
    """The quickest step that chooses between the alternatives; longer ones come first."""
    ordered = sorted(group.alternatives, key=lambda each: -len(first_word(each)))
    plans = [plan_of(each, level, left=left, right=right) for each in ordered]
    heads = [_first_word(plan, right) for plan in plans]
    if not left or not all(heads):
        return ("any", group.number, tuple(map(_choice, plans)))
    if all(len(plan) == 1 for plan in plans):
        return ("words", group.number, frozenset(heads))
    by_word: dict[str, list[Plan]] = {}
    for head, plan in zip(heads, plans, strict=True):
        by_word.setdefault(head, []).append(plan)
    return ("first", group.number, {word: tuple(each) for word, each in by_word.items()})


def _choice(plan: Plan) -> tuple[str, Plan]:
    return (plan[0][1] if plan[0][0] == "text" else ""), plan


def first_word(node: tree.Node) -> str:
    """The literal characters a node must begin with, as far as that is known."""
    if isinstance(node, tree.Literal):
        return fold(node.text)
    if isinstance(node, tree.Chain):
        text = ""
        for part in node.parts:
            if not isinstance(part, tree.Literal | tree.Space):
                break
            text += fold(part.text) if isinstance(part, tree.Literal) else " "
        return text
    return ""


def _first_word(plan: Plan, right: bool) -> str:
    """The whole word a plan begins with, or nothing."""
    (kind, *rest), *others = plan
    if kind != "text" or not (others[0][0] in {"space", "gap"} if others else right):
        return ""
    return rest[0] if cut(fold(rest[0])) == [fold(rest[0])] else ""
