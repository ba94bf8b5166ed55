"""Which of the words that may have been meant is the likeliest."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from math import log10

from linter.checkers.spelling import candidates
from linter.checkers.spelling.channel import TOO_FAR, Channel, Slips
from linter.checkers.spelling.language import Language
from linter.checkers.spelling.lexicon import Flag, Lexicon
from linter.checkers.spelling.words import written_like
from linter.values import dataclass

_USUAL = 2.5  # a word of this frequency one step away ends the search
_COST_LIMIT = 9.0
_SOUNDS_SAME = 0.8  # less, where nothing is heard of the slip
_CHEAPEST = 1.2
_NAME = 1.5  # more, for a name in place of a word without a capital
_CAPITAL_LOST = 1.5
_KEPT = 10
_GOOD = 3  # so many better ones, and a word is not worth a look
_CHEAPEST_FARTHER = 3.0
_ROUNDING = 1e-6
_SPACE_LOST = 2.6
_UNSEEN_SPLIT = 5.0  # for two words that were never seen side by side
_FEWEST_LEFT = 3
_USUAL_HALF = 4.0
_FEWEST_REST = 5
_FEWEST_BEFORE_ARTICLE = 4
_BUILT = 3.0  # how much rarer a word with a prefix is than without
_OWN_FREQUENCY = 3.0  # of a word that the user has added
_CONTEXT = 0.6
_UNSEEN = 2.6  # pairs are not listed below this frequency
_MOST_FOR, _MOST_AGAINST = 3.0, -2.0
_IN_DOCUMENT = 4.5  # the frequency that a word of the document has at least
_ALL = 9  # zipf counts in a billion words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant, in lower case; one with a space mends a lost space.

    `cost` is the channel's, `frequency` a zipf, and `score` puts them together; `near` says that
    it is one step away; `flags` are the dictionary's, and of a split none; `context` is what the
    neighbouring words say.
    """

    text: str
    score: float
    cost: float
    frequency: float
    near: bool
    flags: str = ""
    context: float = 0.0
    present: bool = False

    def in_context(self, score: float, context: float, present: bool) -> Candidate:
        """The same with what the text around it says."""
        return Candidate(
            self.text, score, self.cost, self.frequency, self.near, self.flags, context, present
        )

    @property
    def is_split(self) -> bool:
        """Whether it is two words."""
        return " " in self.text

    @property
    def is_drug(self) -> bool:
        """Whether it is the name of a drug."""
        return Flag.DRUG in self.flags


