"""A file's section: its article in passages, and beside each the cards that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from linter.reports.html.cards import Writer
from linter.reports.parts.article import Passage, passages, plain_passages
from linter.reports.parts.cards import Card, FileCards, found
from linter.reports.parts.earlier import Change
from linter.reports.parts.grades import grade_of
from linter.reports.parts.joining import together
from linter.reports.parts.markup import NOTHING, Html, escape, joined, tag
from linter.reports.parts.wording import counted, read_as, set_aside_line
from linter.spans import LineIndex


def section(
    number: int, file: FileCards, fixed: bool, change: Change | None, several: bool
) -> Html:
    """The section of the file that is the `number`th from 1; `several` files are on the page."""
    result = file.result
    document = result.document
    drawn = passages(document, file.cards) if document else plain_passages(file.cards)
    grade = grade_of(result)
    read = read_as(result) + (f", reading grade {grade:.0f}" if grade is not None else "")
    about = f"{counted(result.words, 'word')}{read}, {found(file)}"
    back = tag("a", escape("All files"), href="#files") if several else NOTHING
    notes = joined(tag("p", escape(note), class_="note") for note in result.notes)
    writer = Writer(
        path=result.path,
        fixed=fixed,
        new=change.new if change else frozenset(),
        lines=LineIndex(document.source) if document else None,
        partners=frozenset(card.finding.span for card in file.cards),
    )
    again: dict[int, list[Card]] = {}
    for card in file.cards:
        if card.repeats:
            again.setdefault(card.repeats, []).append(card)
    return tag(
        "section",
        tag("h2", escape(result.path), id=f"file-{number}", tabindex="-1"),
        tag("p", escape(about), back, class_="extent"),
        notes,
        joined(_spread(rows, writer, again) for rows in _spreads(drawn)),
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


def _spread(spread: Sequence[Passage], writer: Writer, again: Mapping[int, Sequence[Card]]) -> Html:
    """Text and its cards; a claim that is made again is on the card of the first place."""
    article = tag("div", joined(passage.html for passage in spread), class_="article")
    cards = [card for passage in spread for card in passage.cards if not card.repeats]
    if not cards:
        return tag("div", article, class_="spread")
    items = joined(
        writer.card(group, [each for card in group for each in again.get(card.number, ())])
        for group in together(cards)
    )
    return tag("div", article, tag("ol", items, class_="cards"), class_="spread")


def _aside(file: FileCards) -> Html:
    if not file.aside:
        return NOTHING
    items = joined(tag("li", escape(set_aside_line(finding))) for finding in file.aside)
    return tag("div", tag("h3", escape("Set aside")), tag("ul", items), class_="aside")
