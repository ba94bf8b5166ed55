"""The citation marks of a document: all that could be one, those elected, one for each place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from linter.documents.citations import names, numbers
from linter.documents.citations.election import elect
from linter.documents.citations.reading import is_read
from linter.documents.model import Citation, Draft, Reference
from linter.late import late

# Where two readings of the same words compete, the one that says more wins.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("superscript", "numeric", "key", "author-year", "footnote", "link", "identifier")
    )
}
# A label that no definition has stays text; right at the start of a line it defines one.
_LABEL = late(r"\[\^([^\]\s^]{1,80})\]")
_INLINE_NOTE = late(r"\^\[([^\[\]]{2,2000})\]")


def find_citations(document: Draft, references: Sequence[Reference]) -> tuple[Citation, ...]:
    """All marks that point to a source, in order; none overlaps another.

    `references` are the entries of the document's list, which tell numbers that are marks. The
    reference list, footnotes, front matter and page furniture hold none.
    """
    notes = [*_notes(document), *names.pandoc_keys(document)]
    found = [
        *notes,
        *names.author_year(document),
        *_links(document),
        *names.identifiers(document),
        *numbers.joined(document.prose, numbers.linked(document)),
    ]
    found = [mark for mark in found if is_read(document, mark.start)]
    found += elect(document, references, found)
    return tuple(_apart(found))


def _notes(document: Draft) -> Iterator[Citation]:
    """Footnotes and the marks that are markup."""
    for note in document.notes:
        if note.kind == "footnote-reference":
            label = (note.key,) if note.key else ()
            yield Citation(note.start, note.end, "footnote", label, source=note.source)
        elif note.kind == "cite":
            keys = tuple(filter(None, note.key.split("\n")))
            yield Citation(note.start, note.end, "key", keys, source=note.source)
    if "^" in document.prose:
        for found in _LABEL.finditer(document.prose):
            if not _defines(document.prose, found):
                yield Citation(*found.span(), "footnote", (found[1],))
        for found in _INLINE_NOTE.finditer(document.prose):
            yield Citation(*found.span(), "footnote")


def _defines(prose: str, label: re.Match[str]) -> bool:
    line = prose[max(label.start() - 4, 0) : label.start()]
    at_start = not line.rpartition("\n")[2].strip() and ("\n" in line or label.start() < 4)
    return at_start and prose.startswith(":", label.end())


def _links(document: Draft) -> Iterator[Citation]:
    """Links to a source, but for those in a note that is written where it is referred to."""
    if not document.links:
        return
    own = {note.start for note in document.notes if note.content}
    for mark in names.links(document):
        if mark.start < mark.end or mark.start not in own:
            yield mark


def _apart(marks: Iterable[Citation]) -> list[Citation]:
    """The marks in order, and of those that overlap the one that says most."""
    kept: list[Citation] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if kept and mark.start < kept[-1].end and mark.start < mark.end:
            if _RANK[mark.kind] < _RANK[kept[-1].kind]:
                kept[-1] = mark
        else:
            kept.append(mark)
    return kept
