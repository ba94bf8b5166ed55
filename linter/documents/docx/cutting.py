"""Cuts the runs of a Word file where something begins or ends; the text stays the same."""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from linter.documents.docx.names import SPACE, w
from linter.documents.docx.text import Place, WordText
from linter.documents.docx.walking import Piece
from linter.spans import Span

if TYPE_CHECKING:
    from lxml.etree import _Element


class Cutting:
    """The places of a text, cut further with every call. Offsets are those of its source."""

    def __init__(self, text: WordText) -> None:
        self._places = text.places
        self._starts = [place.start for place in text.places]

    def cut(self, span: Span) -> list[Place]:
        """The places of a span; the runs that hold them hold nothing else."""
        if span.start < span.end:
            self._cut_at(span.end)
            self._cut_at(span.start)
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self._places[first:last]

    def beside(self, offset: int) -> Place | None:
        """The text that ends at an offset, else the one that begins there; cut there."""
        self._cut_at(offset)
        index = bisect_left(self._starts, offset)
        around = self._places[max(index - 1, 0) : index + 1]
        fitting = [p for p in around if offset in (p.start, p.end) and p.piece.kind == "text"]
        return fitting[0] if fitting else None

    def _cut_at(self, offset: int) -> None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return
        place = self._places[index]
        if place.start < offset < place.end and place.piece.kind == "text":
            place = self._split(index, offset)
        elif place.start != offset:
            return
        element = place.piece.element
        run = element.getparent()
        if run is not None and run.tag == w("r"):
            _split_run(run, element)

    def _split(self, index: int, offset: int) -> Place:
        """Give the words behind an offset an element of their own."""
        place = self._places[index]
        old = place.piece
        words = old.element.text or ""
        element = old.element.makeelement(old.element.tag, {SPACE: "preserve"})
        element.text = words[offset - place.start :]
        old.element.text = words[: offset - place.start]
        old.element.set(SPACE, "preserve")
        old.element.addnext(element)
        piece = Piece(element, element.text, old.kind, old.raised, old.url, old.key)
        made = Place(offset, place.end, piece, place.part)
        place.end = offset
        self._places.insert(index + 1, made)
        self._starts.insert(index + 1, offset)
        return made


def _split_run(run: _Element, first: _Element) -> None:
    """Move an element of a run, and all behind it, to a run of their own."""
    index = run.index(first)
    if not any(child.tag != w("rPr") for child in list(run)[:index]):
        return
    other = run.makeelement(run.tag, {str(name): str(value) for name, value in run.attrib.items()})
    properties = run.find(w("rPr"))
    if properties is not None:
        other.append(copy.deepcopy(properties))
    rest = list(run)[index:]
    run.addnext(other)
    other.extend(rest)
