"""`html`: one page with each article as it reads, its findings marked and explained beside it.

The page needs no network and no script, and its content security policy forbids both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from linter.findings import Severity
from linter.reports import Options
from linter.reports.parts.article import Passage, passages, plain_passages
from linter.reports.parts.cards import Card, Change, FileCards, found, numbered
from linter.reports.parts.markup import NOTHING, Html, escape, joined, link, tag
from linter.reports.parts.wording import (
    CATEGORY_NAMES,
    SAFETY_NAMES,
    SEVERITY_NAMES,
    counted,
    extent,
    problem_line,
    read_as,
    set_aside_line,
    shortened,
    spelt_out,
    why_open,
)
from linter.results import AppliedFix, Run

SUFFIXES: tuple[str, ...] = (".html", ".htm")
NEEDS: frozenset[str] = frozenset({"blocks"})

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the page."""
    files = numbered(run)
    fixed = any(result.applied for result in run.results)
    title = "Fixes" if fixed else "Findings"
    body = joined(
        part
        for part in (
            tag("a", escape("Skip to the text"), class_="skip", href="#text"),
            _header(run, files, title),
            _contents(files),
            tag(
                "main",
                _problems(run),
                _fix_report(files) if fixed else NOTHING,
                joined(_file(number, file, fixed) for number, file in enumerate(files, 1)),
                id="text",
            ),
            _footer(run),
        )
        if part
    )
    out.write(
        f'<!doctype html>\n<html lang="en">\n{_head(run, title)}\n{tag("body", body)}\n</html>\n'
    )


def _head(run: Run, title: str) -> Html:
    style = Path(__file__).with_name("html.css").read_text(encoding="utf-8")
    paths = [result.path for result in run.results]
    about = paths[0] if len(paths) == 1 else counted(len(paths), "file")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content="medlint"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", escape(f"{title}: {about}")),
        tag("style", Html(style)),
    )


def _header(run: Run, files: Sequence[FileCards], title: str) -> Html:
    cards = [card for file in files for card in file.cards]
    applied = sum(len(result.applied) for result in run.results)
    done = tag("li", tag("b", escape(f"{applied:,}")), escape("Fixed"), class_="tile fixed")
    tiles = [*([done] if applied else []), *(_tile(severity, cards) for severity in Severity)]
    return tag(
        "header",
        tag("p", escape("medlint"), class_="brand"),
        tag("h1", escape(title)),
        tag("p", escape(extent(run)), class_="extent"),
        tag("ul", joined(tiles), class_="tiles"),
        _categories(cards),
        NOTHING if cards else tag("p", escape(_nothing_found(applied)), class_="nothing"),
    )


def _nothing_found(applied: int) -> str:
    return "Nothing is left to fix." if applied else "Nothing to fix. Every check was quiet."


def _tile(severity: Severity, cards: Sequence[Card]) -> Html:
    number = sum(card.finding.severity is severity for card in cards)
    name = SEVERITY_NAMES[severity]
    box = tag("input", type="checkbox", checked=True, id=f"show-{severity}")
    label = tag("label", box, tag("b", escape(f"{number:,}")), escape(name))
    return tag("li", label, class_=f"tile {severity}")


