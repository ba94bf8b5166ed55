"""What a change made worse: real Git repositories, changed in the ways that people change them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import CommandLine, Done

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")

OLD = "# Doses\n\nThe the dose is low.\n\nThey they sleep well.\n"


class Repository:
    """A repository in the working folder of a command line, with one committed draft."""

    def __init__(self, shell: CommandLine) -> None:
        self.shell = shell
        (shell.folder / ".git").rmdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("a.md", OLD)
        self.commit()

    def git(self, *arguments: str, folder: str = ".") -> None:
        """Call Git."""
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        place = self.shell.folder / folder
        subprocess.run(["git", *who, *arguments], cwd=place, check=True, capture_output=True)

    def commit(self) -> None:
        """Commit all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change")

    def write(self, name: str, text: str) -> Path:
        """Write a file."""
        return self.shell.write(name, text)

    def check(self, *arguments: str) -> Done:
        """What has got worse since the last commit, a line each."""
        return self.shell.run("check", "-q", "-f", "concise", *(arguments or ("--since", "HEAD")))


@pytest.fixture
def repository(shell: CommandLine) -> Repository:
    """A fresh repository."""
    return Repository(shell)


def test_nothing_changed_is_nothing(repository: Repository) -> None:
    done = repository.shell.run("check", "--since", "HEAD")
    assert done.code == 0
    assert repository.shell.run("check").code == 1


@pytest.mark.parametrize(
    "text",
    [
        "# Doses\n\nThey they sleep well.\n\nNew words.\n\nThe the dose is low.\n",
        OLD.replace("\n", "\r\n"),
        OLD.replace("the dose is low", "the dose\nis low"),
        "# Doses\n\nThe the dose is low.\n",
        "",
    ],
)
def test_moving_and_repairing_make_nothing_worse(repository: Repository, text: str) -> None:
    repository.write("a.md", text)
    assert repository.check().code == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (OLD + "\nWe we agree.\n", "a.md:7:1"),
        (OLD.replace("is low", "is high"), "a.md:3:1"),
        (OLD + "\nThe the dose is low.\n", "a.md:7:1"),
    ],
)
def test_what_is_new_is_reported(repository: Repository, text: str, place: str) -> None:
    repository.write("a.md", text)
    done = repository.check()
    assert done.code == 1
    assert [line.split(": ")[0] for line in done.out.splitlines()] == [place]


def test_a_line_that_did_not_change_can_get_worse(repository: Repository) -> None:
    repository.write("medlint.yml", 'rules: {"*": off, citations/statistic: warning}\n')
    cited = "About 30% of patients relapse.\nThat is well known [4].\n"
    repository.write("b.md", cited)
    repository.commit()
    assert repository.check().code == 0
    repository.write("b.md", cited.replace(" [4]", ""))
    done = repository.check()
    assert done.out.startswith("b.md:1:")


def test_renamed_deleted_and_new_files(repository: Repository) -> None:
    (repository.shell.folder / "a.md").rename(repository.shell.folder / "ä b.md")
    repository.git("add", "--all")
    assert repository.check().code == 0
    (repository.shell.folder / "ä b.md").unlink()
    assert repository.check().code == 0
    repository.write("c.md", "They they sleep well.\n\nWe we agree.\n")
    done = repository.check()
    assert [line.split(": ")[0] for line in done.out.splitlines()] == ["c.md:3:1"]


def test_a_suppression_that_goes_is_a_finding_that_comes(repository: Repository) -> None:
    comment = "<!-- medlint-disable-next style/doubled-word: quoted -->\n"
    repository.write("b.md", f"{comment}We we agree.\n")
    repository.commit()
    repository.write("b.md", "We we agree.\n")
    assert repository.check().code == 1


def test_only_what_a_branch_did_counts(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write("a.md", OLD + "\nFine words.\n")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("a.md", "# Doses\n")
    repository.commit()
    repository.git("checkout", "--quiet", "work")
    assert repository.check("--since", "main").code == 0


def test_staged_is_what_the_next_commit_holds(repository: Repository) -> None:
    repository.write("a.md", OLD + "\nWe we agree.\n")
    assert repository.check("--staged").code == 0
    repository.git("add", "--all")
    repository.write("a.md", OLD)
    assert repository.check("--staged").code == 1
    assert repository.check("--since", "HEAD").code == 0


def test_the_first_commit_has_no_before(shell: CommandLine) -> None:
    (shell.folder / ".git").rmdir()
    subprocess.run(["git", "init", "--quiet"], cwd=shell.folder, check=True)
    shell.write("a.md", OLD)
    subprocess.run(["git", "add", "--all"], cwd=shell.folder, check=True)
    assert shell.run("check", "--staged").code == 1


def test_from_a_folder_inside(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("news/b.md", "We we agree.\n")
    repository.write("a.md", OLD + "\nWe we agree.\n")
    monkeypatch.chdir(repository.shell.folder / "news")
    done = repository.check("--since", "HEAD", ".")
    assert [line.split(": ")[0] for line in done.out.splitlines()] == ["b.md:1:1"]


def test_the_states_are_in_the_output(repository: Repository) -> None:
    repository.write("a.md", OLD + "\nWe we agree.\n")
    done = repository.shell.run("check", "--since", "HEAD", "-f", "json")
    assert done.out.count('"state": "existing"') == 2
    assert done.out.count('"state": "open"') == 1
    assert "2 there before" in repository.shell.run("check", "--since", "HEAD").out


def test_a_shallow_clone_says_what_to_fetch(repository: Repository) -> None:
    repository.git("branch", "old")
    repository.write("a.md", OLD + "\nWe we agree.\n")
    repository.commit()
    url = repository.shell.folder.as_uri()
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", url, "clone")
    repository.shell.monkeypatch.chdir(repository.shell.folder / "clone")
    done = repository.check("--since", "origin/old")
    assert done.code == 2
    assert "git fetch --unshallow" in done.err
    done = repository.check("--since", "origin/nothing")
    assert done.code == 2
    assert "git fetch origin" in done.err


def test_outside_of_git_is_said(shell: CommandLine) -> None:
    (shell.folder / ".git").rmdir()
    shell.write("a.md", OLD)
    for option in (("--since", "HEAD"), ("--staged",)):
        done = shell.run("check", *option)
        assert done.code == 2
        assert "no Git repository" in done.err


def test_one_of_the_two(repository: Repository) -> None:
    assert repository.check("--staged", "--since", "HEAD").code == 2
