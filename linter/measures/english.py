"""What `rules/language/en/readability.yml` says: syllables, the passive, known abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.late import late
from linter.storage import rules_folder
from linter.values import dataclass
from linter.yamltext import load


@dataclass(frozen=True, slots=True)
class English:
    """The data, ready to use; `passive` finds a passive in folded text.

    `explains` and `calls` are alternatives of a regular expression.
    """

    vowels: re.Pattern[str]
    more: tuple[re.Pattern[str], ...]
    less: tuple[re.Pattern[str], ...]
    passive: re.Pattern[str]
    known: frozenset[str]
    explains: str
    calls: str

    def syllables(self, word: str) -> int:
        """How many syllables a word has, at least one; an acronym is spelt out letter by letter."""
        if word.isupper() and 1 < len(word) <= _LONGEST_SPELT and not self._is_spoken(word):
            return len(word)
        lower = word.lower()
        count = len(self.vowels.findall(lower))
        count += sum(len(pattern.findall(lower)) for pattern in self.more)
        count -= sum(len(pattern.findall(lower)) for pattern in self.less)
        return max(min(count, len(word)), 1)

    def _is_spoken(self, acronym: str) -> bool:
        """Whether an acronym is read as a word, as far as its letters tell."""
        return len(acronym) > _LETTERS_ALONE and self.vowels.search(acronym.lower()) is not None


@lru_cache(maxsize=1 << 16)
def syllables_in(word: str) -> int:
    """The syllables of a word; its parts are counted apart, a number counts as one.

    Texts use the same words again and again, so they are kept.
    """
    data = english()
    return sum(data.syllables(part) if part.isalpha() else 1 for part in _PARTS.split(word) if part)


_PARTS = late(r"[^\w]+")
_LONGEST_SPELT = 6
_LETTERS_ALONE = 3


@lru_cache(maxsize=1)
def english() -> English:
    """The data that ships.

    Raises:
        YamlError: the file is not well formed.
    """
    keys = (
        "vowels",
        "more",
        "less",
        "be",
        "between",
        "participles",
        "adjectives",
        "explains",
        "calls",
        "known",
    )
    path = rules_folder() / "language" / "en" / "readability.yml"
    data = load(path, name=path.name).mapping(keys)

    def words(name: str) -> tuple[str, ...]:
        return data[name].strings()

    between = f"(?: (?:{'|'.join(words('between'))}|[a-z]+ly)){{0,2}}"
    adjectives = f"(?!(?:{'|'.join(words('adjectives'))})(?![a-z-]))"
    participles = rf"(?:[a-z]{{2,}}ed|{'|'.join(words('participles'))})"
    return English(
        vowels=re.compile(f"[{data['vowels'].string()}]+"),
        more=tuple(map(re.compile, words("more"))),
        less=tuple(map(re.compile, words("less"))),
        passive=re.compile(
            rf"(?<![a-z])(?:{'|'.join(words('be'))}){between} {adjectives}{participles}(?![a-z-])"
        ),
        known=frozenset(words("known")),
        explains="|".join(words("explains")),
        calls="|".join(words("calls")),
    )
