"""Findings in the article that started the project, against an editor's annotations."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.intervals import Proportion
from evals.linting import lint
from evals.marks import family
from evals.scoring import counted
from evals.tables import ACCURACY, one_line, put_section, table
from linter.findings import Finding, State
from linter.spans import Span

NAME = "ketamine-infusion-therapy"


@dataclass(frozen=True, slots=True)
class Annotation:
    """An editor's remark; `ok` in `category` says that what looks wrong is not.

    `kind` is the category, also of what is `ok`; `severity` is the editor's.
    """

    span: Span
    text: str
    category: str
    kind: str
    rule: str
    severity: str


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals seed` takes."""
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Lint the article, compare, print."""
    folder = options.data / "seed"
    annotations = load_annotations(folder / f"{NAME}.annotations.jsonl")
    result = lint(folder, [f"{NAME}.txt"])[f"{NAME}.txt"]
    findings = [finding for finding in result.findings if finding.state is State.OPEN]
    print(listing(annotations, findings), end="\n\n")
    print(report(annotations, findings))
    if options.write:
        put_section(ACCURACY, "seed", report(annotations, findings), "Accuracy")
    return 0


def load_annotations(path: Path) -> list[Annotation]:
    """The annotations beside the article."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Annotation(
            Span(row["start"], row["end"]),
            row["text"],
            row["category"],
            row["rule"].split("/")[0] if row["category"] == "ok" else row["category"],
            row["rule"],
            row["severity"],
        )
        for row in rows
    ]


def finders(annotation: Annotation, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that overlap an annotation and are of its family."""
    return [
        finding
        for finding in findings
        if family(finding.category) == family(annotation.kind)
        and finding.span.overlaps(annotation.span)
    ]


def wrong(annotations: Sequence[Annotation], findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no annotation of their family supports; what is `ok` does not."""
    problems = [annotation for annotation in annotations if annotation.category != "ok"]
    return [f for f in findings if not any(finders(problem, [f]) for problem in problems)]


def listing(annotations: Sequence[Annotation], findings: Sequence[Finding]) -> str:
    """Each annotation with what found it, then what is wrong: for the terminal only."""
    lines = []
    for problem in (a for a in annotations if a.category != "ok"):
        found = finders(problem, findings)
        state = "found " if counted(found) else "info  " if found else "missed"
        by = ", ".join(sorted({finding.rule for finding in found})) or "–"
        head = f"{state} {problem.category} {problem.severity} {problem.rule}"
        lines.append(f"{head}: ⟦{one_line(problem.text, 90)}⟧ by {by}")
    for finding in wrong(annotations, findings):
        against = [a.rule for a in annotations if a.category == "ok" and finders(a, [finding])]
        head = f"wrong  {finding.category} {finding.severity} {finding.rule}"
        note = f" (annotated as right: {', '.join(against)})" if against else ""
        lines.append(f"{head}: ⟦{one_line(finding.text, 90)}⟧{note}")
    return "\n".join(lines)


def report(annotations: Sequence[Annotation], findings: Sequence[Finding]) -> str:
    """The summary as Markdown."""
    rows = []
    for name in ("language", "claim", "citation"):
        problems = [a for a in annotations if a.category != "ok" and family(a.kind) == name]
        ours = [finding for finding in findings if family(finding.category) == name]
        shown = counted(ours)
        rows.append(
            (
                "typo + grammar + spacing" if name == "language" else name,
                Proportion(sum(bool(finders(p, shown)) for p in problems), len(problems)),
                sum(bool(finders(p, ours)) for p in problems),
                len(shown),
                len(wrong(annotations, shown)),
            )
        )
    head = ["category", "annotations found", "with info", "warnings and errors", "of them wrong"]
    return f"## The seed article\n\n{table(head, rows)}"
