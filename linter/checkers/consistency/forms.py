"""The words of a document by their forms, and the finding about a form that is used less."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.once import join_fixes
from linter.documents.document import Document
from linter.documents.words import fold
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

WORD = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BEFORE = late(r"(?<![\w@#/\\])(?<![^\W\d_]['’-])(?<!\w\.)")
BEHIND = late(r"(?![\w@]|['’-][^\W\d_]|\.\w)")
_OPENING = " \n\t“\"'‘([*"

Words = Mapping[str, tuple[str, ...]]
Places = list[Span]


@dataclass(frozen=True)
class Text:
    """The stretches of a document that a rule looks at."""

    document: Document
    stretches: tuple[tuple[int, int], ...]

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words that stand there, as they are written."""
        pieces: set[str] = set()
        for start, end in self.stretches:
            pieces.update(self.document.prose[start:end].split())
        forms = {piece for piece in pieces if piece.isalpha()}
        for piece in pieces - forms:
            forms.update(WORD.findall(piece))
        return frozenset(forms)

    @cached_property
    def lower_forms(self) -> Mapping[str, Sequence[str]]:
        """The words in lower case, each with how it is written but in capitals."""
        found: dict[str, list[str]] = {}
        for form in self.forms:
            if form[1:].islower() or len(form) == 1 or "-" in form:
                found.setdefault(form.lower(), []).append(form)
        return found

    def places(self, form: str) -> Places:
        """Where a word stands so written; no parts of addresses and file names."""
        return list(self._find(self.document.prose, form))

    def places_in_lower_case(self, key: str) -> Places:
        """Where a word stands in lower case, or with the capital that opens a sentence."""
        places = []
        for form in self.lower_forms.get(key, ()):
            found = self.places(form)
            places += (
                found if form.islower() else [each for each in found if self.opens(each.start)]
            )
        return sorted(places)

    def places_of_phrase(self, phrase: str) -> Places:
        """Where a phrase stands, whatever its capitals and across line breaks."""
        return list(self._find(self._folded, fold(phrase)))

    def _find(self, prose: str, words: str) -> Iterator[Span]:
        for start, end in self.stretches:
            place = prose.find(words, start, end)
            while place >= 0:
                behind = place + len(words)
                if BEFORE.match(prose, place) and BEHIND.match(prose, behind):
                    yield Span(place, behind)
                place = prose.find(words, behind, end)

    @cached_property
    def _folded(self) -> str:
        return fold(self.document.prose)

    def opens(self, place: int) -> bool:
        """Whether a sentence or block begins there."""
        block = self.document.blocks[self.document.block_at(place)]
        before = self.document.prose[max(place - 3, block.start) : place].rstrip(_OPENING)
        return not before or before[-1] in ".!?:•"


Look = Callable[[Text], Iterable[Finding]]


def less_used(
    group: Iterable[tuple[str, Places]], right: Collection[str] = ()
) -> Iterator[tuple[str, int, Places]]:
    """Of forms with their places: the form to keep, how often it is used, another one's places.

    A form that is `right` is kept, else the one used most, of equals the one that stands first.
    """
    present = [(form, places) for form, places in group if places]
    if len(present) < 2:
        return
    kept, most = max(present, key=lambda each: (each[0] in right, len(each[1]), -each[1][0].start))
    for form, places in present:
        if form != kept:
            yield kept, len(most), places


def report(
    text: Text, rule: Rule, places: Places, fixed: str, kept: int, *, verbatim: bool = False
) -> Finding:
    """One finding for all places of a form, which should be `fixed`, as it is `kept` times.

    The first letter keeps its case, unless the text is to be taken `verbatim`.
    """
    document = text.document
    findings = []
    for span in places:
        written = document.prose[span.start : span.end]
        correction = Correction(span, fixed if verbatim else _like(written, fixed))
        values = {"kept": _times(kept)}
        findings.append(make_finding(document, rule, span, values=values, corrections=[correction]))
    fixes = tuple(fix for each in findings for fix in each.fixes)
    related = tuple(each.span for each in findings[1:])
    return join_fixes(replace(findings[0], fixes=fixes, related=related))


def _like(written: str, text: str) -> str:
    """The text with a capital in front where it replaces a word that has one."""
    if written[:1].isupper() and text[:1].islower():
        return text[0].upper() + text[1:]
    return text


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
