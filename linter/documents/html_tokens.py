"""Cuts HTML into text, tags and comments with exact offsets, in time linear in its length.

It follows the tokenizer of the HTML standard where pages are well-formed. Where they are not, it
keeps text rather than swallow it: a quote that never closes, a `<` that begins no tag and an
element of raw text without its end are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from linter.documents.markup import TEXT, Token, cut, find_once
from linter.late import late
from linter.values import dataclass

START, END, COMMENT = range(TEXT + 1, TEXT + 4)

# Values that hold angle brackets go the slow way, so that no quote is followed past the next tag.
_TAG = late(
    r"<(/?)([A-Za-z][^\s/><]*)"
    r"[^<>\"']*(?:\"[^\"<>]*\"[^<>\"']*|'[^'<>]*'[^<>\"']*)*>"
)
_NAME = late(r"<(/?)([A-Za-z][^\s/><]*)")
_STOP = late(r"[<>\"']")
_ATTRIBUTE = late(r"([^\s\"'=<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's value as it stands in the source, and what it means."""

    start: int
    end: int
    value: str


def attributes(source: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes of the tag ``source[start:end]`` by lower-case name; the first one counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, start, end):
        group = match.lastindex or 1
        value = Attribute(*match.span(group), unescape(match[group]) if group > 1 else "")
        found.setdefault(match[1].lower(), value)
    return found


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of ``source[start:end]`` in order; names in lower case, raw text left out."""
    missing: set[str] = set()

    def token_at(place: int) -> Token | None:
        match = _TAG.match(source, place, end)
        return _tag(match) if match else _other(source, place, end, missing)

    def resume(token: Token) -> int:
        raw = token[0] == START and token[3] in _RAW
        return _raw_end(source, token[3], token[2], end, missing) if raw else token[2]

    return cut(source, start, end, token_at, resume)


def _tag(match: re.Match[str]) -> Token:
    return END if match[1] else START, match.start(), match.end(), match[2].lower()


def _other(source: str, place: int, end: int, missing: set[str]) -> Token | None:
    """A comment, a declaration, or a tag with unusual attributes; None where `<` is text."""
    if source.startswith("<!--", place):
        close = find_once(source, "-->", place + 2, end, missing)
        return None if close < 0 else (COMMENT, place, close + 3, source[place + 4 : close].strip())
    following = source[place + 1 : place + 2]
    if following in ("!", "?") and following:
        closing = "?>" if source.startswith("<?php", place) else ">"
        if source.startswith("<![CDATA[", place):
            closing = "]]>"
        close = find_once(source, closing, place, end, missing)
        return None if close < 0 else (END, place, close + len(closing), "")
    name = _NAME.match(source, place, end)
    close = _tag_end(source, name.end(), end) if name else -1
    if name is None or close < 0:
        return None
    return END if name[1] else START, place, close, name[2].lower()


def _tag_end(source: str, place: int, end: int) -> int:
    """Where the tag ends whose attributes begin at `place`, or -1 if it is none."""
    while match := _STOP.search(source, place, end):
        if match[0] == ">":
            return match.end()
        if match[0] == "<":
            return -1
        place = match.end()
        if not source[max(place - 20, 0) : place - 1].rstrip().endswith("="):
            continue
        close = source.find(match[0], place, end)
        if close < 0:
            continue
        right, left = source.find(">", place, close), source.find("<", place, close)
        if 0 <= right < left:  # the quote was never closed and has run into the next tag
            return right + 1
        place = close + 1
    return -1


def _raw_end(source: str, name: str, start: int, end: int, missing: set[str]) -> int:
    closing = f"</{name}"
    if closing in missing:
        return start
    match = re.compile(closing, re.IGNORECASE).search(source, start, end)
    if match is None:
        missing.add(closing)
        return start
    return match.start()
