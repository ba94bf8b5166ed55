"""What a reviewer confirms of a draft before it goes out, what passed, what is open, what nobody
could check. It counts; it gives no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.findings import Severity
from linter.reading.wording import MOODS, STRENGTHS
from linter.reports.parts.cards import FileCards, is_word, numbered
from linter.reports.parts.tables import cited_in, support
from linter.reports.parts.wording import (
    CATEGORY_NAMES,
    counted,
    problem_line,
    set_aside_line,
    shortened,
)
from linter.results import Mention, Review, Run, Statement
from linter.values import dataclass

SIGNERS = ("Author", "Editor", "Medical reviewer", "Legal or compliance")
_MOST = 40  # items of a list; the sheet has all of them
_WORDS = 120
_PLAIN = frozenset({MOODS["statement"], STRENGTHS["direct"]})
_FEW = 12


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and what stands under it; `boxes` are ticked by a person, line by line."""

    title: str
    lines: tuple[str, ...]
    boxes: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The sign-off page of a file: its groups, and what made it (label and text)."""

    path: str
    groups: tuple[Group, ...]
    made: tuple[tuple[str, str], ...]


def pages(run: Run) -> list[Page]:
    """A page for each file."""
    return [_page(run, file) for file in numbered(run)]


def _page(run: Run, file: FileCards) -> Page:
    review = file.result.review or Review("")
    groups = [
        *_to_confirm(file, review),
        _open(file),
        _passed(run, file),
        Group("Set aside earlier", _cut([set_aside_line(each) for each in file.aside])),
        _unchecked(run, file),
    ]
    made = (
        ("File", file.result.path),
        ("SHA-256", review.sha256 or "not known: the file could not be read"),
        ("medlint", run.version),
        ("Rules", f"{len(run.rules):,}, digest {run.rules_digest}"),
        ("Configuration", ", ".join(run.configuration) or "none: the defaults"),
    )
    return Page(file.result.path, tuple(each for each in groups if each.lines), made)


def _to_confirm(file: FileCards, review: Review) -> Iterator[Group]:
    """What a person must look at, whether medlint found something or not."""
    word = is_word(file.result.path)
    named = {
        name: [each for each in review.mentions if each.about == name]
        for name in ("dose", "regimen", "funding", "document-date", "consult-clinician")
    }
    yield Group(
        "Claims: is each one right, and does its source say so?",
        _cut([_statement(each, word) for each in review.statements]) or ("none found",),
        boxes=bool(review.statements),
    )
    doses = sorted((*named["dose"], *named["regimen"]), key=lambda each: each.line)
    yield Group(
        "Doses and instructions: is each one right, for whom it is meant?",
        _cut(list(dict.fromkeys(_mention(each, word) for each in doses))) or ("none found",),
        boxes=bool(doses),
    )
    yield Group(
        "Citations: does each source exist, and say what it is cited for?",
        _citations(file, review),
        boxes=bool(review.references or review.marks),
    )
    yield Group("Disclosures: are they there, true and complete?", _disclosures(named, word), True)


def _statement(each: Statement, word: bool) -> str:
    """A statement in one line; that it is stated plainly goes without saying."""
    meant = [text for text in (each.mood, each.strength) if text not in _PLAIN]
    caveat = f"caveat: {', '.join(each.caveats)}" if each.caveats else "no caveat"
    found = f"support: {shortened(support(each), _WORDS)}" if each.citations else "no support"
    told = "; ".join((*meant, caveat, found))
    return f"{_line(each.line, word)}: {each.kind}: “{shortened(each.words, _WORDS)}”; {told}"


def _mention(each: Mention, word: bool) -> str:
    return f"{_line(each.line, word)}: “{shortened(each.sentence, _WORDS)}”"


def _line(line: int, word: bool) -> str:
    return f"{'paragraph' if word else 'line'} {line}"


def _citations(file: FileCards, review: Review) -> tuple[str, ...]:
    if not (review.references or review.marks):
        return ("none: nothing is cited, and there is no list of references",)
    lines = [
        f"{entry.key} {shortened(entry.text, _WORDS)} ({cited_in(file.result.path, entry)})".strip()
        for entry in review.references
    ]
    if not lines:
        lines = [f"{counted(review.marks, 'citation')} in the text, without a list of references"]
    return _cut(lines)


_DISCLOSURES = {
    "funding": "Who paid, and what interests the authors have",
    "document-date": "When it was written or last reviewed",
    "consult-clinician": "Advice to speak to a doctor, nurse or pharmacist",
}


def _disclosures(named: dict[str, list[Mention]], word: bool) -> tuple[str, ...]:
    lines = []
    for name, what in _DISCLOSURES.items():
        found = named[name][:1]
        told = _mention(found[0], word) if found else "not seen in the text"
        lines.append(f"{what}: {told}")
    return tuple(lines)


_MECHANICAL = frozenset({"typo", "grammar", "spacing", "style"})


def _open(file: FileCards) -> Group:
    """The findings that ask for an answer; hints, and what is mere repair, are only counted."""
    asked = [each for each in file.cards if each.finding.severity is not Severity.INFO]
    told = [each for each in asked if each.finding.category not in _MECHANICAL]
    lines = [
        f"No. {each.number}, {each.place}: {each.severity.lower()}: {each.finding.message}"
        for each in told
    ]
    shown = list(_cut(lines))
    for name in sorted(_MECHANICAL, key=_order):
        numbers = [str(each.number) for each in asked if each.finding.category == name]
        if numbers:
            more = f" and {len(numbers) - _FEW} more" if len(numbers) > _FEW else ""
            shown.append(
                f"{CATEGORY_NAMES[name]}: {counted(len(numbers), 'finding')}, "
                f"No. {', '.join(numbers[:_FEW])}{more}"
            )
    hints = len(file.cards) - len(asked)
    if hints:
        shown.append(f"{counted(hints, 'more finding')} to consider: see the sheet or the report")
    return Group("Open: what medlint found and nobody has settled", tuple(shown), boxes=True)


def _passed(run: Run, file: FileCards) -> Group:
    """For each category, how many checks found nothing."""
    failed = {name for card in file.cards for name in (card.finding.rule, *card.finding.also)} | {
        each.rule for each in file.aside
    }
    rules: dict[str, list[str]] = {}
    for card in (*run.rules.values(), *file.result.cards):
        rules.setdefault(card.category, []).append(card.id)
    lines = []
    for name in sorted(rules, key=_order):
        passed = [each for each in rules[name] if each not in failed]
        lines.append(
            f"{CATEGORY_NAMES.get(name, name)}: {len(passed)} of {len(rules[name])} checks "
            "found nothing"
        )
    done = file.result.words or not file.result.problems
    lead = "That a check found nothing does not prove that nothing is wrong."
    return Group("Passed", tuple(lines) if done else (), lead=lead)


def _order(category: str) -> tuple[int, str]:
    known = list(CATEGORY_NAMES)
    return (known.index(category) if category in known else len(known)), category


def _unchecked(run: Run, file: FileCards) -> Group:
    problems = [each for each in run.all_problems if each.path in ("", file.result.path)]
    off = [CATEGORY_NAMES[name] for name in CATEGORY_NAMES if not _has_rules(run, name)]
    lines = [
        *map(problem_line, problems),
        *file.result.notes,
        *(f"{name}: no check is switched on" for name in off),
        "whether the sources exist and say what they are cited for",
        "whether figures, doses and names are right",
        "pictures, charts, videos, and text inside them",
        "whether the text suits its readers and the law of the country",
    ]
    return Group("Not checked: a person must", tuple(lines), boxes=True)


def _has_rules(run: Run, category: str) -> bool:
    return any(card.category == category for card in run.rules.values())


def _cut(lines: Sequence[str]) -> tuple[str, ...]:
    if len(lines) <= _MOST:
        return tuple(lines)
    return (*lines[:_MOST], f"and {len(lines) - _MOST:,} more: see the sheet (-o FILE.xlsx)")
