"""Other tools whose time is taken beside medlint's, each as a user runs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.spelling_peers import program

VALE_CONFIGURATION = "MinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Vale\n"
Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeedPeer:
    """Another tool: how it is called for a file or folder, and what it does.

    A `slow` one takes half a minute or more for the 1,000 drafts: it runs once, and not on the
    large file.
    """

    name: str
    does: str
    command: Callable[[str, str], Command]
    slow: bool = False


PEERS = (
    SpeedPeer("codespell", "known misspellings", lambda found, what: (found, what)),
    SpeedPeer("typos", "known misspellings", lambda found, what: (found, what)),
    SpeedPeer(
        "cspell",
        "full dictionaries",
        lambda found, what: (found, "lint", "--no-progress", "--no-summary", f"{what}/**"),
        slow=True,
    ),
    SpeedPeer("proselint", "prose", lambda found, what: (found, "check", what), slow=True),
    SpeedPeer(
        "vale",
        "spelling and repeated words (its own style)",
        lambda found, what: (found, "--config", "vale.ini", "--no-exit", what),
        slow=True,
    ),
)


def installed(tools: Sequence[Path]) -> dict[str, str]:
    """Where each of the tools is, for those that are installed: in the folders that are named,
    in this Python's environment or on the PATH."""
    places = {peer.name: program(peer.name, tools) for peer in PEERS}
    return {name: place for name, place in places.items() if place}
