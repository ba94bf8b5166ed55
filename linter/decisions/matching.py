"""Which finding a decision is about: its words and sentence count, never its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial

from linter.decisions.model import Decision
from linter.findings import Finding
from linter.values import dataclass

_Key = tuple[str, ...]
_Keys = Callable[[Finding], Iterable[_Key]]
_KeyOf = Callable[[Decision], _Key]


@dataclass(frozen=True, slots=True)
class Match:
    """A decision and the finding that it is about, which stands in the file at `path`."""

    decision: Decision
    path: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Matched:
    """The decisions that apply, and those that do not: the words changed, or were repaired."""

    matches: tuple[Match, ...]
    left: tuple[Decision, ...]


def match(decisions: Iterable[Decision], findings: Mapping[str, Sequence[Finding]]) -> Matched:
    """Pair decisions with the findings of their files (`Decision.file` is a key of `findings`).

    First by fingerprint, which outlives what a spreadsheet does to texts; then by rule, words
    and sentence; then by the sentence, where one rule stands in for another. Of equal findings
    each is taken once, the one at the decision's line first.
    """
    matching = _Matching(findings, list(decisions))
    matching.run(_by_fingerprint, lambda each: (each.key,) if each.key else ())
    matching.run(
        _by_words,
        lambda each: (each.rule, _folded(each.text), _folded(each.sentence)),
        nearest=True,
    )
    matching.run(_by_sentence, lambda each: (each.rule, _folded(each.sentence)))
    order = {id(each): number for number, each in enumerate(matching.all)}
    matches = sorted(matching.matches, key=lambda each: order[id(each.decision)])
    return Matched(tuple(matches), tuple(matching.decisions))


def shown_words(finding: Finding) -> str:
    """The words a finding is about, as a reader sees them."""
    return finding.sentence[finding.marked.start : finding.marked.end] or finding.text


@dataclass
class _Matching:
    findings: Mapping[str, Sequence[Finding]]
    decisions: list[Decision]
    matches: list[Match] = field(default_factory=list)
    taken: set[tuple[str, int]] = field(default_factory=set)
    all: tuple[Decision, ...] = ()

    def run(self, of_finding: _Keys, of_decision: _KeyOf, nearest: bool = False) -> None:
        """Pair what is left and shares a key."""
        self.all = self.all or tuple(self.decisions)
        index: dict[_Key, list[int]] = {}
        for path, group in self.findings.items():
            for number, finding in enumerate(group):
                for key in of_finding(finding):
                    index.setdefault((path, *key), []).append(number)
        left = []
        for each in self.decisions:
            key = of_decision(each)
            candidates = index.get((each.file, *key), []) if any(key) else []
            free = [n for n in candidates if (each.file, n) not in self.taken]
            if not free:
                left.append(each)
                continue
            group = self.findings[each.file]
            number = min(free, key=partial(_distance, group, each)) if nearest else free[0]
            self.taken.add((each.file, number))
            self.matches.append(Match(each, each.file, group[number]))
        self.decisions = left


def _distance(group: Sequence[Finding], decision: Decision, number: int) -> tuple[int, int]:
    finding = group[number]
    return abs(finding.line - decision.line), abs(finding.column - decision.column)


def _by_fingerprint(finding: Finding) -> Iterator[_Key]:
    if finding.fingerprint:
        yield (finding.fingerprint,)


def _by_words(finding: Finding) -> Iterator[_Key]:
    sentence = _folded(finding.sentence)
    for words in dict.fromkeys((_folded(finding.text), _folded(shown_words(finding)))):
        yield finding.rule, words, sentence


def _by_sentence(finding: Finding) -> Iterator[_Key]:
    for rule in finding.also:
        yield rule, _folded(finding.sentence)


def _folded(text: str) -> str:
    return " ".join(text.split())
