"""The entries of the list by themselves: doubled, incomplete, retracted, or no source at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from linter.checkers.bookkeeping.ledger import MANY, Ledger
from linter.documents.citations.bibliography.items import KIND
from linter.documents.citations.entries import Entry, plain
from linter.findings import Finding, Severity
from linter.ruleset.model import Rule

Words = Mapping[str, tuple[str, ...]]
_FEWEST_WORDS = 3
_SHORTEST_TITLE = 12  # letters and digits: shorter ones (“Editorial”) tell no works apart
_COMPARED = 60


def duplicates(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Entries for a work that stands in the list already."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in ledger.works:
        names = _names_of(entry)
        first = next((seen[name] for name in names if name in seen), None)
        if first is None:
            seen.update(dict.fromkeys(names, entry))
            continue
        same = next(name[0] for name in names if name in seen)
        yield ledger.at_entry(
            rule,
            entry.reference,
            {"other": _shown(first), "same": same},
            severity=Severity.WARNING if same == "title and year" else None,
        )


def _names_of(entry: Entry) -> list[tuple[str, str]]:
    """What tells a work from others; a PubMed number and a DOI may each be the one that repeats."""
    title = plain(entry.title)[:_COMPARED]
    known = [("DOI", entry.doi), ("PubMed number", entry.pmid), ("PMC number", entry.pmcid)]
    if len(title) >= _SHORTEST_TITLE and entry.year:
        author = plain(entry.authors[0]) if entry.authors else ""
        known.append(("title and year", f"{title} {entry.year} {author}"))
    return [name for name in known if name[1]]


def _shown(entry: Entry) -> str:
    """How a reader finds an entry: by its number, or by how it begins."""
    if entry.reference.key.isdecimal():
        return f"reference {entry.reference.key}"
    if entry.reference.kind == KIND:
        return f"“{entry.reference.key}”"
    beginning = entry.text[:40].rsplit(" ", 1)[0]
    return f"“{beginning} …”"


def no_year(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Entries without any year that are not said to be undated either."""
    for entry in ledger.works:
        if entry.years or entry.undated or _is_bare(entry):
            continue
        found = entry.doi or entry.pmid or entry.pmcid
        by_persons = entry.reference.kind == KIND and entry.persons
        if entry.urls and not found and not by_persons:
            continue  # a page: what it lacks is the day it was read
        if entry.persons or entry.reference.numbered:
            severity = Severity.INFO if found else None
            yield ledger.at_entry(rule, entry.reference, severity=severity)


def no_title(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Entries that are an address or a number and no words, or give no title in its field."""
    for entry in ledger.sources:
        if entry.reference.kind == KIND:
            if not entry.title:
                yield ledger.at_entry(rule, entry.reference, {"what": "gives no title"})
            continue
        if not entry.reference.key and entry.reference.kind == "list":
            continue  # it may be the end of the entry before it
        if _is_bare(entry) and (entry.urls or entry.doi or entry.pmid):
            values = {"what": "is an address and says nothing of the source"}
            yield ledger.at_entry(rule, entry.reference, values)


def _is_bare(entry: Entry) -> bool:
    """Whether an entry is hardly any words; one with fields for them may be."""
    return entry.reference.kind != KIND and len(entry.text.split()) < _FEWEST_WORDS


def future_year(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Entries whose year has not begun."""
    this_year = date.today().year
    for entry in ledger.works:
        if entry.dated and int(entry.year) > this_year and not entry.undated:
            place = ledger.written(entry.reference, entry.year, "year") or ledger.written(
                entry.reference, entry.year, "date"
            )
            yield ledger.at_entry(rule, entry.reference, {"year": entry.year}, span=place)


def retracted(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Works whose entry says that they are retracted, or that a file of retractions lists."""
    for entry in ledger.sources:
        text = entry.text.casefold()
        held = [word for word in words["words"] if word.casefold() in text]
        said = next((word for word in held if _begins(entry, text, word)), "")
        if said:
            yield ledger.at_entry(rule, entry.reference, {"how": f"its title says “{said}”"})
        elif how := _listed_as(rule, ledger, words, entry):
            yield ledger.at_entry(rule, entry.reference, {"how": how})


def _listed_as(rule: Rule, ledger: Ledger, words: Words, entry: Entry) -> str:
    """What the user's file of retractions says of a work; it is read when first needed."""
    named = words.get("file", ("",))[0]
    path = ledger.config.root / named if named else ledger.config.citations.retractions
    if path is None or not (entry.doi or entry.pmid):
        return ""
    from linter.checkers.bookkeeping.retractions import load_retractions

    known = load_retractions(path)
    nature = known.get(entry.doi) or known.get(entry.pmid)
    return f"{path.name} lists it ({nature})" if nature else ""


def _begins(entry: Entry, text: str, word: str) -> bool:
    """Whether a title begins with a word, or has it in brackets."""
    title = entry.title.casefold()
    folded = word.casefold()
    return bool(
        re.match(rf"{re.escape(folded)}\s?[:\]–—-]", title)
        or f"[{folded}" in text
        or f"({folded})" in text
        or re.search(rf"(?:^|[.?!]\s){re.escape(folded)}\s?[:–—]", text)
    )


def phrase(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Entries that hold one of the phrases of the rule."""
    for entry in ledger.works:
        text = entry.text.casefold()
        if found := next((word for word in words["words"] if word.casefold() in text), None):
            yield ledger.at_entry(rule, entry.reference, {"what": found})


def author(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Entries whose author is one of the rule's names, or whose address is one of its hosts."""
    names = {plain(word): word for word in words["words"]}
    for entry in ledger.sources:
        head = [plain(each) for each in entry.authors[:2]]
        found = next((names[each] for each in head if each in names), None)
        found = found or _host_in(entry, words.get("hosts", ()))
        if found:
            yield ledger.at_entry(rule, entry.reference, {"what": found})


def no_access_date(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Pages whose entry does not say when they were read."""
    found = [
        entry.reference
        for entry in ledger.works
        if entry.urls and not (entry.doi or entry.pmid or entry.pmcid or entry.accessed)
    ]
    if len(found) > MANY:
        related = map(ledger.seen_at, found[1:])
        yield ledger.at_entry(rule, found[0], {"count": str(len(found))}, related=related)
    else:
        yield from (ledger.at_entry(rule, each) for each in found)


def unsuitable(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Sources on a site that nobody answers for."""
    for entry in ledger.sources:
        if host := _host_in(entry, words["hosts"]):
            yield ledger.at_entry(rule, entry.reference, {"host": host})


def _host_in(entry: Entry, hosts: tuple[str, ...]) -> str | None:
    """The first of the hosts that an address of the entry is on."""
    for url in entry.urls:
        try:
            name = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
        except ValueError:
            continue
        for host in hosts:
            if name == host or name.endswith("." + host):
                return host
    return None
