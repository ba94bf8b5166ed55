"""`csv-references`: the references, with where each is cited, as a table."""

from __future__ import annotations

from typing import IO

from linter.reports import Options
from linter.reports.csv import write_table
from linter.reports.parts.tables import references_table
from linter.results import Run

SUFFIXES: tuple[str, ...] = ("references.csv",)
NEEDS: frozenset[str] = frozenset({"reviews"})
BINARY = True


def render(run: Run, out: IO[bytes], options: Options) -> None:
    """Write the references."""
    write_table(references_table(run), out)
