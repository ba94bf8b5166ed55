"""`medlint references`: the reference list as medlint understands it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linter.cli import FAILED, READS, UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import STDIN, Flags, naming, open_session, piped
from linter.cli.terminal import say
from linter.reports.parts.characters import one_line
from linter.reports.parts.wording import problem_line

if TYPE_CHECKING:
    from linter.checkers.bookkeeping.ledger import Ledger
    from linter.documents.citations.entries import Entry
    from linter.documents.model import Citation
    from linter.results import Problem

app = new_app(no_args_is_help=True)
_WIDTH = 80
_MOST = 5  # places of an entry that are named
_KEY = 16  # characters of a key that are shown


class Format(StrEnum):
    """How the list is written."""

    TEXT = "text"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"


class Verified(StrEnum):
    """How verdicts are shown."""

    FULL = "full"
    JSON = "json"


@app.callback()
def references() -> None:
    """Show a draft's references, write them for others, or hold them against registries."""


@app.command("list", cls=Command)
def list_references(
    file: Annotated[Path, typer.Argument(help="A draft; “-” reads standard input.")],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text to read, or for other programs.")
    ] = Format.TEXT,
    stdin_filename: o.StdinFilename = "stdin.md",
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """List the references as medlint understands them.

    Each with its authors, year and title, and the places where it is cited.
    """
    flags = Flags(config=config, isolated=isolated, stdin_filename=stdin_filename)
    ledger = read_ledger(file, flags)
    if format_ is Format.TEXT:
        print("\n".join(map(one_line, _lines(ledger))))
    else:
        from linter.documents.citations.exporting import bibtex, csl_json

        if not ledger.sources:
            say(f"{file}: there is no reference list.")
        sys.stdout.write((csl_json if format_ is Format.CSL_JSON else bibtex)(ledger.sources))
    _stop_at_faults(ledger, file)


