"""Exit codes: 0 nothing, 1 findings, 2 medlint did not do what was asked, 130 interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine

from linter.cli import running
from linter.documents.document import Document
from linter.findings import Finding

LINT = Path(__file__).parent.parent.parent / "lint.py"
posix = pytest.mark.skipif(os.name == "nt", reason="needs pipes and signals as POSIX has them")


@pytest.fixture
def drafts(shell: CommandLine) -> CommandLine:
    """A folder with a clean draft, one with an error and one with a note."""
    shell.write("clean.md", "All is well.\n")
    shell.write("error.md", "All the the best.\n")
    shell.write("fixed.md", "")
    shell.write("note.md", "All is well.  Quite so.\n")
    shell.write("notes.yml", 'rules: {"*": off, style/two-spaces-after-stop: info}\n')
    shell.write("paper.odt", "no Word file")
    shell.write("empty/picture.png", "no picture")
    return shell


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, "check clean.md"),
        (0, "check fixed.md"),
        (0, "clean.md"),
        (0, "check error.md --ignore style"),
        (0, "check error.md --fail-on never"),
        (0, "check error.md --exit-zero"),
        (0, "check note.md --config notes.yml"),
        (0, "report error.md -o report.html"),
        (0, "fix clean.md"),
        (0, "fix clean.md --diff"),
        (0, "check error.md --exclude error.md --force-exclude"),
        (0, "rules list"),
        (0, "rules show style/article"),
        (0, "config show error.md"),
        (0, "--version"),
        (0, "--help"),
        (0, "check -h"),
        (1, "check error.md"),
        (1, "check clean.md error.md"),
        (1, "check error.md --exclude error.md"),
        (1, "check ."),
        (1, "error.md"),
        (1, "-q error.md"),
        (1, "check error.md -q --fail-on error"),
        (1, "check note.md --config notes.yml --fail-on info"),
        (1, "fix error.md --diff"),
        (1, "fix note.md --config notes.yml --diff"),
        (2, ""),
        (2, "check missing.md"),
        (2, "check missing.md --exit-zero"),
        (2, "check missing.md error.md"),
        (2, "missing.md"),
        (2, "check empty"),
        (2, "fix empty"),
        (2, "check paper.odt"),
        (2, "check paper.odt --fail-on never"),
        (2, "check error.md --select style/doubled-wrod"),
        (2, "check error.md --ignore nothing"),
        (2, "check error.md --config missing.yml"),
        (2, "check error.md --format jsno"),
        (2, "check error.md --fial-on error"),
        (2, "check error.md --fail-on bad"),
        (2, "check error.md --jobs -1"),
        (2, "check error.md -o report.xyz"),
        (2, "check error.md -o missing/report.html"),
        (2, "check error.md -o empty -f html=empty"),
        (2, "report error.md"),
        (2, "chekc error"),
        (2, "rules show style/nothing"),
        (2, "rules test missing"),
    ],
)
def test_exit_codes(drafts: CommandLine, code: int, arguments: str) -> None:
    done = drafts.run(*arguments.split())
    assert done.code == code, done
    assert "Traceback" not in done.err
    assert "Something went wrong" not in done.err
    assert (code == 2) == bool(done.err) or "Wrote" in done.err or "fixed" in done.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("langauge: british\n", "medlint.yml:1: Unknown key “langauge”. Did you mean “language”?"),
        ("rules: {style/no-such: off}\n", "medlint.yml:1: there is no rule or pack"),
        ("rules: [\n", "medlint.yml:2: This is no valid YAML"),
        ("extends: [nothing]\n", "There is no preset “nothing”"),
        ("rule-folders: [missing]\n", "“missing” is no folder"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_wrong_configuration(drafts: CommandLine, text: str | bytes, says: str) -> None:
    drafts.write("medlint.yml", text)
    done = drafts.run("check", "error.md")
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_a_wrong_configuration_below_leaves_the_others(drafts: CommandLine) -> None:
    drafts.write("news/medlint.yml", "langauge: british\n")
    drafts.write("news/a.md", "Rest the the leg news.\n")
    done = drafts.run("check", ".", "-q", "-f", "concise")
    assert done.code == 2
    assert "error.md:1:5" in done.out
    assert "news/medlint.yml:1: Unknown key" in done.err


def test_fix_leaves_with_what_remains(drafts: CommandLine) -> None:
    assert drafts.run("fix", "error.md").code == 0
    assert drafts.run("check", "error.md").code == 0
    drafts.write("left.md", "Open (one.\n")
    config = drafts.write("b.yml", 'rules: {"*": off, style/unbalanced-brackets: warning}\n')
    assert drafts.run("fix", "left.md", "--config", str(config)).code == 1
    assert drafts.run("fix", "left.md", "--config", str(config), "--fail-on", "error").code == 0
    assert drafts.run("fix", "-", "--config", str(config), stdin=b"Open (one.\n").code == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_file(drafts: CommandLine) -> None:
    drafts.write("secret.md", "Rest the the leg.\n").chmod(0)
    done = drafts.run("check", ".", "-q", "-f", "concise")
    assert done.code == 2
    assert "error.md:1:5" in done.out
    assert "secret.md: cannot be read: Permission denied" in done.err


def crash_on(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a check fail on the files of a name."""
    from linter.checkers import typography

    build = typography.build

    def broken(*arguments: Any) -> Any:
        check = build(*arguments)

        def checked(document: Document) -> Iterator[Finding]:
            if document.path.name == name:
                raise ZeroDivisionError("division by zero")
            yield from check(document)

        return checked

    monkeypatch.setattr(typography, "build", broken)


