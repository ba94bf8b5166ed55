"""Comments on exact words of a Word file, all else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linter.documents.docx.cutting import Cutting
from linter.documents.docx.editing import AUTHOR, put_after, put_before, run_of
from linter.documents.docx.names import MAIN, PACKAGE, SPACE, TYPES, w
from linter.documents.docx.package import Package, parse, serialize
from linter.documents.docx.text import MAIN_PART, Line, Place, WordText, read_text
from linter.spans import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_CONTENT_TYPES = "[Content_Types].xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: on which words of the source, and its paragraphs."""

    span: Span
    paragraphs: tuple[str, ...]


def with_comments(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The file with a comment on the words of each remark, in their order.

    Word allows no comments in notes: such a remark stands at the note's mark in the text.

    Raises:
        UnreadableError: the bytes are no Word file.
    """
    if not remarks:
        return data
    package = Package(data)
    text = read_text(data)
    part = _comments_part(package)
    parts: dict[str, bytes] = {}
    comments = package.tree(part) if part else None
    if comments is None:
        part, comments = _PART, parse(f'<w:comments xmlns:w="{MAIN}"/>'.encode(), _PART)
        parts |= _announced(package)
    writer = _Writer(text, comments)
    for number, remark in reversed(list(enumerate(remarks))):
        writer.mark(number, remark.span)
    for number, remark in enumerate(remarks):
        writer.tell(number, remark.paragraphs)
    parts[part] = serialize(comments)
    parts[MAIN_PART] = serialize(text.trees[MAIN_PART])
    return package.with_parts(parts)


class _Writer:
    """Puts the marks into the text, and what they say into the comments' part."""

    def __init__(self, text: WordText, comments: _Element) -> None:
        self._text = text
        self._cutting = Cutting(text)
        self._comments = comments
        self._date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        numbers = [int(n) for each in comments if (n := each.get(w("id"), "")).isdigit()]
        self._first = max(numbers, default=-1) + 1

    def mark(self, number: int, span: Span) -> None:
        """Put the beginning and the end of a comment around the words of a span."""
        line = next(each for each in reversed(self._text.lines) if each.start <= span.start)
        if line.paragraph.note:
            span, line = self._place_of_note(line)
        places = self._in_runs(span)
        name = {w("id"): str(self._first + number)}
        paragraph = line.paragraph.element
        start = paragraph.makeelement(w("commentRangeStart"), name)
        end = paragraph.makeelement(w("commentRangeEnd"), name)
        reference = paragraph.makeelement(w("r"))
        reference.append(reference.makeelement(w("commentReference"), name))
        if places:
            put_before(run_of(places[0]), start)
            put_after(run_of(places[-1]), end)
        else:  # nothing of it is a letter of the file: the comment stands at the paragraph's end
            paragraph.extend((start, end))
        end.addnext(reference)

    def _in_runs(self, span: Span) -> list[Place]:
        places = self._cutting.cut(span)
        return [place for place in places if run_of(place).tag == w("r")]

    def _place_of_note(self, line: Line) -> tuple[Span, Line]:
        """Where the text refers to the note of a line, and the line that does."""
        for place in self._text.places:
            if place.piece.kind == "note" and place.piece.key == line.paragraph.note:
                span = Span(place.start, place.end)
                above = next(e for e in reversed(self._text.lines) if e.start <= span.start)
                return span, above
        return Span(line.start, line.start), self._text.lines[0]

    def tell(self, number: int, paragraphs: Sequence[str]) -> None:
        """Add the text of a comment."""
        comment = self._comments.makeelement(
            w("comment"),
            {
                w("id"): str(self._first + number),
                w("author"): AUTHOR,
                w("initials"): "ml",
                w("date"): self._date,
            },
        )
        for text in paragraphs:
            paragraph = comment.makeelement(w("p"))
            run = paragraph.makeelement(w("r"))
            words = run.makeelement(w("t"), {SPACE: "preserve"})
            words.text = _writable(text)
            run.append(words)
            paragraph.append(run)
            comment.append(paragraph)
        self._comments.append(comment)


def _writable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(char for char in text if char in "\t\n" or ord(char) >= 32)


def _comments_part(package: Package) -> str:
    """The name of the part that holds the comments, empty if there is none."""
    root = package.tree(_RELATIONS)
    for relation in () if root is None else root:
        if relation.get("Type") == _KIND:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"word/{target}"
    return ""


def _announced(package: Package) -> dict[str, bytes]:
    """The two parts that name a new part of comments."""
    relations = package.tree(_RELATIONS)
    if relations is None:
        relations = parse(f'<Relationships xmlns="{PACKAGE}"/>'.encode(), _RELATIONS)
    taken = {relation.get("Id") for relation in relations}
    free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    relation = {"Id": free, "Type": _KIND, "Target": "comments.xml"}
    relations.append(relations.makeelement(f"{{{PACKAGE}}}Relationship", relation))
    types = package.tree(_CONTENT_TYPES)
    parts = {_RELATIONS: serialize(relations)}
    if types is not None:
        named = {"PartName": f"/{_PART}", "ContentType": _TYPE}
        types.append(types.makeelement(f"{{{TYPES}}}Override", named))
        parts[_CONTENT_TYPES] = serialize(types)
    return parts
