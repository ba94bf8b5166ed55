"""What a check reports: a finding, its evidence and its fixes."""

from __future__ import annotations

import hashlib
from dataclasses import field
from enum import StrEnum

from linter.spans import Edit, Span
from linter.values import dataclass


class Severity(StrEnum):
    """How bad it is if the finding is true."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info: lower is worse."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Safety(StrEnum):
    """Who may apply a fix: anyone unread, only on request, or only a person by hand."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


class State(StrEnum):
    """Whether a finding still asks for attention, and if not, why."""

    OPEN = "open"
    SUPPRESSED = "suppressed"
    BASELINED = "baselined"
    EXISTING = "existing"


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits to the source that repair a finding, and who may apply them."""

    description: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.UNSAFE


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of the reasoning: what triggered a finding, what was looked for, what was found.

    `role` is `trigger`, `near`, `looked-for` or `softened-by`; `span` is in the source and None
    for what was looked for and not found; `marked` is the same place in the finding's sentence,
    where it stands in it; `note` says in words what the search came to. `signal` names what was
    found or looked for, `named` says it in plain words.
    """

    role: str
    span: Span | None = None
    text: str = ""
    signal: str = ""
    within: str = ""
    note: str = ""
    marked: Span | None = None
    named: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place of the source.

    `span` is where it is and `scope` the sentence (or block) around it, both in the source;
    `sentence` is that scope as a reader sees it, without markup, and `marked` where in it the
    finding stands. `suggestions` are ways to repair it, `rewordings` texts of which a person may
    choose one for the words that are marked. Lines and columns count from 1; the runner fills them
    in, 0 until then.
    """

    rule: str
    category: str
    severity: Severity
    span: Span
    message: str
    text: str
    scope: Span
    sentence: str
    marked: Span = field(default_factory=lambda: Span(0, 0))
    scope_name: str = "sentence"
    section: tuple[str, ...] = ()
    confidence: float | None = None
    engine: str = "medlint"
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    suggestions: tuple[str, ...] = ()
    rewordings: tuple[str, ...] = ()
    state: State = State.OPEN
    reason: str | None = None
    also: tuple[str, ...] = ()
    related: tuple[Span, ...] = ()
    fingerprint: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What reports show of a rule, so that they need not know rules."""

    id: str
    category: str
    severity: Severity
    message: str
    why: str
    source: str = ""
    url: str = ""
    bad: tuple[str, ...] = field(default=())
    good: tuple[str, ...] = field(default=())


def fingerprint(rule: str, text: str, sentence: str, ordinal: int = 0) -> str:
    """What names a finding across edits that move it: rule, matched words, sentence.

    `ordinal` (from 0) tells equal findings of one file apart. White space is folded, so that
    wrapping a paragraph anew keeps the fingerprint; changing the sentence changes it.
    """
    parts = (rule, " ".join(text.split()), " ".join(sentence.split()), str(ordinal))
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
