"""One finding for many: the first place is shown, the others are its related ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linter.documents.document import Document
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
        first = replace(group[0], fixes=tuple(each.fixes[0] for each in group if each.fixes))
        yield replace(join_fixes(first), related=(*first.related, *related))


def join_fixes(finding: Finding) -> Finding:
    """The finding with one fix that makes the edits of all its fixes."""
    if len(finding.fixes) < 2:
        return finding
    edits = tuple(edit for fix in finding.fixes for edit in fix.edits)
    safety = max((fix.safety for fix in finding.fixes), key=_CAUTION.index)
    description = f"{finding.fixes[0].description.rstrip('.')}, at all {len(edits)} places."
    return replace(finding, fixes=(Fix(description, edits, safety),))


def _key(document: Document, once: str, finding: Finding) -> object:
    if once == "section":
        return finding.section
    if once == "paragraph":
        return document.block_at(document.map.to_prose(finding.span.start))
    return None
