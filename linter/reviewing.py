"""What a reviewer confirms of a draft: its statements on effects and harms, flagged or not, its
references with where each is cited, and the places that name doses, funding and dates.

The statements are the claims of the readings that `explain` shows, each with its strength, its
caveats and the citations in reach. What is put down as an effect or a harm without a promise is
told by the signals `effect-told` and `side-effect`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from linter.checkers.bookkeeping.ledger import Ledger
from linter.checkers.bookkeeping.uses import uses_of
from linter.config import Config
from linter.documents.document import Document
from linter.documents.model import STAND_IN, BlockKind, Citation, Reference
from linter.reading.marks import Matcher
from linter.reading.places import marks_at, span_of
from linter.reading.scopes import Range, View
from linter.reading.sentence import CAVEATS, Claim, Reading, readings, sense_of
from linter.reading.wording import ATTRIBUTIONS, EVIDENCE, MOODS, STRENGTHS
from linter.results import Listed, Mention, Review, Statement
from linter.ruleset import Ruleset
from linter.ruleset.model import WINDOWS, Scope
from linter.spans import Span

_TOLD = {"side-effect": "harm", "effect-told": "effect"}
MENTIONS = ("dose", "regimen", "funding", "document-date", "consult-clinician")
_UNREAD = frozenset({BlockKind.FURNITURE, BlockKind.REFERENCE})
_LONGEST = 2_000  # characters of a sentence that are shown
_SHORT = 200  # characters of an entry of the reference list


def review(document: Document, data: bytes, ruleset: Ruleset, config: Config) -> Review:
    """What a reviewer confirms of a document that was read from `data`."""
    view = View(document, Matcher(ruleset), WINDOWS[config.citations.window])
    ledger = Ledger(document, config)
    uses = uses_of(ledger)
    cited: dict[Citation, list[Reference]] = {}
    for reference, marks in uses.items():
        for mark in marks:
            cited.setdefault(mark, []).append(reference)
    entries = {each.reference: each for each in ledger.sources}
    names = {
        reference: f"{reference.key} {entry.text[:_SHORT]}".strip()
        for reference, entry in entries.items()
    }
    statements = list(_statements(view, cited, names))
    return Review(
        sha256(data).hexdigest(),
        tuple(statements),
        tuple(_listed(ledger, uses)),
        tuple(_mentions(view)),
        len(document.citations),
    )


def _is_read(view: View, block: int) -> bool:
    place = view.document.blocks[block]
    return (
        place.kind not in _UNREAD
        and place.section_kind not in ("references", "furniture")
        and view.document.english[block]
    )


def _statements(
    view: View, cited: Mapping[Citation, Sequence[Reference]], names: Mapping[Reference, str]
) -> Iterator[Statement]:
    for reading in readings(view):
        block = reading.sentence.block
        if _is_read(view, block):
            for claim in _claims(view, reading):
                yield _statement(view, reading, claim, cited, names)


def _claims(view: View, reading: Reading) -> list[Claim]:
    """The claims of a sentence; where it makes none, what it tells of effects and harms."""
    block, place = reading.sentence.block, span_of(reading.sentence)
    claims = list(reading.claims)
    for signal, kind in _TOLD.items():
        for mark in marks_at(view, signal, block, place):
            if kind == "effect" and claims:
                break
            if not any(each.span.overlaps(mark.span) for each in claims):
                claims.append(Claim(mark.span, kind, signal, sense_of(view, block, mark.span)))
                break
    by_span: dict[Span, list[Claim]] = {}
    for each in sorted(claims, key=lambda each: (each.span, each.kind)):
        by_span.setdefault(each.span, []).append(each)
    return [
        Claim(span, ", ".join(claim.kind for claim in group), group[0].signal, group[0].sense)
        for span, group in by_span.items()
    ]


def _statement(
    view: View,
    reading: Reading,
    claim: Claim,
    cited: Mapping[Citation, Sequence[Reference]],
    names: Mapping[Reference, str],
) -> Statement:
    document, sense = view.document, claim.sense
    block, whole = reading.sentence.block, span_of(reading.sentence)
    window = view.ranges(Scope("window"), block, claim.span)
    marks = _marks_in(document, [Range(block, whole.start, whole.end)])
    near = not marks
    marks = marks or _marks_in(document, window)
    caveats = [
        _words(document, mark.span)
        for each in window
        for name in CAVEATS
        for mark in marks_at(view, name, each.block, Span(each.start, each.end))
        if not mark.span.overlaps(claim.span)
    ]
    source = document.map.to_source(claim.span)
    line, column = document.lines.position(source.start)
    entries = (names.get(each, each.key) for mark in marks for each in cited.get(mark, ()))
    return Statement(
        span=source,
        line=line,
        column=column,
        section=document.blocks[block].section,
        kind=claim.kind,
        words=_words(document, claim.span),
        sentence=_words(document, whole)[:_LONGEST],
        mood=MOODS[sense.mood],
        strength=STRENGTHS[sense.strength],
        attribution=ATTRIBUTIONS[sense.attribution],
        evidence=EVIDENCE[sense.evidence],
        caveats=tuple(dict.fromkeys(caveats)),
        citations=tuple(dict.fromkeys(_mark_words(document, mark) for mark in marks)),
        sources=tuple(dict.fromkeys(entries)),
        near=near and bool(marks),
    )


def _marks_in(document: Document, ranges: Sequence[Range]) -> list[Citation]:
    return [
        mark
        for mark in document.citations
        if any(each.start <= mark.start <= each.end for each in ranges)
    ]


def _mark_words(document: Document, mark: Citation) -> str:
    place = document.place_of(mark)
    shown = _words(document, Span(mark.start, mark.end))
    return shown or document.source[place.start : place.end] or ", ".join(mark.keys)


def _listed(ledger: Ledger, uses: Mapping[Reference, Sequence[Citation]]) -> Iterator[Listed]:
    document = ledger.document
    for entry in ledger.sources:
        marks = uses.get(entry.reference, ())
        lines = [document.lines.position(document.place_of(mark).start)[0] for mark in marks]
        others = " et al." if entry.et_al and entry.authors else ""
        yield Listed(
            key=entry.reference.key,
            text=entry.text,
            authors=", ".join(entry.authors) + others,
            year=entry.year,
            title=entry.title,
            doi=entry.doi,
            pmid=entry.pmid,
            lines=tuple(dict.fromkeys(lines)),
        )


def _mentions(view: View) -> list[Mention]:
    """The places of each signal, one a sentence; in headings only if nowhere else."""
    blocks = view.document.blocks
    found = list(_all_mentions(view))
    headings = {block for block, _ in found if blocks[block].kind is BlockKind.HEADING}
    told = {each.about for block, each in found if block not in headings}
    return [each for block, each in found if block not in headings or each.about not in told]


def _all_mentions(view: View) -> Iterator[tuple[int, Mention]]:
    document = view.document
    for block, sentences in enumerate(document.sentences):
        if not _is_read(view, block):
            continue
        for sentence in sentences:
            for name in MENTIONS:
                for mark in marks_at(view, name, block, span_of(sentence))[:1]:
                    line, _ = document.lines.position(document.map.to_source(mark.span).start)
                    whole = _words(document, span_of(sentence))[:_LONGEST]
                    yield block, Mention(name, line, _words(document, mark.span), whole)


def _words(document: Document, span: Span) -> str:
    return " ".join(document.prose[span.start : span.end].replace(STAND_IN, "…").split())
