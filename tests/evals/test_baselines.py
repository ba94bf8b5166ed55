"""What the measure of baselines counts as new, and that it would notice a mistake."""

from __future__ import annotations

import random
from collections import Counter

from evals.baselines import Edited, claim, correct, expected_findings, move, score, uncite

A, B = ("style/a", "x", "An x."), ("style/b", "y", "An y.")


def test_what_is_new_is_counted_by_rule_words_and_sentence() -> None:
    edited = [Edited("rename a file", "a.md", "b.md")]
    expected = expected_findings({"a.md": Counter([A])}, {"b.md": Counter([A, A, B])}, edited)
    assert expected == {"b.md": Counter([A, B])}


def test_what_is_missed_and_what_is_too_much() -> None:
    wanted, got = {"a.md": Counter([A, A])}, {"a.md": Counter([A, B])}
    made = score(["a.md"], wanted, got)
    assert (made.new, made.missed, made.extra) == (2, 1, 1)
    made = score(["a.md"], wanted, wanted)
    assert (made.new, made.missed, made.extra) == (2, 0, 0)


def test_edits_do_what_they_say() -> None:
    chance = random.Random(1)
    text = "# One\n\nTwo [3].\n\nThree.\n\nFour.\n"
    moved = move(text, (), chance)
    assert moved is not None
    assert moved != text
    assert sorted(moved.split()) == sorted(text.split())
    assert uncite(text, (), chance) == text.replace(" [3]", "")
    assert uncite("No mark.", (), chance) is None
    assert "allow" in claim(text, (), chance)
    fix = {"edits": [{"start": 2, "end": 5, "text": "1"}]}
    assert correct("# One\n", [{"category": "typo", "fixes": [fix]}], chance) == "# 1\n"
    assert correct("# One\n", [], chance) is None
