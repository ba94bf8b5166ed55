"""Compiled regular expressions as bytes.

Compiling an expression with a hundred words in it takes `re` three milliseconds, and a draft sets
off some eighty of them; making one from its code takes a tenth of one. `re` has no public way to
keep the code, so this does what `re.compile` itself does with it. The code fits only the Python
that made it (the cache is keyed by that), which checks it again when it is used; where a Python
does it otherwise, the expression is compiled anew.
"""

from __future__ import annotations

import re
import zlib
from array import array
from contextlib import suppress
from importlib import import_module
from typing import Any

_NOT_THERE = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, zlib.error)


def code_of(regex: str) -> bytes:
    """The code of a regular expression without named groups; empty where it cannot be kept."""
    with suppress(*_NOT_THERE):
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(regex, 0)
        groups, flags = parsed.state.groups, parsed.state.flags
        code = array("I", (groups, flags, *_compiler._code(parsed, 0)))
        return zlib.compress(code.tobytes())
    return b""


def regex_from(regex: str, code: bytes) -> re.Pattern[str]:
    """The compiled regular expression; `code` is its code, or empty."""
    if code:
        with suppress(*_NOT_THERE):
            groups, flags, *numbers = array("I", zlib.decompress(code))
            engine: Any = import_module("_sre")
            pattern: re.Pattern[str] = engine.compile(
                regex, flags, numbers, groups - 1, {}, (None,) * groups
            )
            return pattern
    return re.compile(regex)
