"""Runs the checks: over bytes, over a file, over paths, in one process or several."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from linter import __version__, checkers, documents, suppressions
from linter.cache import Reuse
from linter.config import (
    Config,
    ConfigError,
    digest,
    files_read,
    shown,
    with_front_matter,
)
from linter.discovery import Discovery, Found, discover
from linter.documents.document import Document
from linter.findings import Finding, RuleCard
from linter.measures.model import Measures
from linter.merging import merge
from linter.reports import is_report
from linter.results import FileResult, Problem, Review, Run
from linter.ruleset.selection import Choice
from linter.sessions import Engine, Session
from linter.spans import LineIndex
from linter.yamltext import YamlError

T = TypeVar("T")
PROCESSES_FROM = 100
ENGINE_PROCESSES = 2  # two requests at a time, and the memory of two engines


def lint_document(
    document: Document, engine: Engine, failed: list[str] | None = None
) -> tuple[Finding, ...]:
    """The findings of one document: checked, merged, with states and positions.

    All checks are called before any is waited for: one that asks another program does so while
    the others work. What a check could not do is added to `failed`.
    """
    begun = [check(document) for check in engine.checks]
    found = merge(each for findings in begun for each in _found(findings, failed))
    judged = suppressions.apply(document, found, engine.about_comments, engine.names)
    ordered = sorted(judged, key=lambda each: (each.span, each.severity.rank, each.rule))
    return tuple(_with_positions(ordered, document.lines))


def _found(findings: Iterable[Finding], failed: list[str] | None) -> Iterator[Finding]:
    try:
        yield from findings
    except checkers.CheckError as error:
        if failed is None:
            raise
        failed.append(str(error))


def lint_bytes(
    data: bytes, path: Path, session: Session, config: Config
) -> tuple[Document, tuple[Finding, ...]]:
    """Read a file's bytes and lint them under the configuration that applies to the file.

    What a check could not do is in `session.failed` afterwards.

    Raises:
        UnreadableError: the bytes cannot be read.
        ConfigError: the draft's front matter sets what it cannot set.
    """
    session.failed.clear()
    document, config = read_draft(data, path, session, config)
    findings = lint_document(document, session.engine(config), session.failed)
    document.kept.clear()
    return document, findings


def read_draft(
    data: bytes, path: Path, session: Session, config: Config
) -> tuple[Document, Config]:
    """Read a file's bytes; with the draft, the configuration that its front matter leaves.

    Raises:
        UnreadableError: the bytes cannot be read.
        ConfigError: the draft's front matter sets what it cannot set.
    """
    options = session.ruleset(config).options
    document = documents.read(data, path, options)
    own = document.meta.get("medlint")
    if own:
        config = with_front_matter(config, own, path)
    style, bibliographies = config.citations.style, config.citations.bibliography
    if style != options.citation_style or bibliographies:
        options = replace(options, citation_style=style, bibliographies=bibliographies)
        document = replace(document, options=options)
    return document, config


def lint_file(found: Found, session: Session, data: bytes | None = None) -> FileResult:
    """The result for a file; whatever goes wrong becomes a problem in it.

    `data` stands for the file's content, where it comes from elsewhere.
    """

    def lint() -> FileResult:
        content = documents.read_bytes(found.path) if data is None else data
        if is_report(content):
            return FileResult(found.shown, notes=("a report of medlint's, left alone",))
        config = session.configurations.for_file(found.path)
        read = session.watch.stage("read", read_draft) if session.watch else read_draft
        document, own = read(content, found.path, session, config)
        session.failed.clear()
        findings = lint_document(document, session.engine(own), session.failed)
        problems, unread = about_bibliographies(document, found)
        cards, files = _beyond(document, own, config, session)
        return FileResult(
            path=found.shown,
            words=document.words,
            findings=findings,
            problems=(*problems, *(Problem("", message) for message in session.failed)),
            notes=(*_notes(document), *unread),
            document=document if session.keep_documents else None,
            kind=document.kind,
            cards=cards,
            files=files,
            review=review_of(document, content, session, own),
            measures=measures_of(document, own, session),
        )

    result = attempt(found.shown, lint)
    return FileResult(found.shown, problems=(result,)) if isinstance(result, Problem) else result


def review_of(document: Document, data: bytes, session: Session, config: Config) -> Review | None:
    """What reviewers confirm of a document, where a report shows it."""
    if not session.keep_reviews:
        return None
    from linter.reviewing import review

    return review(document, data, session.ruleset(config), config)


def measures_of(document: Document, config: Config, session: Session) -> Measures | None:
    """The measures of a draft, if a report of the session shows them.

    What a check has read of the draft is used again, and given up.
    """
    view = document.kept.pop("view", None)
    if not session.keep_measures:
        return None
    from linter.measures.counting import measures
    from linter.reading.scopes import View

    if not isinstance(view, View):
        view = View(document, session.matcher(config))
    return measures(document, view)


def about_bibliographies(
    document: Document, found: Found
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What is wrong with the bibliographies that were looked into, and notes on those left out."""
    if document.library:
        return tuple(Problem(found.shown, message) for message in document.library.faults), ()
    bibliography = document.gathered
    if bibliography is None:
        return (), ()
    problems = tuple(
        Problem(found.shown if path == document.path else shown(path), message)
        for path, message in bibliography.faults
    )
    unread = tuple(
        f"the bibliography {address} is on the web and was not opened, so keys are not checked"
        for address in bibliography.unread
    )
    return problems, unread


