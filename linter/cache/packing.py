"""A file's result as bytes and back: plain values only, so that reading them runs no code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from marshal import dumps, loads
from operator import attrgetter
from typing import Any

from linter.findings import Evidence, Finding, Fix, RuleCard, Safety, Severity, State
from linter.measures.model import Measures
from linter.results import FileResult
from linter.spans import Edit, Span

_Convert = Callable[[Any], Any]
_Form = tuple[_Convert, _Convert]  # to plain values, and back


def pack(result: FileResult) -> bytes | None:
    """The bytes of a result without document and review; None where some of it cannot be kept."""
    try:
        return dumps(_RESULT[0](replace(result, document=None, review=None)))
    except ValueError:
        return None


def unpack(data: bytes) -> FileResult | None:
    """The result; None where the bytes are those of something else."""
    try:
        result: FileResult = _RESULT[1](loads(data))
    except (ValueError, EOFError, TypeError, LookupError):
        return None
    return result


def pack_cards(cards: Mapping[str, RuleCard]) -> Any:
    """Cards as plain values."""
    return _CARDS[0](tuple(cards.values()))


def unpack_cards(values: Any) -> dict[str, RuleCard]:
    """Cards by the ids of their rules.

    Raises:
        ValueError, TypeError, LookupError: the values are those of something else.
    """
    return {card.id: card for card in _CARDS[1](values)}


def _of_class(cls: Any, **nested: _Form) -> _Form:
    """Values of a class as a tuple of their fields; `nested` are fields that hold others."""
    names = [field.name for field in fields(cls)]
    parts = [(names.index(name), *form) for name, form in nested.items()]
    values_of = attrgetter(*names)

    def to_plain(value: Any) -> tuple[Any, ...]:
        values = list(values_of(value))
        for place, down, _ in parts:
            values[place] = down(values[place])
        return tuple(values)

    def from_plain(plain: Any) -> Any:
        values = list(plain)
        for place, _, up in parts:
            values[place] = up(values[place])
        return cls(*values)

    return to_plain, from_plain


def _many(form: _Form) -> _Form:
    down, up = form
    return (
        lambda values: tuple([down(value) for value in values]) if values else (),
        lambda plain: tuple([up(value) for value in plain]) if plain else (),
    )


def _or_none(form: _Form) -> _Form:
    down, up = form
    return (
        lambda value: None if value is None else down(value),
        lambda plain: None if plain is None else up(plain),
    )


def _of_enum(cls: Any) -> _Form:
    members = {str(member): member for member in cls}
    return str, members.__getitem__


_SPAN: _Form = (lambda span: (span.start, span.end), lambda plain: Span(*plain))
_SEVERITY, _STATE, _SAFETY = _of_enum(Severity), _of_enum(State), _of_enum(Safety)
_FIX = _of_class(Fix, edits=_many(_of_class(Edit, span=_SPAN)), safety=_SAFETY)
_EVIDENCE = _of_class(Evidence, span=_or_none(_SPAN), marked=_or_none(_SPAN))
_FINDING = _of_class(
    Finding,
    severity=_SEVERITY,
    span=_SPAN,
    scope=_SPAN,
    marked=_SPAN,
    evidence=_many(_EVIDENCE),
    fixes=_many(_FIX),
    state=_STATE,
    related=_many(_SPAN),
)
_CARDS = _many(_of_class(RuleCard, severity=_SEVERITY))
_RESULT = _of_class(
    FileResult,
    findings=_many(_FINDING),
    cards=_CARDS,
    measures=_or_none(_of_class(Measures)),
)
