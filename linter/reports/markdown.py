"""`markdown`: the findings as a document to hand on, in a review, an issue or a mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from urllib.parse import quote

from linter.findings import Severity
from linter.late import late
from linter.reports import Options
from linter.reports.parts.cards import Card, Change, FileCards, found, numbered
from linter.reports.parts.characters import harmless
from linter.reports.parts.measures import rows
from linter.reports.parts.wording import (
    CATEGORY_NAMES,
    SAFETY_NAMES,
    SEVERITY_NAMES,
    advice,
    change_line,
    counted,
    extent,
    made_by,
    problem_line,
    read_as,
    set_aside_line,
    shortened,
    why_open,
)
from linter.results import Run

SUFFIXES: tuple[str, ...] = (".md", ".markdown")
NEEDS: frozenset[str] = frozenset({"measures"})

_SPECIAL = late(r"[\\`*_\[\]|~$]|(?<= )#(?=#*\Z)")  # the last: it would end a heading
_AT_START = late(r"[#+=-]|\d+(?=[.)])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Kept apart by an empty comment, these make no link and call nobody on sites that look for them.
_CALLS = late(r"@(?=\w)|://|(?<=\bwww)\.|(?<=#)(?=\d)")


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the document."""
    files = numbered(run)
    fixed = any(file.result.applied for file in files)
    lines = ["<!-- medlint report -->", f"# {'Fixes' if fixed else 'Findings'}", ""]
    lines += [f"{extent(run)}.", ""]
    lines += _counts(files)
    if run.all_problems:
        told = [f"- {text(problem_line(problem))}" for problem in run.all_problems]
        lines += ["## What could not be checked", "", *told, ""]
    if fixed:
        lines += _fixes(files)
    for file in files:
        lines += _file(file, fixed)
    lines.append(text(made_by(run)))
    out.writelines(f"{line}\n" for line in lines)


def text(value: str) -> str:
    """Text of anyone on one line of Markdown, where it looks like itself and does nothing."""
    folded = " ".join(harmless(value).split())
    escaped = _SPECIAL.sub(r"\\\g<0>", folded).translate(_ENTITIES)
    if start := _AT_START.match(escaped):
        # What would begin a heading or a list: its last character loses that meaning.
        place = start.end() - (0 if start.group().isdigit() else 1)
        escaped = f"{escaped[:place]}\\{escaped[place:]}"
    return _CALLS.sub(lambda call: _apart(call.group()), escaped)


def _apart(call: str) -> str:
    return ":<!-- -->//" if call == "://" else f"{call}<!-- -->"


def words(value: str) -> str:
    """Words of the draft in quotation marks."""
    return f"“{text(shortened(value))}”"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(cells)} |" for cells in lines), ""]


def _counts(files: Sequence[FileCards]) -> list[str]:
    findings = [card.finding for file in files for card in file.cards]
    applied = sum(len(file.result.applied) for file in files)
    if not findings:
        return ["Nothing is left to fix." if applied else "Nothing to fix.", ""]
    counts = Counter(finding.severity for finding in findings)
    head = [*(["Fixed"] if applied else []), *(SEVERITY_NAMES[s] for s in Severity)]
    row = [*([f"{applied:,}"] if applied else []), *(f"{counts[s]:,}" for s in Severity)]
    kinds = sorted(Counter(f.category for f in findings).items(), key=lambda k: (-k[1], k[0]))
    told = ", ".join(f"{text(CATEGORY_NAMES.get(name, name))} {n:,}" for name, n in kinds)
    return [*table(head, [row]), f"By category: {told}.", ""]


def _fixes(files: Sequence[FileCards]) -> list[str]:
    made = [
        (
            text(f"{file.result.path}:{fix.line}"),
            text(change_line(fix.before, fix.after)),
            SAFETY_NAMES[fix.safety],
            text(fix.message),
            text(fix.rule),
        )
        for file in files
        for fix in file.result.applied
    ]
    left = [
        (
            f"{card.number}",
            text(f"{file.result.path}:{card.finding.line}"),
            words(card.quote),
            text(why_open(card.finding)),
        )
        for file in files
        for card in file.cards
    ]
    lines = [
        "## Edits made",
        "",
        *table(("Place", "Before and after", "Kind", "Why", "Rule"), made),
    ]
    if left:
        lines += ["## Left open", "", *table(("No.", "Place", "Words", "Why it was left"), left)]
    return lines


def _file(file: FileCards, fixed: bool) -> Iterator[str]:
    yield from (f"## {text(file.result.path)}", "")
    yield from (f"{counted(file.result.words, 'word')}{read_as(file.result)}, {found(file)}.", "")
    for note in file.result.notes:
        yield from (f"Note: {text(note)}", "")
    for card in file.cards:
        yield from _card(card, fixed)
        yield ""
    if file.result.measures and (told := rows(file.result.measures)):
        yield from ("Measures:", "")
        cells = [[text(cell) for cell in row] for row in told]
        yield from table(["Measure", "Value", "Meaning"], cells)
        yield ""
    if file.aside:
        yield from ("Set aside:", "")
        yield from (f"- {text(set_aside_line(finding))}" for finding in file.aside)
        yield ""


def _card(card: Card, fixed: bool) -> Iterator[str]:
    number = f"{card.number}. "
    if card.same:
        yield f"{number}**{card.severity}** ({card.place}): {words(card.quote)}. {card.same}"
        return
    yield f"{number}**{card.severity}** ({card.place}): {text(card.finding.message)}"
    for label, value in _details(card, fixed):
        yield f"{' ' * len(number)}- {label}: {value}"


def _details(card: Card, fixed: bool) -> Iterator[tuple[str, str]]:
    if card.quote:
        yield "Words", words(card.quote)
    for change in card.changes:
        yield "Fix", _change(change)
    for suggestion in advice(card.finding):
        yield "Suggestion", text(suggestion)
    if fixed:
        yield "Not fixed", text(why_open(card.finding))
    if card.elsewhere:
        yield "The same again", text(card.elsewhere)
    for label, value in card.evidence:
        yield label.capitalize(), text(value)
    if card.explained == card.number and card.why:
        yield "Why", text(card.why)
    if card.explained == card.number and card.source:
        yield "Source", text(card.source)
    yield "Rule", _rule(card)


def _change(change: Change) -> str:
    known = change.before or change.after
    made = change_line(change.before, change.after) if known else change.description
    return f"{text(made)} ({SAFETY_NAMES[change.safety]})"


def _rule(card: Card) -> str:
    url = card.rule.url if card.rule else ""
    name = text(card.finding.rule)
    if not url.startswith(("https://", "http://")):
        return name
    return f"[{name}]({quote(url, safe=':/?#&=%@+,;~-._')})"
