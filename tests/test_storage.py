"""The store and atomic writing, on real folders."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.storage import Store, cache_folder, rules_folder, write_atomically

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)


def only_entry(folder: Path) -> Path:
    (entry,) = folder.glob("*.entry")
    return entry


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_shipped_rules_are_there() -> None:
    assert (rules_folder() / "presets" / "editorial.yml").is_file()


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    assert not (tmp_path / "mine").exists()


def test_the_cache_folder_is_the_one_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from platformdirs import user_cache_path

    monkeypatch.delenv("MEDLINT_CACHE_DIR", raising=False)
    for base in (str(tmp_path), "", "  "):
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        assert cache_folder() == user_cache_path("medlint", appauthor=False)


def test_a_relative_xdg_cache_home_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDLINT_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert Path.home() in cache_folder().parents


@given(st.text(), st.binary())
def test_what_is_put_is_got(
    tmp_path_factory: pytest.TempPathFactory, key: str, data: bytes
) -> None:
    store = Store(tmp_path_factory.getbasetemp() / "store")
    store.put(key, data)
    assert store.get(key) == data
    assert store.get(f"{key}.") != data or data == store.get(key)


def test_an_empty_store_has_nothing_and_makes_no_folder(tmp_path: Path) -> None:
    assert Store(tmp_path / "new").get("key") is None
    assert not (tmp_path / "new").exists()


def test_a_later_value_replaces_the_earlier(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("key", b"old")
    store.put("key", b"new")
    assert store.get("key") == b"new"
    assert store.get("other") is None


def test_a_new_folder_is_private_and_marked_as_a_cache(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    Store(folder).put("key", b"value")
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d17")
    if sys.platform != "win32":
        assert mode(folder) == mode(tmp_path / "a") == 0o700


def test_a_folder_of_somebody_else_is_not_marked(tmp_path: Path) -> None:
    Store(tmp_path).put("key", b"value")
    assert not (tmp_path / ".gitignore").exists()


@pytest.mark.parametrize("content", [b"", b"medlint", b"\0" * 200, b"x" * 10_000])
def test_a_foreign_file_is_a_miss(tmp_path: Path, content: bytes) -> None:
    store = Store(tmp_path)
    store.put("key", b"value")
    only_entry(tmp_path).write_bytes(content)
    assert store.get("key") is None


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=1, max_value=255))
def test_one_damaged_byte_is_a_miss(
    tmp_path_factory: pytest.TempPathFactory, place: int, change: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    store = Store(folder)
    store.put("key", b"some value")
    content = bytearray(only_entry(folder).read_bytes())
    content[place % len(content)] ^= change
    only_entry(folder).write_bytes(content)
    assert store.get("key") is None


def test_a_cut_entry_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("key", b"some value")
    content = only_entry(tmp_path).read_bytes()
    for length in range(len(content)):
        only_entry(tmp_path).write_bytes(content[:length])
        assert store.get("key") is None


def test_an_entry_under_another_name_is_a_miss(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "1"), Store(tmp_path / "2")
    first.put("one", b"value")
    second.put("two", b"value")
    only_entry(tmp_path / "1").replace(only_entry(tmp_path / "2"))
    assert second.get("two") is None


def test_a_store_that_cannot_be_is_silently_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "store")
    store.put("key", b"value")
    assert store.get("key") is None


def test_an_entry_that_is_a_folder_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("key", b"value")
    place = only_entry(tmp_path)
    place.unlink()
    place.mkdir()
    assert store.get("key") is None
    store.put("key", b"value")
    assert not list(tmp_path.glob("*.tmp"))


def test_clearing_leaves_other_files_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("one", b"1")
    store.put("two", b"2")
    (tmp_path / "draft.md").write_text("mine")
    assert store.clear() == 2
    assert [path.name for path in tmp_path.iterdir()] == ["draft.md"]


@given(st.binary())
def test_written_bytes_are_read_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "draft.md"
    write_atomically(path, data)
    assert path.read_bytes() == data


def test_writing_leaves_no_other_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "draft.md", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["draft.md"]


@needs_posix
@pytest.mark.parametrize("permissions", [0o600, 0o644, 0o664, 0o755])
def test_permissions_are_kept(tmp_path: Path, permissions: int) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")
    path.chmod(permissions)
    write_atomically(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", permissions)


@needs_posix
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_atomically(tmp_path / "new", b"")
    assert mode(tmp_path / "new") == mode(tmp_path / "usual")


@needs_posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "target.md"
    target.write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to("folder/target.md")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@needs_posix
def test_a_loop_of_links_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").is_symlink()


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "missing" / "draft.md", b"new")


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", b"new")
    assert (tmp_path / "folder").is_dir()


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["draft.md"]


@needs_posix
@not_root
def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


@needs_posix
def test_what_is_no_file_is_written_to() -> None:
    write_atomically(Path(os.devnull), b"new")
    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)
