"""Results as bytes: all of a result comes back, and nothing else is taken for one."""

from __future__ import annotations

from dataclasses import fields
from marshal import dumps

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.cache.packing import pack, pack_cards, unpack, unpack_cards
from linter.findings import Evidence, Finding, Fix, RuleCard, Safety, Severity, State
from linter.results import FileResult
from linter.spans import Edit, Span

texts = st.text(max_size=9)
numbers = st.integers(0, 10**6)
spans = st.builds(Span, numbers, numbers)


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


fixes = st.builds(Fix, texts, some(st.builds(Edit, spans, texts)), st.sampled_from(Safety))
evidence = st.builds(
    Evidence, texts, st.none() | spans, texts, texts, texts, texts, st.none() | spans
)
findings = st.builds(
    Finding,
    rule=texts,
    category=texts,
    severity=st.sampled_from(Severity),
    span=spans,
    message=texts,
    text=texts,
    scope=spans,
    sentence=texts,
    marked=spans,
    scope_name=texts,
    section=some(texts),
    confidence=st.none() | st.floats(0, 1),
    engine=texts,
    evidence=some(evidence),
    fixes=some(fixes),
    suggestions=some(texts),
    state=st.sampled_from(State),
    reason=st.none() | texts,
    also=some(texts),
    related=some(spans),
    fingerprint=texts,
    line=numbers,
    column=numbers,
    end_line=numbers,
    end_column=numbers,
)
cards = st.builds(
    RuleCard, texts, texts, st.sampled_from(Severity), texts, texts, texts, texts, some(texts)
)
results = st.builds(
    FileResult,
    path=texts,
    words=numbers,
    findings=some(findings),
    notes=some(texts),
    cards=some(cards),
    files=some(st.tuples(texts, texts)),
)


@given(results)
def test_a_result_comes_back_whole(result: FileResult) -> None:
    data = pack(result)
    assert data is not None
    assert unpack(data) == result


@given(findings)
def test_kinds_of_values_come_back_too(finding: Finding) -> None:
    back = unpack(pack(FileResult("a", findings=(finding,))) or b"")
    assert back is not None
    for field in fields(Finding):
        value, again = getattr(finding, field.name), getattr(back.findings[0], field.name)
        assert type(again) is type(value), field.name


def test_surrogates_are_kept() -> None:
    result = FileResult("a", notes=("\udcff",))
    assert unpack(pack(result) or b"") == result


@given(st.lists(cards, max_size=3))
def test_cards_come_back(made: list[RuleCard]) -> None:
    by_id = {card.id: card for card in made}
    assert unpack_cards(pack_cards(by_id)) == by_id


@pytest.mark.parametrize("data", [b"", b"no", dumps(3), dumps(()), dumps(("a", 1)), dumps("abc")])
def test_other_bytes_are_no_result(data: bytes) -> None:
    assert unpack(data) is None
