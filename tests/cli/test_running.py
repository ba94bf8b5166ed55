"""From options to a run, and from a run to reports: what is protected, counted and kept."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine

from linter.cli import fix, writing
from linter.cli.running import only_confident
from linter.cli.terminal import Terminal, say
from linter.cli.writing import Target, targets
from linter.findings import Finding, Severity, State
from linter.results import FileResult, Run
from linter.spans import Span
from linter.storage import write_atomically

BAD, GOOD = "All the the best.\n", "All the best.\n"
links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


def finding(severity: str, confidence: float | None, state: State = State.OPEN) -> Finding:
    return Finding(
        "a/b", "style", Severity(severity), Span(0, 1), "m", "x", Span(0, 1), "x",
        confidence=confidence, state=state,
    )  # fmt: skip


def test_what_is_less_sure_than_asked_is_counted() -> None:
    found = (
        finding("error", 0.95),
        finding("error", 0.5),
        finding("warning", 0.5),
        finding("warning", 0.5, State.SUPPRESSED),
        finding("info", None),
    )
    run = Run((FileResult("a.md", findings=found),), {}, "1")
    sure = only_confident(run, 0.9)
    assert [each.confidence for each in sure.results[0].findings] == [0.95, None]
    assert sure.hidden == {Severity.ERROR: 1, Severity.WARNING: 1}
    assert only_confident(run, 0.0) is run


def test_reports_that_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = targets(["json=a=b.json", "concise"], [Path("x.HTML"), Path("y.md")])
    assert asked == [
        Target("json", Path("a=b.json")),
        Target("concise"),
        Target("html", Path("x.HTML")),
        Target("markdown", Path("y.md")),
    ]
    assert targets(None, [Path("x.html")]) == [Target("full"), Target("html", Path("x.html"))]
    assert targets(None, [Path("x.html")], default=None) == [Target("html", Path("x.html"))]


@pytest.mark.parametrize("option", ["-o", "-f"])
def test_a_draft_is_never_overwritten(shell: CommandLine, option: str) -> None:
    shell.write("a.md", BAD)
    shell.write("sub/b.html", "<p>All the the best.</p>")
    for target in ("a.md", "./sub/../a.md", "sub/b.html"):
        value = target if option == "-o" else f"markdown={target}"
        done = shell.run("report", ".", option, value)
        assert (done.code, done.out) == (2, "")
        assert "is one of the drafts" in done.err
        assert shell.run("fix", ".", option, value).code == 2
    assert (shell.folder / "a.md").read_text(encoding="utf-8") == BAD


@links
def test_a_draft_is_not_overwritten_through_a_link(shell: CommandLine) -> None:
    draft = shell.write("a.md", BAD)
    (shell.folder / "link.md").symlink_to(draft)
    assert shell.run("report", "a.md", "-o", "link.md").code == 2
    assert draft.read_text(encoding="utf-8") == BAD


def test_a_report_beside_the_drafts_is_no_draft(shell: CommandLine) -> None:
    shell.write("a.md", BAD)
    for _ in range(2):
        done = shell.run("report", ".", "-o", "report.html", "-o", "report.md", "-q")
        assert (done.code, done.err) == (0, "")
    done = shell.run("check", ".", "-f", "concise", "-q")
    assert done.out.count("\n") == 1
    assert shell.run("fix", ".", "-q").code == 0
    assert "the the" in (shell.folder / "report.md").read_text(encoding="utf-8")


def test_one_report_that_cannot_be_written_costs_no_other(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        if path.name == "full.json":
            raise OSError(28, "No space left on device", str(path))
        write_atomically(path, data)

    monkeypatch.setattr(writing, "write_atomically", full)
    shell.write("a.md", BAD)
    done = shell.run("check", "a.md", "-q", "-o", "full.json", "-o", "b.md", "-f", "concise")
    assert (done.code, done.out.count("\n")) == (2, 1)
    assert done.err == "medlint: full.json: cannot be written: No space left on device\n"
    assert (shell.folder / "b.md").exists()


def test_commas_join_names(shell: CommandLine) -> None:
    shell.write("a.md", BAD)
    found = shell.run("check", "a.md", "--select", "style/article,style/doubled-word").code
    assert (found, shell.run("check", "a.md", "--select", "style/article,claims").code) == (1, 0)


def test_what_fails_the_run_is_shown(shell: CommandLine) -> None:
    shell.write("medlint.yml", 'rules: {"*": off, style/doubled-word: info}\n')
    shell.write("a.md", BAD)
    arguments = ("check", "a.md", "-q", "-f", "concise", "--fail-on")
    assert shell.run(*arguments, "info").out.count("\n") == 1
    assert shell.run(*arguments, "info", "--min-severity", "error").out == ""
    assert shell.run(*arguments, "warning").out == ""


def test_names_of_files_do_nothing_to_the_terminal(
    shell: CommandLine, capsys: pytest.CaptureFixture[Any]
) -> None:
    done = shell.run("check", "evil\x1b[31m\u202e.md")
    assert (done.code, "\x1b" in done.err, "\u202e" in done.err) == (2, False, False)
    assert "evil<U+001B>[31m<U+202E>.md does not exist" in done.err
    say("a\x07\nb", lead="")
    assert capsys.readouterr().err == "a<U+0007>\nb\n"


@links
def test_one_file_by_several_names_counts_once(shell: CommandLine) -> None:
    draft = shell.write("a.md", BAD)
    (shell.folder / "b.md").symlink_to(draft)
    (shell.folder / "loop").symlink_to(shell.folder)
    for arguments in (["."], ["a.md", "b.md", "./a.md"], [".", "a.md", "loop"]):
        files = json.loads(shell.run("check", *arguments, "-f", "json").out)["files"]
        assert [each["path"] for each in files] == ["a.md"]


def test_a_file_without_changes_is_not_written(shell: CommandLine) -> None:
    draft = shell.write("a.md", GOOD)
    os.utime(draft, ns=(1, 1))
    assert shell.run("fix", "a.md").code == 0
    assert draft.stat().st_mtime_ns == 1


def test_fixing_keeps_bytes_and_permissions(shell: CommandLine) -> None:
    draft = shell.write("a.md", b"\xef\xbb\xbfAll the the best.\r\n\r\n\tTabs \xe2\x80\xa6\r\n")
    draft.chmod(0o640)
    mode = draft.stat().st_mode
    assert shell.run("fix", "a.md").code == 0
    assert draft.read_bytes() == b"\xef\xbb\xbfAll the best.\r\n\r\n\tTabs \xe2\x80\xa6\r\n"
    assert draft.stat().st_mode == mode


def test_a_draft_that_cannot_be_written_is_told(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path, data: bytes) -> None:
        raise PermissionError(13, "the file is read-only", str(path))

    monkeypatch.setattr(fix, "write_atomically", read_only)
    shell.write("a.md", BAD)
    done = shell.run("fix", "a.md")
    assert (done.code, "a.md: cannot be written: the file is read-only" in done.err) == (2, True)
    assert "0 fixed" in done.err


def test_the_patch_is_coloured_where_asked(shell: CommandLine) -> None:
    shell.write("a.md", b"One.\n\nAll the the best\x1b[2J.\nLast")
    plain = shell.run("fix", "a.md", "--diff").out
    assert "-All the the best\x1b[2J.\n+All the best\x1b[2J.\n" in plain
    assert plain.endswith(" Last\n\\ No newline at end of file\n")
    coloured = shell.run("fix", "a.md", "--diff", "--color", "always").out
    assert "\x1b[31m-All the the best" in coloured
    assert "\x1b[32m+All the best" in coloured


def test_the_patch_does_nothing_to_a_terminal(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fix, "detect", lambda *_: Terminal(interactive=True))
    shell.write("a.md", b"All the the best\x1b[2J.\r\n")
    assert "\x1b" not in shell.run("fix", "a.md", "--diff").out


@pytest.mark.skipif(sys.platform == "win32", reason="the patch command is POSIX's")
def test_the_patch_can_be_applied(shell: CommandLine) -> None:
    import shutil
    import subprocess

    if not shutil.which("patch"):
        pytest.skip("there is no patch command")
    draft = shell.write("a.md", "One.\n\x0cTwo.\u2028\n\nAll the the best.\nLast")
    patch = shell.run("fix", "a.md", "--diff").out
    subprocess.run(["patch", "-p0"], input=patch.encode(), cwd=shell.folder, check=True)
    assert draft.read_text(encoding="utf-8") == "One.\n\x0cTwo.\u2028\n\nAll the best.\nLast"


def test_nothing_but_the_text_goes_into_the_pipe(shell: CommandLine) -> None:
    done = shell.run("fix", "-", "--stdin-filename", "a.txt", stdin=b"All the the best.\r\n")
    assert done.out.replace("\r\n", "\n") == GOOD
    assert "1 fixed" in done.err


def test_what_is_completed() -> None:
    from linter.cli.options import complete_format, complete_rule

    assert complete_rule("style/doubled-w") == ["style/doubled-word"]
    assert "claims" in complete_rule("cl")
    assert complete_format("j") == ["json", "junit"]


def test_names_in_per_file_settings_are_checked_by_config_show(shell: CommandLine) -> None:
    shell.write("medlint.yml", 'per-file: {"a.md": {rules: {style/nothing: off}}}\n')
    assert shell.run("config", "show").code == 0
    done = shell.run("config", "show", "a.md")
    assert (done.code, "style/nothing" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        ("checklist=page.html", "checklist-html"),
        ("checklist=page.md", "checklist"),
        ("markdown=page.html", "markdown"),
    ],
)
def test_a_report_takes_the_form_of_its_file(asked: str, report: str) -> None:
    assert targets([asked], None, None)[0].name == report
