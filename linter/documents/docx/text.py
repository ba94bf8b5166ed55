"""The source of a Word file: one line per paragraph, and where each character of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.documents.decoding import UnreadableError
from linter.documents.docx.names import w
from linter.documents.docx.package import Package, relations_of
from linter.documents.docx.walking import Paragraph, Piece, Walk

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = ("footnote", "endnote")
# Beginnings of the names of Word’s own styles that say what a paragraph is.
_TELLING = (
    "heading ",
    "title",
    "subtitle",
    "list ",
    "quote",
    "intense quote",
    "caption",
    "toc ",
    "bibliography",
)
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(slots=True)
class Place:
    """A piece and where its text stands: ``source[start:end]``; `part` is the XML it is in."""

    start: int
    end: int
    piece: Piece
    part: str


@dataclass(slots=True)
class Line:
    """A paragraph and its line: ``source[start:end]``, without the mark before it."""

    start: int
    end: int
    paragraph: Paragraph


@dataclass(slots=True)
class WordText:
    """The text of a Word file with its places in order.

    `main` is the part that holds all but the notes, `trees` are the parts by name, `styles` the
    names of paragraph styles by id.
    """

    main: str
    source: str
    lines: list[Line]
    places: list[Place]
    trees: dict[str, _Element]
    styles: dict[str, str] = field(default_factory=dict)


def read_text(data: bytes, list_mark: str = "- ") -> WordText:
    """Read the text of a Word file.

    A paragraph of a list has `list_mark` before it, a note its label; both are no part of it.

    Raises:
        UnreadableError: the bytes are no Word file, are damaged, protected or far too many.
    """
    package = Package(data)
    main = package.main
    body = package.tree(main)
    if body is None:
        raise UnreadableError(f"the file is no Word document: {main} is missing")
    if body.tag != w("document"):
        raise UnreadableError(f"the file is no Word document: {main} holds another kind of text")
    text = WordText(main, "", [], [], {main: body}, _styles(package))
    numbers: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    length = _add(text, parts, 0, main, Walk(_urls(package, main), numbers), list_mark)
    for kind in _NOTES:
        part = package.related(main, f"{kind}s") or f"word/{kind}s.xml"
        root = package.tree(part) if any(name == kind for name, _ in numbers) else None
        if root is not None:
            text.trees[part] = root
            walk = Walk(_urls(package, part), numbers, tables=length)
            length = _add_notes(text, parts, length, part, walk, kind)
    text.source = "".join(parts)
    return text


def _add(
    text: WordText, parts: list[str], length: int, part: str, walk: Walk, list_mark: str
) -> int:
    for paragraph in walk.paragraphs(text.trees[part]):
        listed = is_listed(paragraph, text.styles)
        length = _line(text, parts, length, part, paragraph, list_mark if listed else "")
    return length


def _add_notes(
    text: WordText, parts: list[str], length: int, part: str, walk: Walk, kind: str
) -> int:
    for element in text.trees[part]:
        number = walk.numbers.get((kind, element.get(w("id"), "")))
        if number is None or element.get(w("type")) in _SEPARATORS:
            continue
        mark = f"[^{number}]: "
        for paragraph in walk.paragraphs(element):
            paragraph.note = number
            length = _line(text, parts, length, part, paragraph, mark)
            mark = ""
    return length


def _line(
    text: WordText, parts: list[str], start: int, part: str, paragraph: Paragraph, mark: str
) -> int:
    parts.append(mark)
    place = first = start + len(mark)
    for piece in paragraph.pieces:
        parts.append(piece.text)
        text.places.append(Place(place, place + len(piece.text), piece, part))
        place += len(piece.text)
    text.lines.append(Line(first, place, paragraph))
    if paragraph.joined:
        return place
    parts.append("\n")
    return place + 1


def is_listed(paragraph: Paragraph, styles: dict[str, str]) -> bool:
    """Whether a paragraph has a bullet or number of a list."""
    number = paragraph.element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    if number is not None:
        return number.get(w("val")) != "0" and not is_heading(paragraph, styles)
    return styles.get(paragraph.style, "").startswith("list ")


def is_heading(paragraph: Paragraph, styles: dict[str, str]) -> bool:
    """Whether its style, or the outline, makes a paragraph a heading."""
    name = styles.get(paragraph.style, "")
    return name.startswith("heading ") or name in ("title", "subtitle")


def _styles(package: Package) -> dict[str, str]:
    """The names of the paragraph styles by id, in lower case; own ones are what they rest on."""
    part = package.related(package.main, "styles")
    root = package.tree(part) if part else None
    if root is None:
        return {}
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in root.iter(w("style")):
        key = style.get(w("styleId"), "")
        name, base = style.find(w("name")), style.find(w("basedOn"))
        names[key] = "" if name is None else name.get(w("val"), "").lower()
        bases[key] = "" if base is None else base.get(w("val"), "")
    return {key: _resolved(key, names, bases) for key in names}


def _resolved(key: str, names: dict[str, str], bases: dict[str, str]) -> str:
    """The first name on the way to the root that says what a paragraph is."""
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        name = names.get(key, "")
        if name.startswith(_TELLING):
            return name
        key = bases.get(key, "")
    return ""


def _urls(package: Package, part: str) -> dict[str, str]:
    """Where the external links of a part lead, by the id of their relation."""
    root = package.tree(relations_of(part))
    return {} if root is None else dict(_targets(root))


def _targets(root: _Element) -> Iterator[tuple[str, str]]:
    for relation in root:
        if relation.get("TargetMode") == "External":
            yield relation.get("Id", ""), relation.get("Target", "")
