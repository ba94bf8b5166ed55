"""`medlint config`: what applies, and where it was said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from linter.cli import options as o
from linter.cli.running import Flags, open_session
from linter.config import describe

app = typer.Typer(no_args_is_help=True)


@app.callback()
def config() -> None:
    """Show the configuration: every setting, and the file and line that set it."""


@app.command()
def show(
    file: Annotated[Path | None, typer.Argument(help="Show what applies to this file.")] = None,
    config_file: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Show what applies here, or to one file, and where each value comes from."""
    session = open_session(Flags(config=config_file, isolated=isolated))
    folder = session.working_folder
    if file is not None:
        folder = (folder / file).absolute()
        folder = folder if folder.is_dir() else folder.parent
    effective = session.configurations.for_folder(folder)
    is_file = file is not None and not file.is_dir()
    rows = describe(effective, (session.working_folder / file) if is_file and file else None)
    session.engine(effective)  # a name that matches no rule is an error here, too
    key_width = max(len(key) for key, _, _ in rows)
    value_width = min(max(len(value) for _, value, _ in rows), 40)
    for key, value, origin in rows:
        print(f"{key:<{key_width}}  {value:<{value_width}}  {origin}")
