"""Finds the misspellings that stand in the sources themselves.

Terminologies and word lists hide slips ("pregancy", "hydochloride"); each would be a blind spot of
the speller. A rare word that a slip of the pen makes out of a much commoner one is taken for such
a slip, unless `decisions.yml` says that it is a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_FAR_ZIPF = 3.3
_FAR = 2.0
_MANY = 40
_VOWELS = frozenset("aeiouy")
# Spellings that are both right: a word is no slip for its other spelling.
_SAME = (
    ("ae", "e"), ("oe", "e"), ("ph", "f"), ("ise", "ize"), ("isa", "iza"), ("ys", "yz"),
    ("k", "c"), ("our", "or"), ("y", "i"),
)  # fmt: skip
_ENDINGS = frozenset(
    ["", "a", "ae", "al", "an", "ar", "as", "d", "e", "ed", "en", "er", "ers", "es", "i", "ia",
     "ic", "id", "in", "ine", "is", "l", "ly", "o", "ol", "on", "one", "or", "ors", "os", "r", "s",
     "st", "um", "us", "y", "yl"]
)  # fmt: skip
_CHEMICAL = ("in", "id", "ol", "yl", "an", "en", "at", "as")  # adrenalin, adrenaline
_LATIN = ("ale", "are", "ile", "ae", "ee")  # dorsale


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that looks like a slip for another one."""

    word: str
    meant: str
    kind: str  # extra, missing, swap, vowel or consonant


@dataclass(frozen=True, slots=True)
class Usage:
    """How usual words are: zipf in general English, and how often in medical sources."""

    zipf: Callable[[str], float]
    count: Callable[[str], int]

    def likely(self, word: str) -> bool:
        """Whether a word is so common that it may be meant."""
        return self.zipf(word) >= _FAR_ZIPF or self.count(word) >= _MANY

    def far_commoner(self, other: str, word: str) -> bool:
        """Whether one word is so much commoner that the other may be a slip for it."""
        zipf = self.zipf(other)
        far = zipf >= _FAR_ZIPF and zipf - self.zipf(word) >= _FAR
        many = self.count(other) >= _MANY * max(self.count(word), 1)
        return far or (many and zipf >= self.zipf(word))


def kind_of_slip(word: str, meant: str) -> str:
    """What one slip makes `word` out of `meant`; "" if none does. The first letter stays.

    A letter too many, one missing, two changed about, a vowel or a consonant for another.
    """
    if len(word) == len(meant):
        wrong = [at for at in range(len(word)) if word[at] != meant[at]]
        if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
            first, last = wrong
            return "swap" if word[first : last + 1] == meant[last] + meant[first] else ""
        if len(wrong) != 1 or wrong == [0]:
            return ""
        return "vowel" if {word[wrong[0]], meant[wrong[0]]} <= _VOWELS else "consonant"
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    if shorter in _shortened(longer) and longer[0] == shorter[0]:
        return "extra" if longer is word else "missing"
    return ""


def is_form(word: str, other: str) -> bool:
    """Whether two words differ by their ending only, or by a spelling that is right too.

    A final “e” is an ending of chemical names and of Latin only.
    """
    if word == other + "e":
        return word.endswith(_LATIN) or other.endswith(_CHEMICAL)
    if other == word + "e":
        return word.endswith(_CHEMICAL)
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    stems = range(max(same - 2, 3), same + 1)
    ending = any(word[at:] in _ENDINGS and other[at:] in _ENDINGS for at in stems)
    return ending or _folded(word) == _folded(other)


def suspects(words: Iterable[str], known: Iterable[str], usage: Usage) -> dict[str, Slip]:
    """The words that look like slips for one of `known`; if for several, the commonest."""
    index: dict[str, list[str]] = defaultdict(list)
    for likely in filter(usage.likely, known):
        for key in (likely, *_shortened(likely)):
            index[key].append(likely)
    found = {}
    for word in words:
        if word.isascii() and word.isalpha() and (guesses := [*_slips(word, index, usage)]):
            found[word] = max(guesses, key=lambda guess: (_rank(guess.meant, usage), guess.meant))
    return found


def _slips(word: str, index: dict[str, list[str]], usage: Usage) -> Iterator[Slip]:
    near = {other for key in (word, *_shortened(word)) for other in index.get(key, ())}
    for other in near:
        kind = kind_of_slip(word, other)
        if kind and usage.far_commoner(other, word) and not is_form(word, other):
            yield Slip(word, other, kind)


def _rank(word: str, usage: Usage) -> float:
    return max(usage.zipf(word), usage.count(word) / 1e4)


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _folded(word: str) -> str:
    for spelling, other in _SAME:
        word = word.replace(spelling, other)
    return word
