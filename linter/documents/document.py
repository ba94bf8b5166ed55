"""The Document: a draft with its sentences, citations and references, each made when wanted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from linter.documents.model import Citation, Draft, Quotation, Reference, Sentence
from linter.spans import Span

if TYPE_CHECKING:
    from linter.documents.citations.bibliography.gathering import Bibliography


class Document(Draft):
    """A draft as it was read. It states what is there and judges nothing.

    `kind` is what kind of text it is, once a check has found that out ("": none has).
    """

    kind: str = ""

    @cached_property
    def kept(self) -> dict[str, object]:
        """What a check leaves for whoever comes after it in the same run."""
        return {}

    def take_for(self, kind: str) -> None:
        """Note what kind of text it is, for whoever comes after the check that found it out."""
        object.__setattr__(self, "kind", kind)

    @cached_property
    def sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each block; see `sentences_of` for one block only."""
        return tuple(self.sentences_of(index) for index in range(len(self.blocks)))

    def sentences_of(self, block: int) -> tuple[Sentence, ...]:
        """The sentences of one block."""
        cached = self._sentence_cache.get(block)
        if cached is None:
            from linter.documents.sentences import split

            place = self.blocks[block]
            cached = tuple(
                Sentence(place.start + start, place.start + end, block)
                for start, end in split(self.prose[place.start : place.end], self.options)
            )
            self._sentence_cache[block] = cached
        return cached

    @cached_property
    def _sentence_cache(self) -> dict[int, tuple[Sentence, ...]]:
        return {}

    def quotations_of(self, block: int) -> tuple[Quotation, ...]:
        """What a block quotes."""
        cached = self._quotation_cache.get(block)
        if cached is None:
            from linter.documents.quotations import find_quotations

            cached = self._quotation_cache[block] = tuple(find_quotations(self, block))
        return cached

    @cached_property
    def _quotation_cache(self) -> dict[int, tuple[Quotation, ...]]:
        return {}

    @cached_property
    def folded(self) -> str:
        """The prose as `words.fold` makes it; offsets are the same."""
        from linter.documents.words import fold

        return fold(self.prose)

    @cached_property
    def separated(self) -> str:
        """The folded prose with spaces for all that is part of no word; offsets are the same."""
        from linter.documents.words import separate

        return separate(self.folded)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """All citation marks, in order."""
        if self.library:
            return ()
        from linter.documents.citations.finding import find_citations

        return find_citations(self, self.references)

    def citations_within(self, start: int, end: int) -> tuple[Citation, ...]:
        """The marks that begin in ``prose[start:end]``, or right behind it."""
        marks = self.citations
        first = bisect_left(marks, start, key=attrgetter("start"))
        return marks[first : bisect_right(marks, end, key=attrgetter("start"))]

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The entries of the reference list, in order."""
        if self.library:
            return tuple(item.entry.reference for item in self.library.items)
        from linter.documents.citations.references import find_references

        return find_references(self)

    @cached_property
    def bibliography(self) -> Bibliography:
        """The entries of the files that the draft and the configuration name, by key."""
        from linter.documents.citations.bibliography.gathering import gather

        return gather(self)

    @property
    def gathered(self) -> Bibliography | None:
        """`bibliography`, if anything has asked for it yet."""
        found: Bibliography | None = self.__dict__.get("bibliography")
        return found

    def place_of(self, mark: Citation) -> Span:
        """Where a mark is written in the source."""
        return mark.source or self.map.to_source(Span(mark.start, mark.end))

    @cached_property
    def english(self) -> tuple[bool, ...]:
        """For each block whether it is in English (short ones are taken to be)."""
        from linter.documents.words import is_english

        return tuple(
            is_english(self.prose[block.start : block.end], self.options) for block in self.blocks
        )
