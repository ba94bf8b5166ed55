"""Bitmaps that tell quickly, without looking a string up, that it cannot be known.

A bitmap has the bit ``crc32(key) % bits`` set for each of its keys: a "no" is certain, a "yes"
mostly right. `Middles` tells which letters may stand between which.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from mmap import mmap
from string import ascii_lowercase
from zlib import crc32

from linter.values import dataclass

_BORDER, _OTHER, _CODES = 0, 27, 28  # the letters are 1 to 26
_MASK = struct.Struct("<I")
MASKS_SIZE = _CODES**4 * _MASK.size
_HALF = 13
_mask = _MASK.unpack_from
_A = ord("a")

Letters = Sequence[Sequence[int]]  # by place, the letters from 0 for “a”


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A bitmap of keys; `last` is the number of its bits, a power of two, less one."""

    bits: mmap | bytes
    last: int

    def maybe(self, key: str) -> bool:
        """Whether a key could be one of those of the bitmap."""
        at = crc32(key.encode()) & self.last
        return self.bits[at >> 3] >> (at & 7) & 1 == 1

    def among(self, keys: Iterable[str]) -> list[str]:
        """Those of many keys of which `maybe` says yes."""
        return list(filter(self.maybe, keys))

    def one_step(self, word: str, inserted: Letters, replacing: Letters) -> set[str]:
        """The keys one deletion, exchange of neighbours, insertion or replacement away from a
        word of ASCII characters, of which `maybe` says yes.

        `inserted` has for each place before, between and behind its letters those that may be
        inserted, `replacing` for each letter those that may replace it. What another byte changes
        in the CRC of the whole depends only on the two bytes and on how many follow, so that
        neither a string nor its CRC is made for each letter.
        """
        raw = word.encode("ascii")
        length = len(raw)
        found: set[str] = set()
        for at in range(length + 1):
            left, right = raw[:at], raw[at:]
            found.update(self._filled(left, right, inserted[at]))
            if at < length:
                rest = right[1:]
                found.update(self._filled(left, rest, replacing[at]))
                found.update(self._those(left + rest, left + rest[:1] + right[:1] + rest[1:]))
        found.discard(word)
        return found

    def _filled(self, left: bytes, right: bytes, letters: Sequence[int]) -> list[str]:
        """The keys of which `maybe` says yes among those with one of some letters in a gap."""
        if not letters:
            return []
        bits, last = self.bits, self.last
        with_a, changes = crc32(left + b"a" + right), _changes(len(right))
        places = [(letter, (with_a ^ changes[letter]) & last) for letter in letters]
        return [
            (b"%b%c%b" % (left, _A + letter, right)).decode()
            for letter, at in places
            if bits[at >> 3] >> (at & 7) & 1
        ]

    def _those(self, *keys: bytes) -> list[str]:
        return self.among(map(bytes.decode, keys))


def bitmap(keys: Iterable[str], count: int) -> bytes:
    """A bitmap of some keys, of a number of bits that is a power of two."""
    bits = bytearray(count // 8)
    for key in keys:
        at = crc32(key.encode()) % count
        bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


@cache
def _changes(behind: int) -> tuple[int, ...]:
    """For each letter what it changes in the CRC in place of an “a” with so many bytes behind."""
    rest = bytes(behind)
    nothing = crc32(b"\0" + rest)
    return tuple(crc32(bytes((_A ^ ord(each),)) + rest) ^ nothing for each in ascii_lowercase)


@dataclass(frozen=True, slots=True)
class Middles:
    """Which letters stand in known words with what two characters before and behind them.

    `masks` has a mask of 26 bits for each two and two characters, 28 different ones.
    """

    masks: mmap | bytes

    def fitting(self, word: str) -> tuple[Letters, Letters]:
        """The letters that may be inserted at each place of a word, and those that may replace
        each letter, if what comes out is to be known. All fit that lead to a known word."""
        pairs = _pairs(word)
        behind = [pair * _MASK.size for pair in pairs]
        before = [pair * _CODES * _CODES * _MASK.size for pair in pairs]
        size = len(word)
        inserted = [before[at] + behind[at + 2] for at in range(size + 1)]
        replacing = [before[at] + behind[at + 3] for at in range(size)]
        return self._letters(inserted), self._letters(replacing)

    def _letters(self, offsets: Iterable[int]) -> Letters:
        masks = [_mask(self.masks, offset)[0] for offset in offsets]
        return [_half(mask & 0x1FFF, 0) + _half(mask >> _HALF, _HALF) for mask in masks]


def middles(words: Iterable[str]) -> bytes:
    """The masks of `Middles` for some words in lower case."""
    masks = [0] * _CODES**4
    for word in words:
        pairs = _pairs(word)
        for at, character in enumerate(word):
            if "a" <= character <= "z":
                masks[pairs[at] * _CODES * _CODES + pairs[at + 3]] |= 1 << ord(character) - _A
    return b"".join(map(_MASK.pack, masks))


def _pairs(word: str) -> list[int]:
    """A number for each two neighbours of a word with two borders before and behind it."""
    codes = [ord(each) - _A + 1 if "a" <= each <= "z" else _OTHER for each in word]
    codes = [_BORDER, _BORDER, *codes, _BORDER, _BORDER]
    return [first * _CODES + second for first, second in pairwise(codes)]


@cache
def _half(mask: int, first: int) -> tuple[int, ...]:
    """The letters of one half of a mask, `first` being that of its lowest bit."""
    return tuple(first + at for at in range(_HALF) if mask >> at & 1)
