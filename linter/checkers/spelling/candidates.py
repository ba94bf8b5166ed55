"""Which words somebody may have meant: known words a step or two away, or that sound alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from string import ascii_lowercase

from linter.checkers.spelling.lexicon import Lexicon
from linter.checkers.spelling.skeleton import skeleton

_MANY = 500  # words of the user's: making all steps is quicker than comparing with each
_FEWEST_LETTERS = 5  # shorter words sound like too many others
_EXCHANGED = 2  # in a word of two letters one step can change both
_LONGER = 2  # letters that a word which sounds alike but for one sound may be longer or shorter


def one_step(word: str, letters: str = ascii_lowercase) -> set[str]:
    """All strings that one insertion, deletion, replacement or exchange of neighbours makes."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    made = {left + right[1:] for left, right in halves if right}
    for left, right in halves:
        if right[1:]:
            made.add(left + right[1] + right[0] + right[2:])
        made.update([left + letter + right for letter in letters])
        if right:
            rest = right[1:]
            made.update([left + letter + rest for letter in letters])
    made.discard(word)
    return made


def near(lexicon: Lexicon, word: str, own: Collection[str] = ()) -> set[str]:
    """The known words one step away from a lower-case word, those of `own` too."""
    steps = lexicon.one_step(word) if word.isascii() else lexicon.among(one_step(word))
    found = lexicon.listed(steps)
    if len(own) > _MANY:
        return found | one_step(word).intersection(own)
    return found.union([each for each in own if is_one_step(word, each)])


def is_one_step(word: str, other: str) -> bool:
    """Whether `one_step` makes one string of the other."""
    longer = len(other) - len(word)
    if not -1 <= longer <= 1 or word == other:
        return False
    if len(word) > _EXCHANGED and word[0] != other[:1] and word[-1] != other[-1:]:
        return False
    start = 0
    while word[start : start + 1] == other[start : start + 1]:
        start += 1
    left, right = word[start:], other[start:]
    if longer < 0:
        return left[1:] == right
    if longer == 0 and left[2:] == right[2:] and left[1::-1] == right[:2]:
        return True
    return right[0] in ascii_lowercase and left[1 - longer :] == right[1:]


def alike(lexicon: Lexicon, word: str) -> set[str]:
    """The known words that sound like it."""
    return set(lexicon.sounds_like(skeleton(word)))


def farther(lexicon: Lexicon, word: str, worth: Callable[[str], bool]) -> set[str]:
    """The known words that sound like it but for one sound, begin as it does, and are worth it:
    of two words the more usual one is, if one is."""
    found: set[str] = set()
    if len(word) < _FEWEST_LETTERS:
        return found
    first, lengths = word[0], range(len(word) - _LONGER, len(word) + _LONGER + 1)
    for sounds in lexicon.sounds_near(skeleton(word)):
        for each in lexicon.sounds_like(sounds):
            if each[0] == first and len(each) in lengths:
                if not worth(each):
                    break
                found.add(each)
    return found
