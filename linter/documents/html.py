"""HTML and XHTML pages: what a reader of the page reads, with the places it stands at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from linter.documents.builder import Builder
from linter.documents.decoding import write
from linter.documents.document import Document
from linter.documents.gaps import Cutter
from linter.documents.html_elements import (
    BLOCKS,
    BOXES,
    CELLS,
    COMMENT_NAMES,
    FURNITURE,
    FURNITURE_NAMES,
    HEADINGS,
    IMPLIED_ENDS,
    KINDS,
    LISTS,
    NOTES,
    READ_AS_CODE,
    REFERENCE_NAMES,
    SKIPPED,
    SKIPPED_INLINE,
    VOID,
)
from linter.documents.html_tokens import COMMENT, END, START, Attribute, attributes, tokens
from linter.documents.markup import TEXT
from linter.documents.model import BlockKind, Comment, Link, Note, ReadOptions
from linter.documents.opening import open_draft
from linter.late import late
from linter.values import dataclass

__all__ = ["SUFFIXES", "PageReader", "read", "write"]

SUFFIXES = (".html", ".htm", ".xhtml")

_ENTITY = late(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_SEARCH_DEPTH = 200  # how many open elements an end tag is looked for in
_NOTE_DEPTH = 16


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a page.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, or the front matter's `medlint:` is wrong.
    """
    begun = open_draft(data, options)
    page = PageReader(begun.builder, begun.cutter)
    page.meta.update(begun.meta)
    page.feed(begun.body, len(begun.builder.source))
    page.flush()
    return begun.builder.document(path, "html", byte_order_mark=begun.mark, meta=page.meta)


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open element, and what text in it is."""

    name: str
    kind: BlockKind
    group: int = 0
    level: int = 0
    region: BlockKind | None = None


class PageReader:
    """Walks a page, or the pieces of HTML in a Markdown file, and fills a builder."""

    def __init__(self, builder: Builder, cutter: Cutter, group: int = 0) -> None:
        self.builder = builder
        self.meta: dict[str, object] = {}
        self.group = group
        self.skipping = ""  # the open element whose text is not prose
        self._skip_start = 0
        self._cutter = cutter
        self._stack = [_Frame("", BlockKind.PARAGRAPH)]
        self._skip_depth = 0
        self._last_ends: dict[str, int] = {}
        self._links: list[tuple[int, str]] = []
        self._notes: list[tuple[str, int]] = []
        self._line_end = -1
        self._box_end = -1

    @property
    def region(self) -> BlockKind | None:
        """What the open elements make of any text in them, if they decide."""
        frame = self._stack[-1]
        return frame.region or (BlockKind.QUOTE if frame.kind is BlockKind.QUOTE else None)

    def feed(self, start: int, end: int) -> None:
        """Read ``source[start:end]``, which begins and ends outside of a tag."""
        for token in tokens(self.builder.source, start, end):
            self.token(*token)

    def token(self, what: int, start: int, end: int, name: str) -> None:
        """A text, a comment or a tag."""
        if what == COMMENT:
            self.builder.comments.append(Comment(start, end, name))
            self.builder.pass_over()
        elif self.skipping:
            self._skip(what, name, end)
        elif what == TEXT:
            self.text(start, end)
        elif what == START:
            if start == self._box_end and name in BOXES:
                self._part_boxes(name, end)
            self.start(name, start, end)
        elif what == END:
            self.end(name)
            self._box_end = end if name in BOXES else -1

    def text(self, start: int, end: int) -> None:
        """Add text, with its entities as the characters they mean."""
        source, take = self.builder.source, self._cutter.text
        if source.find("&", start, end) < 0:
            take(start, end)
            return
        position = start
        for match in _ENTITY.finditer(source, start, end):
            value = unescape(match[0])
            if value != match[0]:
                take(position, match.start())
                position = match.end()
                take(match.start(), position, value)
        take(position, end)

    def start(self, name: str, start: int, end: int) -> None:
        """A start tag."""
        if name in BLOCKS:
            self.flush()
            self._close_implied(name)
        if name in SKIPPED and self._ends_after(name, end):
            self.skipping, self._skip_depth, self._skip_start = name, 1, start
            self.builder.leave_out()
        elif name in BLOCKS or name == "title":
            if name not in VOID:
                self._open(name, start, end)
        elif name == "br":
            self._break_line()
        elif name == "a":
            self._open_link(attributes(self.builder.source, start, end))
        elif name in NOTES and len(self._notes) < _NOTE_DEPTH:
            self._notes.append((name, self.builder.offset))
        elif name == "meta":
            self._meta(attributes(self.builder.source, start, end))
        elif name != "ref" or not self._cutter.takes(start, end):
            self.builder.pass_over()

    def end(self, name: str) -> None:
        """An end tag."""
        if name in BLOCKS:
            self.flush()
            self._close(name)
        elif name == "a":
            self._close_link()
        elif name in NOTES:
            self._close_note(name)
        self.builder.pass_over()

    def flush(self) -> None:
        """End the block that was being read."""
        frame = self._stack[-1]
        kind = frame.region or frame.kind
        if frame.region is BlockKind.REFERENCE and frame.kind is BlockKind.HEADING:
            kind = BlockKind.HEADING
        if kind is BlockKind.FRONT_MATTER:
            self._title()
        self.builder.end_block(kind, frame.level if kind is BlockKind.HEADING else 0, frame.group)
        self._line_end = -1

    def _part_boxes(self, name: str, end: int) -> None:
        """Elements that touch in the source and are drawn apart: two buttons, a name and a title.

        Word processors cut words into spans; a capital tells that no word was cut.
        """
        if name != "span" or self.builder.source[end : end + 1].isupper():
            self.builder.leave_out()

    def _skip(self, what: int, name: str, token_end: int) -> None:
        if name == self.skipping:
            self._skip_depth += 1 if what == START else -1
        ended = self.skipping in SKIPPED_INLINE and what != TEXT and name in BLOCKS
        if self._skip_depth <= 0 or ended:
            if self.skipping in READ_AS_CODE and not ended:
                self.builder.stand_in(self._skip_start, token_end)
            else:
                self.builder.leave_out()
            self.skipping = ""
            if ended and what == END:
                self.end(name)

    def _ends_after(self, name: str, place: int) -> bool:
        """Whether an element is ever closed; one that is not must not swallow the page."""
        last = self._last_ends.get(name)
        if last is None:
            ends = re.finditer(f"</{name}", self.builder.source, re.IGNORECASE)
            last = max((match.start() for match in ends), default=-1)
            self._last_ends[name] = last
        return last >= place

    def _open(self, name: str, start: int, end: int) -> None:
        above = self._stack[-1]
        kind, group = KINDS.get(name, above.kind), above.group
        if name in LISTS or name == "table":
            self.group += 1
            group = self.group
        if above.kind is BlockKind.QUOTE and name not in HEADINGS and name not in CELLS:
            kind = BlockKind.QUOTE
        region = above.region or self._region(name, start, end)
        self._stack.append(_Frame(name, kind, group, HEADINGS.get(name, 0), region))

    def _region(self, name: str, start: int, end: int) -> BlockKind | None:
        if name in FURNITURE:
            return BlockKind.FURNITURE
        if name == "form" and self._is_small_form(end):
            return BlockKind.FURNITURE
        tag = self.builder.source[start:end]
        if name in ("body", "html") or not ("class" in tag or "id" in tag or "role" in tag):
            return None
        found = attributes(self.builder.source, start, end)
        names = {
            word
            for key in ("class", "id", "role")
            if key in found
            for word in found[key].value.lower().split()
        }
        if names & COMMENT_NAMES:
            return BlockKind.READER_COMMENT
        if names & REFERENCE_NAMES:
            return BlockKind.REFERENCE
        return BlockKind.FURNITURE if names & FURNITURE_NAMES else None

    def _is_small_form(self, start: int) -> bool:
        """Whether a form is one, and not the whole page wrapped in a form element."""
        source = self.builder.source
        end = source.find("</form", start)
        return end >= 0 and not re.compile(r"<(?:h1|main|article)\b", re.I).search(
            source, start, end
        )

    def _close_implied(self, name: str) -> None:
        if self._stack[-1].name == "p" or (name in HEADINGS and self._stack[-1].name in HEADINGS):
            self._stack.pop()
        if name not in IMPLIED_ENDS:
            return
        ended, limits = IMPLIED_ENDS[name]
        for depth in range(1, min(len(self._stack), _SEARCH_DEPTH)):
            if self._stack[-depth].name in ended:
                del self._stack[-depth:]
                return
            if self._stack[-depth].name in limits:
                return

    def _close(self, name: str) -> None:
        for depth in range(1, min(len(self._stack), _SEARCH_DEPTH)):
            open_name = self._stack[-depth].name
            if open_name == name:
                del self._stack[-depth:]
                return
            if open_name in CELLS and name not in ("tr", "table", "tbody", "thead", "tfoot"):
                return

    def _break_line(self) -> None:
        """A line break; two in a row end a paragraph."""
        if self.builder.anchor == self._line_end:
            self.flush()
        else:
            self.builder.break_word()
            self._line_end = self.builder.anchor

    def _open_link(self, found: Mapping[str, Attribute]) -> None:
        self._close_link()
        if "href" in found:
            self._links.append((self.builder.offset, found["href"].value.strip()))

    def _close_link(self) -> None:
        if self._links:
            start, url = self._links.pop()
            self.builder.links.append(Link(*self.builder.trimmed(start), url))

    def _close_note(self, name: str) -> None:
        if not self._notes or self._notes[-1][0] != name:
            return
        _, start = self._notes.pop()
        start, end = self.builder.trimmed(start)
        if start < end:
            self.builder.notes.append(Note(NOTES[name], start, end))

    def _meta(self, found: Mapping[str, Attribute]) -> None:
        name = found["name"].value.lower() if "name" in found else ""
        content = found.get("content")
        if content is None or not name or not content.value.strip():
            return
        self.meta.setdefault(name, content.value.strip())
        if name in self.builder.options.front_matter:
            self.flush()
            self.text(content.start, content.end)
            self.builder.end_block(BlockKind.FRONT_MATTER)

    def _title(self) -> None:
        if title := " ".join(self.builder.pending.split()):
            self.meta.setdefault("title", title)
        if "title" not in self.builder.options.front_matter:
            self.builder.forget_block()
