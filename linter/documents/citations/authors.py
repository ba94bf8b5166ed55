"""Who is cited where names are given: the authors and years of a mark, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.documents.citations import names
from linter.documents.model import Citation, Draft
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

_LETTER = late(r"[a-z]\Z")
_SPLIT = late(r",?\s(?:and|&(?:amp;)?)\s|,\s|\s(?=et\sal\b)")
_BEFORE = late(
    rf"({names.ONE_NAME})(?:\s(?:and|&)\s({names.ONE_NAME})|,?\set\sal\.?|\sand\s(?:colleagues"
    r"|co-?workers|others))(?:['’]s)?,?\s?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One source of a mark: its first author (with the place in the prose), others, and year."""

    name: str
    span: Span
    others: tuple[str, ...]
    year: str
    year_span: Span
    in_sentence: bool


def named_sources(document: Draft, mark: Citation) -> Iterator[Named]:
    """The sources of an author–year mark."""
    text = document.prose[mark.start : mark.end]
    if text.startswith("("):
        start = mark.start + 1
        for part in names.SOURCES.split(text[1:-1]):
            if found := names.PART.fullmatch(part):
                yield from _sources(start, found, found[1], found.start(1), found.start(2))
            start += len(part) + 1
    elif found := re.match(r"(.+?)\s?\(([^()]+)\)\Z", text, re.DOTALL):
        yield from _sources(mark.start, found, found[1], 0, found.start(2), in_sentence=True)


def _sources(
    start: int, found: re.Match[str], people: str, place: int, years: int, in_sentence: bool = False
) -> Iterator[Named]:
    first, *others = [part for part in _SPLIT.split(people) if part] or [people]
    lead = len(people) - len(people.lstrip())
    span = Span(start + place + lead, start + place + lead + len(first.strip()))
    rest = tuple(part.strip(" .,") for part in others if not part.startswith(("et al", "al")))
    previous = ""
    for each in re.finditer(r"[^,;\s](?:[^,;]*[^,;\s])?", found[2]):
        year = each[0] if len(each[0]) > 1 else previous[:4] + each[0]
        previous = year
        place_of_year = Span(start + years + each.start(), start + years + each.end())
        yield Named(first.strip(" .,'’"), span, rest, year, place_of_year, in_sentence)


def named_before(document: Draft, mark: Citation) -> Named | None:
    """The authors whom the sentence names right before a mark in numbers: “Smith et al. [7]”."""
    start = max(mark.start - 80, document.blocks[document.block_at(mark.start)].start)
    found = _BEFORE.search(document.prose[start : mark.start])
    if found is None:
        return None
    others = (found[2],) if found[2] else ()
    span = Span(start + found.start(1), start + found.end(1))
    return Named(found[1], span, others, "", span, True)
