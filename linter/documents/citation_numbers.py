"""Numbers that cite: [1, 3–5], raised digits, and (1) where a document cites so throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.documents.citation_names import NAMED
from linter.documents.model import Citation, Draft, Reference

_DASH = "‐‑‒–—−-"
_NUMBER = r"[1-9]\d{0,2}"
_RANGE = rf"{_NUMBER}(?:\s?[{_DASH}]\s?{_NUMBER})?[a-c]?"
_LIST = rf"{_RANGE}(?:\s?[,;]\s?{_RANGE}){{0,40}}"
_WHOLE_LIST = re.compile(rf"[\s,;\[(]*({_LIST})[\s,;\])]*")
_BRACKET = re.compile(rf"\[\s?({_LIST})\s?\](?!\()")
_PARENTHESIS = re.compile(rf"\(\s?({_LIST})\s?\)")
_PARTS = re.compile(rf"({_NUMBER})(?:\s?[{_DASH}]\s?({_NUMBER}))?[a-c]?")
_INTERNAL = re.compile(r"#_?(?:ref|r|b|bib|cr|cit|cite|fn|ftn|edn|en|note)[\w.-]*", re.IGNORECASE)

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_LIST = re.compile(
    rf"[¹²³⁴⁵⁶⁷⁸⁹][{_RAISED}]{{0,2}}(?:[,⁻–˒-][¹²³⁴⁵⁶⁷⁸⁹][{_RAISED}]{{0,2}}){{0,40}}"
)
_LOWERED = str.maketrans(_RAISED + "⁻˒", "0123456789-,")
# What makes a raised number an exponent: a digit, a unit or a variable of one letter before it.
_EXPONENT = re.compile(
    r"(?:\d|[⁺⁻]|(?:^|[^\w'’])(?:[ckdmµμn]?m|in|ft|yd|mi|kg|sec|min|[^\W\d_]))$", re.IGNORECASE
)
# What makes numbers in brackets an interval: “95% CI [2, 7]”, “a median of 4 [2–7]”.
_INTERVAL = re.compile(
    r"(?:\b(?:CI|IQR|SD|range|interval|median|mean)\b[^.;\[\]]{0,20}"
    r"|(?<![\w.])\d{1,3}(?:[.,]\d+)?\s?%?\s)$",
    re.IGNORECASE,
)
_NO_MARK_AFTER = re.compile(
    r"(?:^|[:;,.]\s|\b(?:and|or|equations?|eqs?\.?|fig(?:ure)?s?\.?|tables?|steps?|page|n\s?=)\s)$",
    re.IGNORECASE,
)
_FEWEST_ELECTED = 3
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


def bracketed(document: Draft, references: Sequence[Reference]) -> Iterator[Citation]:
    """Marks in square brackets, in order."""
    prose = document.prose
    if "[" not in prose:
        return
    count = _reference_count(references)
    last = -1
    for found in _BRACKET.finditer(prose):
        if prose[found.start() - 1 : found.start()] == "]" and found.start() != last:
            continue  # the target of a link that leads nowhere: [text][1]
        last = found.end()
        keys = numbers(found[1])
        before = prose[max(found.start() - 48, 0) : found.start()]
        if count and min(map(int, keys)) > count + _SLACK:
            continue
        if _is_pair(found[1]) and _INTERVAL.search(before):
            continue
        if not _begins_block(document, found.start(), found.end()):
            named = bool(NAMED.search(before))
            yield Citation(found.start(), found.end(), "numeric", keys, named)


def parenthesised(document: Draft, references: Sequence[Reference]) -> list[Citation]:
    """Marks in parentheses, if the document has a reference list and numbers it that way.

    It does if three different numbers or more appear, for the first time, in ascending order.
    """
    if "(" not in document.prose or not (count := _reference_count(references)):
        return []
    marks: list[Citation] = []
    for found in _PARENTHESIS.finditer(document.prose):
        keys = numbers(found[1])
        start = document.blocks[document.block_at(found.start())].start
        before = document.prose[max(found.start() - 24, start) : found.start()]
        if max(map(int, keys)) <= count and not _NO_MARK_AFTER.search(before):
            marks.append(Citation(found.start(), found.end(), "numeric", keys))
    first_seen = [int(key) for key in dict.fromkeys(key for mark in marks for key in mark.keys)]
    elected = len(first_seen) >= _FEWEST_ELECTED and first_seen == sorted(first_seen)
    return marks if elected else []


def raised(document: Draft) -> Iterator[Citation]:
    """Superscripts that are marks: by markup, or written with raised digits."""
    prose = document.prose
    for note in document.notes:
        if note.kind == "superscript" and (
            listed := _WHOLE_LIST.fullmatch(prose, note.start, note.end)
        ):
            yield from _raised_mark(prose, note.start, note.end, listed[1])
    if not prose.isascii() and any(digit in prose for digit in _RAISED):
        for found in _RAISED_LIST.finditer(prose):
            text = found[0].translate(_LOWERED)
            yield from _raised_mark(prose, found.start(), found.end(), text)


def linked(document: Draft) -> Iterator[Citation]:
    """Numbers that link to an entry of the list within the page."""
    for link in document.links:
        if _INTERNAL.fullmatch(link.url):
            listed = _WHOLE_LIST.fullmatch(document.prose, link.start, link.end)
            if listed:
                yield Citation(link.start, link.end, "numeric", numbers(listed[1]))


def _raised_mark(prose: str, start: int, end: int, text: str) -> Iterator[Citation]:
    """The mark, unless it is an exponent, a charge or the mass number of an isotope."""
    before = prose[max(start - 24, 0) : start]
    after = prose[end : end + 1]
    if not before.strip() or _EXPONENT.search(before) or after.isalnum() or after in ("⁺", "⁻"):
        return
    yield Citation(start, end, "superscript", numbers(text), bool(NAMED.search(before)))


def _is_pair(text: str) -> bool:
    """Whether a list holds two numbers only, as an interval does."""
    return len(re.findall(r"\d+", text)) == 2


def _begins_block(document: Draft, start: int, end: int) -> bool:
    """Whether text follows the mark in its block and none precedes it: then it numbers the text."""
    block = document.blocks[document.block_at(start)]
    return block.start == start and block.end > end


def _reference_count(references: Sequence[Reference]) -> int:
    """The highest number of the reference list, or its length; 0 if there is none."""
    keys = [int(entry.key) for entry in references if entry.key.isdecimal()]
    return max(keys, default=len(references))
