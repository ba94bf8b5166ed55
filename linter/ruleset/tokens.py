"""What the classes of expressions stand for, and where words begin and end, in folded text."""

from __future__ import annotations

from linter.documents.words import LETTER

NUMBER = "\1"  # stands for any number in phrases and keys
ONE_LETTER = f"(?:{LETTER})"
# No border is needed where a match begins or ends with another character than a letter; but an
# apostrophe at its end belongs to the word before it.
LEFT_BORDER = f"(?:(?<!{ONE_LETTER})(?<!{ONE_LETTER}')|(?!{ONE_LETTER}))"
RIGHT_BORDER = f"(?:(?!'?{ONE_LETTER})|(?<!{ONE_LETTER})(?<!'))"
GAP_WORD = r"(?:[^ .!?;]|\.(?=\d)){1,40}"
MOST_IN_GAP = 3
_NUMBER = r"\d{1,12}(?:[.,·]\d{1,6}){0,4}"
LONGEST_WORD = 40  # letters of a word of a class
LETTER_TOKENS = frozenset({"capital", "word"})  # of these a part may do: “<word>itis”
TOKENS = {
    "number": f"(?>{_NUMBER})",
    "percent": rf"(?>{_NUMBER} ?(?:%|percent\b|per cent\b))",
    "year": r"(?<!\d)(?:1[89]|20)\d\d(?!\d)",
    "capital": rf"[^\W\d_]{ONE_LETTER}{{0,{LONGEST_WORD}}}",
    "word": rf"{ONE_LETTER}{{1,{LONGEST_WORD}}}",
}


def as_key(word: str) -> str:
    """A word as it stands in keys: words that hold a digit are all the same."""
    return NUMBER if any(map(str.isdecimal, word)) else word
