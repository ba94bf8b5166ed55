"""One finding for many: the first place is shown, the others are its related ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from linter.documents.model import Document
from linter.findings import Finding, Fix, Safety

_CAUTION = (Safety.SAFE, Safety.UNSAFE, Safety.MANUAL)


def keep_first(document: Document, once: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each paragraph, section or document; all if `once` is empty."""
    if not once:
        yield from findings
        return
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(document, once, finding), []).append(finding)
    for group in groups.values():
        related = tuple(each.span for each in group[1:])
        yield replace(join_fixes(group[0], group), related=(*group[0].related, *related))


def join_fixes(finding: Finding, group: Sequence[Finding]) -> Finding:
    """The finding with one fix that makes the edits of all findings of the group."""
    fixes = [each.fixes[0] for each in group if each.fixes]
    if not fixes:
        return finding
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    safety = max((fix.safety for fix in fixes), key=_CAUTION.index)
    description = fixes[0].description
    if len(edits) > 1:
        description = f"{description.rstrip('.')}, at all {len(edits)} places."
    return replace(finding, fixes=(Fix(description, edits, safety),))


def _key(document: Document, once: str, finding: Finding) -> object:
    if once == "section":
        return finding.section
    if once == "paragraph":
        return document.block_at(document.map.to_prose(finding.span.start))
    return None
