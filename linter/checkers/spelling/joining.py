"""One word written as two: “th erapy”, “ther- apy”."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checkers.spelling.accepting import Acceptor
from linter.checkers.spelling.surroundings import Sight
from linter.checkers.spelling.words import written_like
from linter.documents.document import Document
from linter.values import dataclass

_USUAL = 3.0
_FEWEST = 5
_CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class Joined:
    """Two pieces, ``prose[start:end]``, that make one word; `texts` are ways to write it."""

    start: int
    end: int
    certainty: float
    texts: tuple[str, ...]


def joined_with_neighbour(
    acceptor: Acceptor, document: Document, sight: Sight, word: str
) -> Joined | None:
    """The usual word that an unknown one and its neighbour make, if they do.

    `word` is the unknown one in lower case.
    """
    whole = [
        (acceptor.lexicon.frequency(text), start, end, text)
        for start, end, text in _together(sight, word)
        if len(text) >= _FEWEST and acceptor.usual(text, _USUAL)
    ]
    if not whole:
        return None
    _, start, end, text = max(whole)
    return Joined(start, end, _CERTAIN, (written_like(_letters(document.prose[start:end]), text),))


def _together(sight: Sight, word: str) -> Iterator[tuple[int, int, str]]:
    """The word with each of its neighbours: from where to where, and what it makes."""
    start, end = sight.place.start, sight.place.end
    for neighbour, gap in ((sight.left, 1), (sight.torn_left, 2)):
        if neighbour.islower() or neighbour.istitle():
            yield start - gap - len(neighbour), end, neighbour.lower() + word
    for neighbour, gap in ((sight.right, 1), (sight.torn_right, 2)):
        if neighbour.islower():
            yield start, end + gap + len(neighbour), word + neighbour


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))
