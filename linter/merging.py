"""One finding per problem, whoever found it.

Findings of one category at the same place are the same problem. Of claims, and of missing
citations, a sentence has one of each at most, and the two refer to each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from linter.findings import Finding, fingerprint
from linter.spans import Span

_ONE_PER_SENTENCE = frozenset({"claim", "citation"})
# What such a finding is about is no sentence: a mark, an entry, or what a text lacks as a whole.
_BY_ITSELF = frozenset({"mark", "whole-text"})
_SURFACE = frozenset({"typo", "grammar", "spacing"})


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the text, each problem once, with fingerprints."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_problem(finding), []).append(finding)
    kept = sorted(map(_join, groups.values()), key=_order)
    return tuple(_with_fingerprints(_relate(kept)))


def _is_about_sentence(finding: Finding) -> bool:
    """Whether it is a claim or a missing citation, and not a slip in a mark or an entry."""
    return finding.category in _ONE_PER_SENTENCE and finding.scope_name not in _BY_ITSELF


def _problem(finding: Finding) -> tuple[object, ...]:
    if finding.scope_name in _BY_ITSELF:
        return finding.rule, finding.span
    if finding.category in _ONE_PER_SENTENCE:
        return finding.category, finding.scope
    family = "surface" if finding.category in _SURFACE else finding.category
    return family, finding.span


def _order(finding: Finding) -> tuple[Span, int, str]:
    return finding.span, finding.severity.rank, finding.rule


def _join(group: list[Finding]) -> Finding:
    """The gravest, of equals the one that marks most; it names the others, and takes a fix."""
    group.sort(key=lambda each: (each.severity.rank, each.span.start - each.span.end, each.rule))
    first, *others = group
    also = tuple(sorted({each.rule for each in others} - {first.rule}))
    fixes = next((each.fixes for each in group if each.fixes), ())
    if _is_about_sentence(first):
        fixes = first.fixes
    spans = [*first.related, *(each.span for each in others if each.span != first.span)]
    return replace(first, also=also, fixes=fixes, related=tuple(dict.fromkeys(spans)))


def _relate(findings: list[Finding]) -> list[Finding]:
    """Let a claim and a missing citation of one sentence name each other."""
    by_sentence: dict[Span, list[Finding]] = {}
    for finding in findings:
        if _is_about_sentence(finding):
            by_sentence.setdefault(finding.scope, []).append(finding)
    return [
        replace(
            finding,
            related=tuple(
                dict.fromkeys(
                    [
                        *finding.related,
                        *(o.span for o in by_sentence[finding.scope] if o is not finding),
                    ]
                )
            ),
        )
        if len(by_sentence.get(finding.scope, ())) > 1 and _is_about_sentence(finding)
        else finding
        for finding in findings
    ]


def _with_fingerprints(findings: list[Finding]) -> Iterable[Finding]:
    seen: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        words = (finding.rule, finding.text, finding.sentence)
        ordinal = seen[words] = seen.get(words, -1) + 1
        yield replace(finding, fingerprint=fingerprint(*words, ordinal))
