"""The shell completes the names of rules and formats."""

from __future__ import annotations

from linter.cli import options


def test_rules_and_packs() -> None:
    assert "claims/cure" in options.complete_rule("claims/c")
    assert all(name.startswith("claims") for name in options.complete_rule("claims"))
    assert "claims" in options.complete_rule("cla")
    assert options.complete_rule("nothing-like-it") == []


def test_formats() -> None:
    assert options.complete_format("s") == ["sarif"]
