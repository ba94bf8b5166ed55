"""Numbers that may cite: [1, 3–5], raised digits, (1), and digits that were raised once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from linter.documents.citations.names import NAMED
from linter.documents.citations.reading import is_read
from linter.documents.model import BlockKind, Citation, Draft
from linter.late import late

DASH = "‐‑‒–—−-"
_DASHES = frozenset(DASH)
_NUMBER = r"[1-9]\d{0,2}"
_RANGE = rf"{_NUMBER}(?:\s?[{DASH}]\s?{_NUMBER})?[a-c]?"
LIST = rf"{_RANGE}(?:\s?[,;]\s?{_RANGE}){{0,40}}"
_WHOLE_LIST = late(rf"[\s,;\[(]*({LIST})[\s,;\])]*")
# Not the text of a link that failed, “[2](the second)”, but “[2](p. 50)” is a mark.
_BRACKET = late(rf"\[\s?({LIST})\s?\](?!\((?![^()\n]{{0,40}}\s\d))")
_PARENTHESIS = late(rf"\(\s?({LIST})\s?\)")
_PARTS = late(rf"({_NUMBER})(?:\s?[{DASH}]\s?({_NUMBER}))?[a-c]?")
_INTERNAL = late(r"#_?(?:ref|r|b|bib|cr|cit|cite|fn|ftn|edn|en|note)[\w.-]*", re.IGNORECASE)

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_LIST = late(
    rf"[¹²³⁴⁵⁶⁷⁸⁹][{_RAISED}]{{0,2}}(?:[,⁻–˒-][¹²³⁴⁵⁶⁷⁸⁹][{_RAISED}]{{0,2}}){{0,40}}"
)
_LOWERED = str.maketrans(_RAISED + "⁻˒", "0123456789-,")
# What makes a raised number an exponent: a number, a unit, a variable of one letter or a formula
# before it. A year, and a name that ends with a digit, may be cited.
_EXPONENT = late(
    r"(?:[⁺⁻/]|(?<![\w.,-])[\d.,]*\d|(?<![\w'’])(?:[ckdmµμn]?m|[kmµμ]?g|[^\W\d_])"
    r"|\d\s?(?:in|ft|yd|mi|sec|min)|\([^()]{0,30}[/×+=^][^()]{0,30}\))$"
)
_AFTER_YEAR = late(r"(?<![\w.])(?:19|20)\d\d$")
# What makes numbers in brackets an interval: “95% CI [2, 7]”, “a median of 4 [2–7]”.
_INTERVAL = late(
    r"(?:\b(?:CI|IQR|SD|range|interval|median|mean)\b[^.;\[\]]{0,20}"
    r"|(?<![\w.])\d{1,3}(?:[.,]\d+)?\s?%?\s)$",
    re.IGNORECASE,
)
_NO_MARK_AFTER = late(
    r"(?:^|[:;,.]\s|\b(?:and|or|equations?|eqs?\.?|fig(?:ure)?s?\.?|tables?|steps?|page|n\s?=)\s)$",
    re.IGNORECASE,
)
_NO_MARK_BEFORE = late(r"\s?[=<>≤≥±]")
_LOST = late(
    rf"(?<=[a-z)\]”\"][.,])(?<!\bal[.,])(?<!\bno[.,])({_RANGE}(?:,{_RANGE}){{0,12}})(?=\s|$)"
)
_SLACK = 20  # a number this far beyond the list may still be a slip; more is no mark
_LONGEST_RANGE = 100


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a mark with its ranges filled in; a range that runs down gives its ends."""
    found: list[str] = []
    for first, last in _PARTS.findall(text):
        if last and 0 <= int(last) - int(first) <= _LONGEST_RANGE:
            found += map(str, range(int(first), int(last) + 1))
        else:
            found += [first, last] if last else [first]
    return tuple(found)


def bracketed(document: Draft, listed: int) -> Iterator[Citation]:
    """Marks in square brackets, in order; `listed` is how many entries the list has."""
    prose = document.prose
    if "[" not in prose:
        return
    last = -1
    for found in _BRACKET.finditer(prose):
        if prose[found.start() - 1 : found.start()] == "]" and found.start() != last:
            continue  # the target of a link that leads nowhere: [text][1]
        last = found.end()
        keys = numbers(found[1])
        before = prose[max(found.start() - 48, 0) : found.start()]
        if listed and min(map(int, keys)) > listed + _SLACK:
            continue
        if _is_pair(found[1]) and _rises(keys) and _INTERVAL.search(before):
            continue
        if not _begins_block(document, *found.span()) and is_read(document, found.start()):
            named = bool(NAMED.search(before))
            yield Citation(*found.span(), "numeric", keys, named, "bracket")


