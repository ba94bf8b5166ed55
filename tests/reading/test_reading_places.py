"""Marks around a place, and how many words lie between two places."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from linter import documents
from linter.api import new_session
from linter.reading.marks import Matcher
from linter.reading.places import marks_at, words_between
from linter.reading.scopes import View
from linter.spans import Span

TEXT = "Willow tea may ease pain, perhaps."


@cache
def view() -> View:
    session = new_session(isolated=True)
    ruleset = session.ruleset(session.configurations.for_folder(session.working_folder))
    document = documents.read(TEXT.encode(), Path("text.md"), ruleset.options)
    return View(document, Matcher(ruleset))


def test_marks_that_touch_a_place_are_found() -> None:
    found = [TEXT[each.start : each.end] for each in marks_at(view(), "modal", 0, Span(0, 20))]
    assert found == ["may"]


def test_an_unknown_signal_marks_nothing() -> None:
    assert marks_at(view(), "no-such-signal", 0, Span(0, len(TEXT))) == []


def test_words_between_two_places() -> None:
    looked_at = view()
    assert words_between(looked_at, Span(0, 6), Span(11, 14)) == 1
    assert words_between(looked_at, Span(0, 14), Span(7, 20)) == 0


SPAN = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda pair: Span(min(pair), max(pair))
)


@settings(deadline=None)
@given(SPAN, SPAN)
def test_the_order_of_the_places_does_not_matter(first: Span, second: Span) -> None:
    assert words_between(view(), first, second) == words_between(view(), second, first)
