"""What a text quotes: stretches in quotation marks of any style, and quoted paragraphs.

A few words in quotation marks are mostly no quotation (a term, a title, words that the writer
keeps at a distance); nor are those with a capital on nearly every word, which are titles, nor a
paragraph that is nothing else or goes on with who said it, which is speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.documents.model import BlockKind, Draft, Quotation
from linter.late import late

FEWEST_WORDS = 6  # of a whole sentence
FEWEST_OF_PART = 8  # of a part of one
_MOST = 3000  # characters between two marks
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
# By what a quotation opens and closes. An apostrophe closes nothing between two letters.
_PAIRS = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    '"': re.compile(r'"(?!\w)'),
    "‘": re.compile(r"(?<=[\w.,;:!?…)])’(?!\w)"),
    "'": re.compile(r"(?<=[\w.,;:!?…)])'(?!\w)"),
}
_OPENS = late(r"(?<![\w”’])[“„«\"‘'](?=[\w(\[…])")
_WORD = late(r"[^\W\d_][\w’'-]*")
_SPEAKER = late(r"\s*(?:[—–―]|--?\s)\s*[A-Z]|\s*\([A-Z]")
_LAST_SPEAKER = late(r"[—–―]\s?[A-Z][^.]{2,60}\Z")
_SENTENCE = late(r"[^\W\d_a-z].*[.!]\s*\Z", re.DOTALL)
_NEARLY_ALL = 0.9
_LONG_WORD = 4  # letters from which on a title writes a word with a capital


def find_quotations(document: Draft, block: int) -> Iterator[Quotation]:
    """What a block quotes, in order; of quotations within each other the outer one."""
    place = document.blocks[block]
    text = document.prose[place.start : place.end]
    if place.kind is BlockKind.QUOTE:
        if _SENTENCE.match(text) and _is_quotation(text) and not _is_spoken(document, block):
            yield Quotation(place.start, place.end, "block")
    elif place.kind in _RUNNING:
        last = place.start
        for start, end in sorted(
            [*_marked_up(document, block), *_between_marks(text, place.start)]
        ):
            if start < last:
                continue
            last = end
            quoted = document.prose[start:end]
            behind = document.prose[end + 1 : min(end + 40, place.end)]
            speech = quoted.rstrip().endswith(",") or len(quoted) > _NEARLY_ALL * len(text)
            if _is_quotation(quoted) and not speech and not _SPEAKER.match(behind):
                yield Quotation(start, end, "inline")


def _between_marks(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks."""
    end = 0
    while opened := _OPENS.search(text, end):
        start = opened.end()
        closed = _PAIRS[opened[0]].search(text, start, start + _MOST)
        if closed is None:
            end = start
            continue
        end = closed.end()
        yield offset + start, offset + closed.start()


def _marked_up(document: Draft, block: int) -> Iterator[tuple[int, int]]:
    """The stretches that the markup calls quotations."""
    place = document.blocks[block]
    for note in document.notes:
        if note.kind == "quotation" and place.start <= note.start and note.end <= place.end:
            yield note.start, note.end


def _is_quotation(text: str) -> bool:
    """Whether it has the words of one: enough of them, and not those of a title or question."""
    words: list[str] = _WORD.findall(text)
    fewest = FEWEST_WORDS if _SENTENCE.match(text) else FEWEST_OF_PART
    if len(words) < fewest or text.rstrip().endswith(("?", "…", "...")):
        return False
    long = [word for word in words[1:] if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in long) <= len(long) // 2


def _is_spoken(document: Draft, block: int) -> bool:
    """Whether a line in or below a quoted paragraph names who speaks: a dash and a name."""
    place = document.blocks[block]
    last = document.prose[place.start : place.end].rsplit("\n", 1)[-1]
    following = document.blocks[block + 1 : block + 2]
    below = document.prose[following[0].start : following[0].end] if following else ""
    lines = (last, below)
    named = _LAST_SPEAKER.search(last) is not None
    return named or any(_SPEAKER.match(line) is not None for line in lines)
