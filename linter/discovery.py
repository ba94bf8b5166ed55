"""Which files a run lints: those that are named, and what lies in the folders that are named."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from pathlib import Path

from linter.config import Config, ConfigError, Globs, is_repository, relative_to
from linter.values import dataclass

_PASSED_FOLDERS = frozenset({"node_modules", "venv", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to lint: where it is, and what to call it (from the working folder, with `/`)."""

    path: Path = field(hash=False)  # its own hash takes long
    shown: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files in the order of their shown paths, each once.

    `passed_over` counts the files of formats that are not read, `problems` are messages about
    what was asked for and could not be done.
    """

    files: tuple[Found, ...]
    passed_over: int = 0
    problems: tuple[str, ...] = ()


def discover(
    paths: Sequence[Path],
    *,
    working_folder: Path,
    config_for: Callable[[Path], Config],
    readable: frozenset[str],
    is_draft: Callable[[str], bool] = lambda path: True,
    force_exclude: bool = False,
    exclude: Sequence[str] = (),
) -> Discovery:
    """The files that `paths` stand for.

    A named file is always taken, unless `force_exclude` is set and a pattern excludes it. Folders
    are walked: hidden ones, caches and those that patterns exclude are passed over, and links to
    folders are not followed, as in Git. `config_for` gives the configuration of a folder;
    `readable` are the suffixes taken in folders, in lower case, if `is_draft` agrees; `exclude`
    are patterns from the working folder that count before all others.
    """
    search = _Search(working_folder, config_for, readable, is_draft, Globs(exclude))
    for path in paths:
        search.add(path, force_exclude)
    files = sorted(search.files.values(), key=lambda found: found.shown)
    return Discovery(tuple(files), search.passed_over, tuple(search.problems))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns, and the way from where they start to the folder they are asked about."""

    globs: Globs
    prefix: str

    def below(self, name: str) -> _Patterns:
        return _Patterns(self.globs, f"{self.prefix}{name}/")


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder, its path without links too, and what excludes its entries.

    `patterns` come from the command line and the configuration, `ignored` from gitignore files;
    the first that has a verdict decides. `own` are medlint's own files, which are no drafts.
    """

    path: str
    real: str
    config: Config
    patterns: tuple[_Patterns, ...]
    ignored: tuple[_Patterns, ...]
    own: frozenset[str]

    def excludes(self, entry: str) -> bool:
        """Whether patterns exclude a file of this folder, or with a final slash a folder."""
        for patterns in (*self.patterns, *self.ignored):
            verdict = patterns.globs.verdict(patterns.prefix + entry)
            if verdict is not None:
                return verdict
        return False


@dataclass(slots=True)
class _Search:
    """What was found so far; the keys of `files` and `walked` are paths without links."""

    working_folder: Path
    config_for: Callable[[Path], Config]
    readable: frozenset[str]
    is_draft: Callable[[str], bool]
    exclude: Globs
    files: dict[str, Found] = field(default_factory=dict)
    walked: set[str] = field(default_factory=set)
    passed_over: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, path: Path, force_exclude: bool) -> None:
        """Take a path that was named."""
        absolute = self.working_folder / path
        try:
            is_folder = absolute.is_dir()
            if not absolute.exists():
                self.problems.append(_missing(path, absolute))
            elif force_exclude and self._is_excluded(_normal(absolute), "/" if is_folder else ""):
                pass
            elif is_folder:
                self._walk(self._top(_normal(absolute)))
            else:
                self._take(str(absolute), os.path.realpath(absolute))
        except OSError as error:
            self.problems.append(_unreadable(path.as_posix(), error))
        except ConfigError as error:
            self.problems.append(str(error))

    def _take(self, path: str, real: str) -> None:
        """Keep a file, under the path that sorts first if it has several."""
        shown = self._shown(path)
        other = self.files.get(real)
        if other is None or shown < other.shown:
            self.files[real] = Found(Path(path), shown)

    def _shown(self, path: str) -> str:
        normal = os.path.normpath(path)
        inside = os.path.join(self.working_folder, "")  # noqa: PTH118 (with a final separator)
        return normal.removeprefix(inside).replace(os.sep, "/")

    def _is_excluded(self, path: Path, ending: str) -> bool:
        """Whether patterns exclude the file, or a folder above it."""
        top = _repository(path.parent) or self.working_folder
        if not path.is_relative_to(top):
            top = path.parent
        folder = _with_gitignore(self._top(top))
        for name in path.relative_to(top).parts[:-1]:
            if folder.excludes(f"{name}/"):
                return True
            folder = _with_gitignore(self._inner(folder, name))
        return folder.excludes(path.name + ending)

    def _top(self, path: Path) -> _Folder:
        """A folder to start from, with the gitignore files of the repository above it."""
        config = self.config_for(path)
        folder = _Folder(
            path=str(path),
            real=os.path.realpath(path),
            config=config,
            patterns=self._patterns(config, path),
            ignored=(),
            own=_own_files(config),
        )
        repository = _repository(path)
        if repository and repository != path:
            above = [parent for parent in path.parents if parent.is_relative_to(repository)]
            ignored = (_gitignore(parent, _prefix(path, parent)) for parent in above)
            folder = replace(folder, ignored=tuple(filter(None, ignored)))
        return folder

    def _inner(self, folder: _Folder, name: str) -> _Folder:
        path = f"{folder.path}{os.sep}{name}"
        config = self.config_for(Path(path))
        same = config is folder.config
        return _Folder(
            path=path,
            real=f"{folder.real}{os.sep}{name}",
            config=config,
            patterns=tuple(patterns.below(name) for patterns in folder.patterns)
            if same
            else self._patterns(config, Path(path)),
            ignored=tuple(patterns.below(name) for patterns in folder.ignored),
            own=folder.own if same else _own_files(config),
        )

    def _patterns(self, config: Config, folder: Path) -> tuple[_Patterns, ...]:
        all_patterns = (
            _Patterns(self.exclude, _prefix(folder, self.working_folder)),
            _Patterns(Globs(config.exclude), _prefix(folder, config.root)),
        )
        return tuple(patterns for patterns in all_patterns if patterns.globs)

    def _walk(self, top: _Folder) -> None:
        """Not recursive: folders can be nested deeper than Python's stack."""
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            if folder.real in self.walked:
                continue
            self.walked.add(folder.real)
            try:
                waiting += self._scan(folder)
            except OSError as error:
                self.problems.append(_unreadable(self._shown(folder.path), error))

    def _scan(self, folder: _Folder) -> list[_Folder]:
        """Take the files of a folder; the folders in it that are to be walked."""
        with os.scandir(folder.path) as scan:
            entries = list(scan)
        if any(entry.name == ".gitignore" for entry in entries):
            folder = _with_gitignore(folder)
        inner = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not entry.is_dir(follow_symlinks=False):
                self._scan_file(folder, entry)
            elif entry.name not in _PASSED_FOLDERS and not folder.excludes(f"{entry.name}/"):
                try:
                    inner.append(self._inner(folder, entry.name))
                except ConfigError as error:
                    self.problems.append(str(error))
        return inner

    def _scan_file(self, folder: _Folder, entry: os.DirEntry[str]) -> None:
        if folder.excludes(entry.name) or entry.path in folder.own or not _is_file(entry):
            return
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 (speed)
        if suffix not in self.readable or not self._looks_like_draft(entry.path):
            self.passed_over += 1
        elif entry.is_symlink():
            self._take(entry.path, os.path.realpath(entry.path))
        else:
            self._take(entry.path, f"{folder.real}{os.sep}{entry.name}")

    def _looks_like_draft(self, path: str) -> bool:
        """Whether a file of a suffix that is read is a draft; one that cannot be read is tried."""
        try:
            return self.is_draft(path)
        except OSError:
            return True


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link into a loop of links
        return False


