"""`medlint baseline`: accept the findings that are there, and see only what is new."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from linter.accepting import accept_results
from linter.baseline import Accepted, Entry, entry_for, load, relative_path, render
from linter.cli import FAILED, UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, find, open_session
from linter.cli.terminal import Progress, say
from linter.config import shown
from linter.findings import State
from linter.reports.parts.characters import one_line
from linter.reports.parts.wording import counted, problem_line
from linter.results import Run
from linter.runner import run
from linter.sessions import Session
from linter.storage import write_atomically
from linter.values import dataclass

app = new_app(no_args_is_help=True)
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why they are accepted.", show_default=False)
]
By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who accepts them.", show_default=False)
]


@app.callback()
def baseline() -> None:
    """Accept the findings that are there, and see only what is new.

    They are kept in medlint-baseline.json, which belongs beside the drafts.
    """


@dataclass(frozen=True, slots=True)
class Looked:
    """A run in which nothing was accepted yet, and the baseline of each of its files."""

    run: Run
    places: Mapping[str, Path]
    baselines: Mapping[str, Path]
    accepted: Mapping[Path, Accepted]

    def files(self) -> list[Path]:
        """All baselines that apply."""
        return list(dict.fromkeys(self.baselines.values()))

    def open_entries(self, file: Path, reason: str, by: str) -> list[Entry]:
        """Entries for the open findings of one baseline's files."""
        on = datetime.date.today().isoformat() if reason or by else ""
        return [
            entry_for(relative_path(self.places[result.path], file), finding).said(reason, by, on)
            for result in self.run.results
            if self.baselines.get(result.path) == file
            for finding in result.findings
            if finding.state is State.OPEN
        ]


@app.command(cls=Command)
def create(
    paths: o.Paths = None,
    reason: Reason = "",
    by: By = "",
    config: o.ConfigFile = None,
) -> None:
    """Accept all findings that are there now, of every severity."""
    looked = look_at(paths, config)
    for file in looked.files():
        if file.exists() and load(file):
            raise UsageError(
                f"{shown(file)} exists already. “medlint baseline update” adds what is new."
            )
    for file in looked.files():
        entries = looked.open_entries(file, reason, by)
        write_entries(file, entries)
        say(f"{shown(file)}: {counted(len(entries), 'finding')} accepted.", lead="")


@app.command(cls=Command)
def update(
    paths: o.Paths = None,
    reason: Reason = "",
    by: By = "",
    config: o.ConfigFile = None,
) -> None:
    """Accept what is new, say what that is, and drop what no longer applies."""
    looked = look_at(paths, config)
    for file in looked.files():
        accepted = looked.accepted.get(file)
        added = looked.open_entries(file, reason, by)
        list_entries("+", added)
        list_entries("-", accepted.unused if accepted else ())
        kept = (*accepted.kept, *accepted.untouched) if accepted else ()
        write_entries(file, [*kept, *added])
        dropped = len(accepted.unused) if accepted else 0
        say(f"{shown(file)}: {len(added)} added, {dropped} dropped, {len(kept)} kept.", lead="")


@app.command(cls=Command)
def prune(paths: o.Paths = None, config: o.ConfigFile = None) -> None:
    """Drop the entries that no longer apply; accept nothing new."""
    looked = look_at(paths, config)
    for file, accepted in looked.accepted.items():
        list_entries("-", accepted.unused)
        kept = (*accepted.kept, *accepted.untouched)
        write_entries(file, kept)
        say(f"{shown(file)}: {len(accepted.unused)} dropped, {len(kept)} kept.", lead="")
    if not looked.accepted:
        say("There is no baseline here; “medlint baseline create” makes one.", lead="")


@app.command("import", cls=Command)
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A sheet (.xlsx, .csv), or what the HTML report exported (.json)."
        ),
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]…",
            help="Drafts outside this folder that may be meant.",
            show_default=False,
        ),
    ] = None,
    config: o.ConfigFile = None,
) -> None:
    """Keep what reviewers rejected, with reason, name and date.

    What they accepted is left for “medlint fix --decisions FILE”. Rows that no longer apply are
    listed: their words were changed, or repaired, since the report was made.
    """
    from linter.cli.importing import import_decisions

    raise typer.Exit(import_decisions(file, paths or (), config))


@app.command(cls=Command)
def show(config: o.ConfigFile = None) -> None:
    """List what has been accepted, with reasons, names and dates."""
    session = open_session(Flags(config=config))
    file = session.configurations.for_folder(session.working_folder).baseline
    entries = load(file)
    if not entries:
        say("There is no baseline here; “medlint baseline create” makes one.", lead="")
        return
    path = ""
    for entry in sorted(entries):
        if entry.path != path:
            path = entry.path
            print(one_line(path))
        said = "; ".join(filter(None, (entry.reason, entry.by, entry.on)))
        print(one_line(f"  {entry.rule:<34} “{entry.text}”{f'  ({said})' if said else ''}"))
    print(f"{counted(len(entries), 'finding')} accepted in {shown(file)}")


def look_at(paths: Sequence[Path] | None, config: Path | None) -> Looked:
    """Lint, and compare with the baselines that are there.

    Raises:
        Exit: not all files could be checked, so that nobody can say what applies.
    """
    flags = Flags(config=config, use_baseline=False)
    session = open_session(flags)
    discovery = find(paths, session, flags, ())
    with Progress() as progress:
        done = run(discovery, session, progress=progress.update)
    for problem in done.all_problems:
        say(problem_line(problem))
    if done.all_problems:
        say("The baseline is as it was. Put that right first.", lead="")
        raise typer.Exit(FAILED)
    return _compare(done, {found.shown: found.path for found in discovery.files}, session)


def _compare(done: Run, places: Mapping[str, Path], session: Session) -> Looked:
    config_for = session.configurations.for_file
    results, accepted = accept_results(done.results, places, config_for)
    baselines = {name: config_for(place).baseline for name, place in places.items()}
    return Looked(replace(done, results=results), places, baselines, accepted)


def write_entries(file: Path, entries: Iterable[Entry]) -> None:
    write_atomically(file, render(entries))


def list_entries(sign: str, entries: Iterable[Entry]) -> None:
    for entry in entries:
        print(one_line(f"{sign} {entry.path}: {entry.rule} “{entry.text}”"))
