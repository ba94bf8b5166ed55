"""The server of a run: started when wanted, gone in the end, and clear about what is wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from grammar_stub import TEXT, WRONG, install, is_running, wait_for
from transcripts import ROOT

from linter.checkers.grammar.model import EngineError
from linter.checkers.grammar.server import Server

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the stub is a shell script")


def opened(stack: ExitStack, seconds: float = 20) -> Server:
    server = Server(seconds)
    server.open()
    stack.callback(server.close)
    return server


def test_it_starts_when_it_is_asked_for_and_ends_with_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch)
    with ExitStack() as stack:
        server = opened(stack)
        assert server.version().startswith("9.9 ")
        assert not pid.exists()
        assert server.url().startswith("http://127.0.0.1:")
        assert server.url() == server.url()
        number = int(pid.read_text())
        assert is_running(number)
        folder = server.folder
    assert not is_running(number)
    assert folder is not None
    assert not folder.exists()


def test_a_server_that_nobody_asked_for_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch)
    with ExitStack() as stack:
        folder = opened(stack).folder
    assert not pid.exists()
    assert folder is not None
    assert wait_for(lambda: not folder.exists())


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("exit", r"did not start \(exit code 1\).*something is broken"),
        ("old", "this Java is too old .* Java 17"),
        ("taken", "no free port"),
        ("sleep", "did not get ready in time"),
    ],
)
def test_a_server_that_cannot_start_is_an_error_that_says_why(
    mode: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, mode)
    with ExitStack() as stack:
        server = opened(stack, seconds=1 if mode == "sleep" else 20)
        with pytest.raises(EngineError, match=said):
            server.url()
        with pytest.raises(EngineError, match=said):  # at once, and not tried again
            server.url()


def test_without_java_or_server_the_error_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    monkeypatch.setenv("JAVA_HOME", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    with ExitStack() as stack, pytest.raises(EngineError, match="needs Java 17 or newer"):
        opened(stack).version()
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "nothing"))
    with ExitStack() as stack, pytest.raises(EngineError, match="medlint grammar install"):
        opened(stack).version()


def test_a_server_that_dies_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = install(tmp_path, monkeypatch)
    with ExitStack() as stack:
        server = opened(stack)
        server.url()
        os.kill(int(pid.read_text()), signal.SIGKILL)
        assert wait_for(lambda: "ended while it worked" in server.why_silent())


def test_a_server_that_warms_up_is_not_waited_for_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch, "cold")
    with ExitStack() as stack:
        server = opened(stack)
        server.begin()
        assert wait_for(lambda: pid.exists() and pid.read_text().isdigit())
        folder = server.folder
    assert wait_for(lambda: not is_running(int(pid.read_text())))
    assert folder is not None
    assert not folder.exists()  # so the watcher came to its end by itself


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_a_run_is_ended_no_server_is_left(
    end: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch, "slow")
    run = start_run(tmp_path)
    try:
        assert wait_for((tmp_path / "count").exists)
    finally:
        run.send_signal(end)
        run.wait(20)
    number = int(pid.read_text())
    assert wait_for(lambda: not is_running(number))


def test_several_processes_share_one_server_and_none_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch, "slow")
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "other.md").write_text(f"{TEXT}\n\nMore text.", encoding="utf-8")
    for again in range(2):  # the second run knows the rules without building the checks
        pid.unlink(missing_ok=True)
        (tmp_path / "count").unlink(missing_ok=True)
        run = start_run(tmp_path, "other.md", "--jobs", "2", "--no-cache")
        assert wait_for(lambda: len(read(tmp_path / "count")) == 2), again
        assert read(tmp_path / "starts") == "x" * (again + 1)
        run.kill()
        run.communicate(timeout=20)
        assert wait_for(lambda: not is_running(int(pid.read_text())), 20)


def test_a_run_whose_server_is_killed_says_so_and_reports_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch, "slow")
    run = start_run(tmp_path)
    assert wait_for((tmp_path / "count").exists)
    os.kill(int(pid.read_text()), signal.SIGKILL)
    out, error = run.communicate(timeout=30)
    assert run.returncode == 2
    assert "style/doubled-word" in out
    assert "Grammar was not checked: LanguageTool ended while it worked" in " ".join(error.split())


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def start_run(folder: Path, *more: str) -> subprocess.Popen[str]:
    (folder / "medlint.yml").write_text("grammar: {engine: languagetool}\n", encoding="utf-8")
    (folder / "draft.md").write_text(f"These are the the {WRONG}.\n\n{TEXT}", encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(ROOT / "lint.py"), "check", "draft.md", "-f", "concise", *more],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
