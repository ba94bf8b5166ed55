"""Which regular expressions of a rule (`/…/`) are safe: Python's `re` has no time limit.

What is refused, and why, follows the well-known causes of catastrophic backtracking: repeats
without an upper bound, repeats inside repeats, back-references. The number of ways in which one
place can match is bounded instead of the text, so that the time stays linear in the text.
"""

from __future__ import annotations

import re
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from linter.ruleset.expressions import ExpressionError

MAX_WAYS = 2000
MAX_STEPS = 50_000  # per place of the text, if all ways fail at their ends
_SAMPLE = frozenset(map(chr, range(1, 384))) | frozenset("αβγµ‘’“”–—…•≤≥ ")
_SIMPLE = (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN)
_CATEGORIES = {
    c.CATEGORY_DIGIT: str.isdigit,
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
}
_NEGATED = {
    c.CATEGORY_NOT_DIGIT: c.CATEGORY_DIGIT,
    c.CATEGORY_NOT_SPACE: c.CATEGORY_SPACE,
    c.CATEGORY_NOT_WORD: c.CATEGORY_WORD,
}


def check_regex(pattern: str) -> None:
    """Refuse a regular expression that is wrong or whose matching time could explode.

    Raises:
        ExpressionError: says what is wrong and a plainer way to write it.
    """
    try:
        re.compile(pattern)
        tree = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ExpressionError(f"the regular expression is not valid: {error}") from None
    ways = _ways(list(tree))
    if ways > MAX_WAYS or ways * _steps(list(tree)) > MAX_STEPS:
        raise ExpressionError(
            f"the regular expression can match in too many ways ({ways}), so a long text could "
            "hang it; use plain words and “…” for gaps, smaller limits such as {1,10}, or "
            "several expressions"
        )
    if tree.getwidth()[0] == 0:
        raise ExpressionError(
            "the regular expression can match the empty text; write “{1,9}” in place of “{0,9}”, "
            "or begin with what must stand there"
        )


def _ways(items: list[Any]) -> int:
    """In how many ways a sequence can match at one place."""
    product = 1
    for index, (operator, argument) in enumerate(items):
        product *= _ways_of(operator, argument, items[index + 1 : index + 2])
        if product > MAX_WAYS:
            return product
    return product


def _ways_of(operator: Any, argument: Any, rest: list[Any]) -> int:
    if operator in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        low, high, body = argument
        return _ways_of_repeat(low, high, list(body), rest)
    if operator is c.SUBPATTERN:
        return _ways(list(argument[3]))
    if operator is c.ATOMIC_GROUP:
        return _ways(list(argument))
    if operator is c.BRANCH:
        return sum(_ways(list(branch)) for branch in argument[1])
    if operator in (c.ASSERT, c.ASSERT_NOT):
        return _ways(list(argument[1]))
    if operator in (c.GROUPREF, c.GROUPREF_EXISTS, c.GROUPREF_IGNORE):
        raise ExpressionError(
            "a regular expression may not refer back to a group; a doubled word is found by "
            "the check “typography”"
        )
    return 1


def _ways_of_repeat(low: int, high: Any, parts: list[Any], rest: list[Any]) -> int:
    if high is c.MAXREPEAT or high > MAX_WAYS:
        raise ExpressionError(
            "“*”, “+” and “{n,}” have no upper limit; write the most you expect, for example "
            "“\\w{1,30}” in place of “\\w+”, or plain words with “…” for up to three words"
        )
    inner = _ways(parts)
    if inner == 1 and low == high:
        return 1
    simple = len(parts) == 1 and parts[0][0] in _SIMPLE
    if simple and rest and rest[0][0] in _SIMPLE and not _caseless(*parts[0]) & _caseless(*rest[0]):
        return 1
    ways = 0
    for times in range(low, high + 1):
        ways += inner**times
        if ways > MAX_WAYS:
            break
    return ways


def _steps(items: list[Any]) -> int:
    """How many characters one way of a sequence can take."""
    total = 0
    for operator, argument in items:
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            total += argument[1] * _steps(list(argument[2]))
        elif operator is c.SUBPATTERN:
            total += _steps(list(argument[3]))
        elif operator is c.BRANCH:
            total += max(_steps(list(branch)) for branch in argument[1])
        elif operator in (c.ASSERT, c.ASSERT_NOT):
            total += _steps(list(argument[1]))
        else:
            total += _steps(list(argument)) if operator is c.ATOMIC_GROUP else 1
    return total


def _caseless(operator: Any, argument: Any) -> frozenset[str]:
    """What an item can match, in lower case: a flag may make case play no part."""
    return frozenset(character.lower() for character in _set(operator, argument))


def _set(operator: Any, argument: Any) -> frozenset[str]:
    """The characters, of a sample of the alphabets in use, that a simple item matches."""
    if operator is c.LITERAL:
        return frozenset({chr(argument)})
    if operator is c.NOT_LITERAL:
        return _SAMPLE - {chr(argument)}
    if operator is c.ANY:
        return _SAMPLE
    if operator is c.RANGE:
        return frozenset(each for each in _SAMPLE if argument[0] <= ord(each) <= argument[1])
    if operator is c.CATEGORY:
        wanted = _NEGATED.get(argument, argument)
        members = frozenset(filter(_CATEGORIES[wanted], _SAMPLE))
        return _SAMPLE - members if argument in _NEGATED else members
    negated = argument[0][0] is c.NEGATE
    members = frozenset().union(*(_set(*item) for item in argument if item[0] is not c.NEGATE))
    return _SAMPLE - members if negated else members
