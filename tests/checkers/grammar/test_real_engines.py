"""The real engines: LanguageTool with Java, and LingoTweaker; both find the same, at its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from transcripts import ROOT

from linter.checkers.grammar.homes import find_home, find_java

DRAFT = """# What helps

The 😀 **treatment** [3] help [4], [5]. The dose was *to* high when 𝐀 is better, so `code` it depend from it.

The patients received ketamine and adalimumab twice. It was higher then expected (Lee et al., 2020).

## References

1. Lee K. This results was wrong. J Pain 2020;1:2-3.
"""
FOUND = {"to", "depend"}


def engines() -> list[str]:
    return ["lingotweaker", "languagetool"]


@pytest.fixture(params=engines())
def engine(request: pytest.FixtureRequest) -> str:
    """An engine that is installed; with CI=true one that is not is a failure."""
    name = str(request.param)
    there = (
        find_spec("lt_py") is not None
        if name == "lingotweaker"
        else find_home() is not None and find_java() is not None
    )
    if not there and os.environ.get("CI") == "true":
        pytest.fail(f"{name} must be installed: see .ci/run")
    if not there:
        pytest.skip(f"{name} is not installed")
    return name


def test_a_real_engine_finds_mistakes_at_their_places(engine: str, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "medlint.yml").write_text(f"grammar: {{engine: {engine}}}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "lint.py"), "check", "draft.md", "-f", "json"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=170,
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["problems"]) == (1, [])
    findings = report["files"][0]["findings"]
    theirs = [each for each in findings if each["engine"] == engine]
    assert {each["text"] for each in theirs} >= FOUND
    assert all(DRAFT[each["start"] : each["end"]] == each["text"] for each in theirs)
    assert max(each["end"] for each in theirs) < DRAFT.index("## References")
    then = [each for each in findings if "then" in each["text"]]
    assert [each["rule"] for each in then] == ["spelling/then-than"]
    assert "grammar/engine-typo" in then[0]["also"]
