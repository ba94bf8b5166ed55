"""Which matches of a rule are reported: what is near them, and what silences or softens them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linter.documents.model import Block, BlockKind
from linter.reading.marks import Mark
from linter.reading.scopes import View
from linter.reading.search import (
    Found,
    agrees,
    around,
    blocks_naming,
    holds,
    occurrences,
    speaks_of_sense,
)
from linter.reading.sentence import sense_of
from linter.ruleset.model import Condition, Rule
from linter.spans import Span
from linter.values import dataclass

UNREAD = frozenset({BlockKind.FURNITURE})
_REFERENCES = "references"
_BODY = "body"


@dataclass(frozen=True, slots=True)
class Hit:
    """A match that nothing silenced: where, and the reasoning."""

    rule: Rule
    found: Found
    span: Span
    condition: Condition
    near: Found | None
    softened_by: Found | None


def applies(rule: Rule, kind: BlockKind, section: str) -> bool:
    """Whether a rule looks at such a block; at references only if it names them."""
    if section == _REFERENCES or kind is BlockKind.REFERENCE:
        named = {*rule.sections.names, *rule.blocks.names}
        if not named & {_REFERENCES, "reference"} or rule.sections.negated:
            return False
    return rule.blocks.allows(kind) and rule.sections.allows(section)


def suits(hit: Hit, kind: str, block: Block) -> bool:
    """Whether a rule is for such a document.

    What stands in a report of research under headings of its own, or under none, is taken to be
    the authors' results.
    """
    rule = hit.rule
    own = kind == "research" and block.section_kind == _BODY
    return rule.documents.allows(kind) and not (own and not rule.sections.allows("results"))


def matches_in(view: View, rule: Rule, block: int) -> Iterator[Hit]:
    """What a rule finds in a block and nothing silences; overlapping matches count once."""
    candidates = [
        (found, condition)
        for condition in rule.find
        if stands(view, condition, block)
        for found in occurrences(view, condition, block)
    ]
    if not candidates:
        return
    candidates.sort(key=lambda each: (each[0].span.start, -each[0].span.end))
    end = -1
    for found, condition in candidates:
        if found.span.start < end or cancelled(view, rule, found):
            continue
        hit = judge(view, rule, condition, found)
        if hit:
            end = hit.span.end
            yield hit


def stands(view: View, condition: Condition, block: int) -> bool:
    """Whether what the condition asks of the whole document is there at all.

    It is looked for once in a document, and saves looking at each of its blocks.
    """
    wide = [each for each in condition.everything if each.within.name == "document"]
    if not wide:
        return True
    place = view.document.blocks[block]
    subject = Found(block, Span(place.start, place.start))
    return all(holds(view, each, subject, itself=True) for each in wide)


def cancelled(view: View, rule: Rule, found: Found) -> bool:
    if rule.exclude_id < 0 and not rule.exclude_signals:
        return False
    scan = view.scan(found.block)
    mark = found.mark or Mark(found.span.start, found.span.end, -1)
    return not scan.without([mark], rule.exclude_id, rule.exclude_signals)


def judge(view: View, rule: Rule, condition: Condition, found: Found) -> Hit | None:
    """Whether a match is reported."""
    if speaks_of_sense(condition) and not agrees(
        condition, sense_of(view, found.block, found.span)
    ):
        return None
    near = None
    if condition.near is not None:
        near = next(around(view, condition.near, condition.within, found), None)
        if near is None:
            return None
    if not all(needed(view, each, found) for each in condition.everything):
        return None
    if any(holds(view, each, found) for each in rule.unless):
        return None
    if not all(holds(view, each, found, itself=True) for each in rule.when):
        return None
    span = found.span
    if near is not None and near.block == found.block:
        span = Span(min(span.start, near.span.start), max(span.end, near.span.end))
    softened = next((hit for each in rule.soften if (hit := holds(view, each, found))), None)
    return Hit(rule, found, span, condition, near, softened)


def needed(view: View, condition: Condition, found: Found) -> bool:
    return holds(view, condition, found) is not None


def looks_at_whole(rule: Rule) -> bool:
    return any(each.missing is not None or each.at_least is not None for each in rule.find)


def whole_document(view: View, rule: Rule) -> Iterator[Hit]:
    """Rules about what a document lacks, or has too much of."""
    for condition in rule.find:
        subject = _subject(view, rule)
        if subject is None or not all(
            holds(view, each, subject, itself=True) for each in rule.when
        ):
            return
        if condition.missing is not None and not holds(
            view, condition.missing, subject, itself=True
        ):
            yield Hit(rule, subject, subject.span, condition, None, None)
        elif condition.at_least is not None:
            yield from _too_many(view, rule, condition)


def _subject(view: View, rule: Rule) -> Found | None:
    """What a rule about an absence points at: what sets it off, else the first block."""
    every = range(len(view.document.blocks))
    for condition in rule.when:
        for block in every if condition.is_stated else blocks_naming(view, condition):
            for found in occurrences(view, condition, block):
                return found
    if not every:
        return None
    first = view.document.blocks[0]
    return Found(0, Span(first.start, first.end))


def _too_many(view: View, rule: Rule, condition: Condition) -> Iterator[Hit]:
    count, per = condition.at_least or (1, 1)
    found = [
        each
        for block, place in enumerate(view.document.blocks)
        if applies(rule, place.kind, place.section_kind) and place.kind not in UNREAD
        for each in occurrences(view, condition, block)
    ]
    if len(found) * per >= count * max(view.document.words, per):
        for each in found:
            yield Hit(replace(rule, once="document"), each, each.span, condition, None, None)
