"""`medlint explain FILE:LINE`: how sentences were read, and what the rules made of them."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linter.cli import UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, open_session
from linter.late import late
from linter.reports.parts.characters import one_line

if TYPE_CHECKING:
    from linter.cli.explaining import Explained

app = new_app()
_PLACE = late(r"(?s)(.+?):(\d+)(?::(\d+))?")
_WIDTH = 80
_LEAD = 16


class Format(StrEnum):
    """How the explanation is written."""

    TEXT = "text"
    JSON = "json"


@app.command(cls=Command)
def explain(
    place: Annotated[
        str,
        typer.Argument(
            metavar="FILE[:LINE[:COLUMN]]",
            help="A draft, and the line to explain; without a line, the whole draft.",
        ),
    ],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text to read, or JSON for programs.")
    ] = Format.TEXT,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Explain how medlint reads a sentence, and why it is or is not reported.

    Give a place as “check” shows it: draft.md:12 or draft.md:12:5.
    """
    from linter.cli.explaining import explained

    file, line, column = _place(place)
    session = open_session(Flags(config=config, isolated=isolated))
    sentences = explained(session, file, line, column)
    if format_ is Format.JSON:
        json.dump(_as_data(file, sentences), sys.stdout, indent=2, ensure_ascii=False)
        print()
    elif not sentences:
        print(f"{place}: no sentence stands there.")
    else:
        print("\n\n".join("\n".join(_lines(file, each)) for each in sentences))


def _place(text: str) -> tuple[Path, int | None, int | None]:
    """File, line and column; a file that is called like that comes first.

    Raises:
        UsageError: there is no such file, or it is a folder.
    """
    match = None if Path(text).is_file() else _PLACE.fullmatch(text)
    file = Path(match[1] if match else text)
    if file.is_dir():
        raise UsageError(f"“{file}” is a folder. Name one draft.")
    if not file.is_file():
        raise UsageError(f"There is no file “{file}”.")
    if not match:
        return file, None, None
    return file, int(match[2]), int(match[3]) if match[3] else None


def _lines(file: Path, each: Explained) -> Iterator[str]:
    """A sentence and what is to be said of it, in words."""
    yield from _wrapped(f"{file}:{each.line}:{each.column}  {each.text}", "", 2)
    for label, text in each.told:
        yield from _wrapped(one_line(text), f"  {label:<{_LEAD - 2}}", _LEAD)


def _wrapped(text: str, lead: str, indent: int) -> Iterable[str]:
    return textwrap.wrap(
        one_line(text), _WIDTH, initial_indent=lead, subsequent_indent=" " * indent
    )


def _as_data(file: Path, sentences: Iterable[Explained]) -> dict[str, Any]:
    return {
        "schema": "medlint/explain/1",
        "path": file.as_posix(),
        "sentences": [
            {"line": e.line, "column": e.column, "text": e.text, **e.data} for e in sentences
        ],
    }
