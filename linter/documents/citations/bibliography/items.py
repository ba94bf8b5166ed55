"""An entry of a bibliography, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from linter.documents.citations.entries import Entry
from linter.documents.model import Reference
from linter.late import late
from linter.values import dataclass

KIND = "bibliography"
_YEAR = late(r"(?<!\d)(1[5-9]\d\d|20\d\d|2[1-9]\d\d)(?!\d)")
_DOI_ADDRESS = late(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_IN_URL = late(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})\b")
_UNDATED = ("n.d.", "no date", "in press", "forthcoming", "ahead of print", "submitted")


class BibliographyError(ValueError):
    """A bibliography that cannot be read; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with the place where it stands: `line` counts from 1, 0 where it is not known.

    `identifiers` are DOI, PMID and PMCID as they are written there; `again` are the lines of
    later entries with the same key, which programs pass over.
    """

    entry: Entry
    file: Path
    line: int = 0
    identifiers: Mapping[str, str] = field(default_factory=dict)
    again: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The key by which drafts cite it."""
        return self.entry.reference.key


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file says of a work; what it does not say is empty.

    `families` are family names of persons, or whole names of organisations (`persons` False).
    `issued` and `status` are as they are written (“2012-03-04”, “in press”).
    """

    key: str
    families: tuple[str, ...] = ()
    persons: bool = True
    et_al: bool = False
    title: str = ""
    container: str = ""
    issued: str = ""
    status: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    accessed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a file, by key, and what could not be read."""

    items: Mapping[str, Item] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def make_item(fields: Fields, file: Path, line: int = 0, again: Iterable[int] = ()) -> Item:
    """The entry with these fields."""
    doi = _DOI_ADDRESS.sub("", fields.doi.strip())
    pmid = fields.pmid.strip()
    if not pmid and (found := _IN_URL.search(fields.url)):
        pmid = found[1]
    pmcid = fields.pmcid.strip()
    given = {"DOI": doi, "PMID": pmid, "PMCID": pmcid}
    years = tuple(dict.fromkeys(_YEAR.findall(fields.issued)))[:1]
    people = ", ".join(fields.families) + (" et al" if fields.et_al else "")
    parts = (people, fields.title, fields.container, fields.issued, fields.status, fields.note)
    text = ". ".join(" ".join(part.split()).rstrip(".") for part in parts if part.strip())
    lower = f"{fields.issued} {fields.status} {fields.note}".lower()
    entry = Entry(
        Reference(0, 0, fields.key, fields.url, KIND, numbered=True),
        text=text,
        authors=fields.families,
        persons=fields.persons and bool(fields.families),
        et_al=fields.et_al,
        years=years,
        dated=bool(years),
        undated=any(word in lower for word in _UNDATED),
        title=fields.title,
        doi=doi.lower() if doi.startswith("10.") else "",
        pmid=pmid if pmid.isdecimal() else "",
        pmcid=_pmcid(pmcid),
        urls=(fields.url,) if fields.url else (),
        accessed=fields.accessed,
    )
    return Item(entry, file, line, {k: v for k, v in given.items() if v}, tuple(again))


def _pmcid(text: str) -> str:
    digits = text.upper().removeprefix("PMC")
    return f"PMC{digits}" if digits.isdecimal() else ""
