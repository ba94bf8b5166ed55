"""From verdicts to findings: where a rule looks, how often it reports, what it offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linter.checkers.reporting import Correction, fill, make_finding
from linter.checkers.spelling.judging import Verdict
from linter.checkers.typography.once import keep_first
from linter.documents.document import Document
from linter.documents.model import Block, BlockKind
from linter.findings import Finding, Safety, Severity
from linter.ruleset.model import Rule
from linter.spans import Span

UNKNOWN = "unknown"
_HARDLY_A_DOUBT = 0.98
_IN_FURNITURE = frozenset({"misspelling", "drug"})


def looks_at(rule: Rule, look: str, block: Block) -> bool:
    """Whether a rule looks into a block: what stands around a text must be surely misspelt."""
    if block.kind is BlockKind.FURNITURE and look not in _IN_FURNITURE:
        return False
    return rule.blocks.allows(block.kind) and rule.sections.allows(block.section_kind)


def findings(
    document: Document, rule: Rule, look: str, verdicts: Iterable[Verdict]
) -> Iterator[Finding]:
    """One finding for each verdict, or the first ones where the rule says `once`.

    Every unknown word is a matter of its own: it is reported once for each.
    """
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if looks_at(rule, look, document.blocks[verdict.sight.block]):
            word = verdict.sight.place.form.lower() if look == UNKNOWN else ""
            groups.setdefault(word, []).append(verdict)
    for group in groups.values():
        made = (_finding(document, rule, each) for each in group)
        yield from keep_first(document, rule.once, made)


def _finding(document: Document, rule: Rule, verdict: Verdict) -> Finding:
    """The finding; in what stands around a text (search terms, menus) it is only a hint, unless
    there is hardly a doubt."""
    span = Span(verdict.start, verdict.end)
    furniture = document.blocks[verdict.sight.block].kind is BlockKind.FURNITURE
    finding = make_finding(
        document,
        rule,
        span,
        severity=Severity.INFO if furniture and verdict.certainty < _HARDLY_A_DOUBT else None,
        corrections=[Correction(span, text) for text in verdict.texts],
        safety=None if verdict.clear else Safety.MANUAL,
    )
    word = {"match": document.prose[span.start : span.end]}
    return replace(finding, suggestions=tuple(fill(each, word) for each in rule.suggestions))
