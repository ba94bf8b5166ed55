"""Unknown words that their place, or the rest of the document, shows to be meant."""

from __future__ import annotations

from linter.checkers.spelling.accepting import Acceptor
from linter.checkers.spelling.lexicon import Flag
from linter.checkers.spelling.surroundings import Sight
from linter.checkers.spelling.terms import Usage
from linter.checkers.spelling.words import Shape, shape
from linter.late import late

_FEWEST_IN_SPECIES = 4
_FEWEST_IN_GENUS = 4
_USUAL = 3.0
_COMPOUND = late(r"[^\W\d_]+-[^\W\d_]+\b")
_BASES = frozenset("acgtun")


def is_meant(acceptor: Acceptor, sight: Sight, usage: Usage, word: str) -> bool:
    """Whether it is a stem before a hyphen, part of a name or a species, an acronym or bases."""
    kind = shape(word)
    if sight.after == "-" and acceptor.is_stem(word.lower()):
        return True
    if sight.before == "-" and _is_whole(acceptor, sight):
        return True
    if _is_adverb(acceptor, word.lower()):
        return True
    if kind is Shape.LOWER:
        return is_species(acceptor, sight, word)
    if kind is Shape.SHOUTED:
        return usage.bracketed or _BASES.issuperset(word.lower())
    return usage.is_name or is_name(acceptor, sight)


def _is_whole(acceptor: Acceptor, sight: Sight) -> bool:
    """Whether a word that stands behind a hyphen is known without it: “pre-empting”."""
    whole = _COMPOUND.search(sight.run)
    return whole is not None and acceptor.usual(whole[0].replace("-", "").lower(), 0.0)


def _is_adverb(acceptor: Acceptor, word: str) -> bool:
    """Whether a usual adjective has taken a regular ending: “genomically”, “renally”."""
    return any(
        word.endswith(behind + ending) and acceptor.usual(word.removesuffix(ending), _USUAL)
        for behind, ending in acceptor.language.adverbs
    )


def is_species(acceptor: Acceptor, sight: Sight, word: str) -> bool:
    """Whether a word stands as “coli” does in “E. coli” or “Escherichia coli”."""
    if len(word) < _FEWEST_IN_SPECIES or not word.endswith(acceptor.language.species):
        return False
    return sight.genus or _may_be_genus(acceptor, sight.left)


def _may_be_genus(acceptor: Acceptor, word: str) -> bool:
    """Whether a word with a capital is none of the general language, and no person's name; a
    genus that a source has in small letters (“brugia”) has a capital in others."""
    if len(word) < _FEWEST_IN_GENUS or not word.istitle() or "'" in word:
        return False
    flags = acceptor.lexicon.flags(word.lower())
    if Flag.LOWER in flags and not (Flag.CAPITAL in flags and _is_latin(acceptor, word)):
        return False
    return not {Flag.NAME, Flag.GENERAL}.intersection(flags)


def _is_latin(acceptor: Acceptor, word: str) -> bool:
    return word.endswith(acceptor.language.species)


def is_name(acceptor: Acceptor, sight: Sight) -> bool:
    """Whether a capitalised word has an initial, a title or “et al.” beside it, or a name."""
    if sight.genus or sight.titled or sight.before == "." or sight.right == "et":
        return True
    return not sight.starts and any(
        word[:1].isupper() and _may_be_name(acceptor, word) for word in (sight.left, sight.right)
    )


def _may_be_name(acceptor: Acceptor, word: str) -> bool:
    flags = acceptor.lexicon.flags(word.lower())
    return Flag.NAME in flags or Flag.LOWER not in flags
