"""What the commands that lint have in common: from options to a run, and from a run to reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linter.cli import FAILED, FINDINGS, UsageError
from linter.cli.terminal import Progress, detect, quiet_pipe, report_options, write_anything
from linter.config import Config, Configurations
from linter.findings import Finding, Severity
from linter.reports import load, name_for
from linter.results import Problem, Run
from linter.ruleset.selection import Choice
from linter.runner import Session, find_files, lint_bytes, run
from linter.storage import Store, cache_folder, write_atomically

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Flags:
    """The options of a linting command, as they were given."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    exclude: Sequence[str] = ()
    force_exclude: bool = False
    config: Path | None = None
    isolated: bool = False
    cache: bool = True
    jobs: int = 0
    stdin_filename: str = "stdin.md"
    min_severity: Severity = Severity.WARNING
    min_confidence: float = 0.0
    quiet: bool = False
    statistics: bool = False
    show_suppressed: bool = False
    color: str = "auto"
    fail_on: Severity | None = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Target:
    """A report to write: its name and where to (None: standard output)."""

    name: str
    path: Path | None = None


def open_session(flags: Flags, *, keep_documents: bool = False) -> Session:
    """A session in the working folder.

    Raises:
        UsageError: the configuration that was named does not exist.
    """
    if flags.config is not None and not flags.config.is_file():
        raise UsageError(f"There is no configuration file “{flags.config}”.")
    store = Store(cache_folder()) if flags.cache else None
    folder = Path.cwd()
    file = flags.config.absolute() if flags.config else None
    return Session(
        folder,
        Configurations(folder, store, file=file, isolated=flags.isolated),
        store,
        Choice(tuple(flags.select), tuple(flags.ignore)),
        keep_documents,
    )


def targets(
    formats: Sequence[str] | None, outputs: Sequence[Path] | None, default: str | None = "full"
) -> list[Target]:
    """The reports that `-f` and `-o` ask for; `default` on standard output if none goes there.

    Raises:
        UsageError: a report does not exist, or a file's suffix does not say which.
    """
    wanted = []
    for text in formats or ():
        name, _, path = text.partition("=")
        wanted.append(Target(name, Path(path) if path else None))
    for path_ in outputs or ():
        report = name_for(path_)
        if report is None:
            raise UsageError(
                f"“{path_}”: the suffix does not say which report is wanted. "
                "Use .html, .md or .json, or “-f NAME=FILE”."
            )
        wanted.append(Target(report, path_))
    for target in wanted:
        _check_report(target.name)
    if default and not any(target.path is None for target in wanted):
        wanted.insert(0, Target(default))
    return wanted


def needs_documents(wanted: Sequence[Target]) -> bool:
    """Whether a report shows the text itself."""
    return any("blocks" in load(target.name).NEEDS for target in wanted)


def lint_paths(paths: Sequence[Path] | None, session: Session, flags: Flags) -> Run:
    """Lint what was asked for: paths, standard input, or what the configuration includes."""
    config = session.configurations.for_folder(session.working_folder)
    if paths and STDIN in paths:
        return _lint_stdin(session, flags, config)
    wanted = list(paths) if paths else [config.root / each for each in config.include]
    discovery = find_files(
        wanted, session, force_exclude=flags.force_exclude, exclude=flags.exclude
    )
    with Progress() as progress:
        result = run(discovery, session, jobs=flags.jobs, progress=progress.update)
    if not discovery.files and not discovery.problems and not flags.force_exclude:
        names = ", ".join(str(path) for path in wanted)
        message = f"there is nothing to check in {names}; medlint reads .md, .html and .txt files"
        result = replace(result, problems=(Problem("", message),))
    return only_confident(result, flags.min_confidence)


def only_confident(result: Run, least: float) -> Run:
    """The run without the findings of rules that are measured to be right less often."""
    if least <= 0:
        return result
    results = tuple(
        replace(
            each,
            findings=tuple(
                f for f in each.findings if f.confidence is None or f.confidence >= least
            ),
        )
        for each in result.results
    )
    return replace(result, results=results)


def write_reports(result: Run, wanted: Sequence[Target], flags: Flags) -> None:
    """Write all reports; findings to standard output, what went wrong to standard error."""
    write_anything(sys.stdout)
    write_anything(sys.stderr)
    terminal = detect(sys.stdout, flags.color)
    for target in wanted:
        options = report_options(
            terminal,
            to_file=target.path is not None,
            min_severity=flags.min_severity,
            statistics=flags.statistics,
            quiet=flags.quiet,
            show_suppressed=flags.show_suppressed,
            fail_on=flags.fail_on,
        )
        render = load(target.name).render
        if target.path is None:
            with quiet_pipe():
                render(result, sys.stdout, options)
        else:
            _write_file(target.path, lambda out, r=render, o=options: r(result, out, o))
            if not flags.quiet:
                print(f"Wrote {target.path}.", file=sys.stderr)
    for problem in result.all_problems:
        where = f"{problem.path}: " if problem.path else ""
        print(f"medlint: {where}{problem.message}", file=sys.stderr)


def exit_code(result: Run, fail_on: Severity | None) -> int:
    """2 if something that was asked for was not done, 1 for findings, else 0."""
    if result.all_problems:
        return FAILED
    if fail_on is None:
        return 0
    counts = result.counts()
    failing = any(counts[each] for each in Severity if each.rank <= fail_on.rank)
    return FINDINGS if failing else 0


def read_stdin() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def _lint_stdin(session: Session, flags: Flags, config: Config) -> Run:
    from linter.discovery import Discovery
    from linter.results import FileResult

    result = run(Discovery(()), session)
    path = Path(flags.stdin_filename)
    effective = session.configurations.for_file(session.working_folder / path)
    document, findings = lint_bytes(read_stdin(), path, session, effective or config)
    shown: tuple[Finding, ...] = findings
    one = FileResult(
        flags.stdin_filename,
        document.words,
        shown,
        document=document if session.keep_documents else None,
    )
    return only_confident(replace(result, results=(one,)), flags.min_confidence)


def _check_report(name: str) -> None:
    try:
        load(name)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _write_file(path: Path, render: Callable[..., None]) -> None:
    import io

    out = io.StringIO()
    render(out)
    if not path.parent.is_dir():
        raise UsageError(
            f"The folder “{path.parent}” does not exist, so {path.name} cannot be written."
        )
    write_atomically(path, out.getvalue().encode("utf-8", "backslashreplace"))