@pytest.mark.parametrize("command", ["check", "report", "fix"])
def test_a_crash_costs_one_file_only(
    drafts: CommandLine, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    crash_on("clean.md", monkeypatch)
    done = drafts.run(command, ".", "-q", "-o", "out.json", "-o", "out.html")
    assert done.code == 2
    assert "clean.md: medlint failed on this file (ZeroDivisionError: division by zero)" in done.err
    assert "Traceback" not in done.err
    written = json.loads((drafts.folder / "out.json").read_text(encoding="utf-8"))
    assert [each["path"] for each in written["problems"]] == ["clean.md"]
    assert "clean.md" in (drafts.folder / "out.html").read_text(encoding="utf-8")
    if command == "fix":
        assert (drafts.folder / "error.md").read_text(encoding="utf-8") == "All the best.\n"
    else:
        assert [len(each["findings"]) for each in written["files"]] == [0, 1, 0, 0]


def test_a_crash_on_piped_text(drafts: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_on("stdin.md", monkeypatch)
    done = drafts.run("check", "-", "-f", "json", stdin=b"Rest the the leg.\n")
    assert (done.code, [each["path"] for each in json.loads(done.out)["problems"]]) == (
        2,
        ["stdin.md"],
    )
    done = drafts.run("fix", "-", stdin=b"Rest the the leg.\n")
    assert (done.code, done.out) == (2, "Rest the the leg.\n")


def test_whatever_else_goes_wrong_is_told_in_words(
    drafts: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(running, "find_files", broken)
    monkeypatch.delenv("MEDLINT_DEBUG", raising=False)
    done = drafts.run("check", "error.md")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("medlint: Something went wrong inside medlint: ZeroDivisionError")


@pytest.mark.parametrize("name", ["json", "github"])
def test_a_machine_reads_nothing_but_its_format(drafts: CommandLine, name: str) -> None:
    done = drafts.run("check", "error.md", "missing.md", "-f", name, "-f", "html=out.html")
    assert done.code == 2
    assert "Wrote out.html." in done.err
    assert "missing.md does not exist" in done.err
    if name == "json":
        assert json.loads(done.out)["summary"]["findings"]["error"] == 1
    else:
        assert all(line.startswith("::") for line in done.out.splitlines())


def test_an_interrupt_is_130(drafts: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "run", interrupted)
    done = drafts.run("check", "error.md")
    assert (done.code, done.out, done.err) == (130, "", "medlint: Interrupted.\n")


def start(drafts: CommandLine, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(LINT), *arguments]
    return subprocess.Popen(
        command, cwd=drafts.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@posix
def test_a_signal_from_the_keyboard(drafts: CommandLine) -> None:
    pipe = drafts.folder / "pipe.md"
    os.mkfifo(pipe)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored behind “nohup”
    child = start(drafts, "check", "pipe.md")
    signal.signal(signal.SIGINT, before)
    with pipe.open("wb"):  # opens when medlint opens it to read, and keeps it waiting
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"medlint: Interrupted.\n")


@posix
@pytest.mark.parametrize(
    ("code", "arguments"),
    [(0, "rules list"), (1, "check many.md -f concise"), (1, "check many.md -f json")],
)
def test_a_reader_that_leaves_early(drafts: CommandLine, code: int, arguments: str) -> None:
    drafts.write("many.md", "All the the best.\n\n" * 3000)
    child = start(drafts, *arguments.split())
    assert child.stdout is not None
    child.stdout.read(1)
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == b""
    assert child.wait(timeout=60) == code
    child.stderr.close()


@posix
def test_closed_streams_and_full_disks(drafts: CommandLine) -> None:
    for redirection, code in ((">&-", 1), (">&- 2>&-", 1), (">/dev/full", 2)):
        if "full" in redirection and not Path("/dev/full").exists():
            continue
        line = f'exec "$0" "$1" check error.md {redirection}'
        done = subprocess.run(
            ["sh", "-c", line, sys.executable, str(LINT)],
            cwd=drafts.folder,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == code, redirection
        assert b"Traceback" not in done.stderr


def test_a_slip_in_a_command_is_told_even_if_files_follow(drafts: CommandLine) -> None:
    done = drafts.run("chekc", "error.md")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean “check”?" in done.err


def test_an_option_that_looks_like_no_other_brings_no_guess(drafts: CommandLine) -> None:
    done = drafts.run("check", "clean.md", "--against", "error.md")
    assert done.code == 2
    assert "There is no option --against." in done.err
    assert "Did you mean" not in done.err


def test_what_was_not_read_is_not_called_clean(drafts: CommandLine) -> None:
    done = drafts.run("check", "paper.odt")
    assert done.out == "Nothing was checked: 1 problem.\n"
    done = drafts.run("check", "clean.md", "paper.odt")
    assert "no findings" in done.out
    assert "Not everything was checked: 1" in done.out
