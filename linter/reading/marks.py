"""Which expressions and signals stand where in a block.

A block is cut into words once; they say which expressions can match, and only those are located,
when something asks for them. A finite phrase is located by plain search and never goes through
`re`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from linter.documents.document import Document
from linter.late import late
from linter.reading.blocktext import BlockText
from linter.reading.ways import Ways, pairs_of, possible, ways_of, ways_of_signals
from linter.ruleset.compiled import Hit, Ruleset
from linter.ruleset.model import Condition, Pair, Pattern, Signal
from linter.ruleset.regexcode import regex_from
from linter.spans import Span

_FEW = 8  # marks that are looked through more quickly than searched
_START, _END = itemgetter(0), itemgetter(1)
_CLAUSE_END = late(r"[;:!?](?!\d)|\.(?=\s|$)|[()…]|\.\.|\s[-–—]+\s|—")

Source = str | int  # a signal by its name, or a list of expressions by its number


class Mark(NamedTuple):
    """A place in the prose where an expression matches; `pattern` is its number."""

    start: int
    end: int
    pattern: int

    @property
    def span(self) -> Span:
        """The place alone."""
        return Span(self.start, self.end)


class Matcher:
    """The rules' index made ready for looking up, and regular expressions compiled on demand."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.words = frozenset(ruleset.index)
        self.signal_lists = ruleset.signal_lists
        self.ways = ways_of_signals(ruleset)
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._conditions: dict[int, tuple[Ways, int, Condition]] = {}
        self._numbers: dict[Condition, int] = {}
        self._pairs: dict[str, tuple[tuple[Pair, int, int], ...]] = {}

    def regex(self, pattern: Pattern, number: int) -> re.Pattern[str]:
        """The regular expression of a pattern, whose number is given, too."""
        compiled = self._compiled.get(number)
        if compiled is None:
            compiled = self._compiled[number] = regex_from(pattern.regex, pattern.code)
        return compiled

    def ways_of(self, condition: Condition) -> Ways:
        """What must be hit for what a condition itself names to stand somewhere."""
        return self._known(condition)[0]

    def number(self, condition: Condition) -> int:
        """A number that equal conditions share."""
        return self._known(condition)[1]

    def _known(self, condition: Condition) -> tuple[Ways, int, Condition]:
        known = self._conditions.get(id(condition))
        if known is None:  # the condition is kept, so that its id stays its own
            number = self._numbers.setdefault(condition, len(self._numbers))
            known = ways_of(condition, self.ways), number, condition
            self._conditions[id(condition)] = known
        return known

    def pairs(self, signal: Signal) -> tuple[tuple[Pair, int, int], ...]:
        """The pairs of a signal with the lists of its verbs and objects, as bits."""
        pairs = self._pairs.get(signal.name)
        if pairs is None:
            bits = pairs_of(self.ruleset, signal)
            made = tuple((pair, *each) for pair, each in zip(signal.pairs, bits, strict=True))
            pairs = self._pairs[signal.name] = made
        return pairs


