"""Excel files as they come back, opened with limits: they come from anyone.

Nothing in them is computed: of a formula medlint sees that it is one. What a person merged,
renamed, sorted, filtered or added is found or named.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.decisions.cells import from_workbook
from linter.decisions.model import HEADINGS, Decision, DecisionsError
from linter.decisions.tables import COLUMNS, Header, Row, decisions_of, find_header
from linter.late import late

if TYPE_CHECKING:
    from types import ModuleType

_LARGEST_PART = 100_000_000  # bytes unpacked; fifty thousand findings have about thirty million
_LARGEST = 300_000_000  # all parts together
_MOST_PARTS = 10_000
_MOST_ROWS = 1_048_576  # of a sheet, by Excel's specification
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # the container of .xls files and of encrypted .xlsx files
_MERGED = late(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_MIDNIGHT = datetime.time()


def openpyxl() -> ModuleType:
    """The package that reads and writes Excel files.

    Raises:
        DecisionsError: it is not installed; the message says how to install it.
    """
    try:
        import openpyxl as package
    except ImportError:
        raise DecisionsError(
            'Excel files need one more package; install it with: pip install "medlint[xlsx]". '
            "A csv file (-o FILE.csv) does without."
        ) from None
    return package


def read_workbook(path: Path, data: bytes) -> tuple[Decision, ...]:
    """The decisions of an Excel file: of the first sheet with the headings of the findings.

    Raises:
        DecisionsError: it is no such file, something in it cannot be understood, or the package
            that reads it is missing.
    """
    package = openpyxl()
    parts = _unpacked(path, data)
    try:
        with warnings.catch_warnings():  # about styles and other things that nobody asked for
            warnings.simplefilter("ignore")
            book = package.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return _read(path, book, parts)
    except DecisionsError:
        raise
    except Exception as error:  # those of openpyxl, zipfile and XML parsers have no common parent
        raise DecisionsError(
            f"{path} is damaged ({type(error).__name__}: {error}). Open it in Excel or LibreOffice "
            "and save it as .xlsx again."
        ) from None


def _unpacked(path: Path, data: bytes) -> dict[str, bytes]:
    """The sheets of the file by name, after all parts were found to be of a bearable size.

    Raises:
        DecisionsError: it is no package, unpacks to far more than a sheet, or declares entities.
    """
    if data.startswith(_OLD_EXCEL):
        raise DecisionsError(
            f"{path} is an old .xls file or is protected by a password. Save it as .xlsx without "
            "one."
        )
    sheets, total = {}, 0
    for number, (name, content) in enumerate(_parts(path, data)):
        total += len(content)
        if len(content) > _LARGEST_PART or total > _LARGEST or number == _MOST_PARTS:
            raise DecisionsError(
                f"{path} unpacks to far more than a sheet of findings has; it is not read. Make "
                "the report again, for fewer drafts at a time."
            )
        if name.endswith((".xml", ".rels")) and any(each in content for each in _DOCTYPES):
            raise DecisionsError(
                f"{path} declares a document type in {name}, as no spreadsheet does; it is not "
                "read. Make the report again."
            )
        if "/worksheets/" in name:
            sheets[name] = content
    return sheets


def _parts(path: Path, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts, none read further than one may be long: what the package says may be a lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                with archive.open(name) as part:
                    yield name, part.read(_LARGEST_PART + 1)
    except Exception as error:  # those of zipfile, zlib and lzma have no common parent
        raise DecisionsError(
            f"{path} is no Excel file, or is damaged ({error}). Open it in Excel or LibreOffice "
            "and save it as .xlsx again."
        ) from None


def _read(path: Path, book: Any, parts: dict[str, bytes]) -> tuple[Decision, ...]:
    wrong = ""
    for sheet in book.worksheets:
        rows = _rows(sheet)
        header = find_header(rows)
        if isinstance(header, Header):
            _refuse_merged(path, parts.get(_part_name(sheet), b""), header)
            return decisions_of(path, rows, header)
        wrong = wrong or (header and f"sheet “{sheet.title}”, {header}")
    raise DecisionsError(
        f"{path}: {wrong}."
        if wrong
        else f"{path} has no sheet with the headings of medlint’s findings (File, Rule, Decision "
        "…). Give medlint the file that “medlint report -o FILE.xlsx” wrote, with your decisions."
    )


def _part_name(sheet: Any) -> str:
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    for number, cells in enumerate(islice(sheet.rows, _MOST_ROWS), 1):
        texts, faults = [], {}
        for place, cell in enumerate(cells[:COLUMNS]):
            text, fault = _text(cell) if cell.value is not None else ("", "")
            texts.append(text)
            if fault:
                faults[place] = fault
        yield Row(number, tuple(texts), faults)


def _text(cell: Any) -> tuple[str, str]:
    """What a cell says as text, and what is wrong with it ("" if nothing is)."""
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return str(value), (
            "holds a formula. Put in what it shows: copy the cell, then Paste Special, Values"
        )
    if kind == "e":
        return str(value), f"holds the error {value}. Write what it should say"
    if isinstance(value, str):
        return from_workbook(value), ""
    if isinstance(value, datetime.datetime):
        whole = value.time() == _MIDNIGHT
        return (value.date().isoformat() if whole else value.isoformat(" ", "minutes")), ""
    if isinstance(value, datetime.date):
        return value.isoformat(), ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return str(value), ""


def _refuse_merged(path: Path, part: bytes, header: Header) -> None:
    """Merged cells say for several rows what only the first of them holds.

    Raises:
        DecisionsError: cells of a column that is read are merged below the headings.
    """
    for left, top, right, bottom in _MERGED.findall(part):
        first, last = _column(left), _column(right)
        inside = [name for name, place in header.columns.items() if first <= place <= last]
        if inside and int(bottom) > header.row:
            cells = b":".join((left + top, right + bottom)).decode()
            raise DecisionsError(
                f"{path}: row {max(int(top), header.row + 1)}: the cells {cells} under "
                f"“{HEADINGS[inside[0]]}” are merged, so it is not clear which rows are meant. "
                "Unmerge them and write the decision into each row. Nothing was changed."
            )


def _column(letters: bytes) -> int:
    """`A` is 0, `Z` 25, `AA` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
