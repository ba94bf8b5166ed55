"""Makes findings: from a place in the prose and a rule to what reports need to know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from linter.documents.document import Document
from linter.documents.model import STAND_IN, BlockKind
from linter.findings import Evidence, Finding, Fix, Safety, Severity
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Edit, Span
from linter.values import dataclass

# A “sentence” that goes on for pages (one line of a megabyte) is cut around each finding.
_CONTEXT = 2000
_PLACEHOLDER = late(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Correction:
    """A replacement of a prose span by a text; `description` is shown to people."""

    span: Span
    text: str
    description: str = ""


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its ``{names}`` replaced; one that has no value stays as it is."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def make_finding(
    document: Document,
    rule: Rule,
    span: Span,
    *,
    values: Mapping[str, str] | None = None,
    severity: Severity | None = None,
    corrections: Iterable[Correction] = (),
    safety: Safety | None = None,
    evidence: Iterable[Evidence] = (),
    related: Iterable[Span] = (),
    rewordings: Iterable[str] = (),
    scope_name: str = "sentence",
    source: Span | None = None,
) -> Finding:
    """A finding of `rule` at a prose span; `source` is its place where the prose shows nothing.

    `values` fill the message and the suggestions (`match` is always there). Each correction
    becomes a fix; one that crosses markup or stands in a quotation or a reference is never safe.
    `related` and the spans of `evidence` are in the prose, too, and are mapped here.
    """
    index = document.block_at(span.start)
    block = document.blocks[index]
    scope = _sentence_around(document, index, span)
    match = document.prose[span.start : span.end].replace(STAND_IN, "…")
    if source is not None:
        match = document.source[source.start : source.end]
    made = [_fix(document, rule, each, safety or rule.safety, index) for each in corrections]
    shown = {"match": " ".join(match.split()), **(values or {})}
    if made and "fix" not in shown:
        shown["fix"] = made[0].edits[0].text
    source = source or document.map.to_source(span)
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=severity or rule.severity,
        span=source,
        message=fill(rule.message, shown),
        text=document.source[source.start : source.end],
        scope=document.map.to_source(scope),
        sentence=document.prose[scope.start : scope.end].replace(STAND_IN, "…"),
        marked=Span(span.start - scope.start, span.end - scope.start),
        scope_name=scope_name,
        section=block.section,
        confidence=rule.confidence,
        evidence=tuple(_in_source(document, each, scope) for each in evidence),
        fixes=tuple(made),
        suggestions=tuple(fill(each, shown) for each in rule.suggestions),
        rewordings=tuple(rewordings),
        related=tuple(document.map.to_source(each) for each in related),
    )


def _sentence_around(document: Document, block: int, span: Span) -> Span:
    """The sentence that holds the span, all it touches if there are several; never very long."""
    sentences = document.sentences_of(block)
    first = bisect_left(sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, max(span.end, span.start + 1), key=lambda each: each.start)
    place = document.blocks[block]
    start, end = place.start, place.end
    if first < last:
        start, end = sentences[first].start, sentences[last - 1].end
    start, end = max(start, span.start - _CONTEXT), min(end, span.end + _CONTEXT)
    return Span(min(start, span.start), max(end, span.end))


def _fix(document: Document, rule: Rule, correction: Correction, safety: Safety, block: int) -> Fix:
    crosses = document.map.crosses_markup(correction.span)
    place = document.blocks[block]
    foreign = place.kind in (BlockKind.QUOTE, BlockKind.REFERENCE)
    quoted = (
        foreign
        or place.section_kind == "references"
        or any(
            note.kind == "quotation"
            and note.start < correction.span.end
            and correction.span.start < note.end
            for note in document.notes
        )
    )
    if safety is Safety.SAFE and (crosses or quoted):
        safety = Safety.UNSAFE
    span = document.map.to_source(correction.span)
    description = correction.description or (
        f"Write “{correction.text}”." if correction.text else "Leave it out."
    )
    return Fix(description, (Edit(span, correction.text),), safety)


def _in_source(document: Document, evidence: Evidence, scope: Span) -> Evidence:
    if evidence.span is None:
        return evidence
    inside = scope.covers(evidence.span)
    source = document.map.to_source(evidence.span)
    return Evidence(
        role=evidence.role,
        span=source,
        text=evidence.text or document.prose[evidence.span.start : evidence.span.end],
        signal=evidence.signal,
        within=evidence.within,
        note=evidence.note,
        named=evidence.named,
        marked=Span(evidence.span.start - scope.start, evidence.span.end - scope.start)
        if inside
        else None,
    )
