"""Offsets of other programs: LanguageTool counts UTF-16 units, LingoTweaker UTF-8 bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate


def from_utf16(text: str) -> Callable[[int], int]:
    """What turns offsets in UTF-16 units of `text` into string indices.

    An offset in the middle of a character is taken as the character's own.
    """
    if not text or max(text) < "\U00010000":
        return lambda offset: min(offset, len(text))
    return _by_width(text, [2 if character > "\uffff" else 1 for character in text])


def from_utf8(text: str) -> Callable[[int], int]:
    """What turns offsets in UTF-8 bytes of `text` into string indices."""
    if text.isascii():
        return lambda offset: min(offset, len(text))
    return _by_width(text, [len(character.encode("utf-8", "replace")) for character in text])


def _by_width(text: str, widths: list[int]) -> Callable[[int], int]:
    starts = list(accumulate(widths, initial=0))
    return lambda offset: min(bisect_right(starts, offset) - 1, len(text))
