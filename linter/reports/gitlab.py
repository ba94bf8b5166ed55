"""`gitlab`: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import json
from typing import IO, Any

from linter.findings import Finding, Severity
from linter.reports import Options
from linter.reports.parts.places import full_message, open_findings, unique_fingerprint
from linter.results import Run

SUFFIXES: tuple[str, ...] = ("gl-code-quality-report.json",)
NEEDS: frozenset[str] = frozenset()

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write one entry for each open finding; GitLab wants a list also where there is none."""
    found = [_entry(result.path, finding) for result, finding in open_findings(run)]
    json.dump(found, out, indent=2, ensure_ascii=not options.unicode)
    out.write("\n")


def _entry(path: str, finding: Finding) -> dict[str, Any]:
    line = max(finding.line, 1)
    return {
        "description": full_message(finding),
        "check_name": finding.rule,
        "fingerprint": unique_fingerprint(path, finding),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": line, "end": max(line, finding.end_line)}},
    }
