"""Rows of a sheet to decisions: which column is what, and what is wrong in which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from pathlib import Path

from linter.decisions.cells import unescaped
from linter.decisions.model import HEADINGS, Decision, DecisionsError, checked, meant
from linter.values import dataclass

_FIELDS = {heading.casefold(): name for name, heading in HEADINGS.items()}
_OF_PEOPLE = frozenset({"decision", "reason", "name", "date"})  # medlint leaves these empty
_NEEDED = ("file", "rule", "decision")
_MOST_ABOVE = 30  # rows in which people may have written something above the headings
MOST_ROWS = 200_000
COLUMNS = 100  # that are looked at


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as a spreadsheet shows it, its texts, what is wrong with some of them."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headings: which field stands in which column (from 0)."""

    row: int
    columns: Mapping[str, int]


def find_header(rows: Iterator[Row]) -> Header | str:
    """The headings, taken off the rows; what is wrong with them, or "" where none are there."""
    best = ""
    for row in islice(rows, _MOST_ABOVE):
        names = [_FIELDS.get(" ".join(cell.split()).casefold(), "") for cell in row.cells]
        known = [name for name in names if name]
        if len(set(known) & set(_NEEDED)) < 2:
            continue
        if wrong := _wrong(known):
            best = best or f"row {row.number}: {wrong}"
            continue
        return Header(row.number, {name: names.index(name) for name in known})
    return best


def _wrong(known: list[str]) -> str:
    """What is wrong with headings; "" if nothing is."""
    missing = [HEADINGS[name] for name in _NEEDED if name not in known]
    if "key" not in known:
        missing += [HEADINGS[name] for name in ("text", "sentence") if name not in known]
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        columns = "the column" if len(missing) == 1 else "the columns"
        return (
            f"{columns} {names} of the report cannot be found. Put the headings back as the "
            "report has them"
        )
    twice = next((HEADINGS[name] for name in known if known.count(name) > 1), "")
    return f"two columns are called “{twice}”. Give yours another name" if twice else ""


def decisions_of(path: Path, rows: Iterator[Row], header: Header) -> tuple[Decision, ...]:
    """The decisions in the rows below the headings.

    Raises:
        DecisionsError: a row cannot be understood, or there are too many.
    """
    made, faults = [], list[str]()
    for row in _filled(path, rows):
        found = _decision(row, header.columns)
        if isinstance(found, str):
            faults.append(f"row {row.number}: {found}")
        elif found.decision:
            made.append(found)
    return checked(path, made, faults)


def _filled(path: Path, rows: Iterable[Row]) -> Iterator[Row]:
    count = 0
    for row in rows:
        if not any(row.cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise DecisionsError(
                f"{path} has more than {MOST_ROWS:,} rows. Keep those that medlint wrote, and "
                "delete the others."
            )
        yield row


def _decision(row: Row, columns: Mapping[str, int]) -> Decision | str:
    """The decision in a row, without one where nobody decided, or what is wrong."""

    def cell(name: str) -> str:
        place = columns.get(name, -1)
        text = row.cells[place] if 0 <= place < len(row.cells) else ""
        return text if name in _OF_PEOPLE else unescaped(text)

    for name, place in columns.items():
        if fault := row.faults.get(place):
            return f"“{HEADINGS[name]}” {fault}"
    decision = meant(cell("decision"))
    if decision is None:
        return f"“Decision” says “{cell('decision')}”. Write accept or reject, or leave it empty"
    empty = [HEADINGS[name] for name in ("file", "rule") if not cell(name).strip()]
    if decision and empty:
        return f"“{empty[0]}” is empty, so nobody can say what was decided about. Put it back"
    said = {name: cell(name).strip() for name in ("reason", "name", "date")}
    return Decision(
        file=cell("file").strip(),
        rule=cell("rule").strip(),
        text=cell("text"),
        sentence=cell("sentence"),
        decision=decision,
        line=_number(cell("line")),
        column=_number(cell("column")),
        key=cell("key").strip(),
        new_words=cell("new_words"),
        place=f"row {row.number}",
        **said,
    )


def _number(text: str) -> int:
    """A number of a cell; 0 where it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
