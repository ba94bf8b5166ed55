"""What the commands that lint have in common: from options to a run, and from a run to reports."""

from __future__ import annotations

import atexit
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from linter.cache import results_in
from linter.cli import FAILED, FINDINGS, READS, UsageError
from linter.cli.terminal import Progress, detect, quiet_pipe, say
from linter.cli.writing import Target, needs, options_for, targets, write_reports
from linter.config import Configurations
from linter.discovery import Discovery, Found
from linter.documents import UnreadableError
from linter.findings import Finding, Severity, State
from linter.linting import lint_file
from linter.reports import is_report, load
from linter.reports.parts.wording import problem_line
from linter.results import Run
from linter.ruleset.selection import Choice
from linter.runner import accept, find_files, run
from linter.sessions import Session
from linter.storage import Store, cache_folder
from linter.values import dataclass
from linter.watching import Watch

STDIN = Path("-")
_REPLAYED = frozenset({"full", "concise", "json"})  # text, and nothing written on the side


@dataclass(frozen=True, slots=True)
class Flags:
    """The options of a linting command, as they were given."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    exclude: Sequence[str] = ()
    force_exclude: bool = False
    config: Path | None = None
    isolated: bool = False
    jobs: int = 0
    stdin_filename: str = "stdin.md"
    min_severity: Severity = Severity.WARNING
    min_confidence: float = 0.0
    quiet: bool = False
    statistics: bool = False
    show_suppressed: bool = False
    color: str = "auto"
    use_baseline: bool = True
    use_cache: bool = True
    profile: bool = False
    since: str | None = None
    staged: bool = False
    fail_on: Severity | None = Severity.WARNING
    max_warnings: int | None = None


def check_paths(
    paths: Sequence[str | Path],
    flags: Flags,
    formats: Sequence[str] | None = None,
    outputs: Sequence[Path] | None = None,
) -> int:
    """`medlint check`: lint, report, and say which exit code that comes to."""
    wanted = targets(formats, outputs)
    session = open_session(flags, wanted)
    named = [Path(each) for each in paths]
    if session.watch:
        return _check_watched(session.watch, named, session, flags, wanted)
    if _may_replay(named, session, flags, wanted):
        return _check_or_replay(named, session, flags, wanted)
    result = lint_paths(named, session, flags, wanted)
    return exit_code(write_reports(result, wanted, flags), flags.fail_on, flags.max_warnings)


def _check_watched(
    watch: Watch, paths: Sequence[Path], session: Session, flags: Flags, wanted: Sequence[Target]
) -> int:
    from linter.cli.profiling import print_times

    result = watch.stage("run", lint_paths)(paths, session, flags, wanted)
    result = watch.stage("report", write_reports)(result, wanted, flags)
    print_times(watch)
    return exit_code(result, flags.fail_on, flags.max_warnings)


def _may_replay(
    paths: Sequence[Path], session: Session, flags: Flags, wanted: Sequence[Target]
) -> bool:
    """Whether the output of an earlier run may be looked for: one that goes to standard output."""
    if session.results is None or flags.since is not None or flags.staged or reads_stdin(paths):
        return False
    if flags.max_warnings is not None:  # what is said of it goes to standard error
        return False
    return [each.path for each in wanted] == [None] and wanted[0].name in _REPLAYED


def _check_or_replay(
    paths: Sequence[Path], session: Session, flags: Flags, wanted: Sequence[Target]
) -> int:
    import io
    from functools import partial

    from linter.cli.replaying import answer_key, keep, replay

    discovery = find(paths, session, flags, wanted)
    options = options_for(wanted[0], detect(sys.stdout, flags.color), flags)
    find_key = partial(
        answer_key, session, discovery, wanted[0].name, options, replace(flags, jobs=0)
    )
    key = find_key()
    with quiet_pipe():
        known = replay(key)
    if known is not None:
        return known
    result = lint_paths(paths, session, flags, wanted, discovery)
    if key is None:
        return exit_code(write_reports(result, wanted, flags), flags.fail_on, flags.max_warnings)
    out = io.StringIO()
    load(wanted[0].name).render(result, out, options)
    with quiet_pipe():
        sys.stdout.write(out.getvalue())
    for problem in result.all_problems:
        say(problem_line(problem))
    code = exit_code(result, flags.fail_on, flags.max_warnings)
    if find_key() == key:  # else somebody wrote while medlint read
        keep(key, session, discovery, result, out.getvalue(), code)
    return code


def open_session(flags: Flags, wanted: Sequence[Target] = ()) -> Session:
    """A session in the working folder, whose results carry what the reports need.

    Raises:
        UsageError: the configuration that was named does not exist.
    """
    if flags.config is not None and not flags.config.is_file():
        raise UsageError(f"There is no configuration file “{flags.config}”.")
    store = Store(cache_folder())
    folder = Path.cwd()
    file = flags.config.absolute() if flags.config else None
    session = Session(
        folder,
        Configurations(folder, store, file=file, isolated=flags.isolated),
        store,
        Choice(_names(flags.select), _names(flags.ignore)),
        needs("blocks", wanted),
        flags.use_baseline,
        results_in(cache_folder()) if flags.use_cache and not flags.profile else None,
        Watch() if flags.profile else None,
        needs("reviews", wanted),
        needs("measures", wanted) or (flags.statistics and not flags.quiet),
    )
    atexit.register(session.resources.close)
    return session


def _names(values: Sequence[str]) -> tuple[str, ...]:
    """`--select a,b` is the same as `--select a --select b`."""
    return tuple(name for value in values for name in value.split(",") if name)


def reads_stdin(paths: Sequence[Path] | None) -> bool:
    """Whether the text comes from standard input.

    Raises:
        UsageError: files are named beside it.
    """
    if not paths or STDIN not in paths:
        return False
    if len(paths) > 1:
        raise UsageError("“-” reads one text from a pipe; name no other files beside it.")
    return True


@contextmanager
def naming(file: Path) -> Iterator[None]:
    """Say which file it is that cannot be read.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        yield
    except UnreadableError as error:
        raise UsageError(f"{file}: {error}") from None