@app.command(cls=Command)
def verify(
    files: Annotated[list[Path], typer.Argument(help="Drafts; “-” reads standard input.")],
    format_: Annotated[
        Verified, typer.Option("--format", "-f", help="Text to read, or for other programs.")
    ] = Verified.FULL,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing.")
    ] = False,
    no_links: Annotated[
        bool, typer.Option("--no-links", help="Do not open the links of references.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask anew, also where a kept answer is young enough.")
    ] = False,
    email: Annotated[
        str,
        typer.Option(
            "--email",
            metavar="ADDRESS",
            help="Your address, which Crossref and PubMed like to know (else online.email of the "
            "configuration).",
        ),
    ] = "",
    fail_on: o.FailOnOption = o.FailOn.WARNING,
    exit_zero: o.ExitZero = False,
    stdin_filename: o.StdinFilename = "stdin.md",
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Ask Crossref and PubMed whether the references say what the records say.

    Identifiers and titles of the references are sent, and their links are opened; nothing else
    of the draft is. Exit codes as with “check”; 2 also where a question got no answer.
    """
    from linter.cli.verifying import Wishes, verify_files

    wishes = Wishes(
        json=format_ is Verified.JSON,
        dry_run=dry_run,
        links=not no_links,
        fresh=fresh,
        email=email,
        fail_on=None if exit_zero else o.severity(fail_on),
    )
    flags = Flags(config=config, isolated=isolated, stdin_filename=stdin_filename)
    ledgers = [(file, read_ledger(file, flags)) for file in dict.fromkeys(files)]
    problems = [each for file, ledger in ledgers for each in faults(ledger, file)]
    raise typer.Exit(verify_files(ledgers, problems, open_session(flags), wishes))


def _stop_at_faults(ledger: Ledger, file: Path) -> None:
    """What the list lacks because a bibliography could not be read.

    Raises:
        typer.Exit: there is something.
    """
    problems = faults(ledger, file)
    for problem in problems:
        say(problem_line(problem))
    if problems:
        raise typer.Exit(FAILED)


def faults(ledger: Ledger, file: Path) -> tuple[Problem, ...]:
    """What is wrong with the bibliographies of a draft; notes on them are told."""
    from linter.discovery import Found
    from linter.linting import about_bibliographies

    problems, notes = about_bibliographies(ledger.document, Found(file, str(file)))
    for note in notes:
        say(f"{file}: {note}.")
    return problems


def read_ledger(file: Path, flags: Flags) -> Ledger:
    """The draft, counted.

    Raises:
        UsageError: it is a folder, does not exist, or is of no format that medlint reads.
    """
    from linter import documents
    from linter.checkers.bookkeeping.ledger import Ledger
    from linter.linting import read_draft

    session = open_session(flags)
    path = session.working_folder / file
    if file == STDIN:
        found, data = piped(flags, session)
        path = found.path
    elif path.is_dir():
        raise UsageError(f"“{file}” is a folder. Name one draft.")
    elif not path.is_file():
        raise UsageError(f"There is no file “{file}”.")
    else:
        with naming(file):
            data = documents.read_bytes(path)
    if not documents.is_read(path.suffix):
        raise UsageError(f"“{path.name}” is not read; {READS}.")
    effective = session.configurations.for_file(path)
    with naming(file):
        return Ledger(*read_draft(data, path, session, effective))


def _lines(ledger: Ledger) -> Iterator[str]:
    from linter.checkers.bookkeeping.uses import style_of, uses_of

    style, uses = style_of(ledger), uses_of(ledger)
    count = len(ledger.document.citations)
    if not ledger.document.library:
        yield f"Cited by {style}: {_count(count, 'mark')}." if style else "Nothing is cited."
    entries = ledger.sources
    if not entries:
        yield "There is no reference list."
    else:
        yield f"{_count(len(entries), 'entry', 'entries')}:"
        yield ""
    keys = [_key(entry.reference.key or f"({n})") for n, entry in enumerate(entries, 1)]
    room = max(map(len, keys), default=0)
    for key, entry in zip(keys, entries, strict=True):
        yield from _entry(ledger, entry, f"{key:<{room}}  ", uses.get(entry.reference, ()))
    yield from _others(ledger)


def _others(ledger: Ledger) -> Iterator[str]:
    """What the bibliographies hold beside what the draft cites."""
    if not ledger.by_key and "bibliography" not in ledger.document.meta:
        return
    bibliography = ledger.document.bibliography
    left = [item for key, item in bibliography.items.items() if key not in ledger.cited_items]
    for file in bibliography.files:
        count = sum(item.file == file for item in left)
        if count:
            yield ""
            yield f"{_count(count, 'entry', 'entries')} of {file.name} not cited here."


def _key(key: str) -> str:
    return _cut(key, _KEY)


def _entry(ledger: Ledger, entry: Entry, lead: str, marks: tuple[Citation, ...]) -> Iterator[str]:
    """Who, when, what; below it identifiers and where the entry is cited."""
    who = entry.authors[0] if entry.authors else "no author found"
    others = " et al." if entry.et_al or len(entry.authors) > 1 else ""
    year = entry.year or ("undated" if entry.undated else "no year found")
    title = entry.title or "no title found"
    yield lead + _cut(f"{who}{others} ({year}). {title}", _WIDTH - len(lead))
    identifiers = (
        entry.doi and f"doi:{entry.doi}",
        entry.pmid and f"PMID {entry.pmid}",
        entry.pmcid,
    )
    line = ", ".join(filter(None, (_places(ledger, marks), *identifiers)))
    if line:
        yield " " * len(lead) + _cut(line, _WIDTH - len(lead))


def _cut(text: str, width: int) -> str:
    text = one_line(text)
    return text if len(text) <= width else text[: width - 2].rstrip() + " …"


def _places(ledger: Ledger, marks: tuple[Citation, ...]) -> str:
    if not marks:
        return "" if ledger.document.library else "not seen to be cited"
    document = ledger.document
    lines = [document.lines.position(document.place_of(mark).start)[0] for mark in marks]
    different = list(dict.fromkeys(lines))
    word = "line" if len(different) == 1 else "lines"
    more = f" and {len(different) - _MOST} more" if len(different) > _MOST else ""
    return f"cited in {word} {', '.join(map(str, different[:_MOST]))}{more}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
