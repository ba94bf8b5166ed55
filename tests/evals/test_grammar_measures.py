"""How grammar is measured."""

from __future__ import annotations

from evals.grammar import ALONE, planted
from evals.grammar_planted import places, rows, texts


def test_each_planted_error_is_marked_and_has_a_kind() -> None:
    assert len(rows()) > 40
    for (wrong, kind), text, place in zip(rows(), texts(), places(), strict=True):
        assert kind
        assert f"[[{text[place.start : place.end]}]]" in wrong


def test_planted_errors_are_found_by_our_own_rules_in_part() -> None:
    found = planted(ALONE)
    assert 0 < found.right < found.of
