"""Applies fixes: never two that overlap, and again until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter.documents import write
from linter.documents.document import Document
from linter.findings import Finding, Fix, Safety, State
from linter.results import AppliedFix
from linter.values import dataclass

MAX_ROUNDS = 5

Lint = Callable[[bytes], tuple[Document, Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after its fixes: its bytes, the edits that were made, what is left, how it reads."""

    data: bytes
    applied: tuple[AppliedFix, ...]
    remaining: tuple[Finding, ...]
    document: Document


def fix(data: bytes, lint: Lint, *, unsafe: bool = False) -> Fixed:
    """Apply the safe fixes to a file's bytes, with `unsafe` the unsafe ones too, never the
    manual ones. `lint` reads and checks bytes.

    Raises:
        UnreadableError: the bytes cannot be read.
    """
    applied: list[AppliedFix] = []
    document, findings = lint(data)
    before = len(findings)
    for _ in range(MAX_ROUNDS):
        chosen = choose(findings, unsafe=unsafe)
        if not chosen or len(findings) > before:  # a rule that finds its own fixes never ends
            break
        before = len(findings)
        edits = [edit for _, each in chosen for edit in each.edits]
        changed = write(document, edits)
        if changed == data:
            break
        applied += [_describe(document, finding, each) for finding, each in chosen]
        data = changed
        document, findings = lint(data)
    return Fixed(data, tuple(applied), tuple(findings), document)


def choose(findings: Sequence[Finding], *, unsafe: bool) -> list[tuple[Finding, Fix]]:
    """The fixes that may be applied together, in the order of the text."""
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    chosen: list[tuple[Finding, Fix]] = []
    end = -1
    for finding in sorted(findings, key=lambda each: (each.span, each.severity.rank)):
        if finding.state is not State.OPEN or not finding.fixes:
            continue
        first = finding.fixes[0]
        if first.safety not in allowed:
            continue
        if min(edit.span.start for edit in first.edits) <= end:
            continue  # another fix changes the same place; the next round sees what it made of it
        chosen.append((finding, first))
        end = max(edit.span.end for edit in first.edits)
    return chosen


def _describe(document: Document, finding: Finding, made: Fix) -> AppliedFix:
    start = min(edit.span.start for edit in made.edits)
    end = max(edit.span.end for edit in made.edits)
    before = document.source[start:end]
    after = ""
    place = start
    for edit in sorted(made.edits):
        after += document.source[place : edit.span.start] + edit.text
        place = edit.span.end
    after += document.source[place:end]
    line, _ = document.lines.position(start)
    return AppliedFix(finding.rule, line, before, after, finding.message, made.safety)
