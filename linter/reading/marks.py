"""Which expressions and signals stand where in a block.

A block is cut into words once; the words and word pairs say which expressions can match, and
only those are located, when something asks for them. A finite phrase is located by plain search
and never goes through `re`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from linter.documents.document import Document
from linter.documents.words import cut, fold, straighten
from linter.reading.matching import Groups, match
from linter.ruleset.compiled import Hit, Ruleset
from linter.ruleset.model import Pair, Pattern, Signal
from linter.ruleset.tokens import LEFT_BORDER, NUMBER, ONE_LETTER, RIGHT_BORDER, as_key
from linter.spans import Span

_SPACES = re.compile("  +")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_LAST_WORD = re.compile(f"(?:{ONE_LETTER}|(?<={ONE_LETTER})')+$")
_LONGEST_WORD = 60
_CLAUSE_END = re.compile(r"[;:!?](?!\d)|\.(?=\s|$)")
_BEGINS = re.compile(LEFT_BORDER)
_ENDS = re.compile(RIGHT_BORDER)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
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
        self.words = frozenset(ruleset.words)
        self.pairs = frozenset(ruleset.pairs)
        self.signal_lists = ruleset.signal_lists
        self._compiled: dict[int, re.Pattern[str]] = {}

    def regex(self, number: int) -> re.Pattern[str]:
        """The regular expression of a pattern."""
        compiled = self._compiled.get(number)
        if compiled is None:
            compiled = self._compiled[number] = re.compile(self.ruleset.pattern(number).regex)
        return compiled


class Scan:
    """One block of a document, looked at through the rules' index."""

    def __init__(self, document: Document, block: int, matcher: Matcher) -> None:
        self.document = document
        self.block = block
        self.matcher = matcher
        place = document.blocks[block]
        self.start = place.start
        self.raw = document.prose[place.start : place.end]
        folded = fold(self.raw)
        self._removed: list[int] = []
        self.text = self._squeeze(folded) if "  " in folded else folded
        self.hits = self._look_up(cut(self.text))
        self._lists: dict[int, list[Mark]] = {}
        self._signals: dict[str, list[Mark]] = {}

    def marks(self, list_id: int) -> list[Mark]:
        """Where a list of expressions matches: leftmost, longest, none overlapping."""
        if list_id not in self.hits:
            return []
        if list_id not in self._lists:
            self._lists[list_id] = _leftmost_longest(set(self._locate(self.hits[list_id])))
        return self._lists[list_id]

    def signal(self, name: str) -> list[Mark]:
        """Where a signal stands, with what it excludes taken away."""
        if self.hits.keys().isdisjoint(self.matcher.signal_lists[name]):
            return []
        if name not in self._signals:
            self._signals[name] = []  # a signal that includes itself ends here
            signal = self.matcher.ruleset.signal(name)
            found = set(self.marks(signal.list_id))
            for pair in signal.pairs:
                found.update(self._pair(pair))
            for inner in signal.signals:
                found.update(self.signal(inner))
            self._signals[name] = self._without(_leftmost_longest(found), signal) if found else []
        return self._signals[name]

    def groups(self, mark: Mark) -> dict[str, str]:
        """The numbered groups of a match as they stand in the draft: `{1}`, `{2}` …"""
        pattern = self.matcher.ruleset.pattern(mark.pattern)
        if pattern.regex:
            found = self.matcher.regex(mark.pattern).search(self.raw, mark.start - self.start)
            return {
                str(number): group or ""
                for number, group in enumerate(found.groups() if found else (), 1)
            }
        if not pattern.groups:
            return {}
        text = self._as_written if pattern.exact else self.text
        start, end = self._squeezed(mark.start), self._squeezed(mark.end)
        groups: Groups = {}
        if match(pattern.plan, text, start, groups, end) < 0:
            match(pattern.plan, text, start, groups)
        return {
            str(number): self._written_at(groups[number]) if number in groups else ""
            for number in range(1, pattern.groups + 1)
        }

    def _written_at(self, place: tuple[int, int]) -> str:
        return self.raw[self._unsqueezed(place[0]) : self._unsqueezed(place[1])]

    def _look_up(self, words: list[str]) -> dict[int, list[Hit]]:
        """The hits of the index by list of expressions, for the words of the block."""
        present = self._present = set(words)
        if _DIGIT.search(self.text):
            words = [word if word.isalpha() else as_key(word) for word in words]
            present.update(words)
        matcher, ruleset = self.matcher, self.matcher.ruleset
        found = [ruleset.words[word] for word in matcher.words & present]
        found += [ruleset.pairs[pair] for pair in matcher.pairs.intersection(pairwise(words))]
        hits: dict[int, list[Hit]] = {}
        list_of = ruleset.list_of
        for each in found:
            for hit in each:
                if not hit[2] or present.issuperset(hit[2]):
                    hits.setdefault(list_of[hit[0]], []).append(hit)
        for number in ruleset.always:
            hits.setdefault(list_of[number], []).append((number, "", ()))
        return hits

    def _locate(self, hits: Iterable[Hit]) -> Iterator[Mark]:
        tried: set[int] = set()
        for number, phrase, _ in hits:
            pattern = self.matcher.ruleset.pattern(number)
            if phrase and not pattern.exact:
                places = _find_phrase(self.text, phrase)
            elif number in tried:
                continue
            elif pattern.regex:
                for match in self.matcher.regex(number).finditer(self.raw):
                    yield Mark(self.start + match.start(), self.start + match.end(), number)
                continue
            elif any(map(self._present.isdisjoint, pattern.needs)):
                continue
            else:
                places = self._match(pattern)
            tried.add(number)
            for start, end in places:
                yield Mark(
                    self.start + self._unsqueezed(start),
                    self.start + self._unsqueezed_end(end),
                    number,
                )

    def _match(self, pattern: Pattern) -> Iterator[tuple[int, int]]:
        """Where an expression matches; it is tried only where a match can begin."""
        text = self._as_written if pattern.exact else self.text
        for place in self._starts(pattern):
            groups: Groups | None = {} if pattern.capitals else None
            end = match(pattern.plan, text, place, groups)
            if end >= 0 and (not groups or self._has_capitals(groups, pattern)):
                yield place, end

    def _starts(self, pattern: Pattern) -> Iterator[int]:
        """Where a match can begin."""
        if pattern.seconds:
            for second in pattern.seconds & self._present:
                yield from self._words_before(second)
            return
        for first in pattern.firsts & self._present:
            yield from self._numbers if first == NUMBER else _find_all(self.text, first)
        for beginning in pattern.beginnings:
            yield from _find_all(self.text, beginning)
        if not pattern.firsts and not pattern.beginnings:
            yield from range(len(self.text))

    def _words_before(self, second: str) -> Iterator[int]:
        """Where the words begin that stand before a word, with a space between."""
        for place in _find_all(self.text, f" {second}"):
            word = _LAST_WORD.search(self.text, max(place - _LONGEST_WORD, 0), place)
            if word:
                yield word.start()

    def _has_capitals(self, groups: Groups, pattern: Pattern) -> bool:
        return all(
            self.raw[self._unsqueezed(groups[number][0])].isupper()
            for number in pattern.capitals
            if number in groups
        )

    @cached_property
    def _numbers(self) -> list[int]:
        return [match.start() for match in _NUMBER.finditer(self.text)]

    @cached_property
    def _as_written(self) -> str:
        """The text with capitals kept, for expressions that respect them."""
        straight = straighten(self.raw)
        return _SPACES.sub(" ", straight) if self._removed else straight

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
        between = self.raw[first.end - self.start : second.start - self.start]
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

    def _squeeze(self, folded: str) -> str:
        """Runs of spaces as one space; where characters were left out is kept."""
        for run in _SPACES.finditer(folded):
            self._removed += range(run.start() + 1, run.end())
        self._squeezed_at = [offset - index for index, offset in enumerate(self._removed)]
        return _SPACES.sub(" ", folded)

    def _unsqueezed(self, offset: int) -> int:
        """From the squeezed text to the block's own, for the first character of a match."""
        return offset + bisect_right(self._squeezed_at, offset) if self._removed else offset

    def _unsqueezed_end(self, offset: int) -> int:
        return self._unsqueezed(offset - 1) + 1 if self._removed and offset else offset

    def _squeezed(self, prose_offset: int) -> int:
        offset = prose_offset - self.start
        return offset - bisect_right(self._removed, offset) if self._removed else offset


def touching(marks: list[Mark], start: int, end: int) -> list[Mark]:
    """Of marks that do not overlap and are in order, those that touch a stretch of the prose."""
    first = bisect_right(marks, start, key=lambda mark: mark.end)
    return marks[first : bisect_left(marks, end, lo=first, key=lambda mark: mark.start)]


def _find_phrase(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands as whole words."""
    for place in _find_all(text, phrase):
        end = place + len(phrase)
        if _BEGINS.match(text, place) and _ENDS.match(text, end):
            yield place, end


def _find_all(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _leftmost_longest(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end, each.pattern)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
