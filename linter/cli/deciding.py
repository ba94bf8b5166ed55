"""Decisions that come back: the drafts they are about, read and looked for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
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
    """The decisions of a file, and the drafts that they are about, by the name they use.

    `missing` are the others, each with the reason.
    """

    source: Path
    decisions: tuple[Decision, ...]
    drafts: Mapping[str, Path]
    missing: Mapping[str, str]

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


def decided(source: Path, accepted: bool, named: Sequence[Path] = ()) -> Decided:
    """Read decisions and find the drafts of those that accept, or of those that reject.

    A draft is looked for from the working folder, then beside the decisions. A sheet comes from
    anyone: drafts elsewhere count only if they, or a folder above them, are `named`.

    Raises:
        DecisionsError: the file is not understood.
        UsageError: none of the drafts is there.
    """
    made = decisions.read(source)
    names = dict.fromkeys(each.file for each in made if each.accepted is accepted)
    own = [os.path.realpath(each) for each in (Path(), source.parent, *named)]
    drafts, missing = dict[str, Path](), dict[str, str]()
    for name in names:
        found = [place for place in (Path(name), source.parent / name) if _is_file(place)]
        near = [place for place in found if _is_within(os.path.realpath(place), own)]
        if near:
            drafts[name] = near[0]
        else:
            missing[name] = _ELSEWHERE if found else _NOT_THERE
    if missing and not drafts:
        name, why = next(iter(missing.items()))
        raise UsageError(f"{source}: {why.format(name=name)}")
    return Decided(source, made, drafts, missing)


_NOT_THERE = "there is no file “{name}”. Run medlint in the folder where the report was made."
_ELSEWHERE = (
    "“{name}” lies outside this folder. If you mean it, name it behind the file of decisions."
)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no name that a file could have
        return False


def _is_within(path: str, folders: Sequence[str]) -> bool:
    return any(path == each or path.startswith(each.rstrip(os.sep) + os.sep) for each in folders)


def tell_missing(given: Decided) -> None:
    """Say which drafts are not there, or are none of ours."""
    for name, why in given.missing.items():
        rows = [each.place for each in given.decisions if each.file == name]
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        say(one_line(f"{given.source}: {rows[0]}{more}: {why.format(name=name)}"))


def told(given: Decided, decision: Decision, why: str) -> str:
    """A decision that could not be followed, and why, in one line."""
    words = shortened(decision.text) if decision.text.strip() else decision.rule
    return one_line(f"{given.source}: {decision.place}: {decision.file} “{words}” {why}")
