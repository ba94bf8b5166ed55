"""`json` is a contract: each key, in its order."""

from __future__ import annotations

import io
import json
from typing import Any

from report_samples import TEA, busy_run, hostile_run, run
from syrupy.assertion import SnapshotAssertion

from linter.reports import Options
from linter.reports import json as report
from linter.results import Run

FINDING_KEYS = """
    rule category severity confidence engine message state reason fingerprint url
    start end line column end_line end_column text section scope sentence also related
    evidence fixes rewordings
""".split()  # noqa: SIM905


def written(shown: Run, **options: bool) -> str:
    out = io.StringIO()
    report.render(shown, out, Options(**options))  # type: ignore[arg-type]
    return out.getvalue()


def data(shown: Run) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(written(shown))
    return loaded


def findings(shown: Run) -> list[dict[str, Any]]:
    return [finding for file in data(shown)["files"] for finding in file["findings"]]


def test_looks(snapshot: SnapshotAssertion) -> None:
    assert written(busy_run()) == snapshot


def test_the_frame() -> None:
    shown = data(busy_run())
    made = ["schema", "version", "rules_digest", "configuration"]
    assert list(shown) == [*made, "summary", "problems", "files"]
    assert shown["schema"] == "medlint/1"
    assert shown["version"] == "0.1.0"
    assert shown["summary"] == {
        "files": 3,
        "words": TEA.words + 1200,
        "rules": 3,
        "findings": {"error": 2, "warning": 5, "info": 2},
    }
    assert list(shown["summary"]) == ["files", "words", "rules", "findings"]
    assert shown["problems"] == [
        {"path": "", "message": "No Java was found."},
        {"path": "content/odd.txt", "message": "It is not text."},
    ]
    assert [file["path"] for file in shown["files"]] == [
        "content/tea.md",
        "content/quiet.md",
        "content/odd.txt",
    ]
    assert all(
        list(file) == ["path", "document", "words", "measures", "findings"]
        for file in shown["files"]
    )


def test_a_finding_has_every_key_in_order() -> None:
    for finding in findings(busy_run()):
        assert list(finding) == FINDING_KEYS


def test_the_values_of_a_finding() -> None:
    first = findings(busy_run())[0]
    start = TEA.source.index("has been said")
    words = "has been said to be the **best remedy** for sore knees"
    assert {key: first[key] for key in FINDING_KEYS if key not in {"sentence", "message"}} == {
        "rule": "claims/hearsay",
        "category": "claim",
        "severity": "warning",
        "confidence": 0.91,
        "engine": "medlint",
        "state": "open",
        "reason": None,
        "fingerprint": f"{start:016x}",
        "url": "https://example.org/rules/claims/hearsay",
        "start": start,
        "end": start + len(words),
        "line": 5,
        "column": 13,
        "end_line": 5,
        "end_column": 13 + len(words),
        "text": words,
        "section": ["Rosehip tea for sore knees"],
        "scope": "sentence",
        "also": [],
        "related": [],
        "evidence": [
            {
                "role": "trigger",
                "start": start,
                "end": start + 16,
                "text": "has been said to",
                "signal": "vague-attribution",
            },
            {"role": "looked-for", "signal": "citation", "within": "adjacent"},
        ],
        "fixes": [],
        "rewordings": [],
    }
    assert first["message"].startswith("“has been said")
    assert first["sentence"].startswith("Rosehip tea has been said to be the best remedy")


def test_spans_slice_the_source() -> None:
    for finding in findings(run()):
        assert TEA.source[finding["start"] : finding["end"]] == finding["text"]
        for fix in finding["fixes"]:
            assert list(fix) == ["safety", "description", "edits"]
            assert all(list(edit) == ["start", "end", "text"] for edit in fix["edits"])


def test_all_states_are_there_with_their_reason() -> None:
    last = findings(run())[-1]
    assert (last["state"], last["reason"]) == ("suppressed", "quoted with consent")


def test_suggestions_are_fixes_without_edits_for_a_person() -> None:
    fixes = next(f["fixes"] for f in findings(run()) if f["rule"] == "claims/superlative")
    assert fixes == [{"safety": "manual", "description": "Name the comparison.", "edits": []}]


def test_hostile_text_comes_back_as_it_was() -> None:
    finding = findings(hostile_run())[0]
    assert finding["message"].endswith("\u202ekcab | <!-- @someone www.evil.example")
    assert finding["url"] == "javascript:alert(1)"


def test_text_is_readable_unless_the_output_shows_ascii_only() -> None:
    assert "“40%” needs a source." in written(run())
    assert written(run(), unicode=False).isascii()
    assert json.loads(written(run(), unicode=False)) == data(run())


def test_two_renderings_are_equal() -> None:
    assert written(busy_run()) == written(busy_run())
    assert written(run()).endswith("}\n")
