"""How far an entry of a reference list and a registry's record tell of the same work.

That an identifier exists proves nothing: the commonest invented reference carries the real
identifier of another paper. So titles, first authors and years are held against each other.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from linter.documents.citations.entries import Entry
from linter.online.records import Record
from linter.values import dataclass

SAME, OTHER = 0.85, 0.6  # a title is the same from here on, and another one below
_FEWEST = 3  # words of an entry that can be compared
_SHORTENED = 4  # words of a title whose subtitle was left out
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """`title` from 0 to 1; the others None where one of the two says nothing.

    `author` is about the first author. `years_apart` is 0 where the entry's year is one of the
    record's.
    """

    title: float | None
    author: bool | None
    years_apart: int | None

    @property
    def is_same(self) -> bool:
        """Whether all that can be compared agrees; a year may be one off (online, in print)."""
        apart = self.years_apart is None or self.years_apart <= 1
        same_title = self.title is None or self.title >= SAME
        return same_title and self.author is not False and apart

    @property
    def is_other(self) -> bool:
        """Whether it is another work: another title, and not the same author and year."""
        if self.title is None:
            return self.author is False and self.years_apart not in {0, 1}
        return self.title < OTHER and not (self.author and self.years_apart == 0)


def compare(entry: Entry, record: Record) -> Agreement:
    """How far they agree."""
    return Agreement(_title(entry, record), _author(entry, record), _years(entry, record))


def words_of(text: str) -> list[str]:
    """The words of a text for comparing: lower case, without accents and marks."""
    folded = "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold()
    return _WORD.findall(folded.translate(_LETTERS).replace("'", "").replace("’", ""))


def _title(entry: Entry, record: Record) -> float | None:
    """The best of: the titles letter by letter, the record's words in the entry's order, and the
    entry's title as the beginning of the record's."""
    whole, given = words_of(entry.text), words_of(entry.title)
    if not record.titles or len(whole) < _FEWEST:
        return None
    return max(_likeness(words_of(title), given, whole) for title in record.titles)


def _likeness(known: list[str], given: list[str], whole: list[str]) -> float:
    if not known:
        return 0.0
    if len(given) >= _SHORTENED and given == known[: len(given)]:
        return 1.0
    blocks = SequenceMatcher(None, known, whole, autojunk=False).get_matching_blocks()
    held = sum(block.size for block in blocks) / len(known)
    letters = SequenceMatcher(None, "".join(known), "".join(given), autojunk=False).ratio()
    return max(held, letters if given else 0.0)


def _author(entry: Entry, record: Record) -> bool | None:
    if not entry.persons or not entry.authors or not record.authors:
        return None
    first = words_of(entry.authors[0])
    return any(_is_same_name(first, words_of(name)) for name in record.authors[:1])


def _is_same_name(one: list[str], other: list[str]) -> bool:
    """Whether two family names are one, with or without particles or a second name."""
    if not one or not other:
        return True
    return bool({*one} & {*other}) or "".join(one) == "".join(other) or _is_slip(one, other)


def _is_slip(one: list[str], other: list[str]) -> bool:
    """Whether they differ in a letter or its transcription (Müller, Mueller)."""
    a, b = "".join(one), "".join(other)
    return min(len(a), len(b)) >= 4 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.85


def _years(entry: Entry, record: Record) -> int | None:
    known = [int(year) for year in record.years if year.isdecimal()]
    if not entry.year or not entry.dated or not known:
        return None
    return min(abs(int(entry.year) - year) for year in known)
