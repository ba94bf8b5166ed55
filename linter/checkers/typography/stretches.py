"""Pieces of the prose that the looks run on, and what they share there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from linter.documents.document import Document
from linter.documents.model import Block, BlockKind
from linter.documents.words import fold
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

STRETCH = 65_536
SPACES = " \t\u00a0\u2002-\u200a\u202f\u3000"  # for a character class; no line breaks
_UNUSUAL = late("[\t\u00a0\u2002-\u200a\u202f\u3000]")
_WIDE = late(f"[{SPACES}]{{2,}}")
_BETWEEN_BLOCKS = " \0 "
_REACH = 40
_FEW = 20
_PAIR_MARK = late(r"[()\[\]“”\"\n]")
# Marks are far rarer than letters and spaces, so the pattern begins with them.
_ODD_MARK = late(
    r"[.,;:!?()\[\]](?:"
    r"(?<=[.!?,;])(?=[A-Za-z.,;“])"
    rf"|(?<=[{SPACES}][.,;:!?)\]])"
    rf"|(?<=[(\[])(?=[{SPACES}]))"
)


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
        """The text between white space, in lower case; commas and full stops stand alone.

        A token of its own stands between two blocks.
        """
        text = self.text.lower().replace("\n\n", _BETWEEN_BLOCKS)
        return text.replace(",", " ,").replace(".", " .").split()

    def places(self, pairs: Collection[tuple[str, str]]) -> list[int] | None:
        """Where one of the pairs of words stands, across any white space and capitals.

        The offsets are in the prose, in order; None if there are too many pairs to look for each.
        """
        if len(pairs) > _FEW:
            return None
        folded = fold(self.text)
        found: set[int] = set()
        for first, second in pairs:
            pair = re.compile(f"{re.escape(fold(first))} +{re.escape(fold(second))}")
            found.update(self.start + match.start() for match in pair.finditer(folded))
        return sorted(found)

    @cached_property
    def wide_gaps(self) -> tuple[Span, ...]:
        """Where two or more spaces, tabs or no-break spaces stand in a row."""
        if "  " not in self.text and not _UNUSUAL.search(self.text):
            return ()
        gaps = _WIDE.finditer(self.document.prose, self.start, self.end)
        return tuple(Span(*match.span()) for match in gaps)

    @cached_property
    def odd_marks(self) -> tuple[int, ...]:
        """The punctuation marks with white space on the wrong side, or none on the right one."""
        marks = _ODD_MARK.finditer(self.document.prose, self.start, self.end)
        return tuple(match.start() for match in marks)

    @cached_property
    def pair_marks(self) -> frozenset[str]:
        """The brackets and double quotation marks of each paragraph or part of one, in order."""
        return frozenset("".join(_PAIR_MARK.findall(self.text)).split("\n\n"))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, from `first_block` to `last_block`."""
        return self.document.blocks[self.first_block : self.last_block + 1]


Look = Callable[[Stretch], Iterable[Finding]]
Words = Mapping[str, frozenset[str]]


def stretches(document: Document) -> Iterable[Stretch]:
    """The document in pieces of about `STRETCH` characters that end where a block ends."""
    blocks = document.blocks
    first = 0
    while first < len(blocks):
        far = blocks[first].start + STRETCH
        last = bisect_left(blocks, far, first, len(blocks) - 1, key=lambda block: block.end)
        yield Stretch(document, blocks[first].start, blocks[last].end, first, last)
        first = last + 1


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


def with_neighbours(prose: str, start: int, end: int, block: Block) -> Span:
    """The place with the words that touch it, cut where they are longer than half a line."""
    first, last = max(block.start, start - _REACH), min(block.end, end + _REACH)
    while start > first and not prose[start - 1].isspace():
        start -= 1
    while end < last and not prose[end].isspace():
        end += 1
    return Span(start, end)
