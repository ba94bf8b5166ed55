"""Dashes that lean on one word, and hyphens that stand where a dash belongs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted, with_neighbours
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

# A dash or a hyphen with white space on one side and a word on both; no list of parts behind it.
_LEANING = late(r"(?<=[a-z]{2})(?:[–—]\s|\s[–—]|-\s)(?=[a-z]{2})")
_SPACED_HYPHEN = late(r"(?<=[a-z)”\"’]) - (?=[a-z“\"(]|(?<=[a-z] - )[A-Z])")
_DATE = late(r"[A-Z][a-z]+\.? \d")
_DOUBLE_HYPHEN = late(r"(?<=[a-z)”\"’])(?: -- |--)(?=[a-z“\"(])", re.IGNORECASE)
_ENDS = frozenset(".!?…:;”’)" + '"')
_WORD = late(r"[a-z]+")


def prepare_leaning(rule: Rule, words: Words) -> Look:
    """Finds a dash with a space on one side only; `skip` lists what may follow a hanging hyphen."""
    skip = words.get("skip", frozenset())

    def look(stretch: Stretch) -> Iterator[Finding]:
        if not any(each in stretch.text for each in ("– ", "— ", " –", " —", "- ")):
            return
        for match in _places(stretch, _LEANING):
            if match[0][0] == "-" and _next_word(stretch, match.end()) in skip:
                continue
            yield from _report(stretch, rule, Span(*match.span()), "—", "Use a dash.")

    return look


def prepare_spaced_hyphen(rule: Rule, words: Words) -> Look:
    """Finds a hyphen between spaces that does the work of a dash."""

    def look(stretch: Stretch) -> Iterator[Finding]:
        if " - " not in stretch.text:
            return
        for match in _places(stretch, _SPACED_HYPHEN):
            if not _in_sentences(stretch, match.start()):  # a credit, a label, a line of a menu
                continue
            if _DATE.match(stretch.document.prose, match.end()) or _links(stretch, match.end()):
                continue
            yield from _report(stretch, rule, Span(*match.span()), " – ", "Use a dash.")

    return look


def prepare_double_hyphen(rule: Rule, words: Words) -> Look:
    """Finds two hyphens that stand for a dash, as on a typewriter."""

    def look(stretch: Stretch) -> Iterator[Finding]:
        if "--" in stretch.text:
            for match in _places(stretch, _DOUBLE_HYPHEN):
                yield from _report(stretch, rule, Span(*match.span()), "—", "Use a dash.")

    return look


def _places(stretch: Stretch, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return pattern.finditer(stretch.document.prose, stretch.start, stretch.end)


def _in_sentences(stretch: Stretch, place: int) -> bool:
    """Whether the block that holds a place ends as sentences do."""
    document = stretch.document
    block = document.blocks[document.block_at(place)]
    return document.prose[block.end - 1] in _ENDS


def _links(stretch: Stretch, place: int) -> bool:
    """Whether a link begins there: “Agency - its report” is how lists of news are set."""
    links = stretch.document.links
    index = bisect_left(links, place, key=lambda each: each.start)
    return index < len(links) and links[index].start == place


def _next_word(stretch: Stretch, place: int) -> str:
    match = _WORD.match(stretch.document.prose, place)
    return match[0] if match else ""


def _report(
    stretch: Stretch, rule: Rule, place: Span, text: str, description: str
) -> Iterator[Finding]:
    document = stretch.document
    block = wanted(document, rule, place)
    if block is not None:
        span = with_neighbours(document.prose, place.start, place.end, block)
        correction = Correction(place, text, description)
        yield make_finding(document, rule, span, corrections=[correction])
