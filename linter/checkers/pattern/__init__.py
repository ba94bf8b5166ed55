"""The check of most rules: find something, unless something else stands within a scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.checkers.pattern.explaining import finding_of
from linter.checkers.pattern.judging import (
    UNREAD,
    Hit,
    applies,
    looks_at_whole,
    matches_in,
    suits,
    whole_document,
)
from linter.checkers.settings import Settings
from linter.documents.document import Document
from linter.findings import Finding
from linter.reading.kinds import Election
from linter.reading.marks import Matcher
from linter.reading.scopes import View
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import WINDOWS, Condition, Rule

NEEDS = frozenset({"sentences", "citations"})
OPTIONS: dict[str, type] = {}


def build(rules: Sequence[Rule], settings: Settings) -> _PatternCheck:
    """The check of all pattern rules at once: the text is looked at once for all of them."""
    return _PatternCheck(rules, settings)


class _PatternCheck:
    """Holds the rules by the lists of expressions that can set them off."""

    def __init__(self, rules: Sequence[Rule], settings: Settings) -> None:
        ruleset = settings.ruleset
        self.document = settings.config.document
        self.window = WINDOWS[settings.config.citations.window]
        self.matcher = Matcher(ruleset)
        self.whole = [rule for rule in rules if looks_at_whole(rule)]
        self.rules = [rule for rule in rules if not looks_at_whole(rule)]
        self.set_off: dict[int, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for list_id in {each for c in rule.find for each in _lists(c, ruleset)}:
                self.set_off.setdefault(list_id, []).append(number)

    def __call__(self, document: Document) -> Iterator[Finding]:
        view = View(document, self.matcher, self.window)
        election = Election(document, self.document)
        hits: list[Hit] = []
        for block, place in enumerate(document.blocks):
            if place.kind in UNREAD or not document.english[block]:
                continue
            election.look_at(view.scan(block))
            hits += self._block(view, block)
        for rule in self.whole:
            hits += whole_document(view, rule)
        document.kind = kind = election.kind()
        hits = [hit for hit in hits if suits(hit, kind, document.blocks[hit.found.block])]
        for first, others in _once(document, hits):
            yield finding_of(view, first, others)

    def _block(self, view: View, block: int) -> Iterator[Hit]:
        hits = view.scan(block).hits
        numbers = {
            each for list_id in hits.keys() & self.set_off.keys() for each in self.set_off[list_id]
        }
        place = view.document.blocks[block]
        for number in sorted(numbers):
            rule = self.rules[number]
            if applies(rule, place.kind, place.section_kind):
                yield from matches_in(view, rule, block)


def _lists(condition: Condition, ruleset: Ruleset) -> Iterator[int]:
    """The lists of expressions of which one must match for the condition to find anything."""
    if condition.list_id >= 0:
        yield condition.list_id
    for name in condition.marks:
        yield from ruleset.signal_lists[name]


def _once(document: Document, hits: list[Hit]) -> Iterator[tuple[Hit, list[Hit]]]:
    """Each hit with those that count as the same, for rules that report a thing once."""
    groups: dict[tuple[object, ...], list[Hit]] = {}
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
