"""An unknown word with all that is known of it, and how strange the text around it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log1p

from linter.checkers.spelling.ranking import Candidate
from linter.checkers.spelling.surroundings import Sight
from linter.checkers.spelling.terms import Usage
from linter.checkers.spelling.words import Shape, shape
from linter.documents.document import Document
from linter.values import dataclass

_POOR = 0.0  # a candidate of a lower score is hardly meant
_CHARACTERS = 6_000  # of about a thousand words
_SHORTEST = 1_500
_USUALLY = 10  # so many strange words to a thousand are common where genes are written about


@dataclass(frozen=True, slots=True)
class Case:
    """An unknown word in its place.

    `word` is it in plain letters, `head` it in small ones and without a possessive ending;
    `ranked` are the candidates that are worth showing, the likeliest first.
    """

    sight: Sight
    usage: Usage
    word: str
    head: str
    ranked: tuple[Candidate, ...]

    @property
    def shape(self) -> Shape:
        """How it is written."""
        return shape(self.word)

    @property
    def is_strange(self) -> bool:
        """Whether it is like no known word."""
        return not self.ranked or self.ranked[0].score < _POOR

    @property
    def is_term(self) -> bool:
        """Whether it is a term of art: like no known word, and written again and again."""
        opens = self.shape is Shape.CAPITAL and self.sight.may_be_capital and self.usage.lower > 0
        return self.usage.is_repeated and self.is_strange and (opens or self.shape is Shape.LOWER)


@dataclass(frozen=True)
class Strangers:
    """The words of a document that are like no known one: many of them, and another one is
    rather a word of the same language or field than a slip. `blocks` has them by their blocks."""

    words: frozenset[str]
    blocks: Mapping[int, frozenset[str]]
    characters: int

    @classmethod
    def among(cls, document: Document, cases: Iterable[Case]) -> Strangers:
        """The strange ones of some cases."""
        blocks: dict[int, set[str]] = {}
        for case in cases:
            if case.is_strange and case.shape is Shape.LOWER:
                blocks.setdefault(case.sight.block, set()).add(case.head)
        return cls(
            frozenset().union(*blocks.values()),
            {block: frozenset(words) for block, words in blocks.items()},
            len(document.prose),
        )

    def beside(self, case: Case) -> float:
        """How many others stand in its block, as a logarithm."""
        return log1p(len(self.blocks.get(case.sight.block, frozenset()) - {case.head}))

    def around(self, case: Case) -> float:
        """How many more than usual there are to a thousand words, as a logarithm."""
        others = len(self.words - {case.head}) * _CHARACTERS / max(self.characters, _SHORTEST)
        return max(log1p(others) - log1p(_USUALLY), 0.0)
