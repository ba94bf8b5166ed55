"""The checks: each module here looks for one kind of thing, its rules say what in words.

A check module offers `NEEDS`, `OPTIONS` and ``build(rules, settings) -> Checker``, and is found
by its file's name (`check: typography` in a rule).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from linter.documents.document import Document
from linter.findings import Finding

Checker = Callable[[Document], Iterable[Finding]]


class CheckError(Exception):
    """A check could not do its work, for a reason that does not lie in the draft.

    The message says why and what to do. The other checks' findings stand.
    """


_NOT_CHECKS = frozenset({"reporting", "settings"})


def names() -> tuple[str, ...]:
    """All checks there are; importing none of them."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if m.name not in _NOT_CHECKS))


def load(name: str) -> ModuleType:
    """The module of a check; one with a dot in its name is a plug-in's.

    Raises:
        ImportError: there is none of that name.
    """
    return import_module(name if "." in name else f"linter.checkers.{name}")


def options() -> Mapping[str, Mapping[str, type]]:
    """What `options:` in the rules of each check may set."""
    return {name: getattr(load(name), "OPTIONS", {}) for name in names()}
