"""Run whole processes and say what they took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# The kernel counts in kilobytes, on a Mac in bytes.
UNITS_PER_MB = 1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024


@dataclass(frozen=True, slots=True)
class Job:
    """A command to measure. `succeeds` are the exit codes that say it did its work (none: any);
    `prepare` is called before it starts, and does not count."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    succeeds: Collection[int] = ()
    prepare: Callable[[], object] = bool


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of wall and CPU time (user and system, children too); the peak memory in MB.

    With several processes the memory is that of the largest one.
    """

    wall: float
    cpu: float
    memory: float


def run(job: Job) -> Usage:
    """Run a job once; its output is thrown away.

    Raises:
        RuntimeError: it ended with another exit code than it may.
        FileNotFoundError: there is no such program.
    """
    job.prepare()
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            job.command,
            cwd=job.folder,
            env={**os.environ, **job.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if job.succeeds and process.returncode not in job.succeeds:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()[-2000:]
            raise RuntimeError(f"{' '.join(job.command)} ended with {process.returncode}: {said}")
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / UNITS_PER_MB)


def measure(jobs: Sequence[Job], rounds: int, seconds: float = 30) -> dict[str, Usage]:
    """The medians of several rounds, by the jobs' names.

    The jobs take turns, so that a machine that slows down slows all of them down alike. No round
    is begun after so many seconds, but one is always made.
    """
    taken: dict[str, list[Usage]] = {job.name: [] for job in jobs}
    started = time.perf_counter()
    for number in range(rounds):
        if number and time.perf_counter() - started > seconds:
            break
        for job in jobs:
            taken[job.name].append(run(job))
    return {name: middle(usages) for name, usages in taken.items()}


def middle(usages: Sequence[Usage]) -> Usage:
    """The median of each figure; of memory the largest."""
    return Usage(
        median(usage.wall for usage in usages),
        median(usage.cpu for usage in usages),
        max(usage.memory for usage in usages),
    )
