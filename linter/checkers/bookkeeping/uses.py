"""Where each entry of a reference list is cited, and how the document cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from linter.checkers.bookkeeping.ledger import NUMERIC, Ledger
from linter.documents.model import Citation, Reference

_FORMS = {
    "bracket": "numbers in brackets",
    "parenthesis": "numbers in parentheses",
    "raised": "raised numbers",
    "linked": "numbers that are links",
    "lost": "numbers behind full stops, which were raised once",
    "author-year": "authors and years",
    "footnote": "footnotes",
    "key": "keys",
    "link": "links",
    "identifier": "identifiers such as DOIs",
}


def style_of(ledger: Ledger) -> str:
    """How most marks are written, in words; "" if there is none."""
    counts = Counter(mark.form or mark.kind for mark in ledger.document.citations)
    most = counts.most_common(1)
    return _FORMS.get(most[0][0], most[0][0]) if most else ""


def uses_of(ledger: Ledger) -> Mapping[Reference, tuple[Citation, ...]]:
    """The marks that point to each entry, in order."""
    found: dict[Reference, list[Citation]] = {}
    by_key: dict[tuple[bool, str], Reference] = {}
    for each in ledger.document.references:
        if each.key and each.kind != "note":
            by_key.setdefault((each.kind == "footnote", each.key.casefold()), each)
    for item in ledger.cited_items.values():
        found[item.entry.reference] = list(ledger.by_key[item.key])
    by_number = _numbered(ledger)
    by_name = _named(ledger)
    notes = {each.start: each for each in ledger.document.references if each.kind == "note"}
    for mark in ledger.document.citations:
        to = [*by_name.get(mark, ())]
        if mark.kind in NUMERIC:
            to += [by_number[int(key)] for key in mark.keys if int(key) in by_number]
        elif mark.kind in ("key", "footnote"):
            keys = [key.strip("{}").removeprefix("@").casefold() for key in mark.keys]
            wanted = [(mark.kind == "footnote", key) for key in keys]
            to += [by_key[each] for each in wanted if each in by_key]
            if not keys and mark.start in notes:
                to.append(notes[mark.start])
        for entry in dict.fromkeys(to):
            found.setdefault(entry, []).append(mark)
    return {entry: tuple(marks) for entry, marks in found.items()}


def _numbered(ledger: Ledger) -> Mapping[int, Reference]:
    only = ledger.listed if len(ledger.listed) == 1 else ()
    alone = {int(each.key): each for each in only if each.key.isdecimal()}
    return dict(ledger.numbered) or alone


def _named(ledger: Ledger) -> Mapping[Citation, list[Reference]]:
    found: dict[Citation, list[Reference]] = {}
    for verdict in ledger.verdicts:
        if verdict.kind == "listed" and verdict.entry:
            found.setdefault(verdict.mark, []).append(verdict.entry.reference)
    return found
