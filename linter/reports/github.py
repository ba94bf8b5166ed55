"""`github`: workflow commands that GitHub Actions turns into annotations on the changed lines.

GitHub shows at most ten annotations of each level for a step and drops the others silently, so
no more are written, the worst first, and a closing line says what is left out. `summary` is the
page that GitHub shows for the whole job.
"""

from __future__ import annotations

from typing import IO

from linter.findings import Finding, Severity
from linter.reports import Options
from linter.reports.markdown import text
from linter.reports.parts.places import open_findings
from linter.reports.parts.wording import (
    SEVERITY_NAMES,
    extent,
    matched,
    problem_line,
    severities,
    shortened,
)
from linter.results import Run

SUFFIXES: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()

LIMIT = 10
ROWS = 100
SUMMARY_BYTES = 900_000  # GitHub shows no summary beyond 1 MiB, and other steps write there, too
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write a workflow command for each open finding, as many as GitHub shows."""
    found = [(result.path, finding) for result, finding in open_findings(run)]
    left: dict[Severity, int] = {}
    for severity in Severity:
        of_level = [item for item in found if item[1].severity is severity]
        out.writelines(_command(path, finding) for path, finding in of_level[:LIMIT])
        left[severity] = len(of_level) - LIMIT if len(of_level) > LIMIT else 0
    if any(left.values()):
        out.write(f"Not annotated, as GitHub shows {LIMIT} of a kind: {severities(left)}.\n")


def summary(run: Run) -> str:
    """The job summary: what was found in Markdown, the worst first, small enough for GitHub."""
    found = sorted(open_findings(run), key=lambda each: each[1].severity.rank)
    lines = ["## medlint", "", f"{extent(run)}: {severities(run.counts()) or 'no findings'}.", ""]
    lines += [f"- Could not be checked: {text(problem_line(each))}" for each in run.all_problems]
    rows = [_row(result.path, finding) for result, finding in found[:ROWS]]
    size = len("\n".join(lines).encode("utf-8", "replace"))
    kept = 0
    for row in rows:
        size += len(row.encode("utf-8", "replace")) + 1
        if size > SUMMARY_BYTES:
            break
        kept += 1
    if kept:
        lines += ["", "| | Where | What | Rule |", "|---|---|---|---|", *rows[:kept]]
    if kept < len(found):
        lines += ["", f"{len(found) - kept:,} more are in the log of this step."]
    return "\n".join(lines) + "\n\n"


def _row(path: str, finding: Finding) -> str:
    words = f"“{shortened(matched(finding))}”: {finding.message}"
    if shortened(matched(finding)) in finding.message:
        words = finding.message
    cells = (SEVERITY_NAMES[finding.severity], f"{path}:{finding.line}", words, finding.rule)
    return "| " + " | ".join(text(cell).replace("|", "&#124;") for cell in cells) + " |"


def _command(path: str, finding: Finding) -> str:
    properties = {"file": path, **_place(finding), "title": f"medlint {finding.rule}"}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(finding.message)}\n"


def _place(finding: Finding) -> dict[str, int]:
    """Lines, and columns where the finding stays on one line: GitHub takes none otherwise.

    GitHub's last column is part of what is marked.
    """
    if finding.line < 1:
        return {}
    if finding.end_line > finding.line:
        return {"line": finding.line, "endLine": finding.end_line}
    return {
        "line": finding.line,
        "col": finding.column,
        "endLine": finding.line,
        "endColumn": max(finding.column, finding.end_column - 1),
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
