"""The shipped dictionaries: which words are known, how usual they are, how they may be written.

A table is one file, mapped into memory and never read as a whole: a header (mark, format, number
of buckets), the offset of each bucket, and the buckets. A key stands in the bucket
``crc32(key) % buckets``, as a line ``key<TAB>value``; a bucket begins with a line feed, so that
``find("\\nkey\\t")`` finds the key and nothing else. `tools/dictionaries` writes these files, and
`linter/data/SOURCES.toml` says where their words come from.

Keys are in lower case, in Unicode's composed form (NFC), with straight apostrophes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from string import ascii_lowercase
from typing import TypeVar
from zlib import crc32

from linter.checkers.spelling.bitmaps import MASKS_SIZE, Bitmap, Middles
from linter.checkers.spelling.skeleton import SOUNDS
from linter.values import dataclass

MARK = b"medlint-lex\n"
FORMAT = 1
HEADER = struct.Struct("<12sII")
OFFSET = struct.Struct("<I")
_FIRST_OFFSET = HEADER.size
_MOST_KEPT = 20_000  # entries and frequencies of words, since most are asked for more than once
_LOWER_CASE = b"\tl"  # what follows a key whose flags begin with `Flag.LOWER`: it is the first
_bounds = struct.Struct("<II").unpack_from
Found = TypeVar("Found")
DATA = Path(__file__).parents[2] / "data"
WORD_TABLES = ("words.lex", "gpl.lex")  # a word stands in one of them only
KNOWN_BIT_COUNT = 1 << 23
SOUND_BIT_COUNT = 1 << 20
_SOUND_LETTERS = tuple(map(ascii_lowercase.index, SOUNDS))
CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
CODE_STEP = 0.15


class Flag(StrEnum):
    """What a letter in `Lexicon.flags` says of a word."""

    LOWER = "l"  # may be written in lower case
    CAPITAL = "c"  # written with a capital: a name, a place, a brand, an acronym
    GENERAL = "g"  # in a list of general English
    MEDICAL = "m"  # in a list of medical or other specialist terms
    DRUG = "d"  # a drug, generic or brand: never changed unasked
    NAME = "n"  # a person, a family or a place
    BRITISH = "b"  # no American spelling
    AMERICAN = "a"  # no British spelling
    OFFENSIVE = "o"  # never suggested
    RARE = "r"  # one slip away from a far commoner word, which is rather meant


class DamagedTableError(Exception):
    """A dictionary file is missing, cut short or of another version."""


@dataclass(frozen=True, slots=True)
class Table:
    """One mapped file of keys and values."""

    path: Path
    mapped: mmap
    buckets: int

    def get(self, key: str) -> str | None:
        """The value of a key, or None."""
        raw = key.encode()
        mapped = self.mapped
        start, end = _bounds(mapped, _FIRST_OFFSET + (crc32(raw) % self.buckets << 2))
        found = mapped.find(b"\n" + raw + b"\t", start, end)
        if found < 0:
            return None
        found += len(raw) + 2
        return mapped[found : mapped.find(b"\n", found)].decode()

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def items(self) -> Iterator[tuple[str, str]]:
        """All keys with their values, in the order of the file."""
        start = HEADER.size + OFFSET.size * (self.buckets + 1)
        for line in self.mapped[start:].decode().split("\n"):
            if line:
                key, _, value = line.partition("\t")
                yield key, value

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.items())


def open_table(path: Path) -> Table:
    """The table in a file.

    Raises:
        DamagedTableError: there is no such file, or it is no table of this format.
    """
    try:
        with path.open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        mark, version, buckets = HEADER.unpack_from(mapped, 0)
        [end] = OFFSET.unpack_from(mapped, HEADER.size + OFFSET.size * buckets)
    except (OSError, ValueError, struct.error) as error:
        raise _damaged(path) from error
    if (mark, version, end) != (MARK, FORMAT, len(mapped)):
        raise _damaged(path)
    return Table(path, mapped, buckets)


def _damaged(path: Path) -> DamagedTableError:
    return DamagedTableError(
        f"The dictionary {path} is missing or damaged. Install medlint again to get it back."
    )


@dataclass(frozen=True)
class Lexicon:
    """All shipped tables together. Words may be given in any case.

    `words` has for each key its flags and, after a blank, the ways to write it where they are
    neither all lower case nor lower case with one capital in front ("mcardle": "cmn McArdle").
    `known` and `middles` are made of its keys, `sounding` of those of `sounds`.
    """

    words: tuple[Table, ...]
    general: Table
    domain: Table
    pairs: Table
    dialects: Table
    sounds: Table
    known: Bitmap
    middles: Middles
    sounding: Bitmap
    _entries: dict[str, str] = field(default_factory=dict)
    _frequencies: dict[str, float] = field(default_factory=dict)

    def flags(self, word: str) -> str:
        """The letters of `Flag` that hold for a word; "" if it is unknown."""
        return self._entry(word).partition(" ")[0]

    def spellings(self, word: str) -> tuple[str, ...]:
        """The ways to write a word that its flags do not tell ("DNA", "McArdle", "Sjögren")."""
        return tuple(self._entry(word).split(" ")[1:])

    def maybe_known(self, key: str) -> bool:
        """Whether a key could be in a word table: a "no" is certain, a "yes" mostly right."""
        return self.known.maybe(key)

    def among(self, keys: Iterable[str]) -> list[str]:
        """Those of many keys of which `maybe_known` says yes."""
        return self.known.among(keys)

    def one_step(self, word: str) -> set[str]:
        """The keys one insertion, deletion, replacement or exchange of neighbours away from a
        word of ASCII characters that may be known: all that are, and few others."""
        return self.known.one_step(word, *self.middles.fitting(word))

    def sounds_near(self, skeleton: str) -> set[str]:
        """The consonant skeletons one step away that some words may have: all that words have,
        and few others."""
        letters = [_SOUND_LETTERS] * (len(skeleton) + 1)
        return self.sounding.one_step(skeleton, letters, letters)

    def right_in_lower_case(self, words: Iterable[str]) -> set[str]:
        """Those of many words, all in lower case, that may be written so."""
        return self._filed(words, _LOWER_CASE)

    def listed(self, words: Iterable[str]) -> set[str]:
        """Those of many words, all in lower case, that are known in some writing."""
        return self._filed(words, b"\t")

    def _filed(self, keys: Iterable[str], followed: bytes) -> set[str]:
        """The keys that have an entry which begins with what `followed` has behind the tab."""
        tables = [(table.mapped, table.buckets) for table in self.words]
        bits, last = self.known.bits, self.known.last
        filed = set()
        for key in keys:
            raw = key.encode()
            crc = crc32(raw)
            at = crc & last
            if not bits[at >> 3] >> (at & 7) & 1:
                continue
            line = b"\n" + raw + followed
            for mapped, buckets in tables:
                start, end = _bounds(mapped, _FIRST_OFFSET + (crc % buckets << 2))
                if mapped.find(line, start, end) >= 0:
                    filed.add(key)
                    break
        return filed

    def frequency(self, word: str) -> float:
        """How usual a word is, in general or in medical writing: zipf, 0 (unknown) to 8.

        Zipf is the common logarithm of the occurrences in a billion words.
        """
        found = self._frequencies.get(word)
        if found is None:
            key = word.lower()
            # The domain table has only words that are more usual there.
            tenths = self.domain.get(key) or self.general.get(key) or "0"
            found = _kept(self._frequencies)[word] = int(tenths) / 10
        return found

    def pair(self, left: str, right: str) -> float:
        """How usual two words are side by side: zipf, 0 (never seen) to 9."""
        row = self.pairs.get(left.lower()) or ""
        word = f" {right.lower()}="
        at = row.find(word)
        return CODES.index(row[at + len(word)]) * CODE_STEP if at >= 0 else 0.0

    def american(self, word: str) -> str:
        """The American spelling of a British word, in lower case; "" if there is none."""
        return self._dialect(word, "a")

    def british(self, word: str) -> str:
        """The British spelling of an American word, in lower case; "" if there is none."""
        return self._dialect(word, "b")

    def sounds_like(self, skeleton: str) -> tuple[str, ...]:
        """The words with a consonant skeleton, the most usual first."""
        return tuple((self.sounds.get(skeleton) or "").split())

    def _dialect(self, word: str, letter: str) -> str:
        value = self.dialects.get(word.lower()) or ""
        return value[1:] if value.startswith(letter) else ""

    def _entry(self, word: str) -> str:
        entry = self._entries.get(word)
        if entry is None:
            entry = _kept(self._entries)[word] = self._looked_up(word.lower())
        return entry

    def _looked_up(self, key: str) -> str:
        if self.maybe_known(key):
            for table in self.words:
                if (entry := table.get(key)) is not None:
                    return entry
        return ""


def _kept(found: dict[str, Found]) -> dict[str, Found]:
    """What was found of words, or an empty one if it has become too much to keep."""
    if len(found) > _MOST_KEPT:
        found.clear()
    return found


def open_lexicon(folder: Path = DATA) -> Lexicon:
    """The tables of a folder. They are mapped, not read: this takes well below a millisecond.

    Raises:
        DamagedTableError: a file is missing, cut short or of another version.
    """
    return Lexicon(
        words=tuple(open_table(folder / name) for name in WORD_TABLES),
        general=open_table(folder / "frequency.lex"),
        domain=open_table(folder / "domain.lex"),
        pairs=open_table(folder / "pairs.lex"),
        dialects=open_table(folder / "dialects.lex"),
        sounds=open_table(folder / "sounds.lex"),
        known=Bitmap(_mapped(folder / "known.bits", KNOWN_BIT_COUNT // 8), KNOWN_BIT_COUNT - 1),
        middles=Middles(_mapped(folder / "middles.bits", MASKS_SIZE)),
        sounding=Bitmap(_mapped(folder / "sounds.bits", SOUND_BIT_COUNT // 8), SOUND_BIT_COUNT - 1),
    )


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with medlint, opened once per process; usable after a fork."""
    return open_lexicon()


def _mapped(path: Path, size: int) -> mmap:
    """A file of a certain size, mapped."""
    try:
        with path.open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if len(mapped) != size:
        raise _damaged(path)
    return mapped
