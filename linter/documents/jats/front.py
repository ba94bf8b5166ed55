"""The metadata in the front of an article."""

from __future__ import annotations

from linter.documents.jats.tokens import END, START, attribute, entities, tokens
from linter.documents.markup import TEXT

# Which elements give a value, by the element and the nearest one above it that tells.
_VALUES = {
    ("article-title", "title-group"): "title",
    ("subtitle", "title-group"): "subtitle",
    ("journal-title", "journal-meta"): "journal",
}
_LISTS = {"kwd": "keywords", "name": "authors", "collab": "authors"}
_DATE = ("year", "month", "day")
_ENDS = frozenset({"body", "back"})


def read_front(source: str) -> dict[str, object]:
    """Title, subtitle, journal, authors, keywords, DOI, the kind of article and its first date.

    The date is the earliest one of publication, as `2020-05-31`, `2020-05` or `2020`.
    """
    front = _Front(source)
    for what, start, end, name in tokens(source):
        if name in _ENDS and what == START:
            break
        front.take(what, start, end, name)
    return front.meta()


class _Front:
    """Collects the values while the front is walked."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._open: list[str] = []
        self._values: dict[str, str] = {}
        self._lists: dict[str, list[str]] = {}
        self._dates: list[dict[str, str]] = []
        self._doi = False

    def take(self, what: int, start: int, end: int, name: str) -> None:
        """Take the next token."""
        if what == START:
            self._start(name, start, end)
        elif what == END and name in self._open:
            while self._open.pop() != name:
                pass
        elif what == TEXT and self._open:
            self._text(start, end)

    def meta(self) -> dict[str, object]:
        """What was found."""
        found: dict[str, object] = {
            key: text for key, value in self._values.items() if (text := " ".join(value.split()))
        }
        for key, values in self._lists.items():
            texts = [" ".join(value.split()) for value in values]
            found[key] = ", ".join(filter(None, texts))
        dates = sorted(filter(None, map(_date, self._dates)))
        if dates:
            found["date"] = dates[0]
        return found

    def _start(self, name: str, start: int, end: int) -> None:
        self._open.append(name)
        if name == "article" and len(self._open) == 1:
            for key in ("article-type", "xml:lang"):
                if value := attribute(self.source, start, end, key):
                    self._values[key.removeprefix("xml:")] = value
        elif name == "pub-date":
            self._dates.append({})
        elif name == "article-id":
            self._doi = attribute(self.source, start, end, "pub-id-type") == "doi"
        elif name in _LISTS and "article-meta" in self._open:
            self._lists.setdefault(_LISTS[name], []).append("")

    def _text(self, start: int, end: int) -> None:
        text, innermost = _read(self.source, start, end), self._open[-1]
        for above, name in zip(reversed(self._open[:-1]), reversed(self._open[1:]), strict=True):
            if key := _VALUES.get((name, above)):
                self._values[key] = self._values.get(key, "") + text
                return
            if name in _LISTS and _LISTS[name] in self._lists:
                self._add(_LISTS[name], innermost, text)
                return
        if innermost in _DATE and "pub-date" in self._open and self._dates:
            self._dates[-1][innermost] = text.strip()
        elif innermost == "article-id" and self._doi:
            self._values.setdefault("doi", text.strip())

    def _add(self, key: str, innermost: str, text: str) -> None:
        values = self._lists[key]
        if innermost == "given-names":
            values[-1] = f"{text} {values[-1]}"
        else:
            values[-1] += text


def _read(source: str, start: int, end: int) -> str:
    parts, position = [], start
    for first, last, value in entities(source, start, end):
        parts += [source[position:first], value]
        position = last
    return "".join([*parts, source[position:end]])


def _date(parts: dict[str, str]) -> str:
    year, *rest = (parts.get(name, "") for name in _DATE)
    if len(year) != 4 or not year.isdecimal():
        return ""
    text = year
    for part in rest:
        if not part.isdecimal() or len(part) > 2:
            break
        text += f"-{part.zfill(2)}"
    return text
