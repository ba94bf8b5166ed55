"""Finds a configuration and reads it, with all that it extends."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from linter.config.keys import ALL_KEYS, apply
from linter.config.model import BASELINE, WORD_FILE, Config, ConfigError
from linter.config.values import from_toml
from linter.late import late
from linter.storage import Store, rules_folder
from linter.yamltext import Node, YamlError, decode, suggest
from linter.yamltext import load as load_yaml

NAMES = ("medlint.yml", ".medlint.yml", "medlint.yaml", ".medlint.yaml")
DEFAULT_PRESET = "editorial"
MAX_FILES = 100
_TOML_TABLE = late(rb"^\s*\[?\[?\s*tool\s*\.\s*medlint\s*[\].=]", re.MULTILINE)


def find(path: Path) -> Path | None:
    """The configuration for a file or folder: the nearest one, from there upward.

    The search ends at the folder that holds `.git`, or at the root of the file system.
    """
    start = Path.cwd() / path
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        found = found_in(folder)
        if found or is_repository(folder):
            return found
    return None


def found_in(folder: Path) -> Path | None:
    """The configuration that lies in a folder itself."""
    for name in NAMES:
        if os.path.isfile(folder / name):  # noqa: PTH113 (the method raises in closed folders)
            return folder / name
    pyproject = folder / "pyproject.toml"
    return pyproject if _has_table(pyproject) else None


def is_repository(folder: Path) -> bool:
    """Whether the folder is the top of a Git repository."""
    return os.path.exists(folder / ".git")  # noqa: PTH110 (the method raises in closed folders)


def _has_table(path: Path) -> bool:
    try:
        return _TOML_TABLE.search(path.read_bytes()) is not None
    except OSError:
        return False


def load(path: Path | None, root: Path | None = None, store: Store | None = None) -> Config:
    """The configuration of a file, or the default one (preset editorial).

    `root` is where its patterns start: by default its folder, without a file the working folder.

    Raises:
        ConfigError: it, or a file that it extends, cannot be read or says what it cannot say.
    """
    folder = path.parent if path else (root or Path())
    folder = Path.cwd() / folder
    config = Config(
        root=Path.cwd() / root if root else folder,
        word_files=(folder / WORD_FILE,),
        baseline=folder / BASELINE,
    )
    loader = _Loader(store)
    try:
        if path is None:
            return loader.preset(config, DEFAULT_PRESET)
        return loader.file(config, path, (DEFAULT_PRESET,))
    except YamlError as error:
        raise ConfigError(str(error)) from None
    except OSError as error:  # a file or folder that the configuration names
        raise ConfigError(f"{error.filename} cannot be read: {error.strerror}.") from None


class _Loader:
    """Lays file over file; remembers which ones it is in, so that no circle is endless."""

    def __init__(self, store: Store | None) -> None:
        self.store = store
        self.open: list[Path] = []
        self.count = 0

    def preset(self, config: Config, name: str) -> Config:
        path = rules_folder() / "presets" / f"{name}.yml"
        return self.file(config, path, source=f"preset {name}")

    def file(
        self, config: Config, path: Path, default: tuple[str, ...] = (), source: str = ""
    ) -> Config:
        """`config` with the file laid over it; `default` is what it extends if it does not say."""
        name = source or shown(path)
        node = self._read(path, name)
        values = node.mapping(ALL_KEYS)
        extends = values.get("extends")
        self.open.append(path.resolve())
        for base in default if extends is None else extends.strings():
            config = self._extend(config, base, extends or node, path.parent)
        self.open.pop()
        config = apply(config, node, path.parent, ALL_KEYS)
        return config if source else replace(config, files=(*config.files, path))

    def _extend(self, config: Config, base: str, node: Node, folder: Path) -> Config:
        if not _is_path(base):
            presets = sorted(path.stem for path in (rules_folder() / "presets").glob("*.yml"))
            if base not in presets:
                raise node.error(f"There is no preset “{base}”. {suggest(base, presets)}")
            path, source = rules_folder() / "presets" / f"{base}.yml", f"preset {base}"
        else:
            path, source = Path.cwd() / folder / Path(base).expanduser(), ""
        self._check(path, base, node)
        return self.file(config, path, source=source)

    def _check(self, path: Path, base: str, node: Node) -> None:
        self.count += 1
        if not path.is_file():
            raise node.error(f"The file “{base}” does not exist. Check the spelling.")
        if path.resolve() in self.open:
            raise node.error(f"“{base}” extends itself in the end. Remove it from one `extends`.")
        if self.count > MAX_FILES:
            raise node.error(f"More than {MAX_FILES} files are extended. Extend fewer.")

    def _read(self, path: Path, name: str) -> Node:
        try:
            if path.suffix == ".toml":
                return from_toml(decode(path.read_bytes(), name), name)
            return load_yaml(path, self.store, name)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ConfigError(f"{name}: The configuration cannot be read: {reason}.") from None


def _is_path(base: str) -> bool:
    return "/" in base or "\\" in base or base.endswith((".yml", ".yaml", ".toml"))


def shown(path: Path) -> str:
    """A path as users know it: from the working folder, where it lies inside."""
    absolute = Path(os.path.normpath(Path.cwd() / path))
    if absolute.is_relative_to(Path.cwd()):
        return absolute.relative_to(Path.cwd()).as_posix()
    return absolute.as_posix()
