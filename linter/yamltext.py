"""Strict YAML read as text, with positions: for rules, configuration and front matter.

Every scalar stays the text that is written (`no`, `3.10` and `null` are words), and whatever
would make a file mean something else than it seems to say is refused: duplicate keys, aliases,
tags, several documents. The time is bounded: an alias ends the reading at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.late import late
from linter.storage import Store
from linter.values import dataclass

if TYPE_CHECKING:
    from yaml import Event

MAX_DEPTH = 30
MAX_NODES = 200_000
MAX_CHARACTERS = 5_000_000
_FORMAT = "yamltext-1"
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_INTEGER = late(r"[+-]?[0-9]+")
_NUMBER = late(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")


class YamlError(ValueError):
    """A file cannot be read as it is: `name:line: what is wrong. What to do.`

    Line 0 stands for an unknown one and is not shown.
    """

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"{name}:{line}: {message}" if line else f"{name}: {message}")
        self.name = name
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.line, self.message)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file and where it stands; lines and columns count from 1.

    `kind` is `scalar` (its `text`), `list` (its `items`) or `map` (its `entries`: key, value and
    the key's line, in the order of the file). `quoted` tells `"no"` from `no`, and `""` from
    nothing. `name` is the file as errors name it. All readers raise YamlError.
    """

    kind: str
    line: int
    column: int
    text: str = ""
    items: tuple[Node, ...] = ()
    entries: tuple[tuple[str, Node, int], ...] = ()
    quoted: bool = False
    name: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written here (`key:` alone); `""`, `[]` and `{}` are something."""
        return self.kind == "scalar" and not self.text and not self.quoted

    def error(self, message: str) -> YamlError:
        """An error that names this place."""
        return YamlError(self.name, self.line, message)

    def string(self) -> str:
        """The text of a scalar that is not empty, or is `""`."""
        if self.kind != "scalar":
            raise self.error(f"A text is expected here, not {_A_KIND[self.kind]}.")
        if self.empty:
            raise self.error('The value is missing. Write one, or "" for an empty text.')
        return self.text

    def strings(self) -> tuple[str, ...]:
        """The texts of a list, or of a scalar as a list of one; nothing is an empty list."""
        if self.kind == "scalar":
            return () if self.empty else (self.text,)
        if self.kind == "map":
            raise self.error("A text or a list of texts is expected here, not a mapping.")
        return tuple(item.string() for item in self.items)

    def mapping(self, allowed: Collection[str] | None = None) -> dict[str, Node]:
        """The values by key; nothing is an empty mapping. None allows every key."""
        if self.empty:
            return {}
        if self.kind != "map":
            raise self.error(
                f"A mapping (`key: value` lines) is expected here, not {_A_KIND[self.kind]}."
            )
        if allowed is not None:
            for key, _, line in self.entries:
                if key not in allowed:
                    raise YamlError(
                        self.name, line, f"Unknown key “{key}”. {suggest(key, allowed)}"
                    )
        return {key: value for key, value, _ in self.entries}

    def integer(self) -> int:
        """A whole number."""
        text = self.string()
        if len(text) > 18 or not _INTEGER.fullmatch(text):
            raise self.error(f"A whole number is expected here, not “{_short(text)}”.")
        return int(text)

    def number(self) -> float:
        """A number, with a full stop for decimals."""
        text = self.string()
        if len(text) > 30 or not _NUMBER.fullmatch(text):
            raise self.error(f"A number is expected here, not “{_short(text)}”.")
        return float(text)

    def choice(self, allowed: Collection[str]) -> str:
        """One of the words allowed."""
        text = self.string()
        if text not in allowed:
            raise self.error(f"“{_short(text)}” is not possible here. {suggest(text, allowed)}")
        return text

    def boolean(self) -> bool:
        """true, yes or on; false, no or off; in any case."""
        text = self.string().lower()
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        raise self.error(f"Write true or false here, not “{_short(self.text)}”.")


_ADVICE = (
    ("mapping values", "Put quotes around a text that holds a colon, and check the indentation."),
    ("start any token", "Put quotes around a text that begins with @, ` or %."),
    ("alphabetic or numeric", "Put quotes around a text that begins with * or &."),
    ("escape character", "Backslashes are special in double quotes; use single quotes."),
    ("end of stream", "Close the quotation mark or bracket."),
    ("nesting depth", "Make it flatter."),
)
_GENERAL_ADVICE = (
    "Check the indentation, the quotation marks and the brackets here and in the line above."
)
_A_KIND = {"scalar": "a single text", "list": "a list", "map": "a mapping"}


def suggest(word: str, allowed: Collection[str]) -> str:
    """What to write instead of `word`: the nearest of `allowed`, or all of them."""
    from difflib import get_close_matches

    close = get_close_matches(word[:80], allowed, n=1)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Possible: {', '.join(sorted(allowed))}."


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def parse(text: str, name: str) -> Node:
    """The one value that the YAML text holds; nothing at all is an empty scalar.

    Raises:
        YamlError: it is no YAML, or YAML of the kinds that are refused; `name` is named in it.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlError(name, 1, "The file is too long to be read as YAML. Split it.")
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(yaml.parse(text, Loader=loader), name).document()
    except yaml.MarkedYAMLError as error:
        raise _from_marked(error, text, name) from None
    except yaml.reader.ReaderError as error:
        raise _from_reader(error, text, name) from None
    except UnicodeError:
        raise YamlError(name, 1, "It holds half a character. Save it as UTF-8.") from None


