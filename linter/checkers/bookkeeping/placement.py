"""Where a mark stands, as the style book says that the configuration names.

Nothing is said without `citations.profile`. The profiles agree within themselves and with nobody
else: AMA sets raised numbers behind full stops and commas, Vancouver and APA set brackets and
parentheses before them.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter.checkers.bookkeeping.ledger import Ledger
from linter.checkers.reporting import Correction
from linter.documents.model import BlockKind, Citation
from linter.findings import Finding, Safety
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_ET_AL = late(r"\bet\sal\b(\.?)")
_GOES_ON = late(r"\s?[,;:)\]\[(]|\s[a-z\d]|['’]s")
_NOT_PROSE = frozenset({BlockKind.REFERENCE, BlockKind.FOOTNOTE, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a style book wants: `after` and `before` are punctuation marks on either side of a
    citation of one of the `forms`; `spaced` whether a space stands before it."""

    name: str
    forms: frozenset[str]
    after: str
    before: str
    spaced: bool
    et_al: str


PROFILES = {
    "ama": Profile("AMA", frozenset({"raised"}), ".,", ":;", False, "et al"),
    "vancouver": Profile(
        "Vancouver", frozenset({"bracket", "parenthesis"}), "", ".,;:", True, "et al."
    ),
    "apa": Profile("APA", frozenset({"author-year"}), "", ".,;:", True, "et al."),
}


def _marks(ledger: Ledger, profile: Profile) -> Iterator[Citation]:
    for mark in ledger.document.citations:
        form = mark.form or mark.kind
        narrative = form == "author-year" and ledger.document.prose[mark.start] != "("
        if form in profile.forms and not narrative:
            yield mark


def place(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Marks on the wrong side of a punctuation mark."""
    profile = PROFILES.get(ledger.config.citations.profile)
    if profile is None:
        return
    prose = ledger.document.prose
    for mark in _marks(ledger, profile):
        before, after = prose[mark.start - 1 : mark.start], prose[mark.end : mark.end + 1]
        if after and after in profile.after and before not in profile.after:
            side, sign = "behind", after
            text = after + prose[mark.start : mark.end]
            span = Span(mark.start, mark.end + 1)
        elif before.strip() and before in profile.before:
            side, sign = "before", before
            text = prose[mark.start : mark.end] + before
            text = f" {text}" if profile.spaced else text
            span = Span(mark.start - 1, mark.end)
        else:
            continue
        values = {"profile": profile.name, "side": side, "sign": sign}
        fixes = [] if mark.form == "raised" else [Correction(span, text)]
        yield ledger.at_mark(rule, mark, values, corrections=fixes, safety=Safety.UNSAFE)


def spacing(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Marks with a space before them, or without one."""
    profile = PROFILES.get(ledger.config.citations.profile)
    if profile is None:
        return
    prose = ledger.document.prose
    for mark in _marks(ledger, profile):
        before = prose[mark.start - 1 : mark.start]
        if profile.spaced and (before.isalnum() or before in ")”%"):
            values = {"profile": profile.name, "what": "a space before"}
            fix = Correction(Span(mark.start, mark.start), " ", "Put a space before the citation.")
        elif not profile.spaced and before in (" ", "\u00a0"):
            values = {"profile": profile.name, "what": "no space before"}
            fix = Correction(Span(mark.start - 1, mark.start), "")
        else:
            continue
        yield ledger.at_mark(rule, mark, values, corrections=[fix], safety=Safety.SAFE)


def after_number(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """Raised numbers right behind a number, where they read as an exponent."""
    if ledger.config.citations.profile != "ama":
        return
    for mark in ledger.numeric:
        if mark.form == "raised" and ledger.document.prose[mark.start - 1 : mark.start].isdigit():
            yield ledger.at_mark(rule, mark)


def et_al(rule: Rule, ledger: Ledger, words: object) -> Iterator[Finding]:
    """“et al” with or without its full stop."""
    profile = PROFILES.get(ledger.config.citations.profile)
    if profile is None:
        return
    document = ledger.document
    for found in _ET_AL.finditer(document.prose):
        block = document.blocks[document.block_at(found.start())]
        if found[0][5:] == profile.et_al[5:] or block.kind in _NOT_PROSE:
            continue
        if block.section_kind == "references":
            continue
        goes_on = bool(_GOES_ON.match(document.prose, found.end()))
        if found[1] and not goes_on:
            continue  # the full stop may be the sentence's
        span = Span(*found.span())
        values = {"profile": profile.name}
        fix = Correction(span, profile.et_al)
        yield ledger.at_place(rule, span, values, corrections=[fix])
