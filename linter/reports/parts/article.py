"""The article as a reader sees it, in HTML, with the findings marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property
from itertools import groupby

from linter.documents.document import Document
from linter.documents.model import STAND_IN, Block, BlockKind
from linter.late import late
from linter.reports.parts.cards import Card
from linter.reports.parts.markup import NOTHING, Html, escape, joined, tag
from linter.reports.parts.segments import Segment, cut
from linter.spans import Span
from linter.values import dataclass

_FORMS = {
    BlockKind.PARAGRAPH: ("p", ""),
    BlockKind.CAPTION: ("p", "caption"),
    BlockKind.QUOTE: ("blockquote", ""),
    BlockKind.REFERENCE: ("p", "reference"),
    BlockKind.FOOTNOTE: ("p", "footnote"),
    BlockKind.READER_COMMENT: ("blockquote", "reader"),
    BlockKind.FRONT_MATTER: ("p", "front-matter"),
    BlockKind.FURNITURE: ("p", "furniture"),
    BlockKind.LIST_ITEM: ("li", ""),
    BlockKind.TABLE_CELL: ("td", ""),
}
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}
_ROW = late(r"<tr\b", re.IGNORECASE)
_SPACES = late(r"\A[^\S\n\r]+\Z|[^\S\n\r]{2}")
_NUMBER = late(r"(?:\A|[\n\r>])[ \t>]*(\d{1,9})[.)][ \t]+\Z")
_CELL = late(r"<t[dh]\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, list or table as HTML, the cards of what is marked in it, its characters."""

    html: Html
    cards: tuple[Card, ...]
    heading: bool = False
    length: int = 0


def _shared(block: Block, span: Span) -> bool:
    """Whether a character of the span, or the point it is, stands in the block."""
    if span.start == span.end:
        return False
    return span.start < block.end and block.start < span.end


def passages(document: Document, cards: Sequence[Card]) -> list[Passage]:
    """The article in passages; each card belongs to the one in which its finding begins.

    Page furniture without a finding is left out.
    """
    article = _Article(document)
    for card in cards:
        article.place(card)
    drawn = list(article.passages())
    if not document.blocks and cards:
        drawn.append(Passage(NOTHING, tuple(cards)))
    return drawn


