"""How many requests run at a time, over all processes of a run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def slot(folder: Path | None, count: int) -> Iterator[None]:
    """Wait until one of `count` slots is free, and hold it.

    Processes and threads share the slots by files in `folder`; without one, or where the system
    knows no such locks (there medlint is one process), nothing is waited for.
    """
    try:
        import fcntl
    except ImportError:
        folder = None
    if folder is None:
        yield
        return
    while True:
        for number in range(count):
            with (folder / f"slot-{number}").open("wb") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue
                yield
                return
        time.sleep(0.01)
