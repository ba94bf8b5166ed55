"""Lints files: what is known of them is looked up, the rest is checked, by several processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from linter import __version__, documents
from linter.cache import Reuse
from linter.config import shown
from linter.discovery import Discovery, Found, discover
from linter.findings import RuleCard
from linter.linting import lint_file, read_draft, review_of
from linter.reports import is_report
from linter.results import FileResult, Problem, Run
from linter.ruleset.selection import Choice
from linter.sessions import Session

T = TypeVar("T")
PROCESSES_FROM = 100
ENGINE_PROCESSES = 2  # two requests at a time, and the memory of two engines


def find_files(
    paths: Sequence[Path],
    session: Session,
    *,
    force_exclude: bool = False,
    exclude: Sequence[str] = (),
) -> Discovery:
    """The files that paths stand for.

    Raises:
        ConfigError: a configuration on the way is wrong.
    """
    return discover(
        paths,
        working_folder=session.working_folder,
        config_for=session.configurations.for_folder,
        readable=documents.suffixes(),
        is_draft=documents.is_draft,
        force_exclude=force_exclude,
        exclude=exclude,
    )


def run(
    discovery: Discovery,
    session: Session,
    *,
    jobs: int = 0,
    progress: Callable[[int, int, str], None] | None = None,
) -> Run:
    """Lint files; `jobs` processes, 0 for as many as fit the number of files.

    Raises:
        ConfigError, YamlError: the configuration of the working folder, or a rule, is wrong.
    """
    started = time.perf_counter()
    config = session.configurations.for_folder(session.working_folder)
    about = session.about(config)
    cards = dict(about.cards)
    results: list[FileResult] = []
    for result in _results(discovery.files, session, jobs):
        results.append(result)
        if progress:
            progress(len(results), len(discovery.files), result.path)
    results.sort(key=lambda each: each.path)
    results, failed = _said_once(results)
    places = {found.shown: found.path for found in discovery.files}
    for each in _cards(results, places, session):
        cards.setdefault(each.id, each)
    accepted, notes = accept(results, places, session)
    return Run(
        results=accepted,
        rules=cards,
        version=__version__,
        problems=(*(Problem("", message) for message in discovery.problems), *failed),
        configuration=tuple(map(shown, config.files)),
        passed_over=discovery.passed_over,
        notes=notes,
        seconds=time.perf_counter() - started,
        rules_digest=about.rules_digest,
    )


def _cards(
    results: Iterable[FileResult], places: Mapping[str, Path], session: Session
) -> Iterator[RuleCard]:
    """The cards of all rules that were on for one of the files."""
    seen: set[int] = set()
    for result in results:
        if result.problems:
            continue
        config = session.configurations.for_file(places[result.path])
        if id(config) not in seen:
            seen.add(id(config))
            yield from session.about(config).cards.values()
        yield from result.cards


def _said_once(results: Iterable[FileResult]) -> tuple[list[FileResult], list[Problem]]:
    """The results without the problems that are not about a file, and each of those once."""
    kept, failed = [], dict[Problem, None]()
    for result in results:
        failed |= dict.fromkeys(each for each in result.problems if not each.path)
        own = tuple(each for each in result.problems if each.path)
        kept.append(result if own == result.problems else replace(result, problems=own))
    return kept, list(failed)


def accept(
    results: Sequence[FileResult], places: Mapping[str, Path], session: Session
) -> tuple[tuple[FileResult, ...], tuple[str, ...]]:
    """Results with what the baselines accept, and a note on entries that accept nothing now.

    `places` says where the file of each result lies.

    Raises:
        BaselineError: a baseline is not well formed.
    """
    configurations = session.configurations
    if not session.use_baseline or not any(
        configurations.for_file(place).baseline.exists() for place in places.values()
    ):
        return tuple(results), ()
    from linter.accepting import accept_results

    changed, baselines = accept_results(results, places, configurations.for_file)
    notes = []
    for baseline, accepted in baselines.items():
        unused = len(accepted.unused)
        if unused and session.choice == Choice():
            old = "1 entry is" if unused == 1 else f"{unused} entries are"
            name = shown(baseline)
            notes.append(f"{old} out of date in {name}; “medlint baseline prune” drops what is.")
    return changed, tuple(notes)


def _results(files: Sequence[Found], session: Session, jobs: int) -> Iterator[FileResult]:
    """The results in any order: those that are known, then those of the files to be checked."""
    if not jobs and _asks_an_engine(session):
        jobs = ENGINE_PROCESSES
    reuse = new_reuse(session)
    if reuse is None:
        _open_engines(files, session)
        yield from _spread(partial(lint_file, session=session), files, jobs)
        return
    known = set()
    for found, result in reuse.known(reuse.keys(files)):
        if session.keep_measures and result.measures is None:
            continue
        known.add(found)
        yield _with_document(result, found, session)
    left = [found for found in files if found not in known]
    _open_engines(left, session)
    try:
        for key, result in _spread(partial(_lint_for, reuse, session), left, jobs):
            reuse.keep(key, result)
            yield result
    finally:
        reuse.save()


def new_reuse(session: Session) -> Reuse | None:
    """The results of earlier runs, where they may be used."""
    if session.results is None:
        return None

    def state_of(path: Path) -> bytes:
        return session.about(session.configurations.for_file(path)).state

    return Reuse(session.results, state_of, documents.read_bytes)


def _lint_for(reuse: Reuse, session: Session, found: Found) -> tuple[bytes, FileResult]:
    """A file's result, and what it is kept under: nothing where the file cannot be read."""
    try:
        data = documents.read_bytes(found.path)
        key = reuse.key(found.path, data)
    except Exception:  # what is wrong is told when it is linted
        return b"", lint_file(found, session)
    return key, lint_file(found, session, data)


def _with_document(result: FileResult, found: Found, session: Session) -> FileResult:
    """A known result with its document or review, for reports that show them."""
    if not (session.keep_documents or session.keep_reviews):
        return result
    data = documents.read_bytes(found.path)
    if is_report(data):
        return result
    config = session.configurations.for_file(found.path)
    document, own = read_draft(data, found.path, session, config)
    return replace(
        result,
        document=document if session.keep_documents else None,
        review=review_of(document, data, session, own),
    )


def _spread(function: Callable[[Found], T], files: Sequence[Found], jobs: int) -> Iterator[T]:
    """What a function gives for files; by several processes where that pays and can be."""
    if jobs == 1 or not (jobs or len(files) >= PROCESSES_FROM):
        yield from map(function, files)
        return
    from linter.processes import cores, map_in_processes

    wanted = jobs or cores()
    if min(wanted, len(files)) < 2 or not hasattr(os, "fork"):
        yield from map(function, files)
        return
    yield from map_in_processes(function, files, wanted)


def _open_engines(files: Iterable[Found], session: Session) -> None:
    """Open a server that may be wanted, before processes divide: so that all of them share it."""
    for one in {found.path.parent: found.path for found in files}.values():
        with suppress(Exception):  # what is wrong is told when the file is linted
            config = session.configurations.for_file(one)
            if config.grammar.engine != "off":
                session.engine(config)


def _asks_an_engine(session: Session) -> bool:
    """Whether checking a draft takes seconds, and an engine's time is what a run takes."""
    config = session.configurations.for_folder(session.working_folder)
    return config.grammar.engine != "off"
