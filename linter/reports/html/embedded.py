"""The findings as data inside the page: for its script, and for a later report to compare with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from linter.reports.parts.cards import Card, FileCards
from linter.reports.parts.earlier import EMBEDDED
from linter.reports.parts.markup import Html, tag
from linter.results import Run


def embedded(run: Run, files: Sequence[FileCards]) -> Html:
    """A data block. Nothing in it can end it or be taken for markup: it is ASCII without `<`."""
    content = {
        "schema": EMBEDDED,
        "version": run.version,
        "rules_digest": run.rules_digest,
        "configuration": list(run.configuration),
        "files": [
            {"path": file.result.path, "findings": [_finding(card) for card in file.cards]}
            for file in files
        ],
    }
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return tag("script", Html(text), type="application/json", id="medlint-data")


def _finding(card: Card) -> dict[str, Any]:
    """A finding by what names it in a baseline and in decisions, too: rule, words, sentence."""
    finding = card.finding
    return {
        "number": card.number,
        "rule": finding.rule,
        "category": finding.category,
        "severity": str(finding.severity),
        "line": finding.line,
        "column": finding.column,
        "text": " ".join(finding.text.split()),
        "sentence": " ".join(finding.sentence.split()),
        "fingerprint": finding.fingerprint,
    }
