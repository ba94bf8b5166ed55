"""What `medlint explain` says of a sentence: its reading, what is reported, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.cli import READS, UsageError
from linter.cli.running import naming
from linter.findings import Finding
from linter.linting import lint_document, read_draft
from linter.reading.scopes import View
from linter.reading.sentence import Claim, Reading, readings, sense_of
from linter.reading.wording import ATTRIBUTIONS, EVIDENCE, MOODS, STRENGTHS
from linter.sessions import Session
from linter.spans import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.checkers.pattern.silence import Silence

_REASONS = {
    "place": "it does not look at headings, references or a section of this kind",
    "document": "it judges only drafts that sell or praise a treatment or a provider",
    "exception": "“{words}” is one of its exceptions",
    "sense": "“{words}” is not meant in the way it looks for",
    "lacking": "what it also needs does not stand beside “{words}”",
    "unless": "silenced, because {by}",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence: where it is (line and column from 1), what it says, what is to be said of it.

    `told` holds labels and texts for people, `data` the same for programs.
    """

    line: int
    column: int
    text: str
    told: tuple[tuple[str, str], ...]
    data: dict[str, Any]


def explained(
    session: Session, file: Path, line: int | None, column: int | None
) -> list[Explained]:
    """The sentences of a draft that touch a line, or the one at a column; all without a line.

    Raises:
        UsageError: medlint does not read such files, or the draft has no such line.
    """
    from linter import documents
    from linter.reading.marks import Matcher

    path = session.working_folder / file
    if path.suffix.lower() not in documents.suffixes():
        raise UsageError(f"“{path.name}” is not read; {READS}.")
    config = session.configurations.for_file(path)
    with naming(file):
        document, config = read_draft(documents.read_bytes(path), path, session, config)
    wanted = _wanted(document.lines.starts, len(document.source), line, column)
    engine = session.engine(config)
    view = View(document, Matcher(session.ruleset(config)))
    findings = lint_document(document, engine)
    rules = [rule for rule in engine.rules.values() if rule.category in ("claim", "citation")]
    rules = [rule for rule in rules if rule.check == "pattern"]
    explanations = []
    for reading in readings(view, wanted):
        sentence = reading.sentence
        source = document.map.to_source(Span(sentence.start, sentence.end))
        found = [each for each in findings if each.span.overlaps(source)]
        silent = list(_silent(view, rules, reading, found))
        explanations.append(_explained(view, reading, source, found, silent))
    return explanations


def _wanted(starts: Sequence[int], length: int, line: int | None, column: int | None) -> Span:
    if line is None:
        return Span(0, length + 1)
    if not 1 <= line <= len(starts):
        raise UsageError(f"There is no line {line}; the draft has {len(starts)} lines.")
    start, end = starts[line - 1], [*starts, length + 1][line]
    if column is None:
        return Span(start, max(end - 1, start + 1))
    return Span(min(start + max(column, 1) - 1, end - 1), min(start + max(column, 1), end))


def _silent(
    view: View, rules: Sequence[Any], reading: Reading, found: Sequence[Finding]
) -> Iterator[tuple[str, str]]:
    """The rules that found something in the sentence and do not report it, and why."""
    from linter.checkers.pattern.silence import silences

    reported = {name for each in found for name in (each.rule, *each.also)}
    sentence = reading.sentence
    for rule in rules:
        if rule.id in reported:
            continue
        for each in silences(view, rule, sentence.block, Span(sentence.start, sentence.end)):
            if each.reason == "place" and rule.blocks.names and not rule.blocks.negated:
                continue  # a rule about headings or lists is silent everywhere else
            words = _words(view, each.found.span)
            yield rule.id, _REASONS[each.reason].format(words=words, by=_what(view, each))
            break


def _what(view: View, silence: Silence) -> str:
    """What stood in the way of a finding, in words."""
    condition, by, found = silence.condition, silence.by, silence.found
    if condition is None:
        return ""
    if condition.citation:
        return "a citation stands near"
    if by is not None and by.span != found.span:
        return f"“{_words(view, by.span)}” stands near"
    sense = sense_of(view, found.block, found.span)
    told = [
        name
        for asked, name in (
            (condition.moods, f"it is {MOODS[sense.mood]}"),
            (condition.strengths, f"it is put {STRENGTHS[sense.strength]}"),
            (condition.attributions, f"it is said by {ATTRIBUTIONS[sense.attribution]}"),
            (condition.evidence, f"its evidence is {EVIDENCE[sense.evidence]}"),
        )
        if asked
    ]
    return " and ".join(told) or "the draft sells nothing, and no treatment is spoken of here"


def _explained(
    view: View,
    reading: Reading,
    source: Span,
    found: Sequence[Finding],
    silent: Sequence[tuple[str, str]],
) -> Explained:
    line, column = view.document.lines.position(source.start)
    text = _words(view, Span(reading.sentence.start, reading.sentence.end))
    told = [*_reading_told(view, reading)]
    for each in found:
        told.append(("reported", f"{each.rule} ({each.severity.value}): {each.message}"))
        told += [("  reword", f"“{wording}”") for wording in each.rewordings]
        told += [("  suggestion", suggestion) for suggestion in each.suggestions]
    told += [("not reported", f"{rule}: {why}") for rule, why in silent]
    if not found and not silent:
        told.append(("not reported", "no rule on claims or citations found what it looks for"))
    data = {
        "claims": [_claim_data(view, each) for each in reading.claims],
        "strength": reading.strength,
        "attribution": reading.attribution,
        "evidence": reading.evidence,
        "caveats": [_words(view, each) for each in reading.caveats],
        "citations": [_words(view, each) for each in reading.citations],
        "reported": [
            {
                "rule": e.rule,
                "severity": e.severity.value,
                "message": e.message,
                "suggestions": list(e.suggestions),
                "rewordings": list(e.rewordings),
            }
            for e in found
        ],
        "not_reported": [{"rule": rule, "why": why} for rule, why in silent],
    }
    return Explained(line, column, text, tuple(told), data)


def _reading_told(view: View, reading: Reading) -> Iterator[tuple[str, str]]:
    if not reading.claims:
        yield "claim", "none"
    for claim in reading.claims:
        yield "claim", f"{claim.kind}: “{_words(view, claim.span)}”"
        rests = dict(claim.sense.rests_on)

        def shown(role: str, text: str, places: dict[str, Span] = rests) -> str:
            return f"{text} (“{_words(view, places[role])}”)" if role in places else text

        yield "  meant as", shown("mood", MOODS[claim.sense.mood])
        yield "  put", shown("strength", STRENGTHS[claim.sense.strength])
        yield "  said by", shown("attribution", ATTRIBUTIONS[claim.sense.attribution])
        yield "  evidence", shown("evidence", EVIDENCE[claim.sense.evidence])
    yield "caveats", _listed(view, reading.caveats)
    yield "citations", _listed(view, reading.citations)


def _listed(view: View, spans: Sequence[Span]) -> str:
    return ", ".join(dict.fromkeys(f"“{_words(view, each)}”" for each in spans)) or "none"


def _claim_data(view: View, claim: Claim) -> dict[str, Any]:
    sense = claim.sense
    return {
        "kind": claim.kind,
        "text": _words(view, claim.span),
        "polarity": sense.polarity,
        "mood": sense.mood,
        "strength": sense.strength,
        "attribution": sense.attribution,
        "evidence": sense.evidence,
        "rests_on": {role: _words(view, span) for role, span in sense.rests_on},
    }


def _words(view: View, span: Span) -> str:
    return " ".join(view.document.prose[span.start : span.end].split())
