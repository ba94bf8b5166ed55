"""`csv`: the findings as a table to decide about, for any spreadsheet.

As RFC 4180 says, with a byte-order mark so that Excel reads it as Unicode. What a spreadsheet
would take for a formula is written as `linter.decisions.cells` says.
"""

from __future__ import annotations

import csv
import io
from typing import IO

from linter.decisions.cells import escaped
from linter.reports import Options
from linter.reports.parts.tables import Table, findings_table
from linter.results import Run

SUFFIXES: tuple[str, ...] = (".csv",)
NEEDS: frozenset[str] = frozenset({"blocks"})
BINARY = True


def render(run: Run, out: IO[bytes], options: Options) -> None:
    """Write the findings."""
    write_table(findings_table(run), out)


def write_table(table: Table, out: IO[bytes]) -> None:
    """Write a table as csv."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([escaped(cell) for cell in row] for row in table.rows)
    out.write(text.getvalue().encode("utf-8-sig", "backslashreplace"))
