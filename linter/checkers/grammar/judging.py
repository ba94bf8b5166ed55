"""From what an engine says to findings: where, of which rule, with which fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from linter.checkers.grammar.model import Engine, Match
from linter.checkers.grammar.pieces import Piece
from linter.checkers.grammar.tables import SPELLING, Table
from linter.checkers.reporting import Correction, make_finding
from linter.documents.document import Document
from linter.documents.model import STAND_IN
from linter.findings import Evidence, Finding, Severity
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Judge:
    """Turns matches into findings of the rules, by what each looks for; `engine` names itself.

    `is_word` says whether medlint's dictionary has a word, for the engine's speller.
    """

    rules: Mapping[str, Rule]
    table: Table
    engine: Engine
    is_word: Callable[[str], bool]

    def findings(
        self, document: Document, piece: Piece, matches: Iterable[Match]
    ) -> Iterator[Finding]:
        """The findings of one piece; of matches that overlap, the first."""
        end = -1
        for match in sorted(matches, key=lambda each: (each.start, -each.end)):
            if match.start < end:
                continue
            finding = self._finding(document, piece, match)
            if finding is not None:
                end = match.end
                yield finding

    def _finding(self, document: Document, piece: Piece, match: Match) -> Finding | None:
        look = self.table.look_of(match)
        rule = self.rules.get(look) if look else None
        span = piece.to_prose(match.start, match.end) if rule else None
        if rule is None or span is None or not self._stands(document, piece, match, span, rule):
            return None
        if look == SPELLING and self.is_word(document.prose[span.start : span.end]):
            return None
        finding = make_finding(
            document,
            rule,
            span,
            values={
                "says": _sentence(match.message),
                "engine": self.engine.title,
                "name": match.rule,
            },
            severity=Severity.INFO if self.table.is_info(match) else None,
            corrections=_corrections(piece, match, span),
            evidence=[Evidence("trigger", span, note=f"{self.engine.title} {match.rule}")],
        )
        return replace(finding, engine=self.engine.name)

    def _stands(
        self, document: Document, piece: Piece, match: Match, span: Span, rule: Rule
    ) -> bool:
        """Whether the place is one where the rule looks, and the engine could read it."""
        block = document.blocks[document.block_at(span.start)]
        inside = block.start <= span.start and span.end <= block.end
        if not inside or not rule.blocks.allows(block.kind):
            return False
        if not rule.sections.allows(block.section_kind):
            return False
        if STAND_IN in document.prose[span.start : span.end]:
            return False
        if match.rule in self.table.not_before_stand_in:
            return not piece.stands_in(match.end + 1)
        return True


def _sentence(message: str) -> str:
    text = " ".join(message.split())
    return text if text[-1:] in {".", "?", "!"} else f"{text}."


def _corrections(piece: Piece, match: Match, span: Span) -> list[Correction]:
    """What the engine offers, where its match is prose as it stands."""
    whole = span.end - span.start == match.end - match.start
    offers = match.replacements[:_OFFERED] if whole else ()
    return [Correction(span, text) for text in offers]