@dataclass(frozen=True)
class Ranker:
    """Finds and orders candidates, once for each word.

    `own` are the user's words: for each in small letters, how it is written.
    """

    lexicon: Lexicon
    language: Language
    channel: Channel
    own: Mapping[str, Iterable[str]] = field(default_factory=dict)
    _known: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def candidates(self, word: str) -> tuple[Candidate, ...]:
        """What a lower-case word may stand for, the likeliest first."""
        if word not in self._known:
            self._known[word] = tuple(self._ranked(word))
        return self._known[word]

    def written(self, candidate: Candidate, word: str) -> str:
        """A candidate as it is written in place of a word."""
        text = candidate.text
        if not candidate.flags:
            text = next(iter(self.own.get(text, ())), text)
        elif Flag.LOWER not in candidate.flags:
            text = next(iter(self.lexicon.spellings(text)), text[:1].upper() + text[1:])
        return written_like(word, text)

    def _ranked(self, word: str) -> list[Candidate]:
        near = candidates.near(self.lexicon, word, self.own)
        alike = candidates.alike(self.lexicon, word)
        found = near | alike | ({word} if self.lexicon.flags(word) else set())
        slips = self.channel.slips(word)
        made = [each for text in found if (each := self._judged(slips, word, text, near, alike))]
        if not any(each.near and each.frequency >= _USUAL for each in made):
            made += self._farther(slips, word, made, found)
        if not any(each.near for each in made):
            made += self._built(word)
        made += self._splits(word)
        made.sort(key=lambda each: (-each.score, each.text))
        return made[:_KEPT]

    def _judged(
        self,
        slips: Slips,
        word: str,
        text: str,
        near: Collection[str],
        alike: Collection[str],
        limit: float = _COST_LIMIT,
    ) -> Candidate | None:
        cost = slips.cost(text, limit) or _CAPITAL_LOST
        if cost >= TOO_FAR:
            return None
        flags = self.lexicon.flags(text)
        if Flag.OFFENSIVE in flags:
            return None
        frequency = self.lexicon.frequency(text) if flags else _OWN_FREQUENCY
        if text in alike and text != word:
            cost = max(cost - _SOUNDS_SAME, min(cost, _CHEAPEST))
        score = frequency - cost
        if flags and Flag.LOWER not in flags:
            score -= _NAME
        return Candidate(text, score, cost, frequency, text in near, flags)

    def _farther(
        self, slips: Slips, word: str, made: Collection[Candidate], done: Collection[str]
    ) -> Iterator[Candidate]:
        """The words more than a step away that could still be among the first ones.

        A word that so many better ones are found before that it will not be kept is let go as
        soon as that shows.
        """
        frequency = self.lexicon.frequency
        scores = sorted(-each.score for each in made)
        least = -scores[_GOOD] if len(scores) > _GOOD else -_COST_LIMIT
        texts = candidates.farther(
            self.lexicon, word, lambda text: frequency(text) - _CHEAPEST_FARTHER >= least
        )
        for text in sorted(texts.difference(done), key=frequency, reverse=True):
            limit = _COST_LIMIT
            if len(scores) >= _KEPT:
                limit = min(limit, frequency(text) + scores[_KEPT - 1] + _ROUNDING)
            each = self._judged(slips, word, text, (), (), limit)
            if each:
                insort(scores, -each.score)
                yield each

    def _splits(self, word: str) -> Iterator[Candidate]:
        lexicon = self.lexicon
        for place in range(1, len(word) - 1):
            left, right = word[:place], word[place:]
            if len(left) < _FEWEST_LEFT and left not in self.language.short:
                continue
            if not (self._is_word(left) and self._is_word(right)):
                continue
            rarer = min(lexicon.frequency(left), lexicon.frequency(right))
            together = lexicon.pair(left, right)
            if together:
                score = together - _SPACE_LOST
            elif rarer >= _USUAL_HALF:
                score = rarer - _UNSEEN_SPLIT
            else:
                continue
            yield Candidate(f"{left} {right}", score, _SPACE_LOST, together or rarer, True)

    def with_article(self, word: str) -> Candidate | None:
        """What an explanation behind a lost dash makes: “a biopsya procedure in which …”.

        By itself such a word is rather one with a letter too many.
        """
        left, right = word[:-1], word[-1:]
        if len(left) < _FEWEST_BEFORE_ARTICLE or right not in self.language.glued:
            return None
        if not self._is_word(left):
            return None
        frequency = self.lexicon.frequency(left)
        return Candidate(f"{left} {right}", frequency - _SPACE_LOST, _SPACE_LOST, frequency, True)

    def _built(self, word: str) -> Iterator[Candidate]:
        """Words with a prefix or combining form before one that is misspelt."""
        for end in range(2, len(word) - _FEWEST_REST + 1):
            first, rest = word[:end], word[end:]
            if first in self.language.prefixes or first in self.language.combining_forms:
                near, slips = candidates.near(self.lexicon, rest), self.channel.slips(rest)
                for known in near:
                    each = self._judged(slips, rest, known, near, ())
                    if each and Flag.LOWER in each.flags:
                        text = first + each.text
                        yield replace(
                            each,
                            text=text,
                            score=each.score - _BUILT,
                            frequency=each.frequency - _BUILT,
                        )

    def _is_word(self, word: str) -> bool:
        return Flag.LOWER in self.lexicon.flags(word)


def in_context(
    ranked: Iterable[Candidate],
    word: str,
    sides: tuple[str, str],
    words: Collection[str],
    lexicon: Lexicon,
) -> tuple[Candidate, ...]:
    """The candidates for a word anew, with what is said of each by the words on its two sides
    and by those of the document."""
    left, right = sides
    left_chance = lexicon.frequency(left) - _ALL if left else 0.0
    right_chance = lexicon.frequency(right) - _ALL if right else 0.0
    judged = []
    for each in ranked:
        first, _, last = each.text.partition(" ")
        says = 0.0
        if left:
            chance = left_chance + (lexicon.frequency(first) if last else each.frequency)
            says += _association(lexicon.pair(left, first), chance)
        if right:
            chance = right_chance + (lexicon.frequency(last) if last else each.frequency)
            says += _association(lexicon.pair(last or first, right), chance)
        text = each.text
        present = (text in words and text != word) or (
            text.capitalize() in words and text.capitalize() != word
        )
        usual = log10(10**each.frequency + 10**_IN_DOCUMENT) if present else each.frequency
        score = each.score + usual - each.frequency + _CONTEXT * says
        judged.append(each.in_context(score, says, present))
    judged.sort(key=lambda each: (-each.score, each.text))
    return tuple(judged)


def _association(seen: float, chance: float) -> float:
    """How much oftener two words stand side by side than by chance, as a logarithm."""
    if seen:
        return max(min(seen - chance, _MOST_FOR), _MOST_AGAINST / 2)
    return max(min(_UNSEEN - chance, 0.0), _MOST_AGAINST)
