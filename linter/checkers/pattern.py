"""The check of most rules: find something, unless something else stands within a scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.settings import Settings
from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.findings import Evidence, Finding, Severity
from linter.reading.marks import Matcher
from linter.reading.scopes import View
from linter.reading.search import (
    Found,
    agrees,
    holds,
    occurrences,
    speaks_of_sense,
    within,
)
from linter.reading.sentence import sense_of
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import Condition, Rule
from linter.spans import Span

NEEDS = frozenset({"sentences", "citations"})
OPTIONS: dict[str, type] = {}

_UNREAD = frozenset({BlockKind.FURNITURE})
_REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match that nothing silenced: where, and the reasoning."""

    rule: Rule
    found: Found
    span: Span
    condition: Condition
    near: Found | None
    softened_by: Found | None


def build(rules: Sequence[Rule], settings: Settings) -> _PatternCheck:
    """The check of all pattern rules at once: the text is looked at once for all of them."""
    return _PatternCheck(rules, settings.ruleset)


class _PatternCheck:
    """Holds the rules by the lists of expressions that can set them off."""

    def __init__(self, rules: Sequence[Rule], ruleset: Ruleset) -> None:
        self.matcher = Matcher(ruleset)
        self.whole = [rule for rule in rules if _looks_at_whole(rule)]
        self.rules = [rule for rule in rules if not _looks_at_whole(rule)]
        self.set_off: dict[int, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for list_id in {each for c in rule.find for each in _lists(c, ruleset)}:
                self.set_off.setdefault(list_id, []).append(number)

    def __call__(self, document: Document) -> Iterator[Finding]:
        view = View(document, self.matcher)
        hits: list[_Hit] = []
        for block, place in enumerate(document.blocks):
            if place.kind in _UNREAD or not document.english[block]:
                continue
            hits += self._block(view, block)
        for rule in self.whole:
            hits += _whole_document(view, rule)
        for first, others in _once(document, hits):
            yield _finding(view, first, others)

    def _block(self, view: View, block: int) -> Iterator[_Hit]:
        hits = view.scan(block).hits
        numbers = {
            each for list_id in hits.keys() & self.set_off.keys() for each in self.set_off[list_id]
        }
        place = view.document.blocks[block]
        for number in sorted(numbers):
            rule = self.rules[number]
            if _applies(rule, place.kind, place.section_kind):
                yield from _matches(view, rule, block)


def _applies(rule: Rule, kind: BlockKind, section: str) -> bool:
    """Whether a rule looks at such a block; at references only if it names them."""
    if section == _REFERENCES or kind is BlockKind.REFERENCE:
        named = {*rule.sections.names, *rule.blocks.names}
        if not named & {_REFERENCES, "reference"} or rule.sections.negated:
            return False
    return rule.blocks.allows(kind) and rule.sections.allows(section)


def _matches(view: View, rule: Rule, block: int) -> Iterator[_Hit]:
    """What a rule finds in a block and nothing silences; overlapping matches count once."""
    candidates = [
        (found, condition)
        for condition in rule.find
        for found in occurrences(view, condition, block)
    ]
    if not candidates:
        return
    candidates.sort(key=lambda each: (each[0].span.start, -each[0].span.end))
    end = -1
    for found, condition in candidates:
        if found.span.start < end or _cancelled(view, rule, found):
            continue
        hit = _judge(view, rule, condition, found)
        if hit:
            end = hit.span.end
            yield hit


def _cancelled(view: View, rule: Rule, found: Found) -> bool:
    if rule.exclude_id < 0 and not rule.exclude_signals:
        return False
    scan = view.scan(found.block)
    return found.mark is not None and not scan.without(
        [found.mark], rule.exclude_id, rule.exclude_signals
    )


def _judge(view: View, rule: Rule, condition: Condition, found: Found) -> _Hit | None:
    """Whether a match is reported."""
    if speaks_of_sense(condition) and not agrees(
        condition, sense_of(view, found.block, found.span)
    ):
        return None
    near = None
    if condition.near is not None:
        ranges = view.ranges(condition.within, found.block, found.span)
        near = next(within(view, condition.near, ranges, found), None)
        if near is None:
            return None
    if not all(_needed(view, each, found) for each in condition.everything):
        return None
    if any(holds(view, each, found) for each in rule.unless):
        return None
    if not all(holds(view, _whole(each), found, itself=True) for each in rule.when):
        return None
    span = found.span
    if near is not None and near.block == found.block:
        span = Span(min(span.start, near.span.start), max(span.end, near.span.end))
    softened = next((hit for each in rule.soften if (hit := holds(view, each, found))), None)
    return _Hit(rule, found, span, condition, near, softened)


def _needed(view: View, condition: Condition, found: Found) -> bool:
    return holds(view, condition, found) is not None


def _whole(condition: Condition) -> Condition:
    """A condition of `when:` asks about the document unless it says otherwise."""
    if condition.within.name == "sentence":
        return replace(condition, within=replace(condition.within, name="document"))
    return condition


def _looks_at_whole(rule: Rule) -> bool:
    return any(each.missing is not None or each.at_least is not None for each in rule.find)


def _whole_document(view: View, rule: Rule) -> Iterator[_Hit]:
    """Rules about what a document lacks, or has too much of."""
    for condition in rule.find:
        subject = _subject(view, rule)
        if subject is None or not all(
            holds(view, _whole(each), subject, itself=True) for each in rule.when
        ):
            return
        if condition.missing is not None and not holds(
            view, condition.missing, subject, itself=True
        ):
            yield _Hit(rule, subject, subject.span, condition, None, None)
        elif condition.at_least is not None:
            yield from _too_many(view, rule, condition)


def _subject(view: View, rule: Rule) -> Found | None:
    """What a rule about an absence points at: what sets it off, else the first block."""
    blocks = range(len(view.document.blocks))
    for condition in rule.when:
        for block in blocks:
            for found in occurrences(view, condition, block):
                return found
    if not blocks:
        return None
    first = view.document.blocks[0]
    return Found(0, Span(first.start, first.end))


def _too_many(view: View, rule: Rule, condition: Condition) -> Iterator[_Hit]:
    count, per = condition.at_least or (1, 1)
    found = [
        each
        for block, place in enumerate(view.document.blocks)
        if _applies(rule, place.kind, place.section_kind) and place.kind not in _UNREAD
        for each in occurrences(view, condition, block)
    ]
    if len(found) * per >= count * max(view.document.words, per):
        for each in found:
            yield _Hit(replace(rule, once="document"), each, each.span, condition, None, None)


def _lists(condition: Condition, ruleset: Ruleset) -> Iterator[int]:
    """The lists of expressions of which one must match for the condition to find anything."""
    if condition.list_id >= 0:
        yield condition.list_id
    for name in condition.marks:
        yield from ruleset.signal_lists[name]


def _once(document: Document, hits: list[_Hit]) -> Iterator[tuple[_Hit, list[_Hit]]]:
    """Each hit with those that count as the same, for rules that report a thing once."""
    groups: dict[tuple[object, ...], list[_Hit]] = {}
    for number, hit in enumerate(hits):
        block = document.blocks[hit.found.block]
        key: object = number
        if hit.rule.once == "sentence":
            sentences = document.sentences_of(hit.found.block)
            key = (hit.found.block, sum(each.start <= hit.span.start for each in sentences))
        elif hit.rule.once == "paragraph":
            key = hit.found.block
        elif hit.rule.once == "section":
            key = block.section
        elif hit.rule.once == "document":
            key = ""
        groups.setdefault((hit.rule.id, key), []).append(hit)
    for group in groups.values():
        yield group[0], group[1:]


def _finding(view: View, hit: _Hit, others: Sequence[_Hit]) -> Finding:
    rule, found = hit.rule, hit.found
    values: dict[str, str] = {}
    corrections: list[Correction] = []
    if found.mark is not None:
        values = view.scan(found.block).groups(found.mark)
        template = _replacement(rule, found, view.matcher.ruleset)
        if template is not None:
            text = _filled(
                template, values, view.document.prose[found.span.start : found.span.end], rule
            )
            place = found.span if text else _with_a_space(view, found)
            corrections.append(Correction(place, text))
    return make_finding(
        view.document,
        rule,
        hit.span,
        values=values,
        severity=Severity.INFO if hit.softened_by else None,
        corrections=corrections,
        evidence=_evidence(view, hit),
        related=[each.span for each in others],
        scope_name=_widest(rule),
    )


def _with_a_space(view: View, found: Found) -> Span:
    """What is left out takes one of the spaces around it along."""
    prose, block = view.document.prose, view.document.blocks[found.block]
    start, end = found.span.start, found.span.end
    if prose[end : min(end + 1, block.end)] == " " and prose[block.start : start][-1:] in ("", " "):
        return Span(start, end + 1)
    return Span(start - 1, end) if prose[block.start : start][-1:] == " " else found.span


def _replacement(rule: Rule, found: Found, ruleset: Ruleset) -> str | None:
    """The template that replaces a match: that of its expression, or the only one."""
    if len(rule.replacements) < 2 or found.mark is None:
        return rule.replacements[0] if rule.replacements else None
    numbers = [each for c in rule.find if c.list_id >= 0 for each in ruleset.lists[c.list_id]]
    return rule.replacements[numbers.index(found.mark.pattern)]


def _filled(template: str, values: dict[str, str], match: str, rule: Rule) -> str:
    from linter.checkers.reporting import fill

    text = fill(template, {**values, "match": match})
    text = " ".join(text.split()) if not text.isspace() else text
    return text if rule.exact else _like(match, text)


def _like(match: str, text: str) -> str:
    """The text with the capitals of what it replaces."""
    letters = [each for each in match if each.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)) and not text.isupper():
        return text.upper()
    if letters and letters[0].isupper() and match[0].isalpha():
        return text[:1].upper() + text[1:]
    return text


