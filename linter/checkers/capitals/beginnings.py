"""Sentences that begin in lower case, where all around them begin with a capital."""

from __future__ import annotations

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

_SMALL = late(r"[.!?](?<=[a-z]{3}.) ([a-z]+)(?= [a-z](?:[^\s.!?]* ){2}\w)")
_LAST = late(r"(?<![\w.'’-])[a-z]+\Z")
_LONGEST = 30  # letters
_LARGE = late(r"[a-z\d)\]”\"][.!?][\"”’)\]]? [\"“‘(]?[A-Z]")
_FIRST = late(r"[a-z]+(?:['’][a-z]{1,2})?(?= [a-z])")
_LETTERS = late(r"[a-z]+")
_STOPS = (".", "!", "?")
_FEWEST_WORDS = 8
_MOST_IN_HEADING = 4


def prepare(rule: Rule, words: Mapping[str, frozenset[str]]) -> Look:
    """Finds such sentences; no sentence ends behind a word of the rule's `shortened`."""
    shortened = words.get("shortened", frozenset())

    def look(document: Document, index: int) -> Iterator[Finding]:
        block = document.blocks[index]
        text = document.prose[block.start : block.end]
        places = _inside(text, shortened | document.options.abbreviations)
        if _begins_small(document, index, text):
            places.insert(0, 0)
        for place in places:
            span = Span(block.start + place, block.start + _end_of_word(text, place))
            word = document.prose[span.start : span.end]
            fix = Correction(span, word[0].upper() + word[1:])
            yield make_finding(document, rule, span, corrections=[fix])

    return look


def _inside(text: str, shortened: frozenset[str]) -> list[int]:
    """Where they begin; none where most sentences do so, as in lists that became one line."""
    found = [
        match.start(1)
        for match in _SMALL.finditer(text)
        if _ends(text, match.start(), shortened) and _is_ordinary(match[1])
    ]
    if not found or not text[:1].isupper():
        return []
    return found if len(found) * 2 <= len(_LARGE.findall(text)) + 1 else []


def _ends(text: str, stop: int, shortened: frozenset[str]) -> bool:
    """Whether the word before a stop is a whole one."""
    last = _LAST.search(text, max(stop - _LONGEST, 0), stop)
    return last is not None and last[0] not in shortened and _is_ordinary(last[0])


def _begins_small(document: Document, index: int, text: str) -> bool:
    """Whether a paragraph does, behind a heading or one that has come to its end."""
    first = _FIRST.match(text)
    block = document.blocks[index]
    if first is None or block.kind is not BlockKind.PARAGRAPH or index == 0:
        return False
    return (
        _is_over(document, index - 1)
        and text.rstrip().endswith(_STOPS)
        and len(text.split()) >= _FEWEST_WORDS
        and _is_ordinary(_LETTERS.findall(first[0])[0])
    )


def _is_over(document: Document, index: int) -> bool:
    """Whether nothing in the block behind can go on with it: a heading, or a line like one."""
    block = document.blocks[index]
    text = document.prose[block.start : block.end].strip()
    if block.kind is BlockKind.PARAGRAPH:
        short = text[:1].isupper() and len(text.split()) <= _MOST_IN_HEADING
        return text.endswith(_STOPS) or (short and text[-1:].isalpha())
    return block.kind is BlockKind.HEADING and text[-1:].isalpha()


def _is_ordinary(word: str) -> bool:
    """Whether the dictionary has the word in lower case, so that it is no brand's spelling."""
    return Flag.LOWER in shipped().flags(word)


def _end_of_word(text: str, place: int) -> int:
    match = _FIRST.match(text, place)
    return match.end() if match else place
