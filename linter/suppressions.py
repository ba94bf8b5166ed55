"""Comments in a draft that accept a finding: `medlint-disable-next claims/cure: reason`.

`disable-next` concerns the next block (or the one it stands in), `disable` everything up to
`enable`, `disable-file` the whole file. Nothing is removed: a finding that is accepted gets the
state and the reason. A comment that is malformed, names no rule or accepts nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from linter.documents.document import Document
from linter.documents.model import Comment
from linter.findings import Finding, Severity, State, fingerprint
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

CHECK = "suppressions"
MALFORMED, UNKNOWN, UNUSED = (
    "medlint/malformed-suppression",
    "medlint/unknown-suppression",
    "medlint/unused-suppression",
)
_MENTION = late(r"\s*medlint-(?:disable|enable)\b|\s*medlint[ -]?(?:disable|enable|ignore)", re.I)
_FORM = late(
    r"\s*medlint-(?P<verb>disable-next|disable-file|disable|enable)"
    r"(?P<names>(?:[ ,]+[\w*?/.-]+)+)\s*(?::\s*(?P<reason>.*?))?\s*\Z",
    re.S,
)
_SEPARATORS = late(r"[ ,]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: which names it accepts, where (source offsets), and why."""

    comment: Comment
    names: tuple[str, ...]
    reach: Span
    reason: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """What names in comments stand for: `ids` maps ids, earlier ids and packs to rule ids;
    `active` are the rules that ran, so that others are not called unused."""

    ids: Mapping[str, Sequence[str]]
    active: frozenset[str] = field(default=frozenset())


def apply(
    document: Document,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    names: Names,
) -> tuple[Finding, ...]:
    """The findings with the state that the draft's comments give them, and those about comments.

    `rules` are the active rules of this check by id; what is switched off is not reported.
    """
    if not document.comments:
        return tuple(findings)
    suppressions = list(_read(document))
    used: set[tuple[Comment, str]] = set()
    result = [_with_state(finding, suppressions, names, used) for finding in findings]
    return (*result, *_about_comments(document, suppressions, rules, names, used))


def _with_state(
    finding: Finding,
    suppressions: Sequence[Suppression],
    names: Names,
    used: set[tuple[Comment, str]],
) -> Finding:
    for suppression in suppressions:
        if not _reaches(suppression.reach, finding.span):
            continue
        for name in suppression.names:
            if {finding.rule, *finding.also} & set(names.ids.get(name, ())):
                used.add((suppression.comment, name))
                return replace(finding, state=State.SUPPRESSED, reason=suppression.reason)
    return finding


def _reaches(reach: Span, span: Span) -> bool:
    return (
        reach.start <= span.start < reach.end or reach.start <= span.start == span.end <= reach.end
    )


def _read(document: Document) -> Iterator[Suppression]:
    """The well-formed suppressions of a document, with how far each reaches."""
    open_until: list[tuple[Comment, tuple[str, ...], str | None]] = []
    for comment in document.comments:
        match = _FORM.match(comment.text)
        if not match:
            continue
        names = tuple(filter(None, _SEPARATORS.split(match["names"])))
        reason = match["reason"] or None
        if match["verb"] == "disable":
            open_until.append((comment, names, reason))
        elif match["verb"] == "enable":
            still_open = []
            for begun, begun_names, begun_reason in open_until:
                closed = tuple(name for name in begun_names if name in names)
                if closed:
                    yield Suppression(begun, closed, Span(begun.end, comment.start), begun_reason)
                rest = tuple(name for name in begun_names if name not in names)
                if rest:
                    still_open.append((begun, rest, begun_reason))
            open_until = still_open
        elif match["verb"] == "disable-file":
            yield Suppression(comment, names, Span(0, len(document.source) + 1), reason)
        else:
            yield Suppression(comment, names, _next_block(document, comment), reason)
    for comment, names, reason in open_until:
        yield Suppression(comment, names, Span(comment.end, len(document.source) + 1), reason)


def _next_block(document: Document, comment: Comment) -> Span:
    """The block that a comment stands in, or the first one behind it, in the source."""
    for block in document.blocks:
        span = document.map.to_source(Span(block.start, block.end))
        if span.end > comment.start:
            return Span(min(span.start, comment.start), span.end)
    return Span(comment.end, comment.end)


def _about_comments(
    document: Document,
    suppressions: Sequence[Suppression],
    rules: Mapping[str, Rule],
    names: Names,
    used: set[tuple[Comment, str]],
) -> Iterator[Finding]:
    report = _reporter(document, rules)
    for comment in document.comments:
        if _MENTION.match(comment.text) and not _FORM.match(comment.text):
            yield from report(MALFORMED, comment, "")
    for suppression in suppressions:
        for name in suppression.names:
            ids = names.ids.get(name)
            if not ids:
                yield from report(UNKNOWN, suppression.comment, name)
            elif (suppression.comment, name) not in used and names.active.issuperset(ids):
                yield from report(UNUSED, suppression.comment, name)


def _reporter(
    document: Document, rules: Mapping[str, Rule]
) -> Callable[[str, Comment, str], Iterator[Finding]]:
    def report(rule_id: str, comment: Comment, name: str) -> Iterator[Finding]:
        rule = rules.get(rule_id)
        if rule is None:
            return
        span = Span(comment.start, comment.end)
        text = document.source[comment.start : comment.end]
        yield Finding(
            rule=rule.id,
            category=rule.category,
            severity=Severity(rule.severity),
            span=span,
            message=rule.message.replace("{match}", comment.text).replace("{name}", name),
            text=text,
            scope=span,
            sentence=text,
            marked=Span(0, len(text)),
            scope_name="comment",
            fingerprint=fingerprint(rule.id, text, text),
        )

    return report
