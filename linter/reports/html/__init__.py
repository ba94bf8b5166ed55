"""`html`: one page with each article as it reads, its findings marked and explained beside it.

The page needs no network. Reading it needs no script; with its own script it filters, and keeps a
reviewer's decisions. Its content security policy lets no other script or style in.
"""

from __future__ import annotations

from typing import IO

from linter.reports import Options
from linter.results import Run

SUFFIXES: tuple[str, ...] = (".html", ".htm")
NEEDS: frozenset[str] = frozenset({"blocks", "measures"})


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the page."""
    from linter.reports.html.page import page

    out.write(page(run, options))
