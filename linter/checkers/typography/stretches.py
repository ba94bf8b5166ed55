"""Pieces of the prose that the looks run on, and what they share there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from linter.documents.model import Block, BlockKind, Document
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span

STRETCH = 65_536
SPACES = " \t\u00a0\u2002-\u200a\u202f\u3000"  # for a character class; no line breaks
_ODD_SPACES = "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"
_REACH = 40


@dataclass(frozen=True)
class Stretch:
    """Consecutive blocks of a document: ``prose[start:end]``."""

    document: Document
    start: int
    end: int
    first_block: int
    last_block: int

    @cached_property
    def text(self) -> str:
        """The prose of the stretch."""
        return self.document.prose[self.start : self.end]

    @cached_property
    def tokens(self) -> list[str]:
        """The text between white space, in lower case, across blocks."""
        return self.text.lower().split()

    @cached_property
    def has_odd_spaces(self) -> bool:
        """Whether white space other than single spaces and line breaks may stand in it."""
        text = self.text
        if "  " in text or "\t" in text:
            return True
        return not text.isascii() and any(each in text for each in _ODD_SPACES)

    def blocks(self) -> Iterator[tuple[int, Block]]:
        """Its blocks with their indices."""
        for index in range(self.first_block, self.last_block + 1):
            yield index, self.document.blocks[index]


Look = Callable[[Stretch], Iterable[Finding]]
Words = Mapping[str, frozenset[str]]


def stretches(document: Document) -> Iterator[Stretch]:
    """The document in pieces of about `STRETCH` characters that end where a block ends."""
    blocks = document.blocks
    first = 0
    for index, block in enumerate(blocks):
        if block.end - blocks[first].start >= STRETCH or index == len(blocks) - 1:
            yield Stretch(document, blocks[first].start, block.end, first, index)
            first = index + 1


def wanted(document: Document, rule: Rule, span: Span) -> Block | None:
    """The block a span lies in, if the rule looks there and people read it in English."""
    index = document.block_at(span.start)
    block = document.blocks[index]
    if span.end > block.end or not looks_at(rule, block) or not document.english[index]:
        return None
    return block


def looks_at(rule: Rule, block: Block) -> bool:
    """Whether the rule looks into blocks of this kind and section."""
    return (
        block.kind is not BlockKind.FURNITURE
        and rule.blocks.allows(block.kind)
        and rule.sections.allows(block.section_kind)
    )


def word_before(prose: str, end: int, start: int) -> int:
    """Where the word that ends at `end` begins, not before `start` and at most a line's half."""
    place = end
    while place > max(start, end - _REACH) and not prose[place - 1].isspace():
        place -= 1
    return place


def word_after(prose: str, start: int, end: int) -> int:
    """Where the word that begins at `start` ends, not behind `end` and at most a line's half."""
    place = start
    while place < min(end, start + _REACH) and not prose[place].isspace():
        place += 1
    return place