@dataclass
class _Article:
    document: Document
    marks: dict[int, list[tuple[Card, Span]]] = field(default_factory=dict)
    anchored: set[int] = field(default_factory=set)
    above: list[int] = field(default_factory=list)  # the levels of the headings around

    def place(self, card: Card) -> None:
        """Give the card to every block its finding touches.

        A finding in what a reader does not see is given to the block before it, as a point.
        """
        blocks = self.document.blocks
        if not blocks:
            return
        span = self._in_prose(card)
        first = self.document.block_at(span.start)
        last = self.document.block_at(max(span.end - 1, span.start))
        touched = [i for i in range(first, last + 1) if _shared(blocks[i], span)]
        for index in touched:
            self.marks.setdefault(index, []).append((card, span))
        if not touched:
            place = min(max(span.start, blocks[first].start), blocks[first].end)
            self.marks.setdefault(first, []).append((card, Span(place, place)))

    def _in_prose(self, card: Card) -> Span:
        place = card.finding.span
        to_prose = self.document.map.to_prose
        start = to_prose(place.start)
        return Span(start, max(start, to_prose(place.end)))

    def passages(self) -> Iterator[Passage]:
        taken: set[int] = set()
        numbers = range(len(self.document.blocks))
        for key, group in groupby(numbers, key=self._together):
            indices = [i for i in group if self._is_read(i)]
            if not indices:
                continue
            found = {c.number: c for i in indices for c, _ in self.marks.get(i, ())}
            own = tuple(found[n] for n in sorted(found) if n not in taken)
            taken.update(found)
            blocks = [self.document.blocks[i] for i in indices]
            yield Passage(
                self._drawn(key[0], indices),
                own,
                heading=blocks[0].kind is BlockKind.HEADING,
                length=sum(block.end - block.start for block in blocks),
            )

    def _together(self, index: int) -> tuple[BlockKind | None, int]:
        """Blocks with the same key stand in one list or table."""
        block = self.document.blocks[index]
        if block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL}:
            return block.kind, block.group
        return None, index

    def _is_read(self, index: int) -> bool:
        furniture = self.document.blocks[index].kind is BlockKind.FURNITURE
        return not furniture or index in self.marks

    def _drawn(self, kind: BlockKind | None, indices: Sequence[int]) -> Html:
        if kind is BlockKind.LIST_ITEM:
            ordered = self._number(indices[0])
            return tag("ol" if ordered else "ul", joined(self._block(i) for i in indices))
        if kind is BlockKind.TABLE_CELL:
            rows = (tag("tr", *map(self._block, row)) for row in self._rows(indices))
            return tag("div", tag("table", joined(rows)), class_="table", tabindex="0")
        return self._block(indices[0])

    def _rows(self, indices: Sequence[int]) -> list[list[int]]:
        """Table cells in rows: where the source begins a row, or a line where it has no tags."""
        rows: list[list[int]] = []
        place = 0
        for index in indices:
            block = self.document.blocks[index]
            inside = self.document.map.to_source(Span(block.start, block.end))
            gap = self.document.source[place : inside.start]
            if not rows or _ROW.search(gap) or ("\n" in gap and not _CELL.search(gap)):
                rows.append([])
            rows[-1].append(index)
            place = inside.end
        return rows

    def _block(self, index: int) -> Html:
        block = self.document.blocks[index]
        text = self._text(index)
        if block.kind is BlockKind.HEADING:
            return tag(f"h{self._depth(block.level)}", text, class_=f"level-{block.level}")
        name, kind = _FORMS.get(block.kind, ("p", ""))
        value = self._number(index) if block.kind is BlockKind.LIST_ITEM else ""
        return tag(name, text, class_=kind, value=value)

    def _depth(self, level: int) -> int:
        """The level on the page, whose title and file's name are the first two; none is skipped,
        or who listens to the page would miss what stands between."""
        while self.above and self.above[-1] >= level:
            self.above.pop()
        self.above.append(level)
        return min(len(self.above) + 2, 6)

    def _number(self, index: int) -> str:
        """The number that the source gives a list item, empty where it has another bullet."""
        block = self.document.blocks[index]
        start = self.document.map.to_source(Span(block.start, block.end)).start
        bullet = _NUMBER.search(self.document.source[max(start - 16, 0) : start])
        return bullet.group(1) if bullet else ""

    def _text(self, index: int) -> Html:
        block = self.document.blocks[index]
        marks = self.marks.get(index, ())
        cards = {card.number: card for card, _ in marks}
        places = [(card.number, place) for card, place in marks]
        # Raised and lowered letters cut the text too; their numbers are negative.
        places += [(-1 - n, self._note_place(n)) for n in self._notes.get(index, ())]
        segments = cut(Span(block.start, block.end), places)
        return Html("".join(self._segment(segment, cards) for segment in segments))

    def _note_place(self, number: int) -> Span:
        note = self.document.notes[number]
        return Span(note.start, note.end)

    @cached_property
    def _notes(self) -> dict[int, list[int]]:
        """The numbers of the notes that show, by block."""
        by_block: dict[int, list[int]] = {}
        for number, note in enumerate(self.document.notes):
            if note.kind in _SCRIPTS or note.kind == "footnote-reference":
                by_block.setdefault(self.document.block_at(note.start), []).append(number)
        return by_block

    def _segment(self, segment: Segment, cards: dict[int, Card]) -> Html:
        prose = self.document.prose[segment.start : segment.end].replace(STAND_IN, "…")
        text = escape(prose)
        for number in segment.on:
            if number < 0:
                text = self._noted(number, text)
        on = [cards[number] for number in segment.on if number > 0]
        labels = (self._label(cards[number]) for number in segment.closing if number > 0)
        return Html("".join((_marked(prose, text, on), *labels)))

    def _noted(self, number: int, text: Html) -> Html:
        note = self.document.notes[-1 - number]
        if note.kind in _SCRIPTS:
            return tag(_SCRIPTS[note.kind], text)
        return tag("sup", escape(f"[{note.key}]"), class_="footnote-reference")

    def _label(self, card: Card) -> Html:
        first = card.number not in self.anchored
        self.anchored.add(card.number)
        return _label(card, anchored=first)


def _label(card: Card, anchored: bool) -> Html:
    """The number behind a mark, which leads to the card and, where `anchored`, back from it."""
    return tag(
        "a",
        escape(str(card.number)),
        class_=f"label {card.finding.severity}",
        id=f"mark-{card.number}" if anchored else "",
        href=f"#finding-{card.number}",
        data_findings=str(card.number),
        aria_label=f"Finding {card.number}: {card.severity}",
    )


def _marked(prose: str, text: Html, cards: Sequence[Card]) -> Html:
    """`text` in a mark of the worst of the cards, or as it is where there are none."""
    if not cards:
        return text
    worst = min((card.finding.severity for card in cards), key=lambda severity: severity.rank)
    shape = "" if prose else " point"
    if _SPACES.search(prose):
        shape = " space"  # shown in full, where a browser would fold it
    numbers = " ".join(str(card.number) for card in cards)
    return tag("mark", text, class_=f"{worst}{shape}", data_findings=numbers)


def plain_passages(cards: Sequence[Card]) -> list[Passage]:
    """For a file whose text is not at hand: the sentences of its findings alone."""
    return [
        _sentence(sentence, list(group))
        for (_, sentence), group in groupby(cards, lambda c: (c.finding.scope, c.finding.sentence))
    ]


def _sentence(sentence: str, cards: Sequence[Card]) -> Passage:
    by_number = {card.number: card for card in cards}
    end = len(sentence)
    marks = [
        (card.number, Span(min(card.finding.marked.start, end), min(card.finding.marked.end, end)))
        for card in cards
    ]
    parts: list[Html] = []
    for piece in cut(Span(0, end), marks):
        words = sentence[piece.start : piece.end]
        parts.append(_marked(words, escape(words), [by_number[n] for n in piece.on]))
        parts += (_label(by_number[number], anchored=True) for number in piece.closing)
    return Passage(tag("p", *parts), tuple(cards), length=end)
