"""Plots as inline SVG: no script, no style of their own, told in words for those who cannot see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from linter.findings import Severity
from linter.reports.parts.markup import Html, escape, joined, tag
from linter.reports.parts.wording import SEVERITY_NAMES, counted
from linter.values import dataclass

_WIDTH = 400
_LABEL = 96  # where bars begin, behind their labels
_STEP = 26
_LOW, _HIGH = 4, 20  # grades on the axis; texts beyond are put at its ends
_TALL = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: its name and the findings of each severity."""

    name: str
    counts: Mapping[Severity, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def bars(title: str, rows: Sequence[Row]) -> Html:
    """Horizontal bars, each stacked by severity."""
    longest = max(row.total for row in rows)
    room = _WIDTH - _LABEL - 40
    drawn = [part for n, row in enumerate(rows) for part in _bar(n, row, room / longest)]
    told = "; ".join(f"{row.name} {_told(row.counts)}" for row in rows)
    return _figure(title, told, joined(drawn, ""), _STEP * len(rows) + 4)


def _told(counts: Mapping[Severity, int]) -> str:
    named = (f"{counts[s]:,} {SEVERITY_NAMES[s].lower()}" for s in Severity if counts.get(s))
    return ", ".join(named)


def _bar(number: int, row: Row, scale: float) -> list[Html]:
    top = number * _STEP + 4
    place = f"{top + 14}"
    label = tag("text", escape(row.name), x=f"{_LABEL - 10}", y=place, class_="label-of end")
    pieces, left = _stacked(row.counts, scale, _LABEL, top, 18)
    total = tag("text", escape(f"{row.total:,}"), x=f"{left + 8:.1f}", y=place, class_="value")
    return [label, *pieces, total]


def _stacked(
    counts: Mapping[Severity, int], scale: float, left: float, top: float, height: int
) -> tuple[list[Html], float]:
    """The pieces of a bar, and where it ends."""
    pieces = []
    for severity in Severity:
        if number := counts.get(severity, 0):
            width = max(number * scale, 1.5)
            pieces.append(
                tag(
                    "rect",
                    x=f"{left:.1f}",
                    y=f"{top}",
                    width=f"{max(width - 1, 1):.1f}",
                    height=f"{height}",
                    class_=f"piece {severity}",
                )
            )
            left += width
    return pieces, left


def sparkline(counts: Mapping[Severity, int], most: int) -> Html:
    """A small bar for a row of a table that says the numbers itself."""
    pieces, _ = _stacked(counts, 100 / max(most, 1), 0, 1, 8)
    return tag("svg", *pieces, viewBox="0 0 100 10", class_="sparkline", aria_hidden="true")


def histogram(title: str, values: Sequence[float], unit: str, noun: str) -> Html:
    """How many values lie at each whole number."""
    counts = Counter(min(max(round(value), _LOW), _HIGH) for value in values)
    slot = _WIDTH / (_HIGH - _LOW + 1)
    scale = (_TALL - 20) / max(counts.values())
    drawn = []
    for place in range(_LOW, _HIGH + 1):
        left, height = (place - _LOW) * slot, counts[place] * scale
        middle = f"{left + slot / 2:.1f}"
        if counts[place]:
            top = f"{_TALL - height:.1f}"
            drawn += [
                tag(
                    "rect",
                    x=f"{left + 1:.1f}",
                    y=top,
                    width=f"{slot - 2:.1f}",
                    height=f"{height:.1f}",
                    class_="piece plain",
                ),
                tag(
                    "text",
                    escape(f"{counts[place]:,}"),
                    x=middle,
                    y=f"{_TALL - height - 5:.1f}",
                    class_="value middle",
                ),
            ]
        if place % 2 == 0:
            ends = {_LOW: "≤ ", _HIGH: "≥ "}.get(place, "")
            drawn.append(
                tag(
                    "text",
                    escape(f"{ends}{place}"),
                    x=middle,
                    y=f"{_TALL + 16}",
                    class_="label-of middle",
                )
            )
    drawn.append(tag("path", d=f"M0 {_TALL}H{_WIDTH}", class_="axis"))
    told = "; ".join(f"{unit} {place}: {counted(n, noun)}" for place, n in sorted(counts.items()))
    return _figure(title, told, joined(drawn, ""), _TALL + 24)


def _figure(title: str, told: str, drawn: Html, height: int) -> Html:
    svg = tag(
        "svg", drawn, viewBox=f"0 0 {_WIDTH} {height}", role="img", aria_label=f"{title}: {told}"
    )
    return tag("figure", tag("figcaption", escape(title)), svg)
