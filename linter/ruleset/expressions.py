"""The little language in which rules say what to look for, read into a tree.

Plain words, in which only these have a meaning: ``(a|b)``, ``?`` after a group or a word,
``word~`` (any of its forms), ``…`` (up to three words), classes such as ``<number>``, and ``\\``
before a character that is meant as it stands. Everything of it is safe by construction: there
are no unbounded repeats, so no expression can make a run hang (see `cost` in `patterns.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from linter.documents.words import fold
from linter.ruleset.inflection import forms
from linter.values import dataclass

RESERVED = "[]{}*+^$"
MAX_DEPTH = 20
TOKEN_CLASSES = ("number", "percent", "year", "capital", "word")


class ExpressionError(ValueError):
    """An expression that cannot be read; the message says what is wrong and how to write it."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters that must stand there; no spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """White space of any kind and length."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to three words of the same sentence, with the white space around them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a class; `number` counts groups and classes from the left, from 1."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """One of several sequences; `number` is 0 for a group that is not counted."""

    alternatives: tuple[Node, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Optional:
    """A part that may be left out."""

    content: Node


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts one after the other."""

    parts: tuple[Node, ...]


Node = Literal | Space | Gap | Token | Group | Optional | Chain


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an expression may refer to: irregular forms, and classes that are lists of words."""

    irregular: Mapping[str, Sequence[str]] = field(default_factory=dict)
    classes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def class_names(self) -> Collection[str]:
        """All names that may stand in ``<…>``."""
        return (*TOKEN_CLASSES, *self.classes)


def parse(source: str, vocabulary: Vocabulary) -> Chain:
    """Read an expression.

    Raises:
        ExpressionError: it is empty, or not well formed.
    """
    if not source.strip():
        raise ExpressionError("the expression is empty")
    return _Parser(source.strip(), vocabulary).whole()


class _Parser:
    """A recursive-descent parser; `place` is the index of the next character."""

    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.place = 0
        self.groups = 0
        self.depth = 0

    def whole(self) -> Chain:
        tree = self.sequence()
        if self.source.startswith("|", self.place):
            raise ExpressionError(
                "a “|” stands between alternatives in brackets: “(a|b)”; one that is meant is “\\|”"
            )
        if self.place < len(self.source):
            raise ExpressionError("a “)” closes no group; a round bracket that is meant is “\\)”")
        return tree

    def sequence(self) -> Chain:
        parts: list[Node] = []
        while self.place < len(self.source) and self.source[self.place] not in "|)":
            parts += self.part(parts)
        return Chain(tuple(_absorb_spaces(_check_gaps(parts))))

    def part(self, before: list[Node]) -> list[Node]:
        character = self.source[self.place]
        if character == "?":
            self.place += 1
            return [_make_optional(before)]
        if character.isspace():
            return [self.space()]
        if character == "(":
            return [self.group()]
        if character == "<" and not self.source.startswith("< ", self.place):
            return [self.token()]
        if character == "…":
            self.place += 1
            return [Gap()]
        return self.word()

    def space(self) -> Space:
        while self.place < len(self.source) and self.source[self.place].isspace():
            self.place += 1
        return Space()

    def group(self) -> Group:
        self.groups += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(
                f"more than {MAX_DEPTH} groups stand inside each other; write several expressions"
            )
        number = self.groups
        alternatives: list[Node] = []
        while True:
            self.place += 1
            alternatives.append(self._alternative())
            if self.source[self.place] == ")":
                self.place += 1
                self.depth -= 1
                return Group(tuple(alternatives), number)

    def _alternative(self) -> Chain:
        tree = self.sequence()
        if self.place >= len(self.source):
            raise ExpressionError("a “(” is not closed; a round bracket that is meant is “\\(”")
        if tree.parts and Space() in (tree.parts[0], tree.parts[-1]):
            raise ExpressionError(
                "an alternative begins or ends with a space; write it without: “(a|b) c”"
            )
        if all(isinstance(part, Optional) for part in tree.parts):
            raise ExpressionError(
                "an alternative is empty; write “(a|b)?” for a part that may be missing"
            )
        return tree

    def token(self) -> Token | Group:
        end = self.source.find(">", self.place)
        name = self.source[self.place + 1 : end]
        if end < 0 or name not in self.vocabulary.class_names():
            known = ", ".join(f"<{each}>" for each in self.vocabulary.class_names())
            raise ExpressionError(
                f"“<{name}” is no class; there are {known}; a “<” that is meant is “\\<”"
            )
        self.place = end + 1
        self.groups += 1
        words = self.vocabulary.classes.get(name)
        if words is None:
            return Token(name, self.groups)
        return Group(tuple(Chain(tuple(_plain(word))) for word in words), self.groups)

    def word(self) -> list[Node]:
        letters: list[str] = []
        while self.place < len(self.source):
            character = self.source[self.place]
            if character in "(|)?…~" or character.isspace():
                break
            if character == "<" and letters:
                break
            if character in RESERVED:
                raise ExpressionError(
                    f"“{character}” has no meaning here; write “\\{character}” for the character "
                    "itself, “(a|b)” for alternatives, “…” for a gap, “<number>” for a class, or "
                    "“/…/” for a regular expression"
                )
            if character == "\\":
                self.place += 1
                if self.place >= len(self.source):
                    raise ExpressionError(
                        "a “\\” stands at the end; it must stand before a character"
                    )
                character = self.source[self.place]
            letters.append(character)
            self.place += 1
        text = "".join(letters)
        if self.place < len(self.source) and self.source[self.place] == "~":
            self.place += 1
            return [self._forms(text)]
        return [Literal(text)]

    def _forms(self, word: str) -> Node:
        if not word:
            raise ExpressionError("a “~” stands behind a word: “reduce~”")
        every = forms(fold(word), self.vocabulary.irregular)
        if word[0].isupper():
            every = tuple(form[0].upper() + form[1:] for form in every)
        return Group(tuple(Chain(tuple(_plain(form))) for form in every))


def _plain(words: str) -> list[Node]:
    """A fixed phrase as literals and spaces."""
    parts: list[Node] = []
    for word in words.split():
        parts += ([Space()] if parts else []) + [Literal(word)]
    return parts


def _make_optional(before: list[Node]) -> Optional:
    """Take the part that a “?” stands behind; the caller appends what is returned."""
    if not before or isinstance(before[-1], Space | Gap | Optional):
        raise ExpressionError("a “?” stands behind a group or a word: “(very)? effective”")
    return Optional(before.pop())


def _check_gaps(parts: list[Node]) -> list[Node]:
    """A gap swallows the spaces around it; it must have them, and words on both sides."""
    result: list[Node] = []
    for index, part in enumerate(parts):
        if isinstance(part, Gap):
            spaced = parts[index - 1 : index] == parts[index + 1 : index + 2] == [Space()]
            if not spaced or index < 2 or index > len(parts) - 3:
                raise ExpressionError("a “…” stands between two words, with a space on either side")
            if isinstance(result.pop(), Gap):
                raise ExpressionError("one “…” stands beside another; each is up to three words")
            result.append(part)
        elif not isinstance(part, Space) or not result or not isinstance(result[-1], Gap):
            result.append(part)
    return result


def _absorb_spaces(parts: list[Node]) -> list[Node]:
    """Give an optional word the space that goes with it, so that leaving it out leaves one.

    Within a sequence that is the space before it, at its beginning the one behind it.
    """
    result: list[Node] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        before = result[-1] if result else None
        after = parts[index + 1] if index + 1 < len(parts) else None
        if isinstance(part, Optional) and isinstance(after, Space | Gap | None):
            if isinstance(before, Space):
                result.pop()
                part = Optional(Chain((before, part.content)))
            elif isinstance(after, Space) and (before is None or _ends_with_space(before)):
                part = Optional(Chain((part.content, after)))
                index += 1
        result.append(part)
        index += 1
    return result


def _ends_with_space(node: Node) -> bool:
    if isinstance(node, Optional):
        return _ends_with_space(node.content)
    if isinstance(node, Chain):
        return _ends_with_space(node.parts[-1])
    return isinstance(node, Space | Gap)
