"""Front matter: the YAML or TOML between `---` or `+++` lines at the top of a draft.

Simple values are read by line, also where they are nested, so that each keeps its place in the
source and nothing but the block under `medlint:` needs a YAML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from linter.documents.builder import Builder
from linter.documents.decoding import UnreadableError
from linter.documents.gaps import Cutter
from linter.documents.model import BlockKind
from linter.late import late
from linter.spans import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.yamltext import Node, YamlError

_FENCE = late(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_ENDS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$(?:\r\n|\n|\r)?", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$(?:\r\n|\n|\r)?", re.MULTILINE),
}
_LINE = late(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_YAML_KEY = late(r"[ \t]*(?:-[ \t]+)*([A-Za-z_][\w-]*|\"[^\"\\]+\"|'[^']+')[ \t]*:(?:[ \t]+|$)")
_TOML_KEY = late(r"([A-Za-z_][\w-]*|\"[^\"\\]+\"|'[^']+')[ \t]*=[ \t]*")
_DOUBLE = late(r"\"((?:[^\"\\]|\\.)*)\"[ \t]*(?:#.*)?$")
_SINGLE = late(r"'((?:[^']|'')*)'[ \t]*(?:#.*)?$")
_OWN_TABLE = late(r"medlint\b")
_BLOCK = late(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
_NOT_PLAIN = tuple("[]{}|>&*!%@`#\"',?")
_ESCAPE = late(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}

_SOURCES = ("bibliography", "references")  # where Pandoc looks for what a draft cites

Piece = tuple[int, int, str | None]  # start, end, what it reads as (None: verbatim)


@dataclass(frozen=True, slots=True)
class Value:
    """A simple value of some key; `nested` says that the key is not at the top level."""

    key: str
    pieces: list[Piece]
    nested: bool


@dataclass(slots=True)
class FrontMatter:
    """The front matter of a source.

    `body` is where the text after it begins; `values` are the simple values in their order;
    `settings` is what stands under `medlint:`; `sources` what names the draft's references, as it
    is or what is wrong with it.
    """

    body: int
    values: list[Value] = field(default_factory=list)
    settings: object = None
    sources: dict[str, Node | YamlError] = field(default_factory=dict)


def find_front_matter(source: str) -> FrontMatter | None:
    """The front matter a source begins with, if it has any.

    Raises:
        UnreadableError: what stands under `medlint:` is not valid YAML or TOML.
    """
    fence = _FENCE.match(source)
    end = _ENDS[fence[1]].search(source, fence.end()) if fence else None
    if fence is None or end is None:
        return None
    inside = Span(fence.end(), end.start())
    matter = FrontMatter(end.end())
    if fence[1] == "+++":
        _read_toml(source, inside, matter)
    elif _looks_like_yaml(source, inside):
        _read_yaml(source, inside, matter)
    else:
        return None
    return matter


def take_front_matter(builder: Builder, cutter: Cutter, matter: FrontMatter) -> dict[str, object]:
    """Add the values that readers see to the prose, in order.

    The simple top-level values are returned, and what stands under `medlint`, `bibliography` and
    `references` whatever it is. A nested value that only repeats an earlier one is left out: that
    is how the titles for search engines are mostly filled.
    """
    meta: dict[str, object] = {}
    seen: set[str] = set()
    readable = {_spelt_plainly(key) for key in builder.options.front_matter}
    for value in matter.values:
        text = _text(builder.source, value.pieces)
        if not value.nested:
            meta[value.key] = text
        if _spelt_plainly(value.key) in readable and not (value.nested and text in seen):
            seen.add(text)
            for start, end, read in value.pieces:
                cutter.text(start, end, read)
            builder.end_block(BlockKind.FRONT_MATTER)
    if matter.settings is not None:
        meta["medlint"] = matter.settings
    return meta | matter.sources


def _text(source: str, pieces: list[Piece]) -> str:
    parts = (source[start:end] if read is None else read for start, end, read in pieces)
    return "".join(parts).strip()


def _spelt_plainly(key: str) -> str:
    """A key as it is compared: `seoTitle`, `seo-title` and `SEO_title` are one."""
    return key.lower().replace("_", "").replace("-", "")


def _looks_like_yaml(source: str, inside: Span) -> bool:
    """Whether it is front matter, and not prose between two thematic breaks."""
    for start, end in _lines(source, inside):
        line = source[start:end]
        if line.strip() and not line.lstrip().startswith("#"):
            return bool(_YAML_KEY.match(line)) or line.startswith("{")
    return True


def _lines(source: str, inside: Span) -> Iterator[tuple[int, int]]:
    """Start and end of each line, without its line break."""
    position = inside.start
    while position < inside.end:
        match = _LINE.match(source, position, inside.end)
        if match is None or match.end() == position:
            return
        yield position, position + len(match[0].rstrip("\r\n"))
        position = match.end()


def _read_yaml(source: str, inside: Span, matter: FrontMatter) -> None:
    lines = list(_lines(source, inside))
    index = 0
    while index < len(lines):
        start, end = lines[index]
        index += 1
        if match := _YAML_KEY.match(source, start, end):
            depth = match.start(1) - start
            if depth == 0 and (key := match[1].strip("\"'")) in _SOURCES:
                below = _listed(source, lines, index)
                span = Span(start, below[-1][1] if below else end)
                matter.sources[key] = _node(source, span, key)
                index += len(below)
                continue
            below = _deeper(source, lines, index, depth)
            if _read_entry(source, match, end, below, matter):
                index += len(below)


def _read_entry(
    source: str, match: re.Match[str], end: int, below: list[tuple[int, int]], matter: FrontMatter
) -> bool:
    """Take the value of a key; whether the lines below it belong to that value."""
    key, after = match[1].strip("\"'"), match.end()
    nested = match.start(1) > match.start()
    if key == "medlint" and not nested:
        matter.settings = _settings(source, Span(match.start(), below[-1][1] if below else end))
        return True
    if _BLOCK.match(source, after, end):
        _set(matter, key, _joined(source, below), nested)
        return True
    pieces = _scalar(source, after, end)
    if pieces and below and not _is_quoted(source, after):
        pieces = _joined(source, [(after, end), *below])
    elif not pieces and below and _is_quoted(source, after):
        pieces = _quoted_over_lines(source, [(after, end), *below])
    _set(matter, key, pieces, nested)
    return bool(pieces)


def _quoted_over_lines(source: str, lines: list[tuple[int, int]]) -> list[Piece]:
    """A quoted value that goes on below; none if anything in it is written otherwise than read."""
    quote = source[lines[0][0]]
    start, end = lines[0][0] + 1, lines[-1][0] + len(source[slice(*lines[-1])].rstrip()) - 1
    inside = source[start:end]
    if source[end] != quote or quote in inside or "\\" in inside:
        return []
    return _joined(source, [(start, lines[0][1]), *lines[1:-1], (lines[-1][0], end)])


def _deeper(
    source: str, lines: list[tuple[int, int]], index: int, depth: int
) -> list[tuple[int, int]]:
    """The lines from `index` on that stand deeper than `depth`, blank ones at the end not."""
    last = start = index
    while index < len(lines):
        line = source[slice(*lines[index])]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        index += 1
        if line.strip():
            last = index
    return lines[start:last]


def _listed(source: str, lines: list[tuple[int, int]], index: int) -> list[tuple[int, int]]:
    """The lines from `index` on that belong to a key whose list need not be indented."""
    last = index
    while last < len(lines):
        line = source[slice(*lines[last])]
        if line.strip() and not line[0].isspace() and not line.startswith("- "):
            break
        last += 1
    return lines[index:last]


def _joined(source: str, lines: list[tuple[int, int]]) -> list[Piece]:
    """Lines as one text, their indentation left out and the line breaks kept."""
    pieces: list[Piece] = []
    for number, (start, end) in enumerate(lines):
        text = source[start:end]
        following = lines[number + 1][0] if number + 1 < len(lines) else end
        pieces.append((start + len(text) - len(text.lstrip()), following, None))
    return pieces


def _read_toml(source: str, inside: Span, matter: FrontMatter) -> None:
    table = ""
    for start, end in _lines(source, inside):
        if source.startswith("[", start):
            table = source[start:end].strip("[] \t")
        elif not _OWN_TABLE.match(table) and (match := _TOML_KEY.match(source, start, end)):
            key = match[1].strip("\"'")
            if not table and key in _SOURCES:
                text = "\n" * source.count("\n", 0, start) + f"{key}: {source[match.end() : end]}"
                matter.sources[key] = _node(text, Span(0, len(text)), key)
            pieces = _scalar(source, match.end(), end, toml=True)
            _set(matter, key, pieces, bool(table))
    text = source[inside.start : inside.end]
    if re.search(r"^\[?medlint\b", text, re.MULTILINE):
        matter.settings = _toml(text)


def _set(matter: FrontMatter, key: str, pieces: list[Piece], nested: bool) -> None:
    """Keep a value; of the same key at the top level the first one counts."""
    twice = not nested and any(each.key == key and not each.nested for each in matter.values)
    if pieces and not twice:
        matter.values.append(Value(key, pieces, nested))


def _is_quoted(source: str, start: int) -> bool:
    return source.startswith(("'", '"'), start)


def _scalar(source: str, start: int, end: int, toml: bool = False) -> list[Piece]:
    """A value that stands on one line; none if it is a list, a mapping, an anchor …"""
    if match := _DOUBLE.match(source, start, end):
        return _unescaped(source, *match.span(1))
    if match := _SINGLE.match(source, start, end):
        if toml:
            return [(*match.span(1), None)]
        return _without_doubled_quotes(source, *match.span(1))
    text = source[start:end].split(" #", maxsplit=1)[0].rstrip()
    if not text or text.startswith(_NOT_PLAIN):
        return []
    return [(start, start + len(text), None)]


def _without_doubled_quotes(source: str, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    while (quote := source.find("''", start, end)) >= 0:
        pieces.append((start, quote + 1, None))
        start = quote + 2
    return [*pieces, (start, end, None)]


def _unescaped(source: str, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    for match in _ESCAPE.finditer(source, start, end):
        pieces.append((start, match.start(), None))
        start = match.end()
        code = match[1]
        if len(code) > 1:
            pieces.append((match.start(), start, chr(int(code[1:], 16))))
        elif code in _ESCAPED:
            pieces.append((match.start(), start, _ESCAPED[code]))
        else:
            pieces.append((start - 1, start, None))
    return [*pieces, (start, end, None)]


def _settings(source: str, span: Span) -> object:
    """What stands under `medlint:`, read as strictly as a configuration: words stay words."""
    from linter.yamltext import YamlError, parse

    above = "\n" * source.count("\n", 0, span.start)  # so that errors name the draft's lines
    try:
        return _plain(parse(above + source[span.start : span.end], "").mapping()["medlint"])
    except (YamlError, RecursionError) as error:
        line = f" (line {error.line})" if isinstance(error, YamlError) and error.line else ""
        raise UnreadableError(
            f"what the front matter says under “medlint” cannot be used{line}: "
            f"{getattr(error, 'message', error)}"
        ) from None


def _node(source: str, span: Span, key: str) -> Node | YamlError:
    """What stands under a key, with its lines in the source."""
    from linter.yamltext import Node, YamlError, parse

    above = "\n" * source.count("\n", 0, span.start)
    try:
        return (
            parse(above + source[span.start : span.end], "").mapping().get(key, Node("map", 0, 0))
        )
    except YamlError as error:
        return error


def _plain(node: Node) -> object:
    if node.kind == "list":
        return [_plain(item) for item in node.items]
    if node.kind == "map":
        return {key: _plain(value) for key, value, _ in node.entries}
    return None if node.empty else node.text


def _toml(text: str) -> object:
    import tomllib

    try:
        return tomllib.loads(text).get("medlint")
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            f"what the front matter says under “medlint” is not valid TOML: {error}"
        ) from error
