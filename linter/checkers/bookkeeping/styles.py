"""Documents that cite in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checkers.bookkeeping.ledger import Ledger, span_of
from linter.documents.model import Citation
from linter.findings import Finding
from linter.ruleset.model import Rule

_FEWEST = 3
_NEAR = 30  # characters: a name with its year may stand before the number that cites it
_NAMES = {
    "bracket": "numbers in brackets",
    "parenthesis": "numbers in parentheses",
    "raised": "raised numbers",
    "author-year": "authors and years",
    "key": "keys",
}


def mixed(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Marks in another style than most."""
    groups: dict[str, list[Citation]] = {}
    for mark in ledger.document.citations:
        if style := _style(ledger, mark):
            groups.setdefault(style, []).append(mark)
    if len(groups) < 2:
        return
    main = max(groups, key=lambda style: len(groups[style]))
    if len(groups[main]) < _FEWEST:
        return
    for style, marks in groups.items():
        if style == main or len(marks) > len(groups[main]) // 2:
            continue
        first, *others = marks
        values = {"this": _NAMES[style], "others": _NAMES[main]}
        yield ledger.at_mark(rule, first, values, related=map(span_of, others))


def _style(ledger: Ledger, mark: Citation) -> str:
    """The style of a mark; "" where it says nothing of the document's."""
    if mark.form in _NAMES:
        return mark.form
    if mark.kind == "author-year":
        in_parentheses = ledger.document.prose.startswith("(", mark.start)
        return "author-year" if in_parentheses and not _is_cited_too(ledger, mark) else ""
    return "key" if mark.kind == "key" else ""


def _is_cited_too(ledger: Ledger, mark: Citation) -> bool:
    """Whether a number stands right behind a name with its year."""
    return any(0 <= each.start - mark.end < _NEAR for each in ledger.numeric)
