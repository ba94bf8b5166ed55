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
from linter.schemas import EDITOR_LINE, as_json, main, schemas, shipped, with_editor_line

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules"
SHIPPED = list(shipped(RULES))


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
    ("path", "name"), SHIPPED, ids=[path.relative_to(RULES).as_posix() for path, _ in SHIPPED]
)
def test_shipped_files_are_valid_by_the_schema_that_they_name(path: Path, name: str) -> None:
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    assert first.startswith(EDITOR_LINE), "run: python -m linter.schemas"
    assert EDITOR_LINE not in rest
    named = (path.parent / first.removeprefix(EDITOR_LINE)).resolve()
    assert named == ROOT / "schemas" / f"{name}.schema.json"
    validate(name, as_text(path))


def test_every_shipped_file_but_lists_has_a_schema() -> None:
    # Lists of words and of an engine's rules have none.
    every = {
        path
        for path in RULES.rglob("*.yml")
        if "language" not in path.parts and path.name != "_languagetool.yml"
    }
    assert {path for path, _ in SHIPPED} == every
    assert {name for _, name in SHIPPED} == {"rule", "signal", "pack", "config"}


def test_the_configuration_of_this_folder_is_valid() -> None:
    validate("config", as_text(ROOT / "medlint.yml"))


def test_the_line_for_editors_is_written_once_and_changes_nothing_else(tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "house" / "a.yml"
    rule.parent.mkdir(parents=True)
    before = "id: house/a\nmessage: “ä”\n".encode()
    rule.write_bytes(before)
    line = f"{EDITOR_LINE}../../schemas/rule.schema.json\n".encode()
    for _ in range(2):
        main(tmp_path / "schemas", tmp_path / "rules")
        assert rule.read_bytes() == line + before
    assert (rule.parent / "../../schemas/rule.schema.json").is_file()


def test_a_line_for_editors_that_leads_astray_is_replaced() -> None:
    assert with_editor_line(f"{EDITOR_LINE}old\na: b\n", "new") == f"{EDITOR_LINE}new\na: b\n"


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
        ("pack", {"category": "sport"}),
        ("pack", {"message": "m"}),
        ("config", {"rules": {"style": "loud"}}),
        ("config", {"grammer": {}}),
        ("output", {"schema": "medlint/2"}),
    ],
)
def test_what_is_wrong_is_not_valid(name: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        validate(name, value)
