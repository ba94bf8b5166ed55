"""The options that several commands share, and their words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FailOn(StrEnum):
    """The severity from which on findings make the run fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


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


_WHICH = "Which files and rules"
_OUTPUT = "What is shown"
_RUN = "How it runs"

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files and folders to check; “-” reads the text from a pipe.", show_default=False
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", help="Run only these: a rule, a pack or a pattern.", rich_help_panel=_WHICH
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", help="Leave these out: a rule, a pack or a pattern.", rich_help_panel=_WHICH
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", help="Leave out files that match, as in .gitignore.", rich_help_panel=_WHICH
    ),
]
ForceExclude = Annotated[
    bool,
    typer.Option(
        "--force-exclude", help="Leave out excluded files even if named.", rich_help_panel=_WHICH
    ),
]
StdinFilename = Annotated[
    str,
    typer.Option(
        "--stdin-filename", help="Name (and so the format) of piped text.", rich_help_panel=_WHICH
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="Use this configuration for all files.", rich_help_panel=_RUN),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Use no configuration file.", rich_help_panel=_RUN)
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Neither use nor keep compiled rules.", rich_help_panel=_RUN),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 chooses.", rich_help_panel=_RUN)
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        help="How to show the findings: NAME or NAME=FILE; may be repeated.",
        rich_help_panel=_OUTPUT,
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write a report; .html, .md or .json say which.",
        rich_help_panel=_OUTPUT,
    ),
]
MinSeverity = Annotated[
    Level,
    typer.Option(
        "--min-severity", help="Show people only this and worse.", rich_help_panel=_OUTPUT
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        help="Hide rules measured to be right less often.",
        rich_help_panel=_OUTPUT,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Show findings only.", rich_help_panel=_OUTPUT)
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Count findings by rule.", rich_help_panel=_OUTPUT)
]
ShowSuppressed = Annotated[
    bool,
    typer.Option("--show-suppressed", help="Show accepted findings too.", rich_help_panel=_OUTPUT),
]
ColorOption = Annotated[
    Color, typer.Option("--color", help="When to use colours.", rich_help_panel=_OUTPUT)
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on", help="End with exit code 1 from this severity on.", rich_help_panel=_RUN
    ),
]
ExitZero = Annotated[
    bool,
    typer.Option("--exit-zero", help="The same as --fail-on never.", rich_help_panel=_RUN),
]
