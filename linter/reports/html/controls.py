"""What the page's script works with: filters, decisions, keys. All of it is hidden without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from linter.findings import Severity
from linter.reports.html.overview import category_name
from linter.reports.parts.cards import FileCards
from linter.reports.parts.earlier import Change
from linter.reports.parts.markup import NOTHING, Html, escape, joined, tag
from linter.reports.parts.wording import SEVERITY_NAMES

KEYS = (
    ("j", "next finding"),
    ("k", "previous finding"),
    ("n", "next finding without a decision"),
    ("a", "accept: the text will be changed"),
    ("r", "reject: the text stays; say why"),
    ("c", "comment"),
    ("w", "why the rule is there"),
    ("m", "from the card to the marked words"),
    ("s", "save decisions, or load them"),
    ("?", "these keys"),
    ("Esc", "leave a comment"),
)
_STATES = (
    ("undecided", "Without decision"),
    ("accept", "Accepted"),
    ("reject", "Rejected"),
    ("comment", "With a comment"),
)


def bar(files: Sequence[FileCards], change: Change | None) -> Html:
    """Filters, progress and the buttons; nothing where there is nothing to decide."""
    findings = [card.finding for file in files for card in file.cards]
    if not findings:
        return NOTHING
    severities = Counter(finding.severity for finding in findings)
    categories = Counter(finding.category for finding in findings)
    rules = Counter(finding.rule for finding in findings)
    states = [*_STATES, *([("new", "New")] if change else [])]
    filters = tag(
        "div",
        joined(_box(severity, severities[severity]) for severity in Severity),
        _choice("Category", "category", "All categories", _counted(categories, category_name)),
        _choice("Rule", "rule", "All rules", _counted(rules, str)),
        _choice("Decision", "state", "Decided or not", states),
        class_="filters",
        role="group",
        aria_label="Show",
    )
    deciding = tag(
        "div",
        tag("span", id="progress"),
        _button("Save…", id="hand-on-open", aria_haspopup="dialog", class_="main"),
        _button("Keys", id="keys-open", aria_haspopup="dialog"),
        class_="deciding",
    )
    status = tag("p", id="status", role="status", class_="status")
    return tag(
        "section",
        filters,
        deciding,
        status,
        class_="bar",
        id="bar",
        hidden=True,
        aria_label="Review",
    )


def _counted(counts: Counter[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [(value, f"{name(value)} ({number:,})") for value, number in rows]


def _box(severity: Severity, number: int) -> Html:
    box = tag("input", type="checkbox", checked=True, value=str(severity), class_="severity-box")
    words = escape(f"{SEVERITY_NAMES[severity]} {number:,}")
    return tag("label", box, words, class_=f"chip {severity}")


def _choice(label: str, name: str, all_of: str, values: Iterable[tuple[str, str]]) -> Html:
    options = (tag("option", escape(text), value=value) for value, text in [("*", all_of), *values])
    return tag("select", *options, id=f"by-{name}", aria_label=label)


def _button(text: str, **attributes: str) -> Html:
    return tag("button", escape(text), type="button", **attributes)


def beside(files: Sequence[FileCards]) -> list[Html]:
    """What stands outside the text: the controls of a card to copy, and the list of keys."""
    if not any(file.cards for file in files):
        return []
    return [_template(), _hand_on(), _keys()]


def _template() -> Html:
    buttons = (
        _button("Accept", class_="accept", aria_pressed="false", title="The text will be changed"),
        _button("Reject", class_="reject", aria_pressed="false", title="The text stays; say why"),
        _button("Comment", class_="comment", aria_expanded="false"),
    )
    words = tag("textarea", rows="2", hidden=True, class_="words")
    said = tag("p", class_="said", hidden=True)
    decide = tag(
        "div", tag("div", *buttons, class_="buttons"), words, said, role="group", class_="decide"
    )
    return tag("template", decide, id="controls")


def _hand_on() -> Html:
    """The dialog that saves and loads decisions."""
    name = tag("input", type="text", id="name", autocomplete="name")
    told = "This browser keeps them while you work. Save them as a file to hand them on."
    buttons = (
        _button("Save as a file", id="save", class_="main"),
        _button("Load a file", id="load"),
        _button("Close", class_="close"),
    )
    return tag(
        "dialog",
        tag("h2", escape("Decisions"), id="hand-on-title"),
        tag("p", id="tally"),
        tag("p", escape(told)),
        tag("label", escape("Your name"), name),
        tag("div", *buttons, class_="buttons"),
        id="hand-on",
        aria_labelledby="hand-on-title",
    )


def _keys() -> Html:
    rows = (
        Html(tag("dt", tag("kbd", escape(key))) + tag("dd", escape(what))) for key, what in KEYS
    )
    return tag(
        "dialog",
        tag("h2", escape("Keys"), id="keys-title"),
        tag("dl", joined(rows)),
        tag("div", _button("Close", class_="close"), class_="buttons"),
        id="keys",
        aria_labelledby="keys-title",
    )
