"""`full`: for people at a terminal. Grouped by file; each sentence with its words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import IO

from linter.findings import Evidence, Finding, Fix, Severity, State
from linter.reports import Options
from linter.reports.parts.characters import fold, one_line
from linter.reports.parts.closing import closing_lines, statistics_lines, visible_findings
from linter.reports.parts.frame import Line, frame
from linter.reports.parts.pairs import elsewhere, paired
from linter.reports.parts.repeats import repeated
from linter.reports.parts.styles import Styles
from linter.reports.parts.wording import (
    SAFETY_NAMES,
    change_line,
    counted,
    evidence_lines,
    first_sentence,
    replacement,
    shortened,
    spelt_out,
    state_name,
)
from linter.results import FileResult, Run
from linter.spans import Span
from linter.values import dataclass

SUFFIXES: tuple[str, ...] = (".txt",)
NEEDS: frozenset[str] = frozenset()

_INDENT = " " * 7
_LABEL = 13


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the findings of each file, then what they come to."""
    page = Page(run, options, Styles(options.colour))
    if options.statistics:
        out.writelines(f"{line}\n" for line in statistics_lines(run, options))
    else:
        for result in run.results:
            out.writelines(f"{line}\n" for line in page.file(result))
    closing = closing_lines(run, options)
    out.writelines(f"{page.styles.bold(line)}\n" for line in closing)


@dataclass
class Page:
    """What stays the same over a page, and which rules were explained on it already."""

    run: Run
    options: Options
    styles: Styles
    explained: set[str] = field(default_factory=set)

    def file(self, result: FileResult) -> Iterator[str]:
        findings = visible_findings(result.findings, self.options)
        notes = () if self.options.quiet else result.notes
        if not (findings or notes or result.applied):
            return
        yield self.styles.path(self.safe(result.path))
        for note in notes:
            yield from self.labelled("note", note, "  ")
        for fix in result.applied:
            change = change_line(fix.before, fix.after)
            yield from self.labelled("fixed", f"line {fix.line}: {change}  {fix.rule}", "  ")
        if notes or result.applied:
            yield ""
        for group, others in _cards(findings):
            yield from self.card(group, others)
            yield ""

    def card(self, group: Sequence[Finding], others: Sequence[Finding]) -> Iterator[str]:
        """A finding, or a claim and the citation that its sentence lacks: the sentence once.

        `others` are the places where the claim is made again.
        """
        yield from map(self.heading, group)
        yield from self.sentence(*group)
        for finding in group:
            yield from self.wrapped(finding.message)
            places = [f"{each.line}:{each.column}" for each in others if each.rule == finding.rule]
            if places:
                yield from self.labelled("also at", f"{', '.join(places)} ({_same(finding)})")
            for label, text in self.reasons(finding):
                yield from self.labelled(label, text)

    def heading(self, finding: Finding) -> str:
        place = f"{finding.line}:{finding.column}"
        styles = self.styles
        severity = styles.severity(finding.severity, finding.severity)
        state = f"  ({self.safe(state_name(finding))})" if finding.state is not State.OPEN else ""
        return f"  {place}  {severity}  {styles.faint(self.safe(finding.rule))}{state}"

    def sentence(self, finding: Finding, *others: Finding) -> Iterator[str]:
        """The sentence, the words of the first finding marked, those of others more lightly."""
        lines = frame(
            finding.sentence,
            _marked(finding),
            self.options.width - len(_INDENT),
            beside=[*_beside(finding.evidence), *filter(None, map(_marked, others))],
            unicode=self.options.unicode,
        )
        for line in lines:
            yield _INDENT + self.coloured(line, finding.severity)
            if line.marks:
                yield _INDENT + self.styles.severity(line.marks, finding.severity)

    def coloured(self, line: Line, severity: Severity) -> str:
        if not self.options.colour:
            return line.text
        before, marked, after = line.parts()
        return before + self.styles.severity(marked, severity) + after

    def reasons(self, finding: Finding) -> Iterator[tuple[str, str]]:
        card = self.run.rules.get(finding.rule)
        is_new = finding.rule not in self.explained
        self.explained.add(finding.rule)
        if card and card.why and is_new:
            yield "why", first_sentence(card.why)
        yield from evidence_lines(finding)
        for fix in finding.fixes:
            yield "suggestion", f"{self.suggestion(finding, fix)}  [{SAFETY_NAMES[fix.safety]}]"
        for wording in finding.rewordings:
            yield "reword", f"“{wording}”"
        several = 1 if finding.rewordings else len(finding.suggestions)
        for suggestion in finding.suggestions[:several] if is_new else ():
            yield "suggestion", suggestion
        if places := elsewhere(finding):
            yield "elsewhere", f"{counted(len(places), 'more place')} in this text"

    def suggestion(self, finding: Finding, fix: Fix) -> str:
        made = replacement(finding, fix)
        if made is None:
            return fix.description
        before, after = made
        return self.quoted(after) if before.strip() and after else change_line(before, after)

    def labelled(self, label: str, text: str, indent: str = _INDENT) -> Iterator[str]:
        room = max(self.options.width - len(indent) - _LABEL, 20)
        head = self.styles.faint(label.ljust(_LABEL))
        for line in fold(self.safe(text), room):
            yield indent + head + line
            head = " " * _LABEL

    def wrapped(self, text: str) -> Iterator[str]:
        for line in fold(self.safe(text), max(self.options.width - len(_INDENT), 20)):
            yield _INDENT + self.styles.bold(line)

    def quoted(self, text: str) -> str:
        return f"“{shortened(spelt_out(text))}”"

    def safe(self, text: str) -> str:
        return one_line(text, self.options.unicode)


def _cards(findings: Sequence[Finding]) -> list[tuple[Sequence[Finding], list[Finding]]]:
    """The findings in groups, each with the later findings that repeat one of it.

    What says more than the repeated claim keeps a card of its own.
    """
    repeats = repeated(findings)
    first_of = {id(findings[place]): findings[first] for place, first in repeats.items()}
    cards: list[tuple[Sequence[Finding], list[Finding]]] = []
    others: dict[int, list[Finding]] = {}
    for group in paired(findings):
        if all(id(each) in first_of for each in group):
            for each in group:
                others[id(first_of[id(each)])].append(each)
            continue
        cards.append((group, []))
        others.update((id(each), cards[-1][1]) for each in group)
    return cards


def _same(finding: Finding) -> str:
    return "the same claim" if finding.category == "claim" else "as the claim"


def _marked(finding: Finding) -> Span | None:
    """Where the finding stands in its sentence, or None where that is not known."""
    span = finding.marked
    if span.end > len(finding.sentence):
        return None
    if span.start == span.end and finding.text:
        start = finding.sentence.find(finding.text)
        return Span(start, start + len(finding.text)) if start >= 0 else None
    return span


def _beside(evidence: Iterable[Evidence]) -> list[Span]:
    return [item.marked for item in evidence if item.marked and item.role != "looked-for"]
