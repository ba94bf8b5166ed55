"""The consonants a word is heard by: misspellings that sound alike have the same skeleton.

In the manner of Soundex (R. C. Russell, US patent 1,261,167) and Metaphone (L. Philips, 1990),
coarser in vowels, which real misspellings get wrong most: they all vanish but a first one. The
dictionary files its words under their skeletons, so it must be built anew when this changes.
"""

from __future__ import annotations

import unicodedata

SOUNDS = "abdfgjklmnprstvw"  # what skeletons are made of
_VOWELS = frozenset("aeiouy")
_SOFTENING = frozenset("eiy")
# Letter groups that are heard as one sound, the longer ones first.
_GROUPS = {
    "tch": "k",
    "sch": "sk",
    "dge": "j",
    "ph": "f",
    "th": "t",
    "ch": "k",
    "sh": "s",
    "ck": "k",
    "wh": "w",
    "rh": "r",
    "gh": "",
    "dg": "j",
}
_SILENT_FIRST = {"pn": "n", "ps": "s", "pt": "t", "mn": "n", "kn": "n", "gn": "n", "wr": "r"}
_SINGLE = {"q": "k", "z": "s", "x": "ks", "g": "j", "h": "", "c": "k"}
_LONGEST = 3


def skeleton(word: str) -> str:
    """The sounds of a word in letters a–z, at most one vowel (“a”, for any first one).

    Whatever is no letter a–z without its accents is passed over; a word without letters has the
    empty skeleton.
    """
    letters = _plain(word)
    if letters[:2] in _SILENT_FIRST:
        letters = _SILENT_FIRST[letters[:2]] + letters[2:]
    elif letters[:2] == "gh":
        letters = "j" + letters[2:]
    elif letters[:1] == "x":
        letters = "s" + letters[1:]
    sounds = "a" if letters[:1] in _VOWELS else ""
    before = ""
    place = 0
    while place < len(letters):
        taken, sound = _sound(letters, place)
        sounds += sound[1:] if before and sound[:1] == before else sound
        before = sound[-1:]  # doubled letters are heard once, unless a vowel stands between
        place += taken
    return sounds


def _plain(word: str) -> str:
    text = word.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        text = text.replace("æ", "e").replace("œ", "e").replace("ø", "o")
    return "".join(each for each in text if "a" <= each <= "z")


def _sound(letters: str, place: int) -> tuple[int, str]:
    """How many letters one sound takes at a place, and the sound."""
    for length in range(_LONGEST, 1, -1):
        group = letters[place : place + length]
        if group in _GROUPS:
            return length, _GROUPS[group]
    letter = letters[place]
    following = letters[place + 1 : place + 3]
    if letter in _VOWELS:
        return 1, ""
    if letter == "c" and following[:1] in _SOFTENING:
        return 1, "s"
    if letter == "t" and len(following) == 2 and following[0] == "i" and following[1] in "aeou":
        return 1, "s"  # -tion, -tial, -tient
    return 1, _SINGLE.get(letter, letter)
