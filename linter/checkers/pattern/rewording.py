"""Wordings to put in place of a claim, chosen by its verb and filled with its own words.

A rule names signals in `rewordings`; each marks verbs and has texts. The first signal with a mark
in the words of the finding gives its texts, where `{object}` and `{thing}` are what follows the
verb there, without and with its article, and `{was|were}` agrees with the verb. A text that cannot
be filled is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from linter.checkers.pattern.judging import Hit, looks_at_whole
from linter.checkers.reporting import fill
from linter.documents.model import STAND_IN
from linter.late import late
from linter.reading.places import marks_at
from linter.reading.scopes import View
from linter.spans import Span

_LONGEST = 6  # words of an object that a sentence can carry
_BEFORE = 2  # words before the verb among which a helping one is looked for
_CHOICE = late(r"\{([^{}|]+)\|([^{}|]+)\}")
_GAP = late(r"\{\w+\}|\{[^{}|]+\|[^{}|]+\}")
_STOPS = late(r"[,;:.!?()“”\"\n]")


def rewordings(view: View, hit: Hit) -> tuple[str, ...]:
    """What may be written in place of the words that a rule found; empty where nothing fits."""
    block = hit.found.block
    if looks_at_whole(hit.rule):
        return ()
    for name in hit.rule.rewordings:
        texts = view.matcher.ruleset.signal(name).rewordings
        for mark in marks_at(view, name, block, hit.span):
            if hit.span.covers(mark.span) and (made := _filled(view, hit, mark.span, texts)):
                return made
    return ()


def _filled(view: View, hit: Hit, verb: Span, texts: Sequence[str]) -> tuple[str, ...]:
    number = _number(view, hit.found.block, verb)
    values = _objects(view, hit, verb)
    made = (fill(_agreeing(text, number), values) for text in texts)
    return tuple(each for each in made if not _GAP.search(each))


def _objects(view: View, hit: Hit, verb: Span) -> dict[str, str]:
    """What follows the verb in the claim: bare (`object`) and with its article (`thing`).

    Nothing where it is not the name of a thing.
    """
    places = [hit.found.span, *([hit.near.span] if hit.near else []), hit.span]
    claim = min((each for each in places if each.covers(verb)), key=lambda each: each.end)
    lists = view.matcher.ruleset.word_lists
    owners, left_out = lists["owners"], lists["left_out"]
    text = " ".join(view.document.prose[verb.end : claim.end].split())
    article = ""
    while left := next((e for e in (*owners, *left_out) if text.lower().startswith(f"{e} ")), ""):
        text = text[len(left) + 1 :]
        article = f"{owners[0]} " if left in owners else ""
    words = text.lower().split()
    if STAND_IN in text or not 0 < len(words) <= _LONGEST or _STOPS.search(text):
        return {}
    if {*lists["clause_words"], *owners, *left_out} & {*words}:
        return {}
    return {"object": text, "thing": article + text}


def _number(view: View, block: int, verb: Span) -> int | None:
    """0 for one (“eases”, “helps ease”), 1 for several (“ease”), None where it does not show."""
    words = view.document.prose[verb.start : verb.end].lower().split()
    start = view.document.blocks[block].start
    before = view.document.prose[start : verb.start].lower().split()[-_BEFORE:]
    helping = [word for word in before if word in view.matcher.ruleset.word_lists["helping"]]
    if any(word.endswith("s") and not word.endswith("ss") for word in (*words, *helping)):
        return 0
    return None if helping else 1


def _agreeing(text: str, number: int | None) -> str:
    """The text with the form that agrees; as it is where the number is not known."""

    def chosen(choice: re.Match[str]) -> str:
        return choice[0] if number is None else choice[number + 1]

    return _CHOICE.sub(chosen, text)
