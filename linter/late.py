"""Regular expressions that are compiled when something first uses them.

Compiling one takes up to eight milliseconds, and most of those that a run imports are for what a
draft does not hold.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as it is used here: its methods."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Has the methods of a compiled pattern from the first use of one of them on."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._arguments = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._arguments)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