def _evidence(view: View, hit: _Hit) -> Iterator[Evidence]:
    """Why the match is reported: what set it off, and what was looked for in vain."""
    yield Evidence("trigger", hit.found.span, signal=hit.found.signal)
    if hit.near is not None:
        yield Evidence(
            "near", hit.near.span, signal=hit.near.signal, within=str(hit.condition.within)
        )
    if hit.softened_by is not None:
        yield Evidence("softened-by", hit.softened_by.span, signal=hit.softened_by.signal)
    for condition in hit.rule.unless:
        for each in condition.everything or (condition,):
            what = "citation" if each.citation else ", ".join((*each.signals, *each.claims))
            if what:
                note = _nearest_citation(view, hit.found) if each.citation else "none found"
                yield Evidence("looked-for", signal=what, within=str(each.within), note=note)


def _nearest_citation(view: View, found: Found) -> str:
    """How far away the nearest citation is, in words."""
    citations = view.document.citations
    if not citations:
        return "the document cites nothing"
    block = view.document.blocks[found.block]
    distances = [
        abs(
            _sentence_number(view, found.block, each.start)
            - _sentence_number(view, found.block, found.span.start)
        )
        for each in citations
        if block.start <= each.start <= block.end
    ]
    if not distances:
        return "the nearest citation is in another paragraph"
    nearest = min(distances)
    return f"the nearest citation is {nearest} sentence{'s' if nearest != 1 else ''} away"


def _sentence_number(view: View, block: int, offset: int) -> int:
    return sum(each.end <= offset for each in view.document.sentences_of(block))


def _widest(rule: Rule) -> str:
    """The widest scope that was searched, for reports."""
    order = ("clause", "words", "sentence", "adjacent", "paragraph", "section", "document")
    return max(
        (each.within.name for each in (*rule.unless, *rule.soften)),
        key=order.index,
        default="sentence",
    )
