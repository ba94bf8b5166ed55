"""From an unknown word in its place to a verdict: what it is taken for, and how certain that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from functools import partial

from linter.checkers.spelling.accepting import Acceptor
from linter.checkers.spelling.cases import Case, Strangers
from linter.checkers.spelling.certainty import certainty, signs
from linter.checkers.spelling.joining import joined_with_neighbour
from linter.checkers.spelling.lexicon import Flag
from linter.checkers.spelling.places import Memory, unknown_places
from linter.checkers.spelling.ranking import Candidate, Ranker, in_context
from linter.checkers.spelling.sifting import plainly_right
from linter.checkers.spelling.silence import is_meant
from linter.checkers.spelling.surroundings import Sight, is_left_alone, look
from linter.checkers.spelling.terms import Usage, key, usages
from linter.checkers.spelling.words import plain
from linter.documents.document import Document
from linter.values import dataclass

Wanted = Callable[[Document, int], bool]
_MOST_SHOWN = 5
_USUAL_NAME = 3.0  # a rarer one may be a term as well
_USUAL_WORD = 5.0
_FEWEST_LETTERS = 4
_MUCH_LESS = 4.0  # ten thousand times less likely than the first one: not shown
_CLEAR = 1.0  # ten times as likely as the next; the first one is right in 19 of 20 cases then
_POSSESSIVE = "'s"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An unknown word at ``prose[start:end]``, and what may have been meant.

    `kind` is `misspelling`, `drug` (it seems to stand for a drug), `joined` (for two words) or
    `split` (a word and its neighbour, which the span covers too, are one). `certainty` is that
    of its being wrong; `texts` are what may be written instead, the likeliest first, and `clear`
    says that the first one is far likelier than the second.
    """

    sight: Sight
    kind: str
    start: int
    end: int
    certainty: float
    texts: tuple[str, ...]
    clear: bool = True


@dataclass(frozen=True)
class Judge:
    """Reads documents and judges the words it does not know."""

    acceptor: Acceptor
    ranker: Ranker
    memory: Memory

    def verdicts(self, document: Document, wanted: Wanted) -> Iterator[Verdict]:
        """What is unknown in the blocks that are wanted (by their indices), in order."""
        sights, words = self._sights(document, wanted)
        told = usages(sights)
        cases = []
        for sight in sights:
            usage = told[key(sight.place.form)]
            if not is_meant(self.acceptor, sight, usage, plain(sight.place.form)):
                cases.append(self._case(sight, usage, words))
        if self._loses_spaces(cases):
            cases = list(map(self._with_space, cases))
        strangers = Strangers.among(document, cases)
        for case in cases:
            if not case.is_term:
                yield self._verdict(document, case, strangers)

    def _loses_spaces(self, cases: Iterable[Case]) -> bool:
        """Whether some word has run together with a small one, as where dashes were lost."""
        glued = self.acceptor.language.glued
        splits = (case.ranked[0] for case in cases if case.ranked and case.ranked[0].is_split)
        return any(not glued.isdisjoint(split.text.split(" ")) for split in splits)

    def _with_space(self, case: Case) -> Case:
        """The case with an article split off, if the word ends like one."""
        split = self.ranker.with_article(case.head)
        return replace(case, ranked=(split, *case.ranked)) if split else case

    def _sights(self, document: Document, wanted: Wanted) -> tuple[list[Sight], Set[str]]:
        found = []
        acceptor = self.acceptor
        places, words = unknown_places(
            document,
            self.memory,
            acceptor.accepts,
            partial(plainly_right, acceptor.lexicon),
        )
        for place in places:
            index = document.block_at(place.start)
            if wanted(document, index) and not self.acceptor.owns(place.form):
                sight = look(document, index, place)
                if not is_left_alone(document, self.acceptor.language, sight):
                    found.append(sight)
        return sorted(found, key=lambda each: each.place.start), words

    def _case(self, sight: Sight, usage: Usage, words: Set[str]) -> Case:
        word = plain(sight.place.form)
        head = word.lower().removesuffix(_POSSESSIVE)
        right = sight.right.lower() if len(head) == len(word) else ""
        sides = (sight.left.lower(), right)
        ranked = self.ranker.candidates(head)
        ranked = in_context(ranked, head, sides, words, self.acceptor.lexicon)
        worth = tuple(each for each in ranked if each.score >= ranked[0].score - _MUCH_LESS)
        return Case(sight, usage, word, head, worth)

    def _verdict(self, document: Document, case: Case, strangers: Strangers) -> Verdict:
        sight, word, head = case.sight, case.word, case.head
        split = joined_with_neighbour(self.acceptor, document, sight, word.lower())
        if split:
            return Verdict(sight, "split", split.start, split.end, split.certainty, split.texts)
        certain = 0.0
        if case.ranked and not self._is_doubtful(head, case.ranked[0]):
            certain = certainty(signs(case, strangers, self.acceptor.language))
        place = sight.place
        tail = document.prose[place.end - len(word) + len(head) : place.end]
        texts = self._written(case.ranked, word[: len(head)], tail)
        kind, clear = _kind(case.ranked), _is_clear(case.ranked)
        return Verdict(sight, kind, place.start, place.end, certain, texts, clear)

    def _is_doubtful(self, word: str, best: Candidate) -> bool:
        """Whether it is too short to tell, a rare form of a word, or a name or acronym that lacks
        its capitals.

        A word of three letters may be an abbreviation, unless a usual word has just one more.
        """
        if word == best.text:
            return best.frequency < _USUAL_NAME
        short = len(word) < _FEWEST_LETTERS
        if short and (len(best.text) <= len(word) or best.frequency < _USUAL_WORD):
            return True
        return Flag.MEDICAL in self.acceptor.lexicon.flags(word) or self.acceptor.may_be_form(word)

    def _written(self, ranked: tuple[Candidate, ...], head: str, tail: str) -> tuple[str, ...]:
        """The first candidates with the capitals of the word and its ending."""
        texts = (self.ranker.written(each, head) + tail for each in ranked)
        return tuple(dict.fromkeys(texts))[:_MOST_SHOWN]


def _kind(ranked: tuple[Candidate, ...]) -> str:
    if ranked and ranked[0].is_split:
        return "joined"
    return "drug" if ranked and ranked[0].is_drug else "misspelling"


def _is_clear(ranked: tuple[Candidate, ...]) -> bool:
    """Whether the first is far likelier than the second, and no drug could be meant instead."""
    if not ranked or any(each.is_drug for each in ranked[1:] if not ranked[0].is_drug):
        return False
    return len(ranked) == 1 or ranked[0].score - ranked[1].score >= _CLEAR
