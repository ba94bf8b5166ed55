"""The forms of an English word: ``reduce`` → reduces, reduced, reducing, reduce's.

Regular spelling rules as in any school grammar; irregular forms are data
(`rules/language/en/irregular.yml`). A form that no one uses does no harm: it never occurs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_VOWELS = frozenset("aeiou")


def forms(word: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """All forms of `word` (lower case), the word itself first."""
    listed = irregular.get(word)
    if listed is not None:
        return tuple(dict.fromkeys((word, *listed)))
    return tuple(dict.fromkeys((word, _s(word), *_ed(word), *_ing(word), *_possessive(word))))


def _s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if _consonant_y(word):
        return word[:-1] + "ies"
    return word + "s"


def _ed(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "d"]
    if _consonant_y(word):
        return [word[:-1] + "ied"]
    return [stem + "ed" for stem in _stems(word)]


def _ing(word: str) -> list[str]:
    if word.endswith("ie"):
        return [word[:-2] + "ying"]
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return [word[:-1] + "ing"]
    return [stem + "ing" for stem in _stems(word)]


def _possessive(word: str) -> list[str]:
    return [word + "'s"]


def _consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS


def _stems(word: str) -> list[str]:
    """The stem before -ed and -ing; doubled where spelling doubles, both where it may."""
    short_vowel = (
        len(word) > 2
        and word[-1] not in "aeiouwxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )
    if not short_vowel:
        return [word]
    syllables = sum(
        here in _VOWELS and before not in _VOWELS
        for before, here in zip(" " + word[:-1], word, strict=True)
    )
    doubled = word + word[-1]
    return [doubled] if syllables == 1 else [word, doubled]
