"""What writers and programs leave where a citation should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linter.checkers.bookkeeping.ledger import Ledger
from linter.checkers.reporting import make_finding
from linter.documents.model import BlockKind
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.spans import Span


def find(rule: Rule, ledger: Ledger, words: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """The words of the rule anywhere in the prose, and its templates.

    A word with a capital is looked for as it stands, any other in any case.
    """
    prose = ledger.document.prose
    folded = prose.lower()
    folded = folded if len(folded) == len(prose) else prose
    taken: list[Span] = []
    for word in sorted(words["words"], key=len, reverse=True):
        text = folded if word.islower() else prose
        place = text.find(word)
        while place >= 0:
            span = Span(place, place + len(word))
            if _stands_alone(prose, span) and not any(span.overlaps(each) for each in taken):
                taken.append(span)
                if _is_text(ledger, span):
                    yield ledger.at_place(rule, span)
            place = text.find(word, span.end)
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
