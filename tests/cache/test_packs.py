"""Packs: what is put is got, and whatever happens to the files is a miss and no error."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.cache.packs import KEY_SIZE, Packs

LIMIT = 1_000_000


def key(number: int) -> bytes:
    return number.to_bytes(KEY_SIZE, "big")


def packs(folder: Path, limit: int = LIMIT) -> Packs:
    return Packs(folder, "things", limit)


def only(folder: Path) -> Path:
    (path,) = folder.glob("*.pack")
    return path


@given(st.dictionaries(st.binary(min_size=KEY_SIZE, max_size=KEY_SIZE), st.binary(max_size=99)))
def test_what_is_put_is_got(
    tmp_path_factory: pytest.TempPathFactory, values: dict[bytes, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    packs(folder).put(values)
    assert packs(folder).get([*values, key(1)]) | values == values | packs(folder).get([key(1)])
    assert packs(folder).count() == len(values)


def test_nothing_there_is_nothing_and_makes_no_folder(tmp_path: Path) -> None:
    assert packs(tmp_path / "new").get([key(1)]) == {}
    packs(tmp_path / "new").put({})
    assert not (tmp_path / "new").exists()


def test_the_latest_value_counts(tmp_path: Path) -> None:
    for number, value in enumerate([b"old", b"new"]):
        packs(tmp_path).put({key(1): value})
        for path in tmp_path.glob("*.pack"):
            if path.stat().st_mtime > 1000:
                os.utime(path, (number, number))
    assert packs(tmp_path).get([key(1)]) == {key(1): b"new"}


@given(st.integers(min_value=0), st.integers(1, 255))
def test_a_changed_byte_gives_the_value_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, place: int, change: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    values = {key(1): b"some value", key(2): b"another"}
    packs(folder).put(values)
    content = bytearray(only(folder).read_bytes())
    content[place % len(content)] ^= change
    only(folder).write_bytes(content)
    found = packs(folder).get(values)
    assert found.items() < values.items()


def test_a_cut_pack_gives_whole_values_only(tmp_path: Path) -> None:
    values = {key(1): b"some value", key(2): b"another"}
    packs(tmp_path).put(values)
    content = only(tmp_path).read_bytes()
    for length in range(len(content)):
        only(tmp_path).write_bytes(content[:length])
        assert packs(tmp_path).get(values).items() < values.items()


def test_runs_at_the_same_time_keep_what_both_found(tmp_path: Path) -> None:
    one, two = packs(tmp_path), packs(tmp_path)
    assert one.get([key(1), key(2)]) == two.get([key(1), key(2)]) == {}
    one.put({key(1): b"1"})
    two.put({key(2): b"2"})
    assert packs(tmp_path).get([key(1), key(2)]) == {key(1): b"1", key(2): b"2"}


def test_a_pack_that_another_run_deletes_is_a_miss(tmp_path: Path) -> None:
    mine = packs(tmp_path)
    mine.put({key(1): b"1"})
    assert mine.count() == 1
    only(tmp_path).unlink()
    assert mine.get([key(1)]) == {}


def test_many_small_packs_become_few_and_lose_nothing(tmp_path: Path) -> None:
    for number in range(50):
        packs(tmp_path).put({key(number): b"%d" % number})
    assert len(list(tmp_path.glob("*.pack"))) < 10
    found = packs(tmp_path).get(map(key, range(50)))
    assert found == {key(number): b"%d" % number for number in range(50)}


def test_together_they_stay_within_the_limit_and_the_latest_stay(tmp_path: Path) -> None:
    for number in range(40):
        packs(tmp_path, 100_000).put({key(number): bytes(9_000)})
        for path in tmp_path.glob("*.pack"):
            if path.stat().st_mtime > 1e6:
                os.utime(path, (number, number))
    assert sum(path.stat().st_size for path in tmp_path.glob("*.pack")) <= 100_000
    assert packs(tmp_path).get([key(39), key(0)]).keys() == {key(39)}


def test_what_is_of_use_is_dropped_last(tmp_path: Path) -> None:
    for number in range(3):
        packs(tmp_path).put({key(number): bytes(30_000)})
        for path in tmp_path.glob("*.pack"):
            if path.stat().st_mtime > 1e6:
                os.utime(path, (number, number))
    assert packs(tmp_path).get([key(0)])
    packs(tmp_path, 70_000).put({key(9): bytes(30_000)})
    assert packs(tmp_path).get(map(key, range(10))).keys() == {key(0), key(9)}


def test_what_a_killed_run_left_goes_in_time(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".medlint-1.tmp", ".medlint-2.tmp", "x.md"))
    for path in (old, new, other):
        path.write_bytes(b"half")
    hours_ago = time.time() - 7200
    os.utime(old, (hours_ago, hours_ago))
    os.utime(other, (hours_ago, hours_ago))
    packs(tmp_path).put({key(1): b"1"})
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_packs_are_for_their_user_only(tmp_path: Path) -> None:
    packs(tmp_path / "new").put({key(1): b"1"})
    assert stat.S_IMODE(only(tmp_path / "new").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_is_silently_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    packs(tmp_path / "file").put({key(1): b"1"})
    assert packs(tmp_path / "file").get([key(1)]) == {}
    (tmp_path / "things-0.pack").mkdir()
    assert packs(tmp_path).get([key(1)]) == {}


def test_clearing_deletes_its_own_kind_alone(tmp_path: Path) -> None:
    packs(tmp_path).put({key(1): b"1", key(2): b"2"})
    Packs(tmp_path, "others", LIMIT).put({key(1): b"1"})
    assert packs(tmp_path).clear() == 2
    assert packs(tmp_path).count() == 0
    assert Packs(tmp_path, "others", LIMIT).count() == 1
