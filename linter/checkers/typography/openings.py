"""Sentences whose long opening no comma parts from the rest, or whose subject a comma cuts off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from linter.checkers.reporting import Correction
from linter.checkers.typography.clauses import (
    Token,
    added_comma,
    beginning,
    report,
    sentences,
)
from linter.checkers.typography.stretches import Look, Stretch, Words
from linter.findings import Finding
from linter.ruleset.model import Rule
from linter.values import dataclass

_FEWEST = 3  # words of an opening; a shorter one may do without a comma
_ASIDE = 6  # a second comma as near as this makes an aside of what stands between the two
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Lists:
    """`subjects` are pronouns that are nothing but subjects, `heads` what a noun may follow.

    `verbs` stand behind a noun that is a subject. An opening holds no word of `skip`, and does
    not end with one of `ends`. A later comma is no matter before one of `allow`.
    """

    subjects: frozenset[str]
    heads: frozenset[str]
    verbs: frozenset[str]
    skip: frozenset[str]
    ends: frozenset[str]
    allow: frozenset[str]

    def begins(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a subject with its verb stands there."""
        words = [each.word for each in tokens[index : index + 3]]
        if words[0] in self.subjects:
            return len(words) > 1 and words[1][0].isalpha() and words[1] not in self.skip
        return len(words) > 2 and words[0] in self.heads and words[2] in self.verbs


def prepare_phrase(rule: Rule, words: Words) -> Look:
    """Finds long openings (“In the summer of that year we …”) without a comma behind them."""
    keys = ("subjects", "titles", "verbs", "skip", "marks", "allow")
    lists, openings = _Lists(*(words.get(key, _NONE) for key in keys)), beginning(words)

    def look(stretch: Stretch) -> Iterator[Finding]:
        for tokens in sentences(stretch, openings):
            if len(tokens) > _FEWEST and (place := _main_clause(tokens, lists)):
                yield from report(stretch, rule, tokens, place, added_comma(tokens, place))

    return look


def _main_clause(tokens: Sequence[Token], lists: _Lists) -> int:
    """The index of the word that begins the main clause; 0 where there is any doubt."""
    for index, token in enumerate(tokens):
        if not token.word[0].isalpha() or (index and token.word in lists.skip):
            return 0
        if index > _fewest(tokens) and tokens[index - 1].word not in lists.ends:
            if lists.begins(tokens, index):
                return 0 if _goes_on(tokens[index:], lists.allow) else index
            if token.word in lists.subjects:
                return 0
    return 0


def _fewest(tokens: Sequence[Token]) -> int:
    """So many words may do without a comma; fewer where the second is a verb (“After diving”)."""
    return _FEWEST - 1 if tokens[1].word.endswith("ing") else _FEWEST


def _goes_on(tokens: Sequence[Token], allow: frozenset[str]) -> bool:
    """Whether a later comma may be the one that ends the opening."""
    following = pairwise(tokens)
    return any(one.word == "," and next_.word not in allow for one, next_ in following)


def prepare_subject(rule: Rule, words: Words) -> Look:
    """Finds “Those who … , are”: a comma between a subject and its verb."""
    openings = beginning(words)
    seconds, verbs = words.get("subjects", _NONE), words.get("verbs", _NONE)

    def look(stretch: Stretch) -> Iterator[Finding]:
        for tokens in sentences(stretch, openings):
            place = next((i for i, each in enumerate(tokens) if not each.word[0].isalnum()), 0)
            if place > _FEWEST and tokens[1].word in seconds and _cut_off(tokens[place:], verbs):
                comma = Correction(tokens[place].span, "", "Leave the comma out.")
                yield from report(stretch, rule, tokens, place, comma)

    return look


def _cut_off(rest: Sequence[Token], verbs: frozenset[str]) -> bool:
    """Whether a verb follows the comma, and no second comma that makes an aside."""
    if rest[0].word != "," or len(rest) < 3 or rest[1].word not in verbs:
        return False
    return all(each.word != "," for each in rest[1:_ASIDE])
