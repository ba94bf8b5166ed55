"""Frozen dataclasses as nested tuples of plain values, and back: what `marshal` can store."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from linter.documents.model import ReadOptions
from linter.findings import Safety, Severity
from linter.ruleset import model

_CLASSES: dict[str, Any] = {
    each.__name__: each
    for each in (
        model.Condition,
        model.Example,
        model.Examples,
        model.Filter,
        model.Pair,
        model.Rule,
        model.Scope,
        model.Signal,
        ReadOptions,
        Safety,
        Severity,
    )
}
_MARK = "\0"


def shape() -> str:
    """What the stored form depends on besides the values: the classes and their fields."""
    return repr({name: getattr(each, "__match_args__", ()) for name, each in _CLASSES.items()})


def to_plain(value: Any) -> Any:
    """Nested tuples, dicts and scalars that hold the same.

    A value of a class says which of its fields hold others, so that only those are gone into.
    """
    if is_dataclass(value) and not isinstance(value, type):
        values = [getattr(value, each.name) for each in fields(value)]
        parts = tuple(map(to_plain, values))
        made = tuple(number for number, part in enumerate(parts) if _holds_marks(part))
        return (_MARK, type(value).__name__, parts, made)
    if isinstance(value, Enum):
        return (_MARK, type(value).__name__, (value.value,), ())
    if isinstance(value, tuple | list):
        return tuple(map(to_plain, value))
    if isinstance(value, dict):
        return {key: to_plain(each) for key, each in value.items()}
    return value


def _holds_marks(value: Any) -> bool:
    if isinstance(value, tuple):
        return value[:1] == (_MARK,) or any(map(_holds_marks, value))
    return isinstance(value, dict) and any(map(_holds_marks, value.values()))


def from_plain(value: Any) -> Any:
    """The value that `to_plain` was given.

    Raises:
        KeyError, TypeError: it was made by another version.
    """
    if isinstance(value, tuple):
        if value and value[0] == _MARK:
            _, name, parts, made = value
            if made:
                parts = list(parts)
                for number in made:
                    parts[number] = from_plain(parts[number])
            return _CLASSES[name](*parts)
        return tuple(map(from_plain, value))
    if isinstance(value, dict):
        return {key: from_plain(each) for key, each in value.items()}
    return value
