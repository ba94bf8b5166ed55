"""The lines of a plain text, and which of them belong together as a person reads them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from linter.late import late
from linter.values import dataclass

_LINE = late(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_WIDEST = 120  # text that was wrapped on purpose is not wider than this
_FULL = 0.7  # the share of full lines from which on a text counts as wrapped
_LONG = 40  # a line broken in the middle of a sentence has at least so many characters
_STOPS = (".", "!", "?", ":", ";")
_CLOSERS = "\"'”’)]*_"

MARKER = late(r"(?:[-*+•·▪■◦‣●○–✓✔➢►]|\(?(\d{1,3})[.)]|\(?[a-z][.)])[ \t\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `next` is where the following one begins."""

    start: int
    end: int
    next: int
    text: str

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence may end with this line."""
        return self.text.rstrip(_CLOSERS).endswith(_STOPS)


def read_lines(source: str) -> Iterator[Line]:
    """All lines in order, blank ones included."""
    for match in _LINE.finditer(source):
        if match.start() == len(source):
            return
        raw = match[1]
        text = raw.strip()
        start = match.start() + (len(raw) - len(raw.lstrip()) if text else 0)
        yield Line(start, start + len(text), match.end(), text)


def wrap_width(groups: Sequence[Sequence[Line]]) -> int:
    """The column at which a text is wrapped; 0 if each of its lines stands for itself.

    A line is full if the first word of the next one would not have fitted on it. Where most
    lines are full, a program broke them; sentences on lines of their own are of any length.
    """
    lengths = sorted(len(line.text) for group in groups for line in group[:-1])
    if len(lengths) < 2:
        return 0
    width = lengths[len(lengths) * 4 // 5]
    if not 30 <= width <= _WIDEST:
        return 0
    pairs = [pair for group in groups for pair in pairwise(group)]
    full = sum(is_full(first, second, width) for first, second in pairs)
    return width if full >= _FULL * len(pairs) else 0


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would have gone beyond the width."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) >= width


def continues(line: Line, following: Line, width: int, function_words: Container[str]) -> bool:
    """Whether a line goes on in the next one; none ends with “of” or “your”."""
    if line.text.rsplit(None, 1)[-1].lower() in function_words:
        return True
    if width:
        return is_full(line, following, width) or (
            following.text[0].islower() and not line.ends_sentence and len(line.text) * 2 > width
        )
    return (
        following.text[0].islower()
        and not line.ends_sentence
        and len(line.text) >= _LONG
        and not MARKER.match(following.text)
    )
