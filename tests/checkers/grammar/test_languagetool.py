"""Runs with a LanguageTool server: places, the cache, and all that goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import stub_java
from command_line import CommandLine
from grammar_stub import TEXT, WRONG, install
from transcripts import ROOT

from linter.checkers.grammar.languagetool import LanguageTool
from linter.checkers.grammar.model import EngineError
from linter.checkers.grammar.pieces import Part, Piece

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="the stub is a shell script")
PIECE = Piece((Part(0, 8, f"😀 {WRONG}.", True),))


class _Silent(ThreadingHTTPServer):
    """A server that says nothing when a client has gone before it was answered."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Be silent."""


def write(folder: Path, settings: str = "engine: languagetool", files: int = 1) -> None:
    (folder / "medlint.yml").write_text(f"grammar: {{{settings}}}\n", encoding="utf-8")
    for number in range(files):
        text = f"It is is so.\n\n{TEXT}\nDraft {number}.\n"
        (folder / f"draft{number}.md").write_text(text, encoding="utf-8")


def check(folder: Path, *more: str) -> tuple[int, dict[str, Any], str]:
    """The exit code, the JSON report and the messages of a run over a folder."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "lint.py"), "check", ".", "-f", "json", *more],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=90,
    )
    return done.returncode, json.loads(done.stdout), " ".join(done.stderr.split())


def requests(folder: Path) -> int:
    path = folder / "count"
    return len(path.read_text(encoding="utf-8")) if path.exists() else 0


@posix
def test_findings_have_exact_places_and_name_their_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    write(tmp_path)
    code, report, _ = check(tmp_path)
    assert code == 1
    source = (tmp_path / "draft0.md").read_text(encoding="utf-8")
    found = [f for f in report["files"][0]["findings"] if f["rule"] == "grammar/engine-grammar"]
    assert [source[f["start"] : f["end"]] for f in found] == [WRONG, WRONG]
    assert {f["engine"] for f in found} == {"languagetool"}
    assert found[0]["message"] == "This is wrong. (LanguageTool: STUB_RULE)."
    assert found[0]["fixes"][0]["edits"][0]["text"] == "couch"
    assert {f["safety"] for each in found for f in each["fixes"]} == {"unsafe"}


@posix
def test_a_second_run_asks_no_server_and_several_files_share_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = install(tmp_path, monkeypatch)
    write(tmp_path, files=4)
    first = check(tmp_path)
    assert requests(tmp_path) == 4
    pid.unlink()
    assert check(tmp_path)[:2] == first[:2]
    assert requests(tmp_path) == 4
    assert not pid.exists()
    assert check(tmp_path, "--jobs", "1")[:2] == first[:2]


@posix
@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("exit", "did not start"),
        ("413", "(HTTP 413): the text is too long"),
        ("426", "(HTTP 426): it takes no more texts for now (a rate limit)"),
        ("500", "(HTTP 500): it failed on this text"),
        ("418", "(HTTP 418)"),
        ("garbage", "what it answers is not what LanguageTool answers"),
        ("die", "ended while it worked (exit code 3)"),
    ],
)
def test_what_goes_wrong_is_said_once_and_the_rest_is_reported(
    mode: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, mode)
    write(tmp_path, files=3)
    code, report, error = check(tmp_path)
    assert code == 2
    assert error.count("Grammar was not checked") == 1
    assert said in error
    assert [problem["path"] for problem in report["problems"]] == [""]
    for file in report["files"]:
        assert "style/doubled-word" in [finding["rule"] for finding in file["findings"]]


def test_nothing_installed_is_an_error_that_says_what_to_do(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_PATH", str(shell.folder / "nothing"))
    write(shell.folder)
    done = shell.run("check", ".")
    assert done.code == 2
    assert "style/doubled-word" in done.out
    assert "medlint grammar install" in done.err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("engine: languagetool, on: [NO_SUCH_RULE]", "no rule or category “NO_SUCH_RULE”"),
        ("engine: lingotweaker, off: [EN_A_VS_A]", "Did you mean “EN_A_VS_AN”"),
    ],
)
def test_a_rule_that_languagetool_does_not_have_is_an_error(
    settings: str, said: str, shell: CommandLine
) -> None:
    write(shell.folder, settings)
    done = shell.run("check", ".")
    assert done.code == 2
    assert said in done.err
    assert "medlint.yml:1" in done.err


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that runs already."""
    monkeypatch.setattr(stub_java, "MODE", "")
    server = _Silent(("127.0.0.1", 0), stub_java.Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_running_server_is_used_by_its_address(running: str) -> None:
    for address in (running, f"{running}/", f"{running}/v2", f"{running}/v2/"):
        client = LanguageTool(address, None)
        [match] = client.check(PIECE)
        assert (match.start, match.end, match.rule) == (2, 7, "STUB_RULE")
        assert "1.0" in client.key()


def test_an_address_where_nothing_runs_is_an_error(unused: str) -> None:
    client = LanguageTool(unused, None)
    with pytest.raises(EngineError, match=f"at {unused} does not answer .* Check grammar.url"):
        client.key()
    with pytest.raises(EngineError, match="does not answer"):
        client.check(PIECE)


@pytest.fixture
def unused(running: str) -> str:
    port = int(running.rpartition(":")[2])
    return f"http://127.0.0.1:{port + 1 if port < 65535 else port - 1}"


def test_a_server_that_does_not_answer_in_time_is_not_waited_for_again(
    running: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stub_java, "MODE", "slow")
    client = LanguageTool(running, None, seconds=0.2)
    for _ in range(2):
        with pytest.raises(EngineError, match="did not answer within 0 seconds"):
            client.check(PIECE)


def test_no_more_is_asked_of_a_server_with_a_rate_limit(
    running: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stub_java, "MODE", "426")
    client = LanguageTool(running, None)
    with pytest.raises(EngineError, match="rate limit"):
        client.check(PIECE)
    monkeypatch.setattr(stub_java, "MODE", "")
    with pytest.raises(EngineError, match="rate limit"):
        client.check(PIECE)


@posix
def test_another_version_of_the_server_is_asked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    write(tmp_path)
    check(tmp_path)
    assert requests(tmp_path) == 1
    (sums,) = tmp_path.rglob("SHA256SUMS")
    sums.write_text(f"{tmp_path} newer", encoding="utf-8")
    assert check(tmp_path)[0] == 1
    assert requests(tmp_path) == 2


def test_without_its_client_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r'pip install "medlint\[languagetool\]"'):
        LanguageTool("http://127.0.0.1:9", None).key()
