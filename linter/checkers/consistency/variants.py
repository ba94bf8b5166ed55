"""Two spellings of one word or term, from a list of groups."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checkers.consistency.forms import WORD, Look, Text, Words, less_used, report
from linter.config import Config
from linter.findings import Finding
from linter.ruleset.model import Rule


def prepare(rule: Rule, words: Words, config: Config) -> Look:
    """Finds the less used form of a group (“e-mail | email”) in a document that uses both."""
    groups = [[form.strip() for form in group.split("|")] for group in words.get("groups", ())]
    first_words = [[_first_word(form) for form in group] for group in groups]

    def look(text: Text) -> Iterable[Finding]:
        known = text.lower_forms
        for forms, firsts in zip(groups, first_words, strict=True):
            if sum(first in known for first in firsts) > 1:
                group = [(form, text.places_of_phrase(form)) for form in forms]
                for kept, number, places in less_used(group):
                    yield report(text, rule, places, kept, number)

    return look


def _first_word(form: str) -> str:
    """The first word of a form, as the words of a text are cut."""
    found = WORD.match(form)
    return found[0].lower() if found else form.lower()
