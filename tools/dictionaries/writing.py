"""Writes tables: the same entries always give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from linter.checkers.spelling.lexicon import FORMAT, HEADER, MARK, OFFSET

PER_BUCKET = 24


class BadEntryError(Exception):
    """A key or value that a table cannot hold."""


def compiled(entries: Mapping[str, str]) -> bytes:
    """A table as bytes.

    Raises:
        BadEntryError: a key is empty or holds a tab, or a key or value holds a line feed.
    """
    count = bucket_count(len(entries))
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for key, value in sorted(entries.items()):
        if not key or "\t" in key or "\n" in key + value:
            raise BadEntryError(f"{key!r}: {value!r}")
        raw = key.encode()
        buckets[crc32(raw) % count].append(b"%b\t%b\n" % (raw, value.encode()))
    bodies = [b"\n" + b"".join(bucket) for bucket in buckets]
    first = HEADER.size + OFFSET.size * (count + 1)
    offsets = accumulate((len(body) for body in bodies), initial=first)
    header = HEADER.pack(MARK, FORMAT, count)
    return b"".join([header, *(OFFSET.pack(each) for each in offsets), *bodies])


def bucket_count(entries: int) -> int:
    """A power of two that leaves about `PER_BUCKET` entries in a bucket."""
    return 1 << max(0, (entries // PER_BUCKET).bit_length())


def write(path: Path, data: bytes) -> None:
    """Replace a file, unless it holds these bytes already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
