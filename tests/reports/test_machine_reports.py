"""Reports for machines: valid by what their readers publish, and exact."""

from __future__ import annotations

import importlib
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from report_samples import TEA, TEA_PATH, busy_run, document, finding, hostile_run, replace, run

from linter.documents.model import BlockKind
from linter.findings import Severity, State
from linter.reports import Options, sarif
from linter.results import FileResult, Run

SARIF = json.loads(
    (Path(__file__).parent / "published" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")
)
# From the documentation of GitLab's Code Quality reports.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# From the message definitions of the Reviewdog Diagnostic Format.
_NUMBER = {"type": "integer", "minimum": 1}
_POSITION = {"properties": {"line": _NUMBER, "column": _NUMBER}, "additionalProperties": False}
_RANGE = {
    "properties": {"start": _POSITION, "end": _POSITION},
    "required": ["start"],
    "additionalProperties": False,
}
_DIAGNOSTIC = {
    "properties": {
        "message": {"type": "string"},
        "location": {
            "properties": {"path": {"type": "string"}, "range": _RANGE},
            "required": ["path"],
            "additionalProperties": False,
        },
        "severity": {"enum": ["ERROR", "WARNING", "INFO", "UNKNOWN_SEVERITY"]},
        "code": {
            "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
            "additionalProperties": False,
        },
        "suggestions": {
            "items": {
                "properties": {"range": _RANGE, "text": {"type": "string"}},
                "required": ["range", "text"],
                "additionalProperties": False,
            }
        },
    },
    "required": ["message", "location"],
    "additionalProperties": False,
}
RDJSON = {
    "properties": {
        "diagnostics": {"type": "array", "items": _DIAGNOSTIC},
        "source": {"properties": {"name": {"type": "string"}}, "required": ["name"]},
    },
    "required": ["diagnostics"],
    "additionalProperties": False,
}
RUNS: dict[str, Callable[[], Run]] = {
    "tea": run,
    "busy": busy_run,
    "hostile": hostile_run,
    "empty": lambda: run(FileResult("a")),
}


def written(name: str, shown: Run, options: Options | None = None) -> str:
    out = io.StringIO()
    importlib.import_module(f"linter.reports.{name}").render(shown, out, options or Options())
    return out.getvalue()


def as_json(name: str, shown: Run) -> Any:
    return json.loads(written(name, shown))


@pytest.fixture(params=RUNS)
def any_run(request: pytest.FixtureRequest) -> Run:
    return RUNS[request.param]()


def test_sarif_is_valid(any_run: Run) -> None:
    Draft4Validator(SARIF).validate(as_json("sarif", any_run))


def test_gitlab_is_valid(any_run: Run) -> None:
    Draft202012Validator(GITLAB).validate(as_json("gitlab", any_run))


def test_rdjson_is_valid(any_run: Run) -> None:
    Draft202012Validator(RDJSON).validate(as_json("rdjson", any_run))


def test_junit_is_what_readers_of_junit_expect(any_run: Run) -> None:
    root = ET.fromstring(written("junit", any_run))
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        assert {"name", "tests", "failures", "errors"} <= set(suite.attrib)
        for case in suite:
            assert case.tag == "testcase"
            assert {"name", "classname"} <= set(case.attrib)
            assert {child.tag for child in case} <= {"failure", "error", "system-out"}
        for what in ("failure", "error"):
            assert int(suite.attrib[f"{what}s"]) == len(suite.findall(f"testcase/{what}"))
        assert int(suite.attrib["tests"]) == len(suite) > 0
    for what in ("tests", "failures", "errors"):
        assert int(root.attrib[what]) == sum(int(suite.attrib[what]) for suite in root)


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit"])
def test_ascii_where_the_output_shows_no_more(name: str) -> None:
    assert written(name, busy_run(), Options(unicode=False)).isascii()


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit"])
@pytest.mark.parametrize("state", [State.SUPPRESSED, State.BASELINED, State.EXISTING])
def test_what_was_accepted_is_left_out(name: str, state: State) -> None:
    tea = run().results[0]
    accepted = tuple(changed(each, state=state) for each in tea.findings)
    text = written(name, run(changed(tea, findings=accepted)))
    assert "Say who found it" not in text
    assert "Say who found it" in written(name, run())


def region_text(source: str, region: dict[str, int]) -> str:
    """What a reader of SARIF sees in a region that counts code points."""
    lines = source.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    return source[start : starts[region["endLine"] - 1] + region["endColumn"] - 1]


def test_sarif_points_at_the_words_and_declares_how_it_counts() -> None:
    log = as_json("sarif", run())["runs"][0]
    assert log["columnKind"] == "unicodeCodePoints"
    for result in log["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert region_text(TEA.source, place["region"]) == place["region"]["snippet"]["text"]
        assert place["artifactLocation"] == {"uri": TEA_PATH, "uriBaseId": "%SRCROOT%"}
        assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_explains_rules() -> None:
    rules = {
        each["id"]: each for each in as_json("sarif", run())["runs"][0]["tool"]["driver"]["rules"]
    }
    hearsay = rules["claims/hearsay"]
    assert hearsay["helpUri"] == "https://example.org/rules/claims/hearsay"
    assert "It does not say who found it" in hearsay["help"]["markdown"]
    assert "A style guide of our own" in hearsay["help"]["text"]
    assert hearsay["properties"]["precision"] == "high"
    assert "claims" in hearsay["properties"]["tags"]
    assert all(len(each["properties"]["tags"]) <= 20 for each in rules.values())


def test_fixes_by_hand_are_no_click_away() -> None:
    results = as_json("sarif", run())["runs"][0]["results"]
    offered = {each["ruleId"] for each in results if "fixes" in each}
    assert "spelling/misspelling" in offered
    assert "claims/safe-for-all" not in offered
    diagnostics = as_json("rdjson", run())["diagnostics"]
    offered = {each["code"]["value"] for each in diagnostics if "suggestions" in each}
    assert "spelling/misspelling" in offered
    assert "claims/safe-for-all" not in offered


def test_the_fixes_of_sarif_repair_the_text() -> None:
    source = TEA.source
    for result in as_json("sarif", run())["runs"][0]["results"]:
        if result["ruleId"] == "spelling/misspelling":
            change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
            assert region_text(source, change["deletedRegion"]) == "inflamation"
            assert change["insertedContent"] == {"text": "inflammation"}


def test_sarif_tells_what_could_not_be_checked() -> None:
    call = as_json("sarif", busy_run())["runs"][0]["invocations"][0]
    assert not call["executionSuccessful"]
    told = [each["message"]["text"] for each in call["toolExecutionNotifications"]]
    assert told == ["No Java was found.", "content/odd.txt: It is not text."]


def test_sarif_has_no_more_results_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "LIMIT", 2)
    log = as_json("sarif", run())["runs"][0]
    assert [each["level"] for each in log["results"]] == ["error", "error"]
    told = log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert "7 more findings were left out" in told


def test_a_message_makes_no_link_of_its_own() -> None:
    found = finding("Bad tea.", "tea", message="[click](http://evil.example)")
    log = as_json("sarif", run(FileResult("a.md", 2, (found,))))
    assert log["runs"][0]["results"][0]["message"]["text"] == "[click\\](http://evil.example)"


def test_rdjson_counts_bytes() -> None:
    made = document([(BlockKind.PARAGRAPH, "Ψ Ça 😀 teh tea")])
    found = finding(made.source, "teh", fixes=(replace(made.source, "teh", "the"),))
    shown = run(FileResult("a.md", 3, (found,), document=made))
    diagnostic = as_json("rdjson", shown)["diagnostics"][0]
    before = len("Ψ Ça 😀 ".encode()) + 1
    expected = {"start": {"line": 1, "column": before}, "end": {"line": 1, "column": before + 3}}
    assert diagnostic["location"]["range"] == expected
    assert diagnostic["suggestions"] == [{"range": expected, "text": "the"}]


def test_gitlab_tells_the_same_sentence_in_two_files_apart() -> None:
    found = finding("Bad tea.", "tea")
    shown = run(FileResult("a.md", 2, (found,)), FileResult("b.md", 2, (found,)))
    one, other = (each["fingerprint"] for each in as_json("gitlab", shown))
    assert one != other
    assert as_json("gitlab", shown)[0]["fingerprint"] == one


def test_junit_fails_for_what_fails_the_run() -> None:
    def failures(fail_on: Severity | None) -> int:
        text = written("junit", busy_run(), Options(fail_on=fail_on))
        return int(ET.fromstring(text).attrib["failures"])

    assert failures(Severity.ERROR) == 2
    assert failures(Severity.WARNING) == failures(None) == 7
    assert failures(Severity.INFO) == 9


def test_a_silent_file_is_a_test_that_passes() -> None:
    (suite,) = ET.fromstring(written("junit", run(FileResult("quiet.md", 9))))
    assert [case.attrib["name"] for case in suite] == ["read"]
    assert not list(suite[0])
