"""The schemas are current, and what ships is valid by them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from linter.api import lint_paths
from linter.reports.json import SCHEMA, as_data
from linter.ruleset.loading import rule_files, signal_files
from linter.schemas import as_json, schemas

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules"
CONFIGURATIONS = [ROOT / "medlint.yml", *sorted((RULES / "presets").glob("*.yml"))]


def validate(name: str, value: Any) -> None:
    Draft202012Validator(schemas()[name]).validate(value)


@pytest.mark.parametrize("name", schemas())
def test_the_files_are_current(name: str) -> None:
    path = ROOT / "schemas" / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == as_json(schemas()[name]), (
        "run: python -m linter.schemas"
    )
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "path", list(rule_files(RULES)), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_shipped_rules_are_valid(path: Path) -> None:
    validate("rule", as_text(path))


@pytest.mark.parametrize("path", list(signal_files(RULES)), ids=lambda path: path.stem)
def test_shipped_signals_are_valid(path: Path) -> None:
    validate("signal", as_text(path))


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: path.stem)
def test_shipped_configurations_are_valid(path: Path) -> None:
    validate("config", as_text(path) or {})


def as_text(path: Path) -> Any:
    """A file as medlint reads it: every scalar is text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_a_real_output_is_valid() -> None:
    run = lint_paths([ROOT / "content", ROOT / "no-such-file.md"])
    data = json.loads(json.dumps(as_data(run)))
    assert data["schema"] == SCHEMA
    assert data["problems"]
    assert any(file["findings"] for file in data["files"])
    validate("output", data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rule", {"id": "a/b", "message": "m", "why": "w", "examples": {}, "serverity": "info"}),
        ("rule", {"id": "a", "message": "m", "why": "w", "examples": {}}),
        ("rule", {"id": "a/b", "message": "m", "why": "w", "examples": {}, "find": {"claim": "x"}}),
        ("signal", {"signal": "s", "what": "w", "examples": {}, "claim": "wealth"}),
        ("config", {"rules": {"style": "loud"}}),
        ("config", {"grammer": {}}),
        ("output", {"schema": "medlint/2"}),
    ],
)
def test_what_is_wrong_is_not_valid(name: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        validate(name, value)
