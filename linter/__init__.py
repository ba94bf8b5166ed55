"""medlint finds typos, unsupported claims and missing citations in medical writing.

The public API; each name is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "Config": "linter.config",
    "Document": "linter.documents.document",
    "Finding": "linter.findings",
    "Fix": "linter.findings",
    "Reading": "linter.reading.sentence",
    "Rule": "linter.ruleset.model",
    "Severity": "linter.findings",
    "lint_file": "linter.api",
    "lint_paths": "linter.api",
    "lint_text": "linter.api",
    "read_text": "linter.api",
}

if TYPE_CHECKING:
    from linter.api import lint_file, lint_paths, lint_text, read_text
    from linter.config import Config
    from linter.documents.document import Document
    from linter.findings import Finding, Fix, Severity
    from linter.reading.sentence import Reading
    from linter.ruleset.model import Rule

__all__ = [
    "Config",
    "Document",
    "Finding",
    "Fix",
    "Reading",
    "Rule",
    "Severity",
    "lint_file",
    "lint_paths",
    "lint_text",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
