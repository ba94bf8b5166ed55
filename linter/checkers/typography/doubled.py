"""A word that stands twice, also across a line break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted
from linter.findings import Finding, Safety
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

_DOUBLED = late(
    r"(?<![\w'’.&/@-])(?<!\d )([^\W\d_]{1,40}(?:['’][a-z]{1,3})?)(?:\s+\1)+(?![\w'’&/@-])(?!\.\w)",
    re.IGNORECASE,
)


def prepare(rule: Rule, words: Words) -> Look:
    """Finds doubled words except those in `allow`; the ones in `safe` may go unread."""
    allow = words.get("allow", frozenset())
    safe = words.get("safe", frozenset())

    def look(stretch: Stretch) -> Iterator[Finding]:
        doubled = _doubled_tokens(stretch.tokens) - allow
        for match in _matches(stretch, doubled) if doubled else ():
            word = match[1].lower()
            if word not in allow and (word in safe or not _on_purpose(match)):
                yield from _finding(stretch, rule, match, word in safe)

    return look


def _doubled_tokens(tokens: list[str]) -> set[str]:
    """The words that are followed by themselves."""
    doubled = set(compress(tokens, map(eq, tokens, islice(tokens, 1, None))))
    return {token for token in doubled if token[-1].isalpha()}


def _matches(stretch: Stretch, words: set[str]) -> Iterator[re.Match[str]]:
    """The places where words are doubled."""
    prose = stretch.document.prose
    places = stretch.places({(word, word) for word in words})
    if places is None:
        yield from _DOUBLED.finditer(prose, stretch.start, stretch.end)
        return
    end = 0
    for place in places:
        match = _DOUBLED.match(prose, place, stretch.end) if place >= end else None
        if match:
            end = match.end()
            yield match


def _on_purpose(match: re.Match[str]) -> bool:
    """“Walla Walla”, a title run into its text, “work work work”, or letters of a formula."""
    copies = match[0].split()
    return any(each[0].isupper() for each in copies[1:]) or len(copies) > 2 or len(copies[0]) == 1


def _finding(stretch: Stretch, rule: Rule, match: re.Match[str], safe: bool) -> Iterator[Finding]:
    document = stretch.document
    span = Span(*match.span())
    if wanted(document, rule, span) is None:
        return
    first = match.end(1)
    correction = Correction(Span(first, span.end), "", f"Keep one “{match[1]}”.")
    yield make_finding(
        document,
        rule,
        span,
        values={"word": match[1]},
        corrections=[correction],
        safety=rule.safety if safe else Safety.UNSAFE,
    )
