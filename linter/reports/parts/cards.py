"""The findings of a run, numbered, with all that a page says about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from linter.documents import WORD_SUFFIXES
from linter.findings import Finding, Fix, RuleCard, Safety, Severity, State
from linter.reports.parts.pairs import paired
from linter.reports.parts.repeats import repeated
from linter.reports.parts.wording import (
    SEVERITY_NAMES,
    evidence_lines,
    matched,
    replacement,
)
from linter.results import FileResult, Run
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A fix as words before and after; only its description where they are not known."""

    before: str
    after: str
    safety: Safety
    description: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An open finding with its number in the report.

    `explained` is the number of the first finding of the same rule, which says why the rule is
    there; it is the card's own number where that is this one. `partner` is the number of the claim
    or the missing citation of the same sentence (0: none). `repeats` is the number of the finding
    that made the same claim first (0: none), `again` are the numbers and places of the later ones.
    """

    number: int
    finding: Finding
    rule: RuleCard | None
    explained: int
    changes: tuple[Change, ...]
    in_word: bool = False
    partner: int = 0
    repeats: int = 0
    again: tuple[tuple[int, str], ...] = ()

    @property
    def severity(self) -> str:
        """In people's words."""
        return SEVERITY_NAMES[self.finding.severity]

    @property
    def place(self) -> str:
        """Where it stands; in a Word file the paragraph, which Word counts no lines of."""
        found = self.finding
        return place_in(self.in_word, found.line, found.column, found.section)

    @property
    def quote(self) -> str:
        return matched(self.finding)

    @property
    def why(self) -> str:
        return " ".join(self.rule.why.split()) if self.rule else ""

    @property
    def source(self) -> str:
        return " ".join(self.rule.source.split()) if self.rule else ""

    @property
    def evidence(self) -> list[tuple[str, str]]:
        lines = evidence_lines(self.finding)
        if self.partner:
            lines.append(("see also", f"finding {self.partner}, on the same sentence"))
        return lines

    @property
    def same(self) -> str:
        """Which finding it repeats, in words; empty if none."""
        what = "claim" if self.finding.category == "claim" else "missing source of that claim"
        return f"The same {what} as finding {self.repeats}; see there." if self.repeats else ""

    @property
    def elsewhere(self) -> str:
        """Where the claim is made again, in words; empty if nowhere."""
        return "; ".join(f"finding {number} ({place})" for number, place in self.again)


@dataclass(frozen=True, slots=True)
class FileCards:
    """A file, the cards of its open findings, and its findings that were set aside."""

    result: FileResult
    cards: tuple[Card, ...]
    aside: tuple[Finding, ...]


def is_word(path: str) -> bool:
    """Whether a file is a Word file."""
    return path.lower().endswith(WORD_SUFFIXES)


def place_in(word: bool, line: int, column: int, section: Sequence[str] = ()) -> str:
    """A place in people's words: line and column, in a Word file paragraph and heading."""
    if not word:
        return f"line {line}, column {column}"
    return f"paragraph {line}" + (f", under “{section[-1]}”" if section else "")


def numbered(run: Run) -> list[FileCards]:
    """The cards of each file, numbered from 1 through the run."""
    number = 0
    explained: dict[str, int] = {}
    files = []
    for result in run.results:
        cards = []
        source = result.document.source if result.document else None
        shown = list(_in_state(result, still_open=True))
        partners = _partners(shown, number + 1)
        repeats = repeated(shown)
        word, before = is_word(result.path), number + 1
        again = _again(shown, repeats, before, word)
        for place, finding in enumerate(shown):
            number += 1
            first = explained.setdefault(finding.rule, number)
            rule = run.rules.get(finding.rule)
            cards.append(
                Card(
                    number,
                    finding,
                    rule,
                    first,
                    tuple(_change(finding, f, source) for f in finding.fixes),
                    word,
                    partners.get(number, 0),
                    repeats[place] + before if place in repeats else 0,
                    tuple(again.get(place, ())),
                )
            )
        aside = tuple(_in_state(result, still_open=False))
        files.append(FileCards(result, tuple(cards), aside))
    return files


def _again(
    shown: Sequence[Finding], repeats: Mapping[int, int], before: int, word: bool
) -> dict[int, list[tuple[int, str]]]:
    """For findings that others repeat, the others' numbers and places; `before` is the first's
    number."""
    again: dict[int, list[tuple[int, str]]] = {}
    for place, first in sorted(repeats.items()):
        found = shown[place]
        where = place_in(word, found.line, found.column, found.section)
        again.setdefault(first, []).append((place + before, where))
    return again


def _partners(findings: Sequence[Finding], first: int) -> dict[int, int]:
    """The numbers of findings that are one problem seen from two sides, each way."""
    numbers = {id(finding): number for number, finding in enumerate(findings, first)}
    pairs = (tuple(numbers[id(each)] for each in group) for group in paired(findings))
    both = [pair for pair in pairs if len(pair) == 2]
    return dict([*both, *(pair[::-1] for pair in both)])


def _in_state(result: FileResult, still_open: bool) -> Iterator[Finding]:
    for finding in result.findings:
        if (finding.state is State.OPEN) is still_open:
            yield finding


def _change(finding: Finding, fix: Fix, source: str | None) -> Change:
    words = replacement(finding, fix, source)
    if words is None:
        return Change("", "", fix.safety, fix.description)
    return Change(*words, fix.safety, fix.description)


def found(file: FileCards) -> str:
    """What a file comes to: `1 must fix, 2 consider`."""
    if file.result.problems and not file.result.words:
        return "not checked"
    rest = ", not wholly checked" if file.result.problems else ""
    counts = Counter(card.finding.severity for card in file.cards)
    told = [f"{counts[s]:,} {SEVERITY_NAMES[s].lower()}" for s in Severity if counts[s]]
    return (", ".join(told) or "no findings") + rest
