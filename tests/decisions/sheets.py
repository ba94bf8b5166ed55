"""Sheets as reviewers send them back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from linter.decisions.model import HEADINGS

HEADS = tuple(HEADINGS.values())
ROW: Mapping[str, Any] = {
    "File": "draft.md",
    "Rule": "style/doubled-word",
    "Words": "the the",
    "Sentence": "It calms the the skin.",
    "Decision": "reject",
    "Reason": "as the author wants it",
    "Name": "Ann",
    "Date": "2026-11-25",
    "Line": "3",
    "Column": "10",
}


def workbook(path: Path, *rows: Mapping[str, Any], heads: Sequence[str] = HEADS) -> Path:
    """An Excel file as people make one, with these rows below the headings."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(heads))
    for row in rows:
        sheet.append([row.get(head) for head in heads])
    book.save(path)
    return path


def changed(path: Path, change: Any) -> Path:
    """The file after a person changed its first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    change(book.worksheets[0])
    book.save(path)
    return path


def text_table(*rows: Mapping[str, Any], separator: str = ",", heads: Sequence[str] = HEADS) -> str:
    """A csv file with these rows below the headings; nothing in it needs quotes."""
    lines = [heads, *([str(row.get(head, "")) for head in heads] for row in rows)]
    return "\r\n".join(separator.join(line) for line in lines) + "\r\n"
