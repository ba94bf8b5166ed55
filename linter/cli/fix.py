"""`medlint fix`: repair what can be repaired without a second thought."""

from __future__ import annotations

import difflib
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from linter import fixes
from linter.cli import FAILED, FINDINGS, UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.asking import Asking
from linter.cli.running import Flags, exit_code, find, open_session, piped, reads_stdin
from linter.cli.terminal import Progress, detect, say
from linter.cli.writing import Target, targets, write_reports
from linter.decisions.model import Decision
from linter.discovery import Discovery, Found
from linter.documents import read_bytes, text_of
from linter.documents.document import Document
from linter.findings import Finding
from linter.linting import about_bibliographies, attempt, lint_bytes, measures_of, review_of
from linter.reports import is_report
from linter.reports.parts.characters import one_line
from linter.reports.parts.wording import counted
from linter.results import FileResult, Problem, Run
from linter.runner import run
from linter.sessions import Session
from linter.storage import write_atomically
from linter.values import dataclass

app = new_app()
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_CHANGES = "What is changed"
_PLAIN = "\x1b[0m"
_NO_NEWLINE = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class _Changed:
    """A file after its fixes: what to report, and its bytes before and after."""

    found: Found
    result: FileResult
    before: bytes = b""
    after: bytes = b""


_Unsafe = Annotated[
    bool,
    typer.Option(
        "--unsafe",
        help="Make the changes that need a second look, too.",
        rich_help_panel=_CHANGES,
    ),
]
_Diff = Annotated[
    bool,
    typer.Option(
        "--diff", help="Show what would change; change nothing.", rich_help_panel=_CHANGES
    ),
]
_Interactive = Annotated[
    bool,
    typer.Option(
        "--interactive",
        help="Show each change, safe or not, and ask whether to make it.",
        rich_help_panel=_CHANGES,
    ),
]
_Decisions = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="Make the changes that reviewers accepted, and no others: a sheet (.xlsx, .csv), or "
        "what the HTML report exported (.json).",
        show_default=False,
        rich_help_panel=_CHANGES,
    ),
]


@app.command(cls=Command)
def fix(
    paths: o.Paths = None,
    unsafe: _Unsafe = False,
    diff: _Diff = False,
    interactive: _Interactive = False,
    decisions: _Decisions = None,
    output: o.Outputs = None,
    formats: o.Formats = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    exclude: o.Exclude = None,
    force_exclude: o.ForceExclude = False,
    stdin_filename: o.StdinFilename = "stdin.md",
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
    no_baseline: o.NoBaseline = False,
    quiet: o.Quiet = False,
    color: o.ColorOption = o.Color.AUTO,
    fail_on: o.FailOnOption = o.FailOn.WARNING,
    exit_zero: o.ExitZero = False,
) -> None:
    """Repair what is safe to repair.

    Drug names and the wording of claims are never changed. A text from a pipe is written to
    standard output. Exit code 1: findings are left (with --diff: something would change).
    """
    flags = Flags(
        select=select or (),
        ignore=ignore or (),
        exclude=exclude or (),
        force_exclude=force_exclude,
        config=config,
        isolated=isolated,
        use_baseline=not (no_baseline or isolated),
        quiet=quiet,
        color=color.value,
        stdin_filename=stdin_filename,
        fail_on=None if exit_zero else o.severity(fail_on),
    )
    wanted = targets(formats, output, default=None)
    if decisions:
        if interactive or unsafe:
            raise UsageError("With --decisions, people have decided: leave out the other option.")
        raise typer.Exit(_run_decided(paths, decisions, wanted, flags, diff=diff))
    if interactive:
        raise typer.Exit(_run_interactive(paths, wanted, flags, diff=diff))
    raise typer.Exit(_run(paths, wanted, flags, unsafe=unsafe, diff=diff))


