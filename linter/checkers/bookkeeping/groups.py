"""Several sources in one mark: ranges that cannot be, numbers that stand twice, too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linter.checkers.bookkeeping.ledger import Ledger, span_of
from linter.checkers.reporting import Correction
from linter.documents.citations.numbers import DASH
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

_RANGE = late(rf"(?<!\d)(\d{{1,3}})\s?[{DASH}]\s?(\d{{1,3}})(?!\d)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LIST = late(r"\s?[,;]\s?")


def ranges(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Ranges that run down or hold one number only."""
    for mark in ledger.numeric:
        text = ledger.document.prose[mark.start : mark.end].translate(_RAISED)
        for found in _RANGE.finditer(text):
            first, last = int(found[1]), int(found[2])
            if first < last:
                continue
            corrections = []
            if first == last:
                span = Span(mark.start + found.start(), mark.start + found.end())
                one = ledger.document.prose[span.start : span.start + len(found[1])]
                corrections = [Correction(span, one)]
            problem = "runs downwards" if first > last else "holds one number only"
            yield ledger.at_mark(
                rule, mark, {"range": found[0], "problem": problem}, corrections=corrections
            )


def repeated(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Numbers that one mark gives twice."""
    for mark in ledger.numeric:
        if len(set(mark.keys)) == len(mark.keys):
            continue
        if any(
            int(a) == int(b)
            for a, b in _RANGE.findall(ledger.document.prose[mark.start : mark.end])
        ):
            continue  # the look for ranges reports it
        number = next(key for key in mark.keys if mark.keys.count(key) > 1)
        yield ledger.at_mark(
            rule, mark, {"number": number}, corrections=_once(ledger, mark.start, mark.end)
        )


def _once(ledger: Ledger, start: int, end: int) -> list[Correction]:
    """The mark with each number once, if it is a plain list."""
    text = ledger.document.prose[start:end]
    inner = text.strip("[]() ")
    parts = _LIST.split(inner)
    if not all(part.isdecimal() for part in parts):
        return []
    joint = _LIST.search(inner)
    kept = (joint[0] if joint else ",").join(dict.fromkeys(parts))
    return [Correction(Span(start, end), text.replace(inner, kept))]


def too_many(rule: Rule, ledger: Ledger, words: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Marks that give more sources than a reader will look up."""
    most = int(words["most"][0])
    marks = ledger.document.citations
    found = [mark for mark in marks if len(mark.keys) > most and mark.form != "lost"]
    if found:
        related = map(span_of, found[1:])
        yield ledger.at_mark(rule, found[0], {"count": str(len(found[0].keys))}, related=related)
