"""The formulas of readability, as they were published."""

from __future__ import annotations

from math import sqrt

FEWEST_FOR_SMOG = 30  # sentences; McLaughlin's formula is not meant for less


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """The Flesch–Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975).

    Raises:
        ZeroDivisionError: there are no words or no sentences.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(polysyllables: int, sentences: int) -> float:
    """The SMOG grade (McLaughlin 1969), from the words of three syllables or more.

    Raises:
        ZeroDivisionError: there are no sentences.
    """
    return 3.1291 + 1.0430 * sqrt(polysyllables * 30 / sentences)
