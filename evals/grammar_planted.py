"""Sentences with one error of grammar each, planted: `grammar-errors.tsv`."""

from __future__ import annotations

from pathlib import Path

from linter.spans import Span

PLANTED = Path(__file__).with_name("grammar-errors.tsv")
_OPEN, _CLOSE = "[[", "]]"


def rows() -> list[tuple[str, str]]:
    """Each sentence with its error in double brackets, and the kind of error."""
    lines = PLANTED.read_text(encoding="utf-8").splitlines()
    return [(wrong, kind) for wrong, kind in (line.split("\t") for line in lines)]


def texts() -> list[str]:
    """The sentences as a linter reads them."""
    return [wrong.replace(_OPEN, "").replace(_CLOSE, "") for wrong, _ in rows()]


def places() -> list[Span]:
    """Where the errors stand in `texts()`."""
    return [Span(wrong.index(_OPEN), wrong.index(_CLOSE) - len(_OPEN)) for wrong, _ in rows()]
