"""Results of earlier runs: used while nothing changed, and never a moment longer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import CommandLine, Done

from linter import __version__, linting
from linter.cache import states

BAD = "All the the best.\n"
QUIET = "extends: []\nrule-folders: [house]\n"
RULE = """\
id: pack/{name}
message: "{message}"
severity: warning
category: style
find: {find}
why: It is a test.
{more}
examples: {{bad: ["[[It]]."], good: ["That."]}}
"""


@pytest.fixture
def counted(shell: CommandLine, monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> Counted:
    """A command line with a cache of its own that counts which drafts are checked."""
    return Counted(shell, monkeypatch, own_cache)


class Counted:
    """Runs `check` and keeps the number of drafts that were checked and not looked up."""

    def __init__(self, shell: CommandLine, monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
        self.shell = shell
        self.cache = cache
        self.checked = 0
        lint = linting.lint_document

        def counting(*arguments: object) -> object:
            self.checked += 1
            return lint(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(linting, "lint_document", counting)

    def check(self, *arguments: str) -> Done:
        """A run; `checked` is set."""
        self.checked = 0
        return self.shell.run("check", "-f", "json", *arguments)


def test_what_did_not_change_is_not_checked_again(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    counted.shell.write("b.md", "Good.\n")
    first = counted.check()
    assert (counted.checked, first.code) == (2, 1)
    again = counted.check()
    assert counted.checked == 0
    assert again == first


def test_only_what_changed_is_checked(counted: Counted) -> None:
    for name in "abc":
        counted.shell.write(f"{name}.md", BAD)
    counted.check()
    counted.shell.write("b.md", "It is is better.\n")
    assert "is is" in counted.check().out
    assert counted.checked == 1
    counted.shell.write("b.md", BAD)  # as it was
    counted.check()
    assert counted.checked == 0


def test_a_file_that_was_only_touched_is_known(counted: Counted) -> None:
    path = counted.shell.write("a.md", BAD)
    counted.check()
    os.utime(path, (1, 1))
    counted.check()
    assert counted.checked == 0


def test_without_the_cache_all_is_checked(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    counted.check("--no-cache")
    assert not list(counted.cache.glob("*.pack"))
    counted.check()
    counted.check("--no-cache")
    assert counted.checked == 1


def test_equal_drafts_under_two_names_are_two(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    counted.shell.write("b.txt", BAD)
    counted.check()
    assert counted.checked == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("medlint.yml", 'rules: {"*": off, style/doubled-word: warning}\n'),
        ("medlint.yml", "language: british\n"),
        ("medlint.yml", "per-file: {a.md: {rules: {style: off}}}\n"),
        ("medlint-words.txt", "zorblat\n"),
    ],
)
def test_settings_and_words_count(counted: Counted, name: str, content: str) -> None:
    counted.shell.write("a.md", BAD)
    counted.check()
    counted.shell.write(name, content)
    counted.check()
    assert counted.checked == 1
    counted.check()
    assert counted.checked == 0


def test_what_the_command_line_says_of_rules_counts(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    assert '"state"' in counted.check().out
    assert '"state"' not in counted.check("--ignore", "style").out
    assert '"state"' in counted.check().out
    assert counted.checked == 0


def test_house_rules_count_by_their_content(counted: Counted) -> None:
    counted.shell.write("medlint.yml", QUIET)
    rule = {"name": "it", "find": "it", "more": ""}
    path = counted.shell.write("house/pack/it.yml", RULE.format(message="One", **rule))
    counted.shell.write("a.md", "It is.\n")
    assert "One" in counted.check().out
    path.write_text(RULE.format(message="Two", **rule))
    assert "Two" in counted.check().out
    assert counted.checked == 1
    os.utime(path, (1, 1))
    assert "Two" in counted.check().out
    assert counted.checked == 0


def test_a_file_that_a_rule_names_counts(counted: Counted) -> None:
    retracted = "citations/retracted: {severity: error, file: gone.csv}"
    counted.shell.write("medlint.yml", f'rules: {{"*": off, {retracted}}}\n')
    table = "OriginalPaperDOI,OriginalPaperPubMedID\n10.1000/abc.1,\n"
    counted.shell.write("gone.csv", table.replace("abc.1", "abc.2"))
    entry = "1. Moss B. Warm rooms. J Rest. 2019;4:10-5. doi:10.1000/abc.1\n"
    counted.shell.write("a.md", f"Rooms [1].\n\n# References\n\n{entry}")
    assert counted.check().code == 0
    counted.shell.write("gone.csv", table + "10.1000/abc.9,\n")
    counted.check()
    assert counted.checked == 1


def test_front_matter_counts_with_the_files_it_names(counted: Counted) -> None:
    listed = "{citations/retracted: {severity: error, file: gone.csv}}"
    counted.shell.write("gone.csv", "OriginalPaperDOI,OriginalPaperPubMedID\n")
    counted.shell.write("a.md", f"---\nmedlint: {{rules: {listed}}}\n---\n\n{BAD}")
    counted.check()
    counted.check()
    assert counted.checked == 0
    counted.shell.write("gone.csv", "OriginalPaperDOI,OriginalPaperPubMedID\n10.1000/abc.9,\n")
    counted.check()
    assert counted.checked == 1


def test_another_version_knows_nothing(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    counted.shell.write("a.md", BAD)
    counted.check()
    monkeypatch.setattr("linter.sessions.program_state", lambda: b"another")
    counted.check()
    assert counted.checked == 1


def test_the_state_of_the_program_follows_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "linter" / "inner").mkdir(parents=True)
    code = tmp_path / "linter" / "inner" / "a.py"
    code.write_text("x = 1\n")
    monkeypatch.setattr(states, "_PACKAGE", tmp_path / "linter")

    def state() -> bytes:
        states.program_state.cache_clear()
        return states.program_state()

    try:
        first = state()
        assert state() == first
        code.write_text("x = 12\n")
        second = state()
        assert second != first
        record = tmp_path / f"medlint-{__version__}.dist-info" / "RECORD"
        record.parent.mkdir()
        record.write_text("linter/inner/a.py,sha256=1,3")
        installed = state()
        os.utime(code, (1, 1))
        assert state() == installed != second
    finally:
        states.program_state.cache_clear()


def test_files_with_problems_are_looked_at_each_time(counted: Counted) -> None:
    path = counted.shell.write("a.md", b"\xff\xfe\xff")
    assert counted.check().code == 2
    assert counted.check().code == 2
    path.write_text(BAD)
    assert counted.check().code == 1


def test_a_damaged_cache_is_no_cache(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    first = counted.check()
    for path in counted.cache.iterdir():
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 255
        path.write_bytes(content)
    again = counted.check()
    assert again == first
    assert counted.checked == 1


def test_the_baseline_is_applied_afterwards(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    assert counted.check().code == 1
    counted.shell.run("baseline", "create")
    assert counted.checked == 1  # by the run before
    assert counted.check().code == 0
    (counted.shell.folder / "medlint-baseline.json").unlink()
    assert counted.check().code == 1
    assert counted.checked == 0


def test_reports_that_show_the_text_have_it(counted: Counted) -> None:
    counted.shell.write("a.md", BAD + "\nMore words of the text.\n")
    first = counted.shell.run("check", "-f", "html").out
    assert "More words of the text" in first
    assert counted.shell.run("check", "-f", "html").out == first


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "markdown"])
def test_the_output_is_the_same_in_every_mode(counted: Counted, form: str) -> None:
    shell = counted.shell
    shell.write(
        "medlint.yml",
        'rules: {"*": off, style/doubled-word: error}\n'
        "per-file: {'c*': {rules: {style/article: warning}}}\n",
    )
    own = "---\nmedlint: {rules: {claims/cure: error}}\n---\n\nIt cures migraine.\n"
    for number in range(4):
        shell.write(f"a{number}.md", BAD)
        shell.write(f"b{number}.md", own if number == 2 else f"Fine {number}.\n")
        shell.write(f"c{number}.txt", "It is an cure.\n")
    shell.write("d.md", b"\xff\xfe")
    run = ("check", "-f", form, "--show-suppressed")
    one = shell.run(*run, "--no-cache", "--jobs", "1")
    assert one.code == 2
    assert shell.run(*run, "--no-cache", "--jobs", "2") == one
    assert shell.run(*run, "--jobs", "2") == one
    assert shell.run(*run, "--jobs", "auto") == one
    shell.write("a1.md", "Other.\n")
    changed = shell.run(*run, "--no-cache", "--jobs", "1")
    assert shell.run(*run, "--jobs", "3") == changed != one


def test_jobs_is_a_number_or_auto(counted: Counted) -> None:
    counted.shell.write("a.md", "Good.\n")
    assert counted.check("--jobs", "auto").code == 0
    done = counted.check("--jobs", "many")
    assert done.code == 2
    assert "auto" in done.err


def test_the_command_says_what_is_there_and_deletes_it(counted: Counted) -> None:
    counted.shell.write("a.md", BAD)
    counted.check()
    status = counted.shell.run("cache", "status").out
    assert str(counted.cache) in status
    assert "1 draft" in status
    assert counted.shell.run("cache", "clean").code == 0
    left = {path.suffix for path in counted.cache.iterdir()}
    assert not left & {".pack", ".entry"}
    assert "0 drafts" in counted.shell.run("cache", "status").out
    counted.check()
    assert counted.checked == 1
