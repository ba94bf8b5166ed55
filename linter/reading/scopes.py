"""How far a search reaches from a place: clause, sentence, adjacent, paragraph, section …"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from linter.documents.document import Document
from linter.documents.model import BlockKind, Sentence
from linter.late import late
from linter.reading.marks import Matcher, Scan, touching
from linter.ruleset.model import Scope
from linter.spans import Span
from linter.values import dataclass

_KEPT_SCANS = 500
_CLAUSE_END = late(r"[;:](?=\s)")
_LONGEST_WORD = 60  # characters; what is longer may count as several words


@dataclass(frozen=True, slots=True)
class Range:
    """A part of a block to search; offsets are in the prose."""

    block: int
    start: int
    end: int


class View:
    """A document with its blocks scanned when they are first looked at."""

    def __init__(self, document: Document, matcher: Matcher, window: str = "adjacent") -> None:
        self.document = document
        self.matcher = matcher
        self.window = window  # the scope that `window` stands for
        self.remembered: dict[Any, Any] = {}  # what was found in the document, or a section
        self._scans: dict[int, Scan] = {}

    def scan(self, block: int) -> Scan:
        """The scan of a block."""
        scan = self._scans.get(block)
        if scan is None:
            if len(self._scans) >= _KEPT_SCANS:  # a book would fill the memory
                self._scans.clear()
            scan = self._scans[block] = Scan(self.document, block, self.matcher)
        return scan

    def sentence_at(self, block: int, offset: int) -> Sentence:
        """The sentence of a block that holds an offset, or the one before it."""
        sentences = self.document.sentences_of(block)
        if not sentences:
            return self._whole(block)
        return sentences[max(bisect_right(sentences, offset, key=_start) - 1, 0)]

    def reach_name(self, scope: Scope) -> str:
        """The name of a scope, `window` as it is configured."""
        return self.window if scope.name == "window" else scope.name

    def reach(self, scope: Scope) -> str:
        """A scope in words, `window` as it is configured."""
        return self.window if scope.name == "window" else str(scope)

    def ranges(self, scope: Scope, block: int, span: Span) -> list[Range]:
        """The parts of the document that a scope reaches from a place in a block."""
        name = self.reach_name(scope)
        if name == "clause":
            clause = self.clause(block, span)
            return [Range(block, clause.start, clause.end)]
        if name == "words":
            return [self._words_around(block, span, scope.words)]
        if name == "sentence":
            return [self._sentences(block, span, 0)]
        if name == "adjacent":
            return [self._sentences(block, span, 1), *self._companions(block)]
        if name == "paragraph":
            return [self._block(block)]
        return [self._block(index) for index in self.blocks(scope, block)]

    def blocks(self, scope: Scope, block: int) -> Sequence[int]:
        """The blocks of the document, or of the section that a block stands in."""
        if scope.name == "document":
            return range(len(self.document.blocks))
        return self._sections[self.document.blocks[block].section]

    def holders(self, lists: Iterable[int]) -> list[int]:
        """The blocks in which one of some lists of expressions may match, in order."""
        holders = self._holders
        return sorted({block for each in lists if each in holders for block in holders[each]})

    @cached_property
    def _holders(self) -> dict[int, list[int]]:
        """For each list of expressions the blocks that hold a word of it: a search of the whole
        document would ask each block otherwise, once for each rule."""
        holders: dict[int, list[int]] = {}
        for block in range(len(self.document.blocks)):
            for each in self.scan(block).hits:
                holders.setdefault(each, []).append(block)
        return holders

    def clause(self, block: int, span: Span) -> Span:
        """The clause around a place: a part of its sentence that ends at `;`, `:` or before a
        word of the signal `clause-break`."""
        sentence = self.sentence_at(block, span.start)
        borders = [sentence.start, sentence.end]
        text = self.document.prose[sentence.start : sentence.end]
        borders += [sentence.start + match.end() for match in _CLAUSE_END.finditer(text)]
        if "clause-break" in self.matcher.ruleset.plain_signals:
            marks = touching(self.scan(block).signal("clause-break"), sentence.start, sentence.end)
            borders += [mark.start for mark in marks if sentence.start <= mark.start]
        start = max(border for border in borders if border <= max(span.start, sentence.start))
        end = min((border for border in borders if border >= span.end), default=span.end)
        return Span(start, max(end, span.end))

    def _sentences(self, block: int, span: Span, more: int) -> Range:
        sentences = self.document.sentences_of(block)
        first = bisect_right(sentences, span.start, key=_end)
        last = bisect_left(sentences, max(span.end, span.start + 1), key=_start) - 1
        if first > last:
            return self._block(block)
        first = max(first - more, 0)
        last = min(last + more, len(sentences) - 1)
        return Range(block, sentences[first].start, sentences[last].end)

    def _words_around(self, block: int, span: Span, count: int) -> Range:
        """`count` words either way, within the sentence."""
        around = self._sentences(block, span, 0)
        reach = count * _LONGEST_WORD
        first, last = max(around.start, span.start - reach), min(around.end, span.end + reach)
        before, after = (
            self.document.prose[first : span.start],
            self.document.prose[span.end : last],
        )
        cut = before.rsplit(None, count)
        if len(cut) > count:
            first = span.start - len(before[len(cut[0]) :].lstrip())
        cut = after.split(None, count)
        if len(cut) > count:
            last = span.end + len(after[: len(after) - len(cut[-1])].rstrip())
        return Range(block, min(first, span.start), max(last, span.end))

    def _companions(self, block: int) -> Iterator[Range]:
        """What belongs to a list item or table cell: the lead-in and last item, the caption."""
        place = self.document.blocks[block]
        if not place.group:
            return
        first, last = self._groups[place.group]
        blocks = self.document.blocks
        if place.kind is BlockKind.LIST_ITEM:
            if first > 0 and blocks[first - 1].kind is BlockKind.PARAGRAPH:
                sentence = self.document.sentences_of(first - 1)[-1:]
                yield from (Range(first - 1, each.start, each.end) for each in sentence)
            if last != block:
                yield self._block(last)
        elif place.kind is BlockKind.TABLE_CELL:
            for index in (first - 1, first, last, last + 1):
                if 0 <= index < len(blocks) and blocks[index].kind is BlockKind.CAPTION:
                    yield self._block(index)

    @cached_property
    def _sections(self) -> dict[tuple[str, ...], list[int]]:
        """The blocks of each section."""
        sections: dict[tuple[str, ...], list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            sections.setdefault(block.section, []).append(index)
        return sections

    @cached_property
    def _groups(self) -> dict[int, tuple[int, int]]:
        """The first and last block of each list and table."""
        groups: dict[int, tuple[int, int]] = {}
        for index, block in enumerate(self.document.blocks):
            if block.group:
                groups[block.group] = (groups.get(block.group, (index, index))[0], index)
        return groups

    def _block(self, block: int) -> Range:
        place = self.document.blocks[block]
        return Range(block, place.start, place.end)

    def _whole(self, block: int) -> Sentence:
        place = self.document.blocks[block]
        return Sentence(place.start, place.end, block)


def _start(sentence: Sentence) -> int:
    return sentence.start


def _end(sentence: Sentence) -> int:
    return max(sentence.end, sentence.start + 1)
