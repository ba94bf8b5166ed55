"""British and American spelling in one document, or the one that was not asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from linter.checkers.consistency.forms import Look, Places, Text, Words, report
from linter.checkers.spelling.lexicon import shipped
from linter.config import Config
from linter.findings import Finding
from linter.ruleset.model import Rule

_SHORTEST = 4
Other = tuple[bool, str] | None  # whether a word is British, and how the other dialect writes it
Forms = dict[str, str]  # the form, and what the other dialect writes


def prepare(rule: Rule, words: Words, config: Config) -> Look:
    """Finds words of the dialect that the document uses less, or that `language` is not.

    `changes` say what the spellings of the dialects differ in (“oedem edem”: British, American);
    `allow` are spellings that both use, whatever the dictionary says.
    """
    other_of = _dictionary(words)

    def look(text: Text) -> Iterable[Finding]:
        british: Forms = {}
        american: Forms = {}
        for form in text.lower_forms:
            if other := other_of(form):
                (british if other[0] else american)[form] = other[1]
        if config.language == "american":
            wrong, right = british, american
        elif config.language == "british":
            wrong, right = american, british
        else:
            wrong, right = _less_and_more(text, british, american)
        number = len(_places(text, right)) if wrong else 0
        for form, fixed in wrong.items():
            if places := text.places_in_lower_case(form):
                yield report(text, rule, places, fixed, number)

    return look


def _less_and_more(text: Text, british: Forms, american: Forms) -> tuple[Forms, Forms]:
    """The dialect that is used less and the other one; nothing if only one is used."""
    if not british or not american:
        return {}, {}

    def weight(forms: Forms) -> tuple[int, int]:
        places = _places(text, forms)
        return len(places), -min((place.start for place in places), default=0)

    less, more = sorted((british, american), key=weight)
    return less, more


def _places(text: Text, forms: Forms) -> Places:
    return [place for form in forms for place in text.places_in_lower_case(form)]


def _dictionary(words: Words) -> Callable[[str], Other]:
    """Looks a word up; it is remembered, as drafts share most of their words."""
    allowed = frozenset(words.get("allow", ()))
    changes = [tuple(each.split()) for each in words.get("changes", ())]
    lexicon = shipped()

    def differs(british: str, american: str) -> bool:
        return any(one in british and british.replace(one, two) == american for one, two in changes)

    @lru_cache(maxsize=1 << 16)
    def other_of(form: str) -> Other:
        if len(form) < _SHORTEST or form in allowed:
            return None
        if (other := lexicon.american(form)) and differs(form, other):
            return True, other
        if (other := lexicon.british(form)) and differs(other, form):
            return False, other
        return None

    return other_of
