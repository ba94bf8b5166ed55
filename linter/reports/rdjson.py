"""`rdjson`: the Reviewdog Diagnostic Format, for comments on the changed lines of a review.

Its columns count bytes of UTF-8 from 1, and its ends are exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from linter.findings import Finding, Severity
from linter.reports import Options
from linter.reports.parts.places import full_message, offered_fixes, open_findings, utf8_position
from linter.results import Run
from linter.spans import LineIndex, Span

SUFFIXES: tuple[str, ...] = (".rdjson",)
NEEDS = frozenset({"blocks"})

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write one diagnostic for each open finding."""
    found = []
    for result, finding in open_findings(run):
        lines = result.document.lines if result.document else None
        found.append(_diagnostic(run, result.path, finding, lines))
    data = {"source": {"name": "medlint"}, "diagnostics": found}
    json.dump(data, out, indent=2, ensure_ascii=not options.unicode)
    out.write("\n")


def _diagnostic(run: Run, path: str, finding: Finding, lines: LineIndex | None) -> dict[str, Any]:
    card = run.rules.get(finding.rule)
    code = {"value": finding.rule}
    if card and card.url:
        code["url"] = card.url
    diagnostic = {
        "message": full_message(finding),
        "location": {"path": path, "range": _place(finding, lines)},
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    suggestions = list(_suggestions(finding, lines)) if lines else []
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _place(finding: Finding, lines: LineIndex | None) -> dict[str, dict[str, int]]:
    if lines:
        return _range(finding.span, lines)
    line = max(finding.line, 1)
    return {"start": {"line": line}, "end": {"line": max(line, finding.end_line)}}


def _range(span: Span, lines: LineIndex) -> dict[str, dict[str, int]]:
    first, last = utf8_position(lines, span.start), utf8_position(lines, span.end)
    return {
        "start": {"line": first[0], "column": first[1]},
        "end": {"line": last[0], "column": last[1]},
    }


def _suggestions(finding: Finding, lines: LineIndex) -> Iterator[dict[str, Any]]:
    """Fixes of one edit: each suggestion is applied by itself, so a pair of edits makes none."""
    for fix in offered_fixes(finding):
        if len(fix.edits) == 1:
            yield {"range": _range(fix.edits[0].span, lines), "text": fix.edits[0].text}
