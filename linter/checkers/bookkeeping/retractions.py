"""The database of Retraction Watch, as a file of the user's.

It is one CSV, about 60 MB, at https://gitlab.com/crossref/retraction-watch-data.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from linter.checkers import CheckError

_DOI, _PMID, _NATURE = "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature"
_STANDS = frozenset({"correction", "reinstatement"})  # what happened, and the paper stands
_NONE = frozenset({"", "0", "unavailable"})


def load_retractions(path: Path) -> Mapping[str, str]:
    """What became of works, by DOI (in lower case) and by PubMed number.

    Raises:
        CheckError: the file cannot be read, or is not the one that is meant.
    """
    try:
        status = path.stat()
        return _load(path, status.st_mtime_ns, status.st_size)
    except OSError as error:
        raise CheckError(
            f"The file of retractions {path} cannot be read: {error.strerror}. "
            "Correct citations.retractions in the configuration."
        ) from None


@lru_cache(2)
def _load(path: Path, changed: int, size: int) -> Mapping[str, str]:
    found: dict[str, str] = {}
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file)
        try:
            head = next(rows, [])
            places = [head.index(name) for name in (_DOI, _PMID)]
            nature = head.index(_NATURE) if _NATURE in head else -1
            for row in rows:
                _take(row, places, nature, found)
        except (ValueError, csv.Error):
            raise CheckError(
                f"{path} is no file of Retraction Watch: its first line must name the columns "
                f"{_DOI} and {_PMID}. Get the file anew."
            ) from None
    return found


def _take(row: list[str], places: list[int], nature: int, found: dict[str, str]) -> None:
    """What a line says; a retraction weighs more than what stands in another line."""
    what = row[nature].strip().lower() if 0 <= nature < len(row) else ""
    if what in _STANDS:
        return
    for place in places:
        key = row[place].strip().lower() if place < len(row) else ""
        if key not in _NONE and (key not in found or what == "retraction"):
            found[key] = what or "retraction"
