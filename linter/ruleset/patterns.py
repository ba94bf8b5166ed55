"""Compiles an expression into a `Pattern`.

A pattern is finite (a list of phrases: finding one in the index proves the match), or it has a
regular expression that is tried where its required words stand. Both are matched on text that
went through `words.fold` and whose runs of spaces were squeezed to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linter.documents.words import cut, fold, straighten
from linter.ruleset import expressions as tree
from linter.ruleset.expressions import ExpressionError, Vocabulary
from linter.ruleset.forms import first_word, regex_of
from linter.ruleset.model import Pattern
from linter.ruleset.required import (
    WILD,
    beginnings_of,
    best_entries,
    entry_of,
    needs_of,
    phrases_of,
    seconds_of,
)
from linter.ruleset.tokens import LETTER_TOKENS, LONGEST_WORD, NUMBER

MAX_COST = 1000
MAX_FINITE = 100  # more phrases than that make an index that takes longer to load than it saves


def compile_expression(
    source: str, vocabulary: Vocabulary, frequent: Mapping[str, int], *, exact: bool = False
) -> Pattern:
    """Compile an expression of the rule language, or a regular expression between slashes.

    Raises:
        ExpressionError: it is not well formed, matches the empty text or could explode.
    """
    if len(source) > 2 and source.startswith("/") and source.endswith("/"):
        from linter.ruleset.regexes import check_regex

        check_regex(source[1:-1])
        return Pattern(source, finite=False, regex=source[1:-1], verbatim=True)
    root = tree.parse(source, vocabulary)
    ways = cost(root)
    if ways > MAX_COST:
        raise ExpressionError(
            f"the expression can match in too many ways ({ways}); write it as several shorter ones"
        )
    phrases = phrases_of(root)
    if any(not phrase.strip() for phrase in phrases):
        raise ExpressionError("every part of the expression may be missing, so it matches nothing")
    if any(phrase != phrase.strip() for phrase in phrases):
        raise ExpressionError(
            "with a part left out the expression begins or ends with a space; put what may be "
            "missing into one group: “(very|most)? effective”"
        )
    unknown = any(WILD in phrase or NUMBER in phrase for phrase in phrases)
    finite = len(phrases) <= MAX_FINITE and not unknown
    if finite:
        entries = [entry_of(each, frequent, finite=True) for each in phrases]
    else:
        entries = best_entries(root, frequent)
    kept = tuple(dict.fromkeys(filter(None, entries))) if None not in entries else ()
    groups = max(_numbers(root), default=0)
    if finite and kept and not exact and not groups:
        return Pattern(source, finite, entries=kept)
    beginnings = beginnings_of(root)
    firsts = frozenset(each for each in beginnings if each == NUMBER or cut(each) == [each])
    between, seconds = ("", frozenset()) if finite else seconds_of(root, firsts, frequent)
    return Pattern(
        source,
        finite,
        regex_of(root, straighten if exact else fold),
        groups,
        exact=exact,
        capitals=tuple(_capitals(root)),
        firsts=firsts,
        beginnings=tuple(sorted(beginnings - firsts)),
        between=between,
        seconds=seconds,
        needs=() if finite else tuple(needs_of(root, frequent)),
        entries=kept,
    )


def cost(node: tree.Node, *, apart: bool = True) -> int:
    """An upper bound on the ways in which one place can match: what backtracking can cost.

    `apart` says that no letter can follow the node, so that a word in it has one end only.
    """
    if isinstance(node, tree.Chain):
        product = 1
        for index, part in enumerate(node.parts):
            product *= cost(part, apart=_apart(node.parts, index, apart))
        return product
    if isinstance(node, tree.Group):
        starts = [(first_word(each), cost(each, apart=apart)) for each in node.alternatives]
        return max(
            sum(ways for start, ways in starts if word.startswith(start)) for word, _ in starts
        )
    if isinstance(node, tree.Optional):
        return 1 + cost(node.content, apart=apart)
    if isinstance(node, tree.Token) and node.name in LETTER_TOKENS and not apart:
        return LONGEST_WORD
    return 4 if isinstance(node, tree.Gap) else 1


def _apart(parts: Sequence[tree.Node], index: int, outside: bool) -> bool:
    """Whether no letter can follow a part of a chain."""
    if index == len(parts) - 1:
        return outside
    behind = parts[index + 1]
    if isinstance(behind, tree.Optional):
        return _begins_apart(behind.content) and _apart(parts, index + 1, outside)
    return _begins_apart(behind)


def _begins_apart(node: tree.Node) -> bool:
    """Whether a node begins with something that is no letter."""
    if isinstance(node, tree.Chain):
        return _begins_apart(node.parts[0])
    if isinstance(node, tree.Literal):
        return not node.text[0].isalnum()
    return isinstance(node, tree.Space | tree.Gap)


def _numbers(node: tree.Node) -> list[int]:
    """The numbers of the groups and tokens in a node."""
    if isinstance(node, tree.Chain):
        return [number for part in node.parts for number in _numbers(part)]
    if isinstance(node, tree.Group):
        inner = [number for part in node.alternatives for number in _numbers(part)]
        return [*inner, node.number]
    if isinstance(node, tree.Optional):
        return _numbers(node.content)
    return [node.number] if isinstance(node, tree.Token) else []


def _capitals(node: tree.Node) -> list[int]:
    if isinstance(node, tree.Token):
        return [node.number] if node.name == "capital" else []
    if isinstance(node, tree.Chain):
        return [number for part in node.parts for number in _capitals(part)]
    if isinstance(node, tree.Group):
        return [number for part in node.alternatives for number in _capitals(part)]
    return _capitals(node.content) if isinstance(node, tree.Optional) else []
