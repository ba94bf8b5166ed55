"""The content of files that a configuration names, as far as it decides what is found."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path


def dictionary_files(dictionary: Path) -> tuple[Path, Path]:
    """The words and the affixes of a Hunspell dictionary, named with or without `.dic`."""
    stem = dictionary.with_suffix("") if dictionary.suffix in (".dic", ".aff") else dictionary
    return Path(f"{stem}.dic"), Path(f"{stem}.aff")


def digest(path: Path) -> str:
    """What tells the contents of a file apart; nothing where it does not exist."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return _digest(str(path), status.st_mtime_ns, status.st_size)


@lru_cache(1024)  # asked for each draft of a run
def _digest(path: str, changed: int, size: int) -> str:
    try:
        return blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return f"unreadable {changed} {size}"
