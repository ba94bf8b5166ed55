"""`medlint check`: show what is wrong in drafts."""

from __future__ import annotations

import typer

from linter.cli import UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, check_paths
from linter.findings import Severity

app = new_app()


@app.command(cls=Command)
def check(
    paths: o.Paths = None,
    formats: o.Formats = None,
    output: o.Outputs = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    exclude: o.Exclude = None,
    force_exclude: o.ForceExclude = False,
    since: o.Since = None,
    staged: o.Staged = False,
    stdin_filename: o.StdinFilename = "stdin.md",
    min_severity: o.MinSeverity = None,
    min_confidence: o.MinConfidence = 0.0,
    quiet: o.Quiet = False,
    statistics: o.Statistics = False,
    show_suppressed: o.ShowSuppressed = False,
    color: o.ColorOption = o.Color.AUTO,
    fail_on: o.FailOnOption = o.FailOn.WARNING,
    max_warnings: o.MaxWarnings = None,
    exit_zero: o.ExitZero = False,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
    no_baseline: o.NoBaseline = False,
    jobs: o.Jobs = 0,
    no_cache: o.NoCache = False,
    profile: o.Profile = False,
) -> None:
    """Show what is wrong in drafts.

    Exit code 0: nothing. 1: there are findings. 2: medlint could not do what you asked, for
    example because a file does not exist.
    """
    if max_warnings is not None and (exit_zero or fail_on in {o.FailOn.INFO, o.FailOn.NEVER}):
        raise UsageError("Use --max-warnings, or --fail-on with info or never, not both.")
    flags = Flags(
        select=select or (),
        ignore=ignore or (),
        exclude=exclude or (),
        force_exclude=force_exclude,
        config=config,
        isolated=isolated,
        use_baseline=not (no_baseline or isolated),
        jobs=1 if profile else jobs,
        profile=profile,
        use_cache=not no_cache,
        since=since,
        staged=staged,
        stdin_filename=stdin_filename,
        min_severity=_least(min_severity, fail_on),
        min_confidence=min_confidence,
        quiet=quiet,
        statistics=statistics,
        show_suppressed=show_suppressed,
        color=color.value,
        fail_on=None if exit_zero else o.severity(fail_on),
        max_warnings=max_warnings,
    )
    raise typer.Exit(check_paths(paths or (), flags, formats, output))


def _least(asked: o.Level | None, fail_on: o.FailOn) -> Severity:
    """What is shown at least: as asked, or warnings and all that makes the run fail."""
    if asked:
        return Severity(asked.value)
    return max(Severity.WARNING, o.severity(fail_on) or Severity.WARNING, key=lambda s: s.rank)
