"""`checklist`: a sign-off page in Markdown, with boxes to tick and lines for names and dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from linter.reports import Options
from linter.reports.markdown import table, text
from linter.reports.parts.signoff import SIGNERS, Group, Page, pages
from linter.results import Run

SUFFIXES: tuple[str, ...] = ("checklist.md", "sign-off.md")
NEEDS: frozenset[str] = frozenset({"reviews"})


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write a page for each file."""
    out.write("<!-- medlint report -->\n")
    for page in pages(run):
        out.writelines(f"{line}\n" for line in _page(page))


def _page(page: Page) -> Iterator[str]:
    yield from (f"# Sign-off: {text(page.path)}", "")
    for group in page.groups:
        yield from _group(group)
    yield from ("## Signed", "")
    yield from table(("Who", "Name", "Date", "Signature"), [(who, "", "", "") for who in SIGNERS])
    yield from (f"- {text(f'{label}: {value}')}" for label, value in page.made)
    yield ""


def _group(group: Group) -> Iterator[str]:
    yield from (f"## {text(group.title)}", "")
    if group.lead:
        yield from (text(group.lead), "")
    box = "[ ] " if group.boxes else ""
    yield from (f"- {box}{text(line)}" for line in group.lines)
    yield ""
