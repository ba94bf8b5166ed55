"""White space that is missing behind a mark, or stands where none belongs."""

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
    word_after,
    word_before,
)
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span

# A comma or stop behind a word and white space. What may follow keeps out ellipses, decimals
# (“ .5”), file names (“ .docx”), ratios (“1 : 2”) and faces (“ :-)”).
_SPACE_BEFORE = re.compile(
    rf"(?<=[\w)\]”’\"%])[{SPACES}]+(?:[,;](?![\w,;)])|\.(?=[\s\"”)]|\Z)(?!\s*\.)|[!?](?=[\s!?\"”)]|\Z)"
    r"|:(?=\s)(?!\s+[\d)(]))"
)
_SPACE_INSIDE = re.compile(
    rf"(?<![\w\[(])[(\[][{SPACES}]+(?=\w)|(?<=[\w.%])[{SPACES}]+[)\]](?=[\s.,;:!?]|\Z)"
)
_AFTER_STOP = re.compile(r"[.!?][A-Z][a-z]|[.!?][AI][ \n]")
_AFTER_COMMA = re.compile(r"[,;][A-Za-z][a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = tuple(space + mark for space in " \u00a0" for mark in ",.;:!?")
_INSIDE = tuple(f"({space}" for space in " \u00a0") + tuple(f"{space})" for space in " \u00a0")
_ADDRESS = frozenset("/@\\=_#{}<>")


def prepare_space_before(rule: Rule, words: Words) -> Look:
    """Finds a space between a word and the comma or stop behind it."""
    return _excess(rule, _SPACE_BEFORE, _BEFORE)


def prepare_space_inside(rule: Rule, words: Words) -> Look:
    """Finds a space behind an opening bracket or before a closing one."""
    return _excess(rule, _SPACE_INSIDE, (*_INSIDE, "[ ", " ]"))


def _excess(rule: Rule, pattern: re.Pattern[str], signs: tuple[str, ...]) -> Look:
    def look(stretch: Stretch) -> Iterator[Finding]:
        if not any(sign in stretch.text for sign in signs):
            return
        document = stretch.document
        prose = document.prose
        for match in pattern.finditer(prose, stretch.start, stretch.end):
            block = wanted(document, rule, Span(*match.span()))
            if block is None:
                continue
            blank = re.search(r"\s+", match[0])
            assert blank is not None
            gap = Span(match.start() + blank.start(), match.start() + blank.end())
            span = Span(
                word_before(prose, gap.start, block.start), word_after(prose, gap.end, block.end)
            )
            correction = Correction(gap, "", "Leave out the space.")
            yield make_finding(document, rule, span, corrections=[correction])

    return look


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
        document = stretch.document
        prose = document.prose
        for match in pattern.finditer(prose, stretch.start, stretch.end):
            place = match.start() + 1
            block = document.blocks[document.block_at(place)]
            start = word_before(prose, place, block.start)
            before, after = _neighbours(prose, start, place)
            token = prose[start : word_after(prose, place, block.end)]
            if _ADDRESS & set(token) or not joined(before, after, token):
                continue
            if wanted(document, rule, Span(start, place)) is None:
                continue
            span = Span(place - 1 - len(before), place + len(after))
            correction = Correction(Span(place, place), " ", "Insert a space.")
            yield make_finding(document, rule, span, corrections=[correction])

    return look


def _neighbours(prose: str, start: int, place: int) -> tuple[str, str]:
    """The words on both sides of the mark that ends at `place`, with closing quotes and so on."""
    before = re.search(r"[\w'’-]*[)\]”\"%]*\Z", prose[start : place - 1])
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