class _Composer:
    """Builds nodes from the parser's events."""

    def __init__(self, events: Iterator[Event], name: str) -> None:
        self.events = events
        self.name = name
        self.count = 0

    def document(self) -> Node:
        result: Node | None = None
        for event in self.events:
            kind = type(event).__name__
            if kind in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                continue
            if kind == "DocumentStartEvent":
                if result is not None:
                    raise self._error(event, "A second document begins here. Keep one per file.")
                continue
            result = self._node(event, 0)
        return result or Node("scalar", 1, 1, name=self.name)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event).__name__
        self._refuse(event, kind, depth)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind == "ScalarEvent":
            quoted = bool(event.style)  # the C parser says "" of plain scalars, the other None
            return Node("scalar", line, column, event.value, quoted=quoted, name=self.name)
        if kind == "SequenceStartEvent":
            items = tuple(self._items(depth))
            return Node("list", line, column, items=items, name=self.name)
        entries = tuple(self._entries(depth))
        return Node("map", line, column, entries=entries, name=self.name)

    def _refuse(self, event: Any, kind: str, depth: int) -> None:
        if kind == "AliasEvent" or event.anchor is not None:
            raise self._error(
                event,
                "Anchors (&name) and aliases (*name) are not supported. Write the value out, "
                "or put quotes around a text that begins with & or *.",
            )
        if event.tag is not None:
            raise self._error(
                event,
                f"Tags such as “{_short(event.tag)}” are not supported. Remove it, "
                "or put quotes around a text that begins with !.",
            )
        if depth > MAX_DEPTH:
            raise self._error(event, f"It is nested more than {MAX_DEPTH} deep. Make it flatter.")
        self.count += 1
        if self.count > MAX_NODES:
            raise self._error(event, f"It holds more than {MAX_NODES:,} values. Split the file.")

    def _items(self, depth: int) -> Iterator[Node]:
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[str, Node, int]]:
        lines: dict[str, int] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = self._node(event, depth + 1)
            if key.kind != "scalar" or key.empty:
                raise self._error(event, "A key must be a plain word before the colon.")
            if key.text in lines:
                raise self._error(
                    event,
                    f"“{_short(key.text)}” is already set on line {lines[key.text]}. "
                    "Keep one of the two.",
                )
            lines[key.text] = key.line
            yield key.text, self._node(next(self.events), depth + 1), key.line

    def _error(self, event: Any, message: str) -> YamlError:
        return YamlError(self.name, event.start_mark.line + 1, message)


def _from_marked(error: Any, text: str, name: str) -> YamlError:
    """The parser's error in words that help."""
    unclosed = "end of stream" in (error.problem or "")
    mark = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    written = "".join(text.splitlines()[line - 1 : line])
    indentation = written[: len(written) - len(written.lstrip())]
    if "\t" in indentation:
        return YamlError(name, line, "A tab indents this line. Indent with spaces.")
    problem = error.problem or error.context or "it is no valid YAML"
    return YamlError(name, line, f"This is no valid YAML: {problem}. {_advice(problem)}")


def _advice(problem: str) -> str:
    return next((advice for words, advice in _ADVICE if words in problem), _GENERAL_ADVICE)


def _from_reader(error: Any, text: str, name: str) -> YamlError:
    position = error.position if isinstance(error.position, int) else 0
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    line = text.count("\n", 0, found.start() if found else position) + 1
    character = f" (U+{ord(found.group()):04X})" if found else ""
    return YamlError(name, line, f"A control character{character} stands here. Delete it.")


def to_plain(node: Node) -> tuple[Any, ...]:
    """The node as nested tuples of text and numbers, which `marshal` can keep."""
    place = (node.line, node.column)
    if node.kind == "scalar":
        return ("scalar", *place, node.text, node.quoted)
    if node.kind == "list":
        return ("list", *place, tuple(map(to_plain, node.items)))
    entries = tuple((key, to_plain(value), line) for key, value, line in node.entries)
    return ("map", *place, entries)


def from_plain(plain: tuple[Any, ...], name: str) -> Node:
    """The node that `to_plain` took apart, as of a file called `name`."""
    kind, line, column, content = plain[:4]
    if kind == "scalar":
        return Node("scalar", line, column, content, quoted=plain[4], name=name)
    if kind == "list":
        items = tuple(from_plain(item, name) for item in content)
        return Node("list", line, column, items=items, name=name)
    entries = tuple((key, from_plain(value, name), at) for key, value, at in content)
    return Node("map", line, column, entries=entries, name=name)


def load(path: Path, store: Store | None = None, name: str | None = None) -> Node:
    """The content of a YAML file; what `store` knows already is not parsed again.

    `name` is the file as errors name it, `path` by default.

    Raises:
        YamlError: it is not UTF-8, or no YAML that is allowed.
        OSError: it cannot be read.
    """
    import marshal

    name = path.as_posix() if name is None else name
    data = path.read_bytes()
    key = blake2b(data, person=_FORMAT.encode()).hexdigest() + sys.version
    kept = store.get(key) if store else None
    if kept is not None:
        with suppress(ValueError, EOFError, TypeError):
            return from_plain(marshal.loads(kept), name)
    node = parse(decode(data, name), name)
    if store:
        store.put(key, marshal.dumps(to_plain(node)))
    return node


def decode(data: bytes, name: str) -> str:
    """UTF-8 with or without a byte-order mark as text; YamlError for anything else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(name, line, "This is not UTF-8 text. Save the file as UTF-8.") from None
