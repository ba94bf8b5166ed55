"""A function over many items in several processes, by fork: what is loaded need not be again."""

from __future__ import annotations

import os
import pickle
import queue
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any


def map_in_processes(
    function: Callable[[Any], Any], items: Sequence[Any], processes: int
) -> Iterator[Any]:
    """The results in any order. Each process takes every n-th item, so that neighbours, which
    tend to be alike, are spread; an item whose process dies raises.

    Raises:
        RuntimeError: a process ended before its work was done.
    """
    count = min(processes, len(items))
    pipes = []
    alive, held = os.pipe()  # this process holds it open for as long as it lives
    for number in range(count):
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read_end)
            os.close(held)
            threading.Thread(target=_end_with_parent, args=(alive,), daemon=True).start()
            _work(function, items[number::count], write_end)
        os.close(write_end)
        pipes.append((child, read_end, len(items[number::count])))
    results: queue.SimpleQueue[Any] = queue.SimpleQueue()
    for child, read_end, expected in pipes:
        arguments = (child, read_end, expected, results)
        threading.Thread(target=_read, args=arguments, daemon=True).start()
    try:
        for _ in items:
            result = results.get()
            if isinstance(result, RuntimeError):
                raise result
            yield result
    finally:
        for child, _, _ in pipes:
            _end(child)
        os.close(alive)
        os.close(held)


def cores() -> int:
    """How many processes may run at once, here and now."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_on_cores(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
    """The results in any order, by a process for each core; by this one where it cannot fork."""
    if not hasattr(os, "fork") or min(cores(), len(items)) < 2:
        return map(function, items)
    return map_in_processes(function, items, cores())


def _read(child: int, read_end: int, expected: int, results: queue.SimpleQueue[Any]) -> None:
    """Pass on what a process sends, so that none waits because another one is read."""
    with os.fdopen(read_end, "rb") as stream:
        try:
            for _ in range(expected):
                results.put(_receive(stream, child))
        except RuntimeError as error:
            results.put(error)


def _end_with_parent(alive: int) -> None:
    """End a child whose parent was killed, at once: else it goes on for nobody, and keeps a
    grammar engine running."""
    os.read(alive, 1)
    os._exit(1)


def _work(function: Callable[[Any], Any], items: Sequence[Any], write_end: int) -> None:
    """Work in the child and leave it without running the parent's clean-up."""
    status = 1
    try:
        with os.fdopen(write_end, "wb") as stream:
            for item in items:
                data = pickle.dumps(function(item), protocol=pickle.HIGHEST_PROTOCOL)
                stream.write(struct.pack(">Q", len(data)) + data)
        status = 0
    finally:
        os._exit(status)


def _receive(stream: Any, child: int) -> Any:
    header = stream.read(8)
    size = struct.unpack(">Q", header)[0] if len(header) == 8 else -1
    data = stream.read(size) if size >= 0 else b""
    if size < 0 or len(data) != size:
        raise RuntimeError(f"a worker process ({child}) ended early; run again with --jobs 1")
    try:
        return pickle.loads(data)
    except Exception as error:  # else the reader would wait for it for ever
        message = f"a result cannot be read ({type(error).__name__}: {error})"
        raise RuntimeError(f"{message}; run again with --jobs 1") from error


def _end(child: int) -> None:
    import contextlib
    import signal

    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        if os.waitpid(child, os.WNOHANG)[0] == 0:
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
