"""A compound that stands with a hyphen here and without one there."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checkers.consistency.forms import Look, Text, Words, less_used, report
from linter.config import Config
from linter.findings import Finding
from linter.ruleset.model import Rule

_SHORTEST_PART = 2


def prepare(rule: Rule, words: Words, config: Config) -> Look:
    """Finds “non-invasive” where the document has “noninvasive” too, or the other way round.

    `allow` are words that mean something else without the hyphen (re-sign, resign).
    """
    allowed = frozenset(words.get("allow", ()))

    def look(text: Text) -> Iterable[Finding]:
        forms = text.lower_forms
        for form in [each for each in forms if "-" in each]:
            joined = form.replace("-", "")
            if joined in forms and joined not in allowed and _is_compound(form):
                group = [(each, text.places_in_lower_case(each)) for each in (form, joined)]
                for kept, number, places in less_used(group):
                    yield report(text, rule, places, kept, number)

    return look


def _is_compound(form: str) -> bool:
    parts = form.split("-")
    return len(parts) == 2 and min(map(len, parts)) >= _SHORTEST_PART and "'" not in form
