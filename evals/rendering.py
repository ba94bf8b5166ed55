"""Articles as drafts: in Markdown, HTML or plain text, with their citations in any style.

Of each mark the place in the text is kept, so that what medlint finds can be held against it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.articles import Article, Cite, Part, Run, Source

FORMATS = ("md", "html", "txt")
_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_MARKUP = re.compile(r"[\\`*_<|]")


@dataclass(frozen=True, slots=True)
class Gold:
    """A mark as it was written: its place in the text and the sources it gives, by number."""

    start: int
    end: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A draft, its marks, and where each entry of its list stands."""

    text: str
    marks: tuple[Gold, ...]
    entries: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How citations are written: `formats` it exists in; `raised` puts marks behind full stops.

    `mark` gives the text of a group; with `single`, a group is one mark for each source.
    """

    name: str
    formats: tuple[str, ...]
    mark: Callable[[Sequence[int], Writer], str]
    raised: bool = False
    single: bool = False
    listed: str = "numbers"  # how the list is: numbers, names, notes, links or none


class Writer:
    """Puts a draft together and remembers where its marks are."""

    def __init__(self, article: Article, style: Style, fmt: str) -> None:
        self.article, self.style, self.format = article, style, fmt
        self.keys = _keys(article.sources)
        self.seen: set[int] = set()
        self.marks: list[Gold] = []
        self.entries: list[tuple[int, int]] = []
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """Add text that is markup already."""
        self._parts.append(text)
        self._length += len(text)

    def cite(self, numbers: Sequence[int]) -> None:
        """Add the mark or marks of a group."""
        for group in [[each] for each in numbers] if self.style.single else [list(numbers)]:
            start = self._length
            self.add(self.style.mark(group, self))
            self.marks.append(Gold(start, self._length, tuple(group)))

    def escape(self, text: str) -> str:
        """Plain text as the format writes it."""
        if self.format == "html":
            return html.escape(text, quote=False)
        return _MARKUP.sub(r"\\\g<0>", text) if self.format == "md" else text

    def entry(self, before: str, text: str, after: str) -> None:
        """Add an entry of the list."""
        self.add(before)
        start = self._length
        self.add(self.escape(text))
        self.entries.append((start, self._length))
        self.add(after)

    def result(self) -> Rendered:
        """The draft."""
        return Rendered("".join(self._parts), tuple(self.marks), tuple(self.entries))


def render(article: Article, style: Style, fmt: str) -> Rendered:
    """An article in a style and a format."""
    writer = Writer(article, style, fmt)
    _heading(writer, article.title, 1)
    for part in article.parts:
        if part.kind == "heading":
            _heading(writer, "".join(p.text for p in part.pieces if isinstance(p, Run)), part.level)
        elif part.pieces:
            _block(writer, part)
    _LISTS[style.listed](writer)
    return writer.result()


def _heading(writer: Writer, text: str, level: int) -> None:
    level = min(level, 6)
    shown = writer.escape(text.strip())
    forms = {"md": f"{'#' * level} {shown}\n\n", "html": f"<h{level}>{shown}</h{level}>\n"}
    writer.add(forms.get(writer.format, f"{shown}\n\n"))


def _block(writer: Writer, part: Part) -> None:
    tag = {"caption": "figcaption", "cell": "td"}.get(part.kind, "p")
    if writer.format == "html":
        writer.add({"td": "<table><tr><td>", "p": "<p>"}.get(tag, f"<{tag}>"))
    cell = tag == "td" and writer.format == "md"
    writer.add("| " if cell else "")
    _inline(writer, part.pieces)
    ends = {"td": "</td></tr></table>\n"}
    end = " |\n|---|\n\n" if cell else "\n\n"
    writer.add(ends.get(tag, f"</{tag}>\n") if writer.format == "html" else end)


def _inline(writer: Writer, pieces: Sequence[Run | Cite]) -> None:
    pending: Cite | None = None
    for piece, following in pairwise([*pieces, None]):
        if isinstance(piece, Cite):
            pending = piece
            if not writer.style.raised or not isinstance(following, Run):
                writer.cite(piece.numbers)
                pending = None
        elif piece is not None:
            text = piece.text
            if writer.style.raised and isinstance(following, Cite):
                text = text.rstrip()
            if pending is not None:
                if not piece.place and text[:1] in ".,":
                    writer.add(text[0])
                    text = text[1:]
                writer.cite(pending.numbers)
                pending = None
            writer.add(_run(writer, text, piece.place))


def _run(writer: Writer, text: str, place: str) -> str:
    if place == "up" and writer.style.name == "unicode":
        return text.translate(_RAISED)
    if place and writer.format != "txt":
        tag = "sup" if place == "up" else "sub"
        return f"<{tag}>{writer.escape(text)}</{tag}>"
    return writer.escape(text)


def _compact(numbers: Sequence[int], dash: str = "–", comma: str = ",") -> str:
    """1, 2, 3, 5 as “1–3,5”."""
    if numbers[-1] < 0:
        return f"{numbers[-2]}{dash}{-numbers[-1]}"
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    shown = [
        f"{part[0]}{dash}{part[-1]}" if len(part) > 2 else comma.join(map(str, part))
        for part in parts
    ]
    return comma.join(shown)


def _keys(sources: Sequence[Source]) -> list[str]:
    """A key for each source, such as smith2003 or smith2003b."""
    keys: list[str] = []
    for source in sources:
        name = re.sub(r"[^a-z]", "", source.authors[0][0].lower()) or "anon"
        key = f"{name}{source.year or 1999}"
        keys.append(next(k for k in [key, *(key + c for c in "bcdefghijk")] if k not in keys))
    return keys


def _named(number: int, writer: Writer) -> str:
    """Authors and year of a source, as in the text: Smith et al., 2003b."""
    source, key = writer.article.sources[number - 1], writer.keys[number - 1]
    names = [family for family, _ in source.authors]
    shown = names[0] if len(names) == 1 else f"{names[0]} et al."
    if len(names) == 2:
        shown = f"{names[0]} & {names[1]}"
    return f"{shown}, {source.year or 1999}{key[-1] if key[-1].isalpha() else ''}"


def _doi_url(number: int, writer: Writer) -> str:
    source = writer.article.sources[number - 1]
    if source.doi and not re.search(r"[()<>]", source.doi):
        return f"https://doi.org/{source.doi}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid or 1000000 + number}/"


def _link(numbers: Sequence[int], writer: Writer) -> str:
    text, url = _named(numbers[0], writer), _doi_url(numbers[0], writer)
    if writer.format == "html":
        return f'(<a href="{url}">{writer.escape(text)}</a>)'
    return f"([{text}]({url}))"


def _wiki_note(numbers: Sequence[int], writer: Writer) -> str:
    number = numbers[0]
    key = writer.keys[number - 1]
    if number in writer.seen:
        return f'<ref name="{key}" />'
    writer.seen.add(number)
    return f'<ref name="{key}">{writer.escape(vancouver(writer.article.sources[number - 1]))}</ref>'


def _html_note(numbers: Sequence[int], writer: Writer) -> str:
    shown = ",".join(f'<a href="#ref-{n}">{n}</a>' for n in numbers)
    return f"<sup>{shown}</sup>"


def vancouver(source: Source) -> str:
    """An entry as medical journals write it."""
    authors = ", ".join(
        f"{family} {re.sub(r'[^A-Z]', '', initials)}".strip()
        for family, initials in source.authors[:6]
    ) + (", et al" if len(source.authors) > 6 else "")
    tail = "".join(
        (
            f";{source.volume}" if source.volume else "",
            f":{source.pages}" if source.pages else "",
            ".",
            f" doi:{source.doi}" if source.doi else "",
            f" PMID: {source.pmid}" if source.pmid else "",
        )
    )
    return f"{authors}. {source.title.rstrip('.')}. {source.journal}. {source.year}{tail}"


def apa(source: Source, year: str) -> str:
    """An entry as psychologists write it."""
    names = [
        f"{family}, {' '.join(f'{c}.' for c in re.sub(r'[^A-Z]', '', initials))}".rstrip(", ")
        for family, initials in source.authors
    ]
    authors = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    tail = f", {source.volume}" if source.volume else ""
    tail += f", {source.pages}" if source.pages else ""
    doi = f" https://doi.org/{source.doi}" if source.doi else ""
    return f"{authors} ({year}). {source.title.rstrip('.')}. {source.journal}{tail}.{doi}"


def _numbered(writer: Writer) -> None:
    _heading(writer, "References", 2)
    if writer.format == "html":
        writer.add("<ol>\n")
    for number, source in enumerate(writer.article.sources, 1):
        if number in writer.article.left_out:
            continue
        before, after = f"{number}. ", "\n"
        if writer.format == "html":
            before, after = f'<li id="ref-{number}">', "</li>\n"
        writer.entry(before, vancouver(source), after)
    if writer.format == "html":
        writer.add("</ol>\n")


def _by_name(writer: Writer) -> None:
    _heading(writer, "References", 2)
    years = [key.lstrip("abcdefghijklmnopqrstuvwxyz") for key in writer.keys]
    entries = sorted(
        apa(source, year)
        for number, (source, year) in enumerate(zip(writer.article.sources, years, strict=True), 1)
        if number not in writer.article.left_out
    )
    for entry in entries:
        before, after = ("<p>", "</p>\n") if writer.format == "html" else ("", "\n\n")
        writer.entry(before, entry, after)


def _as_notes(writer: Writer) -> None:
    for number, source in enumerate(writer.article.sources, 1):
        if number not in writer.article.left_out:
            writer.entry(f"[^{number}]: ", vancouver(source), "\n\n")


_LISTS: dict[str, Callable[[Writer], None]] = {
    "numbers": _numbered,
    "names": _by_name,
    "notes": _as_notes,
    "none": lambda writer: None,
}

STYLES = (
    Style("bracket", FORMATS, lambda n, w: f"[{_compact(n)}]"),
    Style("parenthesis", FORMATS, lambda n, w: f"({_compact(n)})"),
    Style("unicode", FORMATS, lambda n, w: _compact(n).translate(_RAISED), raised=True),
    Style("sup", ("md", "html"), lambda n, w: f"<sup>{_compact(n)}</sup>", raised=True),
    Style("sup links", ("html",), _html_note, raised=True),
    Style("lost", FORMATS, lambda n, w: _compact(n), raised=True),
    Style("footnote", ("md",), lambda n, w: f"[^{n[0]}]", raised=True, single=True, listed="notes"),
    Style(
        "pandoc",
        ("md",),
        lambda n, w: f"[{'; '.join('@' + w.keys[i - 1] for i in n)}]",
        listed="none",
    ),
    Style(
        "author-year",
        FORMATS,
        lambda n, w: w.escape(f"({'; '.join(_named(i, w) for i in n)})"),
        listed="names",
    ),
    Style("link", ("md", "html"), _link, single=True, listed="none"),
    Style("ref", ("md", "txt"), _wiki_note, raised=True, single=True, listed="none"),
    Style(
        "latex",
        ("md", "txt"),
        lambda n, w: rf"\citep{{{','.join(w.keys[i - 1] for i in n)}}}",
        listed="none",
    ),
    Style(
        "myst",
        ("md",),
        lambda n, w: f"{{cite}}`{','.join(w.keys[i - 1] for i in n)}`",
        listed="none",
    ),
    Style(
        "shortcode",
        ("md",),
        lambda n, w: f'{{{{< cite "{w.keys[n[0] - 1]}" >}}}}',
        single=True,
        listed="none",
    ),
    Style(
        "wordpress",
        ("md", "html", "txt"),
        lambda n, w: f"[efn_note]{w.escape(vancouver(w.article.sources[n[0] - 1]))}[/efn_note]",
        raised=True,
        single=True,
        listed="none",
    ),
)
