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
Chosen = list[tuple[Finding, Fix]]
Pick = Callable[[Document, Sequence[Finding]], Chosen]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after its fixes: its bytes, the edits that were made, what is left, how it reads."""

    data: bytes
    applied: tuple[AppliedFix, ...]
    remaining: tuple[Finding, ...]
    document: Document


def fix(data: bytes, lint: Lint, *, unsafe: bool = False, pick: Pick | None = None) -> Fixed:
    """Apply the safe fixes to a file's bytes, with `unsafe` the unsafe ones too, never the
    manual ones. `lint` reads and checks bytes; `pick` says which fixes are made in each round.

    Raises:
        UnreadableError: the bytes cannot be read.
    """
    pick = pick or (lambda _, found: choose(found, unsafe=unsafe))
    applied: list[AppliedFix] = []
    document, findings = lint(data)
    before = len(findings)
    for _ in range(MAX_ROUNDS):
        chosen = pick(document, findings)
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


def choose(findings: Sequence[Finding], *, unsafe: bool) -> Chosen:
    """The fixes that may be applied together, in the order of the text."""
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    return select(findings, lambda _, made: made.safety in allowed)


def select(findings: Sequence[Finding], wants: Callable[[Finding, Fix], bool]) -> Chosen:
    """The fixes that `wants` agrees to, never two that overlap; it is asked in the order of the
    text, and not about what overlaps a fix that it agreed to.
    """
    chosen: Chosen = []
    end = -1
    for finding in sorted(findings, key=lambda each: (each.span, each.severity.rank)):
        if finding.state is not State.OPEN or not finding.fixes:
            continue
        first = finding.fixes[0]
        if min(edit.span.start for edit in first.edits) <= end:
            continue  # another fix changes the same place; the next round sees what it made of it
        if not wants(finding, first):
            continue
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
