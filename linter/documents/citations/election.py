"""Which of the ways to write numbers a document cites in: one of them, if any.

Numbers in brackets are hardly ever anything else. Raised digits may be exponents, numbers in
parentheses may count steps, and plain numbers behind a full stop may be anything: these count
only in a document that is seen to cite so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from linter.documents.citations import numbers
from linter.documents.model import Citation, Draft, Reference

FEWEST = 3  # different sources that must be given in a way for it to be the document's
_NOTED = frozenset({"footnote", "key"})


def elect(
    document: Draft, references: Sequence[Reference], others: Sequence[Citation]
) -> list[Citation]:
    """The numbers that cite. `others` are the marks in words, keys and notes."""
    style = document.options.citation_style
    listed = reference_count(references)
    brackets = list(numbers.joined(document.prose, numbers.bracketed(document, listed)))
    raised = list(
        numbers.joined(document.prose, sorted(numbers.raised(document, listed), key=_start))
    )
    in_brackets, in_raised = _different(brackets, listed), _different(raised, listed)
    if in_brackets >= FEWEST and (in_brackets, len(brackets)) >= (in_raised, len(raised)):
        return brackets
    noted = any(mark.kind in _NOTED for mark in others) and style != "numeric"
    if noted or style == "author-year":
        return [*brackets, *(raised if in_raised >= FEWEST and listed else ())]
    if any(entry.key.isdecimal() for entry in references):
        ways = [numbers.parenthesised(document, listed), numbers.lost(document, listed)]
        best = max(ways, key=lambda marks: _different(marks, listed))
        if _different(best, listed) > max(in_raised, in_brackets) and _is_way(best):
            return [*brackets, *best]
    if in_raised >= FEWEST:
        return [*_without_pairs(brackets), *raised]
    return [*brackets, *raised]


def reference_count(references: Sequence[Reference]) -> int:
    """The highest number of the reference list, or its length; 0 if there is none."""
    entries = [entry for entry in references if entry.kind == "list"]
    keys = [int(entry.key) for entry in entries if entry.key.isdecimal()]
    return max(keys, default=len(entries))


def _different(marks: Sequence[Citation], listed: int) -> int:
    """How many sources the marks give, of those that are listed."""
    keys = {key for mark in marks for key in mark.keys}
    return sum(not listed or int(key) <= listed for key in keys)


def _is_way(marks: Sequence[Citation]) -> bool:
    """Whether ambiguous numbers look like a document's way to cite.

    There are three or more, and they give new sources mostly in the order of the list.
    """
    if len({mark.keys for mark in marks}) < FEWEST:
        return False
    first_seen = list(dict.fromkeys(int(key) for mark in marks for key in mark.keys))
    if len(first_seen) < FEWEST:
        return False
    rising = sum(b > a for a, b in pairwise(first_seen))
    return rising >= 0.8 * (len(first_seen) - 1)


def _start(mark: Citation) -> int:
    return mark.start


def _without_pairs(brackets: Sequence[Citation]) -> list[Citation]:
    """In a document that cites otherwise, two numbers in brackets are an interval."""
    return [mark for mark in brackets if len(mark.keys) == 1]
