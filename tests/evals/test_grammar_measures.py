"""How grammar is measured."""

from __future__ import annotations

from evals.grammar import ALONE, PLANTED, planted


def test_each_planted_error_is_marked_and_has_a_kind() -> None:
    rows = [line.split("\t") for line in PLANTED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 40
    for wrong, kind in rows:
        assert wrong.index("[[") < wrong.index("]]")
        assert kind


def test_planted_errors_are_found_by_our_own_rules_in_part() -> None:
    found = planted(ALONE)
    assert 0 < found.right < found.of
