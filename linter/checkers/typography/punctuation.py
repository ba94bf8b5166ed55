"""White space that is missing behind a mark, or stands where none belongs; marks too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.stretches import (
    SPACES,
    Look,
    Stretch,
    Words,
    wanted,
    with_neighbours,
)
from linter.documents.model import Block
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

# A mark behind a word and white space. What may follow it keeps out ellipses, decimals
# (“ .5”), file names (“ .docx”), ratios (“1 : 2”) and faces (“ :-)”).
_SPACE_BEFORE = late(
    rf"(?<=[\w)\]”’\"%])([{SPACES}]+)(?:[,;](?![\w,;)])|\.(?=[\s\"”)]|\Z)(?!\s*\.)"
    r"|[!?](?=[\s!?\"”)]|\Z)|:(?=\s)(?!\s+[\d)(]))"
)
_SPACE_INSIDE = late(
    rf"(?<![\w\[(:;=-])[(\[]([{SPACES}]+)(?=\w)|(?<=[\w.%])([{SPACES}]+)[)\]](?=[\s.,;:!?]|\Z)"
)
_DOUBLED = late(r"(?<=[\w)\]”’\"%])(?:,,|;;|,\.(?![\w.])|(?<!\d)\.\.(?![.\w/\\]|\s\.))(?![,;.])")
_AFTER_STOP = late(r"[.!?]“?(?:[A-Z][a-z]|[AI]\s|I[’'])")
_AFTER_COMMA = late(r"[,;][A-Za-z][a-z]")
_WORD = late(r"“?[^\W\d_]+")
_WORD_BEFORE = late(r"(?:[\[(“\"][\w'’,–-]*[)\]”\"%]+|[\w'’-]*[)\]”\"%]*)\Z")
_ADDRESS = frozenset("/@\\=_#{}<>")


def prepare_space_before(rule: Rule, words: Words) -> Look:
    """Finds a space between a word and the comma or stop behind it."""
    return _excess(rule, _SPACE_BEFORE)


def prepare_space_inside(rule: Rule, words: Words) -> Look:
    """Finds a space behind an opening bracket or before a closing one."""
    return _excess(rule, _SPACE_INSIDE)


def _excess(rule: Rule, pattern: re.Pattern[str]) -> Look:
    def look(stretch: Stretch) -> Iterator[Finding]:
        prose = stretch.document.prose
        for place in stretch.odd_marks:
            opens = prose[place] in "(["
            start = place if opens else _gap_start(prose, place, stretch.start)
            match = pattern.match(prose, start)
            if match:
                gap = Span(*match.span(match.lastindex or 0))
                yield from _removal(stretch, rule, gap, match.span())

    return look


def _gap_start(prose: str, place: int, start: int) -> int:
    """Where the white space before a mark begins."""
    while place > start and prose[place - 1] in " \t\u00a0\u2009\u202f":
        place -= 1
    return place


def _removal(stretch: Stretch, rule: Rule, gap: Span, whole: tuple[int, int]) -> Iterator[Finding]:
    document = stretch.document
    block = wanted(document, rule, Span(*whole))
    if block is not None:
        span = with_neighbours(document.prose, gap.start, gap.end, block)
        correction = Correction(gap, "", "Leave out the space.")
        yield make_finding(document, rule, span, corrections=[correction])


def prepare_doubled(rule: Rule, words: Words) -> Look:
    """Finds a comma, semicolon or stop that stands twice."""

    def look(stretch: Stretch) -> Iterator[Finding]:
        document = stretch.document
        for place in stretch.odd_marks:
            match = _DOUBLED.match(document.prose, place)
            block = wanted(document, rule, Span(*match.span())) if match else None
            if match and block is not None:
                span = Span(_word_start(document.prose, place, block), match.end())
                mark = match[0][-1]
                correction = Correction(Span(*match.span()), mark, f"Keep one “{mark}”.")
                yield make_finding(document, rule, span, corrections=[correction])

    return look


def _word_start(prose: str, place: int, block: Block) -> int:
    return with_neighbours(prose, place, place, block).start


def prepare_missing_after_stop(rule: Rule, words: Words) -> Look:
    """Finds a sentence that begins right behind the stop of the one before."""
    allow = words.get("allow", frozenset())

    def joined(before: str, after: str, token: str) -> bool:
        return (
            _ends_like_sentence(before)
            and after.lower() not in allow
            and f"{before}.{after}".lower() not in allow
            and token.count(".") - token.endswith(".") <= 1
        )

    return _missing(rule, _AFTER_STOP, joined)


def prepare_missing_after_comma(rule: Rule, words: Words) -> Look:
    """Finds a word that follows a comma or semicolon at once."""
    allow = words.get("allow", frozenset())

    def joined(before: str, after: str, token: str) -> bool:
        return (
            len(before) > 2
            and before[1:].islower()
            and len(after) > 1
            and before.lower() != after.lower()
            and not {before.lower(), after.lower()} & allow
        )

    return _missing(rule, _AFTER_COMMA, joined)


def _missing(rule: Rule, pattern: re.Pattern[str], joined: Callable[[str, str, str], bool]) -> Look:
    def look(stretch: Stretch) -> Iterator[Finding]:
        prose = stretch.document.prose
        for mark in stretch.odd_marks:
            if pattern.match(prose, mark):
                yield from _insertion(stretch, rule, mark + 1, joined)

    return look


def _insertion(
    stretch: Stretch, rule: Rule, place: int, joined: Callable[[str, str, str], bool]
) -> Iterator[Finding]:
    document = stretch.document
    prose = document.prose
    block = wanted(document, rule, Span(place, place))
    if block is None:
        return
    around = with_neighbours(prose, place, place, block)
    token = prose[around.start : around.end]
    before, after = _words_beside(prose, around.start, place)
    if _ADDRESS & set(token) or not joined(before, after, token):
        return
    span = Span(place - 1 - len(before), place + len(after))
    correction = Correction(Span(place, place), " ", "Insert a space.")
    yield make_finding(document, rule, span, corrections=[correction])


def _words_beside(prose: str, start: int, place: int) -> tuple[str, str]:
    """The words on both sides of the mark that ends at `place`, with closing quotes and so on."""
    before = _WORD_BEFORE.search(prose[start : place - 1])
    after = _WORD.match(prose, place)
    return before[0] if before else "", after[0] if after else ""


def _ends_like_sentence(before: str) -> bool:
    """A word of two small letters at its end, a bracket or quotation, a percentage, a year."""
    if not before:
        return False
    if before[-1] in ')]”"%':
        return len(before) > 1
    return (len(before) > 2 and before[-1].islower() and before[-2].islower()) or (
        len(before) >= 4 and before.isdigit()
    )
