"""Lints one draft: its bytes, or a file, whatever goes wrong in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from linter import checkers, documents, suppressions
from linter.config import Config, ConfigError, digest, files_read, shown, with_front_matter
from linter.discovery import Found
from linter.documents.document import Document
from linter.findings import Finding, RuleCard
from linter.measures.model import Measures
from linter.merging import merge
from linter.reports import is_report
from linter.results import FileResult, Problem, Review
from linter.sessions import Engine, Session
from linter.spans import LineIndex
from linter.yamltext import YamlError

T = TypeVar("T")


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


def _with_positions(findings: Iterable[Finding], lines: LineIndex) -> Iterator[Finding]:
    for finding in findings:
        line, column = lines.position(finding.span.start)
        end_line, end_column = lines.position(finding.span.end)
        yield replace(finding, line=line, column=column, end_line=end_line, end_column=end_column)


def _notes(document: Document) -> Iterator[str]:
    yield from document.remarks
    others = document.english.count(False)
    if others:
        what = "1 paragraph is" if others == 1 else f"{others} paragraphs are"
        yield f"{what} not in English and {'was' if others == 1 else 'were'} left alone"
