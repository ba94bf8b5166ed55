"""Which findings repeat an earlier one: the same claim in heading, lead and text is one card."""

from __future__ import annotations

from collections.abc import Sequence

from linter.findings import Finding, Severity
from linter.reports.parts.pairs import paired
from linter.spans import Span

_CATEGORY = "claim"
_Key = tuple[str, Severity, Span]


def repeated(findings: Sequence[Finding]) -> dict[int, int]:
    """The places in `findings` of those that say again what an earlier one says, with its place.

    A claim repeats the one that it relates to if both are of one rule and one severity, and where
    it does, the citation that its sentence lacks repeats the one that the first sentence lacks.
    """
    places = {id(each): place for place, each in enumerate(findings)}
    groups = [[places[id(each)] for each in group] for group in paired(findings)]
    partners = {a: b for group in groups if len(group) == 2 for a, b in (group, group[::-1])}
    firsts: dict[_Key, int] = {}
    found: dict[int, int] = {}
    for place, finding in enumerate(findings):
        if finding.category != _CATEGORY:
            continue
        own, *named = _keys(finding)
        first = next((firsts[key] for key in named if key in firsts and key != own), None)
        for key in (own, *named):
            firsts.setdefault(key, place if first is None else first)
        if first is not None:
            found[place] = first
    for place, first in list(found.items()):
        ours, theirs = partners.get(place), partners.get(first)
        if ours is not None and theirs is not None and _alike(findings[ours], findings[theirs]):
            found[ours] = theirs
    return found


def _keys(finding: Finding) -> list[_Key]:
    """What it may share with another place of the same claim: its own span, and those it names."""
    return [(finding.rule, finding.severity, span) for span in (finding.span, *finding.related)]


def _alike(one: Finding, other: Finding) -> bool:
    return (one.rule, one.severity) == (other.rule, other.severity)
