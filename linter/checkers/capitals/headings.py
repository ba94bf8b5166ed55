"""Headings that capitalise their words, but not all of those that they should.

In headline style all words but articles, conjunctions and prepositions take a capital (Chicago
Manual of Style 8.159). That a heading is written so is told by capitals on words that are never
names (“Your”, “How”, “Should”), or by capitals around the word in question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from linter.checkers.capitals.looks import Look
from linter.checkers.reporting import Correction, make_finding
from linter.checkers.spelling.lexicon import Flag, shipped
from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_WORD = late(r"(?<![\w'’.@/-])[A-Za-z][a-z]*(?:['’][a-z]+)?(?![\w'’@/-]|\.\w)")
_PARTS = late(r"[:?!–—]|(?<!vs)\. | [-|] ")
_FEWEST = 3
_MOST_SMALL = 2
_LONGEST = 30  # words
_LONGEST_TEXT = 220


@dataclass(frozen=True)
class _Lists:
    """The words of a rule: `small` may stay in lower case, a capital on one of `telling` shows
    headline style; a species follows a word that ends in one of `genera`."""

    small: frozenset[str]
    telling: frozenset[str]
    genera: tuple[str, ...]


def prepare(rule: Rule, words: Mapping[str, frozenset[str]]) -> Look:
    """Finds words without a capital in headings of headline style."""
    lists = _Lists(
        words.get("small", frozenset()),
        words.get("telling", frozenset()),
        tuple(sorted(words.get("genera", ()))),
    )

    def look(document: Document, index: int) -> Iterator[Finding]:
        block = document.blocks[index]
        if block.end - block.start > _LONGEST_TEXT:
            return
        text = document.prose[block.start : block.end].rstrip()
        if text.endswith((".", ":", ";", ",")) or len(text.split()) > _LONGEST:
            return
        for place in _left_small(text, lists, is_heading=block.kind is not BlockKind.PARAGRAPH):
            span = Span(block.start + place.start, block.start + place.end)
            word = document.prose[span.start : span.end]
            fix = Correction(span, word[0].upper() + word[1:])
            yield make_finding(document, rule, span, corrections=[fix])

    return look


def _left_small(text: str, lists: _Lists, *, is_heading: bool) -> list[Span]:
    """The places of the words that should have a capital.

    A part of a heading without any capital is a subtitle and left alone; a line that is only
    taken for a heading must be in headline style throughout.
    """
    small: list[Span] = []
    certain: list[Span] = []
    large, told = 0, False
    for start, end in _parts(text):
        words = list(_WORD.finditer(text, start, end))
        capitals = [number for number, word in enumerate(words) if number and _is_large(word[0])]
        large += len(capitals)
        told = told or any(words[number][0].lower() in lists.telling for number in capitals)
        if not capitals and is_heading:
            continue
        for number in _small_ones(words, lists):
            span = Span(*words[number].span())
            small.append(span)
            between = bool(capitals) and capitals[0] < number < capitals[-1]
            if between and not _is_name(words[number - 1][0]):
                certain.append(span)
    if len(small) > _MOST_SMALL or large < 2 * len(small):
        return []
    return small if told and large >= _FEWEST else certain


def _small_ones(words: list[re.Match[str]], lists: _Lists) -> Iterator[int]:
    for number, word in enumerate(words):
        before = words[number - 1][0] if number else ""
        is_species = before[:1].isupper() and before.endswith(lists.genera)
        if before and word[0].islower() and word[0] not in lists.small and not is_species:
            yield number


def _is_large(word: str) -> bool:
    """Whether a word has a capital that it usually has not."""
    return word[0].isupper() and Flag.LOWER in shipped().flags(word)


def _is_name(word: str) -> bool:
    flags = shipped().flags(word)
    return word[0].isupper() and (Flag.LOWER not in flags or Flag.NAME in flags)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """What stands between colons, question marks and dashes."""
    start = 0
    for mark in _PARTS.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)