def _run(
    paths: list[Path] | None, wanted: Sequence[Target], flags: Flags, *, unsafe: bool, diff: bool
) -> int:
    """Fix what was asked for and report it; the exit code."""
    stdin = reads_stdin(paths)
    if (diff or stdin) and any(target.path is None for target in wanted):
        raise UsageError("Standard output is taken; write the report to a file: -f NAME=FILE.")
    session = open_session(flags, wanted)
    if stdin:
        found, data = piped(flags, session)
        base = run(Discovery(()), session)
        changed = [_fix(found, session, data, unsafe=unsafe)]
    else:
        discovery = find(paths, session, flags, wanted)
        base = run(replace(discovery, files=()), session)
        changed = list(_fix_files(discovery.files, session, unsafe=unsafe))
    if diff:
        _print_diffs(changed, flags)
    elif stdin:
        sys.stdout.buffer.write(changed[0].after)
    else:
        changed = [_save(each) for each in changed]
    result = replace(base, results=tuple(each.result for each in changed))
    if not diff and not flags.quiet:
        _print_summary(result)
    result = write_reports(result, wanted, flags)
    return _exit_code(result, changed, flags, diff=diff)


def _run_interactive(
    paths: list[Path] | None, wanted: Sequence[Target], flags: Flags, *, diff: bool
) -> int:
    """Ask about each change, make those that are wanted, and report it; the exit code."""
    if diff:
        raise UsageError("Use --interactive or --diff, not both.")
    if reads_stdin(paths):
        raise UsageError(
            "--interactive reads your answers from standard input, so the draft cannot come "
            "from there. Name its file."
        )
    session = open_session(flags, wanted)
    discovery = find(paths, session, flags, wanted)
    changed = list(_ask_files(discovery.files, session, flags))
    base = run(replace(discovery, files=()), session)
    result = replace(base, results=tuple(each.result for each in changed))
    if not flags.quiet:
        _print_summary(result)
    unseen = len(discovery.files) - len(changed)
    if unseen:
        say(f"Stopped; {counted(unseen, 'more file')} not looked at.", lead="")
    code = exit_code(write_reports(result, wanted, flags), flags.fail_on)
    return FINDINGS if unseen and code == 0 and flags.fail_on else code


def _run_decided(
    paths: list[Path] | None, file: Path, wanted: Sequence[Target], flags: Flags, *, diff: bool
) -> int:
    """Make the changes that were accepted, say which could not be made; the exit code."""
    from linter.cli.applying import Applying
    from linter.cli.deciding import decided, tell_missing, told

    if reads_stdin(paths):
        raise UsageError("--decisions changes files; it does not read a text from a pipe.")
    given = decided(file, accepted=True, named=paths or ())
    tell_missing(given)
    if not given.drafts:
        say("Nothing was accepted; no draft was changed.", lead="")
        return 0
    session = open_session(flags, wanted)
    discovery = find(paths or list(given.drafts.values()), session, flags, wanted)
    by_file: dict[str, list[Decision]] = {found.shown: [] for found in discovery.files}
    names = {found.path: found.shown for found in discovery.files}
    for each in given.named(names, accepted=True):
        by_file[each.file].append(each)
    picks = {name: Applying(name, each) for name, each in by_file.items() if each}
    files = [found for found in discovery.files if found.shown in picks]
    base = run(replace(discovery, files=()), session)
    changed = [_fix(found, session, pick=picks[found.shown]) for found in files]
    if diff:
        _print_diffs(changed, flags)
    else:
        changed = [_save(each) for each in changed]
    result = replace(base, results=tuple(each.result for each in changed))
    left = [told(given, *each) for pick in picks.values() for each in pick.left]
    for line in left:
        say(line, lead="")
    if not diff and not flags.quiet:
        _print_summary(result)
    code = _exit_code(write_reports(result, wanted, flags), changed, flags, diff=diff)
    if given.missing:
        return FAILED
    return FINDINGS if left and code == 0 and flags.fail_on else code


def _ask_files(files: Sequence[Found], session: Session, flags: Flags) -> Iterator[_Changed]:
    """Each file with the changes that were agreed to, written before the next is shown."""
    asking = Asking(detect(sys.stderr, flags.color))
    for found in files:
        yield _save(_fix(found, session, pick=asking.about(found.shown)))
        if asking.stopped:
            return


