"""Marks against the reference list, and both against themselves: what a production editor counts.

A rule chooses one look by ``options: {find: not-cited}``. Each look is a function of a module
here, ``look(rule, ledger, words) -> findings``; `words` are the lists of the rule's options. A
rule of this check looks at the whole document, whatever `sections` and `blocks` say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from linter.checkers import Checker
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

_LOOKS = {
    "not-listed": "lists:not_listed",
    "not-cited": "lists:not_cited",
    "list-not-cited": "lists:list_not_cited",
    "lost-superscripts": "lists:lost_superscripts",
    "order": "order:first_mentions",
    "gap": "order:gaps",
    "duplicate-number": "order:duplicate_numbers",
    "range": "groups:ranges",
    "repeated-number": "groups:repeated",
    "too-many": "groups:too_many",
    "mixed-styles": "styles:mixed",
    "duplicate-reference": "entries:duplicates",
    "no-year": "entries:no_year",
    "no-title": "entries:no_title",
    "future-year": "entries:future_year",
    "retracted": "entries:retracted",
    "phrase": "entries:phrase",
    "author": "entries:author",
    "access-date": "entries:no_access_date",
    "unsuitable-host": "entries:unsuitable",
    "name-not-listed": "names:not_listed",
    "name": "names:misspelt",
    "year": "names:other_year",
    "other-name": "names:other_name",
    "malformed-identifier": "identifiers:malformed",
    "identifier-not-listed": "identifiers:not_listed",
    "placeholder": "placeholders:find",
    "placement": "placement:place",
    "spacing": "placement:spacing",
    "after-number": "placement:after_number",
    "et-al": "placement:et_al",
}


def build(rules: Sequence[Rule], settings: Settings) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist.
    """
    looks = [(rule, _look(rule), _words(rule)) for rule in rules]

    def check(document: Document) -> Iterator[Finding]:
        from linter.checkers.bookkeeping.ledger import Ledger

        ledger = Ledger(document, settings.config)
        for rule, look, words in looks:
            yield from look(rule, ledger, words)

    return check


def _words(rule: Rule) -> Words:
    return {key: tuple(text.split("\n")) for key, text in rule.options}


def _look(rule: Rule) -> Look:
    place = _LOOKS.get(dict(rule.options).get("find", ""))
    if place is None:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(sorted(_LOOKS))}")
    module, _, name = place.partition(":")
    look: Look = getattr(import_module(f"{__name__}.{module}"), name)
    return look
