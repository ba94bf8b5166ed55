"""Tables and sections of Markdown, and the page that keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
ACCURACY = DOCS / "accuracy.md"
SPEED = DOCS / "speed.md"

_SIGNS = {"\n": "⏎", "\r": "", "\xa0": "⍽"}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table whose columns line up when it is read as text."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def put_section(page: Path, name: str, text: str, title: str) -> None:
    """Replace the section `name` of a page, or add it; `title` heads a page that is new.

    A section stands between two comments, so that what people write around it stays.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{begin}\n{text.strip()}\n{end}"
    old = page.read_text(encoding="utf-8") if page.exists() else f"# {title}\n"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if pattern.search(old):
        new = pattern.sub(lambda _: section, old)
    else:
        new = f"{old.rstrip()}\n\n{section}\n"
    page.parent.mkdir(exist_ok=True)
    page.write_text(new, encoding="utf-8")


def one_line(text: str, limit: int = 160) -> str:
    """A text on one line, cut at `limit` characters.

    Line breaks and no-break spaces show as signs, other control characters as spaces.
    """
    flat = "".join(_SIGNS.get(c, c if c.isprintable() else " ") for c in text.strip())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
