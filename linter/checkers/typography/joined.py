"""Two lines that were pasted together, so that a word runs into the next one: “ResultsThis”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

# What all of it has somewhere: looking for that first takes a tenth of the time.
_SEAM = late(r"[a-z0-9][A-Z]|[A-Za-z]https?:")
_NONE: frozenset[str] = frozenset()
# A heading, of which two words are seen, runs into the text below it: “Living With PainMost”.
_HEADING_END = late(r"(?<![\w.@/-])([A-Z][a-z]{2,20})([A-Z][a-z]{3,20})(?=[\s,])")
_TITLE = late(r"(?:\b[A-Z][\w’'-]*[ \u00a0](?:[a-z]{1,4}[ \u00a0]){0,2}){2}\Z")
_REACH = 60


def prepare(rule: Rule, words: Words) -> Look:
    """Finds them where the second part is one of `openings`, the first one of `titles`, an
    address or a post code is joined to a word, or a heading runs into its text; `skip` are names
    that are written so."""
    openings = "|".join(sorted(each.capitalize() for each in words["openings"]))
    titles = "|".join(sorted(each.capitalize() for each in words["titles"]))
    skip = words.get("skip", _NONE)
    pattern = re.compile(
        rf"(?<![\w.@/-])(?:([A-Za-z]*[a-z]{{3}})(?:{openings})(?=[\s,])"
        rf"|({titles})[A-Z][A-Za-z]+(?=[\s,])"
        r"|(\d{5})[A-Z][a-z]{3,}"
        r"|([A-Za-z]{4,})https?(?=://))"
    )

    def look(stretch: Stretch) -> Iterator[Finding]:
        prose = stretch.document.prose
        if not _SEAM.search(prose, stretch.start, stretch.end):
            return
        ends = set()
        for match in pattern.finditer(prose, stretch.start, stretch.end):
            if match[0].lower() not in skip:
                ends.add(match.end())
                yield from _report(stretch, rule, match, match.end(match.lastindex or 0))
        for match in _HEADING_END.finditer(prose, stretch.start, stretch.end):
            known = match.end() in ends or match[0].lower() in skip
            if not known and _ends_title(prose, match):
                yield from _report(stretch, rule, match, match.end(1))

    return look


def _ends_title(prose: str, match: re.Match[str]) -> bool:
    """Whether words with capitals stand before it, and it is no name: one of its parts stands by
    itself elsewhere, and the whole does not."""
    if not _TITLE.search(prose[max(match.start() - _REACH, 0) : match.start()]):
        return False
    if prose.count(match[0]) > 1:
        return False
    parts = re.compile(rf"(?<!\w)(?:{match[1]}|{match[2]})(?!\w)", re.IGNORECASE)
    return parts.search(prose) is not None


def _report(stretch: Stretch, rule: Rule, match: re.Match[str], border: int) -> Iterator[Finding]:
    document, span = stretch.document, Span(*match.span())
    source = document.map.to_source(span)
    together = source.end - source.start == span.end - span.start  # no markup stands between
    if together and wanted(document, rule, span) is not None:
        correction = Correction(Span(border, border), " ", "Put a space or a line break between.")
        yield make_finding(document, rule, span, corrections=[correction])
