"""What reviewers accepted, turned into the fixes of a draft."""

from __future__ import annotations

import html
from collections.abc import Sequence

from linter.decisions import Decision
from linter.decisions.matching import match, shown_words
from linter.documents.document import Document
from linter.findings import Finding, Fix, Safety, State
from linter.fixes import Chosen
from linter.reports.parts.wording import replacement, state_name
from linter.spans import Edit

_GONE = "no longer applies: the words were changed or repaired."
_BY_HAND = "is left to a person: write what it should say under “New words”, or change the draft."
_NO_FIX = "has no ready fix: write what it should say under “New words”, or change the draft."
_OVERLAPS = "overlaps another accepted change: run the command again, with a new report."
_FORMATTED = "stands across formatting: change the draft by hand."


class Applying:
    """Picks the fixes that were accepted; `left` are decisions that could not be followed.

    They are picked in the first round alone: what a change brings up nobody has decided about.
    """

    def __init__(self, name: str, decisions: Sequence[Decision]) -> None:
        self.name = name
        self.decisions = decisions
        self.left: list[tuple[Decision, str]] = []
        self.begun = False

    def __call__(self, document: Document, findings: Sequence[Finding]) -> Chosen:
        """The accepted fixes, in the order of the text, none of them overlapping."""
        if self.begun:
            return []
        self.begun = True
        found = match(self.decisions, {self.name: findings})
        self.left += [(each, _GONE) for each in found.left]
        chosen: Chosen = []
        end = -1
        for each in sorted(found.matches, key=lambda each: each.finding.span):
            made = fix_for(each.decision, each.finding, document)
            if isinstance(made, Fix) and min(edit.span.start for edit in made.edits) <= end:
                made = _OVERLAPS
            if isinstance(made, str):
                self.left.append((each.decision, made))
                continue
            chosen.append((each.finding, made))
            end = max(edit.span.end for edit in made.edits)
        return chosen


def fix_for(decision: Decision, finding: Finding, document: Document) -> Fix | str:
    """The fix that was accepted, the first of the finding or a person's words; or why none is."""
    # One that the baseline holds is changed nevertheless: the entry may be meant for its twin.
    if finding.state is State.SUPPRESSED:
        return f"is set aside ({state_name(finding)})."
    first = next((each for each in finding.fixes if each.edits), None)
    wanted = " ".join(decision.new_words.split())
    ready = first is not None and first.safety is not Safety.MANUAL
    if wanted and not (ready and first and _makes(finding, first, wanted)):
        if shown_words(finding) != finding.text:
            return _FORMATTED
        text = html.escape(wanted, quote=False) if document.format == "html" else wanted
        return Fix(f"Write “{wanted}”.", (Edit(finding.span, text),), Safety.MANUAL)
    if first is None:
        return _NO_FIX
    return first if ready else _BY_HAND


def _makes(finding: Finding, fix: Fix, wanted: str) -> bool:
    made = replacement(finding, fix)
    return made is not None and " ".join(made[1].split()) == wanted