def piped(flags: Flags, session: Session) -> tuple[Found, bytes]:
    """The text on standard input, and the file that it stands for."""
    path = session.working_folder / flags.stdin_filename
    return Found(path, flags.stdin_filename), sys.stdin.buffer.read()


def find(
    paths: Sequence[Path] | None, session: Session, flags: Flags, wanted: Sequence[Target]
) -> Discovery:
    """The files to lint: those of the paths, else what the configuration includes.

    Raises:
        UsageError: a report would be written over one of them.
    """
    config = session.configurations.for_folder(session.working_folder)
    places = list(paths) if paths else [config.root / each for each in config.include]
    discovery = find_files(
        places, session, force_exclude=flags.force_exclude, exclude=flags.exclude
    )
    may_be_none = flags.force_exclude or flags.staged or flags.since is not None
    if not discovery.files and not discovery.problems and not may_be_none:
        names = ", ".join(path.as_posix() for path in places)
        message = f"there is nothing to check in {names}; {READS}"
        return replace(discovery, problems=(message,))
    _protect(discovery.files, {os.path.realpath(each.path) for each in wanted if each.path})
    return discovery


def _protect(files: Sequence[Found], reports: Collection[str]) -> None:
    for found in files:
        if not reports or os.path.realpath(found.path) not in reports:
            continue
        with suppress(OSError):
            if is_report(found.path.read_bytes()):
                continue  # an earlier one
        raise UsageError(
            f"“{found.shown}” is one of the drafts: a report would overwrite it. "
            "Write the report under another name or in another folder."
        )


def lint_paths(
    paths: Sequence[Path] | None,
    session: Session,
    flags: Flags,
    wanted: Sequence[Target],
    discovery: Discovery | None = None,
) -> Run:
    """Lint what was asked for (paths, standard input, what is included), or what was found."""
    if reads_stdin(paths):
        result = run(Discovery(()), session)
        found, data = piped(flags, session)
        results, _ = accept([lint_file(found, session, data)], {found.shown: found.path}, session)
        result = replace(result, results=results)
    else:
        discovery = discovery or find(paths, session, flags, wanted)
        lint = _chosen_run(session, flags)
        with Progress() as progress:
            result = lint(discovery, session, jobs=flags.jobs, progress=progress.update)
    return only_confident(result, flags.min_confidence)


def _chosen_run(session: Session, flags: Flags) -> Callable[..., Run]:
    """How to lint: all that is there, or what a change made worse.

    Raises:
        UsageError: both changes were asked for.
        ChangesError: Git cannot tell what changed.
    """
    if flags.since is None and not flags.staged:
        return run
    if flags.since is not None and flags.staged:
        raise UsageError("Use --since or --staged, not both.")
    from functools import partial

    from linter.changes import changes_since, staged_changes
    from linter.comparing import run_changes

    folder = session.working_folder
    changes = staged_changes(folder) if flags.staged else changes_since(folder, flags.since or "")
    return partial(run_changes, changes=changes)


def only_confident(result: Run, least: float) -> Run:
    """The run without the findings of rules that are measured to be right less often."""
    if least <= 0:
        return result
    hidden: Counter[Severity] = Counter()

    def kept(findings: Iterable[Finding]) -> Iterable[Finding]:
        for finding in findings:
            if finding.confidence is None or finding.confidence >= least:
                yield finding
            elif finding.state is State.OPEN:
                hidden[finding.severity] += 1

    results = tuple(replace(each, findings=tuple(kept(each.findings))) for each in result.results)
    return replace(result, results=results, hidden=dict(hidden))


def exit_code(result: Run, fail_on: Severity | None, max_warnings: int | None = None) -> int:
    """2 if something that was asked for was not done, 1 for findings, else 0.

    `max_warnings` is how many warnings are allowed, instead of those that `fail_on` allows.
    """
    if result.all_problems:
        return FAILED
    if fail_on is None:
        return 0
    counts = result.counts()
    if max_warnings is not None:
        warnings = counts[Severity.WARNING]
        if warnings > max_warnings:
            say(f"{warnings:,} warnings are more than the {max_warnings:,} of --max-warnings.")
            return FINDINGS
        fail_on = Severity.ERROR
    failing = any(counts[each] for each in Severity if each.rank <= fail_on.rank)
    return FINDINGS if failing else 0
