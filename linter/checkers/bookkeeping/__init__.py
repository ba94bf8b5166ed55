"""Marks against the reference list, and both against themselves: what a production editor counts.

A rule chooses one look by ``options: {find: not-cited}``. Each look is a function of a module
here, ``look(rule, ledger, words) -> findings``; `words` are the lists of the rule's options. A
rule of this check looks at the whole document, whatever `sections` and `blocks` say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from linter.checkers import Checker, CheckError
from linter.documents.document import Document
from linter.findings import Finding
from linter.ruleset.model import Rule

if TYPE_CHECKING:
    from linter.checkers.bookkeeping.ledger import Ledger
    from linter.checkers.settings import Settings

NEEDS: frozenset[str] = frozenset({"citations", "references"})
OPTIONS: Mapping[str, type] = {
    "find": str,
    "words": str,
    "templates": str,
    "hosts": str,
    "publishers": str,
    "most": int,
    "file": str,
}
Words = Mapping[str, tuple[str, ...]]
Look = Callable[[Rule, "Ledger", Words], Iterable[Finding]]

# What a document must have for a look to be worth importing: MARKS that give numbers, names or
# keys, ENTRIES of a list, footnotes or notes, BOTH, or TEXT with certain signs in it.
_BOTH, _MARKS, _ENTRIES, _SIGNS = range(4)
_LOOKS = {
    "not-listed": (_MARKS, "lists:not_listed"),
    "not-cited": (_ENTRIES, "lists:not_cited"),
    "list-not-cited": (_ENTRIES, "lists:list_not_cited"),
    "lost-superscripts": (_BOTH, "lists:lost_superscripts"),
    "order": (_MARKS, "order:first_mentions"),
    "gap": (_ENTRIES, "order:gaps"),
    "duplicate-number": (_ENTRIES, "order:duplicate_numbers"),
    "range": (_MARKS, "groups:ranges"),
    "repeated-number": (_MARKS, "groups:repeated"),
    "too-many": (_MARKS, "groups:too_many"),
    "mixed-styles": (_MARKS, "styles:mixed"),
    "duplicate-reference": (_ENTRIES, "entries:duplicates"),
    "no-year": (_ENTRIES, "entries:no_year"),
    "no-title": (_ENTRIES, "entries:no_title"),
    "future-year": (_ENTRIES, "entries:future_year"),
    "retracted": (_ENTRIES, "entries:retracted"),
    "phrase": (_ENTRIES, "entries:phrase"),
    "author": (_ENTRIES, "entries:author"),
    "access-date": (_ENTRIES, "entries:no_access_date"),
    "unsuitable-host": (_ENTRIES, "entries:unsuitable"),
    "name-not-listed": (_BOTH, "names:not_listed"),
    "name": (_BOTH, "names:misspelt"),
    "year": (_BOTH, "names:other_year"),
    "other-name": (_BOTH, "names:other_name"),
    "malformed-identifier": (_SIGNS, "identifiers:malformed"),
    "identifier-not-listed": (_BOTH, "identifiers:not_listed"),
    "placeholder": (_SIGNS, "placeholders:find"),
    "placement": (_MARKS, "placement:place"),
    "spacing": (_MARKS, "placement:spacing"),
    "after-number": (_MARKS, "placement:after_number"),
    "et-al": (_MARKS, "placement:et_al"),
}
_OF_ENTRIES = ("order:duplicate_numbers", "identifiers:malformed")
_PROFILED = "placement"  # the module whose looks need a profile
_POINTING = frozenset({"numeric", "superscript", "author-year", "key", "footnote"})
_IDENTIFIERS = ("doi", "DOI", "PMID", "PMC", "NCT", "ISRCTN", "CRD4", "ISBN", "0000-000", "arXiv")


def build(rules: Sequence[Rule], settings: Settings) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist.
    """
    wanted: dict[int, list[tuple[Rule, str, Words]]] = {}
    for rule in rules:
        need, place = _look(rule)
        if not place.startswith(_PROFILED) or settings.config.citations.profile != "none":
            wanted.setdefault(need, []).append((rule, place, _words(rule)))

    def check(document: Document) -> Iterator[Finding]:
        if document.library:
            looks = [each for some in wanted.values() for each in some if _is_of_entries(each[1])]
        else:
            looks = [each for need in _needs(document) for each in wanted.get(need, ())]
            looks += [each for each in wanted.get(_SIGNS, ()) if _shows_signs(document, *each[1:])]
        if not looks:
            return
        from linter.checkers.bookkeeping.ledger import Ledger

        ledger = Ledger(document, settings.config)
        failed: CheckError | None = None
        for rule, place, words in looks:
            try:
                yield from _function(place)(rule, ledger, words)
            except CheckError as error:  # the other looks do not need what this one lacks
                failed = error
        if failed:
            raise failed

    return check


def _is_of_entries(place: str) -> bool:
    """Whether a look asks entries alone, as a bibliography without a draft has them."""
    return place.startswith("entries:") or place in _OF_ENTRIES


def _needs(document: Document) -> tuple[int, ...]:
    """Which of marks and entries the document has."""
    marks = any(mark.kind in _POINTING for mark in document.citations)
    if document.references or (marks and _has_items(document)):
        return (_BOTH, _MARKS, _ENTRIES) if document.citations else (_ENTRIES,)
    return (_MARKS,) if marks else ()


def _has_items(document: Document) -> bool:
    """Whether there are entries in other files that the document cites by their keys.

    A draft's own bibliographies are looked into even if it cites nothing from them: one that is
    missing is a mistake.
    """
    if "bibliography" in document.meta or any(mark.kind == "key" for mark in document.citations):
        return bool(document.bibliography.items)
    return False


def _shows_signs(document: Document, place: str, words: Words) -> bool:
    """Whether anything in the text begins as what a look looks for."""
    prose = document.prose
    if place.startswith("identifiers"):
        if document.gathered and document.gathered.items:
            return True
        linked = any("doi.org" in link.url for link in document.links)
        return linked or any(sign in prose for sign in _IDENTIFIERS)
    return bool(document.notes) or any(sign in prose for sign in _beginnings(words))


def _beginnings(words: Words) -> frozenset[str]:
    """The bracket or other sign that a placeholder begins with, else all of it."""
    return frozenset(w[0] if not w[0].isalnum() else w for w in words.get("words", ()))


def _words(rule: Rule) -> Words:
    return {key: tuple(text.split("\n")) for key, text in rule.options}


def _look(rule: Rule) -> tuple[int, str]:
    found = _LOOKS.get(dict(rule.options).get("find", ""))
    if found is None:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(sorted(_LOOKS))}")
    return found


def _function(place: str) -> Look:
    module, _, name = place.partition(":")
    look: Look = getattr(import_module(f"{__name__}.{module}"), name)
    return look