def _categories(cards: Sequence[Card]) -> Html:
    counts = Counter(card.finding.category for card in cards)
    items = (
        tag(
            "li",
            escape(f"{CATEGORY_NAMES.get(name, name.capitalize())} "),
            tag("b", escape(f"{n:,}")),
        )
        for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return tag("ul", *items, class_="categories", aria_label="By category") if counts else NOTHING


def _contents(files: Sequence[FileCards]) -> Html:
    if len(files) < 2:
        return NOTHING
    entries = (
        tag(
            "li",
            tag("a", escape(file.result.path), href=f"#file-{number}"),
            tag("span", escape(found(file)), class_="found"),
        )
        for number, file in enumerate(files, 1)
    )
    return tag("nav", tag("h2", escape("Files")), tag("ol", joined(entries)), aria_label="Files")


def _problems(run: Run) -> Html:
    if not run.all_problems:
        return NOTHING
    items = joined(tag("li", escape(problem_line(problem))) for problem in run.all_problems)
    heading = tag("h2", escape("What could not be checked"), id="problems")
    return tag("section", heading, tag("ul", items), class_="problems", aria_labelledby="problems")


def _file(number: int, file: FileCards, fixed: bool) -> Html:
    result = file.result
    document = result.document
    drawn = passages(document, file.cards) if document else plain_passages(file.cards)
    notes = joined(tag("p", escape(note), class_="note") for note in result.notes)
    return tag(
        "section",
        tag("h2", escape(result.path), id=f"file-{number}"),
        tag(
            "p",
            escape(f"{counted(result.words, 'word')}{read_as(result)}, {found(file)}"),
            class_="extent",
        ),
        notes,
        joined(_spread(rows, fixed) for rows in _spreads(drawn)),
        _aside(file),
        class_="file",
        aria_labelledby=f"file-{number}",
    )


def _spreads(drawn: Iterable[Passage]) -> list[list[Passage]]:
    """Passages side by side with their cards.

    Cards are taller than what they speak of. So a spread takes in more text, up to about half a
    screen, while cards stay within sight of it; a heading goes with what it heads.
    """
    spreads: list[list[Passage]] = [[]]
    for passage in drawn:
        if passage.cards and _is_full(spreads[-1]):
            headings: list[Passage] = []
            while spreads[-1] and spreads[-1][-1].heading and not spreads[-1][-1].cards:
                headings.insert(0, spreads[-1].pop())
            spreads.append(headings)
        spreads[-1].append(passage)
    return [spread for spread in spreads if spread]


def _is_full(spread: Sequence[Passage]) -> bool:
    cards = sum(len(passage.cards) for passage in spread)
    return cards >= 6 or (cards > 0 and sum(passage.length for passage in spread) > 600)


def _spread(spread: Sequence[Passage], fixed: bool) -> Html:
    article = tag("div", joined(passage.html for passage in spread), class_="article")
    cards = [card for passage in spread for card in passage.cards]
    if not cards:
        return tag("div", article, class_="spread")
    items = joined(_card(card, fixed) for card in cards)
    return tag("div", article, tag("ol", items, class_="cards"), class_="spread")


def _card(card: Card, fixed: bool) -> Html:
    return tag(
        "li",
        _card_head(card),
        tag("p", escape(card.finding.message), class_="message"),
        _quote(card),
        joined(_change(change) for change in card.changes),
        joined(tag("p", escape(advice), class_="advice") for advice in card.finding.suggestions),
        tag("p", escape(f"Not fixed: {why_open(card.finding)}."), class_="open")
        if fixed
        else NOTHING,
        _reasons(card),
        class_=f"card {card.finding.severity}",
        id=f"finding-{card.number}",
    )


def _card_head(card: Card) -> Html:
    place = f"{card.finding.line}:{card.finding.column}"
    return tag(
        "p",
        tag("a", escape(str(card.number)), class_="number", href=f"#mark-{card.number}"),
        tag("b", escape(card.severity), class_="severity"),
        tag("span", link(card.rule.url if card.rule else "", card.finding.rule), class_="rule"),
        tag("span", escape(place), class_="place", title=card.place),
        class_="head",
    )


def _quote(card: Card) -> Html:
    """The words, where neither message nor fix shows them already."""
    shown = {change.before for change in card.changes}
    if not card.quote or card.quote in card.finding.message or card.quote in shown:
        return NOTHING
    return tag("p", tag("q", escape(shortened(card.quote, 90))), class_="quote")


def _change(change: Change) -> Html:
    before = tag("del", escape(shortened(spelt_out(change.before), 200)))
    after = tag("ins", escape(shortened(spelt_out(change.after), 200)))
    if change.before and change.after:
        words = Html(before + tag("span", escape(" → "), aria_label="becomes") + after)
    elif change.after:
        words = Html(escape("added ") + after)
    else:
        words = Html(escape("removed ") + before) if change.before else escape(change.description)
    safety = tag("span", escape(SAFETY_NAMES[change.safety]), class_="safety")
    return tag("p", words, escape(" "), safety, class_="change")


def _reasons(card: Card) -> Html:
    """What was found and looked for; and, folded away, why the rule is there."""
    told = _pairs([(label.capitalize(), escape(text)) for label, text in card.evidence])
    if card.explained != card.number:
        same = tag("a", escape(f"as for {card.explained}"), href=f"#finding-{card.explained}")
        return Html(told + tag("p", escape("Why: "), same, class_="same")) if card.why else told
    whys = [("Reason", card.why), ("Source", card.source)]
    why = _pairs([(label, escape(text)) for label, text in whys if text])
    return Html(told + tag("details", tag("summary", escape("Why")), why)) if why else told


def _pairs(told: Sequence[tuple[str, Html]]) -> Html:
    pairs = (Html(tag("dt", escape(label)) + tag("dd", text)) for label, text in told)
    return tag("dl", joined(pairs)) if told else NOTHING


def _aside(file: FileCards) -> Html:
    if not file.aside:
        return NOTHING
    items = joined(tag("li", escape(set_aside_line(finding))) for finding in file.aside)
    return tag("div", tag("h3", escape("Set aside")), tag("ul", items), class_="aside")


def _fix_report(files: Sequence[FileCards]) -> Html:
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
    change = _change(Change(fix.before, fix.after, fix.safety))
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
    return tag("div", tag("table", tag("thead", names), tag("tbody", body)), class_="table")


def _footer(run: Run) -> Html:
    configured = ", ".join(run.configuration) or "the built-in configuration"
    passed = (
        f" {counted(run.passed_over, 'file')} of other formats passed over."
        if run.passed_over
        else ""
    )
    return tag(
        "footer", tag("p", escape(f"Checked by medlint {run.version} with {configured}.{passed}"))
    )
