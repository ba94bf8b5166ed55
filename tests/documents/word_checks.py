"""What a Word file says, read without medlint: its comments, and the draft without its marks."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from word_files import parts
from word_samples import MC, A, M, R, W

_STRICT = "http://purl.oclc.org/ooxml"
_NAMES = {
    f"{_STRICT}/wordprocessingml/main": W,
    f"{_STRICT}/officeDocument/relationships": R,
    f"{_STRICT}/officeDocument/math": M,
    f"{_STRICT}/drawingml/main": A,
}
_SHOWN = {"tab": "\t", "br": "\v", "cr": "\v", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_UNSEEN = ("del", "moveFrom", "rt", "instrText", "Fallback", "txbxContent", "rPr", "pPr", "sdtPr")


def tree(content: bytes) -> etree._Element:
    """A part, with the usual names."""
    for strict, usual in _NAMES.items():
        content = content.replace(strict.encode(), usual.encode())
    return etree.fromstring(content)


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def name_of(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def main_part(data: bytes) -> str:
    """The part of the body."""
    return next(
        name for name in parts(data) if name.startswith("word/document") and "rels" not in name
    )


def body(data: bytes) -> etree._Element:
    """The XML of the text."""
    return tree(parts(data)[main_part(data)])


def _seen(element: etree._Element) -> Iterator[etree._Element]:
    """The elements below one that a reader sees, in order; text boxes and hidden runs left out."""
    for child in element:
        if name_of(child) in _UNSEEN or (
            name_of(child) == "r" and child.find(f"{w('rPr')}/{w('vanish')}") is not None
        ):
            continue
        yield child
        yield from _seen(child)


@dataclass
class Told:
    """A comment: who wrote it, what it says, and the words it stands on."""

    author: str
    said: list[str]
    words: str = ""
    places: list[str] = field(default_factory=list)  # of what its words are parts


def comments(data: bytes) -> list[Told]:
    """The comments in the order of their numbers."""
    kept = parts(data)
    part = next((name for name in kept if name.endswith("/comments.xml")), "")
    if not part:
        return []
    found = {
        each.get(w("id"), ""): Told(
            each.get(w("author"), ""),
            ["".join(t.text or "" for t in p.iter(w("t"))) for p in each.iter(w("p"))],
        )
        for each in tree(kept[part])
    }
    opened: set[str] = set()
    closed: list[str] = []
    for element in _seen(body(data)):
        name, number = name_of(element), element.get(w("id"), "")
        if name == "commentRangeStart":
            opened.add(number)
        elif name == "commentRangeEnd":
            opened.discard(number)
            closed.append(number)
        shown = element.text or "" if name == "t" else _SHOWN.get(name, "")
        for each in opened:
            found[each].words += shown
            found[each].places.append(name)
    assert not opened
    assert sorted(closed) == sorted(found), "each comment has one place in the text"
    return [found[number] for number in sorted(found, key=int)]


def drawn_back(
    root: etree._Element, author: str = "medlint", ids: frozenset[str] = frozenset()
) -> bytes:
    """The text without the tracked changes of an author and the comments with these numbers.

    Runs that have the same formatting are joined, so that a cut into two is no difference.
    """
    root = copy.deepcopy(root)
    for element in list(
        root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
    ):
        if element.get(w("id")) in ids:
            parent = element.getparent()
            _drop(parent if name_of(element) == "commentReference" else element)
    for element in list(root.iter(w("ins"))):
        if element.get(w("author")) == author:
            _drop(element)
    for element in list(root.iter(w("del"))):
        if element.get(w("author")) == author and len(element):
            for words in element.iter(w("delText")):
                words.tag = w("t")
            for child in list(element):
                element.addprevious(child)
            _drop(element)
    for name in ("ins", "moveTo", "del"):
        _join(root, name)
    _join(root, "r")
    _join(root, "t")
    for words in root.iter(w("t")):
        words.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", "")
    return etree.tostring(root, method="c14n", exclusive=True)


def _drop(element: etree._Element | None) -> None:
    if element is not None and (parent := element.getparent()) is not None:
        parent.remove(element)


def _join(root: etree._Element, name: str) -> None:
    """Join neighbours of a name that have the same attributes and formatting."""
    for element in list(root.iter(w(name))):
        before = element.getprevious()
        if before is None or before.tag != element.tag:
            continue
        if name == "t":
            before.text = (before.text or "") + (element.text or "")
            _drop(element)
            continue
        look, other = before.find(w("rPr")), element.find(w("rPr"))
        if before.attrib.items() == element.attrib.items() and _text(look) == _text(other):
            before.extend([child for child in element if child is not other])
            _drop(element)


def _text(element: etree._Element | None) -> bytes:
    return b"" if element is None else etree.tostring(element, method="c14n", exclusive=True)


def accepted(data: bytes) -> list[str]:
    """The lines of the text with all changes accepted, text boxes after their paragraphs."""
    lines: list[str] = []
    for paragraph in body(data).iter(w("p")):
        if any(name_of(above) == "Fallback" for above in paragraph.iterancestors()):
            continue
        shown = ""
        for element in _seen(paragraph):
            if element.tag == w("t"):
                shown += element.text or ""
            else:
                shown += _SHOWN.get(name_of(element), "")
        lines.append(shown)
    return lines


def differing(old: bytes, new: bytes) -> set[str]:
    """The parts that differ, or stand in one of two files only."""
    before, after = parts(old), parts(new)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


__all__ = ["MC", "Told", "accepted", "body", "comments", "differing", "drawn_back", "main_part"]
