"""The output of an earlier run is printed again where nothing changed, and only there."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Done

from linter import linting
from linter.cli import replaying
from linter.reports import concise

BAD = "All the the best.\n"


class Replayed:
    """Runs `check` on a folder of drafts and tells whether the output had to be made."""

    def __init__(self, shell: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shell = shell
        self.made = 0
        render = concise.render

        def counting(*arguments: object) -> None:
            self.made += 1
            render(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(concise, "render", counting)
        monkeypatch.setattr(replaying, "FROM", 2)
        for name in "ab":
            shell.write(f"d/{name}.md", BAD)

    def check(self, *arguments: str) -> Done:
        """A run; `made` says how often its output was made."""
        self.made = 0
        return self.shell.run("check", "d", "-f", "concise", *arguments)


@pytest.fixture
def replayed(shell: CommandLine, monkeypatch: pytest.MonkeyPatch, own_cache: object) -> Replayed:
    """Two drafts, whose output may be printed again."""
    return Replayed(shell, monkeypatch)


def test_nothing_changed_is_printed_again(replayed: Replayed) -> None:
    first = replayed.check()
    assert (replayed.made, first.code) == (1, 1)
    assert replayed.check() == first
    assert replayed.made == 0
    assert replayed.check("--no-cache") == first
    assert replayed.made == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d/a.md", "Other.\n"),
        ("d/c.md", BAD),
        ("d/c.docx", "not read"),
        ("medlint.yml", 'rules: {"*": off, style/doubled-word: warning}\n'),
        ("medlint-baseline.json", '{"schema": "medlint-baseline/1", "findings": []}'),
    ],
)
def test_whatever_changes_is_seen(replayed: Replayed, name: str, content: str) -> None:
    replayed.check()
    replayed.shell.write(name, content)
    changed = replayed.check()
    assert replayed.made == 1
    assert changed == replayed.check("--no-cache")


@pytest.mark.parametrize(
    "option", [("-q",), ("--fail-on", "never"), ("--ignore", "style"), ("--statistics",)]
)
def test_another_way_of_asking_is_another_run(replayed: Replayed, option: tuple[str, ...]) -> None:
    replayed.check()
    changed = replayed.check(*option)
    assert replayed.made == 1
    assert changed == replayed.check(*option, "--no-cache")


def test_a_draft_that_only_the_baseline_names_counts(replayed: Replayed) -> None:
    replayed.shell.write("c.md", "They they sleep.\n")
    replayed.shell.run("baseline", "create", "c.md")
    replayed.check()
    (replayed.shell.folder / "c.md").unlink()
    assert "prune" in replayed.check().out
    assert replayed.made == 1


def test_what_went_wrong_is_told_each_time(replayed: Replayed) -> None:
    replayed.shell.write("d/c.md", b"\xff\xfe\xff")
    first = replayed.check()
    assert first.code == 2
    assert replayed.check() == first
    assert "UTF-16" in first.err


def test_what_front_matter_names_is_seen(replayed: Replayed) -> None:
    listed = "{citations/retracted: {severity: error, file: gone.csv}}"
    replayed.shell.write("d/a.md", f"---\nmedlint: {{rules: {listed}}}\n---\n\n{BAD}")
    replayed.shell.write("gone.csv", "OriginalPaperDOI,OriginalPaperPubMedID\n")
    replayed.check()
    replayed.check()
    assert replayed.made == 1


def test_few_drafts_are_not_worth_it(replayed: Replayed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "FROM", 3)
    replayed.check()
    replayed.check()
    assert replayed.made == 1


def test_a_draft_changed_while_it_is_read_is_not_mistaken(
    replayed: Replayed, monkeypatch: pytest.MonkeyPatch
) -> None:
    lint = linting.lint_document

    def writing(*arguments: object) -> object:
        replayed.shell.write("d/b.md", "Fine.\n")
        return lint(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(linting, "lint_document", writing)
    replayed.check()
    replayed.shell.write("d/b.md", BAD)
    assert replayed.check("-j", "1").out.count("the the") == 2
