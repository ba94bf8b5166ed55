"""Where words stand in the prose that the dictionary does not know.

The prose is cut into words without positions, which is fast; only those that are not known are
then searched for, stretch by stretch, so that neither long texts nor many unknown words make it
slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import field

from linter.checkers.typography.stretches import stretches
from linter.documents.document import Document
from linter.documents.words import LETTER, cut, straighten
from linter.late import late
from linter.values import dataclass

PlainlyRight = Callable[[Iterable[str]], set[str]]
_MOST_REMEMBERED = 300_000
_FEW = 60  # so many words are searched for one by one
_LETTER = late(LETTER)
_WORD = late(f"(?:{LETTER})+(?:'(?:{LETTER})+)*")


def _none(words: Iterable[str]) -> set[str]:
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

    def wrong_among(
        self, forms: set[str], accepts: Callable[[str], bool], plainly_right: PlainlyRight
    ) -> set[str]:
        """The forms that are not right; what is not known of yet is asked for."""
        open_forms = forms - self.right
        if not open_forms:
            return open_forms
        if len(self.right) + len(self.wrong) > _MOST_REMEMBERED:
            self.right.clear()
            self.wrong.clear()
        fresh = open_forms - self.wrong
        right = plainly_right(form for form in fresh if form.isascii() and form.islower())
        right.update(filter(accepts, fresh - right))
        self.right.update(right)
        self.wrong.update(fresh - right)
        return open_forms - right


def unknown_places(
    document: Document,
    memory: Memory,
    accepts: Callable[[str], bool],
    plainly_right: PlainlyRight = _none,
) -> tuple[list[Place], Set[str]]:
    """The places of all words that are not accepted, in no certain order, and all words.

    `plainly_right` says of many words in lower case at once which ones are accepted; of the
    others, `accepts` is asked. Where all are accepted, there are no words either.
    """
    places: list[Place] = []
    words: list[set[str]] = []
    for stretch in stretches(document):
        text = straighten(stretch.text)
        here = set(cut(text))
        words.append(here)
        unknown = memory.wrong_among(here, accepts, plainly_right)
        for form, start in _find(text, unknown) if unknown else ():
            place = stretch.start + start
            places.append(Place(form, place, place + len(form)))
    return places, set().union(*words) if places else set()


def _find(text: str, forms: set[str]) -> Iterator[tuple[str, int]]:
    if len(forms) > _FEW:
        words = _WORD.finditer(text)
        yield from ((word[0], word.start()) for word in words if word[0] in forms)
        return
    for form in forms:
        yield from ((form, start) for start in _places_of(text, form))


def _places_of(text: str, form: str) -> Iterable[int]:
    start = text.find(form)
    while start >= 0:
        if not (_joins(text, start - 1, -1) or _joins(text, start + len(form), 1)):
            yield start
        start = text.find(form, start + 1)


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
