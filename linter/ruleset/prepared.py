"""Expressions that were compiled before: only new ones have to be.

Compiling the six thousand expressions of the shipped rules takes eight seconds of one core, so
they are kept one by one: who changes a rule waits for its own expressions only. An installed
package brings those of its rules along (`PREPARED`), so that a fresh machine does not wait at
all.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from marshal import dumps, loads
from pathlib import Path
from typing import Any

from linter import __version__
from linter.ruleset.model import Entry, Pattern
from linter.storage import Store

_FORMAT = 1
PYTHON = sys.version
PREPARED = Path(__file__).parents[1] / "data" / "expressions.bin"

Source = tuple[str, bool]  # an expression, and whether capitals count in it
Compiled = Mapping[Source, Pattern]


def load_prepared(language: str, store: Store | None) -> Compiled:
    """The expressions that are compiled already; `language` names the state of the words and
    classes that expressions may refer to."""
    kept = store.get(_key(language)) if store else None
    return {**_read(_shipped(), language), **_read(kept, language)}


def keep_prepared(language: str, compiled: Compiled, store: Store | None) -> None:
    """Keep compiled expressions for the next time that a rule changes."""
    if store:
        store.put(_key(language), as_bytes(language, compiled))


def as_bytes(language: str, compiled: Compiled) -> bytes:
    """Compiled expressions as they are kept."""
    plain = {
        source: (pattern.stored(), [(e.key, e.phrase, e.partners) for e in pattern.entries])
        for source, pattern in compiled.items()
    }
    return dumps((_key(language), PYTHON, plain))


def _read(data: bytes | None, language: str) -> Compiled:
    """What was kept for this state of the language; nothing if it is damaged or of another.

    The code of regular expressions fits only the Python that made it, so another leaves it out.
    """
    try:
        key, made_by, plain = loads(data) if data else ("", "", {})
    except (ValueError, EOFError, TypeError):
        return {}
    if key != _key(language):
        return {}
    patterns = {source: _pattern(*parts) for source, parts in plain.items()}
    return patterns if made_by == PYTHON else _without_code(patterns)


def _pattern(stored: Sequence[Any], entries: Sequence[Sequence[Any]]) -> Pattern:
    values = (*stored, tuple(Entry(*each) for each in entries))
    return Pattern(*values)


def _without_code(patterns: Compiled) -> Compiled:
    return {source: replace(each, code=b"") for source, each in patterns.items()}


def _shipped() -> bytes | None:
    try:
        return PREPARED.read_bytes()
    except OSError:  # a checkout has none
        return None


def _key(language: str) -> str:
    state = "\0".join((str(_FORMAT), repr(Pattern.__match_args__), __version__, language))
    return f"expressions-{blake2b(state.encode(), digest_size=16).hexdigest()}"
