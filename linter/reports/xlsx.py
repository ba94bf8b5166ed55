"""`xlsx`: an Excel file with findings to decide about, the claims matrix, and the references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, cast

from linter.decisions.cells import for_workbook
from linter.decisions.model import ACCEPT, REJECT
from linter.findings import Severity
from linter.reports import Options
from linter.reports.parts.tables import (
    Column,
    Table,
    about_rows,
    claims_table,
    findings_table,
    references_table,
)
from linter.reports.parts.wording import SEVERITY_NAMES
from linter.results import Run

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

SUFFIXES: tuple[str, ...] = (".xlsx",)
NEEDS: frozenset[str] = frozenset({"blocks", "reviews"})
BINARY = True
_DECISION, _NUMBERS = "Decision", frozenset({"No.", "Line", "Column"})
_COLOURS = {
    SEVERITY_NAMES[Severity.ERROR]: "F8D7DA",
    SEVERITY_NAMES[Severity.WARNING]: "FFF3CD",
    SEVERITY_NAMES[Severity.INFO]: "E2E3E5",
}
_HEAD, _WRITE = "1F4E5F", "F3FAF0"
_LINE, _MOST_LINES = 15, 20  # points; lines of a row that are shown
_WIDE = 1.1  # a character of text takes more room than one of the width, which is a digit's
_ROOM = 200  # rows below the last one in which a drop-down still stands


def render(run: Run, out: IO[bytes], options: Options) -> None:
    """Write the workbook.

    Raises:
        DecisionsError: the package that writes Excel files is missing.
    """
    from linter.decisions.workbook import openpyxl

    book = openpyxl().Workbook(write_only=True)
    for table in (findings_table(run), claims_table(run), references_table(run)):
        _sheet(book, table)
    _about(book, run)
    book.save(out)


def _sheet(book: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    _on_one_page(sheet)
    sheet.print_title_rows = "1:1"
    _add_choices(sheet, table)
    styles = _Styles(sheet)
    widths = [column.width for column in table.columns]
    rows = ([column.heading for column in table.columns], *table.rows)
    for number, row in enumerate(rows, 1):
        sheet.row_dimensions[number].height = _height(row, widths)
        cells = (styles.cell(text, "head") for text in row)
        sheet.append(list(_cells(styles, table.columns, row) if number > 1 else cells))


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """How high a row must be, in points: not every program finds out by itself."""
    lines = max(
        (
            sum(1 + int(len(line) * _WIDE / width) for line in text.split("\n"))
            for text, width in zip(row, widths, strict=False)
        ),
        default=1,
    )
    return float(_LINE * min(max(lines, 1), _MOST_LINES))


def _on_one_page(sheet: Any) -> None:
    """As wide as a page of paper, and as long as it is."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _add_choices(sheet: Any, table: Table) -> None:
    """A list to choose a decision from, and a hint at dates."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    headings = [column.heading for column in table.columns]
    if _DECISION not in headings:
        return
    letter = get_column_letter(headings.index(_DECISION) + 1)
    choices = DataValidation(
        "list",
        formula1=f'"{ACCEPT},{REJECT}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Decision",
        error=f"Choose {ACCEPT} (the finding is right) or {REJECT} (the text stays).",
    )
    choices.add(f"{letter}2:{letter}{len(table.rows) + 1 + _ROOM}")
    sheet.data_validations.append(choices)


def _cells(styles: _Styles, columns: Sequence[Column], row: Sequence[str]) -> Iterator[Cell]:
    for column, text in zip(columns, row, strict=True):
        if column.heading in _NUMBERS and text.isdecimal():
            yield styles.number(int(text))
        elif column.for_people:
            yield styles.cell(text, "write")
        else:
            yield styles.cell(text, text if text in _COLOURS else "plain")


def _about(book: Any, run: Run) -> None:
    sheet = book.create_sheet("About")
    widths = {"A": 30, "B": 70, "C": 10, "D": 50}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    _on_one_page(sheet)
    styles = _Styles(sheet)
    for number, row in enumerate(about_rows(run), 1):
        sheet.row_dimensions[number].height = _height(row, tuple(widths.values()))
        kinds = ("bold", *["plain"] * len(row))
        sheet.append([styles.cell(*each) for each in zip(row, kinds, strict=False)])


class _Styles:
    """Makes the cells of a sheet; each kind of cell is styled once."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._new = WriteOnlyCell
        self._sheet = sheet
        self._styles = {name: made._style for name, made in self._prototypes()}

    def _prototypes(self) -> Iterator[tuple[str, Any]]:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        fills = {"head": _HEAD, "write": _WRITE, **_COLOURS}
        line = Side(style="thin", color="D5D8DC")
        for name in ("plain", "bold", *fills):
            cell: Any = self._new(self._sheet)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=line)
            cell.number_format = "@" if name == "plain" else "General"
            cell.quotePrefix = name not in ("head", "write")
            if name in fills:
                cell.fill = PatternFill("solid", start_color=fills[name])
            if name in ("head", "bold"):
                cell.font = Font(bold=True, color="FFFFFF" if name == "head" else "000000")
            yield name, cell

    def cell(self, text: str, kind: str) -> Cell:
        """A cell of text, never of a formula."""
        cell: Any = self._new(self._sheet)
        cell._style = self._styles[kind]
        if text:
            cell.value = for_workbook(text)
            cell.data_type = "s"
        return cast("Cell", cell)

    def number(self, number: int) -> Cell:
        """A cell of a number."""
        cell: Any = self._new(self._sheet, number)
        cell._style = self._styles["bold"]
        return cast("Cell", cell)
