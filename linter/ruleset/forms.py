"""The regular expression that matches what an expression of the rule language stands for.

It is matched on text that went through `words.fold` (or `straighten`) and whose runs of spaces
were squeezed to one, at places that are left borders (`tokens.LEFT_BORDER`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from linter.documents.words import fold
from linter.ruleset import expressions as tree
from linter.ruleset.tokens import GAP_WORD, MOST_IN_GAP, RIGHT_BORDER, TOKENS

Level = Callable[[str], str]


def regex_of(root: tree.Chain, level: Level) -> str:
    """The regular expression of an expression; `level` folds its words as the text is folded."""
    return f"(?:{_regex(root, level)}){RIGHT_BORDER}"


def _regex(node: tree.Node, level: Level) -> str:
    if isinstance(node, tree.Literal):
        return re.escape(level(node.text))
    if isinstance(node, tree.Space):
        return " "
    if isinstance(node, tree.Gap):
        return f" (?:{GAP_WORD} ){{0,{MOST_IN_GAP}}}?"
    if isinstance(node, tree.Token):
        return f"({TOKENS[node.name]})"
    if isinstance(node, tree.Optional):
        return f"(?:{_regex(node.content, level)})?"
    if isinstance(node, tree.Group):
        longest_first = sorted(node.alternatives, key=lambda each: -len(first_word(each)))
        body = "|".join(_regex(each, level) for each in longest_first)
        return f"({body})" if node.number else f"(?:{body})"
    return "".join(_regex(part, level) for part in node.parts)


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
