"""What a run looks like: one module per output, found by its file name.

A report module has `SUFFIXES` (file names it is chosen for), `NEEDS` (what a `FileResult` must
carry besides its findings) and `render(run, out, options)`, a pure function of the run.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from linter.findings import Severity
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.reports.parts.earlier import Earlier

# The comment of the ZIP archive that a Word report is; Word drops it when somebody saves the file,
# and then it may well be a draft that somebody has gone on with.
WORD_MARK = b"medlint report"
_OWN_MARKS = (b'<meta name="generator" content="medlint">', b"<!-- medlint report -->")


@dataclass(frozen=True)
class Options:
    """How reports are to look.

    `width` is in terminal cells. `min_severity`, `statistics`, `quiet` and `show_suppressed`
    concern text for people; machine formats and pages carry everything. `unicode` is false where
    the output can show ASCII only. `fail_on` is None where findings never fail the run. `date`
    is the day in words, for pages; `earlier` is a report to say the change against.
    """

    colour: bool = False
    width: int = 80
    unicode: bool = True
    min_severity: Severity = Severity.WARNING
    statistics: bool = False
    quiet: bool = False
    show_suppressed: bool = False
    fail_on: Severity | None = Severity.WARNING
    date: str = ""
    earlier: Earlier | None = None


def names() -> tuple[str, ...]:
    """The names of all reports, in order (`csv_claims.py` is `csv-claims`); nothing is imported."""
    modules = (m.name for m in pkgutil.iter_modules(__path__) if m.name != "parts")
    return tuple(sorted(name.replace("_", "-") for name in modules))


def load(name: str) -> ModuleType:
    """The module of a report; a dotted name is a module of another package.

    Raises:
        ValueError: there is no such report; the message says which there are.
    """
    if "." in name:
        try:
            return import_module(name)
        except ImportError as error:
            raise ValueError(f"the report “{name}” cannot be loaded: {error}") from error
    known = names()
    if name not in known:
        import difflib

        close = difflib.get_close_matches(name, known, 1)
        hint = f" Did you mean “{close[0]}”?" if close else ""
        raise ValueError(
            f"there is no report format “{name}”.{hint} Formats are: {', '.join(known)}."
        )
    return import_module(f"{__name__}.{name.replace('-', '_')}")


def is_report(data: bytes) -> bool:
    """Whether a file is a report that medlint wrote: it quotes drafts and is none."""
    if data.startswith(b"PK"):
        return data.endswith(WORD_MARK)
    return any(mark in data[:500] for mark in _OWN_MARKS)


def name_for(path: Path) -> str | None:
    """The report that writes files of this name, or None where no suffix says."""
    name = path.name.lower()
    fitting = [
        (len(suffix), report)
        for report in names()
        for suffix in load(report).SUFFIXES
        if name.endswith(suffix)
    ]
    return max(fitting)[1] if fitting else None
