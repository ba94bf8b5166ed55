"""Results of earlier runs, used again while nothing that they depend on has changed.

What a file's result depends on is in its key: the file's name and content, the configuration,
the rules, the content of all other files that are read for it, medlint itself. Files that a draft
names in its own front matter are not known before it is read; the result says which they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from linter.cache.packing import pack, unpack
from linter.cache.packs import KEY_SIZE, Packs
from linter.config import digest
from linter.discovery import Found
from linter.results import FileResult

_LIMIT = 100_000_000
_ANSWERS_LIMIT = 30_000_000
_PENDING = 8_000_000


def results_in(folder: Path) -> Packs:
    """Where the results lie in a cache folder."""
    return Packs(folder, "results", _LIMIT)


def answers_in(folder: Path) -> Packs:
    """Where the outputs of whole runs lie in a cache folder."""
    return Packs(folder, "answers", _ANSWERS_LIMIT)


class Reuse:
    """The results of one run: those that are known, and those that are to be kept.

    `state_of` gives what names all that a file's result depends on besides itself, and `read` the
    file's content; both may raise, and then nothing is known of the file.
    """

    def __init__(
        self, packs: Packs, state_of: Callable[[Path], bytes], read: Callable[[Path], bytes]
    ) -> None:
        self._packs = packs
        self._state_of = state_of
        self._read = read
        self._pending: dict[bytes, bytes] = {}
        self._size = 0

    def key(self, path: Path, data: bytes) -> bytes:
        """What the result of a file with this content is kept under."""
        made = blake2b(self._state_of(path), digest_size=KEY_SIZE)
        made.update(str(path).encode("utf-8", "surrogatepass") + b"\0")
        made.update(data)
        return made.digest()

    def keys(self, files: Iterable[Found]) -> dict[Found, bytes]:
        """The keys of files as they are now; none of those that cannot be read."""
        found: dict[Found, bytes] = {}
        for file in files:
            try:
                found[file] = self.key(file.path, self._read(file.path))
            except Exception:
                continue
        return found

    def known(self, keys: dict[Found, bytes]) -> Iterator[tuple[Found, FileResult]]:
        """The results that are known under the keys of files."""
        values = self._packs.get(keys.values())
        for file, key in keys.items():
            result = unpack(values[key]) if key in values else None
            if result and all(digest(Path(path)) == held for path, held in result.files):
                yield file, replace(result, path=file.shown)

    def keep(self, key: bytes, result: FileResult) -> None:
        """Keep a result, unless something went wrong in it."""
        value = None if result.problems or not key else pack(result)
        if value is None:
            return
        self._pending[key] = value
        self._size += len(value)
        if self._size > _PENDING:
            self.save()

    def save(self) -> None:
        """Write what is to be kept."""
        self._packs.put(self._pending)
        self._pending, self._size = {}, 0
