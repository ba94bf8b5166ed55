"""The language in which rules say what to look for: how it is read."""

from __future__ import annotations

import pytest
from rule_lab import VOCABULARY

from linter.ruleset.expressions import (
    RESERVED,
    Chain,
    ExpressionError,
    Gap,
    Group,
    Literal,
    Node,
    Optional,
    Space,
    Token,
    parse,
)
from linter.ruleset.patterns import compile_expression


def tree(source: str) -> tuple[Node, ...]:
    return parse(source, VOCABULARY).parts


def refusal(source: str) -> str:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, VOCABULARY, {})
    return str(caught.value)


def numbers(node: Node) -> list[int]:
    """The numbers of groups and classes, in the order in which they stand."""
    if isinstance(node, Token):
        return [node.number]
    if isinstance(node, Optional):
        return numbers(node.content)
    if isinstance(node, Chain):
        return [number for part in node.parts for number in numbers(part)]
    if isinstance(node, Group):
        inner = [number for part in node.alternatives for number in numbers(part)]
        return [node.number, *inner] if node.number else inner
    return []


def test_plain_words_are_literals_with_spaces_between() -> None:
    assert tree("has been") == (Literal("has"), Space(), Literal("been"))


def test_white_space_of_any_kind_and_length_is_one_space() -> None:
    assert tree(" has \t\n been ") == tree("has been")


def test_a_group_holds_alternatives_also_inside_a_word() -> None:
    stem, endings = tree("stud(y|ies)")
    assert stem == Literal("stud")
    assert endings == Group((Chain((Literal("y"),)), Chain((Literal("ies"),))), 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(a|b) (c|d)", [1, 2]),
        ("(a (b|c)|d) (e)", [1, 2, 3]),
        ("<number> (a|b) <percent>", [1, 2, 3]),
        ("(a|<year>) <capital>", [1, 2, 3]),
        ("be~ (a|b)", [1]),
        ("<unit> (a|b)", [1, 2]),
    ],
)
def test_groups_and_classes_are_numbered_from_the_left(source: str, expected: list[int]) -> None:
    assert numbers(parse(source, VOCABULARY)) == expected


def test_a_gap_takes_the_spaces_around_it() -> None:
    assert tree("has … been") == (Literal("has"), Gap(), Literal("been"))


@pytest.mark.parametrize("character", r"()|?~…<\[]{}*+^$")
def test_a_backslash_makes_any_character_stand_for_itself(character: str) -> None:
    assert tree(f"a\\{character}") == (Literal(f"a{character}"),)


@pytest.mark.parametrize("source", ["p < 0.05", "x > y", "a/b", "50%", "a.b", "e.g.", "#1"])
def test_what_has_no_meaning_needs_no_backslash(source: str) -> None:
    assert "".join(p.text if isinstance(p, Literal) else " " for p in tree(source)) == source


@pytest.mark.parametrize("character", RESERVED)
def test_a_reserved_character_is_refused_with_the_way_to_write_it(character: str) -> None:
    message = refusal(f"a{character}b")
    assert f"“{character}”" in message
    assert f"“\\{character}”" in message
    assert "(a|b)" in message


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("(a|b", "is not closed"),
        ("(a", "is not closed"),
        ("(", "is not closed"),
        ("((a|b)", "is not closed"),
        ("a)", "closes no group"),
        ("(a))", "closes no group"),
        ("a|b", "(a|b)"),
        ("(a|)", "(a|b)?"),
        ("(|a)", "(a|b)?"),
        ("()", "(a|b)?"),
        ("( | )", "begins or ends with a space"),
        ("(very )?effective", "begins or ends with a space"),
        ("(a | b) c", "begins or ends with a space"),
        ("?", "behind a group or a word"),
        ("a ?", "behind a group or a word"),
        ("(?a)", "behind a group or a word"),
        ("a??", "behind a group or a word"),
        ("a~?~", "stands behind a word"),
        ("~", "stands behind a word"),
        ("a ~", "stands behind a word"),
        ("(a|b)~", "stands behind a word"),
        ("a\\", "stands at the end"),
        ("<numbers>", "<number>"),
        ("<number", "is no class"),
        ("<>", "is no class"),
        ("a <units>", "<unit>"),
        ("… a", "between two words"),
        ("a …", "between two words"),
        ("a… b", "a space on either side"),
        ("a …b", "a space on either side"),
        ("a … … b", "beside another"),
        ("(a … |b)", "between two words"),
        ("( … a|b)", "between two words"),
        ("a?", "may be missing"),
        ("(a|b)?", "may be missing"),
        ("a? b? c?", "may be missing"),
        ("(a?|b) c", "(a|b)?"),
        ("((a)? (b)?) c", "(a|b)?"),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_why(source: str, says: str) -> None:
    assert says in refusal(source)


def test_a_class_that_does_not_exist_is_refused_with_those_that_do() -> None:
    message = refusal("<numbr> mg")
    for name in ("<number>", "<percent>", "<year>", "<capital>", "<word>", "<unit>"):
        assert name in message
    assert "\\<" in message


@pytest.mark.parametrize(
    "source",
    [
        " ".join(["a?"] * 30 + ["b"]),
        " … ".join(["a"] * 8),
        " ".join(["(a|a b)"] * 12),
        " ".join(["(a|(a|(a|a b) c) d)"] * 8),
        "x" + "(a|ab)?" * 12 + "y",
        " ".join(["<word>? "] * 14 + ["b"]),
        "(" + "|".join(["a? b? c? d? e? f? g? h? i? j? k"] * 3) + ")",
        "".join(["a?"] * 30) + "b" * 30,
    ],
)
def test_an_expression_that_could_match_in_too_many_ways_is_refused(source: str) -> None:
    assert "too many ways" in refusal(source)


def test_an_error_inside_a_long_list_of_optional_parts_comes_at_once() -> None:
    assert "may be missing" in refusal(" ".join(["a?"] * 9))


def test_deep_nesting_is_refused_and_not_a_crash() -> None:
    assert "inside each other" in refusal("(" * 3000 + "a" + ")" * 3000)
