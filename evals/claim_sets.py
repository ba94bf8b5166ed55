"""The labelled sets on claims: their rows, and what medlint says of each.

None of them labels “a claim without a caveat in an article”; each measures a part of the Reading.
A set that holds several sentences of one document names it in `group`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from linter import documents
from linter.api import new_session
from linter.config import Config
from linter.findings import Severity
from linter.linting import lint_bytes
from linter.reading.marks import Matcher
from linter.reading.scopes import View
from linter.reading.sentence import Reading, read_sentence, sense_of
from linter.sessions import Session
from linter.spans import Span

PAIRS = Path(__file__).with_name("claim_pairs.jsonl")
Row = Mapping[str, Any]
HALVES = ("dev", "check", "all")


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a set: its text, its label, the verdict, and what it was drawn together with."""

    text: str
    label: str
    verdict: str
    group: str


class Reader:
    """Reads single sentences with the shipped rules, as a document of their own."""

    def __init__(self) -> None:
        self.session: Session = new_session(isolated=True)
        self.config: Config = self.session.configurations.for_folder(self.session.working_folder)
        self.ruleset = self.session.ruleset(self.config)
        self.matcher = Matcher(self.ruleset)

    def view(self, text: str) -> View:
        """The text, read as plain text."""
        document = documents.read(text.encode(), Path("row.txt"), self.ruleset.options)
        return View(document, self.matcher)

    def readings(self, text: str) -> list[Reading]:
        """How each sentence of the text is understood."""
        view = self.view(text)
        return [read_sentence(view, each) for block in view.document.sentences for each in block]

    def reported(self, text: str, categories: Iterable[str] = ("claim",)) -> list[str]:
        """The rules of these categories that report a warning or an error in the text."""
        _, findings = lint_bytes(text.encode(), Path("row.md"), self.session, self.config)
        return [
            each.rule
            for each in findings
            if each.category in categories and each.severity is not Severity.INFO
        ]


def rows(data: Path, name: str, half: str = "all") -> Iterator[Row]:
    """The rows of a set, or the half of them whose documents fall there."""
    path = data / "labelled" / "claims" / f"{name}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if half == "all" or half_of(group_of(row)) == half:
            yield row


def half_of(group: str) -> str:
    """`dev` or `check`: which half a document falls into, whatever else is in the set."""
    return HALVES[blake2b(group.encode(), digest_size=1).digest()[0] % 2]


def group_of(row: Row) -> str:
    """What a row was drawn together with: its document where that is known."""
    if "annotated_eureka" in str(row.get("source")):
        return str(row["id"]).rsplit("-", 2)[0]
    return str(row.get("doc") or row.get("pmid") or row["id"])


def strength(row: Row, reader: Reader) -> str:
    """The strongest statement of effect among the sentences of a row."""
    order = ("none", "correlational", "conditional", "direct")
    found = [reading.strength for reading in reader.readings(row["text"])]
    return max(found, key=order.index, default="none")


def vague(row: Row, reader: Reader) -> str:
    """Whether a statement rests on nobody in particular."""
    found = any(each.attribution == "vague" for each in reader.readings(row["text"]))
    return "uncertain" if found else "certain"


def weasel(row: Row, reader: Reader) -> str:
    """Whether a statement rests on nobody in particular, or is hedged."""
    found = any(
        each.attribution == "vague" or each.strength == "conditional" or each.hedges
        for each in reader.readings(row["text"])
    )
    return "uncertain" if found else "certain"


def hedged(row: Row, reader: Reader) -> str:
    """Whether a statement is hedged or its limits are said."""
    found = any(each.hedges or each.caveats for each in reader.readings(row["text"]))
    return "uncertain" if found else "certain"


def advice(row: Row, reader: Reader) -> str:
    """The strongest advice given."""
    order = ("none", "weak", "strong")
    found = [each.advice for each in reader.readings(row["text"])]
    return f"{max(found, key=order.index, default='none')}_advice".replace("none", "no")


def negated(row: Row, reader: Reader) -> str:
    """Whether the named finding is negated."""
    concept = row["concept"]
    view = reader.view(row["text"])
    prose = view.document.prose
    start = prose.find(concept.upper())  # the finding is in capitals, other mentions are not
    if start < 0:
        start = prose.lower().find(concept.lower())
    if start < 0:
        return "Affirmed"
    span = Span(start, start + len(concept))
    sense = sense_of(view, view.document.block_at(start), span)
    # a negation that is a part of the named finding does not deny it
    outside = any(role == "mood" and not span.covers(words) for role, words in sense.rests_on)
    return "Negated" if sense.mood == "negated" and outside else "Affirmed"


def unhedged(row: Row, reader: Reader) -> str:
    """Whether a sentence says that something helps, without a hedge."""
    return "claim" if any(each.unhedged for each in reader.readings(row["text"])) else "none"


def reported(row: Row, reader: Reader) -> str:
    """Whether a rule on claims reports a warning or an error."""
    return "flag" if reader.reported(row["text"]) else "ok"


def claim_or_not(row: Row, reader: Reader) -> str:
    """Whether a rule on claims reports something, in the words of the 220 sentences."""
    return "claim" if reader.reported(row["text"]) else "none"


Verdict = Callable[[Row, Reader], str]


def cases(
    found: Iterable[Row], verdict: Verdict, reader: Reader, label: Callable[[Row], str]
) -> list[Case]:
    """The verdicts on all rows."""
    return [Case(row["text"], label(row), verdict(row, reader), group_of(row)) for row in found]
