"""“A” before a vowel sound and “an” before a consonant: only where the sound is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.sounds import Sounds
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted
from linter.documents.model import Block
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

_ARTICLE = late(r"([Aa][Nn]?)\s+[\"“‘]?([\w.,'’µ-]{0,60}\w)")
_STANDS_ALONE = late(r"(?<![\w'’.&/@(\[-])")
_SENTENCE_START = late(r"(?:[.!?:]['\"”’)\]\d]{0,6}\s+|[\"“‘(])\Z")
_PAIR = late(r" (an?) ([^ ]+)")


def prepare(rule: Rule, words: Words) -> Look:
    """Finds wrong indefinite articles; how words sound is told by the rule's lists."""
    sounds = Sounds(words)

    def look(stretch: Stretch) -> Iterator[Finding]:
        pairs = set(_PAIR.findall(" " + " ".join(stretch.tokens)))
        wrong = {pair for pair in pairs if _suspicious(sounds, *pair)}
        for match in _matches(stretch, wrong) if wrong else ():
            if sounds.wants(match[2]) == _OTHER[match[1].lower()]:
                yield from _finding(stretch, rule, match)

    return look


_OTHER = {"a": "an", "an": "a"}


def _matches(stretch: Stretch, pairs: set[tuple[str, str]]) -> Iterator[re.Match[str]]:
    """The places where an article stands before the words it may not fit."""
    prose = stretch.document.prose
    places = stretch.places(pairs)
    if places is None:
        found = _ARTICLE.finditer(prose, stretch.start, stretch.end)
        yield from (each for each in found if _STANDS_ALONE.match(prose, each.start()))
        return
    for place in places:
        match = _ARTICLE.match(prose, place, stretch.end)
        if match and _STANDS_ALONE.match(prose, place):
            yield match


def _suspicious(sounds: Sounds, article: str, token: str) -> bool:
    """Whether the pair may be wrong, whatever its capitals, which tokens have lost."""
    word = token.strip('"“”‘’()[],.;:!?')
    return bool(word) and sounds.may_want(word, _OTHER[article])


def _finding(stretch: Stretch, rule: Rule, match: re.Match[str]) -> Iterator[Finding]:
    document = stretch.document
    span = Span(match.start(1), match.end(2))
    block = wanted(document, rule, span)
    if block is None or not _is_article(document.prose, block, match):
        return
    article = _OTHER[match[1].lower()]
    if match[1][0].isupper():
        article = (
            article.upper() if match[1].isupper() and len(match[1]) > 1 else article.capitalize()
        )
    fixed = article + document.prose[match.end(1) : match.end(2)]
    correction = Correction(Span(*match.span(1)), article, f"Write “{' '.join(fixed.split())}”.")
    yield make_finding(
        document, rule, span, values={"fix": " ".join(fixed.split())}, corrections=[correction]
    )


def _like(written: str, article: str) -> str:
    """The article in the capitals of the written one."""
    if written == "AN":
        return article.upper()
    return article.capitalize() if written[0].isupper() else article


def _is_article(prose: str, block: Block, match: re.Match[str]) -> bool:
    """A capital letter is an article only where a sentence begins (not in “vitamin A intake”)."""
    if match[1][0].islower():
        return match[1].islower()
    start = match.start(1)
    begins = start == block.start or _SENTENCE_START.search(
        prose[max(start - 10, block.start) : start]
    )
    return bool(begins) and not (match[1] == "An" and match[2][0].isupper())
