"""Two spaces or more between words, and two spaces after a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.once import join_fixes
from linter.checkers.typography.stretches import (
    SPACES,
    Look,
    Stretch,
    Words,
    wanted,
    word_after,
    word_before,
)
from linter.documents.model import Block
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span

_GAP = re.compile(rf"(?<=\S)[{SPACES}]{{2,}}(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]\d,–-]{0,12}\Z")
_LAYOUT = 5  # that many characters of white space are columns or a blank to fill in
_NO_BREAK = "\u00a0"


def prepare_doubled(rule: Rule, words: Words) -> Look:
    """Finds doubled spaces within sentences; a run of them is one finding."""

    def look(stretch: Stretch) -> Iterator[Finding]:
        gaps = [each for each in _gaps(stretch, rule) if not _after_stop(stretch, each[0])]
        for run in _runs(stretch.document.prose, gaps):
            yield _finding(stretch, rule, run)

    return look


def prepare_after_stop(rule: Rule, words: Words) -> Look:
    """Finds the doubled spaces between sentences."""

    def look(stretch: Stretch) -> Iterator[Finding]:
        for gap, block in _gaps(stretch, rule):
            if _after_stop(stretch, gap):
                yield _finding(stretch, rule, [(gap, block)])

    return look


def _gaps(stretch: Stretch, rule: Rule) -> Iterator[tuple[Span, Block]]:
    if not stretch.has_odd_spaces:
        return
    document = stretch.document
    for match in _GAP.finditer(document.prose, stretch.start, stretch.end):
        gap = Span(*match.span())
        if gap.end - gap.start < _LAYOUT and "\t" not in match[0]:
            block = wanted(document, rule, gap)
            if block is not None:
                yield gap, block


def _after_stop(stretch: Stretch, gap: Span) -> bool:
    before = stretch.document.prose[max(gap.start - 14, stretch.start) : gap.start]
    return _ENDS_SENTENCE.search(before) is not None


def _runs(prose: str, gaps: Iterable[tuple[Span, Block]]) -> Iterator[list[tuple[Span, Block]]]:
    """Gaps with one word between them belong together."""
    run: list[tuple[Span, Block]] = []
    for gap, block in gaps:
        if run and (run[-1][1] != block or len(prose[run[-1][0].end : gap.start].split()) != 1):
            yield run
            run = []
        run.append((gap, block))
    if run:
        yield run


def _finding(stretch: Stretch, rule: Rule, run: list[tuple[Span, Block]]) -> Finding:
    """One finding for the run, with one fix that touches nothing but white space."""
    document = stretch.document
    prose, block = document.prose, run[0][1]
    start = word_before(prose, run[0][0].start, block.start)
    span = Span(start, word_after(prose, run[-1][0].end, block.end))
    parts = [
        make_finding(document, rule, span, corrections=[_single(prose, gap)]) for gap, _ in run
    ]
    return join_fixes(parts[0], parts)


def _single(prose: str, gap: Span) -> Correction:
    only_no_break = set(prose[gap.start : gap.end]) == {_NO_BREAK}
    return Correction(gap, _NO_BREAK if only_no_break else " ", "Leave one space.")
