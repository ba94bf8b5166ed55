"""Files for continuous integration: they do what the page says, and cannot be tricked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from transcripts import ROOT, blocks

PAGE = ROOT / "docs" / "ci.md"
TEMPLATES = ROOT / "linter" / "data" / "init"
SHOWN = {
    ".github/workflows/medlint.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab.yml",
    "Jenkinsfile": "Jenkinsfile",
    ".pre-commit-config.yaml": "pre-commit.yml",
}
needs_bash = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("bash"), reason="needs bash"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A folder of drafts, and the checkout's own medlint on the path."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "medlint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "lint.py"}" "$@"\n')
    command.chmod(0o755)
    (tmp_path / ".gitignore").write_text("/bin/\n/runner/\n")
    (tmp_path / "runner").mkdir()
    runner = tmp_path / "runner"
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    given = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary.md"}
    return {
        **os.environ,
        **{name: str(runner / file) for name, file in given.items()},
        "PATH": path,
        "RUNNER_TEMP": str(runner),
    }


def bash(
    script: str, folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@needs_bash
@pytest.mark.skipif(not shutil.which("git"), reason="needs Git")
def test_the_lines_of_the_page_run(tmp_path: Path, environment: dict[str, str]) -> None:
    for block in blocks(PAGE):
        if block.language == "sh":
            for line in block.text.splitlines():
                done = bash(line, tmp_path, environment)
                assert done.returncode in {0, 1}, f"{block}: {line}\n{done.stderr}"
                assert not done.returncode or "-f full" in line, f"{block}: {line}\n{done.stdout}"
    for name in ("medlint.sarif", "medlint.junit.xml", "gl-code-quality-report.json"):
        assert (tmp_path / name).stat().st_size


def test_the_page_shows_what_init_writes() -> None:
    shown = {block.file: block.text for block in blocks(PAGE) if block.file}
    assert shown == {
        name: (TEMPLATES / file).read_text(encoding="utf-8") for name, file in SHOWN.items()
    }


def check_step() -> str:
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (script,) = [step["run"] for step in action["runs"]["steps"] if step.get("id") == "check"]
    return str(script)


def test_the_action_puts_no_input_into_a_script() -> None:
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "run" not in step or step["shell"] == "bash"


@needs_bash
def test_the_action_annotates_and_keeps_reports(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    given = {
        "INPUT_PATHS": "content/magnesium-supplement.md\n",
        "INPUT_OPTIONS": "--select=claims\n\n--ignore=citations",
        "INPUT_SINCE": "",
        "INPUT_FAIL_ON": "error",
    }
    done = bash(check_step(), tmp_path, {**environment, **given})
    assert done.returncode == 0, done.stderr
    assert "::error file=content/magnesium-supplement.md" in done.stdout
    assert "exit-code=1\n" in (tmp_path / "runner" / "output").read_text()
    assert "Must fix" in (tmp_path / "runner" / "summary.md").read_text()
    made = {path.name for path in (tmp_path / "runner" / "medlint").iterdir()}
    assert made == {"annotations.txt", "medlint.sarif", "medlint.html"}


@needs_bash
def test_an_input_is_no_command(tmp_path: Path, environment: dict[str, str]) -> None:
    given = {
        "INPUT_PATHS": "$(touch bad)\n-o\n; touch bad",
        "INPUT_OPTIONS": "",
        "INPUT_SINCE": "",
        "INPUT_FAIL_ON": "warning",
    }
    bash(check_step(), tmp_path, {**environment, **given})
    assert not (tmp_path / "bad").exists()
    assert "exit-code=2\n" in (tmp_path / "runner" / "output").read_text()


@pytest.mark.parametrize("file", [".pre-commit-hooks.yaml", "linter/data/init/pre-commit.yml"])
def test_hooks_pass_over_what_is_excluded(file: str) -> None:
    value: Any = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    hooks = value if isinstance(value, list) else value["repos"][0]["hooks"]
    for hook in hooks:
        assert "--force-exclude" in hook["entry"]
        assert hook["require_serial"]
        assert {"id", "name", "entry", "language"} <= set(hook)


def test_the_image_runs_as_nobody_special_and_copies_what_it_needs() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER medlint") < lines.index('ENTRYPOINT ["medlint"]')
    kept = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    assert kept == {"constraints.txt", "LICENSE", "README.md", "linter", "pyproject.toml", "rules"}
    assert all((ROOT / name).exists() for name in kept)
