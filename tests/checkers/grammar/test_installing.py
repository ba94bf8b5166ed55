"""LanguageTool from a folder, a ZIP file or an address; and what is wrong with some of them."""

from __future__ import annotations

import os
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from command_line import CommandLine
from grammar_stub import install as install_stub

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the stub is a shell script")


@pytest.fixture
def unpacked(shell: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LanguageTool 8.1 that is not installed, on a machine with a Java and no LanguageTool."""
    install_stub(shell.folder, monkeypatch)
    monkeypatch.setenv("LTP_PATH", str(shell.folder / "installed"))
    folder = shell.folder / "LanguageTool-8.1"
    folder.mkdir()
    (folder / "languagetool-server.jar").write_bytes(b"")
    return folder


def zipped(folder: Path, inside: str = "LanguageTool-8.1") -> Path:
    path = folder.with_name("LanguageTool-8.1.zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(folder / "languagetool-server.jar", f"{inside}/languagetool-server.jar")
    return path


def is_installed(shell: CommandLine) -> bool:
    return (shell.folder / "installed/LanguageTool-8.1/languagetool-server.jar").is_file()


def test_from_a_folder_and_again(shell: CommandLine, unpacked: Path) -> None:
    for _ in range(2):
        done = shell.run("grammar", "install", "--from", str(unpacked))
        assert (done.code, is_installed(shell)) == (0, True)
        assert "LanguageTool 8.1 is in" in done.out
    assert unpacked.is_dir()
    assert [each.name for each in (shell.folder / "installed").iterdir()] == ["LanguageTool-8.1"]


def test_from_a_zip_file(shell: CommandLine, unpacked: Path) -> None:
    done = shell.run("grammar", "install", "--from", str(zipped(unpacked)))
    assert (done.code, is_installed(shell)) == (0, True)


def test_from_an_address(shell: CommandLine, unpacked: Path) -> None:
    path = zipped(unpacked)
    handler = partial(SimpleHTTPRequestHandler, directory=str(path.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        done = shell.run("grammar", "install", "--from", f"{address}/{path.name}")
        missing = shell.run("grammar", "install", "--from", f"{address}/nothing.zip")
        server.shutdown()
    assert (done.code, is_installed(shell)) == (0, True)
    assert missing.code == 2
    assert "could not be installed" in missing.err


def test_what_does_not_start_is_not_installed(
    shell: CommandLine, unpacked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUB_JAVA", "exit")
    done = shell.run("grammar", "install", "--from", str(unpacked))
    assert (done.code, is_installed(shell)) == (2, False)
    assert "does not work: LanguageTool did not start" in done.err


@pytest.mark.parametrize("name", ["nothing.zip", "draft.zip", "empty", "unsafe.zip"])
def test_what_is_no_languagetool_is_an_error(name: str, shell: CommandLine, unpacked: Path) -> None:
    shell.write("draft.zip", "no archive")
    (shell.folder / "empty").mkdir()
    zipped(unpacked, "../LanguageTool-8.1").rename(shell.folder / "unsafe.zip")
    done = shell.run("grammar", "install", "--from", name)
    assert (done.code, is_installed(shell)) == (2, False)
    said = {
        "nothing.zip": "no folder or file “nothing.zip”",
        "draft.zip": "no ZIP file",
        "empty": "no languagetool-server.jar in it",
        "unsafe.zip": "not safe",
    }
    assert said[name] in done.err


def test_maven_that_is_missing_is_an_error(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_PATH", str(shell.folder / "installed"))
    monkeypatch.setenv("PATH", str(shell.folder))
    done = shell.run("grammar", "install", "--from", "maven")
    assert done.code == 2
    assert "Maven is not installed" in done.err


def test_status_says_what_is_there(shell: CommandLine, unpacked: Path) -> None:
    shell.run("grammar", "install", "--from", str(unpacked))
    done = shell.run("grammar", "status")
    assert done.code == 0
    lines = {line.partition(" ")[0]: line for line in done.out.splitlines()}
    assert lines["engine"].endswith("off (default)")
    assert " 17 in " in lines["Java"]
    assert " 8.1 in " in lines["LanguageTool"]


def test_status_is_an_error_where_the_engine_that_is_configured_cannot_run(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_PATH", str(shell.folder / "installed"))
    shell.write("medlint.yml", "grammar: {engine: languagetool}\n")
    done = shell.run("grammar", "status")
    assert done.code == 2
    assert "medlint grammar install" in done.err
