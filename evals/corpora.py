"""The texts that speed is measured on, made of the evaluation's drafts.

`python -m evals.corpora DATA FOLDER` writes them: a process of its own, so that the one that
measures stays small (its memory counts as the least that any program it starts can have).
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from itertools import cycle
from math import log
from pathlib import Path

SEED = 20261124
ONE_DRAFT = 10_000  # bytes
DRAFTS = 1_000
LARGE, SMALL = 20_000_000, 8_000_000
LINE = 1_000_000

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def paragraphs(data: Path) -> list[str]:
    """The paragraphs of all clean and messy drafts in Markdown or plain text, drafts shuffled."""
    files = sorted(
        path
        for folder in ("clean", "messy")
        for path in (data / "drafts" / folder).glob("*/**/*")
        if path.suffix in (".md", ".txt")
    )
    random.Random(SEED).shuffle(files)
    return [
        paragraph
        for file in files
        for paragraph in _body(file).split("\n\n")
        if paragraph.strip() and len(paragraph.encode()) < ONE_DRAFT / 2
    ]


def _body(file: Path) -> str:
    return _FRONT_MATTER.sub("", file.read_text(encoding="utf-8"))


def piece(supply: Iterator[str], size: int) -> str:
    """Whole paragraphs, of about `size` bytes together."""
    parts, length = [], 0
    while length < size:
        parts.append(next(supply))
        length += len(parts[-1].encode()) + 2
    return "\n\n".join(parts) + "\n"


def draft_sizes() -> list[int]:
    """How large each of the 1,000 drafts is, in bytes: median 8,000, like real ones skewed."""
    chance = random.Random(SEED)
    sizes = (chance.lognormvariate(log(8_000), 0.35) for _ in range(DRAFTS))
    return [int(min(max(size, 3_000), 20_000)) for size in sizes]


def write_corpora(data: Path, folder: Path) -> None:
    """Write all texts: `one/`, `many/`, `large/`, `small/`, `line/`, `tiny/` in the folder."""
    found = paragraphs(data)
    supply = cycle(found)
    _write(folder / "one" / "draft.md", piece(supply, ONE_DRAFT))
    for number, size in enumerate(draft_sizes()):
        _write(folder / "many" / f"{number // 100}" / f"{number:04}.md", piece(supply, size))
    for name, size in (("large", LARGE), ("small", SMALL)):
        _write(folder / name / "draft.md", piece(cycle(found), size))
    line = " ".join(piece(cycle(found), LINE).split())
    _write(folder / "line" / "draft.txt", line[:LINE] + "\n")
    _write(folder / "tiny" / "draft.md", "Tea is a drink.\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    write_corpora(Path(sys.argv[1]), Path(sys.argv[2]))