def _beyond(
    document: Document, own: Config, config: Config, session: Session
) -> tuple[tuple[RuleCard, ...], tuple[tuple[str, str], ...]]:
    """The rules, and the files, that a draft's front matter adds to those of the configuration."""
    files = set(document.gathered.files if document.gathered else ())
    cards: tuple[RuleCard, ...] = ()
    if own is not config:
        here, there = session.about(own), session.about(config)
        cards = tuple(each for name, each in here.cards.items() if name not in there.cards)
        files |= {*files_read(own), *here.files} - {*files_read(config), *there.files}
    return cards, tuple((str(path), digest(path)) for path in sorted(files))


def attempt(name: str, work: Callable[[], T]) -> T | Problem:
    """What `work` on one file comes to: one bad file must not cost the others their findings."""
    try:
        return work()
    except (documents.UnreadableError, ConfigError, YamlError) as error:
        return Problem(name, str(error).removeprefix(f"{name} "))
    except OSError as error:
        return Problem(name, f"cannot be read: {error.strerror or error}")
    except Exception as error:
        if os.environ.get("MEDLINT_DEBUG"):
            raise
        return Problem(
            name,
            f"medlint failed on this file ({type(error).__name__}: {error}). "
            "The other files are checked. Please report this as a bug.",
        )


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
        yield from _spread(partial(lint_file, session=session), files, jobs)
        return
    known = set()
    for found, result in reuse.known(reuse.keys(files)):
        if session.keep_measures and result.measures is None:
            continue
        known.add(found)
        yield _with_document(result, found, session)
    left = [found for found in files if found not in known]
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


def _asks_an_engine(session: Session) -> bool:
    """Whether checking a draft takes seconds, and an engine's time is what a run takes."""
    config = session.configurations.for_folder(session.working_folder)
    return config.grammar.engine != "off"


def _with_positions(findings: Iterable[Finding], lines: LineIndex) -> Iterator[Finding]:
    for finding in findings:
        line, column = lines.position(finding.span.start)
        end_line, end_column = lines.position(finding.span.end)
        yield replace(finding, line=line, column=column, end_line=end_line, end_column=end_column)


def _notes(document: Document) -> Iterator[str]:
    others = document.english.count(False)
    if others:
        what = "1 paragraph is" if others == 1 else f"{others} paragraphs are"
        yield f"{what} not in English and {'was' if others == 1 else 'were'} left alone"