class Scan:
    """One block of a document, looked at through the rules' index."""

    def __init__(self, document: Document, block: int, matcher: Matcher) -> None:
        self.document = document
        self.block = block
        self.matcher = matcher
        self.text = BlockText(document, block)
        self.start = self.text.start
        self.hits = self._look_up()
        self.hit = sum(1 << each for each in self.hits)  # the lists that are hit, as bits
        self._lists: dict[int, list[Mark]] = {}
        self._signals: dict[str, list[Mark]] = {}

    def marks(self, list_id: int) -> list[Mark]:
        """Where a list of expressions matches: leftmost, longest, none overlapping."""
        marks = self._lists.get(list_id)
        if marks is None:
            hits = self.hits.get(list_id)
            marks = _leftmost_longest(self._locate(hits)) if hits else []
            self._lists[list_id] = marks
        return marks

    def signal(self, name: str) -> list[Mark]:
        """Where a signal stands, with what it excludes taken away."""
        marks = self._signals.get(name)
        if marks is None:
            self._signals[name] = []  # a signal that includes itself ends here
            marks = []
            ways = self.matcher.ways[name]
            if self.hit & ways[0] or possible(self.hit, ways):
                marks = self._marks_of(self.matcher.ruleset.signal(name))
            self._signals[name] = marks
        return marks

    def _marks_of(self, signal: Signal) -> list[Mark]:
        found = set(self.marks(signal.list_id))
        for pair, verb, objects in self.matcher.pairs(signal):
            if self.hit & verb and self.hit & objects:
                found.update(self._pair(pair))
        for inner in signal.signals:
            found.update(self.signal(inner))
        return self._without(_leftmost_longest(found), signal) if found else []

    def names(self, condition: Condition) -> bool:
        """Whether what a condition itself names can stand in the block."""
        ways = self.matcher.ways_of(condition)
        return bool(self.hit & ways[0]) or possible(self.hit, ways)

    def stands(self, source: Source) -> bool:
        """Whether a signal or one of a list of expressions stands in the block."""
        return bool(self.marks(source) if isinstance(source, int) else self.signal(source))

    def groups(self, mark: Mark) -> dict[str, str]:
        """The numbered groups of a match as they stand in the draft: `{1}`, `{2}` …"""
        pattern = self.matcher.ruleset.pattern(mark.pattern)
        text = self.text
        if not pattern.groups and not pattern.verbatim:
            return {}
        regex = self.matcher.regex(pattern, mark.pattern)
        if pattern.verbatim:
            found = regex.search(text.raw, mark.start - self.start)
            groups = found.groups() if found else ()
            return {str(number): group or "" for number, group in enumerate(groups, 1)}
        written = text.as_written if pattern.exact else text.text
        start, end = text.squeezed(mark.start), text.squeezed(mark.end)
        found = regex.match(written, start)
        if found is None or found.end() != end:  # a longer or shorter one of its phrases
            found = regex.fullmatch(written, start, end) or found
        spans = found.regs[1:] if found else ()
        return {str(number): self._written(*span) for number, span in enumerate(spans, 1)}

    def _written(self, start: int, end: int) -> str:
        """A stretch of the text as it stands in the draft; -1 means there is none."""
        text = self.text
        return text.raw[text.unsqueezed(start) : text.unsqueezed(end)] if start >= 0 else ""

    def _look_up(self) -> dict[int, list[Hit]]:
        """The hits of the index by list of expressions, for the words of the block."""
        ruleset, known, words = self.matcher.ruleset, self.matcher.words, self.text.keys
        found: list[Hit] = []
        for place in [place for place, word in enumerate(words) if word in known]:
            alone, behind, before = ruleset.hits(words[place])
            found += alone
            if behind and (beside := behind.get(words[place - 1])):
                found += beside
            if before and (beside := before.get(words[place + 1])):
                found += beside
        list_of, present = ruleset.list_of, self.text.present
        hits: dict[int, list[Hit]] = {}
        for hit in found:
            if not hit[2] or present.issuperset(hit[2]):
                hits.setdefault(list_of[hit[0]], []).append(hit)
        for number in ruleset.always:
            hits.setdefault(list_of[number], []).append((number, "", ()))
        return hits

    def _locate(self, hits: Iterable[Hit]) -> set[Mark]:
        found: set[Mark] = set()
        tried: set[int] = set()
        for number, phrase, _ in dict.fromkeys(hits):
            if phrase:
                places = self.text.phrase(phrase)
            elif number in tried:
                continue
            else:
                tried.add(number)
                pattern = self.matcher.ruleset.pattern(number)
                if pattern.verbatim:
                    found.update(self._verbatim(pattern, number))
                    continue
                if any(map(self.text.present.isdisjoint, pattern.needs)):
                    continue
                places = self._match(pattern, number)
            for place in places:
                found.add(Mark(*self.text.whole(*place), number))
        return found

    def _verbatim(self, pattern: Pattern, number: int) -> Iterator[Mark]:
        for match in self.matcher.regex(pattern, number).finditer(self.text.raw):
            yield Mark(self.start + match.start(), self.start + match.end(), number)

    def _match(self, pattern: Pattern, number: int) -> list[tuple[int, int]]:
        """Where an expression matches; it is tried only where a match can begin."""
        text = self.text.as_written if pattern.exact else self.text.text
        regex = self.matcher.regex(pattern, number)
        found = []
        for place in self._starts(pattern, regex, text):
            match = regex.match(text, place)
            if match and (not pattern.capitals or self._has_capitals(match, pattern)):
                found.append(match.span())
        return found

    def _starts(self, pattern: Pattern, regex: re.Pattern[str], text: str) -> Iterable[int]:
        """Where a match can begin."""
        if pattern.seconds:
            return self.text.starts_before(pattern.seconds & self.text.present, pattern.between)
        starts = self.text.starts(pattern.firsts & self.text.present)
        for beginning in pattern.beginnings:
            starts += self.text.starts_of(beginning)
        return starts if pattern.firsts or pattern.beginnings else self._anywhere(regex, text)

    def _anywhere(self, regex: re.Pattern[str], text: str) -> Iterator[int]:
        match = regex.search(text)
        while match:
            if self.text.can_begin(match.start()):
                yield match.start()
            match = regex.search(text, match.start() + 1)

    def _has_capitals(self, match: re.Match[str], pattern: Pattern) -> bool:
        places = (match.start(number) for number in pattern.capitals)
        return self.text.are_capitals(place for place in places if place >= 0)

    def _pair(self, pair: Pair) -> Iterator[Mark]:
        verbs = self.marks(pair.verb_id)
        if not verbs:
            return
        objects = set(self.marks(pair.object_id))
        for name in pair.object_signals:
            objects.update(self.signal(name))
        for verb in verbs:
            for target in objects:
                first, second = sorted((verb, target))
                forward = first is verb
                if (forward or pair.any_order) and self._in_one_clause(first, second, pair.words):
                    yield Mark(first.start, max(first.end, second.end), verb.pattern)

    def _in_one_clause(self, first: Mark, second: Mark, words: int) -> bool:
        if second.start < first.end:
            return False
        between = self.text.raw[first.end - self.start : second.start - self.start]
        if len(between) > 40 * (words + 1) or len(between.split()) > words:
            return False
        return not _CLAUSE_END.search(between) and not any(
            first.end <= mark.start < second.start for mark in self._clause_breaks()
        )

    def _clause_breaks(self) -> list[Mark]:
        return (
            self.signal("clause-break")
            if "clause-break" in self.matcher.ruleset.plain_signals
            else []
        )

    def _without(self, marks: list[Mark], signal: Signal) -> list[Mark]:
        return self.without(marks, signal.exclude_id, signal.exclude_signals)

    def without(self, marks: list[Mark], list_id: int, signals: Iterable[str]) -> list[Mark]:
        """The marks that overlap none of a list of expressions, nor a mark of some signals."""
        cancel = [each for each in (self.marks(list_id), *map(self.signal, signals)) if each]
        if not cancel:
            return marks
        return [m for m in marks if not any(touching(each, m.start, m.end) for each in cancel)]


def touching(marks: list[Mark], start: int, end: int) -> list[Mark]:
    """Of marks that do not overlap and are in order, those that touch a stretch of the prose."""
    if not marks:
        return []
    if len(marks) < _FEW:
        return [mark for mark in marks if mark[1] > start and mark[0] < end]
    first = bisect_right(marks, start, key=_END)
    return marks[first : bisect_left(marks, end, lo=first, key=_START)]


def _leftmost_longest(marks: set[Mark]) -> list[Mark]:
    if len(marks) < 2:
        return list(marks)
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each[0], -each[1], each[2])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept
