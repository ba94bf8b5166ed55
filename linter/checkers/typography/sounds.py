"""Which indefinite article a word takes, by the sound it begins with."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.checkers.typography.stretches import Words
from linter.late import late

_NUMBER = late(r"\d[\d,]*")
_HEAD = late(r"[^\W\d_]+")
_VOWEL = late(r"[aeiouyäöüé]", re.IGNORECASE)
_ROMAN = late(r"[IVX]{2,6}")


class Sounds:
    """The lists of a rule: how words, abbreviations and letters are spoken.

    `vowel`, `consonant` and `either` hold beginnings of words (the longest that fits decides)
    or, with a full stop behind, whole words; `spelt` and `spoken` are abbreviations read letter
    by letter or as a word; `letters` are those whose names begin with a vowel; `skip` are words
    before which “a” is no article.
    """

    def __init__(self, words: Words) -> None:
        none: frozenset[str] = frozenset()
        self._begins = {
            beginning: article
            for key, article in (("vowel", "an"), ("consonant", "a"), ("either", ""))
            for beginning in words.get(key, none)
        }
        self._longest = max(map(len, self._begins), default=0)
        self._spelt = words.get("spelt", none)
        self._spoken = words.get("spoken", none)
        self._letters = words.get("letters", none)
        self._skip = words.get("skip", none)
        self.wants = lru_cache(4096)(self._wants)
        self.may_want = lru_cache(16384)(self._may_want)

    def _may_want(self, word: str, article: str) -> bool:
        """Whether some way to write the lower-case word makes it take the article."""
        return article in {self._wants(word), self._wants(word.upper()), self._wants(word.title())}

    def _wants(self, token: str) -> str:
        """“a”, “an”, or "" where it is not certain."""
        number = _NUMBER.match(token)
        if number:
            return _number(number[0])
        head = _HEAD.match(token)
        if not head or head[0].lower() in self._skip:
            return ""
        word, rest = head[0], token[head.end() :]
        if len(word) == 1:
            return self._letter(word, rest)
        if not word[1:].islower():
            return self._abbreviation(word, rest)
        symbol = len(word) == 2 and word[0].isupper()  # “Fe”, “Rh”: spoken either way
        if symbol or rest[:1].isdigit() or rest[:1] == "." or not _VOWEL.search(word):
            return ""
        return self._word(word.lower())

    def _word(self, word: str) -> str:
        exact = self._begins.get(word + ".")
        if exact is not None:
            return exact
        for length in range(min(self._longest, len(word)), 0, -1):
            article = self._begins.get(word[:length])
            if article is not None:
                return article
        return ""

    def _letter(self, letter: str, rest: str) -> str:
        """A letter by its name, where it is certain to be read as one: “X-ray”, “α-wave”."""
        if rest[:1] != "-" or len(rest) < 2 or (letter.islower() and letter.isascii()):
            return ""
        return "an" if letter.lower() in self._letters else "a"

    def _abbreviation(self, word: str, rest: str) -> str:
        """Letter by letter or as a word, if listed or if both come to the same."""
        if _ROMAN.fullmatch(word) and word != "IV":
            return ""
        stem = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
        exact = self._begins.get(word.lower() + ".")
        if exact is not None:
            return exact
        first = word[0].lower()
        by_name = "an" if first in self._letters else "a"
        if stem.lower() in self._spelt:
            return by_name
        if stem.lower() in self._spoken:
            return self._word(stem.lower())
        as_word = "an" if first in "aeio" else "" if first in "u" else "a"
        return by_name if by_name == as_word else ""


def _number(digits: str) -> str:
    """Eight, eleven and eighteen begin with a vowel sound, alone or before thousand, million."""
    groups = digits.rstrip(",").split(",")
    lead = groups[0]
    if lead.startswith("0") or (len(groups) == 1 and len(lead) == 4 and lead[:2] in ("11", "18")):
        return ""
    if lead.startswith("8") and (len(lead) <= 3 or len(lead) == 4):
        return "an"
    if lead in ("11", "18") or (len(lead) in (5,) and lead[:2] in ("11", "18")):
        return "an"
    return "a"
