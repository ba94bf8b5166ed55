"""What applies to one file (globs, front matter, command line), and to each folder of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from linter.config.keys import ALL_KEYS, FRONT_MATTER_KEYS, PER_FILE_KEYS, apply
from linter.config.loading import found_in, is_repository, load, shown
from linter.config.model import Config, ConfigError, PerFile
from linter.config.values import from_python
from linter.storage import Store
from linter.yamltext import YamlError


def for_file(config: Config, path: Path) -> Config:
    """`config` with the `per-file` settings whose glob matches; itself where none does."""
    return _with(config, _matching(config, path))


def _matching(config: Config, path: Path) -> tuple[PerFile, ...]:
    if not config.per_file:
        return ()
    relative = relative_to(Path.cwd() / path, config.root)
    return tuple(entry for entry in config.per_file if entry.globs.covers(relative))


def _with(config: Config, entries: tuple[PerFile, ...]) -> Config:
    try:
        for entry in entries:
            config = apply(config, entry.values, entry.folder, PER_FILE_KEYS)
    except YamlError as error:
        raise ConfigError(str(error)) from None
    return config


def relative_to(path: Path, root: Path) -> str:
    """An absolute path as patterns see it: from the root; whole, where it lies elsewhere."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix().lstrip("/")


def with_front_matter(config: Config, values: object, path: Path) -> Config:
    """`config` with what a draft sets for itself under `medlint:` in its front matter.

    `values` are plain Python values.

    Raises:
        ConfigError: they hold what a draft cannot set.
    """
    name = shown(path)
    return _over(config, values, f"{name} (front matter)", FRONT_MATTER_KEYS, path.parent)


def with_values(config: Config, values: Mapping[str, object], name: str) -> Config:
    """`config` with plain values laid over it, such as those of the command line."""
    return _over(config, values, name, ALL_KEYS[1:], Path.cwd())


def _over(
    config: Config, values: object, name: str, allowed: tuple[str, ...], folder: Path
) -> Config:
    if not values:
        return config
    try:
        return apply(config, from_python(values, name), folder, allowed)
    except YamlError as error:
        raise ConfigError(str(error)) from None


class Configurations:
    """The configurations of one run: each file is read once, equal settings are one object.

    Without `file`, each folder has the configuration that `find` finds; `isolated` leaves all
    files aside. `values` are laid over every configuration and called `name`.
    """

    def __init__(
        self,
        working_folder: Path,
        store: Store | None = None,
        *,
        file: Path | None = None,
        isolated: bool = False,
        values: Mapping[str, object] | None = None,
        name: str = "command line",
    ) -> None:
        self.working_folder = working_folder
        self._store = store
        self._file = None if isolated else file
        self._isolated = isolated
        self._values = values or {}
        self._name = name
        self._by_folder: dict[Path, Config] = {}
        self._by_name: dict[str, Config] = {}
        self._by_file: dict[Path | None, Config] = {}
        self._by_globs: dict[tuple[int, tuple[int, ...]], Config] = {}

    def for_folder(self, folder: Path) -> Config:
        """What applies in a folder, before `per-file`.

        Raises:
            ConfigError: its configuration cannot be used.
        """
        if self._isolated or self._file:
            return self._load(self._file, self.working_folder)
        waiting: list[Path] = []
        for each in (folder, *folder.parents):
            config = self._by_folder.get(each)
            if config is None:
                waiting.append(each)
                path = found_in(each)
                if path:
                    config = self._load(path, each)
                elif is_repository(each):
                    break
            if config is not None:
                break
        config = config or self._load(None, self.working_folder)
        self._by_folder.update(dict.fromkeys(waiting, config))
        return config

    def for_file(self, path: Path) -> Config:
        """What applies to a file, `per-file` included."""
        name = os.path.dirname(path)  # noqa: PTH120 (a run may ask of thousands)
        config = self._by_name.get(name)
        if config is None:
            config = self._by_name[name] = self.for_folder(path.parent)
        entries = _matching(config, path)
        if not entries:
            return config
        key = (id(config), tuple(id(entry) for entry in entries))
        if key not in self._by_globs:
            self._by_globs[key] = self._over(_with(config, entries))
        return self._by_globs[key]

    def _load(self, path: Path | None, root: Path) -> Config:
        if path not in self._by_file:
            self._by_file[path] = self._over(load(path, root, self._store))
        return self._by_file[path]

    def _over(self, config: Config) -> Config:
        return with_values(config, self._values, self._name)
