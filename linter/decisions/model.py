"""A decision, and what it is called where people write it."""

from __future__ import annotations

from linter.config import ConfigError
from linter.values import dataclass

ACCEPT, REJECT = "accept", "reject"
FORMAT = "medlint-decisions/1"
MOST_FAULTS = 20  # told at a time


class DecisionsError(ConfigError):
    """Decisions cannot be read; the message names the file, the row and what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a finding.

    `file` is as the report showed it; `text` are the words, `sentence` is the sentence around
    them; `key` is the finding's fingerprint, "" where the file has none. `decision` is `accept`
    or `reject`. `new_words` shall replace the words, where a person wrote some. Line and column
    count from 1, 0 where they are not known. `place` says where it stands: “row 7”.
    """

    file: str
    rule: str
    text: str
    sentence: str
    decision: str
    reason: str = ""
    name: str = ""
    date: str = ""
    line: int = 0
    column: int = 0
    key: str = ""
    new_words: str = ""
    place: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the finding is right; else the text stays as it is."""
        return self.decision == ACCEPT

    @property
    def finding(self) -> tuple[str, ...]:
        """What tells the finding apart that was decided about."""
        if self.key:
            return self.file, self.key
        return self.file, self.rule, self.text, self.sentence, str(self.line), str(self.column)


# The fields, as the columns of a sheet are called.
HEADINGS = {
    "file": "File",
    "rule": "Rule",
    "text": "Words",
    "sentence": "Sentence",
    "new_words": "New words",
    "decision": "Decision",
    "reason": "Reason",
    "name": "Name",
    "date": "Date",
    "line": "Line",
    "column": "Column",
    "key": "Key",
}
_MEANT = {"accept": ACCEPT, "accepted": ACCEPT, "reject": REJECT, "rejected": REJECT, "": ""}


def meant(decision: str) -> str | None:
    """`accept`, `reject` or "" for what a person wrote; None where it says neither."""
    return _MEANT.get(decision.strip().casefold())


def checked(path: object, decisions: list[Decision], faults: list[str]) -> tuple[Decision, ...]:
    """The decisions, where nothing is wrong with them and no two contradict each other.

    Raises:
        DecisionsError: something is; nothing is done by halves.
    """
    seen: dict[tuple[str, ...], Decision] = {}
    for each in decisions:
        first = seen.setdefault(each.finding, each)
        if first.decision != each.decision:
            faults.append(
                f"{each.place}: says “{each.decision}” of what {first.place} says "
                f"“{first.decision}” of. Keep one of the two"
            )
    if faults:
        told = [f"{path}: {fault}." for fault in faults[:MOST_FAULTS]]
        if len(faults) > MOST_FAULTS:
            told.append(f"{path}: and {len(faults) - MOST_FAULTS:,} more.")
        raise DecisionsError("\n".join([*told, "Nothing was changed."]))
    return tuple(seen.values())
