"""Runs the checks: over bytes, over a file, over paths, in one process or several."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import field, replace
from pathlib import Path
from typing import TypeVar

from linter import __version__, checkers, documents, suppressions
from linter.checkers.settings import Settings
from linter.config import (
    Config,
    ConfigError,
    Configurations,
    settings_key,
    shown,
    with_front_matter,
)
from linter.discovery import Discovery, Found, discover
from linter.documents.document import Document
from linter.findings import Finding, RuleCard
from linter.merging import merge
from linter.reports import is_report
from linter.results import FileResult, Problem, Run
from linter.ruleset import Ruleset, load_ruleset
from linter.ruleset.model import Rule
from linter.ruleset.selection import Choice, active_rules
from linter.spans import LineIndex
from linter.storage import Store, rules_folder
from linter.values import dataclass
from linter.yamltext import YamlError

T = TypeVar("T")
PROCESSES_FROM = 100
ENGINE_PROCESSES = 2  # two requests at a time, and the memory of two engines
_RESERVED_CHECKS = {suppressions.CHECK: dict[str, type]()}


@dataclass(frozen=True)
class Engine:
    """The checks built for one effective configuration."""

    config: Config
    rules: dict[str, Rule]
    checks: tuple[checkers.Checker, ...]
    about_comments: dict[str, Rule]
    names: suppressions.Names


@dataclass
class Session:
    """What one run shares: configurations, rules and the checks built from them.

    `choice` is what the command line says of rules; `keep_documents` makes results carry their
    documents, for reports that show the text; `use_baseline` lets findings that were accepted
    before have that state. `resources` closes what checks have opened; `failed` has what checks
    could not do in the draft that was linted last.
    """

    working_folder: Path
    configurations: Configurations
    store: Store | None = None
    choice: Choice = field(default_factory=Choice)
    keep_documents: bool = False
    use_baseline: bool = True
    resources: ExitStack = field(default_factory=ExitStack)
    failed: list[str] = field(default_factory=list)
    _rulesets: dict[tuple[Path, ...], Ruleset] = field(default_factory=dict)
    _engines: dict[str, Engine] = field(default_factory=dict)

    def ruleset(self, config: Config) -> Ruleset:
        """The rules of a configuration: the shipped ones and its own folders'.

        Raises:
            ConfigError: a folder does not exist.
            YamlError: a rule is not well formed.
        """
        folders = (rules_folder(), *config.rule_folders)
        if folders not in self._rulesets:
            for folder in folders:
                if not folder.is_dir():
                    raise ConfigError(
                        f"the rule folder “{folder}” does not exist. Check rule-folders."
                    )
            self._rulesets[folders] = load_ruleset(folders, self.store, check_options)
        return self._rulesets[folders]

    def engine(self, config: Config) -> Engine:
        """The checks for a configuration, built once per process.

        Raises:
            ConfigError: it names a rule, option or check that does not exist.
        """
        key = settings_key(config)
        if key not in self._engines:
            self._engines[key] = self._build(config)
        return self._engines[key]

    def _build(self, config: Config) -> Engine:
        ruleset = self.ruleset(config)
        rules = {rule.id: rule for rule in active_rules(ruleset, config, self.choice)}
        by_check: dict[str, list[Rule]] = {}
        for rule in rules.values():
            by_check.setdefault(rule.check, []).append(rule)
        own = by_check.pop(suppressions.CHECK, [])
        built = []
        for name, members in sorted(by_check.items()):
            module = checkers.load(name)
            if hasattr(module, "is_on") and not module.is_on(config):
                rules = {key: rule for key, rule in rules.items() if rule not in members}
                continue
            settings = Settings(config, ruleset)
            if hasattr(module, "prepare"):
                settings = module.prepare(settings, self.resources)
            built.append(module.build(members, settings))
        return Engine(
            config, rules, tuple(built), {rule.id: rule for rule in own}, _names(ruleset, rules)
        )


def check_options() -> dict[str, dict[str, type]]:
    """Every check there is, and what its rules may set."""
    return {**_RESERVED_CHECKS, **{name: dict(each) for name, each in checkers.options().items()}}


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
    return document, lint_document(document, session.engine(config), session.failed)


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
    style = config.citations.style
    if style != options.citation_style:
        document = replace(document, options=replace(options, citation_style=style))
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
        document, findings = lint_bytes(content, found.path, session, config)
        return FileResult(
            path=found.shown,
            words=document.words,
            findings=findings,
            problems=tuple(Problem("", message) for message in session.failed),
            notes=tuple(_notes(document)),
            document=document if session.keep_documents else None,
        )

    result = attempt(found.shown, lint)
    return FileResult(found.shown, problems=(result,)) if isinstance(result, Problem) else result


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
    cards = {rule.id: card(rule) for rule in session.engine(config).rules.values()}
    results: list[FileResult] = []
    for result in _results(discovery.files, session, jobs):
        results.append(result)
        if progress:
            progress(len(results), len(discovery.files), result.path)
    for engine in session._engines.values():
        cards |= {rule.id: card(rule) for rule in engine.rules.values() if rule.id not in cards}
    results.sort(key=lambda each: each.path)
    results, failed = _said_once(results)
    places = {found.shown: found.path for found in discovery.files}
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
    )


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
    """The results in any order; several processes where that pays and the system can fork."""
    wanted = jobs or (os.cpu_count() or 1 if len(files) >= PROCESSES_FROM else 1)
    if not jobs and _asks_an_engine(session):
        wanted = ENGINE_PROCESSES
    if min(wanted, len(files)) < 2 or not hasattr(os, "fork"):
        yield from (lint_file(found, session) for found in files)
        return
    from linter.processes import map_in_processes

    yield from map_in_processes(lambda found: lint_file(found, session), files, wanted)


def _asks_an_engine(session: Session) -> bool:
    """Whether checking a draft takes seconds, and an engine's time is what a run takes."""
    config = session.configurations.for_folder(session.working_folder)
    return config.grammar.engine != "off"


def card(rule: Rule) -> RuleCard:
    """What reports show of a rule."""
    return RuleCard(
        id=rule.id,
        category=rule.category,
        severity=rule.severity,
        message=rule.message,
        why=rule.why,
        source=rule.source,
        bad=tuple(example.text for example in rule.examples.bad),
        good=tuple(example.text for example in rule.examples.good),
    )


def _names(ruleset: Ruleset, active: dict[str, Rule]) -> suppressions.Names:
    ids: dict[str, list[str]] = {}
    for rule in ruleset.rules():
        for name in (rule.id, rule.pack, *rule.renamed_from):
            ids.setdefault(name, []).append(rule.id)
    return suppressions.Names(ids, frozenset(active))


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
