"""What a source is made of: words, names, titles and prose, and how each is cut into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_MARKUP = re.compile(r"<[^<>]{1,20}>")
LONGEST = 32


class Kind(Enum):
    """How far the case of a text can be believed."""

    WORD = auto()  # a word of a list: its case is right
    TERM = auto()  # a name of something: right, but for its first word
    TITLE = auto()  # a name in Title Case, or in no case that means anything: not to be believed
    BRAND = auto()  # a trade name whose case is lost: written with a capital
    PROSE = auto()  # sentences: right, but for their first words


class Shape(Enum):
    """How a word stands in a text."""

    LOWER = auto()
    CAPITAL = auto()
    UPPER = auto()
    MIXED = auto()
    UNSURE = auto()  # a capital that may be due to the place, or a case that is lost
    BRAND = auto()  # a capital is due, whichever other letters have one


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a source, and letters of `lexicon.Flag` that hold for its words."""

    text: str
    kind: Kind
    flags: str = ""


def normal(text: str) -> str:
    """Composed Unicode with straight apostrophes, as the keys of the dictionaries have it."""
    plain = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return plain.replace("’", "'").replace("`", "'")


def sentences(text: Text) -> Iterator[list[tuple[str, Shape]]]:
    """The words of each sentence, without a possessive ending, and their shapes."""
    whole = normal(_MARKUP.sub("", text.text))
    for piece in _SENTENCE.split(whole) if text.kind is Kind.PROSE else [whole]:
        words = [each for each in _TOKEN.findall(piece) if not any(map(str.isdigit, each))]
        believed = text.kind is not Kind.TITLE and not _is_title(words, text.kind)
        found = []
        for place, word in enumerate(words):
            bare = word.removesuffix("'s").strip("'")
            if bare and len(bare) <= LONGEST:
                sure = text.kind is Kind.WORD or (believed and place > 0)
                brand = text.kind is Kind.BRAND
                found.append((bare, Shape.BRAND if brand else _shape(bare, sure=sure)))
        yield found


def _is_title(words: list[str], kind: Kind) -> bool:
    """Whether all the longer words of a name have a capital: then these mean nothing."""
    longer = [word for word in words if len(word) > 3]
    return kind is Kind.TERM and len(longer) > 1 and all(word[0].isupper() for word in longer)


def _shape(word: str, *, sure: bool) -> Shape:
    if word.islower():
        return Shape.LOWER
    if word.isupper() and len(word) > 1:
        return Shape.UPPER
    if word[0].isupper() and word[1:].islower():
        return Shape.CAPITAL if sure else Shape.UNSURE
    return Shape.MIXED if len(word) > 1 else Shape.UNSURE
