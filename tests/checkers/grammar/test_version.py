"""What names the engine in the key of results that are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linter.checkers.grammar import version
from linter.config import Config


def _with(engine: str, url: str = "") -> Config:
    config = Config(Path.cwd())
    return replace(config, grammar=replace(config.grammar, engine=engine, url=url))


def test_each_installation_of_languagetool_has_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    assert version(_with("languagetool")) == ""
    names = set()
    for number, content in (("6.7", b"a"), ("6.8", b"a"), ("6.8", b"ab")):
        home = tmp_path / f"LanguageTool-{number}"
        home.mkdir(exist_ok=True)
        (home / "languagetool-server.jar").write_bytes(content)
        names.add(version(_with("languagetool")))
    assert len(names) == 3
    assert version(_with("languagetool", "http://localhost:8081")) == ""


def test_lingotweaker_is_named_by_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "1.2.3")
    assert version(_with("lingotweaker")) == "lingotweaker 1.2.3 lingotweaker-data-en 1.2.3"
