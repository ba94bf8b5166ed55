"""Decisions that come back: the drafts they are about, read and looked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from linter import decisions
from linter.cli import UsageError
from linter.cli.terminal import say
from linter.decisions import Decision
from linter.reports.parts.characters import one_line
from linter.reports.parts.wording import shortened
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions of a file, and the drafts that they are about, by the name they use."""

    source: Path
    decisions: tuple[Decision, ...]
    drafts: Mapping[str, Path]
    missing: tuple[str, ...]

    def about(self, accepted: bool) -> tuple[Decision, ...]:
        """Those that accept, or those that reject, and whose draft is there."""
        return tuple(
            each
            for each in self.decisions
            if each.accepted is accepted and each.file in self.drafts
        )

    def named(self, names: Mapping[Path, str], accepted: bool) -> tuple[Decision, ...]:
        """The same, with the names that a run gives to their files; others are left out."""
        real = {os.path.realpath(path): name for path, name in names.items()}
        found = ((each, os.path.realpath(self.drafts[each.file])) for each in self.about(accepted))
        return tuple(replace(each, file=real[path]) for each, path in found if path in real)


def decided(source: Path, accepted: bool) -> Decided:
    """Read decisions and find the drafts of those that accept, or of those that reject.

    A draft is looked for from the working folder, then beside the decisions.

    Raises:
        DecisionsError: the file is not understood.
        UsageError: none of the drafts is there.
    """
    made = decisions.read(source)
    names = dict.fromkeys(each.file for each in made if each.accepted is accepted)
    drafts = {name: path for name in names if (path := _draft(name, source))}
    missing = tuple(name for name in names if name not in drafts)
    if missing and not drafts:
        raise UsageError(
            f"{source}: there is no file “{missing[0]}”. Run medlint in the folder where the "
            "report was made."
        )
    return Decided(source, made, drafts, missing)


def _draft(name: str, source: Path) -> Path | None:
    places = (Path(name), source.parent / name)
    return next((place for place in places if place.is_file()), None)


def tell_missing(given: Decided) -> None:
    """Say which drafts are not there."""
    for name in given.missing:
        rows = [each.place for each in given.decisions if each.file == name]
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        say(
            f"{given.source}: {rows[0]}{more}: there is no file “{name}”. Run medlint in the "
            "folder where the report was made."
        )


def told(given: Decided, decision: Decision, why: str) -> str:
    """A decision that could not be followed, and why, in one line."""
    words = shortened(decision.text) if decision.text.strip() else decision.rule
    return one_line(f"{given.source}: {decision.place}: {decision.file} “{words}” {why}")
