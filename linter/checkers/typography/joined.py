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


def prepare(rule: Rule, words: Words) -> Look:
    """Finds them where the second part is one of `openings`, the first one of `titles`, or an
    address or a post code is joined to a word; `skip` are names that are written so."""
    openings = "|".join(sorted(each.capitalize() for each in words["openings"]))
    titles = "|".join(sorted(each.capitalize() for each in words["titles"]))
    skip = words.get("skip", _NONE)
    pattern = re.compile(
        rf"(?<![\w.@/-])(?:([A-Za-z]*[a-z]{{3}})(?:{openings})(?=\s)"
        rf"|({titles})[A-Z][A-Za-z]+(?=[\s,])"
        r"|(\d{5})[A-Z][a-z]{3,}"
        r"|([A-Za-z]{4,})https?(?=://))"
    )

    def look(stretch: Stretch) -> Iterator[Finding]:
        prose = stretch.document.prose
        if not _SEAM.search(prose, stretch.start, stretch.end):
            return
        for match in pattern.finditer(prose, stretch.start, stretch.end):
            if match[0].lower() not in skip:
                yield from _report(stretch, rule, match)

    return look


def _report(stretch: Stretch, rule: Rule, match: re.Match[str]) -> Iterator[Finding]:
    document, span = stretch.document, Span(*match.span())
    source = document.map.to_source(span)
    together = source.end - source.start == span.end - span.start  # no markup stands between
    if together and wanted(document, rule, span) is not None:
        border = match.end(match.lastindex or 0)
        correction = Correction(Span(border, border), " ", "Put a space or a line break between.")
        yield make_finding(document, rule, span, corrections=[correction])
