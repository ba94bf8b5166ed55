"""LingoTweaker: LanguageTool's rules in this process, without Java."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from linter.checkers.grammar.model import EngineError, Match
from linter.checkers.grammar.offsets import from_utf8
from linter.checkers.grammar.pieces import Piece
from linter.late import late
from linter.values import dataclass

PACKAGES = ("lingotweaker", "lingotweaker-data-en")
_SUGGESTION = late(r"<suggestion>(.*?)</suggestion>")
_MISSING = (
    "the grammar engine “lingotweaker” is not installed. "
    'Install it with: pip install "medlint[lingotweaker]"'
)


@dataclass(frozen=True)
class LingoTweaker:
    """The engine with the rules that are switched on besides its own and off."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    name: str = "lingotweaker"
    title: str = "LingoTweaker"
    requests: int = 0

    def key(self) -> str:
        """Its version and settings.

        Raises:
            EngineError: it is not installed.
        """
        return f"{self._versions}\n{self.on}\n{self.off}"

    @cached_property
    def _versions(self) -> str:
        return " ".join(installed())

    def check(self, piece: Piece) -> list[Match]:
        """What it finds.

        Raises:
            EngineError: it is not installed, or failed.
        """
        engine = _loaded(self.on, self.off)
        try:
            found = engine.check(piece.text)
        except Exception as error:
            raise EngineError(f"LingoTweaker failed ({type(error).__name__}: {error}).") from error
        index = from_utf8(piece.text)
        return [_match(each, index) for each in found]


def installed() -> tuple[str, ...]:
    """The versions of its packages.

    Raises:
        EngineError: one is not installed.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return tuple(f"{name} {version(name)}" for name in PACKAGES)
    except PackageNotFoundError:
        raise EngineError(_MISSING) from None


@lru_cache(2)
def _loaded(on: tuple[str, ...], off: tuple[str, ...]) -> Any:
    """The engine; loading it takes two seconds, so that one does for all configurations."""
    try:
        import lt_py

        return lt_py.Engine("en-US", enabled_rules=list(on), disabled_rules=list(off))
    except ImportError:
        raise EngineError(_MISSING) from None
    except Exception as error:
        raise EngineError(f"LingoTweaker cannot be loaded ({error}). {_MISSING}") from error


def _match(found: Mapping[str, Any], index: Any) -> Match:
    start = found["offset"]
    return Match(
        index(start),
        index(start + found["length"]),
        found["rule_id"],
        found["category_id"] or "",
        found["issue_type"] or "",
        _SUGGESTION.sub(r"“\1”", found["message"]),
        tuple(found["suggestions"][:5]),
    )
