"""Many small things kept in a few files, for a cache that several runs use at once.

A run writes what it has to keep as one new file, a pack, and never changes one: so a run that is
killed, or another one at the same time, damages nothing. Small packs are joined when there are
many; when all together are too large, those that were of use least recently are dropped.
"""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from linter.storage import create_cache_folder, is_own, temporary_name, write_new
from linter.values import dataclass

KEY_SIZE = 16
_MAGIC = b"medlint-pack-1\n\0"
_COUNT = struct.Struct("<I")
_ITEM = struct.Struct(f"<{KEY_SIZE}s16sQI")  # key, checksum of key and value, offset, length
_CHECKSUM_SIZE = 16
_SUFFIX = ".pack"
_JOINED_FROM = 8
_STALE_SECONDS = 3600.0
_TOUCHED_AGAIN = 600.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value lies: in which pack, from where, how long, and its checksum."""

    pack: Path
    offset: int
    length: int
    checksum: bytes


class Packs:
    """Bytes kept under keys of 16 bytes, in files of one kind in a folder.

    It never raises: what is damaged, unreadable or another user's is not there, what cannot be
    written is not kept. `limit` is how many bytes all packs of the kind may take together.
    """

    def __init__(self, folder: Path, kind: str, limit: int) -> None:
        self.folder = folder
        self.kind = kind
        self.limit = limit
        self._index: dict[bytes, _Place] | None = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that have one."""
        index = self._read_index()
        by_pack: dict[Path, dict[bytes, _Place]] = {}
        for key in keys:
            if key in index:
                by_pack.setdefault(index[key].pack, {})[key] = index[key]
        found: dict[bytes, bytes] = {}
        for pack, places in by_pack.items():
            found |= _read_values(pack, places)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values; other runs see all of them or none."""
        if not values:
            return
        with suppress(OSError, ValueError):
            create_cache_folder(self.folder)
            self._write(values)
            self._index = None
            self._tidy()

    def files(self) -> list[tuple[Path, os.stat_result]]:
        """The packs, the one that was of use last first."""
        found = []
        with suppress(OSError):
            for path in self.folder.glob(f"{self.kind}-*{_SUFFIX}"):
                with suppress(OSError):
                    found.append((path, path.stat()))
        return sorted(found, key=lambda each: (-each[1].st_mtime_ns, each[0].name))

    def count(self) -> int:
        """How many values there are."""
        return len(self._read_index())

    def size(self) -> int:
        """How many bytes the packs take."""
        return sum(status.st_size for _, status in self.files())

    def clear(self) -> int:
        """Delete all packs of the kind; how many values they held."""
        count = self.count()
        for path, _ in self.files():
            with suppress(OSError):
                path.unlink()
        self._index = None
        return count

    def _read_index(self) -> dict[bytes, _Place]:
        if self._index is None:
            self._index = {}
            for path, _ in reversed(self.files()):
                self._index |= _read_pack(path)
        return self._index

    def _write(self, values: Mapping[bytes, bytes]) -> None:
        offset = len(_MAGIC) + _COUNT.size + len(values) * _ITEM.size + _CHECKSUM_SIZE
        items = []
        for key, value in values.items():
            items.append(_ITEM.pack(key, _checksum(key, value), offset, len(value)))
            offset += len(value)
        head = _MAGIC + _COUNT.pack(len(values)) + b"".join(items)
        temporary = self.folder / temporary_name()
        try:
            write_new(temporary, b"".join([head, _checksum(head), *values.values()]), 0o600)
            temporary.replace(self.folder / f"{self.kind}-{os.urandom(8).hex()}{_SUFFIX}")
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _tidy(self) -> None:
        """Join small packs, drop the oldest of too much, and what killed runs left behind."""
        files = self.files()
        small = [path for path, status in files if status.st_size <= self.limit // 16]
        if len(small) >= _JOINED_FROM:
            self._join(small)
            files = self.files()
        total = 0
        for path, status in files:
            total += status.st_size
            if total > self.limit:
                with suppress(OSError):
                    path.unlink()
        for path in self.folder.glob(".medlint-*.tmp"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _STALE_SECONDS:
                    path.unlink()

    def _join(self, packs: Iterable[Path]) -> None:
        """Put what several packs hold into one; they go when it stands."""
        packs = list(packs)
        values: dict[bytes, bytes] = {}
        size = 0
        for pack in packs:  # the latest first, so that the oldest are left out
            read = _read_values(pack, _read_pack(pack))
            size += sum(map(len, read.values()))
            if size > self.limit // 2:
                break
            values = read | values
        if values:
            self._write(values)
        for pack in packs:
            with suppress(OSError):
                pack.unlink()


def _checksum(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=_CHECKSUM_SIZE)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _read_pack(path: Path) -> dict[bytes, _Place]:
    """What a pack holds; nothing where it is damaged or another user's."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            start = file.read(len(_MAGIC) + _COUNT.size)
            if not is_own(status) or start[: len(_MAGIC)] != _MAGIC:
                return {}
            size = _COUNT.unpack(start[len(_MAGIC) :])[0] * _ITEM.size
            if size > status.st_size:
                return {}
            items = file.read(size)
            if file.read(_CHECKSUM_SIZE) != _checksum(start, items):
                return {}
    except (OSError, struct.error):
        return {}
    return {
        key: _Place(path, offset, length, checksum)
        for key, checksum, offset, length in _ITEM.iter_unpack(items)
    }


def _read_values(pack: Path, places: Mapping[bytes, _Place]) -> dict[bytes, bytes]:
    """The values at some places of a pack, without those that are damaged."""
    values: dict[bytes, bytes] = {}
    with suppress(OSError), pack.open("rb") as file:
        status = os.fstat(file.fileno())
        for key, place in sorted(places.items(), key=lambda each: each[1].offset):
            file.seek(place.offset)
            value = file.read(place.length)
            if len(value) == place.length and _checksum(key, value) == place.checksum:
                values[key] = value
        if status.st_mtime < time.time() - _TOUCHED_AGAIN:
            os.utime(pack)
    return values
