"""Puts together what all sources say of a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from linter.checkers.spelling.lexicon import Flag
from tools.dictionaries.texts import Kind, Shape, Text, sentences

_CLOSED = frozenset("ai")  # the words of one letter
_CAPITALS = (Shape.CAPITAL, Shape.UPPER, Shape.MIXED)
_SLIPS = 4


@dataclass(slots=True)
class Evidence:
    """What is known of one key.

    `count` is how often it stands in medical sources; `listed` whether a source has it in a name
    or a list (and not in running text only), `single` whether one has it as a word by itself, and
    `common` whether a list of general English has it in lower case.
    """

    flags: set[str] = field(default_factory=set)
    shapes: Counter[Shape] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    count: int = 0
    listed: bool = False
    single: bool = False
    common: bool = False

    @property
    def lower(self) -> bool:
        """Whether the word may be written in lower case; a few slips against many do not count."""
        capitals = sum(self.shapes[shape] for shape in _CAPITALS)
        if not self.shapes[Shape.LOWER]:
            return self.shapes[Shape.UNSURE] > 0 and not capitals
        return self.common or self.shapes[Shape.LOWER] * _SLIPS >= capitals

    @property
    def capital(self) -> bool:
        """Whether the word is written with a capital; odd capitals must be seen twice."""
        plain = self.shapes[Shape.CAPITAL] + self.shapes[Shape.BRAND]
        odd = self.shapes[Shape.MIXED] + self.shapes[Shape.UPPER]
        return plain > 0 or odd > 1 or (odd > 0 and self.single)


@dataclass(slots=True)
class Gathered:
    """All evidence by key, and the pairs of neighbours in medical texts."""

    words: dict[str, Evidence] = field(default_factory=dict)
    weights: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


def gather(texts: Mapping[str, Iterable[Text]], weights: Mapping[str, int]) -> Gathered:
    """Read all sources.

    Args:
        texts: the texts of each source, by its name.
        weights: how much a word in a source counts as medical writing, in tenths; 0 or missing:
            its words are no evidence of how usual a word is.
    """
    found = Gathered()
    for source in texts:
        _add(found, source, texts[source], weights.get(source, 0))
    return found


def _add(found: Gathered, source: str, texts: Iterable[Text], weight: int) -> None:
    for text in texts:
        for words in sentences(text):
            keys = []
            for word, shape in words:
                key = word.lower()
                keys.append(key)
                if len(key) > 1 or key in _CLOSED:
                    _note(found.words.setdefault(key, Evidence()), word, shape, text, source)
                    if weight:
                        found.words[key].count += 1
                        found.weights[key] += weight
            if weight:
                found.pairs.update(pairwise(keys))


def _note(evidence: Evidence, word: str, shape: Shape, text: Text, source: str) -> None:
    evidence.flags.update(text.flags)
    evidence.shapes[shape] += 1
    evidence.sources.add(source)
    evidence.listed = evidence.listed or text.kind is not Kind.PROSE
    evidence.single = evidence.single or text.kind in (Kind.WORD, Kind.BRAND)
    if shape is Shape.LOWER:
        evidence.common = evidence.common or Flag.GENERAL in text.flags
    elif shape in _CAPITALS:
        evidence.forms[word] += 1
