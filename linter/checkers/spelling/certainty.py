"""How certain it is that an unknown word is wrong."""

from __future__ import annotations

from dataclasses import fields
from math import exp, log
from operator import attrgetter, mul

from linter.checkers.spelling.cases import Case, Strangers
from linter.checkers.spelling.language import Language
from linter.checkers.spelling.lexicon import Flag
from linter.checkers.spelling.words import Shape, differs_by_ending
from linter.values import dataclass

_LONG = 12
_CLEAR = 4.0
_TAIL = 2
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against a slip, each as a number (0 or 1 where it is a yes or no)."""

    bias: float
    score: float  # of the best candidate
    cost: float
    frequency: float
    near: float  # it is one step away
    letters: float
    short: float
    capital: float  # a capital that speaks of a name
    begins: float  # a capital that does not
    shouted: float
    accented: float  # it has an accent that the candidate lacks
    ending: float  # the two differ by a regular ending only
    tail: float  # … or by the last letters
    split: float
    glued: float  # one half of the split is a small word
    together: float  # the halves are often seen side by side
    times: float  # how often the word stands in the document, as a logarithm
    name: float  # the candidate is a name
    special: float  # … a medical or other special term
    margin: float  # how much better the first candidate is than the second
    compound: float  # a hyphen touches the word
    context: float
    present: float  # the candidate stands elsewhere in the document
    beside: float  # words like no known one stand in its block
    around: float  # … and in the document, more than in any but a text full of foreign words


# Fitted by logistic regression on slips made at random in edited texts, against the words of these
# texts that no dictionary has; the weight of capitals throughout is set by hand (there were none).
WEIGHTS = Signs(
    bias=0.59,
    score=0.24,
    cost=-0.26,
    frequency=0.40,
    near=1.14,
    letters=-0.06,
    short=-2.32,
    capital=-4.30,
    begins=-1.91,
    shouted=-3.00,
    accented=-3.00,
    ending=-1.76,
    tail=-1.44,
    split=-3.46,
    glued=3.55,
    together=-0.31,
    times=-1.41,
    name=0.64,
    special=-1.04,
    margin=0.47,
    compound=-1.78,
    context=0.61,
    present=0.86,
    beside=-1.29,
    around=-1.50,
)


_values = attrgetter(*(each.name for each in fields(Signs)))


def signs(case: Case, strangers: Strangers, language: Language) -> Signs:
    """What speaks for and against its being a slip; there is a candidate at least."""
    sight, word, ranked, kind = case.sight, case.head, case.ranked, case.shape
    best = ranked[0]
    second = ranked[1].score if len(ranked) > 1 else best.score - _CLEAR
    halves = best.text.split(" ")
    own = not best.flags and not best.is_split  # a word of the user's, or a site's name
    return Signs(
        bias=1.0,
        score=best.score,
        cost=best.cost,
        frequency=best.frequency,
        near=best.near,
        letters=min(len(word), _LONG),
        short=len(word) <= _SHORT,
        capital=kind is Shape.CAPITAL and not sight.may_be_capital and not own,
        begins=kind is Shape.CAPITAL and sight.may_be_capital and not own,
        shouted=kind is Shape.SHOUTED,
        accented=not case.word.isascii() and best.text.isascii(),
        ending=differs_by_ending(word, best.text, language.endings),
        tail=not best.is_split and differs_in_tail(word, best.text),
        split=best.is_split,
        glued=best.is_split and not language.glued.isdisjoint(halves),
        together=best.score if best.is_split else 0.0,
        times=log(case.usage.times),
        name=not best.is_split and bool(best.flags) and Flag.LOWER not in best.flags,
        special=not (best.is_split or own) and Flag.GENERAL not in best.flags,
        margin=min(best.score - second, _CLEAR),
        compound="-" in (sight.before, sight.after),
        context=best.context,
        present=best.present,
        beside=strangers.beside(case),
        around=strangers.around(case),
    )


def differs_in_tail(word: str, other: str) -> bool:
    """Whether the two are alike but for their last letters."""
    least = max(len(word), len(other)) - _TAIL
    return len(word) > _SHORT and word[:least] == other[:least]


def certainty(found: Signs) -> float:
    """How certain it is, between 0 and 1, that a word with these signs is wrong."""
    return 1 / (1 + exp(-sum(map(mul, _values(found), _values(WEIGHTS)))))
