"""How hard a text is to read, where that was measured."""

from __future__ import annotations

from linter.results import FileResult


def grade_of(result: FileResult) -> float | None:
    """The Flesch–Kincaid grade (years of schooling) of a file; None where it was not measured."""
    return result.measures.grade if result.measures else None
