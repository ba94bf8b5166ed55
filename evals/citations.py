"""Citation marks, bookkeeping and injected defects, on articles rendered in many styles."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.articles import Article, read_articles
from evals.citations_jats import jats_report
from evals.citations_missing import missing_report
from evals.defects import SEED, defects
from evals.rendering import FORMATS, STYLES, Gold, Rendered, Style, render
from evals.tables import ACCURACY, put_section, table
from linter import documents
from linter.api import new_session
from linter.documents.document import Document
from linter.documents.model import Citation, ReadOptions
from linter.findings import Severity
from linter.linting import lint_bytes
from linter.sessions import Session

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
    parts = ("all", "marks", "defects", "clean", "jats", "missing")
    parser.add_argument("--part", default="all", choices=parts)
    parser.add_argument("--style", help="look at one style or kind of defect only")
    parser.add_argument("--list", type=int, default=0, help="print so many wrong marks")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Render, read, compare, print."""
    articles = _articles(options)
    parts = {
        "marks": ("Marks that were found", marks_report),
        "defects": ("One defect in each article", defects_report),
        "clean": ("Warnings and errors in articles as they were published", clean_report),
    }
    written = ["## Citations and references", f"{len(articles)} published articles."]
    for name, (title, report) in parts.items():
        if options.part in ("all", name):
            text = report(articles, options.style, options.list)
            print(text, flush=True)
            written += [f"### {title}", text.strip()]
    if options.part in ("all", "jats"):
        text = jats_report(options.data / ARTICLES, _options(), findings, options.list)
        print(text, flush=True)
        written += ["### Articles in JATS as they were published", text.strip()]
    if options.part in ("all", "missing"):
        text = missing_report(options.data)
        print(text)
        written += ["### Missing citations", text.strip()]
    if options.write and (options.part != "all" or options.style):
        print("Nothing was written: the page holds all parts and styles.")
    elif options.write:
        put_section(ACCURACY, "citations", "\n\n".join(written), "Accuracy")
    return 0


def _articles(options: argparse.Namespace) -> list[Article]:
    if options.part in ("missing", "jats"):
        return []
    return read_articles(options.data / ARTICLES)


def defects_report(articles: Sequence[Article], only: str | None = None, samples: int = 0) -> str:
    """For each kind of defect how many were found, in Markdown, HTML and plain text."""
    rows: list[tuple[object, ...]] = []
    missed: list[str] = []
    for defect in defects():
        if only not in (None, defect.name):
            continue
        counts = {fmt: [0, 0] for fmt in defect.style.formats}
        chance = random.Random(f"{SEED} {defect.name}")
        for article in articles:
            spoilt = defect.spoil(article, chance)
            for fmt in defect.style.formats:
                if spoilt is None:
                    continue
                before = findings(render(article, defect.style, fmt).text, fmt)
                after = findings(render(spoilt, defect.after or defect.style, fmt).text, fmt)
                new = {each for each in after - before if each[0] in defect.rules}
                counts[fmt][0] += bool(new)
                counts[fmt][1] += 1
                if not new:
                    missed.append(f"{defect.name} {fmt} {article.name} {sorted(after - before)}")
        shown = [f"{found} of {all_}" for found, all_ in counts.values()]
        total = sum(found for found, _ in counts.values()) / max(
            sum(all_ for _, all_ in counts.values()), 1
        )
        rows.append((defect.name, f"{total:.3f}", *shown, *[""] * (3 - len(shown))))
    for line in missed[:samples]:
        print(line[:600])
    return table(["defect", "recall", *FORMATS], rows)


def clean_report(articles: Sequence[Article], only: str | None = None, samples: int = 0) -> str:
    """What bookkeeping reports in articles as they were published, per article."""
    rows: list[tuple[object, ...]] = []
    for style in STYLES:
        if only not in (None, style.name):
            continue
        for fmt in style.formats:
            found = [findings(render(article, style, fmt).text, fmt) for article in articles]
            for article, each in zip(articles, found, strict=True):
                for rule, message in sorted(each)[:samples]:
                    print(f"{style.name} {fmt} {article.name}: {rule}: {message[:200]}")
            counts = [len(each) for each in found]
            mean = f"{sum(counts) / max(len(counts), 1):.2f}"
            quiet = f"{counts.count(0)} of {len(counts)}"
            rows.append((style.name, fmt, mean, quiet, max(counts, default=0)))
    return table(["style", "format", "findings per article", "without any", "most"], rows)


def findings(text: str, fmt: str) -> set[tuple[str, str]]:
    """What bookkeeping reports in a draft: rule and message."""
    session = _session()
    config = session.configurations.for_folder(session.working_folder)
    found = lint_bytes(text.encode(), Path(f"draft.{fmt}"), session, config)[1]
    return {(each.rule, each.message) for each in found if each.severity is not Severity.INFO}


@cache
def _session() -> Session:
    """A session in which only the rules of bookkeeping run."""
    session = new_session(isolated=True)
    config = session.configurations.for_folder(session.working_folder)
    rules = session.ruleset(config).rules()
    chosen = tuple(rule.id for rule in rules if rule.check == "bookkeeping")
    return new_session(select=chosen, isolated=True)


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
