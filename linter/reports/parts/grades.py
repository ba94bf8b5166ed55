"""How hard a text is to read, where that was measured."""

from __future__ import annotations

from linter.results import FileResult


def grade_of(result: FileResult) -> float | None:
    """The Flesch–Kincaid grade (years of schooling) of a file; None where it was not measured."""
    measures = getattr(result, "measures", None)
    return measures.grade if measures else None
