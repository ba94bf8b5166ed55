"""An earlier report, read back so that a new one can say what changed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from linter.findings import State
from linter.results import Run
from linter.values import dataclass

EMBEDDED = "medlint-report/1"  # what `html` reports embed
_JSON = "medlint/1"  # what `json` reports are
_DATA = re.compile(rb'<script type="application/json" id="medlint-data">(.*?)</script>', re.DOTALL)


class EarlierError(ValueError):
    """An earlier report cannot be read; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The open findings of an earlier report: for each path how often each fingerprint stood."""

    name: str
    files: Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the findings of an earlier report.

    `new` are the path and fingerprint of findings that it lacked, `gone` of those that are not
    found any more in files that were looked at again, `kept` counts the others; `known` are the
    paths that it knew.
    """

    name: str
    known: frozenset[str]
    new: frozenset[tuple[str, str]]
    gone: tuple[tuple[str, str], ...]
    kept: int

    @property
    def repaired(self) -> int:
        """How many findings are not found any more."""
        return len(self.gone)

    def new_in(self, path: str) -> int:
        """How many findings of a file are new."""
        return sum(where == path for where, _ in self.new)

    def repaired_in(self, path: str) -> int:
        """How many findings of a file are not found any more."""
        return sum(where == path for where, _ in self.gone)


def compared(earlier: Earlier, run: Run) -> Change:
    """The open findings of a run beside those of an earlier report.

    A file is the one of the same path or, where only the folder differs, of the same name.
    """
    new: set[tuple[str, str]] = set()
    gone: list[tuple[str, str]] = []
    known: set[str] = set()
    kept = 0
    for result in run.results:
        before = _before(earlier, result.path)
        if before is not None:
            known.add(result.path)
        left = Counter(before or ())
        for finding in result.findings:
            if finding.state is not State.OPEN:
                continue
            if left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
                kept += 1
            else:
                new.add((result.path, finding.fingerprint))
        gone += [(result.path, name) for name in left.elements()]
    return Change(earlier.name, frozenset(known), frozenset(new), tuple(gone), kept)


def _before(earlier: Earlier, path: str) -> Counter[str] | None:
    if path in earlier.files:
        return earlier.files[path]
    name = PurePosixPath(path).name
    alike = [files for other, files in earlier.files.items() if PurePosixPath(other).name == name]
    return alike[0] if len(alike) == 1 else None


def load_earlier(path: Path) -> Earlier:
    """An earlier report, HTML or JSON.

    Raises:
        EarlierError: it cannot be read, or is no report of medlint's.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EarlierError(f"“{path}” cannot be read: {error.strerror}.") from error
    embedded = _DATA.search(data)
    try:
        files = _files(json.loads(embedded.group(1) if embedded else data))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        files = None
    if files is None:
        raise EarlierError(
            f"“{path}” is no report that can be compared with. Name one that "
            "“medlint report -o report.html” or “-o report.json” has written."
        )
    return Earlier(path.name, files)


def _files(content: Any) -> dict[str, Counter[str]] | None:
    """The fingerprints by path; None where it is another kind of data."""
    if content["schema"] not in {EMBEDDED, _JSON}:
        return None
    return {str(file["path"]): _fingerprints(file) for file in content["files"]}


def _fingerprints(file: Mapping[str, Any]) -> Counter[str]:
    return Counter(
        str(each["fingerprint"])
        for each in file["findings"]
        if each.get("state", State.OPEN) == State.OPEN
    )
