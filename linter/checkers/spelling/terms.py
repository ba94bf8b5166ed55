"""What a document itself tells of words that no dictionary has: names, acronyms, terms of art."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from linter.checkers.spelling.surroundings import Sight
from linter.checkers.spelling.words import Shape, plain, shape
from linter.values import dataclass

_NAME_TIMES = 2
_TERM_TIMES = 3


@dataclass(frozen=True, slots=True)
class Usage:
    """How a word is used in the document: how often, and how often with a capital that speaks.

    A capital speaks where no sentence begins; `bracketed` says that the word once stands alone in
    brackets, as an acronym does where it is explained.
    """

    times: int
    capitals: int
    lower: int
    bracketed: bool

    @property
    def is_name(self) -> bool:
        """Whether it is always written with a capital, where that speaks too."""
        return self.times >= _NAME_TIMES and self.capitals > 0 and not self.lower

    @property
    def is_repeated(self) -> bool:
        """Whether it stands there so often that it will be meant."""
        return self.times >= _TERM_TIMES


def usages(sights: Iterable[Sight]) -> Mapping[str, Usage]:
    """The usage of each word, by its plain lower-case form without a possessive ending."""
    groups: dict[str, list[Sight]] = {}
    for sight in sights:
        groups.setdefault(key(sight.place.form), []).append(sight)
    return {word: _usage(group) for word, group in groups.items()}


def key(form: str) -> str:
    """What forms of one word share."""
    return plain(form).lower().removesuffix("'s")


def _usage(group: list[Sight]) -> Usage:
    shapes = [shape(plain(sight.place.form)) for sight in group]
    return Usage(
        times=len(group),
        capitals=sum(
            each is not Shape.LOWER and not sight.may_be_capital
            for each, sight in zip(shapes, group, strict=True)
        ),
        lower=shapes.count(Shape.LOWER),
        bracketed=any(sight.before == "(" and sight.after == ")" for sight in group),
    )
