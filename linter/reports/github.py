"""`github`: workflow commands that GitHub Actions turns into annotations on the changed lines.

GitHub shows at most ten annotations of each level for a step and drops the others silently, so
no more are written, the worst first, and a closing line says what is left out.
"""

from __future__ import annotations

from typing import IO

from linter.findings import Finding, Severity, State
from linter.reports import Options
from linter.reports.parts.wording import severities
from linter.results import Run

SUFFIXES: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()

LIMIT = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write a workflow command for each open finding, as many as GitHub shows."""
    found = [
        (result.path, finding)
        for result in run.results
        for finding in result.findings
        if finding.state is State.OPEN
    ]
    left: dict[Severity, int] = {}
    for severity in Severity:
        of_level = [item for item in found if item[1].severity is severity]
        out.writelines(_command(path, finding) for path, finding in of_level[:LIMIT])
        left[severity] = len(of_level) - LIMIT if len(of_level) > LIMIT else 0
    if any(left.values()):
        out.write(f"Not annotated, as GitHub shows {LIMIT} of a kind: {severities(left)}.\n")


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
