"""How an expression is matched: its tree as nested tuples, read step by step.

Python's `re` would take milliseconds to compile an expression with a hundred words in it, more
than a whole draft takes to check; a set of words is looked up at once, and a plan is plain data
that can be stored. Steps are tuples whose first item says what they are:

    ("text", characters)              these characters
    ("space",)  ("gap",)              white space; up to three words with the space around them
    ("token", name, number)           a token of a class
    ("words", number, words)          a whole word of a set
    ("any", number, plans)            one of several plans, tried in order
    ("first", number, plans by word)  the same, where each plan begins with a whole word
    ("maybe", plan)                   a plan that may be left out

`number` counts groups from 1 (0: not counted); a plan is a tuple of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from linter.documents.words import cut
from linter.ruleset import expressions as tree

Step = tuple[Any, ...]
Plan = tuple[Step, ...]
Level = Callable[[str], str]


def plan_of(node: tree.Node, level: Level) -> Plan:
    """The plan of an expression; `level` folds its words as the text is folded."""
    if isinstance(node, tree.Chain):
        return tuple(
            step
            for index, part in enumerate(node.parts)
            for step in _steps(part, level, alone=is_alone(node.parts, index))
        )
    return _steps(node, level, alone=True)


def is_alone(parts: Sequence[tree.Node], index: int) -> bool:
    """Whether a part of an expression has nothing but space on either side."""
    around = (*parts[max(index - 1, 0) : index], *parts[index + 1 : index + 2])
    return all(isinstance(each, tree.Space | tree.Gap) for each in around)


def _steps(node: tree.Node, level: Level, *, alone: bool) -> Plan:
    if isinstance(node, tree.Literal):
        return (("text", level(node.text)),)
    if isinstance(node, tree.Space):
        return (("space",),)
    if isinstance(node, tree.Gap):
        return (("gap",),)
    if isinstance(node, tree.Token):
        return (("token", node.name, node.number),)
    if isinstance(node, tree.Optional):
        return (("maybe", plan_of(node.content, level)),)
    if isinstance(node, tree.Group):
        return (_alternatives(node, level, alone=alone),)
    return plan_of(node, level)


def _alternatives(group: tree.Group, level: Level, *, alone: bool) -> Step:
    """The quickest step that chooses between the alternatives; longer ones come first."""
    plans = sorted((plan_of(each, level) for each in group.alternatives), key=_length)
    heads = [_first_word(plan) for plan in plans]
    if not alone or not all(heads):
        return ("any", group.number, tuple(plans))
    if all(len(plan) == 1 for plan in plans):
        return ("words", group.number, frozenset(heads))
    by_word: dict[str, list[Plan]] = {}
    for head, plan in zip(heads, plans, strict=True):
        by_word.setdefault(head, []).append(plan)
    return ("first", group.number, {word: tuple(each) for word, each in by_word.items()})


def _first_word(plan: Plan) -> str:
    """The whole word a plan begins with, or nothing."""
    (kind, *rest), *others = plan
    if kind != "text" or (others and others[0][0] not in {"space", "gap"}):
        return ""
    return rest[0] if cut(rest[0]) == [rest[0].lower()] or cut(rest[0]) == [rest[0]] else ""


def _length(plan: Plan) -> int:
    """Minus the number of characters a plan begins with, so that longer ones sort first."""
    total = 0
    for step in plan:
        if step[0] not in {"text", "space"}:
            break
        total -= len(step[1]) if step[0] == "text" else 1
    return total
