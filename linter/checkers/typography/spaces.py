"""Two spaces or more between words, and two spaces after a full stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.once import join_fixes
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted, with_neighbours
from linter.documents.model import Block
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

_ENDS_SENTENCE = late(r"(?<!\d)[.!?:…][\"'”’»)\]\d,–-]{0,12}\Z")
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
    """Finds the doubled spaces between sentences, all of them ordinary ones."""
    return _between_sentences(rule, no_break=False)


def prepare_no_break(rule: Rule, words: Words) -> Look:
    """Finds those between sentences of which one is a no-break space, so that both are seen."""
    return _between_sentences(rule, no_break=True)


def _between_sentences(rule: Rule, *, no_break: bool) -> Look:
    def look(stretch: Stretch) -> Iterator[Finding]:
        prose = stretch.document.prose
        for gap, block in _gaps(stretch, rule):
            holds = _NO_BREAK in prose[gap.start : gap.end]
            if holds is no_break and _after_stop(stretch, gap):
                yield _finding(stretch, rule, [(gap, block)])

    return look


def _gaps(stretch: Stretch, rule: Rule) -> Iterator[tuple[Span, Block]]:
    document = stretch.document
    prose = document.prose
    for gap in stretch.wide_gaps:
        if gap.end - gap.start >= _LAYOUT or "\t" in prose[gap.start : gap.end]:
            continue
        block = wanted(document, rule, gap)
        if block is not None and _between_words(prose, gap, block):
            yield gap, block


def _between_words(prose: str, gap: Span, block: Block) -> bool:
    """Whether words stand beside it in its line, not only marks (a table drawn by hand)."""
    around = with_neighbours(prose, gap.start, gap.end, block)
    before, after = prose[around.start : gap.start], prose[gap.end : around.end]
    return bool(before and after) and any(map(str.isalnum, before + after))


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
    span = with_neighbours(prose, run[0][0].start, run[-1][0].end, block)
    fixes = [_single(prose, gap) for gap, _ in run]
    return join_fixes(make_finding(document, rule, span, corrections=fixes))


def _single(prose: str, gap: Span) -> Correction:
    only_no_break = set(prose[gap.start : gap.end]) == {_NO_BREAK}
    return Correction(gap, _NO_BREAK if only_no_break else " ", "Leave one space.")
