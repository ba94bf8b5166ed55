"""The Typer application. A command's module is imported when the command is called."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from linter import __version__
from linter.cli import COMMANDS


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


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"medlint {__version__}")
        raise typer.Exit


def application() -> Any:
    """The whole command line as one command."""
    app = typer.Typer(
        cls=LazyCommands,
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
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

        Start with: medlint check FOLDER
        """

    return typer.main.get_command(app)
