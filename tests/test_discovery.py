"""Which files a run lints, in real folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from linter.config import Configurations
from linter.discovery import Discovery, discover

READABLE = frozenset({".md", ".txt"})
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder outside any repository."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def make(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def search(
    folder: Path, *paths: str, force: bool = False, exclude: tuple[str, ...] = ()
) -> Discovery:
    return discover(
        [Path(path) for path in paths or (".",)],
        working_folder=folder,
        config_for=Configurations(folder).for_folder,
        readable=READABLE,
        force_exclude=force,
        exclude=exclude,
    )


def shown(discovery: Discovery) -> list[str]:
    assert discovery.problems == ()
    return [found.shown for found in discovery.files]


def test_a_folder_is_walked_in_order(folder: Path) -> None:
    make(folder, "b.md", "a/z.md", "a/B.TXT", "a/deep/er/c.md")
    assert shown(search(folder)) == ["a/B.TXT", "a/deep/er/c.md", "a/z.md", "b.md"]
    assert search(folder).files[3].path == folder / "b.md"


def test_other_formats_are_counted(folder: Path) -> None:
    make(folder, "a.md", "b.pdf", "c.rst", "README", ".hidden.pdf")
    assert search(folder).passed_over == 3
    assert shown(search(folder)) == ["a.md"]


def test_a_format_may_look_into_files_of_folders(folder: Path) -> None:
    make(folder, "a.md", "b.md", text="Rest.")
    found = discover(
        [Path()],
        working_folder=folder,
        config_for=Configurations(folder).for_folder,
        readable=READABLE,
        is_draft=lambda path: not path.endswith("a.md"),
    )
    assert shown(found) == ["b.md"]
    assert found.passed_over == 1


def test_a_named_file_is_taken_whatever_it_is(folder: Path) -> None:
    make(folder, "a.pdf", ".hidden.md", "node_modules/x.md")
    found = search(folder, "a.pdf", ".hidden.md", "node_modules/x.md")
    assert shown(found) == [".hidden.md", "a.pdf", "node_modules/x.md"]
    assert found.passed_over == 0


def test_hidden_folders_and_caches_are_passed_over(folder: Path) -> None:
    make(folder, "a.md", ".git/x.md", ".venv/x.md", "venv/x.md", "node_modules/x.md")
    make(folder, "sub/__pycache__/x.md", ".hidden/x.md", "sub/.x.md", ".git/y.pdf")
    assert shown(search(folder)) == ["a.md"]
    assert search(folder).passed_over == 0


def test_what_is_missing_is_a_problem_and_the_rest_is_found(folder: Path) -> None:
    make(folder, "a.md")
    found = search(folder, "missing.md", "a.md", "no/folder")
    assert [file.shown for file in found.files] == ["a.md"]
    assert found.problems == (
        "missing.md does not exist. Check the spelling, or run from another folder.",
        "no/folder does not exist. Check the spelling, or run from another folder.",
    )


def test_each_file_comes_once(folder: Path) -> None:
    make(folder, "a/b.md", "a/c.pdf")
    found = search(folder, "a/b.md", "a", "./a/../a/b.md", str(folder / "a/b.md"), ".")
    assert shown(found) == ["a/b.md"]
    assert found.passed_over == 1


def test_a_path_outside_is_shown_whole(folder: Path) -> None:
    outside = folder.parent / "outside"
    make(outside, "x.md")
    assert shown(search(folder, "../outside")) == [(outside / "x.md").as_posix()]


def test_medlints_own_files_are_no_drafts(folder: Path) -> None:
    make(folder, "a.md", "medlint-words.txt", "house.txt", "sub/medlint-words.txt")
    make(folder, "medlint.yml", text="word-files: [house.txt]\n")
    found = search(folder)
    assert shown(found) == ["a.md", "sub/medlint-words.txt"]
    assert found.passed_over == 0
    assert shown(search(folder, "house.txt")) == ["house.txt"]


# --- patterns --------------------------------------------------------------------------------


def test_exclude_of_the_configuration(folder: Path) -> None:
    make(folder, "a.md", "old/b.md", "sub/old/c.md", "drafts/d.md", "drafts/keep.md", "x.pdf")
    make(folder, "medlint.yml", text="exclude: [old/, '/drafts/*', '!keep.md', '*.pdf']\n")
    found = search(folder)
    assert shown(found) == ["a.md", "drafts/keep.md"]
    assert found.passed_over == 0


def test_exclude_starts_at_the_folder_of_the_configuration(folder: Path) -> None:
    make(folder, "news/a.md", "news/old/b.md", "old/c.md")
    make(folder, "medlint.yml", text="exclude: [/news/old]\n")
    assert shown(search(folder, "news")) == ["news/a.md"]
    make(folder, "news/medlint.yml", text="exclude: [/a.md]\n")
    assert shown(search(folder, "news")) == ["news/old/b.md"]
    assert shown(search(folder)) == ["news/old/b.md", "old/c.md"]


def test_exclude_of_the_command_line_comes_first(folder: Path) -> None:
    make(folder, "a.md", "b.md", "sub/a.md")
    make(folder, "medlint.yml", text="exclude: [b.md]\n")
    assert shown(search(folder, exclude=("/a.md", "!b.md"))) == ["b.md", "sub/a.md"]


def test_gitignore_files_count_at_every_level(folder: Path) -> None:
    make(folder, "a.md", "a.tmp.md", "sub/a.tmp.md", "sub/keep.tmp.md", "sub/deep/x.md", "out/y.md")
    make(folder, "sub/deep/only.md", "sub/only.md")
    make(folder, ".gitignore", text="*.tmp.md\r\n/out/\r\n")
    make(folder, "sub/.gitignore", text="!keep.tmp.md\n/only.md\n")
    make(folder, "sub/deep/.gitignore", text="x.md\n")
    assert shown(search(folder)) == ["a.md", "sub/deep/only.md", "sub/keep.tmp.md"]


def test_gitignore_files_above_count_within_a_repository(folder: Path) -> None:
    make(folder, "sub/a.md", "sub/b.md", "sub/c/a.md")
    make(folder, ".gitignore", text="/sub/a.md\n")
    assert shown(search(folder, "sub")) == ["sub/a.md", "sub/b.md", "sub/c/a.md"]
    (folder / ".git").mkdir()
    assert shown(search(folder, "sub")) == ["sub/b.md", "sub/c/a.md"]


def test_a_named_folder_is_walked_though_it_is_ignored(folder: Path) -> None:
    make(folder, "build/a.md")
    make(folder, ".gitignore", text="build/\n")
    (folder / ".git").mkdir()
    assert shown(search(folder)) == []
    assert shown(search(folder, "build")) == ["build/a.md"]


def test_configuration_wins_over_gitignore(folder: Path) -> None:
    make(folder, "a.md", "b.md")
    make(folder, ".gitignore", text="*.md\n")
    make(folder, "medlint.yml", text="exclude: ['!b.md']\n")
    assert shown(search(folder)) == ["b.md"]


@pytest.mark.parametrize("name", ["a.md", "old/b.md", "old/deep/c.md", "ignored.md", "x.pdf"])
def test_a_named_file_is_excluded_only_by_force(folder: Path, name: str) -> None:
    make(folder, "ok.md", "a.md", "old/b.md", "old/deep/c.md", "ignored.md", "x.pdf")
    make(folder, "medlint.yml", text="exclude: [/a.md, old/, '*.pdf']\n")
    make(folder, ".gitignore", text="ignored.md\n")
    assert shown(search(folder, name, "ok.md")) == sorted([name, "ok.md"])
    assert shown(search(folder, name, "ok.md", force=True)) == ["ok.md"]


def test_force_excludes_a_named_folder_too(folder: Path) -> None:
    make(folder, "old/b.md")
    assert shown(search(folder, "old", force=True, exclude=("old/",))) == []


def test_a_broken_configuration_is_a_problem_and_the_rest_is_found(folder: Path) -> None:
    make(folder, "a.md", "sub/b.md")
    make(folder, "sub/medlint.yml", text="excluded: [x]\n")
    found = search(folder)
    assert [file.shown for file in found.files] == ["a.md"]
    assert found.problems == ("sub/medlint.yml:1: Unknown key “excluded”. Did you mean “exclude”?",)


# --- links -----------------------------------------------------------------------------------


@needs_links
def test_links_to_files_are_followed_and_count_once(folder: Path) -> None:
    outside = folder.parent / "outside.md"
    outside.write_text("")
    make(folder, "b.md")
    (folder / "a.md").symlink_to("b.md")
    (folder / "c.md").symlink_to(outside)
    assert shown(search(folder)) == ["a.md", "c.md"]
    assert shown(search(folder, "b.md", "c.md")) == ["b.md", "c.md"]


@needs_links
def test_loops_of_links_end(folder: Path) -> None:
    make(folder, "sub/a.md")
    (folder / "sub/up").symlink_to("..")
    (folder / "sub/self").symlink_to(".")
    (folder / "x.md").symlink_to("y.md")
    (folder / "y.md").symlink_to("x.md")
    (folder / "nowhere.md").symlink_to("gone.md")
    found = search(folder)
    assert shown(found) == ["sub/a.md"]
    assert found.passed_over == 0


@needs_links
def test_a_named_link_that_leads_nowhere_is_a_problem(folder: Path) -> None:
    (folder / "x.md").symlink_to("x.md")
    (folder / "y.md").symlink_to("gone.md")
    assert search(folder, "x.md", "y.md").problems == (
        "x.md is a link that leads nowhere. Name the file itself.",
        "y.md is a link that leads nowhere. Name the file itself.",
    )


@needs_links
def test_a_named_link_to_a_folder_is_walked(folder: Path) -> None:
    make(folder, "real/a.md")
    (folder / "link").symlink_to("real", target_is_directory=True)
    assert shown(search(folder, "link")) == ["link/a.md"]
    assert shown(search(folder)) == ["real/a.md"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_folder_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    make(folder, "a.md", "closed/b.md")
    (folder / "closed").chmod(0)
    try:
        found = search(folder)
    finally:
        (folder / "closed").chmod(0o700)
    assert [file.shown for file in found.files] == ["a.md"]
    assert found.problems == ("closed cannot be read: Permission denied.",)