def _missing(path: Path, absolute: Path) -> str:
    if absolute.is_symlink():
        return f"{path.as_posix()} is a link that leads nowhere. Name the file itself."
    return f"{path.as_posix()} does not exist. Check the spelling, or run from another folder."


def _unreadable(shown: str, error: OSError) -> str:
    return f"{shown} cannot be read: {error.strerror or error}."


def _normal(path: Path) -> Path:
    """Without `..`, which would hide where patterns start."""
    return path.resolve() if ".." in path.parts else path


def _prefix(folder: Path, start: Path) -> str:
    relative = relative_to(folder, start)
    return "" if relative == "." else f"{relative}/"


def _own_files(config: Config) -> frozenset[str]:
    paths = (*config.files, *config.word_files, config.baseline)
    return frozenset(os.path.normpath(path) for path in paths)


def _repository(folder: Path) -> Path | None:
    """The nearest folder, from `folder` upward, that holds `.git`."""
    return next((each for each in (folder, *folder.parents) if is_repository(each)), None)


def _with_gitignore(folder: _Folder) -> _Folder:
    own = _gitignore(Path(folder.path), "")
    return replace(folder, ignored=(own, *folder.ignored)) if own else folder


def _gitignore(folder: Path, prefix: str) -> _Patterns | None:
    """The patterns of a folder's gitignore file, if it has some that can be read."""
    try:
        data = (folder / ".gitignore").read_bytes()
    except OSError:
        return None
    globs = Globs(os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")).split("\n"))
    return _Patterns(globs, prefix) if globs else None
