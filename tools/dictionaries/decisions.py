"""Reads `decisions.yml`: what a person decided about single words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linter.yamltext import load

DECISIONS = Path(__file__).parent / "decisions.yml"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Words to keep, to refuse, that are drugs, and to add (as written, with their flags)."""

    keep: frozenset[str]
    deny: frozenset[str]
    drugs: frozenset[str]
    add: Mapping[str, str]


def read_decisions(path: Path = DECISIONS) -> Decisions:
    """The decisions of a file.

    Raises:
        YamlError: it is not well formed.
    """
    parts = load(path, None).mapping(("keep", "deny", "drugs", "add"))
    return Decisions(
        keep=frozenset(parts["keep"].strings()),
        deny=frozenset(parts["deny"].strings()),
        drugs=frozenset(parts["drugs"].strings()),
        add={
            word: flags for flags, node in parts["add"].mapping().items() for word in node.strings()
        },
    )
