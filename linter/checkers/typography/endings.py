"""A paragraph whose last sentence has no full stop."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted
from linter.documents.document import Document
from linter.documents.model import Block, BlockKind
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_LAST_WORDS = 3
_FEWEST_WORDS = 8
_FEWEST_IN_LAST = 5
_FEWEST_IN_LIST = 4
_LONG = 13  # headings that are sentences are shorter
_ENDS = frozenset(".!?…\"”’'")
# A citation behind the stop: “. [5, 6]”, “.5”.
_MARKS = late(r"[.!?:;][\"”’)]?\s?(?:\[[\d,–\s-]+\]\s?){0,5}(?:\d[\d,–-]*)?\Z")
_ADDRESS = late(r"[/@\\=_©®|<>{}]|\w\.\w")
# What readers see and the prose lacks: code, an address, a picture.
_LEFT_OUT = late(r"`|://|www\.|@|\]\(|<(?:code|img|a|kbd)\b", re.IGNORECASE)
_REACH = 200
_SHOWN_BELOW = (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE)


@dataclass(frozen=True, slots=True)
class _Signs:
    """By what a sentence is told from a label: words within it, and how it begins.

    `titles` begin titles, captions and credits; `openings` begin sentences and no heading.
    """

    verbs: frozenset[str]
    titles: frozenset[str]
    openings: frozenset[str]


def prepare(rule: Rule, words: Words) -> Look:
    """Finds paragraphs of sentences that end in a word."""
    signs = _Signs(*(words.get(name, frozenset()) for name in ("verbs", "titles", "openings")))

    def look(stretch: Stretch) -> Iterator[Finding]:
        document = stretch.document
        prose = document.prose
        for index, block in enumerate(stretch.blocks, stretch.first_block):
            last = prose[block.end - 1]
            if block.kind is not BlockKind.PARAGRAPH or not (last.isalnum() or last in ")]"):
                continue
            if _goes_on(document, index, block):
                continue
            sentence = _last_sentence(document, index, block, signs)
            if sentence and not _listed(document, index):
                yield from _finding(document, rule, block, sentence)

    return look


def _last_sentence(document: Document, index: int, block: Block, signs: _Signs) -> Span | None:
    """The last sentence of the block, if it is one and not a title, a label or an address."""
    text = document.prose[block.start : block.end]
    if len(text.split()) < _FEWEST_WORDS or text[-2:-1] in ".!?" or _MARKS.search(text[-30:]):
        return None
    sentences = document.sentences_of(index)
    last = sentences[-1]
    words = document.prose[last.start : last.end].split()
    plain = [word.strip("“”\"'‘’(),;:").lower() for word in words]
    if len(words) < _FEWEST_IN_LAST or not words[0][0].isupper() or plain[0] in signs.titles:
        return None
    if len(sentences) == 1 and len(words) < _LONG and plain[0] not in signs.openings:
        return None
    if not signs.verbs & set(plain[1:]) or _looks_like_title(words):
        return None
    if not any(map(str.isalnum, words[-1])) or any(
        _ADDRESS.search(word) for word in words[-_LAST_WORDS:]
    ):
        return None
    return Span(last.start, last.end)


def _looks_like_title(words: list[str]) -> bool:
    """Whether most of the longer words have a capital."""
    longer = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) * 2 > len(longer)


def _goes_on(document: Document, index: int, block: Block) -> bool:
    """Whether a list, a quotation or the rest of the sentence follows, or a link ends it."""
    link = bisect_left(document.links, block.end - 1, key=lambda each: each.end)
    if link < len(document.links) and document.links[link].start < block.end:
        return True
    if _LEFT_OUT.search(_source_behind(document, index)):
        return True
    if index + 1 == len(document.blocks):
        return False
    following = document.blocks[index + 1]
    if following.kind in _SHOWN_BELOW:
        return True
    first = document.prose[following.start]
    # A picture such as “🩺” heads a section where others have a heading.
    begins = first.isupper() or unicodedata.category(first) == "So"
    return not (begins or following.kind is BlockKind.HEADING)


def _source_behind(document: Document, index: int) -> str:
    """The source between the end of a block's prose and the next block, as far as it matters."""
    end = document.blocks[index].end
    start = document.map.to_source(Span(end, end)).start
    stop = start + _REACH
    if index + 1 < len(document.blocks):
        following = document.blocks[index + 1].start
        stop = min(stop, document.map.to_source(Span(following, following + 1)).start)
    return document.source[start:stop]


def _listed(document: Document, index: int) -> bool:
    """Whether a paragraph beside it lacks its stop too, or leads in: they are items of a list."""
    before = document.blocks[max(index - 1, 0) : index]
    after = document.blocks[index + 1 : index + 2]
    return any(
        block.kind is BlockKind.PARAGRAPH
        and document.prose[block.end - 1] not in _ENDS
        and len(document.prose[block.start : block.end].split()) > _FEWEST_IN_LIST
        for block in (*before, *after)
    ) or any(document.prose[block.end - 1] == ":" for block in before)


def _finding(document: Document, rule: Rule, block: Block, sentence: Span) -> Iterator[Finding]:
    start = block.end
    for _ in range(_LAST_WORDS):
        start = max(document.prose.rfind(" ", sentence.start, start), sentence.start)
    start += document.prose[start] == " "
    span = Span(start, block.end)
    if wanted(document, rule, span) is None:
        return
    correction = Correction(Span(block.end, block.end), ".", "Add a full stop.")
    yield make_finding(document, rule, span, corrections=[correction])
