"""Marks without an entry, entries without a mark, and lists that nothing in the text points to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from linter.checkers.bookkeeping.ledger import MANY, Ledger, listing, span_of
from linter.checkers.reporting import make_finding
from linter.documents.citations.entries import Entry
from linter.documents.citations.numbers import LIST, numbers
from linter.documents.model import BlockKind, Citation, Reference
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule

_FEWEST_CITED = 0.5  # of the list: with less, the list is of another kind, and one finding says so
_IN_SOURCE = late(rf"(?:\[|<sup[^<>]{{0,80}}>)\s?\\?({LIST})\s?(?:\\?\]|</sup>)")
_STATED = late(r"(?:doi|pmid|pmcid|arxiv|url|isbn|tag|wikidata|https?):", re.IGNORECASE)
_MOST_COMPARED = 3000  # keys; of more only those that begin alike


def not_listed(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Numbers, labels and keys in the text that no entry has."""
    yield from _numbers_not_listed(rule, ledger)
    yield from _labels_not_listed(rule, ledger)
    yield from _keys_not_listed(rule, ledger)


def _numbers_not_listed(rule: Rule, ledger: Ledger) -> Iterator[Finding]:
    if not ledger.numbers:
        return
    missing = {n: marks for n, marks in ledger.uses.items() if n not in ledger.numbers}
    last = max(ledger.numbers)
    if len(missing) > MANY:
        first = min((marks[0] for marks in missing.values()), key=lambda mark: mark.start)
        which = f"{listing(sorted(missing))} are"
        yield ledger.at_mark(
            rule, first, {"which": which, "list": f"it ends with {last}", "near": ""}
        )
        return
    for number, marks in sorted(missing.items()):
        shown = f"it ends with {last}" if number > last else f"it has no number {number}"
        yield ledger.at_mark(
            rule,
            marks[0],
            {"which": f"{number} is", "list": shown, "near": ""},
            related=map(span_of, marks[1:]),
        )


def _labels_not_listed(rule: Rule, ledger: Ledger) -> Iterator[Finding]:
    marks = [mark for mark in ledger.document.citations if mark.kind == "footnote" and mark.keys]
    if not marks:
        return
    defined = {each.key.casefold() for each in ledger.document.references if each.kind != "list"}
    yield from _unknown(rule, ledger, marks, defined, "no footnote has this label")


def _keys_not_listed(rule: Rule, ledger: Ledger) -> Iterator[Finding]:
    """Keys that no bibliography has, where all that the draft names could be read."""
    if not ledger.by_key or not ledger.document.bibliography.complete:
        return
    items = ledger.document.bibliography.items
    own = {each.key for each in ledger.document.references}
    for key, (first, *others) in ledger.by_key.items():
        if key in items or key in own or _STATED.match(key):
            continue
        near, certain = _nearest(key, items)
        values = {
            "which": f"“{key}” is",
            "list": f"no entry of {_files(ledger)} has this key",
            "near": _hint(near),
        }
        yield ledger.at_key(
            rule,
            first,
            key,
            values,
            related=map(span_of, others),
            right=near if certain else "",
        )


def _files(ledger: Ledger) -> str:
    names = [path.name for path in ledger.document.bibliography.files]
    return listing(names, most=3) if names else "the references in the front matter"


def _unknown(
    rule: Rule, ledger: Ledger, marks: Iterable[Citation], known: set[str], why: str
) -> Iterator[Finding]:
    seen: dict[str, list[Citation]] = {}
    for mark in marks:
        for key in mark.keys:
            if key.casefold() not in known:
                seen.setdefault(key, []).append(mark)
    for key, found in seen.items():
        near, _ = _nearest(key, known)
        values = {"which": f"“{key}” is", "list": why, "near": _hint(near)}
        yield ledger.at_mark(rule, found[0], values, related=map(span_of, found[1:]))


def _hint(near: str) -> str:
    return f" (did you mean “{near}”?)" if near else ""


def _nearest(key: str, known: Collection[str]) -> tuple[str, bool]:
    """The key that was meant, if one is near, and whether it differs in capitals only."""
    folded: dict[str, list[str]] = {}
    for each in known:
        folded.setdefault(each.casefold(), []).append(each)
    same = folded.get(key.casefold(), ())
    if len(same) == 1:
        return same[0], True
    from difflib import get_close_matches

    few = (
        folded
        if len(folded) <= _MOST_COMPARED
        else [k for k in folded if k[:1] == key[:1].casefold()]
    )
    close = get_close_matches(key.casefold(), few, n=1, cutoff=0.8)
    return (folded[close[0]][0] if close else "", False)


