"""What Git says has changed: which files, and what they held before."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from linter.config import ConfigError
from linter.values import dataclass

# Settings of a repository must not make Git start other programs.
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false")


class ChangesError(ConfigError):
    """Git cannot tell what changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that differ between a revision and what is looked at now.

    `before` maps each changed file to its path in the revision, None for a new one; `gone` are
    those of files that are there no longer; all paths are relative to `root`. Where `staged`,
    what counts now is what `git add` has put aside for the next commit, else the working tree.
    """

    root: Path
    revision: str
    before: Mapping[str, str | None]
    gone: tuple[str, ...]
    staged: bool = False

    def old(self, path: str) -> bytes:
        """What a file held in the revision; `path` is relative to the root."""
        return _git(self.root, "cat-file", "blob", f"{self.revision}:{path}")

    def name(self, file: Path) -> str:
        """What Git calls a file."""
        return Path(os.path.relpath(os.path.realpath(file), self.root)).as_posix()

    def new(self, path: str) -> bytes:
        """What a file holds in the index; `path` is relative to the root."""
        return _git(self.root, "cat-file", "blob", f":0:{path}")


def changes_since(folder: Path, revision: str) -> Changes:
    """What the working tree changed since it parted from a revision, new files included.

    Raises:
        ChangesError: there is no Git, no repository, no such revision, or too little history.
    """
    root = _root(folder)
    named = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", fails=True)
    if not named:
        raise ChangesError(
            f"There is no revision “{revision}” in this repository. Is it spelt right? "
            "A shallow clone has to fetch it first: git fetch origin BRANCH."
        )
    base = _git(root, "merge-base", named.decode().strip(), "HEAD", fails=True)
    if not base:
        raise ChangesError(
            f"The history here does not reach back to where it parted from “{revision}”. "
            "In a shallow clone, fetch the rest: git fetch --unshallow."
        )
    return _changes(root, base.decode().strip(), staged=False)


def staged_changes(folder: Path) -> Changes:
    """What the next commit would change.

    Raises:
        ChangesError: there is no Git, or no repository.
    """
    root = _root(folder)
    head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD", fails=True).decode().strip()
    if not head:  # nothing was committed yet: everything is new
        head = _git(root, "hash-object", "-t", "tree", os.devnull).decode().strip()
    return _changes(root, head, staged=True)


def _root(folder: Path) -> Path:
    found = _git(folder, "rev-parse", "--show-toplevel", fails=True).decode(
        "utf-8", "surrogateescape"
    )
    if not found:
        raise ChangesError(
            f"“{folder}” is in no Git repository, so nobody knows what changed. "
            "Run medlint inside one, or without --since and --staged."
        )
    return Path(os.path.realpath(found.rstrip("\n")))


def _text(output: bytes) -> str:
    """Paths as Python names files, whatever bytes they hold."""
    return output.decode("utf-8", "surrogateescape")


def _changes(root: Path, revision: str, *, staged: bool) -> Changes:
    options = ("--cached",) if staged else ()
    listed = _git(root, "diff", "--name-status", "-z", "-M", *options, revision, "--")
    before: dict[str, str | None] = {}
    gone = []
    fields = iter(_text(listed).split("\0")[:-1])
    for status in fields:
        path = next(fields)
        if status[0] == "D":
            gone.append(path)
        elif status[0] == "R":
            gone.append(path)
            before[next(fields)] = path
        elif status[0] == "C":  # a copy says everything a second time
            before[next(fields)] = None
        else:
            before[path] = None if status[0] == "A" else path
    if not staged:
        others = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
        before |= dict.fromkeys(_text(others).split("\0")[:-1])
    return Changes(root, revision, before, tuple(gone), staged)


def _git(folder: Path, *arguments: str, fails: bool = False) -> bytes:
    """What Git prints; nothing where it fails and may (`fails`).

    Raises:
        ChangesError: Git is not installed, or fails and may not.
    """
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            [*_GIT, *arguments], cwd=folder, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise ChangesError(
            "--since and --staged need Git, and it is not installed here. Install it from "
            "https://git-scm.com."
        ) from None
    if done.returncode == 0:
        return done.stdout
    if fails:
        return b""
    raise ChangesError(f"Git failed: {done.stderr.decode('utf-8', 'replace').strip()}")
