"""Finds what MDX adds to Markdown: lines of `import` and `export`, JSX tags, expressions in braces.

It follows the grammar of MDX 3 as far as drafts need it, in time linear in the source. Where a
brace or a tag never closes, it is taken for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.late import late
from linter.values import dataclass

CODE, COMMENT, STRING, START, END, EMPTY = range(6)

_LONGEST = 20_000  # characters of an expression or a tag
_NEXT = late(
    r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<fence>`{3,}|~{3,})[^\n]*$|(?P<ticks>`+)|\\."
    r"|(?P<module>^(?:import|export)(?=[ \t]))|<!--|<|\{",
    re.MULTILINE,
)
_MODULE = late(
    r"import[ \t]+(?:[\"'{*]|[\w$]+[ \t]*(?:,|from\b))"
    r"|export[ \t]+(?:\{|\*|(?:default|const|let|var|function|class|async)\b)"
)
_TAG = late(r"</?(?!https?:|mailto:)([A-Za-z][\w$.:-]*)?(?=[\s/>{])")
_OPENING = "{(["
_INSIDE = late(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|(?<!:)//[^\n]*|/\*|[{}()\[\]]"
    r"|\n[ \t\r]*(?=\n|\Z)",
    re.DOTALL,
)
_IN_TAG = late(r"\"[^\"]*\"|'[^']*'|[{<>]")
_ONLY_COMMENT = late(r"\{\s*/\*(.*?)\*/\s*\}\Z", re.DOTALL)
_ONLY_STRING = late(r"\{\s*(?:\"[^\"\\]*\"|'[^'\\]*'|`[^`\\$]*`)\s*\}\Z")
_BLANK_LINE = late(r"\n[ \t\r]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source that is no Markdown; `name` is a tag's, empty for a fragment's."""

    what: int
    start: int
    end: int
    name: str = ""


def pieces(source: str, start: int) -> Iterator[Piece]:
    """The pieces of a source from an offset on, in order; none in code."""
    scan = _Scan(source)
    place = start
    while match := _NEXT.search(source, place):
        place = match.end()
        if match["fence"]:
            place = _fence_end(source, match["fence"], place)
        elif match["ticks"]:
            place = scan.code_end(match["ticks"], place)
        elif match["module"]:
            if _MODULE.match(source, match.start()):
                place = scan.module_end(match.start())
                yield Piece(CODE, match.start(), place)
        elif match[0] == "<!--":
            place = max(source.find("-->", place), place)
        else:
            found = scan.expression(match.start()) if match[0] == "{" else scan.tag(match.start())
            if found is not None:
                place = found.end
                yield found


class _Scan:
    def __init__(self, source: str) -> None:
        self.source = source
        self._open = set[int]()  # the places of brackets that never close
        self._no_comment_end = False
        self._no_ticks: dict[int, int] = {}

    def code_end(self, ticks: str, place: int) -> int:
        """Where the code ends that these backticks begin; where they end, if none does."""
        blank = _BLANK_LINE.search(self.source, place, place + _LONGEST)
        end = blank.start() if blank else place + _LONGEST
        if place < self._no_ticks.get(len(ticks), 0):
            return place
        close = re.compile(f"(?<!`){ticks}(?!`)").search(self.source, place, end)
        if close is None:
            self._no_ticks[len(ticks)] = end
        return close.end() if close else place

    def module_end(self, start: int) -> int:
        """Where the code ends: at a blank line outside of all brackets, or at the first one."""
        end = self._code(start, start + _LONGEST, 0)
        if end < 0:
            blank = _BLANK_LINE.search(self.source, start)
            end = blank.start() if blank else len(self.source)
        return end

    def expression(self, start: int) -> Piece | None:
        """The expression whose brace stands at `start`; attributes of a heading are none."""
        if self.source[start + 1 : start + 2] in ("#", ":", "%"):
            return None
        end = self._braces(start)
        if end < 0:
            return None
        if _ONLY_COMMENT.match(self.source, start, end):
            return Piece(COMMENT, start, end)
        is_string = _ONLY_STRING.match(self.source, start, end)
        return Piece(STRING if is_string else CODE, start, end)

    def tag(self, start: int) -> Piece | None:
        """The tag whose angle bracket stands at `start`."""
        name = _TAG.match(self.source, start)
        if name is None or (name[1] is None and self.source[name.end()] != ">"):
            return None
        end = self._tag_end(name.end())
        if end < 0:
            return None
        if self.source[start + 1] == "/":
            return Piece(END, start, end, name[1] or "")
        what = EMPTY if self.source[end - 2] == "/" else START
        return Piece(what, start, end, name[1] or "")

    def _tag_end(self, place: int) -> int:
        while match := _IN_TAG.search(self.source, place, place + _LONGEST):
            if match[0] == ">":
                return match.end()
            if match[0] == "<":
                break
            place = match.end() if match[0] != "{" else self._braces(match.start())
            if place < 0:
                break
        return -1

    def _braces(self, start: int) -> int:
        return -1 if start in self._open else self._code(start, start + _LONGEST, 1)

    def _code(self, place: int, limit: int, wanted: int) -> int:
        """Where code ends: with its first bracket (`wanted` 1), or at a blank line outside of all.

        -1 where it does not.
        """
        opened: list[int] = []
        while match := _INSIDE.search(self.source, place, limit):
            text, place = match[0], match.end()
            if text == "/*":
                place = self._comment_end(place)
            elif text in _OPENING:
                opened.append(match.start())
            elif len(text) == 1 and text in "})]":
                del opened[-1:]
                if wanted and not opened:
                    return place
            elif text[0] == "\n" and not wanted and not opened:
                return match.start()
        self._open.update(opened)
        at_end = limit >= len(self.source) and not wanted and not opened
        return len(self.source) if at_end else -1

    def _comment_end(self, place: int) -> int:
        if self._no_comment_end:
            return place
        end = self.source.find("*/", place)
        self._no_comment_end = end < 0
        return end + 2 if end >= 0 else place


def _fence_end(source: str, fence: str, place: int) -> int:
    close = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t\r]*$", re.MULTILINE)
    match = close.search(source, place)
    return match.end() if match else len(source)
