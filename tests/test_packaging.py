"""What is handed out: an archive from which a wheel can be built, and what the wheel carries."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from transcripts import ROOT

from linter import __version__

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""
    missing = [name for name in ("build", "hatchling") if importlib.util.find_spec(name) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{' and '.join(missing)} must be installed: pip install -e '.[dev]'")
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: pip install -e '.[dev]'")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(archives: Path) -> Path:
    """The wheel."""
    [path] = archives.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_every_rule(names: set[str]) -> None:
    rules = {path.relative_to(ROOT / "rules") for path in (ROOT / "rules").rglob("*.yml")}
    assert len(rules) > 50
    assert {f"linter/_rules/{each.as_posix()}" for each in rules} <= names


def test_the_wheel_carries_every_module_and_style(names: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for suffix in ("py", "css", "js")
        for path in (ROOT / "linter").rglob(f"*.{suffix}")
    }
    assert "linter/reports/html/report.js" in wanted
    assert wanted <= names


def test_the_wheel_carries_nothing_else(names: set[str]) -> None:
    assert {name.partition("/")[0] for name in names} == {
        "linter",
        f"medlint-{__version__}.dist-info",
    }
    assert not [name for name in names if "__pycache__" in name]


def test_the_wheel_makes_a_command_and_tells_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"medlint-{__version__}.dist-info"
        entries = archive.read(f"{info}/entry_points.txt").decode()
        licence = archive.read(f"{info}/licenses/LICENSE").decode()
        metadata = archive.read(f"{info}/METADATA").decode()
    assert "medlint = linter.cli:main" in entries
    assert "GNU GENERAL PUBLIC LICENSE" in licence
    assert "License-Expression: GPL-3.0-or-later\n" in metadata


def test_the_wheel_carries_the_dictionaries_and_their_notices(names: set[str]) -> None:
    data = ROOT / "linter" / "data"
    wanted = {path.relative_to(ROOT).as_posix() for path in data.rglob("*") if path.is_file()}
    assert {"linter/data/words.lex", "linter/data/SOURCES.toml"} <= wanted
    assert wanted <= names


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= 15 * MEGABYTE


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def check(installed: Path, folder: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """What an unpacked wheel says of a draft that promises a cure."""
    (folder / "draft.md").write_text("This root cures arthritis.\n", encoding="utf-8")
    code = "import linter.cli; linter.cli.main(['check', 'draft.md', '-f', 'concise'])"
    own = {"PYTHONPATH": str(installed), "MEDLINT_CACHE_DIR": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-c", before + code],
        cwd=folder,
        env={**os.environ, **own, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


def test_an_unpacked_wheel_finds_its_own_rules(installed: Path, tmp_path: Path) -> None:
    done = check(installed, tmp_path)
    assert (done.returncode, "draft.md:1:11: error claims/cure" in done.stdout) == (1, True)


def test_an_unpacked_wheel_brings_its_expressions_compiled(installed: Path, tmp_path: Path) -> None:
    instead = (
        "import linter.ruleset.compiling as compiling\n"
        "def compile_expression(source, *more, **named):\n"
        "    raise AssertionError(source)\n"
        "compiling.compile_expression = compile_expression\n"
    )
    done = check(installed, tmp_path, instead)
    assert (done.returncode, "draft.md:1:11: error claims/cure" in done.stdout) == (1, True)


def test_the_source_archive_has_what_contributors_need(archives: Path) -> None:
    [path] = archives.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"README.md", "LICENSE", "lint.py", "medlint.yml", "constraints.txt", ".ci/run"}
    wanted |= {"tests/conftest.py", "docs/api.md", "rules/claims/cure.yml", "content"}
    assert {each for each in wanted if not any(name.startswith(each) for name in found)} == set()
