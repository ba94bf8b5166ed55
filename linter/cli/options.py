"""The options that several commands share, and their words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from linter.findings import Severity


class FailOn(StrEnum):
    """The severity from which on findings make the run fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def severity(fail_on: FailOn) -> Severity | None:
    """The severity that is meant; None for `never`."""
    return None if fail_on is FailOn.NEVER else Severity(fail_on.value)


class Level(StrEnum):
    """A severity."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def complete_rule(incomplete: str) -> list[str]:
    """For the shell: the rules and packs that begin like this."""
    from linter.cli.running import Flags, open_session

    session = open_session(Flags())
    ruleset = session.ruleset(session.configurations.for_folder(session.working_folder))
    names = {name for rule in ruleset.rules() for name in (rule.pack, rule.id)}
    return sorted(name for name in names if name.startswith(incomplete))


def complete_format(incomplete: str) -> list[str]:
    """For the shell: the reports that begin like this."""
    from linter.reports import names

    return [name for name in names() if name.startswith(incomplete)]


_WHICH = "Which files and rules"
_OUTPUT = "What is shown"
_RUN = "How it runs"

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files and folders; “-” reads one text from a pipe.", show_default=False),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULE",
        help="Run these only: a rule (claims/cure), a pack (claims) or a pattern "
        "(“*/doubled-*”); more with commas.",
        autocompletion=complete_rule,
        rich_help_panel=_WHICH,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="Leave these out, named in the same ways.",
        autocompletion=complete_rule,
        rich_help_panel=_WHICH,
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="PATTERN",
        help="Pass over such files in folders, as in .gitignore.",
        rich_help_panel=_WHICH,
    ),
]
ForceExclude = Annotated[
    bool,
    typer.Option(
        "--force-exclude",
        help="Pass over excluded files even where they are named.",
        rich_help_panel=_WHICH,
    ),
]
StdinFilename = Annotated[
    str,
    typer.Option(
        "--stdin-filename",
        metavar="NAME",
        help="The name of a text from a pipe; it tells the format.",
        rich_help_panel=_WHICH,
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Use this configuration for all files.",
        rich_help_panel=_RUN,
    ),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Use no configuration file.", rich_help_panel=_RUN)
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="REVISION",
        help="Show only what the changes since a Git revision made worse.",
        rich_help_panel=_WHICH,
    ),
]
Staged = Annotated[
    bool,
    typer.Option(
        "--staged",
        help="Show only what the next Git commit would make worse.",
        rich_help_panel=_WHICH,
    ),
]
NoBaseline = Annotated[
    bool,
    typer.Option(
        "--no-baseline",
        help="Show accepted findings again (those in medlint-baseline.json).",
        rich_help_panel=_RUN,
    ),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Check everything anew, also what has not changed since the last run.",
        rich_help_panel=_RUN,
    ),
]


Profile = Annotated[
    bool,
    typer.Option(
        "--profile",
        help="Tell on the error output how long each stage and rule took; one process, no cache.",
        rich_help_panel=_RUN,
    ),
]


def _jobs(value: str | int) -> int:
    """How many processes; 0 lets medlint choose."""
    if value == "auto":
        return 0
    if not str(value).isdecimal():
        raise typer.BadParameter(f"“{value}” is neither a number nor auto")
    return int(value)


Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N|auto",
        parser=_jobs,
        help="How many processes share the work; auto, the default, lets medlint choose.",
        show_default=False,
        rich_help_panel=_RUN,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME[=FILE]",
        help="How to show the findings: full, concise, html, markdown, docx, xlsx, csv, "
        "checklist, or for programs json, github, gitlab, sarif, junit, rdjson; may be repeated.",
        autocompletion=complete_format,
        rich_help_panel=_OUTPUT,
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write a report; the suffix (.html, .md, .docx, .xlsx, .csv, .json) says which.",
        rich_help_panel=_OUTPUT,
    ),
]
MinSeverity = Annotated[
    Level | None,
    typer.Option(
        "--min-severity",
        help="Show this and worse only (else: warnings, and what --fail-on names); "
        "reports in files hold everything.",
        rich_help_panel=_OUTPUT,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="0–1",
        min=0.0,
        max=1.0,
        help="Leave out rules that were measured to be right less often (0.9: nine in ten times).",
        show_default=False,
        rich_help_panel=_OUTPUT,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Show the findings alone.", rich_help_panel=_OUTPUT),
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics",
        help="Show how often each rule found something, not where, and measures of the text.",
        rich_help_panel=_OUTPUT,
    ),
]
ShowSuppressed = Annotated[
    bool,
    typer.Option(
        "--show-suppressed",
        help="Show the findings that were accepted, too.",
        rich_help_panel=_OUTPUT,
    ),
]
ColorOption = Annotated[
    Color, typer.Option("--color", help="When to use colours.", rich_help_panel=_OUTPUT)
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="End with exit code 1 for findings of this severity or worse.",
        rich_help_panel=_RUN,
    ),
]
MaxWarnings = Annotated[
    int | None,
    typer.Option(
        "--max-warnings",
        metavar="N",
        min=0,
        help="In place of --fail-on: errors end with exit code 1, warnings only above N of them.",
        show_default=False,
        rich_help_panel=_RUN,
    ),
]
ExitZero = Annotated[
    bool,
    typer.Option("--exit-zero", help="The same as --fail-on never.", rich_help_panel=_RUN),
]
