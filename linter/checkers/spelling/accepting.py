"""Which words are right, by themselves: in the dictionary, or put together of what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linter.checkers.spelling.candidates import near
from linter.checkers.spelling.language import Language
from linter.checkers.spelling.lexicon import Flag, Lexicon
from linter.checkers.spelling.words import (
    CONTRACTIONS,
    Shape,
    differs_by_ending,
    plain,
    shape,
    unaccented,
)
from linter.late import late
from linter.values import dataclass

_FEWEST_REST = 5  # letters of what follows a prefix
_FEWEST_FORM = 4
_FEWEST_SECOND_FORM = 3
_MOST_FORMS = 2  # before the last one
_FEWEST_PREFIX = 2
# how usual (zipf) the rest of a word must be after a prefix, a form, before a suffix
_PREFIXED, _COMBINED, _SUFFIXED = 1.5, 1.0, 3.0
_ANGLICISED = 1.0
_NO_PLURALS = ("ss", "xs", "ys", "zs", "chs", "shs")
_FEWEST_CERTAIN, _QUITE_USUAL = 8, 4.0  # letters and use of a word behind a prefix, if not a slip
# A built word is a slip if one a step away is about as usual as its last part, or usual at all.
_USUAL, _RARE, _RARER = 3.5, 2.0, 0.5
_ROMAN = late(r"x{0,3}(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True)
class Acceptor:
    """Judges words without looking at their neighbours.

    `own` says of a word, as it is written, whether the user has accepted it.
    """

    lexicon: Lexicon
    language: Language
    own: Callable[[str], bool]

    def accepts(self, form: str) -> bool:
        """Whether a form, as the prose has it, needs no further look."""
        if form.isascii() and form.islower() and Flag.LOWER in self.lexicon.flags(form):
            return True
        word = plain(form)
        kind = shape(word)
        return kind is Shape.OTHER or self.knows(word, kind)

    def owns(self, form: str) -> bool:
        """Whether the user has accepted a form."""
        word = plain(form)
        return self.own(word) or self.own(word.removesuffix("'s"))

    def knows(self, word: str, kind: Shape) -> bool:
        """Whether a plain word is in the dictionary or made of words that are."""
        if self.listed(word, kind):
            return True
        lower = word.lower()
        head, apostrophe, tail = lower.rpartition("'")
        if apostrophe:
            return tail in CONTRACTIONS and self.knows(word[: len(head)], kind)
        return (
            lower in self.language.units
            or (lower in self.language.names and kind is not Shape.LOWER)
            or _ROMAN.fullmatch(lower) is not None
            or self._is_accented(word, kind)
            or self._is_british(lower)
            or self._is_built(lower)
        )

    def listed(self, word: str, kind: Shape) -> bool:
        """Whether the dictionary has the word in this writing; a name needs its capital."""
        flags = self.lexicon.flags(word.lower())
        return Flag.LOWER in flags or (bool(flags) and kind is not Shape.LOWER)

    def usual(self, word: str, least: float) -> bool:
        """Whether the dictionary has a lower-case word of a frequency (zipf) of at least that."""
        return Flag.LOWER in self.lexicon.flags(word) and self.lexicon.frequency(word) >= least

    def may_be_form(self, word: str) -> bool:
        """Whether a lower-case word is the regular plural of a known one (“scalenes”), or a usual
        one behind a prefix (“reaspiration”), whatever else it is one step away from."""
        if word.endswith("s") and not word.endswith(_NO_PLURALS) and self.usual(word[:-1], _RARE):
            return True
        ends = range(_FEWEST_PREFIX, len(word) - _FEWEST_CERTAIN + 1)
        return any(
            word[:end] in self.language.prefixes and self.usual(word[end:], _QUITE_USUAL)
            for end in ends
        )

    def is_stem(self, word: str) -> bool:
        """Whether a lower-case word may stand before a hyphen: “pre-”, “clinico-”, “vulvo-”."""
        if word in self.language.prefixes or word in self.language.combining_forms:
            return True
        if len(word) < _FEWEST_REST or word[-1] not in "oi":
            return False
        return any(self.lexicon.flags(word[:-1] + end) for end in self.language.stem_endings)

    def _is_accented(self, word: str, kind: Shape) -> bool:
        bare = unaccented(word)
        return bare != word and self.listed(bare, kind)

    def _is_british(self, word: str) -> bool:
        """“haematopoietic”, where the dictionary has “hematopoietic”."""
        return any(
            british in word
            and self.usual(word.replace(british, american), _ANGLICISED)
            and not self._is_slip(word, _USUAL)
            for british, american in self.language.british
        )

    def _is_built(self, word: str) -> bool:
        """“nonhospice”, “tickborne”, “cardiofaciocutaneous”; but “deeloped” is no “eloped”."""
        built = max(self._last_parts(word), default=None)
        return built is not None and not self._is_slip(word, built - _RARER)

    def _is_slip(self, word: str, least: float) -> bool:
        """Whether a word that usual is one step away, and not only an ending."""
        least = max(min(least, _USUAL), _RARE)
        return any(
            self.usual(each, least) and not differs_by_ending(word, each, self.language.endings)
            for each in near(self.lexicon, word)
        )

    def _last_parts(self, word: str, forms: int = 0) -> Iterator[float]:
        """The frequencies of the words that a word may be built upon (`forms` stand before it)."""
        for suffix in self.language.suffixes:
            if word.endswith(suffix):
                yield from self._frequency(word.removesuffix(suffix), _SUFFIXED)
        for end in range(_FEWEST_PREFIX, len(word) - _FEWEST_REST + 1):
            first, rest = word[:end], word[end:]
            if first in self.language.prefixes:
                yield from self._frequency(rest, _PREFIXED)
            shortest = _FEWEST_SECOND_FORM if forms else _FEWEST_FORM
            if end >= shortest and first in self.language.combining_forms:
                yield from self._frequency(rest, 0.0 if forms else _COMBINED)
                if forms < _MOST_FORMS:
                    yield from self._last_parts(rest, forms + 1)

    def _frequency(self, word: str, least: float) -> Iterator[float]:
        """That of a lower-case word, if the dictionary has it and it is at least so usual."""
        if Flag.LOWER in self.lexicon.flags(word):
            frequency = self.lexicon.frequency(word)
            if frequency >= least:
                yield frequency
