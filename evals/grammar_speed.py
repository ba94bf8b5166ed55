"""Time and memory of 100 drafts with a grammar engine: cold, from its cache, and without it."""

from __future__ import annotations

import argparse
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from evals.corpora import draft_sizes, paragraphs, piece
from evals.processes import Usage, run
from evals.speed import Place
from evals.tables import table

DRAFTS = 100
_ROUNDS = 3
_SECONDS = 0.25
_PROCESSES = Path("/proc")


@dataclass(slots=True)
class Watched:
    """The most memory, in MB, that all processes of a run had at a time, Java included."""

    most: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)


def engine_speed(options: argparse.Namespace, engines: Sequence[str]) -> str:
    """The figures as Markdown. Result caches are off; a cold run finds no engine's answers."""
    rows: list[Sequence[object]] = []
    with tempfile.TemporaryDirectory() as temporary:
        place = Place(Path(temporary))
        supply = cycle(paragraphs(options.data))
        texts = [piece(supply, size) for size in draft_sizes()[:DRAFTS]]
        for number, text in enumerate(texts):
            path = place.folder / "drafts" / f"{number:03}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        usual = _row(place, "off", "medlint alone", rows)
        for engine in (each for each in engines if each != "off"):
            _row(place, engine, f"{engine}, cold", rows, rounds=1)
            cached = _row(place, engine, f"{engine}, from its cache", rows)
            rows.append((f"{engine}, from its cache, times medlint alone", *_ratio(cached, usual)))
    size = sum(len(text.encode()) for text in texts) / 1e6
    head = [f"{DRAFTS} drafts, {size:.1f} MB", "wall, s", "CPU of medlint, s", "memory, MB"]
    note = "The memory is that of all processes together, Java's too; its CPU time is not counted."
    return f"### Time and memory with an engine\n\n{table(head, rows)}\n\n{note}"


def _row(
    place: Place, engine: str, name: str, rows: list[Sequence[object]], rounds: int = _ROUNDS
) -> Usage:
    configuration = place.folder / f"{engine}.yml"
    configuration.write_text(f"grammar: {{engine: {engine}}}\n", encoding="utf-8")
    if engine == "off":  # what is made once: rules and dictionary
        run(place.check(name, "drafts", "--no-cache", "--config", str(configuration)))
    usages, most = [], 0.0
    for _ in range(rounds):
        with _watching(place) as watched:
            job = place.check(name, "drafts", "--no-cache", "--config", str(configuration))
            usages.append(run(job))
        most = max(most, watched.most)
    best = min(usages, key=lambda usage: usage.wall)
    rows.append((name, f"{best.wall:.1f}", f"{best.cpu:.1f}", f"{most:.0f}" if most else "–"))
    return best


def _ratio(cached: Usage, usual: Usage) -> tuple[str, str, str]:
    return f"{cached.wall / usual.wall:.2f}", f"{cached.cpu / usual.cpu:.2f}", ""


@contextmanager
def _watching(place: Place) -> Iterator[Watched]:
    """Adds up the memory of the processes that have the place's cache in their environment."""
    watched = Watched()
    mark = f"MEDLINT_CACHE_DIR={place.environment['MEDLINT_CACHE_DIR']}".encode()

    def watch() -> None:
        while not watched.ended.wait(_SECONDS):
            watched.most = max(watched.most, sum(map(_memory, _having(mark))))

    if not _PROCESSES.is_dir():
        yield watched
        return
    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield watched
    finally:
        watched.ended.set()
        thread.join()


def _having(mark: bytes) -> Iterator[Path]:
    for process in _PROCESSES.iterdir():
        if process.name.isdigit():
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    yield process
            except OSError:  # it has ended, or is another user's
                continue


def _memory(process: Path) -> float:
    """The share of a process in the memory, in MB; what forks share counts once."""
    try:
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1]) / 1024
    except (OSError, ValueError):
        pass
    return 0.0
