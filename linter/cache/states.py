"""What names the state of medlint itself, so that no result outlives the code that found it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from linter import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_PASSED = frozenset({"__pycache__", "_rules", "notices"})


@cache
def program_state() -> bytes:
    """Version of medlint and Python, and the code and dictionaries.

    An installed package has a record of what its files hold; a checkout, where files change under
    one version, is known by their sizes and times of change.
    """
    made = blake2b(f"{__version__}\0{sys.version}".encode(), digest_size=16)
    record = _PACKAGE.parent / f"medlint-{__version__}.dist-info" / "RECORD"
    try:
        made.update(record.read_bytes())
    except OSError:
        for state in _states(_PACKAGE):
            made.update(state.encode("utf-8", "surrogatepass"))
    return made.digest()


def _states(folder: Path) -> Iterator[str]:
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as scan:
            entries = sorted(scan, key=lambda each: each.name)
        for entry in entries:
            if entry.name in _PASSED:
                continue
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\0"
