"""Reads an HTML report as a browser would, as far as tests need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def all(self, name: str = "", **attributes: str) -> list[Element]:
        """The elements below, of that name, class or other attribute."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, str):
                continue
            if name in {"", child.name} and all(
                value in child.attributes.get(key, "").split() for key, value in wanted.items()
            ):
                found.append(child)
            found += child.all(name, **attributes)
        return found


class Page(HTMLParser):
    """Builds elements, and fails where tags do not match."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(markup)
        self.close()
        assert self._open == [self.root], f"not closed: {[e.name for e in self._open[1:]]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self._open[-1])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].name == tag, f"</{tag}> closes <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def page(markup: str) -> Element:
    return Page(markup).root
