"""Markdown: CommonMark with tables, footnotes, front matter, HTML, shortcodes and attributes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linter.documents.builder import Builder
from linter.documents.decoding import UnreadableError, decode, write
from linter.documents.frontmatter import find_front_matter, take_front_matter
from linter.documents.gaps import Cutter, find_gaps
from linter.documents.html import PageReader
from linter.documents.model import BlockKind, Document, Link, Note, ReadOptions

__all__ = ["SUFFIXES", "read", "write"]

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_CONTINUATION = re.compile(rb"[\x80-\xbf]")
_FILE_NAME = re.compile(r"\s*(?:[\w.%-]+\.(?:jpe?g|png|gif|svg|webp)|\w*_\w*)\s*\Z", re.IGNORECASE)
_FORMULA = re.compile(r"[\\^_={}]|\A\S+\Z")


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a Markdown draft.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, or the front matter's `medlint:` is wrong.
    """
    source, mark = decode(data)
    builder = Builder(source, options)
    cutter = Cutter(builder, find_gaps(source, templates=True))
    matter = find_front_matter(source)
    meta = take_front_matter(builder, cutter, matter) if matter else {}
    _Walk(builder, cutter).walk(matter.body if matter else 0)
    return builder.document(path, "markdown", byte_order_mark=mark, meta=meta)


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open container, and what text in it is."""

    kind: BlockKind
    group: int = 0
    level: int = 0


class _Walk:
    """Goes through the parser's events and fills a builder."""

    def __init__(self, builder: Builder, cutter: Cutter) -> None:
        self.builder = builder
        self.cutter = cutter
        self.page = PageReader(builder, cutter)
        self._stack = [_Frame(BlockKind.PARAGRAPH)]
        self._links: list[tuple[int, str]] = []
        self._notes: list[tuple[str, int]] = []
        self._silent = 0  # how many elements are open whose text is not prose
        self._html: tuple[int, int] | None = None

    def walk(self, body: int) -> None:
        """Read the source from offset `body` on."""
        handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Text": self._text,
            "Start": self._start,
            "End": self._end,
            "SoftBreak": self._line_break,
            "HardBreak": self._line_break,
            "Code": self._unread,
            "InlineMath": self._math,
            "DisplayMath": self._unread,
            "InlineHtml": self._inline_html,
            "Html": self._html_line,
            "FootnoteReference": self._footnote,
        }
        for name, value, start, end in _events(self.builder.source, body):
            if name in handlers:
                handlers[name](value, start, end)
        self._flush()
        self.page.flush()

    def _text(self, value: str, start: int, end: int) -> None:
        if self._silent or self.page.skipping:
            return
        if self.builder.source[start:end] == value:
            self.cutter.text(start, end)
        else:
            self.page.text(start, end)

    def _line_break(self, _: object, start: int, end: int) -> None:
        """The line break as it is, without the spaces or backslash before it."""
        text = self.builder.source[start:end]
        self.cutter.text(start + len(text) - len(text.lstrip(" \t\\")), end)

    def _unread(self, *_: object) -> None:
        self.builder.leave_out()

    def _math(self, value: str, start: int, end: int) -> None:
        if _FORMULA.search(value):
            self.builder.leave_out()
        else:  # two prices in one sentence, not a formula
            self.cutter.text(start, end)

    def _footnote(self, key: str, start: int, end: int) -> None:
        place = self.builder.anchor
        self.builder.notes.append(Note("footnote-reference", place, place, key))
        self.builder.leave_out()

    def _start(self, tag: str | dict[str, Any], start: int, end: int) -> None:
        value: Any = None
        if isinstance(tag, str):
            name = tag
        else:
            ((name, value),) = tag.items()
        if name in _INLINE:
            self._start_inline(name, value, start)
            return
        self._flush()
        above = self._stack[-1]
        kind, group, level = above.kind, above.group, 0
        quoted = kind in (BlockKind.QUOTE, BlockKind.FOOTNOTE)
        if name == "Heading":
            kind, level = BlockKind.HEADING, int(value["level"][1])
        elif name in ("List", "Table", "DefinitionList"):
            self.page.group += 1
            group = self.page.group
        elif name == "TableCell":
            kind = BlockKind.TABLE_CELL
        elif name in ("Item", "DefinitionListTitle", "DefinitionListDefinition"):
            kind = kind if quoted else BlockKind.LIST_ITEM
        elif name == "BlockQuote":
            kind = BlockKind.QUOTE if value is None else kind
        elif name == "FootnoteDefinition":
            kind = BlockKind.FOOTNOTE
        elif name in ("CodeBlock", "MetadataBlock"):
            self._silent += 1
        self._stack.append(_Frame(kind, group, level))

    def _start_inline(self, name: str, value: dict[str, Any] | None, start: int) -> None:
        if name == "Link" and value:
            self._links.append((self.builder.offset, value["dest_url"]))
            if value["link_type"] in ("Autolink", "Email"):
                self._silent += 1
        elif name == "Image":
            self.builder.leave_out()
        elif name in _NOTES:
            self._notes.append((_NOTES[name], self.builder.offset))

    def _end(self, tag: str | dict[str, Any], start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "Link":
            self._end_link(start, end)
        elif name == "Image":
            self.builder.leave_out()
        elif name in _NOTES:
            kind, place = self._notes.pop()
            first, last = self.builder.trimmed(place)
            self.builder.notes.append(Note(kind, first, last))
        elif name == "HtmlBlock":
            self._end_html()
        elif name not in _INLINE:
            self._flush()
            self._stack.pop()
            if name in ("CodeBlock", "MetadataBlock"):
                self._silent -= 1

    def _end_link(self, start: int, end: int) -> None:
        place, url = self._links.pop()
        if self.builder.source.startswith("<", start):
            self._silent -= 1
            self.builder.leave_out()
        self.builder.links.append(Link(*self.builder.trimmed(place), url))

    def _flush(self) -> None:
        frame = self._stack[-1]
        kind = frame.kind
        if kind is not BlockKind.HEADING:
            kind = self.page.region or kind
        self.builder.end_block(kind, frame.level, frame.group)

    def _inline_html(self, value: str, start: int, end: int) -> None:
        self.page.feed(start, end)

    def _html_line(self, value: str, start: int, end: int) -> None:
        self._html = (self._html[0], end) if self._html else (start, end)

    def _end_html(self) -> None:
        if self._html:
            self.page.feed(*self._html)
            self._html = None
        self._flush()
        self._stack.pop()


_NOTES = {"Superscript": "superscript", "Subscript": "subscript"}
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", *_NOTES})


def _events(source: str, body: int) -> Iterator[tuple[str, Any, int, int]]:
    """The parser's events: name, value, and their start and end in the source."""
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
    text = source[body:]
    to_offset = _offsets(text, body)
    try:
        for event, place in events_with_range(text, options=options):
            start, end = to_offset(place["start"]), to_offset(place["end"])
            if isinstance(event, str):
                yield event, None, start, end
            else:
                for name, value in event.items():
                    yield name, value, start, end
    except BaseException as error:  # a panic of the parser is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(
            "the Markdown parser failed on this file; please report it"
        ) from error


def _offsets(text: str, body: int) -> Callable[[int], int]:
    """What turns a UTF-8 byte offset of `text` into an offset of the source."""
    if text.isascii():
        return body.__add__
    inner = [match.start() for match in _CONTINUATION.finditer(text.encode())]
    return lambda place: body + place - bisect_left(inner, place)
