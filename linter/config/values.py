"""Plain values (TOML, front matter, command line) as the nodes a configuration is read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from linter.yamltext import MAX_DEPTH, Node, YamlError

MAX_VALUES = 20_000
Keys = tuple[str, ...]


def from_python(value: object, name: str, line_of: Callable[[Keys], int] = lambda _: 0) -> Node:
    """A plain value as a node of a file called `name`; true and false become those words.

    Raises:
        YamlError: it holds what cannot be meant as a setting (a date, a truth value in a list).
    """
    return _Reader(name, line_of).node(value, ())


class _Reader:
    def __init__(self, name: str, line_of: Callable[[Keys], int]) -> None:
        self.name = name
        self.line_of = line_of
        self.count = 0

    def node(self, value: object, keys: Keys) -> Node:
        line = self.line_of(keys)
        self._check_size(keys, line)
        if isinstance(value, Mapping):
            entries = tuple(self._entry(key, item, keys) for key, item in value.items())
            return Node("map", line, 1, entries=entries, name=self.name)
        if isinstance(value, list | tuple):
            items = tuple(self._item(item, (*keys, "")) for item in value)
            return Node("list", line, 1, items=items, name=self.name)
        text = self._text(value, line)
        return Node("scalar", line, 1, text, quoted=value is not None, name=self.name)

    def _check_size(self, keys: Keys, line: int) -> None:
        """Aliases can make a short text endlessly large."""
        self.count += 1
        if len(keys) > MAX_DEPTH or self.count > MAX_VALUES:
            raise YamlError(self.name, line, "The settings are too large. Shorten them.")

    def _entry(self, key: object, value: object, keys: Keys) -> tuple[str, Node, int]:
        if not isinstance(key, str):
            raise YamlError(
                self.name, self.line_of(keys), f"The key {key!r} is no text. Put quotes around it."
            )
        inner = (*keys, key)
        return key, self.node(value, inner), self.line_of(inner)

    def _item(self, value: object, keys: Keys) -> Node:
        if isinstance(value, bool | float):
            raise YamlError(
                self.name,
                self.line_of(keys),
                f"A word of the list is read as {str(value).lower()}. Put quotes around it.",
            )
        return self.node(value, keys)

    def _text(self, value: object, line: int) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str | int | float):
            return str(value)
        raise YamlError(self.name, line, f"{value} is no setting. Put quotes around a text.")


def toml_lines(text: str) -> Callable[[Keys], int]:
    """Finds about where keys below `[tool.medlint]` stand, for the TOML reader does not say."""
    lines = text.splitlines()

    def line_of(keys: Keys) -> int:
        place = 0
        for key in ("medlint", *(key for key in keys if key)):
            pattern = re.compile(rf"(^|[\s.\[{{,\"']){re.escape(key)}[\"']?\s*[\].=]")
            matching = (n for n in range(place, len(lines)) if pattern.search(lines[n]))
            place = next(matching, place)
        return place + 1

    return line_of


def from_toml(text: str, name: str) -> Node:
    """The `[tool.medlint]` table of a pyproject file.

    Raises:
        YamlError: it is no TOML, or its values cannot be settings.
    """
    import tomllib

    try:
        table: Any = tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else len(text.splitlines())
        raise YamlError(name, line, f"This is no valid TOML: {error}.") from None
    values = table.get("medlint", {}) if isinstance(table, dict) else {}
    return from_python(values, name, toml_lines(text))