def not_cited(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Entries of a numbered list, and footnotes, that no mark points to."""
    used = _used(ledger)
    if used is not None:
        left = [(number, each) for number, each in ledger.numbered if number not in used]
        yield from _left_over(rule, ledger, left)
    yield from _names_not_cited(rule, ledger)
    marks = {
        key.casefold()
        for mark in ledger.document.citations
        if mark.kind == "footnote"
        for key in mark.keys
    }
    for reference in ledger.document.references:
        if reference.kind == "footnote" and reference.key and reference.key.casefold() not in marks:
            yield ledger.at_entry(rule, reference, {"which": f"Footnote “{reference.key}” is"})


def _left_over(
    rule: Rule, ledger: Ledger, left: Sequence[tuple[int, Reference]]
) -> Iterator[Finding]:
    if len(left) > MANY:
        which = f"References {listing(number for number, _ in left)} are"
        related = [span_of(each) for _, each in left[1:]]
        yield ledger.at_entry(rule, left[0][1], {"which": which}, related=related)
        return
    for number, reference in left:
        yield ledger.at_entry(rule, reference, {"which": f"Reference {number} is"})


def _names_not_cited(rule: Rule, ledger: Ledger) -> Iterator[Finding]:
    """Entries of a list by names whose first author the text never names near their year."""
    if not ledger.verdicts or ledger.numbered:
        return
    cited = {id(each.entry): each.entry for each in ledger.verdicts if each.entry}
    works = {(entry.authors[0], entry.year) for entry in cited.values() if entry.authors}
    text = ""
    for entry in ledger.list_entries:
        if id(entry) in cited or not entry.authors or not entry.years:
            continue
        name, year = entry.authors[0], entry.year
        text = text or _body(ledger)
        # Where another work of the same author and year is cited, its mention proves nothing.
        if (name, year) in works or not re.search(_mention(entry, name, year), text):
            yield ledger.at_entry(rule, entry.reference, {"which": f"{name}, {entry.years[0]}, is"})


def _mention(entry: Entry, name: str, year: str) -> str:
    given = re.search(r"\((\w{2,12})\)", entry.text[:200])
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    acronym = given[1] if given else capitals
    near = rf"\b{re.escape(name)}\b[^;)]{{0,80}}?{year}|\b{year}[^;.]{{0,40}}?{re.escape(name)}\b"
    return near + (rf"|\b{acronym}\b[^;)]{{0,80}}?{year}" if len(acronym) > 1 else "")


def _body(ledger: Ledger) -> str:
    document = ledger.document
    return "\n".join(
        document.prose[block.start : block.end]
        for block in document.blocks
        if block.section_kind != "references" and block.kind is not BlockKind.REFERENCE
    )


def _used(ledger: Ledger) -> set[int] | None:
    """The numbers that marks give, anywhere in the file; None if the list is not cited so."""
    if not ledger.numbered:
        return None
    used = set(ledger.uses)
    if len(used & ledger.numbers) < _FEWEST_CITED * len(ledger.numbers):
        return None
    if not ledger.numbers <= used:  # what the prose lacks: pictures' texts, comments, code, notes
        for found in _IN_SOURCE.finditer(ledger.document.source):
            if not ledger.is_read(found.start(1)):
                used.update(map(int, numbers(found[1])))
    return used


def list_not_cited(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """A numbered list of which less than half is cited by its numbers."""
    if not ledger.numbered or _used(ledger) is not None or _is_lost(ledger):
        return
    if any(mark.kind in ("author-year", "key") for mark in ledger.document.citations):
        return
    first = ledger.numbered[0][1]
    cited = len(set(ledger.uses) & ledger.numbers)
    count = f"{cited} of its {len(ledger.numbers)} entries" if cited else "none of its entries"
    yield ledger.at_entry(rule, first, {"count": count})


def lost_superscripts(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Numbers behind full stops in a document that cites in no other way."""
    if _is_lost(ledger):
        marks = [mark for mark in ledger.document.citations if mark.form == "lost"]
        yield make_finding(
            ledger.document,
            rule,
            span_of(marks[0]),
            values={"count": str(len(marks))},
            related=map(span_of, marks[1:]),
            scope_name="mark",
        )


def _is_lost(ledger: Ledger) -> bool:
    return any(mark.form == "lost" for mark in ledger.document.citations)
