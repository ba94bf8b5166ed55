"""Comments on exact words of a Word file, all else as it was."""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linter.documents.docx.cutting import Cutting
from linter.documents.docx.editing import AUTHOR, put_after, put_before, run_of
from linter.documents.docx.names import MAIN, PACKAGE, RELATIONS, SPACE, TYPES, w
from linter.documents.docx.package import Package, parse, relations_of
from linter.documents.docx.text import Line, WordText, read_text
from linter.spans import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT_TYPES = "[Content_Types].xml"
_KIND = f"{RELATIONS}/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: on which words of the source, and its paragraphs."""

    span: Span
    paragraphs: tuple[str, ...]


def with_comments(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The file with a comment on the words of each remark, in their order.

    Word ignores comments in notes and text boxes: such a remark stands at the note's mark, or
    where the box is anchored, and quotes its words.

    Raises:
        UnreadableError: the bytes are no Word file.
    """
    if not remarks:
        return data
    package = Package(data)
    text = read_text(data)
    part = package.related(text.main, "comments")
    parts: dict[str, bytes] = {}
    comments = package.tree(part) if part else None
    if comments is None:
        part = posixpath.join(posixpath.dirname(text.main), "comments.xml")
        comments = parse(f'<w:comments xmlns:w="{MAIN}"/>'.encode(), part)
        parts |= _announced(package, part)
    writer = _Writer(text, comments)
    moved = {
        number: writer.mark(number, remark.span)
        for number, remark in reversed(list(enumerate(remarks)))
    }
    for number, remark in enumerate(remarks):
        writer.tell(number, (*moved[number], *remark.paragraphs))
    parts[part] = package.serialized(comments)
    parts[text.main] = package.serialized(text.trees[text.main])
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

    def mark(self, number: int, span: Span) -> tuple[str, ...]:
        """Put the beginning and the end of a comment around the words of a span.

        Returns what the comment must say first, if it cannot stand on its words.
        """
        said: tuple[str, ...] = ()
        words = self._text.source[span.start : span.end].strip()
        line = next(each for each in reversed(self._text.lines) if each.start <= span.start)
        if line.paragraph.note:
            said = (f"In the note: “{words}”",)
            span, line = self._place_of_note(line)
        runs = [_around(run) for run in self._runs(span)]
        paragraph = line.paragraph.element
        anchor = _anchor(paragraph)
        if anchor is not None:
            said = said or (f"In the text box: “{words}”",)
            runs = [anchor]
        elif _behind(paragraph) is not None or _is_wider(runs, words):
            said = said or (f"In the field: “{words}”",)
        self._put(str(self._first + number), runs, paragraph)
        return said

    def _put(self, number: str, runs: Sequence[_Element], paragraph: _Element) -> None:
        name = {w("id"): number}
        start = paragraph.makeelement(w("commentRangeStart"), name)
        end = paragraph.makeelement(w("commentRangeEnd"), name)
        reference = paragraph.makeelement(w("r"))
        reference.append(reference.makeelement(w("commentReference"), name))
        if runs:
            put_before(runs[0], start)
            put_after(runs[-1], end)
        else:  # nothing of it is a letter of the file: the comment stands at the paragraph's end
            paragraph.extend((start, end))
        behind = _behind(paragraph)
        if behind is None:
            end.addnext(reference)
        else:
            behind.insert(1 if behind.find(w("pPr")) is not None else 0, reference)

    def _runs(self, span: Span) -> list[_Element]:
        runs = map(run_of, self._cutting.cut(span))
        return [run for run in runs if run.tag == w("r")]

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


def _anchor(paragraph: _Element) -> _Element | None:
    """The run that the outermost text box around a paragraph is anchored in, if it is in one."""
    boxes = list(paragraph.iterancestors(w("txbxContent")))
    return next(boxes[-1].iterancestors(w("r")), None) if boxes else None


def _around(run: _Element) -> _Element:
    """The content control in its paragraph that a run stands in, else the run.

    LibreOffice loses words and shows comments as text where one stands inside.
    """
    within = itertools.takewhile(lambda each: each.tag != w("p"), run.iterancestors())
    controls = [each for each in within if each.tag == w("sdt")]
    return controls[-1] if controls else run


def _is_wider(runs: Sequence[_Element], words: str) -> bool:
    """Whether a comment from the first to the last of these stands on more than its words."""
    ends = [run for run in (*runs[:1], *runs[-1:]) if run.tag == w("sdt")]
    return any("".join(each.text or "" for each in end.iter(w("t"))) not in words for end in ends)


def _behind(paragraph: _Element) -> _Element | None:
    """The paragraph behind the content control that begins with this one, if it does with any.

    LibreOffice makes a field of such a paragraph, which can hold the words of a comment and not
    its mark.
    """
    top: _Element | None = paragraph
    while top is not None and top.getprevious() is None:
        above = top.getparent()
        if above is None or above.tag != w("sdtContent"):
            break
        top = above.getparent()
    if top is None or top is paragraph:
        return None
    follower = top.getnext()
    return follower if follower is not None and follower.tag == w("p") else None


def _announced(package: Package, part: str) -> dict[str, bytes]:
    """The two parts that name a new part of comments."""
    listed = relations_of(package.main)
    relations = package.tree(listed)
    if relations is None:
        relations = parse(f'<Relationships xmlns="{PACKAGE}"/>'.encode(), listed)
    taken = {relation.get("Id") for relation in relations}
    free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    relation = {"Id": free, "Type": _KIND, "Target": "comments.xml"}
    relations.append(relations.makeelement(f"{{{PACKAGE}}}Relationship", relation))
    types = package.tree(_CONTENT_TYPES)
    parts = {listed: package.serialized(relations)}
    if types is not None:
        named = {"PartName": f"/{part}", "ContentType": _TYPE}
        types.append(types.makeelement(f"{{{TYPES}}}Override", named))
        parts[_CONTENT_TYPES] = package.serialized(types)
    return parts
