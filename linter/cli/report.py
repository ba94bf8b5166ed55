"""`medlint report`: write a report to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linter.cli import UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, exit_code, lint_paths, open_session
from linter.cli.writing import Target, targets, write_reports

if TYPE_CHECKING:
    from linter.reports.parts.earlier import Earlier

app = new_app()
Against = Annotated[
    Path | None,
    typer.Option(
        "--against",
        metavar="FILE",
        help="An earlier report (.html or .json): the new page says what is new and what is gone.",
    ),
]


@app.command(cls=Command)
def report(
    paths: o.Paths = None,
    output: o.Outputs = None,
    against: Against = None,
    formats: o.Formats = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    exclude: o.Exclude = None,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
    no_baseline: o.NoBaseline = False,
    min_confidence: o.MinConfidence = 0.0,
    quiet: o.Quiet = False,
    jobs: o.Jobs = 0,
    no_cache: o.NoCache = False,
) -> None:
    """Write a report to read, print or hand on.

    An HTML report shows the text with the findings marked, and beside them why and what to do.
    It is one file that needs no network: open it in a browser, filter, accept or reject each
    finding (press ? for the keys), and save the decisions as a file. Of a folder it shows all
    drafts, a row for each on top.

    For example: medlint report draft.md -o report.html
    """
    wanted = targets(formats, output, default=None)
    if not wanted:
        raise UsageError("Say where to write it: medlint report draft.md -o report.html")
    earlier = _earlier(against, wanted)
    flags = Flags(
        select=select or (),
        ignore=ignore or (),
        exclude=exclude or (),
        config=config,
        isolated=isolated,
        use_baseline=not (no_baseline or isolated),
        min_confidence=min_confidence,
        quiet=quiet,
        jobs=jobs,
        use_cache=not no_cache,
    )
    session = open_session(flags, wanted)
    result = write_reports(lint_paths(paths, session, flags, wanted), wanted, flags, earlier)
    raise typer.Exit(exit_code(result, None))


def _earlier(path: Path | None, wanted: list[Target]) -> Earlier | None:
    """The earlier report, read before anything is written over it.

    Raises:
        UsageError: it cannot be read, or no report that is wanted compares.
    """
    if path is None:
        return None
    if not any(target.name == "html" for target in wanted):
        raise UsageError("Only HTML reports say the change: add -o report.html, or drop --against.")
    from linter.reports.parts.earlier import EarlierError, load_earlier

    try:
        return load_earlier(path)
    except EarlierError as error:
        raise UsageError(str(error)) from None
