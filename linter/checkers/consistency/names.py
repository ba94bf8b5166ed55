"""A name or abbreviation whose capitals change: PubMed, Pubmed."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checkers.consistency.forms import Look, Text, Words, less_used, report
from linter.checkers.spelling.lexicon import Flag, shipped
from linter.config import Config
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span

_SHORTEST = 4
_REACH = 40
_SHOWN = 4


def prepare(rule: Rule, words: Words, config: Config) -> Look:
    """Finds the less used form of a name that has a capital inside it, or is all capitals; if
    the dictionary has one of the forms, the others.

    Words that have a lower-case form are left alone, and so are the words of `allow`.
    """
    allowed = frozenset(words.get("allow", ()))

    def look(text: Text) -> Iterable[Finding]:
        groups: dict[str, list[str]] = {}
        for form in text.forms:
            if not form.islower() and len(form) >= _SHORTEST and form.isalpha():
                groups.setdefault(form.lower(), []).append(form)
        for key, forms in groups.items():
            if len(forms) > 1 and key not in allowed and _is_name(key, forms):
                group = [(form, _meant(text, form)) for form in forms]
                for kept, number, places in less_used(group, shipped().spellings(key)):
                    for some in _few(places):
                        yield report(text, rule, some, kept, number, verbatim=True)

    return look


def _few(places: list[Span]) -> list[list[Span]]:
    """The first places one by one, as a reader marks them, and all others together."""
    ends = range(1, _SHOWN)
    parts = [places[: _SHOWN - 1][end - 1 : end] for end in ends] + [places[_SHOWN - 1 :]]
    return [part for part in parts if part]


def _meant(text: Text, form: str) -> list[Span]:
    """Where a form stands for its own sake, not because everything around it is in capitals."""
    return [place for place in text.places(form) if not _is_shouted(text, form, place)]


def _is_shouted(text: Text, form: str, place: Span) -> bool:
    """Whether a word stands in capitals because its neighbours do, or as a press release begins
    with the place it comes from."""
    if not form.isupper():
        return False
    prose = text.document.prose
    before = prose[max(place.start - _REACH, 0) : place.start].split()
    behind = prose[place.end : place.end + _REACH].split()
    near = (*before[-1:], *behind[:1])
    return text.opens(place.start) or any(len(each) > 1 and each.isupper() for each in near)


def _is_name(key: str, forms: list[str]) -> bool:
    """Whether the forms tell of a name. Ordinary words are shouted or spell out an acronym
    (SUPporting), and genes and their proteins differ in the first letter only (dosR, DosR)."""
    if len({form[1:] for form in forms}) < 2:
        return False
    flags = shipped().flags(key)
    return Flag.LOWER not in flags and Flag.NAME not in flags
