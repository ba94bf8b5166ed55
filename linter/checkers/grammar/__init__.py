"""Grammar, by an engine that is not medlint's own: LanguageTool, or its rules in LingoTweaker.

A rule chooses by ``options: {find: grammar}`` which of the engine's findings are its own. The
engine is given the document as prose (`pieces`); what it answers is kept in the cache (`asking`)
and mapped to rules and places (`tables`, `judging`), the same for both engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.checkers import Checker, CheckError
from linter.config import GrammarSettings
from linter.documents.document import Document
from linter.findings import Finding
from linter.ruleset.model import Rule

if TYPE_CHECKING:
    from linter.checkers.grammar.asking import Answer
    from linter.checkers.grammar.judging import Judge
    from linter.checkers.grammar.model import Engine
    from linter.checkers.grammar.server import Server
    from linter.checkers.settings import Settings
    from linter.config import Config

NEEDS: frozenset[str] = frozenset()
OPTIONS: Mapping[str, type] = {"find": str}
LOOKS = ("typo", "grammar", "spacing", "style", "spelling")


def is_on(config: Config) -> bool:
    """Whether a configuration asks for this check: without an engine its rules do not run."""
    return config.grammar.engine != "off"


def version(config: Config) -> str:
    """What tells the installed engine from another version of it; empty where none is installed.

    A server that runs elsewhere is known by its address alone: asking it would take a request in
    each run, and fail where the answers that are kept suffice.
    """
    if config.grammar.engine == "lingotweaker":
        from linter.checkers.grammar.lingotweaker import installed
        from linter.checkers.grammar.model import EngineError

        try:
            return " ".join(installed())
        except EngineError:
            return ""
    from linter.checkers.grammar.homes import find_home

    home = None if config.grammar.url else find_home()
    return home.digest() if home else ""


def for_examples(rule: Rule, config: Config) -> Config | None:
    """The configuration for trying a rule's examples: with the engine that needs no server.

    None where it is not installed.
    """
    from importlib.util import find_spec

    if find_spec("lt_py") is None or find_spec("lingotweaker_data_en") is None:
        return None
    style = ("REDUNDANCY", "STYLE") if dict(rule.options).get("find") == "style" else ()
    return replace(config, grammar=GrammarSettings("lingotweaker", on=style))


def prepare(settings: Settings, resources: ExitStack) -> Settings:
    """The settings with a server that can be started, where one is wanted."""
    grammar = settings.config.grammar
    if grammar.engine != "languagetool" or grammar.url:
        return settings
    from linter.checkers.grammar.server import server_for

    return replace(settings, opened=server_for(resources))


def build(rules: Sequence[Rule], settings: Settings) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist.
        ConfigError: the configuration switches a rule that LanguageTool does not have.
    """
    by_look = {_look(rule): rule for rule in rules}
    if not is_on(settings.config):
        return lambda document: ()
    from linter.checkers.grammar.asking import Asker
    from linter.checkers.grammar.judging import Judge
    from linter.checkers.grammar.pieces import pieces
    from linter.checkers.grammar.tables import table_for
    from linter.storage import Store, cache_folder

    table = table_for(settings.config)
    engine = _engine(settings, () if "spelling" in by_look else tuple(sorted(table.speller)))
    judge = Judge(by_look, table, engine, _dictionary(settings, by_look))
    asker = Asker(engine, Store(cache_folder()))

    def wanted(document: Document, index: int) -> bool:
        block = document.blocks[index]
        return document.english[index] and any(
            rule.blocks.allows(block.kind) and rule.sections.allows(block.section_kind)
            for rule in by_look.values()
        )

    def check(document: Document) -> Iterable[Finding]:
        made = pieces(document, lambda index: wanted(document, index))
        return _collect(judge, document, asker.ask(made))

    return check


def _collect(judge: Judge, document: Document, answers: Iterable[Answer]) -> Iterator[Finding]:
    """The findings; what the engine could not do is said when the rest is done.

    Raises:
        CheckError: the engine did not answer.
    """
    failed = ""
    for answer in answers:
        yield from judge.findings(document, answer.piece, answer.matches)
        failed = failed or answer.failed
    if failed:
        raise CheckError(f"Grammar was not checked: {failed}")


def _engine(settings: Settings, off: tuple[str, ...]) -> Engine:
    from linter.checkers.grammar.tables import to_enable

    grammar = settings.config.grammar
    on = to_enable(grammar.on)
    if grammar.engine == "lingotweaker":
        from linter.checkers.grammar.lingotweaker import LingoTweaker

        engine: Engine = LingoTweaker(on, off)
        return engine
    from linter.checkers.grammar.languagetool import LanguageTool

    server: Server | None = settings.opened  # type: ignore[assignment]
    return LanguageTool(grammar.url, server, on, off)


def _dictionary(settings: Settings, by_look: Mapping[str, Rule]) -> Callable[[str], bool]:
    """Whether medlint's dictionary has all words of a text; it is opened where that is asked."""
    if "spelling" not in by_look:
        return lambda text: False
    from linter.checkers.spelling import accepts

    return accepts(settings)


def _look(rule: Rule) -> str:
    look = dict(rule.options).get("find", "")
    if look not in LOOKS:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(LOOKS)}")
    return look
