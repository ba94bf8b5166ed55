"""A name that is once written with a slip, where the draft writes it right all over: “Ketalyet”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from linter.checkers.consistency.forms import Look, Text, Words, report
from linter.checkers.spelling.lexicon import shipped
from linter.config import Config
from linter.findings import Finding
from linter.ruleset.model import Rule

_SHORTEST = 6
_TIMES = 3  # times as often the name must be there that is meant


def prepare(rule: Rule, words: Words, config: Config) -> Look:
    """Finds a name, in no dictionary, that is one slip away from one that is used much more.

    A slip is a letter that stands a place or two too early or too late, that was lost or added.
    Words of the rule's `allow` are left alone.
    """
    allowed = frozenset(words.get("allow", ()))

    def look(text: Text) -> Iterable[Finding]:
        names: dict[str, list[str]] = {}
        for form in text.forms:
            key = form.lower()
            if _may_be_name(form) and key not in allowed and not shipped().flags(key):
                names.setdefault(key, []).append(form)
        for key, forms in names.items():
            for meant in sorted({each for each in _slips(key) if each in names}):
                yield from _reported(text, rule, forms, names[meant])

    return look


def _may_be_name(form: str) -> bool:
    return form.isalpha() and len(form) >= _SHORTEST and form[0].isupper()


def _reported(text: Text, rule: Rule, forms: list[str], others: list[str]) -> Iterator[Finding]:
    places = sorted(place for form in forms for place in text.places(form))
    best = max(sorted(others), key=lambda form: len(text.places(form)))
    times = sum(len(text.places(form)) for form in others)
    if places and times >= _TIMES * max(len(places), 1):
        yield report(text, rule, places, best, times, verbatim=True)


def _slips(word: str) -> Iterator[str]:
    """What may have been meant: a letter elsewhere, a letter less, or a letter more."""
    for place in range(1, len(word) - 2):
        one, two, rest = word[place], word[place + 1], word[place + 2 :]
        yield word[:place] + two + one + rest
        yield word[:place] + two + rest[:1] + one + rest[1:]
        yield word[:place] + rest[:1] + one + two + rest[1:]
    for place in range(1, len(word) - 1):
        yield word[:place] + word[place + 1 :]
        yield from (word[:place] + letter + word[place:] for letter in ascii_lowercase)
