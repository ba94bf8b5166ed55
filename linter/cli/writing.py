"""Which reports are asked for, and writing them."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter.cli import UsageError
from linter.cli.terminal import Terminal, detect, quiet_pipe, report_options, say
from linter.decisions.model import DecisionsError
from linter.documents import UnreadableError
from linter.reports import Options, load, name_for
from linter.reports.parts.wording import problem_line
from linter.results import Problem, Run
from linter.storage import write_atomically
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.cli.running import Flags
    from linter.reports.parts.earlier import Earlier


@dataclass(frozen=True, slots=True)
class Target:
    """A report to write: its name and where to (None: standard output)."""

    name: str
    path: Path | None = None


def targets(
    formats: Sequence[str] | None, outputs: Sequence[Path] | None, default: str | None = "full"
) -> list[Target]:
    """The reports that `-f` and `-o` ask for; `default` on standard output if none goes there.

    Raises:
        UsageError: a report does not exist, a file's suffix does not say which, or it cannot be
            written where it shall be.
    """
    wanted = [_named(text) for text in formats or ()]
    wanted += [Target(_report_for(path), path) for path in outputs or ()]
    for target in wanted:
        _check_report(target.name)
    for path, number in Counter(_place(target) for target in wanted).items():
        if number > 1:
            what = f"into “{path}”" if path else "to standard output"
            raise UsageError(f"Only one report can be written {what}.")
    if default and not any(target.path is None for target in wanted):
        wanted.insert(0, Target(default))
    return wanted


def _named(text: str) -> Target:
    name, equals, path = text.partition("=")
    if equals and not path:
        raise UsageError(f"“{text}” lacks the name of the file: {name}=FILE.")
    return Target(_form_of(name, Path(path)), Path(path)) if path else Target(name)


def _form_of(name: str, path: Path) -> str:
    """The report of the form that the file's suffix asks for: `checklist` has one in HTML."""
    form = f"{name}-{path.suffix.removeprefix('.').lower()}"
    try:
        load(form)
    except ValueError:
        return name
    return form


def _report_for(path: Path) -> str:
    report = name_for(path)
    if report is None:
        raise UsageError(
            f"“{path}”: the suffix does not say which report is wanted. "
            "Use .html, .md, .docx, .xlsx, .csv, .json or .sarif, or “-f NAME=FILE”."
        )
    return report


def _check_report(name: str) -> None:
    try:
        load(name)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _place(target: Target) -> str:
    """Where a report goes, without links; nothing for standard output."""
    path = target.path
    if path is None:
        return ""
    if path.is_dir():
        raise UsageError(f"“{path}” is a folder. Name the file to write.")
    if not path.parent.is_dir():
        raise UsageError(
            f"The folder “{path.parent}” does not exist, so {path.name} cannot be written."
        )
    return os.path.realpath(path)


def needs(what: str, wanted: Sequence[Target]) -> bool:
    """Whether a report shows this: `blocks` (the text itself), `reviews` or `measures`."""
    return any(what in load(target.name).NEEDS for target in wanted)


def write_reports(
    result: Run, wanted: Sequence[Target], flags: Flags, earlier: Earlier | None = None
) -> Run:
    """Write all reports; findings to standard output, what went wrong to standard error.

    `earlier` is a report to say the change against. A report that cannot be written becomes a
    problem of the run.
    """
    terminal = detect(sys.stdout, flags.color)
    failed = []
    for target in wanted:
        try:
            _write(
                result,
                target,
                replace(options_for(target, terminal, flags), earlier=earlier, date=_today()),
            )
        except (UnreadableError, DecisionsError) as error:
            failed.append(Problem(str(target.path or ""), str(error)))
        except OSError as error:
            if target.path is None:
                raise
            failed.append(Problem(str(target.path), f"cannot be written: {error.strerror}"))
    failed += _job_summary(result, wanted)
    result = replace(result, problems=(*result.problems, *failed))
    for problem in result.all_problems:
        say(problem_line(problem))
    return result


def _job_summary(result: Run, wanted: Sequence[Target]) -> list[Problem]:
    """Add to the summary of a GitHub job, where its annotations are wanted and it has one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path or not any(target.name == "github" for target in wanted):
        return []
    from linter.reports.github import summary

    try:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(summary(result))
    except OSError as error:
        return [Problem(path, f"the job summary cannot be written: {error.strerror}")]
    return []


def _write(result: Run, target: Target, options: Options) -> None:
    import io

    report = load(target.name)
    binary = getattr(report, "BINARY", False)
    if target.path is None:
        with quiet_pipe():
            report.render(result, sys.stdout.buffer if binary else sys.stdout, options)
        return
    if binary:
        file = io.BytesIO()
        report.render(result, file, options)
        content = file.getvalue()
    else:
        out = io.StringIO()
        report.render(result, out, options)
        content = out.getvalue().encode("utf-8", "backslashreplace")
    write_atomically(target.path, content)
    if not options.quiet:
        say(f"Wrote {target.path}.", lead="")


def _today() -> str:
    """The day as a reader of a page sees it: `3 May 2026`."""
    from datetime import date

    day = date.today()
    return f"{day.day} {day:%B} {day.year}"


def options_for(target: Target, terminal: Terminal, flags: Flags) -> Options:
    """How a report is to look, by what was asked for and what the terminal can show."""
    return report_options(
        terminal,
        to_file=target.path is not None,
        min_severity=flags.min_severity,
        statistics=flags.statistics,
        quiet=flags.quiet,
        show_suppressed=flags.show_suppressed,
        fail_on=flags.fail_on,
    )
