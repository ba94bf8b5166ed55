"""`medlint init`: asks a person, asks nobody else, and overwrites nothing."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import CommandLine

from linter.cli import init
from linter.config import load


@pytest.fixture
def fresh(shell: CommandLine) -> CommandLine:
    (shell.folder / "medlint.yml").unlink()
    return shell


def test_silent_with_yes(fresh: CommandLine) -> None:
    done = fresh.run("init", "--yes", "--ci", "github", "--language", "british")
    assert done.code == 0
    config = load(fresh.folder / "medlint.yml")
    assert config.language == "british"
    workflow = fresh.folder / ".github" / "workflows" / "medlint.yml"
    assert "medlint check --since" in workflow.read_text()
    fresh.write("a.md", "Tea is warm.\n")
    assert fresh.run("check").code == 0


@pytest.mark.parametrize("preset", list(init.Preset))
def test_every_answer_gives_a_configuration_that_loads(fresh: CommandLine, preset: str) -> None:
    assert fresh.run("init", "-y", "--preset", preset).code == 0
    load(fresh.folder / "medlint.yml")


@pytest.mark.parametrize("ci", [each for each in init.Ci if each is not init.Ci.NONE])
def test_every_server_has_its_file(fresh: CommandLine, ci: init.Ci) -> None:
    assert fresh.run("init", "-y", "--ci", ci.value).code == 0
    file = fresh.folder / init._CI_FILES[ci][1]
    assert "medlint check" in file.read_text()
    if file.suffix in {".yml", ".yaml"}:
        assert yaml.safe_load(file.read_text())


def test_nothing_is_overwritten(shell: CommandLine) -> None:
    before = (shell.folder / "medlint.yml").read_bytes()
    done = shell.run("init", "--yes", "--language", "british")
    assert "left as it is" in done.err
    assert (shell.folder / "medlint.yml").read_bytes() == before


class Typed(io.StringIO):
    """Someone who types."""

    def isatty(self) -> bool:
        return True


def asked(shell: CommandLine, typed: str, *arguments: str) -> str:
    shell.capsys.readouterr()
    original = sys.stdin
    shell.monkeypatch.setattr(sys, "stdin", Typed(typed))
    from linter.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["init", *arguments])
    shell.monkeypatch.setattr(sys, "stdin", original)
    assert ended.value.code == 0
    err: Any = shell.capsys.readouterr().err
    return str(err)


def test_answers_may_be_short_and_wrong_ones_are_asked_again(fresh: CommandLine) -> None:
    told = asked(fresh, "\nfrench\nbrit\ngit\njen\n")
    assert "“french” is none of these" in told
    assert "“git” is none of these or may be several" in told
    assert load(fresh.folder / "medlint.yml").language == "british"
    assert (fresh.folder / "Jenkinsfile").is_file()


def test_a_file_that_is_there_is_overwritten_only_when_told(shell: CommandLine) -> None:
    path: Path = shell.folder / "medlint.yml"
    before = path.read_bytes()
    told = asked(shell, "\n\n\n\n")
    assert "Overwrite it?" in told
    assert path.read_bytes() == before
    asked(shell, "\n\n\ny\n")
    assert path.read_bytes() != before
