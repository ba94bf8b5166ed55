"""Walks an article and fills a builder with what its readers read."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from linter.documents.builder import Builder
from linter.documents.citations.numbers import is_list
from linter.documents.gaps import Cutter
from linter.documents.jats.elements import (
    APART,
    BLOCKS,
    FIRM,
    FRONT,
    GROUPS,
    KINDS,
    NOTES,
    READ_AS_CODE,
    READ_IN_FRONT,
    SECTION_TYPES,
    SECTIONS,
    SKIPPED,
)
from linter.documents.jats.entries import Collected, references, short
from linter.documents.jats.nesting import Nesting
from linter.documents.jats.tokens import (
    CDATA,
    COMMENT,
    EMPTY,
    END,
    START,
    attribute,
    entities,
    tokens,
)
from linter.documents.markup import TEXT
from linter.documents.model import BlockKind, Comment, Link, Note, Reference
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

_REF_ID = late(r"<ref\s[^<>]*?\bid\s*=\s*[\"']([^\"'<>]+)")
_SEARCH_DEPTH = 200  # how many open elements an end tag is looked for in
_TOP_LEVEL = 2  # of headings: the article's title is the first


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open element, what text in it is, and where it began in the prose.

    `value` is what a link, a cross-reference or a part of an entry says in its tag.
    """

    name: str
    kind: BlockKind
    group: int = 0
    level: int = _TOP_LEVEL - 1
    start: int = 0
    value: str = ""


