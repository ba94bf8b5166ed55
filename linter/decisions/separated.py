"""csv files as they come back: from medlint, from Excel in any country, from LibreOffice."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from linter.decisions.model import Decision, DecisionsError
from linter.decisions.tables import COLUMNS, Header, Row, decisions_of, find_header

_SEPARATORS = ",;\t"


def read_separated(path: Path, data: bytes) -> tuple[Decision, ...]:
    """The decisions of a csv file; commas, semicolons or tabs are told by the headings.

    Raises:
        DecisionsError: it is no such file, or something in it cannot be understood.
    """
    text, skipped = _without_hint(_text(path, data))
    wrong = ""
    for separator in _SEPARATORS:
        rows = _rows(path, text, separator, skipped)
        header = find_header(rows)
        if isinstance(header, Header):
            return decisions_of(path, rows, header)
        wrong = wrong or header
    raise DecisionsError(
        f"{path}: {wrong}."
        if wrong
        else f"{path} has no row with the headings of medlint’s findings (File, Rule, Decision …). "
        "Give medlint the csv file that “medlint report -o FILE.csv” wrote, with your decisions."
    )


def _text(path: Path, data: bytes) -> str:
    """The file's text: Unicode, or the Western Windows encoding that Excel saves csv files in.

    Raises:
        DecisionsError: it is neither.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]  # Excel's “Unicode text”
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DecisionsError(
        f"{path} is no text in an encoding that medlint knows. In Excel, save it as “CSV UTF-8”."
    )


def _without_hint(text: str) -> tuple[str, int]:
    """Excel’s `sep=;` before the first row is no row; how many rows were taken off."""
    first, _, rest = text.partition("\n")
    return (rest, 1) if first.strip().lower()[:4] == "sep=" else (text, 0)


def _rows(path: Path, text: str, separator: str, skipped: int) -> Iterator[Row]:
    number = skipped
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator), skipped + 1
        ):
            if cells:
                yield Row(number, tuple(cells[:COLUMNS]))
    except csv.Error as error:
        raise DecisionsError(
            f"{path}: row {number + 1}: cannot be read ({error}). Open the file in a spreadsheet "
            "and save it as csv again."
        ) from None
