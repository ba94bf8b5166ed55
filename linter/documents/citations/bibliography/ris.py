"""RIS files, as EndNote, Mendeley and journals' pages write them, read with rispy.

RIS says nothing of keys but `ID`. Where it is missing, an entry is cited as Pandoc names it:
family name and year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from linter.documents.citations.bibliography.items import (
    BibliographyError,
    Contents,
    Fields,
    Item,
    make_item,
)
from linter.late import late

INSTALL = (
    'Reading it needs one more package: pip install "medlint[bib]". Or export the library as '
    "CSL-JSON (.json), which needs nothing."
)
_END = "ER  - "
_BEGINS = late(r"^TY  -", re.MULTILINE)
_MALFORMED = late(r"^([A-Z][A-Z0-9])(?: -|  -(?=\S))[^\S\n]?", re.MULTILINE)
_TITLES = ("title", "primary_title", "translated_title")
_CONTAINERS = (
    "journal_name", "secondary_title", "alternate_title1", "alternate_title2", "alternate_title3",
    "publisher",
)  # fmt: skip
_YEARS = ("year", "publication_year", "date", "primary_date")


def read(text: str, file: Path) -> Contents:
    """The entries of a file.

    Raises:
        BibliographyError: rispy is not installed, or it cannot read the file.
    """
    try:
        import rispy
    except ImportError:
        raise BibliographyError(INSTALL) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [found.start() for found in _BEGINS.finditer(text)]
    if not starts:
        raise BibliographyError("It holds no entry (“TY  - …”). Export the library anew as RIS.")
    items: dict[str, Item] = {}
    again: dict[str, list[int]] = {}
    faults: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text.count("\n", 0, start) + 1
        try:
            record = _MALFORMED.sub(r"\1  - ", text[start:end]).partition(f"\n{_END[:4]}")[0]
            records = rispy.loads(f"{record}\n{_END}\n")
        except Exception:
            records = []
        if not records:
            faults.append(f"line {line}: The entry cannot be read. Export it anew as RIS.")
            continue
        fields = _fields(records[0])
        if fields.key in items:
            again.setdefault(fields.key, []).append(line)
        elif fields.key:
            items[fields.key] = make_item(fields, file, line)
    return Contents(items, tuple(faults))


def _fields(record: Mapping[str, Any]) -> Fields:
    def first(*names: str) -> str:
        values = (record.get(name) for name in names)
        return next((_text(value) for value in values if _text(value)), "")

    names = _names(record)
    families = tuple(name.split(",")[0].strip() for name in names)
    persons = any("," in name for name in names)
    issued = first(*_YEARS)
    year = re.match(r"\d{4}", issued)
    pmid = first("accession_number") if "pubmed" in first("name_of_database").lower() else ""
    made = re.sub(r"\W", "", families[0]) + year[0] if families and year else ""
    return Fields(
        key=first("id", "reference_id") or made,
        families=families,
        persons=persons,
        title=first(*_TITLES),
        container=first(*_CONTAINERS),
        issued=issued,
        doi=first("doi"),
        pmid=pmid,
        pmcid=first("custom2") if first("custom2").upper().startswith("PMC") else "",
        url=first("urls", "url"),
        accessed=bool(first("access_date")),
        note=first("notes"),
    )


def _names(record: Mapping[str, Any]) -> Sequence[str]:
    for name in ("authors", "first_authors", "secondary_authors"):
        values = record.get(name)
        if isinstance(values, list) and values:
            return [str(value).strip() for value in values if str(value).strip()]
    return ()


def _text(value: object) -> str:
    """A value, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value or "").split())
