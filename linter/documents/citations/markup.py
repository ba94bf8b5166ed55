"""Citations that are markup, so that readers of the page never see them as they are written.

LaTeX and Sphinx commands, MediaWiki's notes and templates, shortcodes of site builders and of
WordPress. They are found in the source; a reader of a format leaves them out of the prose and
notes what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.late import late
from linter.spans import Span
from linter.values import dataclass

FOOTNOTE, CITE, TEMPLATE = "footnote-reference", "cite", "template"
_LONGEST_NOTE = 4000  # characters
_BLANK_LINE = late(r"\n[^\S\n]*\n")
_KEYS = late(r"[\s,;]+")

_LATEX = late(
    r"\\(?:no|foot|text|paren|auto|super|smart|full)?[cC]ite"
    r"(?:p|t|alp|alt|author|year|yearpar|num|s|ps|ts)?\*?"
    r"(?:\[[^\[\]\r\n]{0,200}\]){0,2}\{([^{}]{1,1000})\}"
)
_ROLE = late(
    r"(?::(?:foot)?cite(?::\w{1,12})?:|\{(?:foot)?cite(?::\w{1,12})?\})`([^`\r\n]{1,1000})`"
)
_REST = late(r"\[(#?[A-Za-z][\w.:-]{0,80}|#|\d{1,3})\]_(?!\w)")
_ADOC = late(r"\bcite(?:np)?:(?:\([^()\r\n]{0,80}\))?\[([^\[\]]{1,400})\]")
_ADOC_NOTE = late(r"\bfootnote:([\w-]{0,80})\[([^\[\]]{0,2000})\]")
_WIKI_NOTE = late(r"<ref\b([^<>]{0,300}?)(/?)>", re.IGNORECASE)
_NAME = late(r"""name\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))""", re.IGNORECASE)
_SHORT_NOTE = late(r"\[(efn_note|mfn|su_footnote|footnote|ref|fn)\b([^\[\]]{0,200})\]")
_SHORT = late(r"\[zotpressInText\s([^\[\]]{0,300})\]")
_ITEM = late(r"""items?=["']?([^"'\]]+)""")

_WIKI_TEMPLATE = late(r"\{\{\s*([A-Za-z][\w -]*?)\s*((?:\|[^{}]*)?)\}\}")
_WIKI_NAMES = late(r"(?:sfn|sfnp|sfnm|harv\w*|r)\Z", re.IGNORECASE)
_SITE_TEMPLATE = late(r"\{[{%][<%-]?\s*(?:cite\w*|bibref|footcite\w*)\s+([^{}]*?)-?[>%]?[}%]\}")
_SITE_KEY = late(r"""(?<![\w=-])["'“”]?([\w@][\w:./+-]*)["'“”]?(?![\w=])""")


@dataclass(frozen=True, slots=True)
class Markup:
    """A mark in the source: what it is, the keys it gives, and the note it holds, if it does."""

    start: int
    end: int
    kind: str
    keys: tuple[str, ...] = ()
    content: Span | None = None


def find_markup(source: str) -> Iterator[Markup]:
    """The marks of a source that no format's own parser knows; templates are left to `template`."""
    if "cite" in source or "Cite" in source:
        yield from _commands(source)
    if "]_" in source:
        for found in _REST.finditer(source):
            yield Markup(*found.span(), CITE, (found[1].lstrip("#"),))
    if "footnote:" in source:
        for found in _ADOC_NOTE.finditer(source):
            content = Span(*found.span(2)) if found[2].strip() else None
            yield Markup(*found.span(), FOOTNOTE, _some(found[1]), content)
    if "<ref" in source:
        yield from _wiki_notes(source)
    if "[/" in source:
        yield from _short_notes(source)
    if "[zotpress" in source:
        for found in _SHORT.finditer(source):
            item = _ITEM.search(found[1])
            yield Markup(*found.span(), CITE, _split(item[1]) if item else ())


def _commands(source: str) -> Iterator[Markup]:
    if "\\" in source:
        for found in _LATEX.finditer(source):
            yield Markup(*found.span(), CITE, _split(found[1]))
    if "cite" in source and "`" in source:
        for found in _ROLE.finditer(source):
            yield Markup(*found.span(), CITE, _split(found[1]))
    if "cite:" in source or "citenp:" in source:
        for found in _ADOC.finditer(source):
            yield Markup(*found.span(), CITE, _split(found[1]))


def _wiki_notes(source: str) -> Iterator[Markup]:
    for found in _WIKI_NOTE.finditer(source):
        name = _NAME.search(found[1])
        keys = _some(next(filter(None, name.groups()), "")) if name else ()
        if found[2]:
            yield Markup(*found.span(), FOOTNOTE, keys)
        elif (note := _note(source, found.end(), "</ref")) is not None:
            close = source.find(">", note.end, note.end + 20) + 1
            yield Markup(found.start(), max(close, note.end + 6), FOOTNOTE, keys, note)


def _short_notes(source: str) -> Iterator[Markup]:
    for found in _SHORT_NOTE.finditer(source):
        closing = f"[/{found[1]}]"
        if (note := _note(source, found.end(), closing)) is not None:
            name = _NAME.search(found[2])
            keys = _some(next(filter(None, name.groups()), "")) if name else ()
            yield Markup(found.start(), note.end + len(closing), FOOTNOTE, keys, note)


def _note(source: str, start: int, closing: str) -> Span | None:
    """What stands before a closing tag that is near and in the same paragraph."""
    end = source.find(closing, start, start + _LONGEST_NOTE)
    if end < 0 or _BLANK_LINE.search(source, start, end):
        return None
    return Span(start, end)


def template(text: str) -> tuple[str, tuple[str, ...]]:
    """What a template in braces is: a citation with its keys, or any other with its name.

    Both are empty for what is no template with a name.
    """
    if found := _SITE_TEMPLATE.match(text):
        return CITE, tuple(_SITE_KEY.findall(found[1]))
    if found := _WIKI_TEMPLATE.match(text):
        if not _WIKI_NAMES.match(found[1]):
            return TEMPLATE, (found[1].lower(),)
        given = [part.strip() for part in found[2].split("|")[1:] if "=" not in part]
        if found[1].lower() == "r":
            return CITE, tuple(given)
        return CITE, (" ".join(given),)
    return "", ()


def _split(keys: str) -> tuple[str, ...]:
    return tuple(filter(None, _KEYS.split(keys)))


def _some(key: str) -> tuple[str, ...]:
    return (key.strip(),) if key.strip() else ()
