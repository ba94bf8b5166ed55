"""The Typer application. A command's module is imported when the command is called."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from linter import __version__
from linter.cli import COMMANDS, UsageError
from linter.late import late

_RANGE = late(r"\s*\[[^\]]*x[<>=][^\]]*\]$")  # what the help itself says in words


class Command(TyperCommand):
    """A command whose help is plain text, its options in groups."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options, those of a panel together."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            default = "Arguments" if param.param_type_name == "argument" else "Options"
            record = param.get_help_record(ctx)
            if record:
                record = record[0], _RANGE.sub("", record[1])
                title = getattr(param, "rich_help_panel", None) or default
                groups.setdefault(title, []).append(record)
        for title, records in sorted(groups.items(), key=lambda each: each[0] == "Options"):
            with formatter.section(title):
                formatter.write_dl(records)


class LazyCommands(TyperGroup):
    """A group whose commands are modules of this package, imported by name on demand."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which they are of use."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"linter.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name.

        Raises:
            UsageError: they name none.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UsageError(_no_command(args[0]))
        return super().resolve_command(ctx, args)


def _no_command(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    hint = f"Did you mean “{close[0]}”?" if close else f"Commands are {', '.join(COMMANDS)}."
    return f"There is no command and no file “{name}”. {hint}"


def new_app(**more: Any) -> typer.Typer:
    """The application of one command, or of a group of them."""
    return typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, **more
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"medlint {__version__}")
        raise typer.Exit


def application() -> Any:
    """The whole command line as one command."""
    app = typer.Typer(
        cls=LazyCommands,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    )

    @app.callback()
    def medlint(
        version: Annotated[
            bool,
            typer.Option(
                "--version", callback=_show_version, is_eager=True, help="Show the version."
            ),
        ] = False,
    ) -> None:
        """Find typos, unsupported claims and missing citations in medical writing.

        Start with “medlint check FOLDER” or “medlint check DRAFT”.
        """

    return typer.main.get_command(app)
