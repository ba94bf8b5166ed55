"""Findings that speak of the same sentence and name each other, as one."""

from __future__ import annotations

from collections.abc import Sequence

from linter.reports.parts.cards import Card


def together(cards: Sequence[Card]) -> list[tuple[Card, ...]]:
    """The cards of one passage in groups, in their order.

    A group holds findings of one sentence that are `related`: the claim and the citation that it
    lacks. A reader who repairs one of them most often repairs the other.
    """
    groups: list[list[Card]] = []
    for card in cards:
        fitting = next((group for group in groups if any(_related(card, o) for o in group)), None)
        if fitting is None:
            groups.append([card])
        else:
            fitting.append(card)
    return [tuple(group) for group in groups]


def _related(card: Card, other: Card) -> bool:
    one, two = card.finding, other.finding
    return one.scope == two.scope and (one.span in two.related or two.span in one.related)
