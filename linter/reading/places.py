"""Where signals stand around a place of a document."""

from __future__ import annotations

from linter.documents.model import Sentence
from linter.reading.marks import Mark, touching
from linter.reading.scopes import View
from linter.spans import Span


def marks_at(view: View, name: str, block: int, place: Span) -> list[Mark]:
    """The marks of a signal that touch a place, in order; none where no such signal is defined."""
    if name not in view.matcher.ruleset.plain_signals:
        return []
    return touching(view.scan(block).signal(name), place.start, place.end)


def span_of(sentence: Sentence) -> Span:
    """A sentence's place."""
    return Span(sentence.start, sentence.end)


def words_between(view: View, first: Span, second: Span) -> int:
    """How many words stand between two places; 0 where they overlap."""
    first, second = sorted((first, second))
    return len(view.document.prose[first.end : max(second.start, first.end)].split())
