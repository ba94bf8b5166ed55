"""The check of most rules: find something, unless something else stands within a scope."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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
from linter.checkers.pattern.repeating import name_the_first
from linter.checkers.pattern.requirements import may_find, required
from linter.checkers.settings import Settings
from linter.checkers.spelling.own_words import own_words
from linter.documents.document import Document
from linter.documents.model import Block, BlockKind
from linter.findings import Finding
from linter.reading.kinds import Election
from linter.reading.marks import Matcher, Source
from linter.reading.scopes import View
from linter.ruleset.model import WINDOWS, Condition, Rule
from linter.watching import Watch

NEEDS = frozenset({"sentences", "citations"})
_MINIMUM = "minimum-words"  # of a text for which a rule on what is missing holds
OPTIONS: dict[str, type] = {_MINIMUM: int}


def build(rules: Sequence[Rule], settings: Settings) -> _PatternCheck:
    """The check of all pattern rules at once: the text is looked at once for all of them."""
    return _PatternCheck(rules, settings)


class _PatternCheck:
    """Holds the rules by what sets them off: the marks of a signal, or of a list of expressions
    (a name or the list's number)."""

    def __init__(self, rules: Sequence[Rule], settings: Settings) -> None:
        ruleset = settings.ruleset
        self.document = settings.config.document
        self.window = WINDOWS[settings.config.citations.window]
        watch: Watch | None = settings.watch
        self._matches = watch.by_rule(matches_in) if watch else matches_in
        self.own = own_words(settings.config)
        self.matcher = Matcher(ruleset)
        self.whole = [(rule, _minimum(rule)) for rule in rules if looks_at_whole(rule)]
        self.rules = [rule for rule in rules if not looks_at_whole(rule)]
        self._rules_of: dict[Source, set[int]] = {}
        self._sources: dict[int, set[Source]] = {}
        self._required = [required(rule, self.matcher, self.window) for rule in self.rules]
        self._quoting: set[int] = set()
        self._looking: dict[tuple[BlockKind, str], frozenset[int]] = {}
        for number, rule in enumerate(self.rules):
            if any(condition.quotation for condition in rule.find):
                self._quoting.add(number)
            for source in {each for condition in rule.find for each in _sources(condition)}:
                self._rules_of.setdefault(source, set()).add(number)
        for source in self._rules_of:
            for list_id in [source] if isinstance(source, int) else ruleset.signal_lists[source]:
                self._sources.setdefault(list_id, set()).add(source)

    def __call__(self, document: Document) -> Iterator[Finding]:
        view = View(document, self.matcher, self.window)
        election = Election(document, self.document)
        hits: list[Hit] = []
        for block, place in enumerate(document.blocks):
            if place.kind in UNREAD or not document.english[block]:
                continue
            election.look_at(view.scan(block))
            for number in sorted(self._set_off(view, block)):
                hits += self._matches(view, self.rules[number], block)
        for rule, words in self.whole:
            if document.words >= words:
                hits += whole_document(view, rule)
        kind = election.kind()
        document.take_for(kind)
        document.kept["view"] = view
        hits = [hit for hit in hits if suits(hit, kind, document.blocks[hit.found.block])]
        if self.own:
            hits = [hit for hit in hits if not self._is_accepted(document, hit)]
        made = [(hit, finding_of(view, hit, others)) for hit, others in _once(document, hits)]
        yield from name_the_first(view, made)

    def _is_accepted(self, document: Document, hit: Hit) -> bool:
        """Whether it is the spelling of a single word that the user has accepted."""
        if hit.rule.category != "typo":
            return False
        word = document.prose[hit.span.start : hit.span.end]
        return " " not in word and self.own.accepts(word)

    def _set_off(self, view: View, block: int) -> Collection[int]:
        """The rules that look at a block and for which something stands in it."""
        found: set[int] = set()
        place, scan = view.document.blocks[block], view.scan(block)
        looking, alone = self._rules_for(place), not place.group
        sources = {
            s for each in scan.hits.keys() & self._sources.keys() for s in self._sources[each]
        }
        for source in sources:
            rules = self._rules_of[source] & looking
            rules = {n for n in rules - found if may_find(scan.hit, self._required[n], alone=alone)}
            if rules and scan.stands(source):
                found |= rules
        quoting = self._quoting & looking
        return found | quoting if quoting and view.document.quotations_of(block) else found

    def _rules_for(self, block: Block) -> frozenset[int]:
        """The rules that look at blocks of this kind in a section of this kind."""
        key = block.kind, block.section_kind
        if key not in self._looking:
            numbers = (n for n, rule in enumerate(self.rules) if applies(rule, *key))
            self._looking[key] = frozenset(numbers)
        return self._looking[key]


def _minimum(rule: Rule) -> int:
    text = dict(rule.options).get(_MINIMUM, "0")
    if not text.isdecimal():
        raise ValueError(f"{rule.id}: `{_MINIMUM}:` must be a number of words, not “{text}”.")
    return int(text)


def _sources(condition: Condition) -> Iterator[Source]:
    """What must stand somewhere for the condition to find anything."""
    if condition.list_id >= 0:
        yield condition.list_id
    yield from condition.marks


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
