"""Cuts XML into text, tags and comments with exact offsets, in time linear in its length.

What is not well-formed (a `<` that begins no tag, a comment without an end) is left as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from linter.documents.markup import TEXT, Token, cut, find_once
from linter.late import late

START, END, EMPTY, COMMENT, CDATA, OTHER = range(TEXT + 1, TEXT + 7)

# In a value there is no “<”, so that no quote is followed past the next tag.
_TAG = late(
    r"<(/?)([A-Za-z_][^\s/<>\"'=]*)"
    r"[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*>"
)
_ENTITY = late(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_BARE = late(r"&(?!(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
_IN_DOCTYPE = late(r"[\"'\[\]>]|<!--|<\?")
_PARTNERS = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
_SECTIONS = (("<!--", "-->", COMMENT), ("<![CDATA[", "]]>", CDATA), ("<?", "?>", OTHER))


def tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of ``source[start:end]`` in order; the span of CDATA holds its brackets."""
    end = len(source) if end is None else end
    missing: set[str] = set()
    return cut(
        source,
        start,
        end,
        lambda place: _tag(source, place, end) or _section(source, place, end, missing),
    )


def entities(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The references to characters in a text: place and meaning.

    Those are numbers, XML's five names and the names that HTML has; any other name is left as it
    is, whatever the document declares it to be.
    """
    for match in _ENTITY.finditer(source, start, end):
        name = match[0][1:]
        if name[0] == "#" or name in html5:
            yield *match.span(), unescape(match[0])


def escaped(text: str) -> str:
    """A text as it is written in XML; references to characters stay."""
    return _BARE.sub("&amp;", text).replace("<", "&lt;")


def _tag(source: str, place: int, end: int) -> Token | None:
    match = _TAG.match(source, place, end)
    if match is None:
        return None
    what = END if match[1] else EMPTY if source[match.end() - 2] == "/" else START
    return what, place, match.end(), match[2]


def _section(source: str, place: int, end: int, missing: set[str]) -> Token | None:
    """A comment, a CDATA section, an instruction or the document type; None where “<” is text."""
    for opening, closing, what in _SECTIONS:
        if source.startswith(opening, place):
            close = find_once(source, closing, place + len(opening), end, missing)
            if close < 0:
                return None
            text = source[place + 4 : close].strip() if what == COMMENT else ""
            return what, place, close + len(closing), text
    if source.startswith("<!DOCTYPE", place) and "<!DOCTYPE" not in missing:
        close = _doctype_end(source, place + 9, end)
        if close > 0:
            return OTHER, place, close, ""
        missing.add("<!DOCTYPE")
    return None


def _doctype_end(source: str, place: int, end: int) -> int:
    """Where a document type ends, over what it declares; -1 if it does not."""
    inside = False
    while match := _IN_DOCTYPE.search(source, place, end):
        place = match.end()
        if match[0] in _PARTNERS:
            close = source.find(_PARTNERS[match[0]], place, end)
            if close < 0:
                return -1
            place = close + len(_PARTNERS[match[0]])
        elif match[0] != ">":
            inside = match[0] == "["
        elif not inside:
            return place
    return -1


def attribute(source: str, start: int, end: int, name: str) -> str:
    """The value of an attribute of the tag ``source[start:end]``, or ""."""
    pattern = rf"\s{re.escape(name)}\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')"
    match = re.compile(pattern).search(source, start, end)
    return unescape(match[match.lastindex or 1] or "").strip() if match else ""
