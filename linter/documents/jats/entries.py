"""The entries of a reference list, put together from the parts that their markup names."""

from __future__ import annotations

import re
from dataclasses import field

from linter.documents.citations.names import first_source
from linter.documents.model import Reference
from linter.values import dataclass

_INITIALS = re.compile(r"[^\W\d_]")
_LABEL = re.compile(r"[\s\[(]*(\w[\w.*-]*?)[\s.\])]*")


@dataclass(slots=True)
class Collected:
    """An entry while it is read: its span in the prose, its `id` and its parts by name."""

    id: str
    label: str = ""
    start: int = 0
    end: int = 0
    url: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, text: str) -> None:
        """Add a part; text that comes in pieces is joined where it goes on."""
        self.parts.setdefault(name, []).append(text)

    def first(self, *names: str) -> str:
        """The first part that has one of the names."""
        found = next((self.parts[name][0] for name in names if name in self.parts), "")
        return " ".join(found.split())


def references(collected: list[Collected], numbers_cite: bool) -> tuple[Reference, ...]:
    """The entries of a list as the document states them.

    Without labels they are numbered by place where the text cites by numbers (`numbers_cite`),
    and otherwise have their ids as keys.
    """
    made = []
    for place, each in enumerate(collected, 1):
        found = _LABEL.fullmatch(each.label)
        key = found[1] if found else str(place) if numbers_cite else each.id
        text = described(each)
        url = first_source(text) or each.url
        made.append(Reference(each.start, each.end, key, url, numbered=bool(found), text=text))
    return tuple(made)


def described(entry: Collected) -> str:
    """What an entry says, in the style of medical journals; "" if its parts are not marked."""
    authors = entry.parts.get("authors") or entry.parts.get("collab") or ()
    title = entry.first("article-title", "chapter-title", "part-title", "data-title")
    source = entry.first("source", "publisher-name")
    if not (title or source) or not authors:
        return ""
    people = ", ".join(" ".join(each.split()) for each in authors)
    if "etal" in entry.parts:
        people += ", et al"
    pieces = [people, *filter(None, (title, source)), _when(entry)]
    text = " ".join(piece.rstrip(". ") + _stop(piece) for piece in pieces if piece)
    return " ".join([text, *_identifiers(entry)])


def short(surname: str, given: str) -> str:
    """A name as lists give it: the family name and initials."""
    given = " ".join(given.split())
    if given.isupper() and len(given) < 5 and given.isalpha():
        return f"{surname} {given}".strip()
    parts = re.split(r"[\s.\-‐‑]+", given)
    initials = [found[0].upper() for part in parts if (found := _INITIALS.search(part))]
    return f"{surname} {''.join(initials[:4])}".strip()


def _stop(piece: str) -> str:
    return "" if piece.rstrip().endswith(("?", "!")) else "."


def _when(entry: Collected) -> str:
    year, volume = entry.first("year"), entry.first("volume")
    issue, first, last = entry.first("issue"), entry.first("fpage"), entry.first("lpage")
    pages = f"{first}–{last}" if last and last != first else first or entry.first("elocation-id")
    where = volume + (f"({issue})" if issue else "") + (f":{pages}" if pages else "")
    return f"{year};{where}" if year and where else year or where


def _identifiers(entry: Collected) -> list[str]:
    found = []
    if doi := entry.first("doi"):
        found.append(f"doi:{doi}")
    if pmid := entry.first("pmid"):
        found.append(f"PMID: {pmid}.")
    if pmcid := entry.first("pmcid", "pmc"):
        found.append(pmcid if pmcid.startswith("PMC") else f"PMC{pmcid}")
    return [*found, *(" ".join(each.split()) for each in entry.parts.get("comment", ()))]
