"""One way of writing throughout a document: dialect, variants, hyphens, the case of names.

A rule chooses one look by ``options: {find: dialect}``. Where a document uses two forms, the one
it uses less is reported, at its first place, with all places as one fix. Each look is a module
here with ``prepare(rule, words, config) -> Look``; `words` are the lists of the rule's options.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from linter.checkers import Checker
from linter.checkers.consistency.forms import Text, Words
from linter.checkers.typography.stretches import looks_at
from linter.documents.document import Document
from linter.findings import Finding
from linter.ruleset.model import Filter, Rule

if TYPE_CHECKING:
    from linter.checkers.consistency.forms import Look
    from linter.checkers.settings import Settings
    from linter.config import Config

NEEDS: frozenset[str] = frozenset()
OPTIONS: Mapping[str, type] = {"find": str, "groups": str, "allow": str, "changes": str}
_LOOKS = {
    "dialect": "dialect",
    "variants": "variants",
    "hyphens": "hyphens",
    "name-case": "names",
    "name-slips": "namesakes",
}


def build(rules: Sequence[Rule], settings: Settings) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist.
    """
    looks = [(rule, _look(rule, settings.config)) for rule in rules]

    def check(document: Document) -> Iterator[Finding]:
        texts: dict[tuple[Filter, Filter], Text] = {}
        for rule, look in looks:
            key = rule.blocks, rule.sections
            if key not in texts:
                texts[key] = Text(document, tuple(_stretches(document, rule)))
            yield from look(texts[key])

    return check


def _stretches(document: Document, rule: Rule) -> Iterator[tuple[int, int]]:
    """Where the blocks stand that the rule looks at and that are in English, neighbours as one."""
    start = end = -1
    for index, block in enumerate(document.blocks):
        if not (looks_at(rule, block) and document.english[index]):
            if start >= 0:
                yield start, end
            start = -1
        else:
            start, end = (block.start if start < 0 else start), block.end
    if start >= 0:
        yield start, end


def _look(rule: Rule, config: Config) -> Look:
    options = dict(rule.options)
    module = _LOOKS.get(options.get("find", ""))
    if module is None:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(sorted(_LOOKS))}")
    words: Words = {key: tuple(text.split("\n")) for key, text in options.items()}
    look: Look = import_module(f"{__name__}.{module}").prepare(rule, words, config)
    return look
