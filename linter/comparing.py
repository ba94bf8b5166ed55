"""Runs that show what a change made worse: the findings of now, less those of before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from linter import documents
from linter.baseline import Entry, accept, entry_for
from linter.changes import Changes
from linter.discovery import Discovery, Found
from linter.findings import Finding, State
from linter.linting import attempt, lint_bytes, lint_file
from linter.results import FileResult, Problem, Run
from linter.runner import accept as accept_baselines
from linter.runner import run
from linter.sessions import Session


def run_changes(
    discovery: Discovery,
    session: Session,
    changes: Changes,
    *,
    jobs: int = 0,
    progress: Callable[[int, int, str], None] | None = None,
) -> Run:
    """Lint the files that changed, as they are and as they were; what was there before has the
    state `existing`. A finding in text that moved to another changed file was there before.

    Raises:
        ConfigError, YamlError: as `run`.
        ChangesError: Git fails.
    """
    files = {found: changes.name(found.path) for found in discovery.files}
    files = {found: name for found, name in files.items() if name in changes.before}
    changed = replace(discovery, files=tuple(files))
    if changes.staged:
        result = _run_staged(changed, session, changes, files)
    else:
        result = run(changed, session, jobs=jobs, progress=progress)
    return _subtract(result, list(_before(files, session, changes)))


def _run_staged(
    changed: Discovery, session: Session, changes: Changes, files: Mapping[Found, str]
) -> Run:
    """A run over what the index holds, which need not be what lies in the folder."""
    result = run(replace(changed, files=()), session)
    results = [lint_file(each, session, changes.new(name)) for each, name in files.items()]
    accepted, notes = accept_baselines(results, {f.shown: f.path for f in files}, session)
    return replace(result, results=accepted, notes=notes)


def _before(files: Mapping[Found, str], session: Session, changes: Changes) -> Iterator[Entry]:
    """Entries for all findings of the changed files as they were, under the names of now."""
    readable = documents.suffixes()
    olds = [(found.shown, changes.before[name]) for found, name in files.items()]
    kept = {old for _, old in olds}
    olds += [
        (f"{path} (gone)", path)
        for path in changes.gone
        if path not in kept and Path(path).suffix.lower() in readable
    ]
    for name, old in olds:
        if old is not None:
            for finding in _findings(changes.root / old, changes.old(old), session):
                yield entry_for(name, finding)


def _findings(path: Path, data: bytes, session: Session) -> tuple[Finding, ...]:
    """The open findings; none in a text that could not be read then."""

    def lint() -> tuple[Finding, ...]:
        return lint_bytes(data, path, session, session.configurations.for_file(path))[1]

    found = attempt(str(path), lint)
    if isinstance(found, Problem):
        return ()
    return tuple(finding for finding in found if finding.state is State.OPEN)


def _subtract(result: Run, entries: list[Entry]) -> Run:
    findings: Mapping[str, tuple[Finding, ...]] = {r.path: r.findings for r in result.results}
    left = accept(entries, findings, lambda name: False, State.EXISTING).findings
    results: list[FileResult] = [replace(each, findings=left[each.path]) for each in result.results]
    return replace(result, results=tuple(results))
