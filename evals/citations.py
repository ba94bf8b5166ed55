"""Citation marks, bookkeeping and injected defects, on articles rendered in many styles."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.articles import Article, read_articles
from evals.citations_missing import missing_report
from evals.rendering import STYLES, Gold, Rendered, Style, render
from evals.tables import table
from linter import documents
from linter.api import new_session
from linter.documents.document import Document
from linter.documents.model import Citation, ReadOptions

ARTICLES = Path("drafts") / "formats" / "nxml"


@dataclass(slots=True)
class Score:
    """Marks that were written, found, and both."""

    written: int = 0
    found: int = 0
    right: int = 0

    def row(self) -> tuple[str, str, str]:
        """Precision, recall and F1."""
        precision = self.right / max(self.found, 1)
        recall = self.right / max(self.written, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals citations` takes."""
    parser.add_argument("--style", help="look at one style only")
    parser.add_argument("--missing", action="store_true", help="missing citations only")
    parser.add_argument("--list", type=int, default=0, help="print so many wrong marks")


def main(options: argparse.Namespace) -> int:
    """Render, read, compare, print."""
    if options.missing:
        print(missing_report(options.data))
        return 0
    articles = read_articles(options.data / ARTICLES)
    print(marks_report(articles, options.style, options.list))
    if options.style is None:
        print(f"\n{missing_report(options.data)}")
    return 0


def marks_report(articles: Sequence[Article], only: str | None = None, samples: int = 0) -> str:
    """Precision, recall and F1 of the marks of each style, in each of its formats."""
    rows: list[tuple[object, ...]] = []
    for style in STYLES:
        if only in (None, style.name):
            rows += _rows(articles, style, samples)
    return table(["style", "format", "marks", "precision", "recall", "F1"], rows)


def _rows(articles: Sequence[Article], style: Style, samples: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for fmt in style.formats:
        score = Score()
        wrong: list[str] = []
        for article in articles:
            rendered = render(article, style, fmt)
            wrong += compare(rendered, read(rendered.text, fmt), score)
        for line in wrong[:samples]:
            print(f"{style.name} {fmt}: {line}")
        rows.append((style.name, fmt, score.written, *score.row()))
    return rows


def read(text: str, fmt: str) -> Document:
    """A draft as medlint reads it."""
    return documents.read(text.encode(), Path(f"draft.{fmt}"), _options())


@cache
def _options() -> ReadOptions:
    session = new_session(isolated=True)
    return session.ruleset(session.configurations.for_folder(session.working_folder)).options


def compare(rendered: Rendered, document: Document, score: Score) -> list[str]:
    """Count the marks of a draft; the wrong ones in words.

    A mark is right if it overlaps one that was written, and gives the same sources where it
    gives numbers.
    """
    found = [
        (place.start, place.end, mark)
        for mark in document.citations
        if (place := document.place_of(mark))
    ]
    score.written += len(rendered.marks)
    score.found += len(found)
    wrong: list[str] = []
    left = list(found)
    for gold in rendered.marks:
        match = next((each for each in left if _is_same(each, gold)), None)
        if match:
            score.right += 1
            left.remove(match)
        else:
            wrong.append("missed " + _shown(document.source, gold.start, gold.end))
    wrong += ["wrong " + _shown(document.source, start, end) for start, end, _ in left]
    return wrong


def _is_same(found: tuple[int, int, Citation], gold: Gold) -> bool:
    start, end, mark = found
    if start >= gold.end or end <= gold.start:
        return False
    if mark.kind in ("numeric", "superscript"):
        return tuple(map(str, gold.numbers)) == mark.keys
    return True


def _shown(source: str, start: int, end: int) -> str:
    before, after = source[max(start - 50, 0) : start], source[end : end + 30]
    return repr(f"{before}⟦{source[start:end]}⟧{after}")
