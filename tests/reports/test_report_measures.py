"""Measures in text for people: of one draft what they mean, of several the middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main
from linter.measures.model import Measures
from linter.reports.parts.measures import middle


def test_the_middle_is_the_median_and_counts_are_summed() -> None:
    drafts = [
        Measures(words=100, grade=6.0, longest=20, claims=2, unexplained=("MRI", "CGM")),
        Measures(words=300, grade=12.0, longest=44, claims=1, unexplained=("CGM",)),
        Measures(words=200, grade=None, longest=9),
    ]
    both = middle(drafts)
    assert (both.words, both.grade, both.longest, both.claims) == (600, 9.0, 44, 3)
    assert both.unexplained == ("MRI", "CGM")
    assert both.smog is None
    assert middle(drafts[:1]) == drafts[0]


def test_statistics_tell_the_measures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# Sleep\n\nYou sleep at night. The dose was taken.\n")
    Path("b.md").write_text("# Rest\n\nYou rest at noon.\n")

    def shown(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main(["check", "--isolated", "--statistics", *arguments])
        return " ".join(capfd.readouterr().out.split())

    one = shown("a.md")
    assert "Words per sentence 4.0 the longest has 4" in one
    assert "Passive 50% of the sentences" in one
    assert "Measures: the middle of 2 drafts" in shown("a.md", "b.md")
    assert "Passive" not in shown("a.md", "--quiet")
    assert "Passive" in shown("a.md", "-f", "concise")
