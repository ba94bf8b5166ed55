"""Reports for machines from the command line: several at once, written whatever comes of it."""

from __future__ import annotations

import json

from command_line import CommandLine


def test_several_reports_in_one_run_also_where_a_file_is_missing(shell: CommandLine) -> None:
    shell.write("a.md", "It is is so.\n")
    done = shell.run(
        "check", "a.md", "no.md", "-f", "concise", "-f", "gitlab=q.json", "-o", "a.sarif",
        "-o", "a.junit.xml", "-o", "a.rdjson",
    )  # fmt: skip
    assert done.code == 2
    assert "style/doubled-word" in done.out
    assert (
        json.loads((shell.folder / "q.json").read_text())[0]["check_name"] == "style/doubled-word"
    )
    log = json.loads((shell.folder / "a.sarif").read_text())["runs"][0]
    assert len(log["results"]) == 1
    assert not log["invocations"][0]["executionSuccessful"]
    assert "<failure " in (shell.folder / "a.junit.xml").read_text()
    diagnostic = json.loads((shell.folder / "a.rdjson").read_text())["diagnostics"][0]
    assert diagnostic["suggestions"]


def test_the_job_summary_is_added_to_and_only_for_github(shell: CommandLine) -> None:
    shell.write("a.md", "It is is so.\n")
    summary = shell.write("summary.txt", "before\n")
    shell.monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    shell.run("check", "a.md")
    assert summary.read_text() == "before\n"
    assert shell.run("check", "a.md", "-f", "github").code == 1
    assert summary.read_text().startswith("before\n## medlint")
    assert "Must fix" in summary.read_text()


def test_a_job_summary_that_cannot_be_written_is_told(shell: CommandLine) -> None:
    shell.write("a.md", "It is so.\n")
    shell.monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(shell.folder))
    done = shell.run("check", "a.md", "-f", "github")
    assert done.code == 2
    assert "the job summary cannot be written" in done.err


def test_max_warnings(shell: CommandLine) -> None:
    shell.write("medlint.yml", 'rules: {"*": off, style/doubled-word: warning}\n')
    shell.write("a.md", "It is is so. They say say so.\n")
    assert shell.run("check", "a.md").code == 1
    assert shell.run("check", "a.md", "--max-warnings", "2").code == 0
    done = shell.run("check", "a.md", "--max-warnings", "1")
    assert done.code == 1
    assert "2 warnings are more than the 1 of --max-warnings." in done.err
    shell.write("medlint.yml", 'rules: {"*": off, style/doubled-word: error}\n')
    assert shell.run("check", "a.md", "--max-warnings", "9").code == 1
    done = shell.run("check", "a.md", "--max-warnings", "9", "--fail-on", "never")
    assert done.code == 2
    assert "not both" in done.err
