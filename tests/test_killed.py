"""Killed at any point of writing, medlint damages nothing: the old is there, or the new."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.baseline import Entry, load, render
from linter.cache.packs import KEY_SIZE, Packs
from linter.storage import Store, write_atomically

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")

OLD, NEW = b"All the the best.\n" * 50, b"All the best.\n" * 50
OLD_ENTRIES = (Entry("a.md", "style/doubled-word", "the the", "All the the best."),)
NEW_ENTRIES = (*OLD_ENTRIES, Entry("b.md", "style/doubled-word", "is is", "It is is."))
KEYS = [number.to_bytes(KEY_SIZE, "big") for number in range(12)]
VALUES = {key: key * 100 for key in KEYS}


class Place:
    """A folder with a draft, a baseline and a cache, as earlier runs left them."""

    def __init__(self, folder: Path) -> None:
        self.draft, self.baseline = folder / "a.md", folder / "medlint-baseline.json"
        self.cache = folder / "cache"
        write_atomically(self.draft, OLD)
        write_atomically(self.baseline, render(OLD_ENTRIES))
        Store(self.cache).put("rules", OLD)
        for key in KEYS[:8]:
            self.results().put({key: VALUES[key]})

    def results(self) -> Packs:
        """The results, read anew."""
        return Packs(self.cache, "results", 1_000_000)

    def write(self) -> None:
        """What a run writes: a fix, a baseline, and the cache, with packs to be joined."""
        write_atomically(self.draft, NEW)
        write_atomically(self.baseline, render(NEW_ENTRIES))
        Store(self.cache).put("rules", NEW)
        for key in KEYS[8:]:
            self.results().put({key: VALUES[key]})

    def assert_whole(self) -> None:
        """Nothing is half old and half new, and nothing that was there is gone."""
        assert self.draft.read_bytes() in (OLD, NEW)
        assert load(self.baseline) in (OLD_ENTRIES, NEW_ENTRIES)
        assert Store(self.cache).get("rules") in (OLD, NEW)
        found = self.results().get(KEYS)
        assert found.items() <= VALUES.items()
        assert found.keys() >= set(KEYS[:8])


def run_until(work: Callable[[], None], last: int) -> int:
    """Do the work in a process that is killed at its call number `last` of what is written in C,
    the system's calls among them; how it ended (minus the signal)."""
    child = os.fork()
    if child == 0:
        calls = 0

        def count(_: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event in ("c_call", "c_return")
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        try:
            work()
        finally:
            sys.setprofile(None)
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def calls_of(work: Callable[[], None]) -> int:
    """How many calls the work takes as a whole."""
    calls = 0

    def count(_: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("c_call", "c_return")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def test_killed_a_hundred_times_nothing_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    total = calls_of(Place(tmp_path / "whole").write)
    assert total > 200
    for number in range(100):
        folder = tmp_path / str(number)
        folder.mkdir()
        place = Place(folder)
        assert run_until(place.write, 1 + number * (total - 50) // 100) == -signal.SIGKILL
        place.assert_whole()
        place.write()  # the next run does not mind what is left
        place.assert_whole()
        assert place.results().get(KEYS) == VALUES


def test_the_work_is_done_where_nobody_kills(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert run_until(place.write, -1) == 0
    assert place.draft.read_bytes() == NEW
    assert load(place.baseline) == NEW_ENTRIES
    assert place.results().get(KEYS) == VALUES