def joined(prose: str, marks: Iterable[Citation]) -> Iterator[Citation]:
    """The marks, of which two with a dash between them, “[2]–[5]”, are one range."""
    last: Citation | None = None
    for mark in marks:
        if last is None:
            last = mark
        elif (
            mark.start - last.end <= 3
            and prose[last.end : mark.start].strip() in _DASHES
            and prose[last.end : mark.start].strip()
            and 0 < int(mark.keys[0]) - int(last.keys[-1]) <= _LONGEST_RANGE
        ):
            between = map(str, range(int(last.keys[-1]) + 1, int(mark.keys[0])))
            keys = (*last.keys, *between, *mark.keys)
            last = replace(last, end=mark.end, keys=keys)
        else:
            yield last
            last = mark
    if last is not None:
        yield last


def parenthesised(document: Draft, listed: int) -> list[Citation]:
    """Numbers in parentheses that a list has and that nothing before them explains."""
    marks: list[Citation] = []
    if "(" not in document.prose:
        return marks
    for found in _PARENTHESIS.finditer(document.prose):
        keys = numbers(found[1])
        block = document.blocks[document.block_at(found.start())]
        before = document.prose[max(found.start() - 24, block.start) : found.start()]
        fits = max(map(int, keys)) <= listed and not _NO_MARK_AFTER.search(before)
        fits = fits and not _NO_MARK_BEFORE.match(document.prose, found.end())
        fits = fits and not (_is_pair(found[1]) and _INTERVAL.search(before))
        if fits and is_read(document, found.start()):
            marks.append(Citation(*found.span(), "numeric", keys, form="parenthesis"))
    return marks


def raised(document: Draft, listed: int) -> Iterator[Citation]:
    """Superscripts that may be marks: by markup, or written with raised digits."""
    prose = document.prose
    for note in document.notes:
        if note.kind == "superscript" and (
            found := _WHOLE_LIST.fullmatch(prose, note.start, note.end)
        ):
            yield from _raised_mark(document, note.start, note.end, found[1], listed)
    if not prose.isascii() and any(digit in prose for digit in _RAISED):
        for found in _RAISED_LIST.finditer(prose):
            text = found[0].translate(_LOWERED)
            yield from _raised_mark(document, *found.span(), text, listed)


def linked(document: Draft) -> Iterator[Citation]:
    """Numbers that link to an entry of the list within the page."""
    for link in document.links:
        if _INTERNAL.fullmatch(link.url):
            found = _WHOLE_LIST.fullmatch(document.prose, link.start, link.end)
            if found:
                yield Citation(link.start, link.end, "numeric", numbers(found[1]), form="linked")


def lost(document: Draft, listed: int) -> list[Citation]:
    """Plain numbers right behind a full stop or comma, as pasting leaves superscripts behind."""
    marks: list[Citation] = []
    for block in document.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and is_read(
            document, block.start
        ):
            for found in _LOST.finditer(document.prose, block.start, block.end):
                keys = numbers(found[1])
                if max(map(int, keys)) <= listed:
                    marks.append(Citation(*found.span(), "numeric", keys, form="lost"))
    return marks


def _raised_mark(
    document: Draft, start: int, end: int, text: str, listed: int
) -> Iterator[Citation]:
    """The mark, unless it is an exponent, a charge, the mass number of an isotope or a note's."""
    prose = document.prose
    before = prose[max(start - 40, 0) : start]
    after = prose[end : end + 1]
    if not before.strip() or after.isalnum() or after in ("⁺", "⁻", "/"):
        return
    year = _AFTER_YEAR.search(before)
    if _EXPONENT.search(before) and not year:
        return
    keys = numbers(text)
    kind = document.blocks[document.block_at(start)].kind
    if kind is BlockKind.TABLE_CELL and not year and len(keys) == 1 and int(keys[0]) < 10:
        return  # a note below the table
    if is_read(document, start) and not (listed and min(map(int, keys)) > listed + _SLACK):
        yield Citation(start, end, "superscript", keys, bool(NAMED.search(before)), "raised")


def _is_pair(text: str) -> bool:
    """Whether a list holds two numbers only, as an interval does."""
    return len(re.findall(r"\d+", text)) == 2


def _rises(keys: tuple[str, ...]) -> bool:
    """Whether numbers are those of an interval, which has its lower end first."""
    return int(keys[0]) < int(keys[-1])


def _begins_block(document: Draft, start: int, end: int) -> bool:
    """Whether text follows the mark in its block and none precedes it: then it numbers the text."""
    block = document.blocks[document.block_at(start)]
    return block.start == start and block.end > end
