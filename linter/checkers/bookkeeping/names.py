"""Authors and years in the text, held against those of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

from linter.checkers.bookkeeping.ledger import MANY, Ledger, listing, span_of
from linter.checkers.reporting import Correction
from linter.documents.citations.authors import Named, named_before, named_sources
from linter.documents.citations.entries import Entry, plain
from linter.documents.model import Citation
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_FEWEST = 3
_READABLE = 0.8  # of the entries must have authors and a year for the list to be relied on
_CLOSE = 0.75
_HEAD = 400  # characters of an entry in which its authors stand


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing a source of a mark with the list comes to.

    `kind` is `listed`, `year`, `name` or `missing`; `entry` is the one it should have been.
    """

    mark: Citation
    source: Named
    kind: str
    entry: Entry | None = None


def not_listed(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Authors and year that no entry has."""
    seen: dict[tuple[str, str], list[Verdict]] = {}
    for each in ledger.verdicts:
        if each.kind == "missing":
            seen.setdefault((plain(each.source.name), each.source.year), []).append(each)
    if len(seen) > MANY:
        first, *others = (each for group in seen.values() for each in group)
        names = listing(_named(group[0]) for group in seen.values())
        yield _not_listed(rule, ledger, first, others, f"{names} are")
        return
    for first, *others in seen.values():
        yield _not_listed(rule, ledger, first, others, f"{_named(first)} is")


def _named(verdict: Verdict) -> str:
    return f"“{verdict.source.name}, {verdict.source.year}”"


def _not_listed(
    rule: Rule, ledger: Ledger, first: Verdict, others: Sequence[Verdict], which: str
) -> Finding:
    related = dict.fromkeys(span_of(each.mark) for each in others if each.mark != first.mark)
    return ledger.at_mark(rule, first.mark, {"which": which}, related=related)


def misspelt(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Names that the list writes with another letter or two."""
    for each in ledger.verdicts:
        if each.kind == "name" and each.entry:
            right = each.entry.authors[0]
            values = {"name": each.source.name, "year": each.source.year, "right": right}
            fix = Correction(each.source.span, right)
            yield ledger.at_place(rule, each.source.span, values, corrections=[fix])


def other_year(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Years that differ from those of the only work of the authors in the list."""
    for each in ledger.verdicts:
        if each.kind == "year" and each.entry:
            right = each.entry.years[0]
            values = {"name": each.source.name, "year": each.source.year, "right": right}
            fix = Correction(each.source.year_span, right)
            yield ledger.at_place(rule, each.source.year_span, values, corrections=[fix])


def other_name(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """“Smith et al. [7]” where reference 7 is not by Smith."""
    entries = {e.reference.key: e for e in ledger.list_entries if e.authors}
    if not ledger.numbered or len(entries) < _READABLE * len(ledger.numbered):
        return
    known = {plain(author) for entry in entries.values() for author in entry.authors}
    for mark in ledger.numeric:
        named = named_before(ledger.document, mark)
        if named is None or len(mark.keys) > 2 or named.name.isupper():
            continue
        if named.others and not known.intersection(map(plain, (named.name, *named.others))):
            continue  # “the United States and Canada [18]”: not every capital is a person's
        cited = [entries[key] for key in mark.keys if key in entries]
        if len(cited) < len(mark.keys) or any(_is_by(named.name, entry) for entry in cited):
            continue
        number = mark.keys[0]
        author = cited[0].authors[0]
        if " " in author and len(cited[0].authors) == 1:
            continue  # an organisation, whose people the text may name
        by = [key for key, entry in entries.items() if _is_first(named.name, entry)]
        hint = f" {named.name} is the author of {by[0]}." if len(by) == 1 else ""
        values = {"name": named.name, "number": number, "author": author, "hint": hint}
        yield ledger.at_place(rule, Span(named.span.start, mark.end), values)


def judge(ledger: Ledger) -> Iterator[Verdict]:
    """Each source of the author–year marks, with what the list says of it."""
    marks = [mark for mark in ledger.document.citations if mark.kind == "author-year"]
    listed = ledger.list_entries
    entries = [each for each in listed if (each.authors and each.years) or each.undated]
    if len(marks) < 2 or len(marks) <= len(ledger.numeric) or len(entries) < _FEWEST:
        return
    if len(entries) < _READABLE * len(listed):
        return
    heads = [(plain(each.text[:_HEAD]), each) for each in entries]
    for mark in marks:
        for source in named_sources(ledger.document, mark):
            if len(source.name) > 1:  # a letter is a panel or a group, no family
                yield _judge(mark, source, heads)


def _judge(mark: Citation, source: Named, heads: Sequence[tuple[str, Entry]]) -> Verdict:
    name = plain(source.name)
    by = [entry for head, entry in heads if _may_be(name, source.name, head, entry)]
    for entry in by:
        if _has_year(entry, source.year):
            return Verdict(mark, source, "listed", entry)
    first = [entry for entry in by if _is_first(source.name, entry)]
    if len(first) == 1 and first[0].years:
        return Verdict(mark, source, "year", first[0])
    if not by:
        same_year = {
            plain(entry.authors[0]): entry
            for _, entry in heads
            if entry.authors and _has_year(entry, source.year)
        }
        close = get_close_matches(name, same_year, n=1, cutoff=_CLOSE)
        if close and _differs_little(name, close[0]):
            return Verdict(mark, source, "name", same_year[close[0]])
    return Verdict(mark, source, "missing")


def _may_be(name: str, written: str, head: str, entry: Entry) -> bool:
    """Whether a name in the text is that of an entry's first author, as far as that is known."""
    if entry.persons:
        first = plain(entry.authors[0])
        return first == name or first.endswith(name) or name.endswith(first)
    return name in head or _is_short_for(written, entry)


def _has_year(entry: Entry, year: str) -> bool:
    if not year[:4].isdecimal():
        return entry.undated or not entry.years
    letters = {each[4:] for each in entry.years if each[:4] == year[:4]}
    return bool(letters) and (not year[4:] or year[4:] in letters)


def _is_first(name: str, entry: Entry) -> bool:
    return bool(entry.authors) and plain(entry.authors[0]) == plain(name)


def _is_by(name: str, entry: Entry) -> bool:
    """Whether a name stands anywhere in an entry, a letter or two aside."""
    wanted = plain(name)
    return wanted in plain(entry.text) or any(
        SequenceMatcher(None, wanted, plain(each)).ratio() >= _CLOSE for each in entry.authors
    )


def _is_short_for(name: str, entry: Entry) -> bool:
    """Whether a name in capitals stands for an organisation: WHO, World Health Organization."""
    if not name.isupper() or not entry.authors or len(name) < 2:
        return False
    initials = "".join(word[0] for word in entry.authors[0].split() if word[0].isupper())
    return initials == name or f"({name})" in entry.text[:_HEAD]


def _differs_little(a: str, b: str) -> bool:
    """Whether two names are two letters apart at most, of five or more."""
    matched = sum(block.size for block in SequenceMatcher(None, a, b).get_matching_blocks())
    return min(len(a), len(b)) >= 4 and max(len(a), len(b)) - matched <= 2
