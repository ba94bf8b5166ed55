"""What a run comes to: a result per file, and the run as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from linter.documents.document import Document
from linter.findings import Finding, RuleCard, Safety, Severity, State
from linter.measures.model import Measures
from linter.spans import Span
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something medlint was asked to do and could not: exit code 2.

    `path` is the file it concerns (as in `FileResult.path`), or empty; `message` says what is
    wrong and what to do.
    """

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class AppliedFix:
    """An edit that was made, or would be: the words before and after, and for which rule."""

    rule: str
    line: int
    before: str
    after: str
    message: str
    safety: Safety


@dataclass(frozen=True, slots=True)
class Statement:
    """What a draft says that a treatment does or does not do: a row of the claims matrix.

    `kind` is that of the claim (benefit, cure, safety …), `effect` or `harm`; `words` make it,
    in `sentence`. `mood`, `strength`, `attribution` and `evidence` are in people's words.
    `caveats` are words, `citations` marks that stand in its scope, `sources` the entries of the
    list that these point to, and `near` says that the marks stand in another sentence of it.
    """

    span: Span
    line: int
    column: int
    section: tuple[str, ...]
    kind: str
    words: str
    sentence: str
    mood: str
    strength: str
    attribution: str
    evidence: str
    caveats: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    near: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the reference list as it is understood, and the lines in which it is cited."""

    key: str
    text: str
    authors: str = ""
    year: str = ""
    title: str = ""
    doi: str = ""
    pmid: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a reviewer looks at: `about` is a signal (dose, funding …)."""

    about: str
    line: int
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer confirms of a draft, flagged or not. `sha256` is of the file, in hex."""

    sha256: str
    statements: tuple[Statement, ...] = ()
    references: tuple[Listed, ...] = ()
    mentions: tuple[Mention, ...] = ()
    marks: int = 0


@dataclass(frozen=True, slots=True)
class FileResult:
    """What is known of one file after a run.

    `path` is relative to the working folder, with forward slashes. `document`, `review` and
    `measures` are there only where a report asked for them. `notes` are remarks for people that are
    no findings. `applied` is filled by `fix` alone; `findings` are then those that remain. `kind`
    is the kind of text it was read as (research, review, news, patient; "": no rule wanted to
    know). `cards` are of the rules that only this draft's front matter switched on, `files` are the
    files it names, each with what tells its content apart.
    """

    path: str
    words: int = 0
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    document: Document | None = None
    applied: tuple[AppliedFix, ...] = ()
    kind: str = ""
    cards: tuple[RuleCard, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    review: Review | None = None
    measures: Measures | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run: its files in a stable order, and what reports show beside them.

    `configuration` names the configuration files that applied; `rules_digest` tells the rule
    folders' contents apart; `passed_over` counts files of formats that medlint does not read;
    `notes` are remarks for people; `seconds` is wall time.
    """

    results: tuple[FileResult, ...]
    rules: Mapping[str, RuleCard]
    version: str
    problems: tuple[Problem, ...] = ()
    configuration: tuple[str, ...] = ()
    passed_over: int = 0
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    hidden: Mapping[Severity, int] = field(default_factory=dict)
    rules_digest: str = ""

    @property
    def words(self) -> int:
        """Words in all files."""
        return sum(result.words for result in self.results)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems of the run, then those of its files; what several files share, once."""
        every = (*self.problems, *(p for result in self.results for p in result.problems))
        return tuple(dict.fromkeys(every))

    def counts(self) -> dict[Severity, int]:
        """How many findings are open, by severity."""
        counts = dict.fromkeys(Severity, 0)
        for result in self.results:
            for finding in result.findings:
                if finding.state is State.OPEN:
                    counts[finding.severity] += 1
        return counts
