"""What stands in the text but is not prose: URLs, e-mail addresses, shortcodes, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from linter.documents.builder import Builder
from linter.documents.model import Link, Note
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

_SCHEME = late(r"\b(?:https?|ftp)\Z")
# No dollar sign: in Markdown a formula may begin or end there.
_URL = late(r"[^\s<>\"“”\[\]{}|\\^`()$]*(?:\([^\s<>\"()$]*\)[^\s<>\"“”\[\]{}|\\^`()$]*)*")
_URL_TAIL = ".,;:!?'’*_"
_DOMAIN = late(r"@[\w-]+(?:\.[\w-]+)+")
_MAILBOX = late(r"[\w.+-]+\Z")
_MAILBOX_LENGTH = 64
_LONGEST_SCHEME = 6  # the five letters of https, and what must not be a letter before them

# One line of text may hold braces that never close: no alternative crosses a brace or a blank
# line, so each stretch is looked at once.
_INSIDE = r"(?:[^{}\r\n]|\r?\n(?![ \t]*\r?\n))*"
_TEMPLATE = late(
    r"\{\{" + _INSIDE + r"\}\}"
    r"|\{%" + _INSIDE + r"%\}"
    r"|\{(?:[#.:][^{}\r\n]*|[\w-]+=[^{}\r\n]*|-)\}"
)
_MAY_CITE = ("cite", "Cite", "]_", "footnote:", "<ref", "[/", "[zotpress")
_FENCED_DIV = late(r"^:{3,}.*$", re.MULTILINE)
_COMMAND_LINE = late(r"^\\[A-Za-z]+(?:\{[^{}\r\n]*\})?[ \t]*$", re.MULTILINE)
_CODE_OPEN = late(r"\{[{%][-<% ]*(highlight|raw|comment|mermaid|katex)\b")


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A stretch of the source that is left out of the prose.

    `url` is what an address leads to, `note` what kind of mark it is, with its `key`, and
    `content` the text of a note that stands in it.
    """

    start: int
    end: int
    url: str = ""
    note: str = ""
    key: str = ""
    content: Span | None = field(default=None, compare=False)


def find_gaps(source: str, templates: bool = False) -> list[Gap]:
    """The gaps of a source in order, none overlapping; `templates` adds those of site builders."""
    gaps = list(_addresses(source))
    if templates:
        gaps += _templates(source)
    if any(hint in source for hint in _MAY_CITE):
        gaps += _citations(source)
    return _in_order(gaps)


def find_addresses(source: str) -> list[Gap]:
    """The gaps that are web and mail addresses, in order."""
    return _in_order(list(_addresses(source)))


def _citations(source: str) -> Iterator[Gap]:
    from linter.documents.citations.markup import find_markup

    for each in find_markup(source):
        yield Gap(each.start, each.end, "", each.kind, "\n".join(each.keys), each.content)


class Cutter:
    """Hands text to a builder without the gaps that lie in it; takes it in order."""

    def __init__(self, builder: Builder, gaps: list[Gap]) -> None:
        self.builder = builder
        self._gaps = gaps
        self._next = 0
        self._noted = -1
        self._start = gaps[0].start if gaps else len(builder.source) + 1

    def text(self, start: int, end: int, value: str | None = None) -> None:
        """Add ``source[start:end]``; what has another `value` is taken or left as a whole."""
        if end <= self._start:
            self.builder.text(start, end, value)
        else:
            self._cut(start, end, value)

    def takes(self, start: int, end: int) -> bool:
        """Whether a gap covers ``source[start:end]``, which then is left out with it."""
        if end <= self._start:
            return False
        while self._next < len(self._gaps) and self._gaps[self._next].end <= start:
            self._next += 1
        if self._next == len(self._gaps):
            return False
        gap = self._gaps[self._next]
        if gap.start > start or gap.end < end:
            return False
        self._leave_out(gap)
        return True

    def _cut(self, start: int, end: int, value: str | None) -> None:
        while start < end and self._next < len(self._gaps):
            gap = self._gaps[self._next]
            if gap.end <= start:
                self._next += 1
                continue
            if gap.start >= end:
                break
            if gap.start > start and value is None:
                self.builder.text(start, gap.start)
            self._leave_out(gap)
            start = end if value is not None else min(gap.end, end)
        self._start = self._gaps[self._next].start if self._next < len(self._gaps) else 1 << 62
        if start < end:
            self.builder.text(start, end, value)

    def _leave_out(self, gap: Gap) -> None:
        first = self._noted != gap.start
        self._noted = gap.start
        if not gap.url:
            self.builder.leave_out()
            if first:
                self._note(gap)
        elif first:
            self.builder.stand_in(gap.start, gap.end)
            place = self.builder.anchor
            self.builder.links.append(Link(place, place, gap.url))

    def _note(self, gap: Gap) -> None:
        kind, key = gap.note, gap.key
        if not kind and self.builder.source.startswith(("{{", "{%"), gap.start):
            from linter.documents.citations.markup import template

            kind, keys = template(self.builder.source[gap.start : min(gap.end, gap.start + 500)])
            key = "\n".join(keys)
        if kind:
            place = self.builder.anchor
            written = Span(gap.start, gap.end)
            self.builder.notes.append(Note(kind, place, place, key, written, gap.content))


