"""HTML put together so that the type checker sees what was escaped and what was not."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NewType

from linter.reports.parts.characters import harmless

Html = NewType("Html", str)
NOTHING = Html("")
_VOID = frozenset({"br", "hr", "input", "meta"})


def escape(text: str) -> Html:
    """Text of anyone, safe between tags and in quoted attributes."""
    return Html(html.escape(harmless(text)))


def tag(name: str, /, *content: Html, **attributes: str | bool) -> Html:
    """An element; attribute values are escaped here, `class_` stands for `class`."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value)
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{''.join(content)}</{name}>")


def joined(parts: Iterable[Html], between: str = "\n") -> Html:
    """Elements one after the other, `between` (escaped) in between."""
    return Html(escape(between).join(parts))


def _attribute(key: str, value: str | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def link(url: str, text: str) -> Html:
    """A link where `url` is one of the web, and the bare text otherwise (no `javascript:`)."""
    if not url.startswith(("https://", "http://")):
        return escape(text)
    return tag("a", escape(text), href=url, rel="noreferrer noopener")