class ArticleReader:
    """Walks the article in `builder.source`; text goes through `cutter`."""

    def __init__(self, builder: Builder, cutter: Cutter) -> None:
        self.builder = builder
        self._cutter = cutter
        self._stack = [_Frame("", BlockKind.PARAGRAPH)]
        self._group = 0
        self._skipping = ""
        self._skip_depth = 0
        self._skip_start = 0
        self._skip_note = ""  # the note that the skipped element refers to
        self._entry: Collected | None = None
        self._entries: list[Collected] = []
        self._notes: dict[str, tuple[int, int]] = {}  # ids of footnotes, and their blocks
        self.fault = ""  # what is wrong with the XML
        self._joint = False  # two parts of an entry meet here with nothing between them

    def read(self) -> None:
        """Read the whole source."""
        nesting = Nesting(self.builder.source)
        for what, start, end, name in tokens(self.builder.source):
            nesting.tag(what, start, name)
            if what == COMMENT:
                self.builder.comments.append(Comment(start, end, name))
                self.builder.pass_over()
            elif self._skipping:
                self._skip(what, name, start, end)
            elif what == TEXT:
                self._text(start, end)
            elif what == CDATA:
                self._add(start + len("<![CDATA["), end - len("]]>"))
            elif what == END:
                self._end(name)
            elif what in (START, EMPTY):
                self._start(name, start, end, empty=what == EMPTY)
            else:
                self.builder.pass_over()
        self._flush()
        nesting.end()
        self.fault = nesting.fault

    def entries(self) -> tuple[Reference, ...]:
        """The entries of the list, then the footnotes that the text refers to."""
        made = list(references(self._entries, self._cites_by_numbers()))
        seen = {note.key for note in self.builder.notes if note.kind == "footnote-reference"}
        for key, (first, last) in self._notes.items():
            if key in seen and first < last:
                start, end = self.builder.blocks[first].start, self.builder.blocks[last - 1].end
                made.append(Reference(start, end, key, kind="footnote"))
        return tuple(made)

    def notes(self) -> tuple[Note, ...]:
        """The notes; those that refer to entries have their keys."""
        made = references(self._entries, self._cites_by_numbers())
        keys = {each.id: entry.key for each, entry in zip(self._entries, made, strict=True)}
        notes = []
        for note in self.builder.notes:
            if note.kind == "reference":
                wanted = [keys[each] for each in note.key.split() if each in keys]
                notes.append(replace(note, key="\n".join(wanted)))
            elif note.kind != "footnote-reference" or note.key in self._notes:
                notes.append(note)
        return tuple(notes)

    def _cites_by_numbers(self) -> bool:
        prose = self.builder.prose
        marks = [note for note in self.builder.notes if note.kind == "reference"]
        by_number = sum(is_list(prose[note.start : note.end]) for note in marks)
        return by_number * 2 > len(marks)

    def _text(self, start: int, end: int) -> None:
        source = self.builder.source
        if self._joint and not source[start:end].isspace():
            self._joint = False
            if source[start].isalnum() or source[start] == "&":
                self.builder.break_word()
        position = start
        if "&" in source[start:end]:
            for first, last, value in entities(source, start, end):
                self._add(position, first)
                self._add(first, last, value)
                position = last
        self._add(position, end)

    def _add(self, start: int, end: int, value: str | None = None) -> None:
        if start < end:
            self._cutter.text(start, end, value)

    def _start(self, name: str, start: int, end: int, empty: bool) -> None:
        above = self._stack[-1]
        if empty:
            self._empty(name, start, end)
        elif self._is_skipped(name, above) or (name == "xref" and self._is_mark(start, end)):
            self._begin_skip(name, start, end)
        elif self._entry is not None:
            self._open_part(name, start, end)
        elif name in BLOCKS:
            self._flush()
            self._open_block(name, start, end)
        else:
            value = self._value(name, start, end)
            self._stack.append(replace(above, name=name, start=self.builder.offset, value=value))
            self.builder.pass_over()

    def _is_skipped(self, name: str, above: _Frame) -> bool:
        if name in SKIPPED and not (self._entry is not None and name == "object-id"):
            return True
        if name in READ_AS_CODE:
            return True
        return above.name in FRONT and name not in READ_IN_FRONT and name != "article-meta"

    def _empty(self, name: str, start: int, end: int) -> None:
        if name == "xref" and (cited := self._value(name, start, end)):
            place = self.builder.anchor
            self.builder.notes.append(Note("reference", place, place, cited, Span(start, end)))
            self.builder.pass_over()
        elif name == "break":
            self.builder.break_word()
        elif name == "etal" and self._entry is not None:
            self._entry.add("etal", "")
        elif name in BLOCKS and self._entry is None:
            self._flush()
        elif name in READ_AS_CODE:
            self.builder.stand_in(start, end)
        elif name in SKIPPED:
            self.builder.leave_out()
        else:
            self.builder.pass_over()

    def _open_block(self, name: str, start: int, end: int) -> None:
        above = self._stack[-1]
        kind = KINDS.get(name, above.kind)
        if above.kind in FIRM and kind is not BlockKind.REFERENCE and name not in SECTIONS:
            kind = above.kind if name not in ("td", "th", "caption") else kind
        group, level = above.group, above.level
        source = self.builder.source
        identifier = attribute(source, start, end, "id") if name in ("fn", "ref") else ""
        if name in GROUPS:
            self._group += 1
            group = self._group
        if name in ("body", "back"):
            self.builder.enter_section(_TOP_LEVEL, "")
        elif name in SECTIONS:
            level += 1
            stated = attribute(source, start, end, "sec-type") if name == "sec" else ""
            self.builder.enter_section(level, "", _section_kind(name, stated))
        elif name == "title":
            kind = _title_kind(above)
        elif name == "ref":
            self._entry = Collected(identifier, start=self.builder.offset)
        elif name == "fn":
            self._notes.setdefault(identifier, (len(self.builder.blocks), 0))
        self._stack.append(_Frame(name, kind, group, level, self.builder.offset, identifier))

    def _open_part(self, name: str, start: int, end: int) -> None:
        """An element in an entry of the list."""
        self._joint |= name in APART or name in BLOCKS
        value = self._value(name, start, end)
        frame = replace(self._stack[-1], name=name, start=self.builder.offset, value=value)
        self._stack.append(frame)

    def _value(self, name: str, start: int, end: int) -> str:
        source = self.builder.source
        if name in ("ext-link", "uri", "self-uri"):
            return attribute(source, start, end, "xlink:href")
        if name in ("pub-id", "object-id"):
            return attribute(source, start, end, "pub-id-type")
        if name == "person-group":
            return attribute(source, start, end, "person-group-type")
        return self._cited(start, end) if name == "xref" else ""

    def _cited(self, start: int, end: int) -> str:
        """The ids of the entries that a cross-reference leads to, "" if it leads elsewhere."""
        source = self.builder.source
        ids = attribute(source, start, end, "rid")
        kind = attribute(source, start, end, "ref-type")
        stated = kind == "bibr" or (not kind and set(ids.split()) <= self._ids)
        return ids if stated else ""

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids of all entries."""
        return frozenset(_REF_ID.findall(self.builder.source))

    def _is_mark(self, start: int, end: int) -> bool:
        """Whether a cross-reference is the mark of a note, which is no part of the sentence."""
        return attribute(self.builder.source, start, end, "ref-type") in ("fn", "table-fn")

    def _end(self, name: str) -> None:
        self.builder.pass_over()
        if name in BLOCKS and self._entry is None:
            self._flush()
        for depth in range(1, min(len(self._stack), _SEARCH_DEPTH)):
            if self._stack[-depth].name == name:
                for frame in reversed(self._stack[-depth:]):
                    self._close(frame)
                del self._stack[-depth:]
                return

    def _close(self, frame: _Frame) -> None:
        builder = self.builder
        if frame.name == "ref" and self._entry is not None:
            self._close_entry(self._entry)
        elif self._entry is not None:
            self._close_part(self._entry, frame)
        elif frame.name == "fn":
            first, _ = self._notes.get(frame.value, (0, 0))
            self._notes[frame.value] = first, len(builder.blocks)
        if frame.name in SECTIONS:
            builder.enter_section(frame.level, "")
        elif (frame.name == "xref" and frame.value) or frame.name in NOTES:
            start, end = builder.trimmed(frame.start)
            if start < end:
                kind = NOTES.get(frame.name, "reference")
                builder.notes.append(Note(kind, start, end, frame.value))
        elif frame.name in ("ext-link", "uri") and frame.value:
            link = Link(*builder.trimmed(frame.start), frame.value)
            if builder.links[-1:] != [link]:  # its text is the address, which is a link already
                builder.links.append(link)

    def _close_entry(self, entry: Collected) -> None:
        blocks = len(self.builder.blocks)
        self._joint = False
        self._entry = None
        self._flush()
        made = self.builder.blocks[blocks:]
        if made:
            entry.start, entry.end = made[0].start, made[-1].end
            self._entries.append(entry)

    def _close_part(self, entry: Collected, frame: _Frame) -> None:
        text = self.builder.since(frame.start)
        self._joint |= frame.name in APART
        name = frame.value or frame.name if frame.name in ("pub-id", "object-id") else frame.name
        if name in ("name", "string-name"):
            surname, given = (
                entry.parts.pop("surname", [text]),
                entry.parts.pop("given-names", [""]),
            )
            edits = any(f.name == "person-group" and f.value == "editor" for f in self._stack)
            named = short(" ".join(surname[-1].split()), given[-1])
            entry.add("editors" if edits else "authors", named)
        elif name in ("ext-link", "uri"):
            entry.url = entry.url or frame.value or text.strip()
        elif name in APART or frame.name != name:
            entry.add(name, text)

    def _flush(self) -> None:
        frame = self._stack[-1]
        kind = frame.kind
        level = frame.level if kind is BlockKind.HEADING else 0
        if kind is BlockKind.FRONT_MATTER and "title" not in self.builder.options.front_matter:
            self.builder.forget_block()
        self.builder.end_block(kind, level, frame.group)

    def _begin_skip(self, name: str, start: int, end: int) -> None:
        if name in BLOCKS and self._entry is None:
            self._flush()
        self._skipping, self._skip_depth, self._skip_start = name, 1, start
        self._skip_note = attribute(self.builder.source, start, end, "rid") * (name == "xref")
        if name == "label" and self._entry is not None:
            self._entry.label = ""

    def _skip(self, what: int, name: str, start: int, end: int) -> None:
        if name == self._skipping and what in (START, END):
            self._skip_depth += 1 if what == START else -1
        elif what == TEXT and self._skipping == "label" and self._entry is not None:
            self._entry.label += self.builder.source[start:end]
        if self._skip_depth:
            return
        if self._skipping in READ_AS_CODE:
            self.builder.stand_in(self._skip_start, end)
        else:
            self.builder.leave_out()
        if self._skip_note:
            place, written = self.builder.anchor, Span(self._skip_start, end)
            note = Note("footnote-reference", place, place, self._skip_note, written)
            self.builder.notes.append(note)
        self._skipping = ""


def _section_kind(name: str, stated: str) -> str:
    for beginning, kind in SECTION_TYPES.items():
        if stated.lower().startswith(beginning):
            return kind
    return SECTIONS[name]


def _title_kind(above: _Frame) -> BlockKind:
    if above.name in SECTIONS:
        return BlockKind.HEADING
    return above.kind if above.kind is not BlockKind.LIST_ITEM else BlockKind.PARAGRAPH
