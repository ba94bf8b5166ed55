"""What the spelling check should reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.tables import table


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that must be at least, or at most, `limit`; None where nothing was measured."""

    what: str
    limit: float
    measured: float | None
    unit: str = ""
    at_most: bool = False

    @property
    def reached(self) -> bool:
        """Whether it is reached."""
        if self.measured is None:
            return False
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit

    def row(self) -> list[str]:
        """The goal as it is shown."""
        measured = "–" if self.measured is None else f"{self.measured:.3g}{self.unit}"
        sign = "≤" if self.at_most else "≥"
        reached = "yes" if self.reached else "**no**"
        return [self.what, f"{sign} {self.limit:g}{self.unit}", measured, reached]


def goal_table(goals: Iterable[Goal]) -> str:
    """The goals, what was measured, and which are reached."""
    return table(["goal", "limit", "measured", "reached"], [goal.row() for goal in goals])
