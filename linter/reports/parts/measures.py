"""The measures of a draft as a table: what was counted, how much, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linter.measures.model import NAMES, Measures
from linter.reports.parts.wording import counted

_SUMS = ("words", "sentences", "claims", "citations", "references")
Row = tuple[str, str, str]  # what, how much, how to read it


def rows(measures: Measures) -> list[Row]:
    """The rows of the table; what could not be counted is left out."""
    return [row for row in (*_reading(measures), *_support(measures)) if row[1]]


def middle(measured: Sequence[Measures]) -> Measures:
    """What is usual in several drafts: the median of each measure, and sums of what is counted."""
    if len(measured) == 1:
        return measured[0]
    from statistics import median  # not where no measures are shown: it takes a while to import

    values: dict[str, Any] = {}
    for name in NAMES:
        known = [value for each in measured if (value := getattr(each, name)) is not None]
        if name in _SUMS:
            values[name] = sum(known)
        elif name == "longest":
            values[name] = max(known)
        elif name == "unexplained":
            values[name] = tuple(dict.fromkeys(word for words in known for word in words))
        else:
            values[name] = median(known) if known else None
    return Measures(**values)


def _reading(measures: Measures) -> list[Row]:
    length, long = measures.sentence_length, measures.long_sentences
    return [
        ("Flesch–Kincaid grade", _number(measures.grade), "years of school; 6 to 8 for patients"),
        ("SMOG grade", _number(measures.smog), "years of school, from 30 sentences on"),
        ("Words per sentence", _number(length), f"the longest has {measures.longest}"),
        ("Long sentences", _percent(long), "of more than 25 words"),
        ("Passive", _percent(measures.passive), "of the sentences"),
        (
            "Abbreviations not spelt out",
            str(len(measures.unexplained) or ""),
            ", ".join(measures.unexplained),
        ),
    ]


def _support(measures: Measures) -> list[Row]:
    claims, references = measures.claims, measures.references
    density = _number(measures.citation_density) if measures.citations else ""
    return [
        ("Claims with a source", _percent(measures.supported), f"of {counted(claims, 'claim')}"),
        ("Citations per 1,000 words", density, counted(measures.citations, "citation")),
        (
            "Age of the references",
            _number(measures.reference_age),
            f"years, the middle of {references}",
        ),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}%"
