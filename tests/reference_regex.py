"""A regular expression for each expression of the rule language: what the index is held against."""

from __future__ import annotations

import re
from collections.abc import Callable

from linter.documents.words import fold, straighten
from linter.ruleset import expressions as tree
from linter.ruleset.forms import first_word
from linter.ruleset.model import Pattern
from linter.ruleset.tokens import GAP_WORD, LEFT_BORDER, RIGHT_BORDER, TOKENS


def reference_regex(pattern: Pattern, vocabulary: tree.Vocabulary) -> str:
    """The regular expression of a pattern, for text folded as the pattern asks for."""
    if pattern.verbatim:
        return pattern.regex
    body = _regex(tree.parse(pattern.source, vocabulary), straighten if pattern.exact else fold)
    return f"{LEFT_BORDER}(?:{body}){RIGHT_BORDER}"


def _regex(node: tree.Node, level: Callable[[str], str]) -> str:
    if isinstance(node, tree.Literal):
        return re.escape(level(node.text))
    if isinstance(node, tree.Space):
        return " "
    if isinstance(node, tree.Gap):
        return f" (?:{GAP_WORD} ){{0,3}}?"
    if isinstance(node, tree.Token):
        return f"({TOKENS[node.name]})"
    if isinstance(node, tree.Optional):
        return f"(?:{_regex(node.content, level)})?"
    if isinstance(node, tree.Group):
        longest_first = sorted(node.alternatives, key=lambda each: -len(first_word(each)))
        body = "|".join(_regex(each, level) for each in longest_first)
        return f"({body})" if node.number else f"(?:{body})"
    return "".join(_regex(part, level) for part in node.parts)
