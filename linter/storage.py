"""Where medlint keeps files: the shipped rules, the cache, and writing that cannot lose a draft."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from zlib import crc32

_MAGIC = b"medlint-cache-2\n"
_NAME_SIZE = 16
_SUMS = Struct("<QI")  # how many bytes follow, and their CRC
_HEADER_SIZE = len(_MAGIC) + _NAME_SIZE + _SUMS.size
_SUFFIX = ".entry"
_DAY = 86400.0
_CACHE_TAG = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# This folder is a cache of medlint and can be deleted at any time.\n"
    b"# See https://bford.info/cachedir/\n"
)


def rules_folder() -> Path:
    """The rules that ship with medlint: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


def cache_folder() -> Path:
    """Where the cache lies: `MEDLINT_CACHE_DIR`, else the user's cache folder.

    It need not exist; the first write creates it.
    """
    chosen = os.environ.get("MEDLINT_CACHE_DIR")
    if chosen:
        return Path(os.path.abspath(Path(chosen).expanduser()))  # noqa: PTH100 (links stay)
    if sys.platform == "win32":
        from platformdirs import user_cache_path

        return user_cache_path("medlint", appauthor=False)
    # The same folders as platformdirs names; importing it takes 30 ms, a fifth of a whole run.
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches" / "medlint"
    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    return (Path(base) if os.path.isabs(base) else _home() / ".cache") / "medlint"  # noqa: PTH117


def _home() -> Path:
    """The home folder; for a user without one, a place where nothing can be written."""
    home = os.path.expanduser("~")  # noqa: PTH111 (Path.home raises where there is none)
    return Path(home if os.path.isabs(home) else os.devnull)  # noqa: PTH117


class Store:
    """Bytes kept under keys in a folder, for things that can be made again.

    It never raises: what cannot be read is not there, what cannot be written is not kept. When
    all entries together are larger than `limit` bytes, those not used for longest are dropped.
    """

    def __init__(self, folder: Path, limit: int = 100_000_000) -> None:
        self.folder = folder
        self.limit = limit

    def get(self, key: str) -> bytes | None:
        """What was put under `key`, or None: absent, damaged, another user's, unreadable."""
        try:
            place = self._place(key)
            with place.open("rb", buffering=0) as file:
                status = os.fstat(file.fileno())
                if not is_own(status):
                    return None
                header, data = file.read(_HEADER_SIZE), file.read()
            if status.st_mtime < time.time() - _DAY:
                os.utime(place)
        except (OSError, ValueError):
            return None
        return data if header == _header(key, data) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; readers see the old entry or the new one, never a part."""
        with suppress(OSError, ValueError):
            create_cache_folder(self.folder)
            temporary = self.folder / temporary_name()
            try:
                write_new(temporary, _header(key, data) + data, 0o600)
                temporary.replace(self._place(key))
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            self._drop_old(len(data))

    def _drop_old(self, latest: int) -> None:
        """Make room, if there may be too little after an entry of so many bytes."""
        if latest < self.limit // 2000:  # not worth a look at all of them
            return
        entries = [(each.stat(), each) for each in self.folder.glob(f"*{_SUFFIX}")]
        total = 0
        for status, entry in sorted(entries, key=lambda each: -each[0].st_mtime_ns):
            total += status.st_size
            if total > self.limit:
                entry.unlink(missing_ok=True)

    def size(self) -> tuple[int, int]:
        """How many entries there are, and how many bytes they take."""
        sizes = []
        with suppress(OSError):
            for entry in self.folder.glob(f"*{_SUFFIX}"):
                with suppress(OSError):
                    sizes.append(entry.stat().st_size)
        return len(sizes), sum(sizes)

    def clear(self) -> int:
        """Delete all entries, and nothing else that lies in the folder; how many there were."""
        count = 0
        with suppress(OSError):
            for entry in self.folder.glob(f"*{_SUFFIX}"):
                with suppress(OSError):
                    entry.unlink()
                    count += 1
        return count

    def _place(self, key: str) -> Path:
        name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        return self.folder / f"{name}{_SUFFIX}"


def _header(key: str, data: bytes) -> bytes:
    """What an entry begins with; the key is in it, so a renamed entry is damaged.

    A CRC tells damage as well as a cryptographic sum does, in a quarter of the time: the rules
    are six megabytes. It protects from no enemy, but who can write here needs no damaged entry.
    """
    name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_NAME_SIZE).digest()
    return _MAGIC + name + _SUMS.pack(len(data), crc32(data))


def is_own(status: os.stat_result) -> bool:
    """Whether it is a file of the user's own: entries by others could plant results."""
    own = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return own and stat.S_ISREG(status.st_mode)


def create_cache_folder(folder: Path) -> None:
    """Make the folder, for its user only, and mark it so that Git and backups pass it over."""
    if folder.is_dir():
        return
    missing = [folder, *(parent for parent in folder.parents if not parent.exists())]
    for parent in reversed(missing):
        parent.mkdir(mode=0o700, exist_ok=True)
    write_new(folder / ".gitignore", b"*\n", 0o600)
    write_new(folder / "CACHEDIR.TAG", _CACHE_TAG, 0o600)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of `path` by `data`, wholly or not at all.

    A symbolic link is followed, the permissions of an existing file are kept. What is no regular
    file (a pipe, a terminal) is written to as it is. Other hard links keep the old content.

    Raises:
        OSError: it could not be written; an old file is as it was.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        status = None
    if status is not None and not stat.S_ISREG(status.st_mode):
        path.write_bytes(data)
        return
    target = path.resolve()
    if status is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only", str(path))
    temporary = target.parent / temporary_name()
    try:
        write_new(temporary, data, 0o666 if status is None else 0o600, status)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def temporary_name() -> str:
    return f".medlint-{os.urandom(8).hex()}.tmp"


def write_new(path: Path, data: bytes, mode: int, like: os.stat_result | None = None) -> None:
    """Write a file that must not exist yet; with `like`, synced and with its owner and mode."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        if mode == 0o666 or like is not None:
            os.fsync(file.fileno())
    if like is not None:
        _copy_owner_and_mode(path, like)


def _copy_owner_and_mode(path: Path, like: os.stat_result) -> None:
    status = path.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (like.st_uid, like.st_gid):
        with suppress(OSError):  # only root may give files away
            os.chown(path, like.st_uid, like.st_gid)
    path.chmod(stat.S_IMODE(like.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the renaming durable, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
