"""Linting from Python: a text, a file, or paths as on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linter.checkers import CheckError
from linter.config import Config, Configurations
from linter.discovery import Found
from linter.documents.document import Document
from linter.findings import Finding
from linter.linting import lint_bytes
from linter.linting import lint_file as _lint_file
from linter.reading.marks import Matcher
from linter.reading.scopes import View
from linter.reading.sentence import Reading, readings
from linter.results import FileResult, Run
from linter.ruleset.selection import Choice
from linter.runner import find_files, run
from linter.sessions import Session
from linter.storage import Store, cache_folder


def lint_text(
    text: str,
    *,
    filename: str = "text.md",
    config: Config | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """The findings in a text. `filename` tells its format; nothing is read from or written to it.

    Offsets in findings are Python string indices into `text`, lines and columns count from 1.

    Raises:
        ConfigError: `select` or `ignore` names a rule that does not exist.
        UnreadableError: the format is not one that medlint reads.
        CheckError: the configuration asks for a grammar engine that does not answer.
    """
    session = new_session(select=select, ignore=ignore, isolated=config is None)
    path = Path(filename)
    effective = config or session.configurations.for_file(session.working_folder / path)
    with session.resources:
        found = lint_bytes(text.encode("utf-8", "surrogatepass"), path, session, effective)[1]
    if session.failed:
        raise CheckError(session.failed[0])
    return found


def lint_file(
    path: str | Path, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> FileResult:
    """The result for one file, under the configuration that lies nearest to it.

    What goes wrong (a missing file, a broken configuration) is a problem in the result.
    """
    session = new_session(select=select, ignore=ignore)
    with session.resources:
        return _lint_file(Found((session.working_folder / path).absolute(), str(path)), session)


def lint_paths(
    paths: Sequence[str | Path], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Run:
    """A run over files and folders, as `medlint check` does it.

    Raises:
        ConfigError: the configuration is wrong or names a rule that does not exist.
    """
    session = new_session(select=select, ignore=ignore)
    with session.resources:
        return run(find_files([Path(path) for path in paths], session), session)


def read_text(text: str, *, filename: str = "text.md") -> tuple[Document, tuple[Reading, ...]]:
    """A text as medlint reads it: the document, and how each of its sentences is understood."""
    from linter import documents

    session = new_session(isolated=True)
    ruleset = session.ruleset(session.configurations.for_folder(session.working_folder))
    document = documents.read(
        text.encode("utf-8", "surrogatepass"), Path(filename), ruleset.options
    )
    view = View(document, Matcher(ruleset))
    return document, tuple(readings(view))


def new_session(
    *, select: Sequence[str] = (), ignore: Sequence[str] = (), isolated: bool = False
) -> Session:
    """A session in the working folder with the rules cached in the user's cache folder."""
    store = Store(cache_folder())
    folder = Path.cwd()
    return Session(
        folder,
        Configurations(folder, store, isolated=isolated),
        store,
        Choice(tuple(select), tuple(ignore)),
    )
