"""The numbers of marks and entries, each in its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from linter.checkers.bookkeeping.ledger import Ledger, listing, span_of
from linter.documents.model import Citation
from linter.findings import Finding
from linter.ruleset.model import Rule

_FEWEST = 3
_MOSTLY = 0.7  # of the numbers must rise for the document to be numbered as it cites


def first_mentions(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Numbers that are cited for the first time after a higher one.

    Numbers that a table or caption cites are let off: their place depends on where it is set.
    """
    if not ledger.numbered and ledger.listed:
        return
    first: dict[int, Citation] = {}
    for mark in ledger.in_text:
        for key in mark.keys:
            number = int(key)
            if number not in ledger.aside and (not ledger.numbers or number in ledger.numbers):
                first.setdefault(number, mark)
    order = list(first)
    kept = set(_longest_rising(order))
    if len(order) < _FEWEST or len(kept) < _MOSTLY * len(order):
        return  # numbered by the alphabet
    wrong = [number for number in order if number not in kept]
    if not wrong:
        return
    number = wrong[0]
    place = order.index(number)
    if place and order[place - 1] > number:
        how = f"{number} first appears after {order[place - 1]}"
    else:
        how = f"{number} first appears before {order[place + 1]}"
    others = [first[each] for each in wrong[1:]]
    more = f" The same goes for {listing(wrong[1:])}." if others else ""
    yield ledger.at_mark(
        rule, first[number], {"how": how, "more": more}, related=map(span_of, others)
    )


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest subsequence that rises (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(places[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            places.append(index)
        else:
            tops[pile], places[pile] = number, index
    rising: list[int] = []
    index = places[-1] if places else -1
    while index >= 0:
        rising.append(numbers[index])
        index = before[index]
    return rising[::-1]


def gaps(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Places in a list where its written numbers jump."""
    written = [(number, each) for number, each in ledger.numbered if each.numbered]
    if len(written) < _FEWEST:
        return
    for (before, _), (number, reference) in pairwise(written):
        if number > before + 1:
            missing = list(range(before + 1, min(number, before + 100)))
            yield ledger.at_entry(
                rule,
                reference,
                {"before": str(before), "number": str(number), "missing": listing(missing)},
            )


def duplicate_numbers(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Entries and footnotes with a number or label that another one has."""
    for kind in ("list", "footnote"):
        seen: dict[str, object] = {}
        entries = [e for e in ledger.document.references if e.kind == kind and e.key]
        if kind == "list":
            entries = [each for _, each in ledger.numbered if each.numbered]
        for each in entries:
            key = each.key.casefold()
            if key in seen:
                yield ledger.at_entry(rule, each, {"key": each.key})
            seen[key] = each
    for each in ledger.document.library.again if ledger.document.library else ():
        yield ledger.at_entry(rule, each, {"key": each.key})
    for key, item in ledger.cited_items.items():
        if item.again:
            yield ledger.at_entry(rule, item.entry.reference, {"key": key})
