"""Capitals that do not belong, and headings that use them now and then.

A rule chooses one look by ``options: {find: running-text}``, ``{find: headings}`` or ``{find:
small-beginning}``; its lists say which words are meant. Each look is a module here with
``prepare(rule, words) -> Look``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from linter.checkers import Checker
from linter.checkers.capitals.looks import Look
from linter.checkers.typography.once import join_fixes
from linter.checkers.typography.stretches import looks_at
from linter.documents.document import Document
from linter.findings import Finding
from linter.ruleset.model import Rule

if TYPE_CHECKING:
    from linter.checkers.settings import Settings

NEEDS: frozenset[str] = frozenset()
OPTIONS: Mapping[str, type] = {
    "find": str,
    "terms": str,
    "heads": str,
    "endings": str,
    "adjectives": str,
    "of-a-name": str,
    "labels": str,
    "small": str,
    "telling": str,
    "genera": str,
    "after-names": str,
    "titles-behind": str,
    "titles-near": str,
    "openers": str,
    "shortened": str,
    "species": str,
    "people": str,
}
_SHOWN = 4  # a reader marks a repeated slip a few times and then stops
_LOOKS = {"running-text": "running", "headings": "headings", "small-beginning": "beginnings"}


def build(rules: Sequence[Rule], settings: Settings | None = None) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist.
    """
    looks = [(rule, _look(rule)) for rule in rules]

    def check(document: Document) -> Iterator[Finding]:
        for rule, look in looks:
            found = [
                finding
                for index, block in enumerate(document.blocks)
                if looks_at(rule, block) and document.english[index]
                for finding in look(document, index)
            ]
            yield from _few_of_each(found)

    return check


def _few_of_each(findings: Iterable[Finding]) -> Iterator[Finding]:
    """At most `_SHOWN` findings for the same word; the last one stands for all further ones."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.text.lower(), []).append(finding)
    for group in groups.values():
        yield from group[: _SHOWN - 1]
        if last := group[_SHOWN - 1 :]:
            fixes = tuple(each.fixes[0] for each in last)
            related = tuple(each.span for each in last[1:])
            yield join_fixes(replace(last[0], fixes=fixes, related=related))


def _look(rule: Rule) -> Look:
    options = dict(rule.options)
    module = _LOOKS.get(options.get("find", ""))
    if module is None:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(sorted(_LOOKS))}")
    words = {key: frozenset(text.split("\n")) for key, text in options.items()}
    prepare: Callable[[Rule, Mapping[str, frozenset[str]]], Look] = import_module(
        f"{__name__}.{module}"
    ).prepare
    return prepare(rule, words)
