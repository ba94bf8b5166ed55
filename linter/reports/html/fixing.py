"""After `medlint fix`: the edits that were made, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.reports.html.cards import change_line
from linter.reports.parts.cards import Card, Change, FileCards
from linter.reports.parts.markup import Html, escape, joined, tag
from linter.reports.parts.wording import shortened, why_open
from linter.results import AppliedFix


def fix_report(files: Sequence[FileCards]) -> Html:
    """Two tables: what was edited, and what was left with the reason."""
    made = [(file.result.path, fix) for file in files for fix in file.result.applied]
    left = [(file.result.path, card) for file in files for card in file.cards]
    head = ("Line", "Before and after", "Why", "Rule")
    edits = _table(head, [_edit(path, fix, len(files) > 1) for path, fix in made])
    parts = [tag("h2", escape("Edits made"), id="edits"), edits]
    if left:
        rows = [_open(path, card, len(files) > 1) for path, card in left]
        parts += [
            tag("h2", escape("Left open")),
            _table(("No.", "Line", "Words", "Why it was left"), rows),
        ]
    return tag("section", *parts, class_="fixes", aria_labelledby="edits")


def _edit(path: str, fix: AppliedFix, several: bool) -> tuple[Html, ...]:
    change = change_line(Change(fix.before, fix.after, fix.safety))
    place = f"{path}:{fix.line}" if several else f"{fix.line:,}"
    return escape(place), change, escape(fix.message), tag("span", escape(fix.rule), class_="rule")


def _open(path: str, card: Card, several: bool) -> tuple[Html, ...]:
    number = tag("a", escape(str(card.number)), class_="number", href=f"#finding-{card.number}")
    place = f"{path}:{card.finding.line}" if several else f"{card.finding.line:,}"
    quote = tag("q", escape(shortened(card.quote, 60)))
    return number, escape(place), quote, escape(why_open(card.finding))


def _table(head: Sequence[str], rows: Iterable[Sequence[Html]]) -> Html:
    names = tag("tr", *(tag("th", escape(name), scope="col") for name in head))
    body = joined(tag("tr", *(tag("td", cell) for cell in row)) for row in rows)
    table = tag("table", tag("thead", names), tag("tbody", body))
    return tag("div", table, class_="table", tabindex="0")
