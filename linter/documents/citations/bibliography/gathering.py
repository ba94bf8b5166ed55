"""The bibliographies that a draft names, and those of its configuration, as one."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from linter.documents.citations.bibliography.items import BibliographyError, Contents, Item
from linter.documents.model import Draft
from linter.values import dataclass
from linter.yamltext import Node, YamlError

MAX_BYTES = 32_000_000
_READERS = {
    ".bib": ("bibtex", "read"),
    ".bibtex": ("bibtex", "read"),
    ".biblatex": ("bibtex", "read"),
    ".json": ("csl", "read"),
    ".yaml": ("csl", "read_yaml"),
    ".yml": ("csl", "read_yaml"),
    ".ris": ("ris", "read"),
}
_WEB = ("http://", "https://", "ftp://")
_EXPORT = "Export the library as BibTeX (.bib), CSL-JSON (.json) or RIS (.ris)."


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What can be cited by key.

    `items` are the entries by key; where two files share a key, the file named first counts.
    `faults` are what could not be read: the file it concerns, and the message. `unread` are
    addresses on the web, which medlint does not open. `files` are those named, there or not.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    faults: tuple[tuple[Path, str], ...] = ()
    unread: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all that is named was read, so that a key that is missing is missing."""
        return bool(self.items) and not self.faults and not self.unread


NOTHING = Bibliography()


def gather(document: Draft) -> Bibliography:
    """The bibliographies of a draft, its own before those of the configuration.

    Nothing is raised: what is wrong is in the result.
    """
    inline = document.meta.get("references")
    own = document.meta.get("bibliography")
    files: list[Path] = []
    unread: list[str] = []
    faults = [(document.path, _told(each)) for each in (own, inline) if isinstance(each, YamlError)]
    for name, line in named(own):
        if name.lower().startswith(_WEB):
            unread.append(name)
        elif (path := place_of(name, document.path)).is_file():
            files.append(path)
        else:
            files.append(path)
            what = "is a folder" if path.is_dir() else "does not exist"
            message = f"line {line}: The bibliography “{name}” {what}. Correct the name."
            faults.append((document.path, message))
    files += [path for path in document.options.bibliographies if path not in files]
    items = _inline(document, inline) if isinstance(inline, Node) else {}
    for path in files:
        if path.is_file():
            contents = read_file(path)
            items = {**contents.items, **items}
            faults += [(path, message) for message in contents.faults]
    return Bibliography(items, tuple(faults), tuple(unread), tuple(files))


def _told(error: YamlError) -> str:
    return f"line {error.line}: {error.message}" if error.line else error.message


def named(node: object) -> Iterator[tuple[str, int]]:
    """The names that stand under `bibliography:` in a front matter, with their lines."""
    if not isinstance(node, Node):
        return
    if node.kind == "scalar" and node.text.strip():
        yield node.text.strip(), node.line
    for item in (*node.items, *(value for _, value, _ in node.entries)):
        yield from named(item)


def place_of(name: str, draft: Path) -> Path:
    """The file that a draft names: from the draft's folder on."""
    folder = Path.cwd() / draft.parent
    return Path(os.path.normpath(folder / Path(name).expanduser()))


def read_file(path: Path) -> Contents:
    """The entries of a file, which is read once as long as it does not change."""
    try:
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size)
    except OSError as error:
        return Contents(faults=(f"The bibliography cannot be read: {error.strerror}.",))


@lru_cache(64)
def _read(path: Path, changed: int, size: int) -> Contents:
    module, name = _READERS.get(path.suffix.lower(), ("", ""))
    if not module:
        return Contents(
            faults=(f"A bibliography in {path.suffix or 'no'} format is not read. {_EXPORT}",)
        )
    if size > MAX_BYTES:
        return Contents(
            faults=(f"The bibliography is too large ({size / 1e6:,.0f} MB). Split it.",)
        )
    reader: Callable[[str, Path], Contents]
    reader = getattr(importlib.import_module(f"{__package__}.{module}"), name)
    try:
        return reader(_decoded(path.read_bytes()), path)
    except BibliographyError as error:
        return Contents(faults=(str(error),))


def _decoded(data: bytes) -> str:
    """UTF-8, or what older programs wrote: keys and numbers are the same in both."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _inline(document: Draft, node: Node) -> dict[str, Item]:
    """The references that a front matter gives itself, in the form of CSL."""
    from linter.documents.citations.bibliography.csl import item_of, node_value

    found = {}
    for each in node.items:
        value = node_value(each)
        if isinstance(value, dict) and value.get("id"):
            found[str(value["id"])] = item_of(value, document.path, each.line)
    return found
