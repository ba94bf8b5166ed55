"""Runs the examples inside rules and signals: for `medlint rules test`, and for pytest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from linter import checkers, documents, fixes, suppressions
from linter.config import Config
from linter.documents.document import Document
from linter.findings import Finding
from linter.late import late
from linter.linting import lint_bytes
from linter.reading.marks import Matcher
from linter.reading.scopes import View
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import Example, Rule, Signal
from linter.ruleset.selection import Choice
from linter.sessions import Session
from linter.spans import Span
from linter.values import dataclass

_MARK = late(r"(?<!\\)\[\[(.+?)(?<!\\)\]\](?!\])", re.S)
_ESCAPED = late(r"\\(\[\[|\]\])")
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: where it stands (line from 1), and what is wrong."""

    file: str
    line: int
    rule: str
    message: str


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """An example without its ``[[…]]``, and the places they stood around; ``\\[[`` is literal."""
    parts: list[str] = []
    spans: list[Span] = []
    length = place = 0
    for match in _MARK.finditer(text):
        before = _ESCAPED.sub(r"\1", text[place : match.start()])
        inner = _ESCAPED.sub(r"\1", match[1])
        spans.append(Span(length + len(before), length + len(before) + len(inner)))
        parts += (before, inner)
        length += len(before) + len(inner)
        place = match.end()
    parts.append(_ESCAPED.sub(r"\1", text[place:]))
    return "".join(parts), tuple(spans)


def check_rules(session: Session, config: Config) -> Iterator[Failure]:
    """What is wrong with the rules of a configuration, preview ones included."""
    for rule in session.ruleset(config).rules():
        yield from check_rule(rule, session, config)


def check_rule(rule: Rule, session: Session, config: Config) -> Iterator[Failure]:
    """What is wrong with one rule: examples that do not hold, too few of them, no reason.

    Where a rule needs an engine that is not installed its examples say nothing.
    """
    alone = _session_for(rule, session)
    for name in ("bad", "good"):
        if len(getattr(rule.examples, name)) < FEWEST:
            yield Failure(
                rule.file, rule.line, rule.id, f"needs at least {FEWEST} `{name}` examples"
            )
    fitting = config_for(rule, config)
    if fitting is None:
        return
    config = fitting
    for example in rule.examples.bad:
        yield from _check_bad(rule, example, alone, config)
    for example in rule.examples.good:
        yield from _check_good(rule, example, alone, config)
    for example in rule.examples.todo_bad:
        if not list(_check_bad(rule, example, alone, config)):
            yield Failure(
                rule.file, example.line, rule.id, "a todo-bad example works now; move it to bad"
            )
    for example in rule.examples.todo_good:
        if not list(_check_good(rule, example, alone, config)):
            yield Failure(
                rule.file, example.line, rule.id, "a todo-good example works now; move it to good"
            )


def config_for(rule: Rule, config: Config) -> Config | None:
    """The configuration in which a rule's examples hold; None where they cannot be tried."""
    adapt = getattr(checkers.load(rule.check), "for_examples", None) if _may_adapt(rule) else None
    adapted: Config | None = adapt(rule, config) if adapt else config
    return adapted


def _may_adapt(rule: Rule) -> bool:
    return rule.check not in ("pattern", suppressions.CHECK)


def _session_for(rule: Rule, session: Session) -> Session:
    if rule.check == suppressions.CHECK:
        return replace(session, choice=Choice(), _engines={})
    return replace(session, choice=Choice(select=(rule.id,)), _engines={})


def _check_bad(rule: Rule, example: Example, session: Session, config: Config) -> Iterator[Failure]:
    text, marked = unmark(example.text)
    if not marked:
        yield Failure(rule.file, example.line, rule.id, "a bad example marks nothing with [[…]]")
        return
    document, findings = _lint(text, example, rule, session, config)
    spans = tuple(finding.span for finding in findings)
    if spans != marked:
        found = ", ".join(f"“{document.source[s.start : s.end]}”" for s in spans) or "nothing"
        wanted = ", ".join(f"“{text[s.start : s.end]}”" for s in marked)
        yield Failure(
            rule.file, example.line, rule.id, f"should find {wanted}; finds {found}: {example.text}"
        )
    elif example.fixed:
        yield from _check_fix(rule, example, text, session, config)


def _check_fix(
    rule: Rule, example: Example, text: str, session: Session, config: Config
) -> Iterator[Failure]:
    path = Path(f"example.{example.format}")

    def lint(data: bytes) -> tuple[Document, tuple[Finding, ...]]:
        document, findings = lint_bytes(data, path, session, config)
        return document, tuple(_applicable(each) for each in findings if each.rule == rule.id)

    fixed = fixes.fix(text.encode(), lint, unsafe=True).data.decode()
    if fixed != example.fixed:
        yield Failure(
            rule.file, example.line, rule.id, f"the fix gives “{fixed}”, not “{example.fixed}”"
        )


def _applicable(finding: Finding) -> Finding:
    """The finding with manual fixes made applicable: an example shows what they would do."""
    from linter.findings import Safety

    made = tuple(replace(each, safety=Safety.UNSAFE) for each in finding.fixes)
    return replace(finding, fixes=made)


def _check_good(
    rule: Rule, example: Example, session: Session, config: Config
) -> Iterator[Failure]:
    text, marked = unmark(example.text)
    if marked:
        yield Failure(rule.file, example.line, rule.id, "a good example marks something with [[…]]")
    document, findings = _lint(text, example, rule, session, config)
    for finding in findings:
        words = document.source[finding.span.start : finding.span.end]
        yield Failure(
            rule.file,
            example.line,
            rule.id,
            f"should find nothing; finds “{words}”: {example.text}",
        )


def _lint(
    text: str, example: Example, rule: Rule, session: Session, config: Config
) -> tuple[Document, list[Finding]]:
    path = Path(f"example.{example.format}")
    if example.document:
        config = replace(config, document=example.document)
    document, findings = lint_bytes(text.encode(), path, session, config)
    return document, [each for each in findings if each.rule == rule.id]


def check_signals(ruleset: Ruleset) -> Iterator[Failure]:
    """What is wrong with the signals: examples that are not marked as they say."""
    matcher = Matcher(ruleset)
    for name in ruleset.plain_signals:
        signal = ruleset.signal(name)
        if len(signal.marks) < FEWEST or len(signal.leaves) < FEWEST:
            yield Failure(
                signal.file, signal.line, name, f"needs at least {FEWEST} examples of each kind"
            )
        for example in (*signal.marks, *signal.leaves):
            yield from _check_signal(signal, example, ruleset, matcher)


def _check_signal(
    signal: Signal, example: Example, ruleset: Ruleset, matcher: Matcher
) -> Iterator[Failure]:
    text, marked = unmark(example.text)
    document = documents.read(text.encode(), Path("example.md"), ruleset.options)
    view = View(document, matcher)
    spans = tuple(
        document.map.to_source(mark.span)
        for block in range(len(document.blocks))
        for mark in view.scan(block).signal(signal.name)
    )
    if spans != marked:
        found = ", ".join(f"“{text[s.start : s.end]}”" for s in spans) or "nothing"
        yield Failure(signal.file, example.line, signal.name, f"marks {found} in: {example.text}")


def slow_expressions(ruleset: Ruleset) -> Iterator[str]:
    """Expressions that no word of the text can rule out, so that they are tried everywhere."""
    for number in ruleset.always:
        yield ruleset.pattern(number).source
