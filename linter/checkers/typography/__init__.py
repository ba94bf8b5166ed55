"""Marks on the page: white space, punctuation, doubled words, articles, brackets, full stops.

A rule chooses one look by ``options: {find: doubled-space}``. Each look is a module here with
``prepare(rule, words) -> Look``; `words` are the lists of the rule's options. Looks run on
stretches of the prose (many blocks at once), so that what a stretch cannot hold is excluded by
one fast test; each look locates and judges only what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from linter.checkers import Checker
from linter.checkers.typography.once import keep_first
from linter.checkers.typography.stretches import Look, Words, stretches
from linter.documents.document import Document
from linter.findings import Finding
from linter.ruleset.model import Rule

if TYPE_CHECKING:
    from linter.checkers.settings import Settings

NEEDS: frozenset[str] = frozenset()
OPTIONS: Mapping[str, type] = {
    "find": str,
    "allow": str,
    "safe": str,
    "skip": str,
    "vowel": str,
    "consonant": str,
    "either": str,
    "spelt": str,
    "spoken": str,
    "letters": str,
    "verbs": str,
    "titles": str,
    "openings": str,
    "marks": str,
    "subjects": str,
}
_LOOKS = {
    "doubled-space": "spaces:prepare_doubled",
    "space-after-stop": "spaces:prepare_after_stop",
    "space-before-punctuation": "punctuation:prepare_space_before",
    "space-inside-brackets": "punctuation:prepare_space_inside",
    "missing-space-after-stop": "punctuation:prepare_missing_after_stop",
    "missing-space-after-comma": "punctuation:prepare_missing_after_comma",
    "doubled-punctuation": "punctuation:prepare_doubled",
    "doubled-word": "doubled:prepare",
    "article": "articles:prepare",
    "unbalanced-brackets": "pairs:prepare_brackets",
    "unbalanced-quotes": "pairs:prepare_quotes",
    "missing-final-stop": "endings:prepare",
    "leaning-dash": "dashes:prepare_leaning",
    "spaced-hyphen": "dashes:prepare_spaced_hyphen",
    "no-break-gap": "spaces:prepare_no_break",
    "joined-lines": "joined:prepare",
    "double-hyphen": "dashes:prepare_double_hyphen",
    "introductory-clause": "clauses:prepare_introductory",
    "spliced-clauses": "clauses:prepare_spliced",
    "introductory-phrase": "openings:prepare_phrase",
    "comma-behind-subject": "openings:prepare_subject",
    "marks": "literals:prepare",
}


def build(rules: Sequence[Rule], settings: Settings | None = None) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist.
    """
    looks = [(rule, _look(rule)) for rule in rules]

    def check(document: Document) -> Iterator[Finding]:
        found: dict[str, list[Finding]] = {rule.id: [] for rule, _ in looks}
        for stretch in stretches(document):
            for rule, look in looks:
                found[rule.id] += look(stretch)
        for rule, _ in looks:
            yield from keep_first(document, rule.once, found[rule.id])

    return check


def _look(rule: Rule) -> Look:
    options = dict(rule.options)
    place = _LOOKS.get(options.get("find", ""))
    if place is None:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(sorted(_LOOKS))}")
    module, _, name = place.partition(":")
    words: Words = {key: frozenset(text.split("\n")) for key, text in options.items()}
    prepare: Callable[[Rule, Words], Look] = getattr(import_module(f"{__name__}.{module}"), name)
    return prepare(rule, words)
