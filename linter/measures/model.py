"""The measures of a draft."""

from __future__ import annotations

from dataclasses import fields

from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """What was counted in a draft; None where there is nothing to count, or too little.

    `words` and `sentences` are those of running text (paragraphs, list items and quotations in
    English); all measures of reading are taken of these. `grade` is the Flesch–Kincaid grade,
    `smog` the SMOG grade: years of schooling in the United States. `sentence_length` is the mean
    in words, `longest` the length of the longest sentence, `long_sentences` the share of those of
    more than 25 words, `passive` the share of sentences with a passive. Shares run from 0 to 1.

    `claims` counts statements that a treatment works or is safe, `supported` is the share of them
    with a source in the sentence or beside it. `citations` counts marks, `citation_density` is
    their number per 1,000 words. `references` counts entries of the list, `reference_age` is the
    median of their ages in years. `unexplained` are abbreviations that are never spelt out.
    """

    words: int = 0
    sentences: int = 0
    grade: float | None = None
    smog: float | None = None
    sentence_length: float | None = None
    longest: int = 0
    long_sentences: float | None = None
    passive: float | None = None
    claims: int = 0
    supported: float | None = None
    citations: int = 0
    citation_density: float | None = None
    references: int = 0
    reference_age: float | None = None
    unexplained: tuple[str, ...] = ()


NAMES = tuple(field.name for field in fields(Measures))
