"""`csv-claims`: the claims matrix, every statement on effects and harms, as a table."""

from __future__ import annotations

from typing import IO

from linter.reports import Options
from linter.reports.csv import write_table
from linter.reports.parts.tables import claims_table
from linter.results import Run

SUFFIXES: tuple[str, ...] = ("claims.csv",)
NEEDS: frozenset[str] = frozenset({"reviews"})
BINARY = True


def render(run: Run, out: IO[bytes], options: Options) -> None:
    """Write the statements."""
    write_table(claims_table(run), out)
