"""Puts the prose of a document together, run by run, while a format walks its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from linter.documents.document import Document
from linter.documents.model import (
    STAND_IN,
    Block,
    BlockKind,
    Comment,
    Link,
    Note,
    ReadOptions,
    SourceMap,
)
from linter.late import late

BLOCK_BREAK = "\n\n"
LONGEST_BLOCK = 20_000  # characters: no paragraph is longer, and checks may look at all of one
_BLANK = " \t\r\n\f"
_NONE, _UNSEEN, _LEFT_OUT, _APART = range(4)  # what stands between the last run and the next
_NEVER_FURNITURE = (BlockKind.HEADING, BlockKind.READER_COMMENT, BlockKind.FRONT_MATTER)
_CLOSING = frozenset(",.;:!?)]’”%")
_CUT = late(r".*[a-z]{3}[.!?]\s(?=[A-Z])|.*\s", re.DOTALL)
_WORD = late(r"\S+\s")
_BLANKS = late(r"\s*")


class Builder:
    """Collects runs, blocks, links and notes in the order of the source."""

    def __init__(self, source: str, options: ReadOptions) -> None:
        self.source = source
        self.options = options
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.notes: list[Note] = []
        self.comments: list[Comment] = []
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int, int]] = []
        self._length = 0
        self._block_start = 0
        self._headings: list[tuple[int, str, str]] = []
        self._section: tuple[tuple[str, ...], str] = ((), "body")
        self._first_part = 0
        self._gap = _NONE

    @property
    def offset(self) -> int:
        """Where the next run will stand in the prose."""
        return self._length

    @property
    def section_kind(self) -> str:
        """What the innermost known heading so far means."""
        return self._section[1]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added since the last block ended, not even white space."""
        return self._first_part == len(self._parts)

    @property
    def pending(self) -> str:
        """What was added since the last block ended."""
        if self._first_part == len(self._parts) - 1:
            return self._parts[-1]
        return "".join(self._parts[self._first_part :])

    @property
    def prose(self) -> str:
        """All that was added so far."""
        return "".join(self._parts)

    def since(self, start: int) -> str:
        """What was added to this block from an offset of the prose on."""
        return self.pending[max(start - self._block_start, 0) :]

    @property
    def anchor(self) -> int:
        """The place behind the last character of the prose that is not white space."""
        index, place = len(self._parts), self._length
        while index > self._first_part:
            index -= 1
            part = self._parts[index]
            kept = part.rstrip()
            if kept:
                return place - len(part) + len(kept)
            place -= len(part)
        return self._block_start

    def text(self, start: int, end: int, value: str | None = None) -> None:
        """Add ``source[start:end]`` to the prose, as `value` where it reads differently there."""
        prose = self.source[start:end] if value is None else value
        if not prose:
            return
        if self._gap:
            gap = self._gap
            skipped = self._close_gap(prose)
            if skipped and value is None:
                start, prose = start + skipped, prose[skipped:]
                if not prose:
                    self._gap = gap
                    return
        length = self._length
        self._length = after = length + len(prose)
        self._parts.append(prose)
        if self._runs and value is None:
            last = self._runs[-1]
            if last[3] == start and last[1] == length and last[1] - last[0] == start - last[2]:
                self._runs[-1] = (last[0], after, last[2], end)
                return
        self._runs.append((length, after, start, end))

    def pass_over(self) -> None:
        """Something unseen (a comment, a tag) stands here; white space on both sides is one."""
        self._gap = max(self._gap, _UNSEEN)

    def stand_in(self, start: int, end: int) -> None:
        """Something that readers see and do not read as words (code, a URL) stands there."""
        self.text(start, end, STAND_IN)

    def leave_out(self) -> None:
        """Something that is no part of the sentence (a template, a note's mark) stands here.

        The words around it stay apart, and the white space around it shrinks to what one would
        write without it: one space, or none before a comma.
        """
        self._gap = max(self._gap, _LEFT_OUT)

    def break_word(self) -> None:
        """Keep what comes next apart from what came before, where markup does so unseen."""
        self._gap = _APART

    def trimmed(self, start: int) -> tuple[int, int]:
        """The prose from `start` to here without the white space at its ends."""
        end = self.anchor
        if start >= end:
            return end, end
        place, index = self._length, len(self._parts)
        while index > self._first_part and place > start:
            index -= 1
            place -= len(self._parts[index])
        while index < len(self._parts) and start < end:
            part = self._parts[index][max(start - place, 0) :]
            place += len(self._parts[index])
            start += len(part) - len(part.lstrip())
            if start < place:
                break
            index += 1
        return start, end

    def end_block(self, kind: BlockKind, level: int = 0, group: int = 0) -> None:
        """Close the block that began where the last one ended; white space alone makes none."""
        if self._first_part == len(self._parts):
            self._gap = _NONE
            return
        text = self.pending
        stripped = text.strip()
        shows_nothing = STAND_IN in stripped and not stripped.replace(STAND_IN, "").strip()
        if not stripped or (shows_nothing and self._section[1] != "references"):
            self.forget_block()
            return
        start = self._block_start + len(text) - len(text.lstrip())
        if kind is BlockKind.HEADING:
            self.enter_section(level, " ".join(stripped.split()))
        section, section_kind = self._section
        if section_kind == "furniture" and kind not in _NEVER_FURNITURE:
            kind = BlockKind.FURNITURE
        for first, last in _cut(stripped):
            place = start + first, start + last
            self.blocks.append(Block(kind, *place, section, section_kind, level, group))
        self._break()

    def enter_section(self, level: int, name: str, kind: str = "body") -> None:
        """Begin a section that `name` heads, and end those of its level.

        `kind` is what it is for where the name does not tell. A section that has no name yet is
        begun with `kind` alone, and keeps it when its heading comes; without both none begins.
        """
        while self._headings and self._headings[-1][0] >= level:
            last = self._headings.pop()
            if name and last[:2] == (level, ""):
                kind = last[2]
        if name or kind != "body":
            key = name.strip(" .:0123456789").lower()
            self._headings.append((level, name, self.options.sections.get(key, kind)))
        known = (kind for _, _, kind in reversed(self._headings) if kind != "body")
        path = tuple(name for _, name, _ in self._headings if name)
        self._section = (path, next(known, "body"))

    def forget_block(self) -> None:
        """Take back what was added since the last block ended."""
        del self._parts[self._first_part :]
        while self._runs and self._runs[-1][0] >= self._block_start:
            self._runs.pop()
        self._length = place = self._block_start
        self._gap = _NONE
        for index in range(len(self.links) - 1, -1, -1):  # their text is gone, the links are not
            if self.links[index].end <= place:
                break
            self.links[index] = Link(place, place, self.links[index].url)
        for index in range(len(self.notes) - 1, -1, -1):
            note = self.notes[index]
            if note.end <= place:
                break
            self.notes[index] = replace(note, start=min(note.start, place), end=place)

    def document(self, path: Path, format_name: str, **more: object) -> Document:
        """The document as collected so far."""
        document = Document(
            path=path,
            format=format_name,
            source=self.source,
            prose=self.prose,
            map=SourceMap(self._runs),
            blocks=tuple(self.blocks),
            links=tuple(self.links),
            notes=tuple(self.notes),
            comments=tuple(self.comments),
            options=self.options,
        )
        return replace(document, **more) if more else document  # type: ignore[arg-type]

    def _break(self) -> None:
        if self._length > self._block_start:
            self._parts.append(BLOCK_BREAK)
            self._length += len(BLOCK_BREAK)
        self._block_start = self._length
        self._first_part = len(self._parts)
        self._gap = _NONE

    def _close_gap(self, prose: str) -> int:
        """Join what comes after a gap; how many characters of white space of it to skip."""
        gap, self._gap = self._gap, _NONE
        if self._length == self._block_start:
            return 0
        last, first = self._parts[-1][-1], prose[0]
        if last in _BLANK:
            if first in _BLANK:
                return len(prose) - len(prose.lstrip(_BLANK))
            if first in _CLOSING and gap == _LEFT_OUT:
                self._trim()
        elif first not in _BLANK and (
            gap == _APART or (gap == _LEFT_OUT and last.isalnum() and first.isalnum())
        ):
            self._parts.append("\n")
            self._length += 1
        return 0

    def _trim(self) -> None:
        """Take back the white space that was added last, if it is verbatim."""
        start, end, source_start, source_end = self._runs[-1]
        if end != self._length or end - start != source_end - source_start:
            return
        part = self._parts.pop()
        kept = part.rstrip(_BLANK)
        cut = len(part) - len(kept)
        self._length -= cut
        if kept:
            self._parts.append(kept)
        if start == self._length:
            self._runs.pop()
        else:
            self._runs[-1] = (start, self._length, source_start, source_end - cut)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """The text as it is, or, where it is endless, in parts that end with a sentence or a word."""
    start = 0
    while len(text) - start > LONGEST_BLOCK:
        part = _CUT.match(text, start, start + LONGEST_BLOCK) or _WORD.match(text, start)
        if part is None:
            break
        yield start, start + len(part[0].rstrip())
        start = _BLANKS.match(text, part.end()).end()  # type: ignore[union-attr]
    yield start, len(text)
