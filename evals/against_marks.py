"""Findings in the 30 marked drafts against the marks of two readers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.linting import lint
from evals.marks import (
    CATEGORIES,
    LANGUAGE,
    Mark,
    check_files,
    load_marks,
    messy,
    source_of,
)
from evals.scoring import (
    Agreement,
    Findings,
    Score,
    agreement,
    false_alarms,
    misses,
    precision_of_rules,
    score,
)
from evals.tables import ACCURACY, one_line, put_section, table
from linter.spans import LineIndex, Span

ROWS: dict[str, tuple[str, ...]] = {
    **{category: (category,) for category in LANGUAGE},
    "typo + grammar + spacing": LANGUAGE,
    "claim": ("claim",),
    "citation": ("citation",),
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals marks` takes."""
    parser.add_argument("--list", choices=["misses", "false-alarms"], dest="listing")
    parser.add_argument("--category", choices=[*CATEGORIES, "language"])
    parser.add_argument("--rules", action="store_true", help="print each rule's precision")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Lint the drafts, score, print; 1 if some could not be linted."""
    marks = load_marks()
    check_files(marks, options.data)
    files = sorted({mark.file for mark in marks})
    results = lint(messy(options.data), files)
    problems = [problem for result in results.values() for problem in result.problems]
    for problem in problems:
        print(f"{problem.path}: {problem.message}", file=sys.stderr)
    findings = {file: result.findings for file, result in results.items()}
    if options.listing:
        print_list(options, findings, marks)
    elif options.rules:
        print(table(["rule", "precision"], precision_of_rules(findings, marks).items()))
    elif options.json:
        print(json.dumps(as_json(findings, marks), indent=2))
    else:
        print(report(findings, marks))
    if options.write and not problems:
        put_section(ACCURACY, "marks", report(findings, marks), "Accuracy")
    return 1 if problems else 0


def measure(findings: Findings, marks: Sequence[Mark]) -> dict[str, tuple[Score, Agreement]]:
    """The score and the readers' agreement of each row of the table."""
    return {
        name: (score(findings, marks, categories), agreement(marks, categories))
        for name, categories in ROWS.items()
    }


def report(findings: Findings, marks: Sequence[Mark]) -> str:
    """The result as Markdown: medlint's table, and the readers' beside it."""
    measured = measure(findings, marks)
    ours = table(
        ["medlint against the marks", "recall (sure marks)", "precision (all marks)", "F1"],
        [(n, s.recall, s.precision, _f1(s)) for n, (s, _) in measured.items()],
    )
    readers = table(
        ["the two readers", "A's marks that B made too", "B's marks that A made too", "F1"],
        [(n, a.recall, a.precision, _number(a.f1)) for n, (_, a) in measured.items()],
    )
    files = len({mark.file for mark in marks})
    return (
        "## Findings against two readers' marks\n\n"
        f"{files} drafts, {len(marks)} marks, {sum(mark.sure for mark in marks)} of them sure. "
        "Findings of severity warning or error; counts and 95 % intervals (Wilson) in brackets.\n\n"
        f"{ours}\n\n{readers}"
    )


def as_json(findings: Findings, marks: Sequence[Mark]) -> dict[str, object]:
    """The result as data."""
    return {
        name: {
            "recall": s.recall.as_json(),
            "precision": s.precision.as_json(),
            "readers": {
                "b_against_a": {"recall": a.recall.as_json(), "precision": a.precision.as_json()},
                "a_against_b": {"recall": a.precision.as_json(), "precision": a.recall.as_json()},
                "f1": a.f1,
            },
        }
        for name, (s, a) in measure(findings, marks).items()
    }


def print_list(options: argparse.Namespace, findings: Findings, marks: Sequence[Mark]) -> None:
    """Print what was missed or wrong, with the drafts' words: for the terminal only."""
    for categories in _groups(options.category):
        if options.listing == "misses":
            for mark in misses(findings, marks, categories):
                print(in_place(mark.file, mark.span, mark.category, options.data))
        else:
            for file, found in false_alarms(findings, marks, categories):
                print(in_place(file, found.span, found.rule, options.data))
                print(f"    {one_line(found.message, 300)}")


def _groups(category: str | None) -> list[tuple[str, ...]]:
    if category is None:
        return [LANGUAGE, ("claim",), ("citation",)]
    return [LANGUAGE if category == "language" else (category,)]


def in_place(file: str, span: Span, what: str, data: Path) -> str:
    """A place of a marked draft with its words: for the terminal only."""
    text = source_of(file, data)
    line, column = LineIndex(text).position(span.start)
    before, after = text[max(span.start - 40, 0) : span.start], text[span.end : span.end + 40]
    marked = one_line(f"{before}⟦{text[span.start : span.end]}⟧{after}", 400)
    return f"{file}:{line}:{column} {what}\n    {marked}"


def _f1(measured: Score) -> str:
    recall, precision = measured.recall.value, measured.precision.value
    if recall is None or precision is None:
        return "–"
    return _number(2 * recall * precision / (recall + precision) if recall + precision else 0.0)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
