"""The text of one block as expressions see it: folded, runs of spaces squeezed, cut into words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from linter.documents.document import Document
from linter.documents.words import separate, straighten
from linter.late import late
from linter.ruleset.tokens import LEFT_BORDER, NUMBER, RIGHT_BORDER, as_key

_SPACES = late("  +")
_AFTER_WORDS = frozenset(("", *" ,.;:)"))  # what stands behind a word without doubt
_DIGIT = late(r"\d")
_NUMBER = late(r" \d")
_BEGINS = late(LEFT_BORDER)
_ENDS = late(RIGHT_BORDER)


class BlockText:
    """The text of one block; offsets are in `text` unless something else is said."""

    def __init__(self, document: Document, block: int) -> None:
        place = document.blocks[block]
        self.start = place.start
        self._end = place.end
        self._document = document
        self._removed: list[int] = []
        self.text = document.folded[place.start : place.end]
        self.separated = document.separated[place.start : place.end]
        if "  " in self.text:
            self._squeeze()
        self.words = self.separated.split()

    def _squeeze(self) -> None:
        """Make runs of spaces one space, and keep where characters were left out."""
        for run in _SPACES.finditer(self.text):
            self._removed += range(run.start() + 1, run.end())
        self._squeezed_at = [offset - index for index, offset in enumerate(self._removed)]
        self.text = _SPACES.sub(" ", self.text)
        self.separated = separate(self.text)

    @cached_property
    def raw(self) -> str:
        """The prose of the block as it is."""
        return self._document.prose[self.start : self._end]

    @cached_property
    def as_written(self) -> str:
        """The text with capitals kept, for expressions that respect them."""
        straight = straighten(self.raw)
        return _SPACES.sub(" ", straight) if self._removed else straight

    @cached_property
    def keys(self) -> list[str]:
        """The words as the index knows them: numbers as their marker; those that are written in
        digits stand by themselves behind the others, as they are. Empty words keep what stands
        apart from what does not."""
        if not _DIGIT.search(self.separated):
            return ["", *self.words, ""]
        keys = [word if word.isalpha() else as_key(word) for word in self.words]
        return ["", *keys, *self._written_with_digits()]

    def _written_with_digits(self) -> Iterator[str]:
        for word in self.words:
            if as_key(word) == NUMBER:
                yield from ("", word)
        yield ""

    @cached_property
    def present(self) -> frozenset[str]:
        """The words there are, and the marker of numbers if there is a number."""
        return frozenset((*self.words, *self.keys))

    @cached_property
    def _spaced(self) -> str:
        """The separated text with a space before and behind it: the space before a word stands
        where the word begins in the text."""
        return f" {self.separated} "

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word begins, and each number by the marker."""
        places: dict[str, list[int]] = {}
        end = 0
        for word in self.words:
            start = self.separated.index(word, end)
            end = start + len(word)
            places.setdefault(word, []).append(start)
        if NUMBER in self.present:
            places[NUMBER] = [match.start() for match in _NUMBER.finditer(self._spaced)]
        return places

    def starts(self, words: Iterable[str]) -> list[int]:
        """Where one of some words begins; the marker of numbers stands for any number."""
        places = self._places
        return [start for word in words if word in places for start in places[word]]

    def starts_before(self, words: Iterable[str], between: str) -> Iterator[int]:
        """Where the words begin that stand before one of some words, with `between` between."""
        spaced = self._spaced
        for place in self.starts(words):
            end = place - len(between)
            if end > 0 and spaced[end] != " " and self.text.startswith(between, end):
                yield spaced.rindex(" ", 0, end)

    def starts_of(self, characters: str) -> list[int]:
        """Where these characters stand, if something can begin there."""
        return [place for place in _find_all(self.text, characters) if self.can_begin(place)]

    def can_begin(self, place: int) -> bool:
        """Whether a match can begin here: no word goes on from what stands before."""
        return not place or self.text[place - 1] == " " or bool(_BEGINS.match(self.text, place))

    def phrase(self, phrase: str) -> list[tuple[int, int]]:
        """Where a phrase stands as whole words."""
        text, length = self.text, len(phrase)
        found = []
        place = text.find(phrase)
        while place >= 0:
            end = place + length
            if self.can_begin(place) and (
                text[end : end + 1] in _AFTER_WORDS or _ENDS.match(text, end)
            ):
                found.append((place, end))
            place = text.find(phrase, place + 1)
        return found

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text as a stretch of the prose."""
        return self.start + self.unsqueezed(start), self.start + self._unsqueezed_end(end)

    def unsqueezed(self, offset: int) -> int:
        """From the text to the block's prose, for the first character of a match."""
        return offset + bisect_right(self._squeezed_at, offset) if self._removed else offset

    def _unsqueezed_end(self, offset: int) -> int:
        return self.unsqueezed(offset - 1) + 1 if self._removed and offset else offset

    def squeezed(self, prose_offset: int) -> int:
        """From an offset of the prose to the text."""
        offset = prose_offset - self.start
        return offset - bisect_right(self._removed, offset) if self._removed else offset

    def are_capitals(self, places: Iterable[int]) -> bool:
        """Whether the characters at some places are capitals in the draft."""
        return all(self.raw[self.unsqueezed(place)].isupper() for place in places)


def _find_all(text: str, characters: str) -> list[int]:
    found = []
    place = text.find(characters)
    while place >= 0:
        found.append(place)
        place = text.find(characters, place + 1)
    return found
