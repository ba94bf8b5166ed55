"""What an engine says of a text, whichever engine it is."""

from __future__ import annotations

from typing import Protocol

from linter.checkers.grammar.pieces import Piece
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """A place of `Piece.text` that a rule of the engine reports.

    `rule`, `category` and `kind` (the type of issue) are LanguageTool's own names; offsets are
    string indices into the piece's text.
    """

    start: int
    end: int
    rule: str
    category: str
    kind: str
    message: str
    replacements: tuple[str, ...] = ()


class EngineError(Exception):
    """The engine cannot check; the message says why and what to do."""


class Engine(Protocol):
    """A grammar engine with its settings."""

    @property
    def name(self) -> str:
        """What it is called in the configuration and in findings."""

    @property
    def title(self) -> str:
        """What it is called in messages."""

    def key(self) -> str:
        """What its answers depend on besides the text: its version and settings.

        Raises:
            EngineError: it is not there.
        """

    @property
    def requests(self) -> int:
        """How many texts it can be given at a time; 0 if it works in this thread."""

    def check(self, piece: Piece) -> list[Match]:
        """What the engine finds.

        Raises:
            EngineError: it is not there, or failed.
        """
