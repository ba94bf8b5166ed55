"""`medlint fix`: repair what can be repaired without a second thought."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from linter import fixes
from linter.cli import FAILED, FINDINGS
from linter.cli import options as o
from linter.cli.running import (
    STDIN,
    Flags,
    exit_code,
    needs_documents,
    open_session,
    read_stdin,
    targets,
    write_reports,
)
from linter.config import ConfigError
from linter.discovery import Found
from linter.documents import UnreadableError
from linter.documents.model import Document
from linter.findings import Finding, Severity
from linter.results import FileResult, Problem, Run
from linter.runner import Session, find_files, lint_bytes, run
from linter.storage import write_atomically

app = typer.Typer()


@dataclass(frozen=True, slots=True)
class _Changed:
    """A file after its fixes: what to report, and its bytes before and after."""

    result: FileResult
    before: bytes = b""
    after: bytes = b""


@app.command()
def fix(
    paths: o.Paths = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Apply fixes that may need a look, too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change, and change nothing.")
    ] = False,
    output: o.Outputs = None,
    formats: o.Formats = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    exclude: o.Exclude = None,
    force_exclude: o.ForceExclude = False,
    stdin_filename: o.StdinFilename = "stdin.md",
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
    quiet: o.Quiet = False,
    color: o.ColorOption = o.Color.AUTO,
    fail_on: o.FailOnOption = o.FailOn.WARNING,
    exit_zero: o.ExitZero = False,
    no_cache: o.NoCache = False,
) -> None:
    """Apply the safe fixes to drafts. Drug names and the wording of claims are never changed.

    Exit code 1: findings remain (with --diff: something would change).
    """
    wanted = targets(formats, output, default=None)
    flags = Flags(
        select=select or (),
        ignore=ignore or (),
        exclude=exclude or (),
        force_exclude=force_exclude,
        config=config,
        isolated=isolated,
        cache=not no_cache,
        quiet=quiet,
        color=color.value,
        stdin_filename=stdin_filename,
        fail_on=None if exit_zero or fail_on is o.FailOn.NEVER else Severity(fail_on.value),
    )
    session = open_session(flags, keep_documents=needs_documents(wanted))
    if paths and STDIN in paths:
        raise typer.Exit(_fix_stdin(session, flags, unsafe=unsafe))
    base, changed = _fix_paths(paths, session, flags, unsafe=unsafe)
    if not diff:
        changed = [_save(each, session) for each in changed]
    result = replace(base, results=tuple(each.result for each in changed))
    if diff:
        _print_diffs(changed)
    elif not quiet:
        _print_summary(result)
    write_reports(result, wanted, flags)
    raise typer.Exit(_exit_code(result, changed, flags, diff=diff))


def _fix_paths(
    paths: Sequence[Path] | None, session: Session, flags: Flags, *, unsafe: bool
) -> tuple[Run, list[_Changed]]:
    config = session.configurations.for_folder(session.working_folder)
    wanted = list(paths) if paths else [config.root / each for each in config.include]
    discovery = find_files(
        wanted, session, force_exclude=flags.force_exclude, exclude=flags.exclude
    )
    base = run(replace(discovery, files=()), session)
    if not discovery.files and not discovery.problems and not flags.force_exclude:
        base = replace(base, problems=(Problem("", "there is nothing to fix in these places"),))
    return base, [_fix_file(found, session, unsafe=unsafe) for found in discovery.files]


def _fix_file(found: Found, session: Session, *, unsafe: bool) -> _Changed:
    try:
        before = found.path.read_bytes()
        fixed = fixes.fix(before, lambda data: _lint(data, found.path, session), unsafe=unsafe)
    except (UnreadableError, ConfigError) as error:
        return _Changed(FileResult(found.shown, problems=(Problem(found.shown, str(error)),)))
    except OSError as error:
        problem = Problem(found.shown, f"cannot be read: {error.strerror or error}")
        return _Changed(FileResult(found.shown, problems=(problem,)))
    result = FileResult(
        found.shown,
        fixed.document.words,
        fixed.remaining,
        document=fixed.document if session.keep_documents else None,
        applied=fixed.applied,
    )
    return _Changed(result, before, fixed.data)


def _lint(data: bytes, path: Path, session: Session) -> tuple[Document, tuple[Finding, ...]]:
    return lint_bytes(data, path, session, session.configurations.for_file(path))


def _save(changed: _Changed, session: Session) -> _Changed:
    if changed.before == changed.after:
        return changed
    path = session.working_folder / changed.result.path
    try:
        write_atomically(path, changed.after)
    except OSError as error:
        problem = Problem(changed.result.path, f"cannot be written: {error.strerror or error}")
        return replace(changed, result=replace(changed.result, problems=(problem,), applied=()))
    return changed


def _fix_stdin(session: Session, flags: Flags, *, unsafe: bool) -> int:
    path = session.working_folder / flags.stdin_filename
    fixed = fixes.fix(read_stdin(), lambda data: _lint(data, path, session), unsafe=unsafe)
    sys.stdout.buffer.write(fixed.data)
    sys.stdout.buffer.flush()
    return 0


def _print_diffs(changed: Sequence[_Changed]) -> None:
    for each in changed:
        if each.before != each.after:
            lines = difflib.unified_diff(
                each.before.decode("utf-8", "replace").splitlines(keepends=True),
                each.after.decode("utf-8", "replace").splitlines(keepends=True),
                each.result.path,
                each.result.path,
            )
            for line in lines:
                sys.stdout.write(
                    line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
                )


def _print_summary(result: Run) -> None:
    for each in result.results:
        if each.applied:
            print(f"{each.path}: {len(each.applied)} fixed")
    fixed = sum(len(each.applied) for each in result.results)
    left = sum(result.counts().values())
    print(f"{fixed} fixed, {left} left. “medlint check” shows what is left.")


def _exit_code(result: Run, changed: Sequence[_Changed], flags: Flags, *, diff: bool) -> int:
    code = exit_code(result, flags.fail_on)
    if not diff or code == FAILED:
        return code
    return FINDINGS if any(each.before != each.after for each in changed) else 0
