"""From an expression's tree to what can be looked up and matched.

A `Pattern` is either finite (a list of literal phrases: finding one in the index proves the
match) or a regular expression; both are matched on text that went through `words.fold` and
whose runs of spaces were squeezed to one. `keys` are the words or word pairs of which at least
one must occur in any text that matches: the idea is measured in many scanners (required
literals); here whole words serve, because blocks are cut into words anyway.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from linter.documents.words import cut, fold, straighten
from linter.ruleset import expressions as tree
from linter.ruleset.expressions import ExpressionError, Vocabulary
from linter.ruleset.model import Entry, Key, Pattern
from linter.ruleset.plans import first_word, plan_of
from linter.ruleset.tokens import (
    GAP_WORD,
    LEFT_BORDER,
    NUMBER,
    ONE_LETTER,
    RIGHT_BORDER,
    TOKENS,
    as_key,
)

MAX_PHRASES = 2000
MAX_WINDOW = 500  # phrases of a part of an expression that are worth looking at
MAX_COST = 1000
_WILD = "\0"  # stands for what is not known
_WORD_AT_START = re.compile(f"(?:'*{ONE_LETTER})+")
_WORD_AT_END = re.compile(f"(?:{ONE_LETTER}'*)+$")
_TOKEN_PHRASES = {
    "number": (NUMBER,),
    "percent": (NUMBER, f"{NUMBER} percent", f"{NUMBER} per cent"),
    "year": (NUMBER,),
    "capital": (_WILD,),
    "word": (_WILD,),
}


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
        return Pattern(source, source[1:-1], finite=False, raw=True)
    root = tree.parse(source, vocabulary)
    ways = cost(root)
    if ways > MAX_COST:
        raise ExpressionError(
            f"the expression can match in too many ways ({ways}); write it as several shorter ones"
        )
    phrases = _phrases(root)
    if any(not phrase.strip() for phrase in phrases):
        raise ExpressionError("every part of the expression may be missing, so it matches nothing")
    if any(phrase != phrase.strip() for phrase in phrases):
        raise ExpressionError(
            "with a part left out the expression begins or ends with a space; put what may be "
            "missing into one group: “(very|most)? effective”"
        )
    unknown = any(_WILD in phrase or NUMBER in phrase for phrase in phrases)
    finite = len(phrases) <= MAX_PHRASES and not unknown
    if finite:
        entries = [_entry(each, frequent, finite=True) for each in phrases]
    else:
        entries = best_entries(root, frequent)
    beginnings = _beginnings(root)
    firsts = frozenset(each for each in beginnings if each == NUMBER or cut(each) == [each])
    return Pattern(
        source,
        _bordered(root, straighten if exact else fold),
        finite,
        plan_of(root, straighten if exact else fold),
        max(_numbers(root), default=0),
        exact=exact,
        capitals=tuple(_capitals(root)),
        firsts=firsts,
        beginnings=tuple(sorted(beginnings - firsts)),
        needs=() if finite else tuple(_needs(root, frequent)),
        entries=() if None in entries else tuple(dict.fromkeys(filter(None, entries))),
    )


def best_entries(node: tree.Node, frequent: Mapping[str, int]) -> list[Entry | None]:
    """The entries of an expression that has no finite list of phrases: those of the part of it
    that is rarest in ordinary text, for each alternative where it is nothing but alternatives."""
    if isinstance(node, tree.Group):
        return [each for part in node.alternatives for each in best_entries(part, frequent)]
    if not isinstance(node, tree.Chain):
        return [_entry(each, frequent, finite=False) for each in _phrases(node)]
    if len(node.parts) == 1:
        return best_entries(node.parts[0], frequent)
    windows = [
        [_entry(each, frequent, finite=False) for each in phrases]
        for phrases in _windows(node.parts)
    ]
    return min(windows, key=lambda each: _commonness(each, frequent), default=[None])


def _windows(parts: Sequence[tree.Node]) -> Iterator[list[str]]:
    """The phrases of all stretches of parts that are not too many, with what stands around."""
    for start in range(len(parts)):
        before = parts[start - 1] if start else None
        phrases = ["" if before is None else _WILD + (" " if _is_space(before) else "")]
        for end in range(start, len(parts)):
            more = _phrases(parts[end])
            if len(phrases) * len(more) > MAX_WINDOW:
                break
            phrases = [a + b for a, b in itertools.product(phrases, more)]
            after = parts[end + 1] if end + 1 < len(parts) else None
            rest = "" if after is None else (" " if _is_space(after) else "") + _WILD
            if not _is_space(parts[end]):
                yield [phrase + rest for phrase in phrases]


def _is_space(node: tree.Node) -> bool:
    return isinstance(node, tree.Space | tree.Gap)


def _commonness(entries: Sequence[Entry | None], frequent: Mapping[str, int]) -> tuple[int, int]:
    """How often one of the keys is likely to occur: that of the commonest; then their number."""
    if not entries or None in entries:
        return (sys.maxsize, 0)
    worst = max(_key_frequency(entry.key, frequent) for entry in entries if entry)
    return (worst, len(entries))


def _key_frequency(key: Key, frequent: Mapping[str, int]) -> int:
    """How common a key is: a pair as its rarer word, and less than that word alone."""
    return min(2 * _frequency(word, frequent) for word in key) - (len(key) > 1)


def _needs(root: tree.Chain, frequent: Mapping[str, int]) -> Iterator[frozenset[str]]:
    """For each part that stands alone between spaces the words of which it needs one."""
    parts = root.parts
    for index, part in enumerate(parts):
        before, after = parts[index - 1 : index], parts[index + 1 : index + 2]
        alone = all(_is_space(each) for each in (*before, *after))
        if not alone or isinstance(part, tree.Optional | tree.Space | tree.Gap):
            continue
        entries = [_entry(each, frequent, finite=False) for each in _phrases(part)]
        if None not in entries:
            rarest = (min(e.key, key=lambda w: _frequency(w, frequent)) for e in entries if e)
            yield frozenset(rarest)


def _beginnings(root: tree.Chain) -> frozenset[str]:
    """What a match can begin with; nothing where that is unknown."""
    phrases = [""]
    for part in root.parts:
        if all(" " in phrase or _WILD in phrase for phrase in phrases):
            break
        more = _phrases(part)
        if len(phrases) * len(more) > MAX_PHRASES:
            return frozenset()
        phrases = [a + b for a, b in itertools.product(phrases, more)]
    beginnings = frozenset(map(_beginning, phrases))
    return frozenset() if "" in beginnings else beginnings


def _beginning(phrase: str) -> str:
    """The first word of a phrase; a part of a word is none, so nothing is known then."""
    if phrase.startswith(NUMBER):
        return NUMBER
    first = phrase.partition(" ")[0]
    return "" if _WILD in first or NUMBER in first else first


def cost(node: tree.Node) -> int:
    """An upper bound on the ways in which one place can match: what backtracking can cost."""
    if isinstance(node, tree.Chain):
        product = 1
        for part in node.parts:
            product *= cost(part)
        return product
    if isinstance(node, tree.Group):
        starts = [(first_word(each), cost(each)) for each in node.alternatives]
        return max(
            sum(ways for start, ways in starts if word.startswith(start)) for word, _ in starts
        )
    if isinstance(node, tree.Optional):
        return 1 + cost(node.content)
    return 4 if isinstance(node, tree.Gap) else 1


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


def _phrases(node: tree.Node) -> list[str]:
    """All texts the node can match, unknown parts as markers; more than the limit end in one."""
    if isinstance(node, tree.Literal):
        return [fold(node.text)]
    if isinstance(node, tree.Space):
        return [" "]
    if isinstance(node, tree.Gap):
        return [f" {_WILD} "]
    if isinstance(node, tree.Token):
        return list(_TOKEN_PHRASES[node.name])
    if isinstance(node, tree.Optional):
        return ["", *_phrases(node.content)]
    if isinstance(node, tree.Group):
        return list(dict.fromkeys(p for each in node.alternatives for p in _phrases(each)))
    phrases = [""]
    for part in node.parts:
        more = _phrases(part)
        if len(phrases) * len(more) > MAX_PHRASES:
            more = [_WILD]
        phrases = [a + b for a, b in itertools.product(phrases, more)]
    return phrases


def _entry(phrase: str, frequent: Mapping[str, int], *, finite: bool) -> Entry | None:
    """The entry for one phrase; None if no whole word is certain to occur in it."""
    runs = [_whole_words(run) for run in _split_wild(phrase)]
    keys = [key for run in runs for key in _keys_of(run)]
    if not keys:
        return None
    key = min(keys, key=lambda each: _key_frequency(each, frequent))
    if finite:
        return Entry(key if len(key) > 1 or key[0] != NUMBER else (cut(phrase)[0],), phrase.strip())
    partners = tuple(sorted({word for run in runs for word in run} - set(key)))
    return Entry(key, "", partners)


def _split_wild(phrase: str) -> list[str]:
    """The stretches between unknown parts, without the words that touch one, nor one with an
    apostrophe before it: that may be the end of a longer word."""
    stretches = phrase.split(_WILD)
    last = len(stretches) - 1
    return [
        _cut_edges(stretch, left=index > 0 or stretch.startswith("'"), right=index < last)
        for index, stretch in enumerate(stretches)
    ]


def _cut_edges(stretch: str, *, left: bool, right: bool) -> str:
    if left:
        touching = _WORD_AT_START.match(stretch)
        stretch = stretch[touching.end() :] if touching else stretch
    return _WORD_AT_END.sub("", stretch) if right else stretch


def _whole_words(stretch: str) -> list[str]:
    """Its words; a word with a digit or the number marker counts as the marker."""
    marked = stretch.replace(NUMBER, "0")
    return [as_key(word) for word in cut(marked)]


def _keys_of(words: Sequence[str]) -> list[Key]:
    """The keys a run of words offers: its adjacent pairs, or the word if it is alone."""
    if len(words) == 1:
        return [(words[0],)]
    return list(itertools.pairwise(words))


def _frequency(word: str, frequent: Mapping[str, int]) -> int:
    """How common a word is; 0 for one that is not among the commonest. Numbers are common."""
    if word == NUMBER:
        return len(frequent)
    return frequent.get(word, 0)


def _bordered(root: tree.Node, level: Callable[[str], str]) -> str:
    """The regular expression with word borders where the match begins or ends in a letter.

    `level` is how the text was folded on which it will be matched.
    """
    body = _regex(root, level)
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
