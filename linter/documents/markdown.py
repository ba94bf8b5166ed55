"""Markdown: CommonMark with tables, footnotes, front matter, HTML, shortcodes and attributes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from linter.documents.builder import Builder
from linter.documents.decoding import UnreadableError, write
from linter.documents.document import Document
from linter.documents.gaps import Cutter
from linter.documents.html import PageReader
from linter.documents.model import BlockKind, Link, Note, ReadOptions
from linter.documents.opening import open_draft
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

__all__ = ["SUFFIXES", "Walk", "byte_offsets", "read", "write"]

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_CONTINUATION = late(rb"[\x80-\xbf]")
_FILE_NAME = late(r"\s*(?:[\w.%-]+\.(?:jpe?g|png|gif|svg|webp)|\w*_\w*)\s*\Z", re.IGNORECASE)
_FORMULA = late(r"[\\^_={}]|\A[^\W\d]\S*\Z")


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a Markdown draft.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, or the front matter's `medlint:` is wrong.
    """
    begun = open_draft(data, options)
    Walk(begun.builder, begun.cutter).walk(begun.body)
    return begun.builder.document(path, "markdown", byte_order_mark=begun.mark, meta=begun.meta)


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open container, and what text in it is."""

    kind: BlockKind
    group: int = 0
    level: int = 0


class Walk:
    """Goes through the parser's events and fills a builder."""

    def __init__(self, builder: Builder, cutter: Cutter) -> None:
        self.builder = builder
        self.cutter = cutter
        self.page = PageReader(builder, cutter)
        self._stack = [_Frame(BlockKind.PARAGRAPH)]
        self._links: list[tuple[int, str]] = []
        self._silent = 0  # how many elements are open whose text is not prose
        self._in_image = False
        self._has_text = False  # in this block, outside of images
        self._html: tuple[int, int] | None = None

    def walk(self, body: int) -> None:
        """Read the source from offset `body` on."""
        text = self.builder.source[body:]
        offset = byte_offsets(text, body)
        self.walk_text(text, lambda start, end: (offset(start), offset(end)))

    def walk_text(self, text: str, span: Callable[[int, int], tuple[int, int]]) -> None:
        """Read a text; `span` turns a range of its bytes into one of the source."""
        for event, place in _events(text):
            if isinstance(event, str):
                if event != "Rule":
                    self._line_break(*span(place["start"], place["end"]))
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if not self._silent:
                    self._text(value, *span(place["start"], place["end"]))
                elif self._links:
                    self.builder.stand_in(*span(place["start"], place["end"]))
            elif name == "Start":
                self._start(value, span, place)
            elif name == "End":
                self._end(value)
            else:
                self._other(name, value, *span(place["start"], place["end"]))
        self.before_block(len(self.builder.source))
        self._flush()
        self.page.flush()

    def before_block(self, place: int) -> None:
        """A block begins at a place of the source; for formats that put something before it."""

    def inline_html(self, start: int, end: int) -> None:
        """Tags or comments within a line."""
        self.page.feed(start, end)

    def _text(self, value: str, start: int, end: int) -> None:
        if self.page.skipping or (self._in_image and _FILE_NAME.match(value)):
            return
        if not self._in_image:
            self._has_text = True
        if self.builder.source[start:end] == value:
            self.cutter.text(start, end)
        else:
            self.page.text(start, end)

    def _line_break(self, start: int, end: int) -> None:
        """The line break as it is, without the spaces or backslash before it."""
        text = self.builder.source[start:end]
        self.cutter.text(start + len(text) - len(text.lstrip(" \t\\")), end)

    def _other(self, name: str, value: str, start: int, end: int) -> None:
        if name == "InlineHtml":
            self.inline_html(start, end)
            self._has_text = True
        elif name == "Html":
            self._html = (self._html[0], end) if self._html else (start, end)
        elif name == "FootnoteReference":
            place = self.builder.anchor
            written = Span(start, end)
            self.builder.notes.append(Note("footnote-reference", place, place, value, written))
            self.builder.leave_out()
        elif name == "InlineMath" and not _FORMULA.search(value):
            self.cutter.text(start, end)  # two prices in one sentence, not a formula
        elif name in _READ_AS_CODE:
            if not self.cutter.takes(start, end):
                self.builder.stand_in(start, end)
        elif name != "TaskListMarker":
            self.builder.leave_out()

    def _start(self, tag: str | dict[str, Any], span: Any, place: dict[str, int]) -> None:
        value: Any = None
        if isinstance(tag, str):
            name = tag
        else:
            ((name, value),) = tag.items()
        if name in _INLINE:
            self._start_inline(name, value)
            return
        self._flush()
        self.before_block(span(place["start"], place["end"])[0])
        self._stack.append(self._frame(name, value, self._stack[-1]))
        if name == "CodeBlock":
            self._silent += 1

    def _frame(self, name: str, value: Any, above: _Frame) -> _Frame:
        """What an element makes of the text in it."""
        if name == "Heading":
            return _Frame(BlockKind.HEADING, above.group, int(value["level"][1]))
        if name in _LISTS:
            self.page.group += 1
            return _Frame(above.kind, self.page.group)
        kind = _KINDS.get(name, above.kind)
        if kind is BlockKind.LIST_ITEM and above.kind in (BlockKind.QUOTE, BlockKind.FOOTNOTE):
            kind = above.kind
        if name == "BlockQuote" and value:  # a note or a warning of the writer, no quotation
            kind = above.kind
        return _Frame(kind, above.group)

    def _start_inline(self, name: str, value: Any) -> None:
        if name == "Link":
            self._links.append((self.builder.offset, value["dest_url"]))
            self._silent += value["link_type"] in _ADDRESSES
        elif name == "Image":
            self._in_image = True
            self.builder.leave_out()

    def _end(self, tag: str | dict[str, Any]) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name not in _INLINE:
            if name == "HtmlBlock" and self._html:
                self.page.feed(*self._html)
                self._html = None
                self._has_text = True
            self._flush()
            self._stack.pop()
            if name == "CodeBlock":
                self._silent -= 1
        elif name == "Link":
            self._end_link()
        elif name == "Image":
            self._in_image = False
            self.builder.leave_out()

    def _end_link(self) -> None:
        place, url = self._links.pop()
        if self._silent:
            self._silent -= 1
            self.builder.leave_out()
        self.builder.links.append(Link(*self.builder.trimmed(place), url))

    def _flush(self) -> None:
        if self.builder.is_empty:
            self.builder.end_block(BlockKind.PARAGRAPH)
            return
        frame = self._stack[-1]
        kind = frame.kind
        if kind is BlockKind.PARAGRAPH and not self._has_text:
            kind = BlockKind.CAPTION
        if kind is not BlockKind.HEADING:
            kind = self.page.region or kind
        self._has_text = False
        self.builder.end_block(kind, frame.level, frame.group)


