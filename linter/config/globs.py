"""Patterns in the syntax of gitignore files.

Written anew because importing pathspec takes 35 ms, a quarter of what linting one draft may take,
and because it cannot tell a folder that is excluded from a file inside it, which decides whether
`!` can bring the file back. The syntax is that of https://git-scm.com/docs/gitignore; the tests
compare with Git itself. Each `*` takes the shortest stretch that fits and never gives it back
(in a glob that loses no match), so no pattern can take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from linter.late import late

_NEVER = "(?!)"
_POSIX = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_CLASS_ITEM = late(r"\[:([a-z]+):\]|\\(.)|(.)", re.DOTALL)


class Globs:
    """Some lines of a gitignore file; the last one that matches decides."""

    def __init__(self, lines: Iterable[str]) -> None:
        patterns = [pattern for line in lines if (pattern := _translate(line))]
        self._groups = [
            (not negated, re.compile("|".join(regex for _, regex in group), re.DOTALL))
            for negated, group in groupby(reversed(patterns), key=lambda pattern: pattern[0])
        ]

    def __bool__(self) -> bool:
        return bool(self._groups)

    def verdict(self, path: str) -> bool | None:
        """Whether `path` itself is matched (True), brought back by `!` (False), or neither.

        It is relative, has forward slashes, and ends with one if it is a folder.
        """
        for matched, regex in self._groups:
            if regex.fullmatch(path):
                return matched
        return None

    def covers(self, path: str) -> bool:
        """Whether the file or a folder it lies in is matched."""
        end = path.find("/")
        while end >= 0:
            if self.verdict(path[: end + 1]):
                return True
            end = path.find("/", end + 1)
        return bool(self.verdict(path))


def _translate(line: str) -> tuple[bool, str] | None:
    """Whether a line begins with `!`, and its regular expression; None for what is no pattern."""
    line = _without_trailing_spaces(line.removesuffix("\n").removesuffix("\r"))
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    pattern = line[1:] if negated else line
    folder_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern:
        return None
    anywhere = "/" not in pattern
    names = pattern.removeprefix("/").split("/")
    segments: list[str] = []
    for name in ["**", *names] if anywhere else names:
        name = "**" if len(name) > 1 and not name.strip("*") else name
        if name != "**" or segments[-1:] != ["**"]:
            segments.append(name)
    regex = _path(segments)
    return negated, f"(?:{regex}{'/' if folder_only else '/?'})"


def _without_trailing_spaces(line: str) -> str:
    stripped = line.rstrip(" ")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    return stripped + " " if backslashes % 2 and len(stripped) < len(line) else stripped


def _path(segments: list[str]) -> str:
    """A regular expression for the segments; `**` stands for any number of folders."""
    if segments[-1] == "**" and len(segments) > 1:
        return _path(segments[:-1]) + "/.+?"
    chunks: list[list[str]] = [[]]
    for segment in segments:
        if segment == "**":
            chunks.append([])
        else:
            chunks[-1].append(_segment(segment))
    if not chunks[-1]:
        chunks[-1] = ["[^/]+"]
    first, *rest = ["/".join(chunk) for chunk in chunks]
    if not rest:
        return first
    middle = "".join(f"(?>(?:[^/]+/)*?{chunk}/)" for chunk in rest[:-1] if chunk)
    return (f"{first}/" if first else "") + middle + f"(?:[^/]+/)*?{rest[-1]}"


def _segment(glob: str) -> str:
    """A regular expression for one name; a star never gives back what it took, but the last."""
    chunks = [""]
    position = 0
    while position < len(glob):
        if glob[position] == "*":
            chunks.append("")
            position += 1
        else:
            regex, position = _token(glob, position)
            chunks[-1] += regex
    first, *rest = chunks
    if not rest:
        return first
    middle = "".join(f"(?>[^/]*?{chunk})" for chunk in rest[:-1] if chunk)
    some = "(?=[^/])" if not first else ""
    return f"{some}{first}{middle}[^/]*{rest[-1]}(?![^/])"


def _token(glob: str, position: int) -> tuple[str, int]:
    """The regular expression of what stands at `position`, and where the next token begins."""
    character = glob[position]
    if character == "?":
        return "[^/]", position + 1
    if character == "[":
        return _class(glob, position + 1)
    if character == "\\":
        return (re.escape(glob[position + 1]) if position + 1 < len(glob) else _NEVER), position + 2
    return re.escape(character), position + 1


def _class(glob: str, position: int) -> tuple[str, int]:
    """A bracket expression whose content begins at `position`; unclosed, it matches nothing."""
    negated = glob[position : position + 1] in ("!", "^")
    position += negated
    parts: list[str] = []
    start = position
    while position < len(glob) and (glob[position] != "]" or position == start):
        low, position = _class_item(glob, position)
        if (
            len(low) == 1
            and glob[position : position + 1] == "-"
            and glob[position + 1 :][:1] not in ("]", "")
        ):
            high, position = _class_item(glob, position + 1)
            if len(high) == 1 and low <= high:
                parts.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            parts.append(re.escape(low) if len(low) == 1 else low)
    if position >= len(glob):
        return _NEVER, position
    if not parts:
        return ("[^/]" if negated else _NEVER), position + 1
    return f"(?!/)[{'^' if negated else ''}{''.join(parts)}]", position + 1


def _class_item(glob: str, position: int) -> tuple[str, int]:
    """A character, or the content of a class such as `[:digit:]`, and where the next begins."""
    found = _CLASS_ITEM.match(glob, position)
    assert found is not None  # position is within the text, and any character matches
    name, escaped, plain = found.groups()
    if name in _POSIX:
        return _POSIX[name], found.end()
    if name:
        return "[", position + 1
    return escaped or plain, found.end()
