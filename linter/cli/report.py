"""`medlint report`: write a report to hand on."""

from __future__ import annotations

import typer

from linter.cli import UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, exit_code, lint_paths, open_session
from linter.cli.writing import needs, targets, write_reports

app = new_app()


@app.command(cls=Command)
def report(
    paths: o.Paths = None,
    output: o.Outputs = None,
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

    It shows the text with the findings marked, and beside them why and what to do.

    For example: medlint report draft.md -o report.html
    """
    wanted = targets(formats, output, default=None)
    if not wanted:
        raise UsageError("Say where to write it: medlint report draft.md -o report.html")
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
    session = open_session(flags, **needs(wanted))
    result = write_reports(lint_paths(paths, session, flags, wanted), wanted, flags)
    raise typer.Exit(exit_code(result, None))
