"""Reads the conditions of rules: `find`, `unless`, `soften`, `when` and what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from linter.late import late
from linter.ruleset.model import (
    ATTRIBUTIONS,
    CITATIONS,
    EVIDENCE,
    MOODS,
    POLARITIES,
    QUOTATIONS,
    SCOPES,
    STRENGTHS,
    Condition,
    Filter,
    Pair,
    Scope,
)
from linter.yamltext import Node

CLAIMS = ("benefit", "safety", "cure", "prevention", "superiority", "guarantee")
CONDITION_KEYS = (
    "words",
    "signal",
    "claim",
    "citation",
    "quotation",
    "mood",
    "strength",
    "attribution",
    "evidence",
    "polarity",
    "near",
    "within",
    "all",
    "missing",
    "at-least",
)
MAX_WORDS = 100
_N_WORDS = late(r"([1-9]\d{0,3}) words?")
_DENSITY = late(r"([1-9]\d{0,3}) per ([1-9]\d{0,5}) words")


def read_conditions(node: Node) -> tuple[Condition, ...]:
    """One condition or a list of them; expressions in a list are joined into one condition."""
    if node.kind != "list":
        return (read_condition(node),)
    expressions = tuple(item.string() for item in node.items if item.kind == "scalar")
    others = tuple(read_condition(item) for item in node.items if item.kind != "scalar")
    return ((Condition(words=expressions),) if expressions else ()) + others


def read_condition(node: Node) -> Condition:
    """A condition, or an expression that stands for one."""
    if node.kind == "scalar":
        return Condition(words=(node.string(),))
    if node.kind == "list":
        return Condition(words=node.strings())
    parts = node.mapping(CONDITION_KEYS)
    if not parts:
        raise node.error(
            "the condition is empty; say what to look for: `words`, `signal`, `claim`, …"
        )

    def about(key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        return _choices(parts[key], allowed) if key in parts else ()

    return Condition(
        words=parts["words"].strings() if "words" in parts else (),
        signals=parts["signal"].strings() if "signal" in parts else (),
        claims=_choices(parts["claim"], (*CLAIMS, "any")) if "claim" in parts else (),
        citation=parts["citation"].choice(CITATIONS) if "citation" in parts else "",
        quotation=parts["quotation"].choice(QUOTATIONS) if "quotation" in parts else "",
        near=read_condition(parts["near"]) if "near" in parts else None,
        within=read_scope(parts["within"]) if "within" in parts else _reach(parts),
        everything=read_conditions(parts["all"]) if "all" in parts else (),
        missing=read_condition(parts["missing"]) if "missing" in parts else None,
        at_least=_density(parts["at-least"]) if "at-least" in parts else None,
        moods=about("mood", MOODS),
        strengths=about("strength", STRENGTHS),
        attributions=about("attribution", ATTRIBUTIONS),
        evidence=about("evidence", EVIDENCE),
        polarities=about("polarity", POLARITIES),
    )


def _reach(parts: Mapping[str, Node]) -> Scope:
    """How far a condition reaches that does not say so: a citation, as far as is configured."""
    return Scope("window") if "citation" in parts else Scope()


def read_scope(node: Node) -> Scope:
    """`sentence`, `adjacent`, …, or `12 words`."""
    text = node.string()
    match = _N_WORDS.fullmatch(text)
    if match and int(match[1]) > MAX_WORDS:
        raise node.error(f"“{text}” is too far; at most {MAX_WORDS} words, or write “paragraph”")
    if match:
        return Scope("words", int(match[1]))
    if text not in SCOPES:
        raise node.error(f"“{text}” is no scope; write {', '.join(SCOPES)} or “12 words”")
    return Scope(text)


def read_filter(node: Node) -> Filter:
    """A list of names to keep, or `{not: [names]}` for all but these."""
    if node.kind != "map":
        return Filter(node.strings())
    return Filter(node.mapping(("not",))["not"].strings(), negated=True)


def read_pair(node: Node) -> Pair:
    """A verb and its object: `{verb: […], object: {signal: x} or […], within: 12 words}`."""
    parts = node.mapping(("verb", "object", "within", "order"))
    for key in ("verb", "object"):
        if key not in parts:
            raise node.error(f"a pair needs `{key}:`")
    target = parts["object"]
    if target.kind == "map":
        named = target.mapping(("signal", "words"))
        signals = named["signal"].strings() if "signal" in named else ()
        words = named["words"].strings() if "words" in named else ()
    else:
        signals, words = (), target.strings()
    scope = read_scope(parts["within"]) if "within" in parts else Scope("words", 12)
    if scope.name != "words":
        raise parts["within"].error("the distance of a pair is counted in words: “12 words”")
    any_order = "order" in parts and parts["order"].choice(("any", "forward")) == "any"
    return Pair(parts["verb"].strings(), -1, words, -1, signals, scope.words, any_order)


def _choices(node: Node, allowed: tuple[str, ...]) -> tuple[str, ...]:
    for name in node.strings():
        if name not in allowed:
            raise node.error(f"“{name}” is not one of {', '.join(allowed)}")
    return node.strings()


def _density(node: Node) -> tuple[int, int]:
    match = _DENSITY.fullmatch(node.string())
    if not match:
        raise node.error("write how many in how many words: “5 per 1000 words”")
    return int(match[1]), int(match[2])
