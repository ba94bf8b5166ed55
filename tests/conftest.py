"""What tests of several folders share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine
from hypothesis import settings
from registry import Registry, serve
from rule_lab import Lab, make_lab

from linter.online.web import Web
from linter.storage import Store

# Nothing is timed in the tests: a busy machine fails none of them.
settings.register_profile("medlint", deadline=None)
settings.load_profile("medlint")


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """A place to try rules."""
    return make_lab(tmp_path, monkeypatch)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tests' own cache folder: the user's is left alone, and rules are compiled once."""
    before = os.environ.get("MEDLINT_CACHE_DIR")
    folder = tmp_path_factory.mktemp("cache")
    os.environ["MEDLINT_CACHE_DIR"] = str(folder)
    yield folder
    if before is None:
        del os.environ["MEDLINT_CACHE_DIR"]
    else:
        os.environ["MEDLINT_CACHE_DIR"] = before


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[Any]
) -> CommandLine:
    """A command line in a fresh folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return CommandLine(tmp_path, monkeypatch, capsys)


@pytest.fixture
def own_cache(
    cache: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A cache of the test's own, in which nothing but the compiled rules is."""
    from linter.ruleset import load_ruleset
    from linter.sessions import check_options
    from linter.storage import Store, rules_folder

    load_ruleset((rules_folder(),), Store(cache), check_options)
    folder = tmp_path_factory.mktemp("own") / "cache"
    shutil.copytree(cache, folder, ignore=shutil.ignore_patterns("*.pack"))
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A server on this machine that answers as Crossref and PubMed do."""
    pytest.importorskip("httpx")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serve() as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    """How long `web` would have waited, each time."""
    return []


@pytest.fixture
def web(registry: Registry, pauses: list[float], tmp_path: Path) -> Iterator[Web]:
    """A client with a cache of its own that does not really wait."""
    settings = registry.settings(email="desk@example.org")
    store = Store(tmp_path / "store")
    with Web(settings, store, seconds=0.5, pause=pauses.append) as client:
        yield client
