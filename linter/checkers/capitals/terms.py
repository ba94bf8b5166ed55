"""Which capitalised words are ordinary terms that need no capital."""

from __future__ import annotations

from collections.abc import Mapping

from linter.checkers.spelling.lexicon import Flag, Lexicon, shipped
from linter.values import dataclass

_NAMES = frozenset({Flag.CAPITAL, Flag.NAME})
_MARKS = ".,;:?!()“”\"'"
_SHORTEST = 7  # letters of a word that is told by its ending
_SHORTEST_SEEN = 4
_USUAL = 4.0
_SELDOM = 4.2  # zipf; more usual words may stand for one thing with a capital: the Board


@dataclass(frozen=True)
class Terms:
    """The words of a rule.

    `alone` need no capital by themselves, `heads` none at the end of a longer term, `after_names`
    none behind a person's name; `endings` make any ordinary word a term, and with one of
    `adjectives` ends the first word of a term of three words or more. `of_a_name` are parts of
    names. Names and titles stand before `labels`, right behind `titles_behind` and not far behind
    `titles_near`. `openers` begin sentences and are no part of what follows. Second words of
    Latin names end in one of `species`, words for what somebody does in one of `people`.
    """

    alone: frozenset[str]
    heads: frozenset[str]
    after_names: frozenset[str]
    endings: tuple[str, ...]
    adjectives: tuple[str, ...]
    of_a_name: frozenset[str]
    labels: frozenset[str]
    titles_behind: frozenset[str]
    titles_near: frozenset[str]
    openers: frozenset[str]
    species: tuple[str, ...]
    people: tuple[str, ...]
    lexicon: Lexicon

    def lowered(self, words: list[str]) -> int | None:
        """From which of some capitalised words on they are an ordinary term; None: they are none.

        A person's name before a disease keeps its capital.
        """
        plain = [_bare(word) for word in words]
        if not all(each.isalpha() and len(each) > 2 and each[1:].islower() for each in plain):
            return None
        keys = [each.lower() for each in plain]
        if not self.of_a_name.isdisjoint(keys):
            return None
        if len(set(keys)) < len(keys):  # two lines that became one
            return None
        if len(words) == 1:
            return 0 if self._is_term(keys[0]) else None
        if len(words) == 2 and plain[0] != words[0]:
            return 1 if keys[1] in self.after_names or keys[1].endswith(self.people) else None
        known = keys[-1] in self.heads or self._is_term(keys[-1])
        if len(words) > 2 and not self._describes(keys[0]):
            return None
        return 0 if known and all(map(self._is_no_name, keys)) else None

    def _describes(self, key: str) -> bool:
        """Whether a longer term may begin so; a company's name begins with any word."""
        return key.endswith(self.adjectives) or key in self.heads or self._is_term(key)

    def _is_term(self, key: str) -> bool:
        single = key.removesuffix("s")
        if key in self.alone or single in self.alone:
            return True
        flags = self.lexicon.flags(key)
        known = Flag.LOWER in flags and _NAMES.isdisjoint(flags)
        long = len(single) >= _SHORTEST
        return known and long and (key.endswith(self.endings) or single.endswith(self.endings))

    def is_matter(self, key: str) -> bool:
        """Whether a word in small letters is a disease, a treatment or the like."""
        return key in self.heads or self._is_term(key)

    def may_be_ordinary(self, word: str) -> bool:
        """Whether a capitalised word needs no capital if the draft also writes it without one."""
        key = _bare(word).lower()
        flags = self.lexicon.flags(key)
        return (
            word[1:].islower()
            and len(key) > _SHORTEST_SEEN
            and Flag.LOWER in flags
            and _NAMES.isdisjoint(flags)
            and not {key, key.removesuffix("s")} & self.of_a_name
            and self.lexicon.frequency(key) < _SELDOM
        )

    def may_be_species(self, key: str) -> bool:
        """Whether a word may be the second one of a Latin name."""
        return key.endswith(self.species) and self.lexicon.frequency(key) < _USUAL

    def is_place(self, words: list[str]) -> bool:
        """Whether capitalised words have no lower-case form, so that they are a place or person."""
        spelt = (word for word in map(_bare, words) if not word.isupper())  # no “FL”
        return not any(Flag.LOWER in self.lexicon.flags(word) for word in spelt)

    def may_be_small(self, word: str) -> bool:
        """Whether a word is also written in lower case."""
        return Flag.LOWER in self.lexicon.flags(_bare(word.strip(_MARKS)))

    def _is_no_name(self, key: str) -> bool:
        flags = self.lexicon.flags(key)
        return key in self.heads or (Flag.LOWER in flags and Flag.NAME not in flags)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").rstrip("'’")


def terms_of(words: Mapping[str, frozenset[str]]) -> Terms:
    """The words of a rule's options."""

    def of(key: str) -> frozenset[str]:
        return words.get(key, frozenset())

    return Terms(
        alone=of("terms"),
        heads=of("heads"),
        after_names=of("after-names"),
        endings=tuple(sorted(of("endings"))),
        adjectives=tuple(sorted(of("adjectives"))),
        of_a_name=of("of-a-name"),
        labels=of("labels"),
        titles_behind=of("titles-behind"),
        titles_near=of("titles-near"),
        openers=of("openers"),
        species=tuple(sorted(of("species"))),
        people=tuple(sorted(of("people"))),
        lexicon=shipped(),
    )
