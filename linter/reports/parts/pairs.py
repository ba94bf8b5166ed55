"""Which findings are one card: a claim and the citation that the same sentence lacks."""

from __future__ import annotations

from collections.abc import Sequence

from linter.findings import Finding
from linter.spans import Span

_TOGETHER = {"claim", "citation"}


def paired(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """The findings in their order; one that belongs to an earlier one stands with it."""
    groups: list[tuple[Finding, ...]] = []
    waiting: dict[Span, list[int]] = {}  # by sentence, those that may be the first of two
    for finding in findings:
        places = waiting.setdefault(finding.scope, [])
        place = next((each for each in places if _are_one(groups[each][0], finding)), None)
        if place is not None:
            groups[place] = (*groups[place], finding)
            places.remove(place)
            continue
        if finding.category in _TOGETHER and finding.related:
            places.append(len(groups))
        groups.append((finding,))
    return groups


def _are_one(one: Finding, other: Finding) -> bool:
    """Whether both name each other, and one is a claim, the other about its source."""
    different = {one.category, other.category} == _TOGETHER
    return different and one.span in other.related and other.span in one.related


def elsewhere(finding: Finding) -> list[Span]:
    """The related places that do not stand in the finding's own sentence."""
    return [place for place in finding.related if not finding.scope.covers(place)]
