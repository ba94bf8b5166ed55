"""Findings: severities in their order, and what names a finding across edits."""

from __future__ import annotations

import pytest

from linter.findings import Severity, fingerprint

SENTENCE = "It cures all of them."


def test_severities_are_ordered() -> None:
    assert sorted(Severity, key=lambda each: each.rank) == ["error", "warning", "info"]


def test_a_fingerprint_is_short_and_always_the_same() -> None:
    assert fingerprint("a/b", "cures", SENTENCE) == fingerprint("a/b", "cures", SENTENCE)
    assert fingerprint("a/b", "cures", SENTENCE) == "825037c15a49931c"


def test_wrapping_keeps_a_fingerprint() -> None:
    wrapped = "It \n cures\r\n all\tof\u00a0them. "
    assert fingerprint("a/b", " cures", wrapped) == fingerprint("a/b", "cures", SENTENCE)


@pytest.mark.parametrize(
    "other",
    [
        ("a/c", "cures", SENTENCE, 0),
        ("a/b", "cure", SENTENCE, 0),
        ("a/b", "cures", "It cures all of us.", 0),
        ("a/b", "cures", SENTENCE, 1),
        ("a/b", "cures It", "cures all of them.", 0),
    ],
)
def test_what_is_another_finding_has_another_fingerprint(other: tuple[str, str, str, int]) -> None:
    assert fingerprint(*other) != fingerprint("a/b", "cures", SENTENCE)
