"""The syntax of gitignore files, compared with Git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from linter.config import Globs

TABLE = [
    # pattern, matched, not matched
    ("draft.md", ["draft.md", "a/draft.md"], ["draft.mdx", "xdraft.md", "draft.md/x"]),
    ("*.md", ["a.md", "b/a.md", ".md", "a.md/"], ["a.txt", "a.mdx"]),
    ("/a.md", ["a.md"], ["b/a.md"]),
    ("b/a.md", ["b/a.md"], ["c/b/a.md", "a.md"]),
    ("old/", ["old/", "a/old/"], ["old", "older/"]),
    ("old", ["old", "old/"], ["gold", "old/x"]),
    ("**/old", ["old", "a/b/old/"], ["gold"]),
    ("news/**", ["news/a.md", "news/a/"], ["news", "news/", "x/news/a"]),
    ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["b", "ab", "x/a/b"]),
    ("**", ["a", "a/b"], []),
    ("a?c", ["abc", "x/a-c/"], ["ac", "a/c", "abbc"]),
    ("[a-c].md", ["a.md", "c.md"], ["d.md", "-.md"]),
    ("[!a].md", ["b.md", "].md"], ["a.md", "/.md"]),
    ("[]a]x", ["]x", "ax"], ["[x"]),
    ("[[:digit:]]x", ["7x"], ["ax", ":x"]),
    (r"\#x", ["#x"], [r"\#x"]),
    (r"\!x", ["!x"], ["x"]),
    (r"a\*", ["a*"], ["ab"]),
    ("a  ", ["a"], ["a  "]),
    ("a\\ ", ["a "], ["a"]),
    ("a*b*c", ["abc", "axbxc", "abcbc"], ["ab/c", "acb"]),
    ("é*", ["été", "é"], ["ete"]),
]


@pytest.mark.parametrize(("pattern", "matched", "others"), TABLE)
def test_a_pattern_matches(pattern: str, matched: list[str], others: list[str]) -> None:
    globs = Globs([pattern])
    assert [path for path in matched if not globs.verdict(path)] == []
    assert [path for path in others if globs.verdict(path)] == []


@pytest.mark.parametrize("line", ["", "# note", "   ", "/", "!", "\r\n"])
def test_a_line_without_a_pattern_says_nothing(line: str) -> None:
    assert not Globs([line])


@pytest.mark.parametrize("line", ["[a", "a\\", "[z-a]"])
def test_a_broken_pattern_matches_nothing(line: str) -> None:
    globs = Globs([line])
    assert not any(globs.verdict(path) for path in ("a", "[a", "a\\", "z", "-"))


def test_the_last_match_decides() -> None:
    globs = Globs(["*.md", "!keep.md", "b/keep.md"])
    assert globs.verdict("a.md") is True
    assert globs.verdict("a/keep.md") is False
    assert globs.verdict("b/keep.md") is True
    assert globs.verdict("a.txt") is None


def test_a_folder_covers_what_lies_in_it() -> None:
    globs = Globs(["old/", "!old/keep.md"])
    assert globs.covers("a/old/b/c.md")
    assert globs.covers("old/keep.md")
    assert not globs.covers("old")
    assert not globs.covers("a/b.md")


def test_no_pattern_takes_long() -> None:
    """Backtracking would need more steps than there are atoms."""
    globs = Globs(["*a" * 40 + "b", "**/a/" * 40 + "b", "a*" * 40 + "/b"])
    assert globs.verdict("a" * 250 + "c") is None
    assert globs.verdict("a/" * 500 + "c") is None


NAMES = ["a", "b", "ab", "abc", "a.md", "b.md", "a b", "x-y", "[a]", "B"]
PIECES = ["a", "b", "?", "*", "[ab]", "[!a]", "[a-c]", "[]a]", r"\*", ".md", "!", " ", "-"]
segments = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
lines = st.builds(
    lambda start, middle, end: start + "/".join(middle) + end,
    st.sampled_from(["", "/", "!", "**/", "!/"]),
    st.lists(segments | st.just("**"), min_size=1, max_size=3),
    st.sampled_from(["", "/", "/**", "/*"]),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Git repository with folders three deep, each name as a file and as a folder."""
    if not shutil.which("git"):
        pytest.skip("compares with Git, which is not installed")
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    for outer in NAMES[:5]:
        for inner in NAMES:
            (folder / outer / inner).mkdir(parents=True)
            (folder / outer / inner / "a").touch()
            (folder / outer / inner / "b.md").touch()
        (folder / outer / "file.md").touch()
    return folder


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(patterns=st.lists(lines, min_size=1, max_size=4))
def test_patterns_mean_what_they_mean_to_git(repository: Path, patterns: list[str]) -> None:
    # Git takes two stars beside other characters for `**` at times; its documentation denies it.
    names = [name for line in patterns for name in line.lstrip("!").split("/")]
    assume(not any("**" in name and name.strip("*") for name in names))
    (repository / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    paths = sorted(
        path.relative_to(repository).as_posix()
        for path in repository.rglob("*")
        if ".git" not in path.parts and path.name != ".gitignore"
    )
    globs = Globs(patterns)
    ours = [path for path in paths if _is_ignored(globs, path, repository)]
    assert ours == _ignored_by_git(repository, paths)


def _is_ignored(globs: Globs, path: str, repository: Path) -> bool:
    parents = [str(parent) for parent in Path(path).parents][:-1]
    ending = "/" if (repository / path).is_dir() else ""
    return any(globs.verdict(f"{parent}/") for parent in parents) or bool(
        globs.verdict(path + ending)
    )


def _ignored_by_git(repository: Path, paths: list[str]) -> list[str]:
    command = ["git", "check-ignore", "--no-index", "-z", "--stdin"]
    given_paths = "\0".join(paths).encode()
    done = subprocess.run(
        command, cwd=repository, input=given_paths, capture_output=True, check=False
    )
    return done.stdout.decode().split("\0")[:-1]