def _fix_files(files: Sequence[Found], session: Session, *, unsafe: bool) -> Iterator[_Changed]:
    with Progress() as progress:
        for number, found in enumerate(files, 1):
            yield _fix(found, session, unsafe=unsafe)
            progress.update(number, len(files), found.shown)


def _fix(
    found: Found,
    session: Session,
    data: bytes | None = None,
    *,
    unsafe: bool = False,
    pick: fixes.Pick | None = None,
) -> _Changed:
    """A file with its fixes applied, in memory; `data` stands for its content."""

    def work() -> _Changed:
        before = read_bytes(found.path) if data is None else data
        if is_report(before):
            return _Changed(found, FileResult(found.shown), before, before)
        lint = partial(_lint, path=found.path, session=session)
        config = session.configurations.for_file(found.path)
        made = fixes.fix(before, lint, unsafe=unsafe, pick=pick)
        result = FileResult(
            found.shown,
            made.document.words,
            made.remaining,
            problems=(
                *about_bibliographies(made.document, found)[0],
                *(Problem("", message) for message in session.failed),
            ),
            document=made.document if session.keep_documents else None,
            applied=made.applied,
            kind=made.document.kind,
            review=review_of(made.document, made.data, session, config),
            measures=measures_of(made.document, config, session),
        )
        return _Changed(found, result, before, made.data)

    changed = attempt(found.shown, work)
    if isinstance(changed, _Changed):
        return changed
    # What cannot be fixed comes out of a pipe as it went in.
    return _Changed(found, FileResult(found.shown, problems=(changed,)), data or b"", data or b"")


def _lint(data: bytes, path: Path, session: Session) -> tuple[Document, tuple[Finding, ...]]:
    config = session.configurations.for_file(path)
    document, findings = lint_bytes(data, path, session, config)
    if session.use_baseline and config.baseline.exists():
        from linter.accepting import accept_findings

        findings = accept_findings(findings, path, config.baseline)
    return document, findings


def _save(changed: _Changed) -> _Changed:
    if changed.before == changed.after:
        return changed
    path = changed.found.path
    try:
        if path.is_file() and path.read_bytes() != changed.before:
            return _unsaved(changed, "was changed meanwhile and left as it is now; try again")
        write_atomically(path, changed.after)
    except OSError as error:
        return _unsaved(changed, f"cannot be written: {error.strerror or error}")
    return changed


def _unsaved(changed: _Changed, why: str) -> _Changed:
    problem = Problem(changed.result.path, why)
    return replace(changed, result=replace(changed.result, problems=(problem,), applied=()))


def _print_diffs(changed: Sequence[_Changed], flags: Flags) -> None:
    """A patch; on a terminal in colours, and unable to do anything to it."""
    terminal = detect(sys.stdout, flags.color)
    for each in changed:
        if each.before == each.after:
            continue
        name = each.result.path
        before, after = (_lines(text_of(data, Path(name))) for data in (each.before, each.after))
        for line in difflib.unified_diff(before, after, name, name):
            text, end = line.removesuffix("\n"), "" if line.endswith("\n") else _NO_NEWLINE
            if terminal.interactive:
                text = one_line(text.removesuffix("\r"), terminal.unicode)
            colour = _COLOURS.get(line[0], "") if terminal.colour else ""
            sys.stdout.write(f"{colour}{text}{_PLAIN if colour else ''}\n{end}")


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline="\n"))


def _print_summary(result: Run) -> None:
    for each in result.results:
        if each.applied:
            say(f"{each.path}: {len(each.applied)} fixed", lead="")
    fixed = sum(len(each.applied) for each in result.results)
    left = sum(result.counts().values())
    hint = " “medlint check” shows what is left." if left else ""
    say(f"{fixed} fixed, {left} left.{hint}", lead="")


def _exit_code(result: Run, changed: Sequence[_Changed], flags: Flags, *, diff: bool) -> int:
    code = exit_code(result, flags.fail_on)
    if not diff or code == FAILED:
        return code
    return FINDINGS if any(each.before != each.after for each in changed) else 0
