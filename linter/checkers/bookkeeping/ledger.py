"""What a document cites and lists, counted once for all the looks of this check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from linter.checkers.reporting import Correction, make_finding
from linter.config import Config
from linter.documents.citations.bibliography.items import KIND, Item
from linter.documents.citations.entries import Entry, read_entry
from linter.documents.document import Document
from linter.documents.model import BlockKind, Citation, Reference
from linter.findings import Evidence, Finding, Safety, Severity
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from linter.checkers.bookkeeping.names import Verdict

NUMERIC = frozenset({"numeric", "superscript"})
_ASIDE = frozenset({BlockKind.TABLE_CELL, BlockKind.CAPTION})
_FEWEST = 2
MANY = 3  # findings of a kind are one: then the list as a whole is wrong, or a program made them


@dataclass(frozen=True)
class Ledger:
    """A document with its marks and entries in the order in which the looks ask for them."""

    document: Document
    config: Config

    @cached_property
    def numeric(self) -> tuple[Citation, ...]:
        """The marks that give numbers; plain ones that were superscripts once do not count."""
        marks = self.document.citations
        return tuple(mark for mark in marks if mark.kind in NUMERIC and mark.form != "lost")

    @cached_property
    def in_text(self) -> tuple[Citation, ...]:
        """The marks of `numeric` that do not stand in a table or caption."""
        blocks, at = self.document.blocks, self.document.block_at
        return tuple(mark for mark in self.numeric if blocks[at(mark.start)].kind not in _ASIDE)

    @cached_property
    def aside(self) -> frozenset[int]:
        """The numbers that tables and captions cite."""
        inside = set(self.in_text)
        return frozenset(
            int(key) for mark in self.numeric if mark not in inside for key in mark.keys
        )

    @cached_property
    def uses(self) -> Mapping[int, list[Citation]]:
        """For each number the marks that give it, in order."""
        found: dict[int, list[Citation]] = {}
        for mark in self.numeric:
            for key in dict.fromkeys(mark.keys):
                found.setdefault(int(key), []).append(mark)
        return found

    @cached_property
    def pointed(self) -> frozenset[str]:
        """The keys of the entries that the markup itself links words to."""
        notes = self.document.notes
        return frozenset(
            key for note in notes if note.kind == "reference" for key in note.key.split("\n")
        )

    @cached_property
    def listed(self) -> tuple[Reference, ...]:
        """The entries of the list that marks point to."""
        return tuple(each for each in self.document.references if each.kind == "list")

    @cached_property
    def numbered(self) -> tuple[tuple[int, Reference], ...]:
        """The entries that have a number, and it; none if several lists count from 1."""
        found = tuple((int(each.key), each) for each in self.listed if each.key.isdecimal())
        blocks, at = self.document.blocks, self.document.block_at
        sections = {blocks[at(each.start)].section for _, each in found}
        if len(sections) > 1 and len({number for number, _ in found}) < len(found):
            return ()
        return found if len(found) >= _FEWEST else ()

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of the list."""
        return frozenset(number for number, _ in self.numbered)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, footnotes and notes, read."""
        if self.document.library:
            return tuple(item.entry for item in self.document.library.items)
        return tuple(read_entry(self.document, each) for each in self.document.references)

    @cached_property
    def list_entries(self) -> tuple[Entry, ...]:
        """The entries of `listed`, read; all entries of a bibliography."""
        if self.document.library:
            return self.entries
        return tuple(each for each in self.entries if each.reference.kind == "list")

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the list says of the authors and years in the text."""
        from linter.checkers.bookkeeping.names import judge

        return tuple(judge(self))

    @cached_property
    def by_key(self) -> Mapping[str, list[Citation]]:
        """For each key of a bibliography the marks that give it, in order."""
        found: dict[str, list[Citation]] = {}
        for mark in self.document.citations:
            if mark.kind == "key":
                for key in dict.fromkeys(map(bare_key, mark.keys)):
                    found.setdefault(key, []).append(mark)
        return found

    @cached_property
    def cited_items(self) -> Mapping[str, Item]:
        """The entries of the bibliographies that the draft cites, in the order of its keys."""
        if not self.by_key:
            return {}
        items = self.document.bibliography.items
        return {key: items[key] for key in self.by_key if key in items}

    @property
    def items(self) -> tuple[Item, ...]:
        """The entries of bibliographies that are looked at: of the one that is the document, or
        those that the draft cites."""
        library = self.document.library
        return library.items if library else tuple(self.cited_items.values())

    @cached_property
    def works(self) -> tuple[Entry, ...]:
        """The entries of the list, and those of bibliographies that the draft cites."""
        return (*self.list_entries, *(item.entry for item in self.cited_items.values()))

    @cached_property
    def sources(self) -> tuple[Entry, ...]:
        """All entries, footnotes and notes, and what the draft cites from bibliographies."""
        return (*self.entries, *(item.entry for item in self.cited_items.values()))

    def is_read(self, offset: int) -> bool:
        """Whether a place of the source stands in the prose where marks are looked for."""
        from linter.documents.citations.reading import is_read

        start = self.document.map.to_prose(offset)
        source = self.document.map.to_source(Span(start, start + 1))
        return source.start <= offset < source.end and is_read(self.document, start)

    def at_place(
        self,
        rule: Rule,
        span: Span,
        values: Mapping[str, str] | None = None,
        *,
        corrections: Iterable[Correction] = (),
        severity: Severity | None = None,
        related: Iterable[Span] = (),
    ) -> Finding:
        """A finding at a place of the prose."""
        return make_finding(
            self.document,
            rule,
            span,
            values=values,
            corrections=corrections,
            severity=severity,
            related=related,
            scope_name="mark",
        )

    def at_mark(
        self,
        rule: Rule,
        mark: Citation,
        values: Mapping[str, str] | None = None,
        *,
        severity: Severity | None = None,
        related: Iterable[Span] = (),
        corrections: Iterable[Correction] = (),
        safety: Safety | None = None,
        evidence: Iterable[Evidence] = (),
    ) -> Finding:
        """A finding at a mark."""
        return make_finding(
            self.document,
            rule,
            Span(mark.start, mark.end),
            values=values,
            severity=severity,
            related=related,
            corrections=corrections,
            safety=safety,
            evidence=evidence,
            scope_name="mark",
            source=mark.source,
        )

    def at_entry(
        self,
        rule: Rule,
        reference: Reference,
        values: Mapping[str, str] | None = None,
        *,
        severity: Severity | None = None,
        related: Iterable[Span] = (),
        span: Span | None = None,
    ) -> Finding:
        """A finding at an entry, or at a place in it.

        An entry of a bibliography is reported where the draft cites it first.
        """
        if reference.kind == KIND and not self.document.library:
            return self._at_key(rule, reference.key, values, severity, related)
        return make_finding(
            self.document,
            rule,
            span or Span(reference.start, reference.end),
            values=values,
            severity=severity,
            related=related,
            scope_name="mark",
            source=reference.source,
        )

    def _at_key(
        self,
        rule: Rule,
        key: str,
        values: Mapping[str, str] | None,
        severity: Severity | None,
        related: Iterable[Span],
    ) -> Finding:
        item, (first, *others) = self.cited_items[key], self.by_key[key]
        finding = self.at_key(
            rule, first, key, values, severity=severity, related=[*related, *map(span_of, others)]
        )
        place = f"{item.file.name}:{item.line}" if item.line else item.file.name
        return replace(finding, message=f"“{key}” in {place}: {finding.message}")

    def at_key(
        self,
        rule: Rule,
        mark: Citation,
        key: str,
        values: Mapping[str, str] | None = None,
        *,
        severity: Severity | None = None,
        related: Iterable[Span] = (),
        right: str = "",
    ) -> Finding:
        """A finding at one of the keys that a mark gives; `right` is what the key should be."""
        document = self.document
        place = document.prose.find(key, mark.start, mark.end)
        span, source = Span(mark.start, mark.end), mark.source
        if place >= 0:
            span = Span(place, place + len(key))
        elif source and (place := document.source.find(key, source.start, source.end)) >= 0:
            source = Span(place, place + len(key))
        fixable = right and source is None
        return make_finding(
            document,
            rule,
            span,
            values=values,
            severity=severity,
            corrections=[Correction(span, right)] if fixable else (),
            safety=Safety.UNSAFE if fixable else None,
            related=related,
            scope_name="mark",
            source=source,
        )

    def written(self, reference: Reference, text: str, behind: str = "") -> Span | None:
        """Where an entry of the bibliography that is the document says something, `behind` the
        name of a field."""
        if not self.document.library:
            return None
        prose, end = self.document.prose, self.document.blocks[self._block_of(reference)].end
        start = prose.lower().find(behind, reference.end, end)
        place = prose.find(text, start, end) if start >= 0 else -1
        return Span(place, place + len(text)) if place >= 0 else None

    def _block_of(self, reference: Reference) -> int:
        return self.document.block_at(reference.start)

    def seen_at(self, reference: Reference) -> Span:
        """Where an entry stands in the prose, or is cited first if it stands in another file."""
        if reference.kind == KIND and not self.document.library:
            return span_of(self.by_key[reference.key][0])
        return span_of(reference)


def bare_key(key: str) -> str:
    """A key as the bibliography has it: Pandoc's `@{key}` without its braces."""
    return key.strip("{}").removeprefix("@")


def span_of(item: Citation | Reference) -> Span:
    """Where a mark or an entry stands in the prose."""
    return Span(item.start, item.end)


def listing(numbers: Iterable[object], most: int = 6) -> str:
    """Numbers or names in words: 3, 5 and 8."""
    shown = [str(number) for number in numbers]
    if len(shown) > most:
        return f"{', '.join(shown[:most])} and {len(shown) - most} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
