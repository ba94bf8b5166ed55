"""Walks the XML of a Word file and lists what a reader reads, as if all changes were accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.documents.docx.names import FALLBACK, MATHS, r, w
from linter.documents.docx.symbols import character
from linter.documents.model import STAND_IN

if TYPE_CHECKING:
    from lxml.etree import _Element

LINE_BREAK = "\v"  # within a paragraph; a line of the source is a paragraph
_HIDDEN = frozenset({w("del"), w("moveFrom"), w("rt"), w("sdtPr"), w("pPr"), w("rPr"), FALLBACK})
_MARKS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): LINE_BREAK,
    w("cr"): LINE_BREAK,
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_RAISED = {"superscript": "superscript", "subscript": "subscript"}


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph: the `text` of an element, or a mark that shows none.

    `kind` is `text` (of a w:t), `mark` (a tab, a line break, a symbol), `maths` (a formula, or a
    symbol that is a picture) or `note`; `raised` is `superscript` or `subscript`; `url` is where
    it leads; `key` names the note.
    """

    element: _Element
    text: str
    kind: str = "text"
    raised: str = ""
    url: str = ""
    key: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its properties' element, its pieces, and the table and note it stands in."""

    element: _Element
    style: str = ""
    pieces: list[Piece] = field(default_factory=list)
    table: int = 0
    note: str = ""
    joined: bool = False  # its end is deleted, so the next paragraph goes on with it


@dataclass(slots=True)
class Walk:
    """What a walk through one part needs to know, and where it stands.

    `urls` gives the targets of the part's relations. `numbers` counts the notes as they are
    referred to, so that their marks can be told.
    """

    urls: Mapping[str, str]
    numbers: dict[tuple[str, str], str]
    tables: int = 0
    _boxes: list[_Element] = field(default_factory=list)
    _fields: list[list[str]] = field(default_factory=list)  # instruction and state of each

    def paragraphs(self, root: _Element, table: int = 0) -> Iterator[Paragraph]:
        """The paragraphs below an element, in reading order; text boxes follow their anchor."""
        for child in root:
            if child.tag == w("p"):
                yield self._paragraph(child, table)
                while self._boxes:
                    yield from self.paragraphs(self._boxes.pop(0), table)
            elif child.tag == w("tbl"):
                self.tables += 1
                yield from self.paragraphs(child, self.tables)
            elif child.tag not in _HIDDEN and isinstance(child.tag, str):
                yield from self.paragraphs(child, table)

    def _paragraph(self, element: _Element, table: int) -> Paragraph:
        properties = element.find(w("pPr"))
        paragraph = Paragraph(element, table=table)
        if properties is not None:
            style = properties.find(w("pStyle"))
            paragraph.style = "" if style is None else style.get(w("val"), "")
            paragraph.joined = properties.find(f"{w('rPr')}/{w('del')}") is not None
        self._collect(element, paragraph.pieces, "")
        return paragraph

    def _collect(self, parent: _Element, pieces: list[Piece], url: str) -> None:
        for child in parent:
            if child.tag == w("r"):
                self._run(child, pieces, url)
            elif child.tag == w("hyperlink"):
                self._collect(child, pieces, self.urls.get(child.get(r("id"), ""), ""))
            elif child.tag in MATHS:
                pieces.append(Piece(child, "\ufffc", "maths"))
            elif child.tag == w("txbxContent"):
                self._boxes.append(child)
            elif child.tag not in _HIDDEN and isinstance(child.tag, str):
                self._collect(child, pieces, url)

    def _run(self, run: _Element, pieces: list[Piece], url: str) -> None:
        properties = run.find(w("rPr"))
        raised = ""
        if properties is not None:
            if _is_on(properties.find(w("vanish"))):
                return
            place = properties.find(w("vertAlign"))
            raised = _RAISED.get("" if place is None else place.get(w("val"), ""), "")
        for child in run:
            if child.tag == w("fldChar"):
                self._field(child)
            elif child.tag == w("instrText") and self._fields:
                self._fields[-1][0] += child.text or ""
            elif self._in_instruction:
                continue
            elif child.tag == w("t"):
                if child.text:
                    pieces.append(Piece(child, child.text, raised=raised, url=url))
            elif child.tag in _MARKS:
                pieces.append(Piece(child, _MARKS[child.tag], "mark"))
            elif child.tag == w("sym"):
                pieces.append(_symbol(child))
            elif child.tag in _NOTES:
                pieces.append(self._note(child))
            elif isinstance(child.tag, str):
                self._collect(child, pieces, url)  # drawings may hold text boxes

    @property
    def _in_instruction(self) -> bool:
        return any(state == "begin" for _, state in self._fields)

    def _field(self, mark: _Element) -> None:
        """A complex field: begin, instruction, separate, what is shown, end."""
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(["", "begin"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "shown"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, mark: _Element) -> Piece:
        name = (_NOTES[mark.tag], mark.get(w("id"), ""))
        number = self.numbers.setdefault(name, str(len(self.numbers) + 1))
        return Piece(mark, f"[^{number}]", "note", key=number)


def _symbol(mark: _Element) -> Piece:
    shown = character(mark.get(w("font"), ""), mark.get(w("char"), ""))
    return Piece(mark, shown, "maths" if shown == STAND_IN else "mark")


def _is_on(element: _Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return element is not None and element.get(w("val"), "true") not in ("0", "false", "off")