def _addresses(source: str) -> Iterator[Gap]:
    end = 0  # of the last URL, which may hold what looks like the beginning of another
    for place in _places(source, "://"):
        scheme = _SCHEME.search(source, max(place - _LONGEST_SCHEME, end), place)
        if scheme:
            gap = _url(source, scheme.start(), place + 3)
            end = gap.end
            yield gap
    end = 0
    for place in _places(source, "www."):
        if place >= end and not source[place - 1 : place].isalnum():
            gap = _url(source, place, place + 4)
            end = gap.end
            yield gap
    for place in _places(source, "@"):
        domain = _DOMAIN.match(source, place)
        mailbox = domain and _MAILBOX.search(source, max(place - _MAILBOX_LENGTH, 0), place)
        if domain and mailbox:
            yield Gap(mailbox.start(), domain.end(), "mailto:" + mailbox[0] + domain[0])


def _url(source: str, start: int, host: int) -> Gap:
    match = _URL.match(source, host)
    url = source[start : match.end() if match else host].rstrip(_URL_TAIL)
    return Gap(start, start + len(url), url)


def _places(source: str, text: str) -> Iterator[int]:
    place = source.find(text)
    while place >= 0:
        yield place
        place = source.find(text, place + len(text))


def _templates(source: str) -> list[Gap]:
    gaps = []
    if "{" in source:
        gaps += [Gap(*match.span()) for match in _TEMPLATE.finditer(source)]
        gaps += _code_sections(source)
    if ":::" in source:
        gaps += [Gap(*match.span()) for match in _FENCED_DIV.finditer(source)]
    if "\\" in source:
        gaps += [Gap(*match.span()) for match in _COMMAND_LINE.finditer(source)]
    return gaps


def _code_sections(source: str) -> list[Gap]:
    """Shortcodes whose body is code or a comment, from the opening to the closing tag."""
    gaps: list[Gap] = []
    unclosed: set[str] = set()
    for match in _CODE_OPEN.finditer(source):
        name = match[1]
        if name in unclosed or (gaps and match.start() < gaps[-1].end):
            continue
        close = re.compile(r"\{[{%][-<% ]*(?:/ ?|end)" + name + r"[^{}]*\}\}?")
        end = close.search(source, match.end())
        if end is None:
            unclosed.add(name)
        else:
            gaps.append(Gap(match.start(), end.end()))
    return gaps


def _in_order(gaps: list[Gap]) -> list[Gap]:
    """Sorted; what begins inside an earlier gap only lengthens it."""
    ordered: list[Gap] = []
    for gap in sorted(gaps):
        if ordered and gap.start < ordered[-1].end:
            last = ordered[-1]
            url = "" if last.note else last.url or gap.url
            end = max(last.end, gap.end)
            ordered[-1] = Gap(last.start, end, url, last.note, last.key, last.content)
        else:
            ordered.append(gap)
    return ordered
