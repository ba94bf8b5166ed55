"""Puts the prose of a document together, run by run, while a format walks its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from linter.documents.model import (
    Block,
    BlockKind,
    Comment,
    Document,
    Link,
    Note,
    ReadOptions,
    SourceMap,
)

BLOCK_BREAK = "\n\n"


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

    @property
    def offset(self) -> int:
        """Where the next run will stand in the prose."""
        return self._length

    def text(self, start: int, end: int, value: str | None = None) -> None:
        """Add ``source[start:end]`` to the prose, as `value` where it reads differently there."""
        prose = self.source[start:end] if value is None else value
        if not prose:
            return
        self._parts.append(prose)
        self._runs.append((self._length, self._length + len(prose), start, end))
        self._length += len(prose)

    def break_word(self) -> None:
        """Keep what comes next apart from what came before, where markup does so unseen."""
        if self._length > self._block_start:
            self._parts.append("\n")
            self._length += 1

    def end_block(self, kind: BlockKind, level: int = 0, group: int = 0) -> None:
        """Close the block that began where the last one ended; white space alone makes none."""
        text = "".join(self._parts)[self._block_start :] if len(self._parts) < 2 else self._tail()
        stripped = text.strip()
        if not stripped:
            self._break()
            return
        start = self._block_start + len(text) - len(text.lstrip())
        end = start + len(stripped)
        if kind is BlockKind.HEADING:
            self._enter_section(level, " ".join(stripped.split()))
        section = tuple(name for _, name, _ in self._headings)
        section_kind = next(
            (kind_ for _, _, kind_ in reversed(self._headings) if kind_ != "body"), "body"
        )
        self.blocks.append(Block(kind, start, end, section, section_kind, level, group))
        self._break()

    def document(self, path: Path, format_name: str, **more: object) -> Document:
        """The document as collected so far."""
        document = Document(
            path=path,
            format=format_name,
            source=self.source,
            prose="".join(self._parts),
            map=SourceMap(self._runs),
            blocks=tuple(self.blocks),
            links=tuple(self.links),
            notes=tuple(self.notes),
            comments=tuple(self.comments),
            options=self.options,
        )
        return replace(document, **more) if more else document  # type: ignore[arg-type]

    def _tail(self) -> str:
        """What was added since the last block ended."""
        parts: list[str] = []
        length = self._length
        for part in reversed(self._parts):
            if length <= self._block_start:
                break
            parts.append(part)
            length -= len(part)
        return "".join(reversed(parts))

    def _break(self) -> None:
        if self._length > self._block_start:
            self._parts.append(BLOCK_BREAK)
            self._length += len(BLOCK_BREAK)
        self._block_start = self._length

    def _enter_section(self, level: int, name: str) -> None:
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        key = name.strip(" .:0123456789").lower()
        self._headings.append((level, name, self.options.sections.get(key, "body")))
