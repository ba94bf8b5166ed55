"""Journal articles in JATS as they stand: are their cross-references read as citations?

Which words cite is known, since the markup links them to the list. What is compared is found
without medlint's own reading of the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.tables import table
from linter import documents
from linter.documents.document import Document
from linter.documents.model import Citation, ReadOptions

Findings = Callable[[str, str], set[tuple[str, str]]]

_XREF = re.compile(r"<xref\b([^<>]*[^<>/])>(.*?)</xref>", re.DOTALL)
_TYPE = re.compile(r"ref-type\s*=\s*[\"']bibr[\"']")
_RID = re.compile(r"\brid\s*=\s*[\"']([^\"']+)[\"']")
_REF = re.compile(r"<ref\b[^<>]*\bid\s*=\s*[\"']([^\"']+)[\"']")
_COUNTED = frozenset({"numeric", "superscript", "author-year", "key"})


@dataclass(frozen=True, slots=True)
class Linked:
    """A cross-reference: the place of its words in the source and the numbers of its entries."""

    start: int
    end: int
    numbers: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Cross-references and marks of some articles."""

    linked: int = 0
    right: int = 0
    marks: int = 0
    wrong: int = 0

    def f1(self) -> tuple[float, float, float]:
        """Precision (of the marks), recall (of the cross-references) and F1."""
        precision = 1 - self.wrong / max(self.marks, 1)
        recall = self.right / max(self.linked, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def jats_report(folder: Path, options: ReadOptions, findings: Findings, samples: int) -> str:
    """Marks found among the cross-references, and findings of bookkeeping per article."""
    tally, counts = Tally(), []
    for path in sorted(folder.glob("*.*xml")):
        source = path.read_text(encoding="utf-8")
        document = documents.read(source.encode(), path, options)
        wrong = compare(document, tally)
        found = findings(source, "nxml")
        counts.append(len(found))
        wrong += [f"{rule}: {message}" for rule, message in sorted(found)]
        for line in wrong[:samples]:
            print(f"{path.name}: {line[:300]}")
    shares = tally.f1()
    mean = sum(counts) / max(len(counts), 1)
    quiet = f"{counts.count(0)} of {len(counts)}"
    return table(
        ["cross-references", "marks", "precision", "recall", "F1", "findings per article", "none"],
        [(tally.linked, tally.marks, *(f"{n:.3f}" for n in shares), f"{mean:.2f}", quiet)],
    )


def compare(document: Document, tally: Tally) -> list[str]:
    """Count an article's cross-references and marks; the wrong ones in words."""
    gold = list(cross_references(document.source))
    marks = [
        (place.start, place.end, mark)
        for mark in document.citations
        if mark.kind in _COUNTED and (place := document.place_of(mark))
    ]
    wrong = []
    tally.linked += len(gold)
    tally.marks += len(marks)
    for each in gold:
        if any(_is_same(each, start, end, mark) for start, end, mark in marks):
            tally.right += 1
        else:
            wrong.append("missed " + _shown(document.source, each.start, each.end))
    for start, end, _ in marks:
        if not any(each.start < end and start < each.end for each in gold):
            tally.wrong += 1
            wrong.append("wrong " + _shown(document.source, start, end))
    return wrong


def cross_references(source: str) -> Iterator[Linked]:
    """The cross-references of an article that lead to its list and show something."""
    places = {key: str(place) for place, key in enumerate(_REF.findall(source), 1)}
    for found in _XREF.finditer(source):
        if not _TYPE.search(found[1]) or not re.sub(r"<[^<>]*>", "", found[2]).strip():
            continue
        rid = _RID.search(found[1])
        numbers = frozenset(places[key] for key in (rid[1].split() if rid else ()) if key in places)
        yield Linked(*found.span(2), numbers)


def _is_same(linked: Linked, start: int, end: int, mark: Citation) -> bool:
    if not (start < linked.end and linked.start < end):
        return False
    return mark.kind not in ("numeric", "superscript") or linked.numbers <= set(mark.keys)


def _shown(source: str, start: int, end: int) -> str:
    return repr(
        f"{source[max(start - 50, 0) : start]}⟦{source[start:end]}⟧{source[end : end + 30]}"
    )
