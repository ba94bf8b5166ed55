"""Where words stand in the prose that the dictionary does not know.

The prose is cut into words without positions, which is fast; only those that are not known are
then searched for, each from where the last one ended, so that neither long texts nor many unknown
words make it slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import field
from itertools import filterfalse

from linter.checkers.typography.stretches import stretches
from linter.documents.document import Document
from linter.documents.words import LETTER, cut, straighten
from linter.late import late
from linter.values import dataclass

PlainlyRight = Callable[[Set[str], Set[str]], set[str]]
_MOST_REMEMBERED = 300_000
_LETTER = late(LETTER)


def _none(forms: Set[str], right: Set[str]) -> set[str]:
    return set()


@dataclass(frozen=True, slots=True)
class Place:
    """An unknown word, as it is written with straight apostrophes: ``prose[start:end]``."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Which forms of words were found to be right, and which not."""

    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def learn(
        self, forms: Set[str], accepts: Callable[[str], bool], plainly_right: PlainlyRight
    ) -> None:
        """Find out of forms that are not among the right ones whether they are."""
        if len(self.right) + len(self.wrong) > _MOST_REMEMBERED:
            self.right.clear()
            self.wrong.clear()
        fresh = forms - self.wrong
        right = plainly_right(fresh, self.right)
        right.update(filter(accepts, fresh - right))
        self.right.update(right)
        self.wrong.update(fresh - right)


def unknown_places(
    document: Document,
    memory: Memory,
    accepts: Callable[[str], bool],
    plainly_right: PlainlyRight = _none,
) -> tuple[list[Place], Set[str]]:
    """The places of all words that are not accepted, in their order, and all words.

    `plainly_right` says of many forms at once which ones are accepted, given others that are;
    of the rest, `accepts` is asked. Where all are accepted, there are no words either.
    """
    places: list[Place] = []
    words: set[str] = set()
    all_right: list[str] = []
    for stretch in stretches(document):
        text = stretch.text if stretch.text.isascii() else straighten(stretch.text)
        found = cut(text)
        unknown = list(filterfalse(memory.right.__contains__, found))
        if unknown:
            memory.learn(set(unknown), accepts, plainly_right)
            unknown = list(filter(memory.wrong.__contains__, unknown))
        if unknown:
            words.update(found)
            places += _places(text, unknown, stretch.start)
        else:
            all_right.append(text)
    if places:
        words.update(*map(cut, all_right))
    return places, words


def _places(text: str, forms: Iterable[str], start: int) -> Iterator[Place]:
    """Where in a text, which begins at `start`, each of some words next stands after the last."""
    end = 0
    for form in forms:
        at = text.find(form, end)
        while at >= 0 and not _is_whole(text, at, at + len(form)):
            at = text.find(form, at + 1)
        if at >= 0:
            end = at + len(form)
            yield Place(form, start + at, start + end)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_joins(text, start - 1, -1) or _joins(text, end, 1))


def _joins(text: str, place: int, step: int) -> bool:
    """Whether the character at a place belongs to the word beside it (`step` leads away)."""
    if not 0 <= place < len(text):
        return False
    if text[place] == "'":
        place += step
        return 0 <= place < len(text) and is_letter(text[place])
    return is_letter(text[place])


def is_letter(character: str) -> bool:
    """Whether words are made of it."""
    return _LETTER.match(character) is not None
