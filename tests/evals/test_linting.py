from pathlib import Path

import pytest

from evals.linting import lint


def test_results_go_by_the_names_given(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "b.md").write_text("We drink tea.\n")
    (tmp_path / "a.txt").write_text("We drink  tea and and eat.\n")
    results = lint(tmp_path, ["pages/b.md", "a.txt"])
    assert list(results) == ["a.txt", "pages/b.md"]
    assert results["pages/b.md"].words == 3
    assert "style/doubled-word" in {finding.rule for finding in results["a.txt"].findings}


def test_a_draft_that_is_not_there_stops_the_measurement(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"a\.md"):
        lint(tmp_path, ["a.md"])
