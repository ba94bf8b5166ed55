"""Journal articles in JATS, as text with the places where they cite and the sources they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Marks of what the flattened text lost, in characters that no article uses.
_CITE, _CITE_END, _UP, _UP_END, _DOWN, _DOWN_END = "\ue000\ue001\ue002\ue003\ue004\ue005"
_REF = rf"{_CITE}\d+{_CITE_END}"
_JOINT = r"\s?(?:[,;]|[-‐‑–—−])\s?"
_GROUP = re.compile(rf"(?:{_UP}|\[|\()?\s?({_REF}(?:{_JOINT}{_REF})*)\s?(?:{_UP_END}|\]|\))?")
_NUMBER = re.compile(rf"([^{_CITE}{_CITE_END}\d]*){_CITE}(\d+){_CITE_END}")
_PIECE = re.compile(rf"{_UP}(.*?){_UP_END}|{_DOWN}(.*?){_DOWN_END}|({_CITE}[\d,]+{_CITE_END})")
_PARTNERS = {_UP: _UP_END, "[": "]", "(": ")"}
_SKIPPED = frozenset(
    {"inline-formula", "disp-formula", "table-wrap-foot", "graphic", "media", "ref"}
)
_CAPTIONS = frozenset({"fig", "table-wrap", "supplementary-material"})


@dataclass(frozen=True, slots=True)
class Run:
    """Text; `place` is `up` or `down` where it is raised or lowered."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """One group of sources, by their numbers in the list (from 1); a last one below 0 makes it a
    range that runs down to that number."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, caption or table cell."""

    kind: str
    pieces: tuple[Run | Cite, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the list; authors are (family name, initials)."""

    authors: tuple[tuple[str, str], ...]
    title: str
    journal: str
    year: str
    volume: str
    pages: str
    doi: str
    pmid: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article; citations in it count from 1 in the order of `sources`."""

    name: str
    title: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    left_out: frozenset[int] = frozenset()  # entries that the list lacks


def read_articles(folder: Path) -> list[Article]:
    """All articles of a folder that have a reference list, sorted by name."""
    found = (read_article(path) for path in sorted(folder.glob("*.*xml")))
    return [article for article in found if article.sources]


def read_article(path: Path) -> Article:
    """One article.

    Raises:
        ParseError: the file is no XML.
    """
    from xml.etree.ElementTree import parse

    root = parse(path).getroot()
    refs = root.findall(".//back//ref-list//ref")
    numbers = {ref.get("id", ""): place for place, ref in enumerate(refs, 1)}
    title = root.find(".//front//article-title")
    body = root.find("body")
    return Article(
        name=path.stem,
        title=" ".join("".join(title.itertext()).split()) if title is not None else path.stem,
        parts=tuple(_parts(body, numbers, 2)) if body is not None else (),
        sources=tuple(map(_source, refs)),
    )


def _parts(element: Element, numbers: dict[str, int], level: int) -> Iterator[Part]:
    captions: list[Part] = []
    for child in element:
        if child.tag == "title":
            yield Part("heading", _pieces(child, numbers), level)
        elif child.tag == "p":
            yield Part("paragraph", _pieces(child, numbers))
            captions += [part for each in child for part in _caption(each, numbers)]
        elif child.tag == "sec":
            yield from _parts(child, numbers, level + 1)
        else:
            captions += _caption(child, numbers)
    yield from captions


def _caption(element: Element, numbers: dict[str, int]) -> Iterator[Part]:
    if element.tag in _CAPTIONS:
        for each in element.iterfind("./caption//p"):
            yield Part("caption", _pieces(each, numbers))
        for row in element.iterfind(".//tr"):
            for cell in row:
                yield Part("cell", _pieces(cell, numbers))
        for each in element.iterfind("./table-wrap-foot//p"):
            yield Part("caption", _pieces(each, numbers))
    else:
        for child in element:
            yield from _caption(child, numbers)


def _pieces(element: Element, numbers: dict[str, int]) -> tuple[Run | Cite, ...]:
    text = " ".join("".join(_flat(element, numbers)).split())
    return tuple(_cut(_GROUP.sub(_grouped, text)))


def _flat(element: Element, numbers: dict[str, int]) -> Iterator[str]:
    number = numbers.get(element.get("rid", "")) if element.tag == "xref" else None
    if number:
        yield f"{_CITE}{number}{_CITE_END}"
        return
    marks = {"sup": (_UP, _UP_END), "sub": (_DOWN, _DOWN_END)}.get(element.tag, ("", ""))
    yield marks[0] + (element.text or "")
    for child in element:
        if child.tag not in _SKIPPED and child.tag not in _CAPTIONS:
            yield from _flat(child, numbers)
        yield child.tail or ""
    yield marks[1]


def _grouped(match: re.Match[str]) -> str:
    """A group of citations as one, without the brackets around it if both are there."""
    numbers: list[int] = []
    for joint, number in _NUMBER.findall(match[1]):
        first = numbers[-1] + 1 if numbers and re.search(r"[-‐‑–—−]", joint) else int(number)
        numbers += range(first, int(number) + 1) if first <= int(number) else [int(number)]
    group = f"{_CITE}{','.join(map(str, numbers))}{_CITE_END}"
    before, after = match[0].split(match[1])
    if _PARTNERS.get(before.strip()) == (after.strip() or None):
        return group + after[len(after.rstrip()) :]
    return before + group + after


def _cut(text: str) -> Iterator[Run | Cite]:
    place = 0
    for match in _PIECE.finditer(text):
        if match.start() > place:
            yield Run(text[place : match.start()])
        place = match.end()
        if match[3]:
            yield Cite(tuple(map(int, match[3][1:-1].split(","))))
        elif inner := (match[1] or match[2] or ""):
            yield Run(inner, "up" if match[1] else "down")
    if place < len(text):
        yield Run(text[place:])


def _source(ref: Element) -> Source:
    def text(path: str) -> str:
        found = ref.find(path)
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    authors = [
        (_text(name.find("surname")), _text(name.find("given-names")))
        for name in ref.iter("name")
        if name.find("surname") is not None
    ]
    authors = authors or [(_text(each), "") for each in ref.iter("collab")][:1]
    parts = (each for each in ref if each.tag != "label")
    whole = " ".join(" ".join("".join(each.itertext()) for each in parts).split())
    doi = re.search(r"10\.\d{4,9}/\S+", whole)
    year = text(".//year") or next(iter(re.findall(r"(?:19|20)\d\d", whole)), "")
    pages = "–".join(filter(None, (text(".//fpage"), text(".//lpage"))))
    return Source(
        authors=tuple(authors) or ((whole.split(".")[0][:60].strip(), ""),),
        title=text(".//article-title") or text(".//source") or whole[:80],
        journal=text(".//source"),
        year=year[:4],
        volume=text(".//volume"),
        pages=pages,
        doi=doi[0].rstrip(".,;)") if doi else "",
        pmid=text(".//*[@pub-id-type='pmid']"),
    )


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
