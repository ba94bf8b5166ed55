"""What a spelling tool marks in a text, and whether it is right about a known typo."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.intervals import Proportion, Rate
from evals.linting import lint
from linter.findings import Finding, Severity, State
from linter.results import FileResult
from linter.spans import Span, apply_edits

PACK = "spelling"
FIRST_FEW = 5
_LINE_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Flag:
    """A place that a tool marks. `repairs` is the text as each suggestion leaves it, best first.

    `shown` is False for what medlint reports as info only; other tools know no such thing.
    """

    span: Span
    repairs: tuple[str, ...] = ()
    shown: bool = True


Flags = list[list[Flag]]  # for each text, what is marked in it
Look = Callable[[Sequence[str], bool], Flags]  # texts, and whether suggestions are wanted


@dataclass(frozen=True, slots=True)
class Case:
    """A text with a known typo in it, and what it may read when the typo is repaired.

    `group` and `kind` are labels by which cases are counted apart.
    """

    text: str
    span: Span
    right: frozenset[str]
    group: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one typo: was it marked, is the right word the first offered, one of five?"""

    found: bool
    first: bool
    among_five: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdicts of one tool on a set, and how often it marks texts without a typo."""

    tool: str
    verdicts: tuple[Verdict, ...]
    false_flags: Rate | None = None

    def share(self, what: str, chosen: Iterable[int] | None = None) -> Proportion:
        """How many verdicts are `found`, `first` or `among_five`; of some cases or all."""
        verdicts = self.verdicts if chosen is None else [self.verdicts[n] for n in chosen]
        return Proportion(sum(getattr(each, what) for each in verdicts), len(verdicts))


def planted(text: str, start: int, typo: str, right: str, group: str = "", kind: str = "") -> Case:
    """A case whose `typo` at `start` should read `right`.

    Raises:
        ValueError: the typo does not stand there.
    """
    end = start + len(typo)
    if text[start:end] != typo:
        raise ValueError(f"there is no {typo!r} at {start}")
    return Case(text, Span(start, end), frozenset({text[:start] + right + text[end:]}), group, kind)


def judge(case: Case, flags: Iterable[Flag], *, informed: bool) -> Verdict:
    """Whether flags find a typo and repair it; those of severity info count where `informed`.

    The suggestions are those of the first flag that has any, warnings and errors before info.
    """
    hits = [f for f in flags if f.span.overlaps(case.span) and (f.shown or informed)]
    hits.sort(key=lambda flag: not flag.shown)
    offers = next((flag.repairs for flag in hits if flag.repairs), ())[:FIRST_FEW]
    rights = [offer in case.right for offer in offers]
    return Verdict(bool(hits), bool(rights and rights[0]), any(rights))


def verdicts(cases: Sequence[Case], flags: Flags, *, informed: bool) -> tuple[Verdict, ...]:
    """The verdict on each case."""
    pairs = zip(cases, flags, strict=True)
    return tuple(judge(case, found, informed=informed) for case, found in pairs)


def count(flags: Flags, *, informed: bool) -> int:
    """How many flags there are."""
    return sum(flag.shown or informed for found in flags for flag in found)


def words_in(texts: Iterable[str]) -> int:
    """Words as white space parts them."""
    return sum(len(text.split()) for text in texts)


def medlint(texts: Sequence[str], select: Sequence[str] = (PACK,)) -> Flags:
    """What medlint finds, each text being a file of its own, under the default configuration.

    Raises:
        RuntimeError: medlint could not read one of them.
    """
    names = [f"{number:05}.txt" for number in range(len(texts))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "medlint.yml").write_text("{}\n", encoding="utf-8")
        for file, text in zip(names, texts, strict=True):
            (folder / file).write_text(text, encoding="utf-8", newline="")
        results = lint(folder, names, select)
    return [flags_of(text, results[file]) for file, text in zip(names, texts, strict=True)]


def flags_of(text: str, result: FileResult) -> list[Flag]:
    """The open findings of a file as flags; `text` is its source.

    Raises:
        RuntimeError: the file could not be checked.
    """
    if result.problems:
        raise RuntimeError("; ".join(problem.message for problem in result.problems))
    return [flag_of(text, found) for found in result.findings if found.state is State.OPEN]


def flag_of(text: str, found: Finding) -> Flag:
    """A finding as a flag, each of its fixes being a suggestion."""
    repairs = tuple(apply_edits(text, fix.edits) for fix in found.fixes)
    return Flag(found.span, repairs, found.severity is not Severity.INFO)


def flag_word(text: str, start: int, end: int, words: Iterable[str] = ()) -> Flag:
    """A flag on `text[start:end]` for which words are suggested."""
    return Flag(Span(start, end), tuple(text[:start] + word + text[end:] for word in words))


def on_one_line(text: str) -> str:
    """The text with its line breaks made spaces; equally long."""
    return _LINE_BREAK.sub(" ", text)
