"""What writers and programs leave where a citation should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linter.checkers.bookkeeping.ledger import Ledger
from linter.checkers.reporting import make_finding
from linter.documents.model import BlockKind
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span

_HEAD = 3  # characters by which nearly every bracket is told to begin no placeholder


def find(rule: Rule, ledger: Ledger, words: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """The words of the rule anywhere in the prose, and its templates.

    A word with a capital is looked for as it stands, any other in any case.
    """
    last = 0
    for span in sorted(_places(ledger.document.prose, words["words"]), key=_longest_first):
        if span.start >= last and _stands_alone(ledger.document.prose, span):
            last = span.end
            if _is_text(ledger, span):
                yield ledger.at_place(rule, span)
    templates = frozenset(words.get("templates", ()))
    for note in ledger.document.notes:
        if note.kind == "template" and note.key in templates:
            yield make_finding(
                ledger.document,
                rule,
                Span(note.start, note.end),
                scope_name="mark",
                source=note.source,
            )


def _longest_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _places(prose: str, words: tuple[str, ...]) -> Iterator[Span]:
    """Where the words stand. Those that begin with the same sign are looked for together."""
    by_sign: dict[str, dict[str, list[str]]] = {}
    for word in words:
        group = by_sign.setdefault(word if word[0].isalnum() else word[0], {})
        group.setdefault(word[:_HEAD].lower(), []).append(word)
    for sign, group in by_sign.items():
        place = prose.find(sign)
        while place >= 0:
            for word in group.get(prose[place : place + _HEAD].lower(), ()):
                text = prose[place : place + len(word)]
                if text == word or text.lower() == word:
                    yield Span(place, place + len(word))
            place = prose.find(sign, place + 1)


def _stands_alone(prose: str, span: Span) -> bool:
    """Whether no letter or digit touches a word that begins or ends with one."""
    before, after = prose[span.start - 1 : span.start], prose[span.end : span.end + 1]
    first, last = prose[span.start], prose[span.end - 1]
    if first == "?" and (before == "?" or after == "?"):
        return False
    return not (first.isalnum() and before.isalnum()) and not (last.isalnum() and after.isalnum())


def _is_text(ledger: Ledger, span: Span) -> bool:
    block = ledger.document.blocks[ledger.document.block_at(span.start)]
    return block.kind not in (BlockKind.FURNITURE, BlockKind.READER_COMMENT)
