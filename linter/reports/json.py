"""`json`: everything a run found, as a contract (`schemas/`) that programs can rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from linter.findings import Evidence, Finding, Fix, Safety
from linter.measures.model import NAMES, Measures
from linter.reports import Options
from linter.results import FileResult, Run
from linter.spans import Span

SUFFIXES: tuple[str, ...] = (".json",)
NEEDS: frozenset[str] = frozenset({"measures"})
SCHEMA = "medlint/1"


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the run as one JSON object; ASCII only where the output shows no more."""
    json.dump(as_data(run), out, indent=2, ensure_ascii=not options.unicode)
    out.write("\n")


def as_data(run: Run) -> dict[str, Any]:
    """The run as dictionaries, lists and plain values, keys in the order of the contract."""
    return {
        "schema": SCHEMA,
        "version": run.version,
        "rules_digest": run.rules_digest,
        "configuration": list(run.configuration),
        "summary": {
            "files": len(run.results),
            "words": run.words,
            "rules": len(run.rules),
            "findings": {str(severity): n for severity, n in run.counts().items()},
        },
        "problems": [{"path": p.path, "message": p.message} for p in run.all_problems],
        "files": [_file(run, result) for result in run.results],
    }


def _file(run: Run, result: FileResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "document": result.kind,
        "words": result.words,
        "measures": _measures(result.measures) if result.measures else None,
        "findings": [_finding(run, finding) for finding in result.findings],
    }


def _measures(measures: Measures) -> dict[str, Any]:
    """The measures by name; two decimal places are more than they are good for."""
    values = {name: getattr(measures, name) for name in NAMES}
    return {
        name: round(value, 2)
        if isinstance(value, float)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in values.items()
    }


def _finding(run: Run, finding: Finding) -> dict[str, Any]:
    card = run.rules.get(finding.rule)
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "engine": finding.engine,
        "message": finding.message,
        "state": str(finding.state),
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
        "url": card.url or None if card else None,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "text": finding.text,
        "section": list(finding.section),
        "scope": finding.scope_name,
        "sentence": finding.sentence,
        "also": list(finding.also),
        "related": [_span(span) for span in finding.related],
        "evidence": [_evidence(item) for item in finding.evidence],
        "fixes": list(_fixes(finding)),
        "rewordings": list(finding.rewordings),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _evidence(item: Evidence) -> dict[str, Any]:
    place = _span(item.span) if item.span else {}
    words = {"text": item.text, "signal": item.signal, "within": item.within, "note": item.note}
    return {"role": item.role, **place, **{key: value for key, value in words.items() if value}}


def _fixes(finding: Finding) -> Iterator[dict[str, Any]]:
    """The fixes, then what a person may do, which has no edits."""
    for fix in finding.fixes:
        yield _fix(fix)
    for suggestion in finding.suggestions:
        yield _fix(Fix(suggestion, (), Safety.MANUAL))


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_span(edit.span), "text": edit.text} for edit in fix.edits]
    return {"safety": str(fix.safety), "description": fix.description, "edits": edits}
