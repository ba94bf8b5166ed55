"""The cards beside the article: what was found, why it matters, and how to repair it."""

from __future__ import annotations

from collections.abc import Sequence

from linter.findings import Safety
from linter.reports.parts.cards import Card, Change
from linter.reports.parts.diffs import word_diff
from linter.reports.parts.markup import NOTHING, Html, escape, joined, link, tag
from linter.reports.parts.wording import advice, shortened, spelt_out, why_open
from linter.spans import LineIndex, Span
from linter.values import dataclass

_PLACES = 6  # as many of a finding's other places are named
_SAFETY = {
    Safety.SAFE: "safe fix",
    Safety.UNSAFE: "check the sense first",
    Safety.MANUAL: "by hand",
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the cards of one file.

    `new` are the path and fingerprint of findings that an earlier report lacked; `lines` finds
    the lines of further places; `partners` are places that have cards of their own.
    """

    path: str
    fixed: bool
    new: frozenset[tuple[str, str]]
    lines: LineIndex | None
    partners: frozenset[Span]

    def card(self, group: Sequence[Card], again: Sequence[Card]) -> Html:
        """One card for a finding, or for several that belong together, and for the places where
        the same claim is made again."""
        worst = min((card.finding.severity for card in group), key=lambda each: each.rank)
        together = NOTHING
        if len(group) > 1:
            said = f"{len(group)} findings on one sentence"
            together = tag("p", escape(said), class_="together")
        entries = joined(self._entry(card) for card in group)
        places = joined(self._place(card) for card in again)
        return tag("li", together, entries, places, class_=f"card {worst}")

    def _place(self, card: Card) -> Html:
        """A place where a claim of the card is made again: no more than where it is."""
        quote = tag("p", tag("q", escape(shortened(card.quote, 90))), class_="quote")
        same = tag("p", escape(card.same), class_="same-claim")
        return self._article(card, self._head(card), quote, same)

    def _entry(self, card: Card) -> Html:
        finding = card.finding
        parts = [
            self._head(card),
            tag("p", escape(finding.message), class_="message"),
            _quote(card),
            joined(change_line(change) for change in card.changes),
            joined(tag("p", escape(text), class_="advice") for text in advice(finding)),
        ]
        if self.fixed:
            parts.append(tag("p", escape(f"Not fixed: {why_open(finding)}."), class_="open"))
        parts += [self._places(card), _reasons(card)]
        return self._article(card, *parts)

    def _article(self, card: Card, *parts: Html) -> Html:
        return tag(
            "article",
            *parts,
            class_=f"entry {card.finding.severity}",
            id=f"finding-{card.number}",
            tabindex="-1",
            aria_label=f"Finding {card.number}: {card.severity}",
        )

    def _head(self, card: Card) -> Html:
        finding = card.finding
        is_new = (self.path, finding.fingerprint) in self.new
        return tag(
            "p",
            tag("a", escape(str(card.number)), class_="number", href=f"#mark-{card.number}"),
            tag("b", escape(card.severity), class_="severity"),
            tag("span", escape("new"), class_="new") if is_new else NOTHING,
            tag("span", link(card.rule.url if card.rule else "", finding.rule), class_="rule"),
            tag(
                "span", escape(f"{finding.line}:{finding.column}"), class_="place", title=card.place
            ),
            class_="head",
        )

    def _places(self, card: Card) -> Html:
        """Where else the same problem stands, as far as no card of its own says so."""
        if self.lines is None:
            return NOTHING
        others = [span for span in card.finding.related if span not in self.partners]
        found = {self.lines.position(span.start)[0] for span in others} - {card.finding.line}
        if not found:
            return NOTHING
        numbers = sorted(found)
        noun = "paragraph" if card.in_word else "line"
        named = ", ".join(f"{number:,}" for number in numbers[:_PLACES])
        rest = f" and {len(numbers) - _PLACES:,} more" if len(numbers) > _PLACES else ""
        plural = "s" if len(numbers) > 1 else ""
        return tag("p", escape(f"Also in {noun}{plural} {named}{rest}."), class_="also")


def _quote(card: Card) -> Html:
    """The words, where neither message nor fix shows them already."""
    shown = {change.before for change in card.changes}
    if not card.quote or card.quote in card.finding.message or card.quote in shown:
        return NOTHING
    return tag("p", tag("q", escape(shortened(card.quote, 90))), class_="quote")


def change_line(change: Change) -> Html:
    """A repair as a small diff, and who may make it."""
    if change.before and change.after:
        words = _diff(change.before, change.after)
    elif change.after:
        words = Html(escape("added ") + _edited("ins", change.after))
    elif change.before:
        words = Html(escape("removed ") + _edited("del", change.before))
    else:
        words = escape(change.description)
    safety = tag("span", escape(_SAFETY[change.safety]), class_="safety")
    return tag("p", words, escape(" "), safety, class_="change")


def _edited(kind: str, words: str) -> Html:
    return tag(kind, escape(shortened(spelt_out(words), 200)))


def _diff(before: str, after: str) -> Html:
    told = word_diff(before, after)
    if [kind for kind, _ in told] == ["del", "ins"]:
        arrow = tag("span", escape(" → "), role="img", aria_label="becomes")
        return Html(_edited("del", before) + arrow + _edited("ins", after))
    return joined(
        (escape(text) if kind == "same" else _edited(kind, text) for kind, text in told), ""
    )


def _reasons(card: Card) -> Html:
    """What was found and looked for; and, folded away, why the rule is there."""
    told = _pairs([(label.capitalize(), escape(text)) for label, text in card.evidence])
    why = _why(card)
    return tag("div", told, why, class_="reasons") if told or why else NOTHING


def _why(card: Card) -> Html:
    """On paper a rule is explained once, and its other findings point there."""
    whys = [("Reason", card.why), ("Source", card.source)]
    why = _pairs([(label, escape(text)) for label, text in whys if text])
    if not why:
        return NOTHING
    label = "Why, and the source" if card.source else "Why"
    first = card.explained == card.number
    folded = tag("details", tag("summary", escape(label)), why, class_="" if first else "again")
    same = f"Why: as for {card.explained}."
    return folded if first else Html(folded + tag("p", escape(same), class_="same"))


def _pairs(told: Sequence[tuple[str, Html]]) -> Html:
    pairs = (Html(tag("dt", escape(label)) + tag("dd", text)) for label, text in told)
    return tag("dl", joined(pairs)) if told else NOTHING