_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_LISTS = frozenset({"List", "Table", "DefinitionList"})
_READ_AS_CODE = frozenset({"Code", "InlineMath", "DisplayMath"})
_ADDRESSES = frozenset({"Autolink", "Email"})  # links that show their own address
_KINDS = {
    "Item": BlockKind.LIST_ITEM,
    "DefinitionListTitle": BlockKind.LIST_ITEM,
    "DefinitionListDefinition": BlockKind.LIST_ITEM,
    "TableCell": BlockKind.TABLE_CELL,
    "BlockQuote": BlockKind.QUOTE,
    "FootnoteDefinition": BlockKind.FOOTNOTE,
}


def _events(text: str) -> Iterator[tuple[Any, Any]]:
    """The parser's events, each with its range in bytes of UTF-8."""
    from pyromark import Options, events_with_range

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_MATH
        | Options.ENABLE_GFM
        | Options.ENABLE_DEFINITION_LIST
    )
    try:
        yield from events_with_range(text, options=options)
    except BaseException as error:  # a panic of the parser is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(
            "the Markdown parser failed on this file; please report it"
        ) from error


def byte_offsets(text: str, body: int) -> Callable[[int], int]:
    """What turns a UTF-8 byte offset of `text` into an offset of the source."""
    if text.isascii():
        return body.__add__
    inner = [match.start() for match in _CONTINUATION.finditer(text.encode())]
    return lambda place: body + place - bisect_left(inner, place)
