"""`medlint config`: what applies, and where it was said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, open_session
from linter.config import describe
from linter.reports.parts.characters import one_line

app = new_app(no_args_is_help=True)


@app.callback()
def config() -> None:
    """Show every setting, and the file and line that set it."""


@app.command(cls=Command)
def show(
    file: Annotated[
        Path | None, typer.Argument(help="A draft or a folder; without it, here.")
    ] = None,
    config_file: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Show what applies to a file, and where each value comes from."""
    session = open_session(Flags(config=config_file, isolated=isolated))
    path = session.working_folder / file if file is not None else session.working_folder
    is_file = not path.is_dir()
    effective = session.configurations.for_folder(path.parent if is_file else path)
    rows = describe(effective, path if is_file else None)
    # A name that matches no rule is an error here, too.
    session.engine(session.configurations.for_file(path) if is_file else effective)
    key_width = max(len(key) for key, _, _ in rows)
    value_width = min(max(len(value) for _, value, _ in rows), 40)
    for key, value, origin in rows:
        print(one_line(f"{key:<{key_width}}  {value:<{value_width}}  {origin}"))
