"""What must stand in a text for an expression to match it: the keys of the index.

The idea (required literals) is that of many scanners; here whole words and pairs of adjacent
words serve, because every block is cut into words anyway.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from linter.documents.words import cut, fold
from linter.late import late
from linter.ruleset import expressions as tree
from linter.ruleset.model import Entry, Key
from linter.ruleset.tokens import LETTER_TOKENS, NUMBER, ONE_LETTER, as_key

_Runs = list[list[str]]
MAX_PHRASES = 2000
MAX_WINDOW = 500  # phrases of a part of an expression that are worth looking at
_NO_KEY: Key = ()
WILD = "\0"  # stands for what is not known
_NOTHING = ("", frozenset[str]())
_FIRST_WORD = late(f"(?:{ONE_LETTER})+(?:'(?:{ONE_LETTER})+)*(?![{WILD}{NUMBER}']|{ONE_LETTER})")
_ENDING = late(f"'(?:{ONE_LETTER})+")
_IN_WORDS = late(f"'|{ONE_LETTER}")
_WORD_AT_START = late(f"(?:'*{ONE_LETTER})+")
_WORD_AT_END = late(f"(?:{ONE_LETTER}'*)+$")
_TOKEN_PHRASES = {
    "number": (NUMBER,),
    "percent": (NUMBER, f"{NUMBER} percent", f"{NUMBER} per cent"),
    "year": (NUMBER,),
    "capital": (WILD,),
    "word": (WILD,),
}


def phrases_of(node: tree.Node) -> list[str]:
    """All texts the node can match, unknown parts as markers; more than the limit end in one."""
    if isinstance(node, tree.Literal):
        return [fold(node.text)]
    if isinstance(node, tree.Space):
        return [" "]
    if isinstance(node, tree.Gap):
        return [f" {WILD} "]
    if isinstance(node, tree.Token):
        return list(_TOKEN_PHRASES[node.name])
    if isinstance(node, tree.Optional):
        return ["", *phrases_of(node.content)]
    if isinstance(node, tree.Group):
        return list(dict.fromkeys(p for each in node.alternatives for p in phrases_of(each)))
    phrases = [""]
    for part in node.parts:
        more = phrases_of(part)
        if len(phrases) * len(more) > MAX_PHRASES:
            more = [WILD]
        phrases = [a + b for a, b in itertools.product(phrases, more)]
    return phrases


def entry_of(phrase: str, frequent: Mapping[str, int], *, finite: bool) -> Entry | None:
    """The entry for one phrase; None if no whole word is certain to occur in it."""
    runs = _runs_of(phrase)
    key, _ = _rarest_key(runs, frequent)
    if not key:
        return None
    if finite:
        shown = key if key != (NUMBER,) else (cut(phrase)[0],)
        return Entry(shown, phrase.strip(), _partners(runs, key))
    return Entry(key, "", _partners(runs, key))


def _runs_of(phrase: str) -> _Runs:
    """The whole words that follow each other in a phrase, anew after each unknown part."""
    return [_whole_words(stretch) for stretch in _split_wild(phrase) if stretch]


def _rarest_key(runs: _Runs, frequent: Mapping[str, int]) -> tuple[Key, int]:
    """The key of some words that is rarest in ordinary text, and how common it is.

    A key is a pair of adjacent words, or a word that is alone; without words there is no key. A
    pair is as common as its rarer word, and less than that word alone.
    """
    best, least = _NO_KEY, sys.maxsize
    for run in runs:
        common = [2 * frequency(word, frequent) for word in run]
        if len(run) == 1 and common[0] < least:
            best, least = (run[0],), common[0]
        for place in range(len(run) - 1):
            pair = min(common[place], common[place + 1]) - 1
            if pair < least:
                best, least = (run[place], run[place + 1]), pair
    return best, least


def _partners(runs: _Runs, key: Key) -> tuple[str, ...]:
    return tuple(sorted({word for run in runs for word in run} - set(key)))


def _split_wild(phrase: str) -> list[str]:
    """The stretches between unknown parts, without the words that touch one, nor one with an
    apostrophe before it: that may be the end of a longer word."""
    stretches = phrase.split(WILD)
    last = len(stretches) - 1
    return [
        _cut_edges(stretch, left=index > 0 or stretch.startswith("'"), right=index < last)
        for index, stretch in enumerate(stretches)
    ]


def _cut_edges(stretch: str, *, left: bool, right: bool) -> str:
    if left and stretch[:1] != " ":
        touching = _WORD_AT_START.match(stretch)
        stretch = stretch[touching.end() :] if touching else stretch
    return _WORD_AT_END.sub("", stretch) if right and stretch[-1:] != " " else stretch


def _whole_words(stretch: str) -> list[str]:
    """Its words; a word with a digit or the number marker counts as the marker."""
    if stretch.isascii() and stretch.replace(" ", "").isalpha():
        return stretch.split()  # as most of the 200,000 phrases do; cutting costs more
    marked = stretch.replace(NUMBER, "0")
    return [as_key(word) for word in cut(marked)]


def frequency(word: str, frequent: Mapping[str, int]) -> int:
    """How common a word is; 0 for one that is not among the commonest. Numbers are common."""
    if word == NUMBER:
        return len(frequent)
    return frequent.get(word, 0)


def best_entries(node: tree.Node, frequent: Mapping[str, int]) -> list[Entry | None]:
    """The entries of an expression that has no finite list of phrases: those of the part of it
    that is rarest in ordinary text, for each alternative where it is nothing but alternatives."""
    if isinstance(node, tree.Group):
        return [each for part in node.alternatives for each in best_entries(part, frequent)]
    if not isinstance(node, tree.Chain):
        return [entry_of(each, frequent, finite=False) for each in phrases_of(node)]
    if len(node.parts) == 1:
        return best_entries(node.parts[0], frequent)
    best, rarest = None, (sys.maxsize, 0)
    for phrases in _windows(node.parts):
        keyed = _keyed(phrases, frequent, rarest[0])
        if keyed and (commonness := (max(each[2] for each in keyed), len(keyed))) < rarest:
            best, rarest = keyed, commonness
    if best is None:
        return [None]
    return [Entry(key, "", _partners(runs, key)) for runs, key, _ in best]


def _keyed(
    phrases: Iterable[str], frequent: Mapping[str, int], limit: int
) -> list[tuple[_Runs, Key, int]] | None:
    """The words of each phrase, their rarest key and how common it is.

    Nothing if a phrase has no key, or one that is commoner than the limit.
    """
    keyed = []
    for phrase in phrases:
        runs = _runs_of(phrase)
        key, common = _rarest_key(runs, frequent)
        if not key or common > limit:
            return None
        keyed.append((runs, key, common))
    return keyed


def _windows(parts: Sequence[tree.Node]) -> Iterator[list[str]]:
    """The phrases of all stretches of parts that are not too many, with what stands around."""
    phrases_of_parts = [phrases_of(part) for part in parts]
    for start in range(len(parts)):
        before = parts[start - 1] if start else None
        phrases = ["" if before is None else WILD + (" " if _is_space(before) else "")]
        for end in range(start, len(parts)):
            more = phrases_of_parts[end]
            if len(phrases) * len(more) > MAX_WINDOW:
                break
            phrases = [a + b for a, b in itertools.product(phrases, more)]
            after = parts[end + 1] if end + 1 < len(parts) else None
            rest = "" if after is None else (" " if _is_space(after) else "") + WILD
            if not _is_space(parts[end]):
                yield [phrase + rest for phrase in phrases]


def _is_space(node: tree.Node) -> bool:
    return isinstance(node, tree.Space | tree.Gap)


def needs_of(root: tree.Chain, frequent: Mapping[str, int]) -> Iterator[frozenset[str]]:
    """For each part that stands alone between spaces the words of which it needs one."""
    parts = root.parts
    for index, part in enumerate(parts):
        before, after = parts[index - 1 : index], parts[index + 1 : index + 2]
        alone = all(_is_space(each) for each in (*before, *after))
        if not alone or isinstance(part, tree.Optional | tree.Space | tree.Gap):
            continue
        entries = [entry_of(each, frequent, finite=False) for each in phrases_of(part)]
        if None not in entries:
            rarest = (min(e.key, key=lambda w: frequency(w, frequent)) for e in entries if e)
            yield frozenset(rarest)


def beginnings_of(root: tree.Chain) -> frozenset[str]:
    """What a match can begin with; nothing where that is unknown."""
    open_ended, beginnings = [""], set[str]()
    for part in root.parts:
        more = phrases_of(part)
        if len(open_ended) * len(more) > MAX_PHRASES:
            return frozenset()
        phrases = {_shortened(a + b) for a in open_ended for b in more}
        open_ended = [each for each in phrases if " " not in each and WILD not in each]
        beginnings.update(map(_beginning, phrases.difference(open_ended)))
        if not open_ended:
            break
    beginnings.update(map(_beginning, open_ended))
    return frozenset() if "" in beginnings else frozenset(beginnings)


def _shortened(phrase: str) -> str:
    """A phrase cut behind its first word, if that is certain to end there: what comes after does
    not change with what it begins."""
    word = _FIRST_WORD.match(phrase)
    if word and word.end() < len(phrase):
        return word[0] + " "
    return phrase.partition(" ")[0] + " " if " " in phrase else phrase


def seconds_of(
    root: tree.Chain, firsts: frozenset[str], frequent: Mapping[str, int]
) -> tuple[str, frozenset[str]]:
    """If a match begins with one word and a rarer one follows: what stands between the two, and
    the words that can be the second."""
    head = 2 if _is_ending(root.parts[1:2]) else 1
    if not _is_one_word(root.parts[0]):
        return "", frozenset()
    between, seconds = _following(root.parts[head:])
    if not seconds or any(cut(each) != [each] or as_key(each) == NUMBER for each in seconds):
        return "", frozenset()
    common = max((frequency(each, frequent) for each in firsts), default=sys.maxsize)
    rarer = max(frequency(each, frequent) for each in seconds) < common
    return (between, seconds) if rarer else ("", frozenset())


def _is_ending(parts: Sequence[tree.Node]) -> bool:
    """Whether a part goes on with the word before it: the 's of “<capital>'s”."""
    return any(
        isinstance(each, tree.Literal) and _ENDING.fullmatch(fold(each.text)) for each in parts
    )


def _following(parts: tuple[tree.Node, ...]) -> tuple[str, frozenset[str]]:
    """The characters that certainly stand before the next word, and what that begins with."""
    first = parts[0] if parts else None
    if isinstance(first, tree.Optional) and isinstance(first.content, tree.Chain):
        between, seconds = _following(parts[1:])
        same, more = _following((*first.content.parts, *parts[1:]))
        return (between, seconds | more) if same == between and seconds and more else _NOTHING
    between, index = "", 0
    for part in parts:
        if isinstance(part, tree.Space):
            between += " "
        elif isinstance(part, tree.Literal) and not _IN_WORDS.search(fold(part.text)):
            between += fold(part.text)
        else:
            break
        index += 1
    return (between, beginnings_of(tree.Chain(parts[index:]))) if between else _NOTHING


def _is_one_word(node: tree.Node) -> bool:
    """Whether a node is always exactly one whole word."""
    if isinstance(node, tree.Token):
        return node.name in LETTER_TOKENS
    return not isinstance(node, tree.Optional) and all(
        cut(each) == [each] and as_key(each) != NUMBER for each in phrases_of(node)
    )


def _beginning(phrase: str) -> str:
    """The first word of a phrase; a part of a word is none, so nothing is known then."""
    if phrase.startswith(NUMBER):
        return NUMBER
    first = phrase.partition(" ")[0]
    return "" if WILD in first or NUMBER in first else first
