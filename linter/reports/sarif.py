"""`sarif`: the Static Analysis Results Interchange Format 2.1.0, for code scanning and viewers.

Findings that were accepted are left out: GitHub opens alerts for suppressed results, too.
Columns count code points, and the file says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Any
from urllib.parse import quote

from linter.findings import Finding, RuleCard, Safety, Severity
from linter.late import late
from linter.reports import Options
from linter.reports.markdown import text as as_markdown
from linter.reports.parts.places import full_message, offered_fixes, open_findings
from linter.reports.parts.wording import first_sentence, problem_line
from linter.results import FileResult, Run
from linter.spans import LineIndex, Span

SUFFIXES: tuple[str, ...] = (".sarif", ".sarif.json")
NEEDS = frozenset({"blocks"})

LIMIT = 25_000  # GitHub refuses files with more results
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_KINDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_PRECISION = ((0.95, "very-high"), (0.85, "high"), (0.6, "medium"), (0.0, "low"))
_WEB = late(r"\bhttps?://[^\s<>]+")

Data = dict[str, Any]


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the log; where there are too many results, the gravest are kept."""
    found = list(open_findings(run))
    left = len(found) - LIMIT
    if left > 0:
        found = sorted(found, key=lambda each: each[1].severity.rank)[:LIMIT]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(run, found, left)]}
    json.dump(log, out, indent=2, ensure_ascii=not options.unicode)
    out.write("\n")


def _run(run: Run, found: list[tuple[FileResult, Finding]], left: int) -> Data:
    measured = {each.rule: each.confidence for _, each in found}
    names = sorted({*run.rules, *measured})
    index = {name: number for number, name in enumerate(names)}
    told = [problem_line(problem) for problem in run.all_problems]
    notes = [{"level": "error", "message": {"text": _plain(each)}} for each in told]
    if left > 0:
        cut = f"{left:,} more findings were left out: {LIMIT:,} fit into a report."
        notes.append({"level": "warning", "message": {"text": cut}})
    driver = {
        "name": "medlint",
        "version": run.version,
        "properties": {
            "rulesDigest": run.rules_digest,
            "configuration": list(run.configuration),
        },
        "rules": [_rule(name, run.rules.get(name), measured.get(name)) for name in names],
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "medlint/"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": not told, "toolExecutionNotifications": notes}],
        "results": [_result(result, finding, index) for result, finding in found],
    }


def _rule(name: str, card: RuleCard | None, confidence: float | None) -> Data:
    pack = name.partition("/")[0]
    if card is None:
        return {"id": name, "properties": {"tags": [pack]}}
    properties: Data = {
        "tags": sorted({pack, card.category, "prose"}),
        "problem.severity": _KINDS[card.severity],
    }
    if confidence is not None:
        properties["precision"] = next(word for least, word in _PRECISION if confidence >= least)
    rule: Data = {
        "id": name,
        "shortDescription": {"text": first_sentence(card.why) or name},
        "fullDescription": {"text": " ".join(card.why.split()) or name},
        "help": {"text": _help(card, str), "markdown": _help(card, as_markdown)},
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
        "properties": properties,
    }
    address = _WEB.search(card.url) or _WEB.search(card.source)
    if address:
        rule["helpUri"] = quote(address.group().rstrip(".,;)"), safe=":/?#[]@!$&'()*+,;=%~")
    return rule


def _help(card: RuleCard, shown: Any) -> str:
    parts = [shown(" ".join(card.why.split()))]
    if card.source:
        parts.append(f"Source: {shown(card.source)}")
    for title, examples in (("Reported", card.bad), ("Not reported", card.good)):
        if examples:
            lines = [f"- {shown(' '.join(_unmarked(each).split()))}" for each in examples]
            parts.append("\n".join([f"{title}:", "", *lines]))
    return "\n\n".join(part for part in parts if part) or card.id


def _unmarked(example: str) -> str:
    """An example without the marks around what is reported in it."""
    return example.replace("[[", "").replace("]]", "")


def _result(result: FileResult, finding: Finding, index: Mapping[str, int]) -> Data:
    lines = result.document.lines if result.document else None
    place: Data = {"artifactLocation": _file(result.path), "region": _marked(finding, lines)}
    if lines and finding.scope.covers(finding.span) and finding.scope != finding.span:
        place["contextRegion"] = _region(finding.scope, lines)
    data: Data = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(full_message(finding))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"medlint/v1": finding.fingerprint},
    }
    if lines:
        data |= _more(result.path, finding, lines)
    return data


def _more(path: str, finding: Finding, lines: LineIndex) -> Iterable[tuple[str, Any]]:
    """What needs the text: fixes, and other places with the same problem."""
    fixes = list(_fixes(path, finding, lines))
    others = [
        {
            "id": number,
            "physicalLocation": {
                "artifactLocation": _file(path),
                "region": _region(span, lines),
            },
        }
        for number, span in enumerate(finding.related)
    ]
    named = (("fixes", fixes), ("relatedLocations", others))
    return [(name, value) for name, value in named if value]


def _fixes(path: str, finding: Finding, lines: LineIndex) -> Iterator[Data]:
    for fix in offered_fixes(finding):
        edits = [
            {
                "deletedRegion": _region(edit.span, lines),
                "insertedContent": {"text": edit.text},
            }
            for edit in fix.edits
        ]
        care = "" if fix.safety is Safety.SAFE else " (needs a second look)"
        yield {
            "description": {"text": _plain(f"{fix.description}{care}")},
            "artifactChanges": [{"artifactLocation": _file(path), "replacements": edits}],
        }


def _marked(finding: Finding, lines: LineIndex | None) -> Data:
    if lines:
        return {**_region(finding.span, lines), "snippet": {"text": finding.text}}
    if finding.line < 1:
        return {"startLine": 1}
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _region(span: Span, lines: LineIndex) -> Data:
    (line, column), (end_line, end_column) = lines.position(span.start), lines.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _file(path: str) -> Data:
    """A relative path stands for a place in the repository."""
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(path.replace("\\", "/")), "uriBaseId": "%SRCROOT%"}


def _plain(text: str) -> str:
    """Messages may hold links, `[words](address)`; a draft must not bring its own."""
    return text.replace("](", "\\](")
