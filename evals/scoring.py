"""Findings against marks: recall, precision, and how far two readers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.intervals import Proportion
from evals.marks import CATEGORIES, LANGUAGE, Mark
from linter.findings import Finding, Severity, State

Findings = Mapping[str, Sequence[Finding]]  # by the file's name, as in the marks


@dataclass(frozen=True, slots=True)
class Score:
    """`recall` is over the sure marks, `precision` over sure and unsure ones."""

    recall: Proportion
    precision: Proportion


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many marks both readers made, and how many only one of them."""

    both: int
    only_a: int
    only_b: int

    @property
    def recall(self) -> Proportion:
        """How much of what A marked B marked too; A's precision against B."""
        return Proportion(self.both, self.both + self.only_a)

    @property
    def precision(self) -> Proportion:
        """How much of what B marked A marked too; A's recall against B."""
        return Proportion(self.both, self.both + self.only_b)

    @property
    def f1(self) -> float | None:
        """The same whichever reader is measured against the other."""
        marks = 2 * self.both + self.only_a + self.only_b
        return 2 * self.both / marks if marks else None


def counted(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that an editor is shown without asking: open, warning or error."""
    return [
        finding
        for finding in findings
        if finding.state is State.OPEN and finding.severity is not Severity.INFO
    ]


def score(findings: Findings, marks: Iterable[Mark], categories: Collection[str]) -> Score:
    """Recall and precision in some categories, which are taken as one.

    A mark is found if a finding overlaps it; a finding is right if it overlaps a mark.
    """
    marks = [mark for mark in marks if mark.category in categories]
    sure = [mark for mark in marks if mark.sure]
    shown = of_categories(findings, categories)
    missed, wrong = misses(findings, marks, categories), false_alarms(findings, marks, categories)
    return Score(
        Proportion(len(sure) - len(missed), len(sure)),
        Proportion(len(shown) - len(wrong), len(shown)),
    )


def misses(findings: Findings, marks: Iterable[Mark], categories: Collection[str]) -> list[Mark]:
    """The sure marks that no finding of these categories overlaps."""
    by_file = _by_file(of_categories(findings, categories))
    return [
        mark
        for mark in marks
        if mark.sure
        and mark.category in categories
        and not any(mark.span.overlaps(found.span) for found in by_file.get(mark.file, ()))
    ]


def false_alarms(
    findings: Findings, marks: Iterable[Mark], categories: Collection[str]
) -> list[tuple[str, Finding]]:
    """The findings, with their files, that overlap no mark of these categories."""
    by_file: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.category in categories:
            by_file.setdefault(mark.file, []).append(mark)
    return [
        (file, found)
        for file, found in of_categories(findings, categories)
        if not any(found.span.overlaps(mark.span) for mark in by_file.get(file, ()))
    ]


def precision_of_rules(findings: Findings, marks: Sequence[Mark]) -> dict[str, Proportion]:
    """How often each rule is right, a slip's category taken as the readers' other two as well."""
    of = Counter(found.rule for _, found in of_categories(findings, CATEGORIES))
    wrong = Counter(
        found.rule
        for categories in (LANGUAGE, ("claim",), ("citation",))
        for _, found in false_alarms(findings, marks, categories)
    )
    return {rule: Proportion(count - wrong[rule], count) for rule, count in sorted(of.items())}


def of_categories(findings: Findings, categories: Collection[str]) -> list[tuple[str, Finding]]:
    """What counts of some categories, each with its file."""
    return [
        (file, finding)
        for file, found in findings.items()
        for finding in counted(found)
        if finding.category in categories
    ]


def agreement(marks: Iterable[Mark], categories: Collection[str]) -> Agreement:
    """How far the two readers agree in some categories, taken as one."""
    readers = [mark.readers for mark in marks if mark.category in categories]
    return Agreement(readers.count("AB"), readers.count("A"), readers.count("B"))


def _by_file(found: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = {}
    for file, finding in found:
        by_file.setdefault(file, []).append(finding)
    return by_file
