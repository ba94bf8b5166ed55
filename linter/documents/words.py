"""Folding text so that what differs in typography only is the same, and cutting it into words."""

from __future__ import annotations

from linter.documents.model import ReadOptions
from linter.late import late

_ASCII_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f"
_PLAIN = {
    "'": "’‘ʼ′‛＇´",
    "-": "–—‑‐‒―−﹣－",
    '"': "“”„‟″«»",
    " ": "\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
}
_FOLDED = {character: plain for plain, group in _PLAIN.items() for character in group}
_ASCII = bytes(range(128))

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = (  # combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic; the soft hyphen
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
LETTER = f"[^\\W_{_RAISED}]|[{_MARKS}]"  # what words are made of, besides apostrophes
_LETTER = late(LETTER)
# In folded text whose separators are spaces already, a letter is what is neither.
_OUTER_APOSTROPHE = late("'(?!(?<=[^ ']')[^ '])")
_SEPARATORS = bytes(
    code if code >= 0x80 or code == ord("'") or chr(code).isalnum() else ord(" ")
    for code in range(256)
)

_NOT_LATIN = late(
    "[\u0370-\u1dbf\u1f00-\u1fff\u2c80-\ua71f\ua840-\ud7ff\uf900-\ufaff\ufb13-\ufdff"
    "\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)
_LETTERS = late(r"[^\W\d_]")
_FEWEST_WORDS = 8
_FEWEST_LETTERS = 12


def fold(text: str) -> str:
    """The text in lower case with plain quotes, hyphens and spaces, of the same length.

    Curly, modifier and prime apostrophes become ', all hyphens and dashes -, double quotes ",
    every white-space character a space. What has no lower case of one character (İ) stays. Each
    character is folded by itself, so a part of a folded text is the part folded.
    """
    text = straighten(text)
    folded = text.lower() if "İ" not in text else "İ".join(map(str.lower, text.split("İ")))
    # A Σ at the end of a word has another lower-case form than elsewhere.
    return folded if folded.isascii() else folded.replace("ς", "σ")


def straighten(text: str) -> str:
    """As `fold`, but with capitals kept."""
    if not text.isascii():
        for character in _characters_beyond_ascii(text):
            if character in _FOLDED:
                text = text.replace(character, _FOLDED[character])
    if not text.isprintable():
        for character in _ASCII_SPACES:
            text = text.replace(character, " ")
    return text


def cut(folded: str) -> list[str]:
    """The words of a folded text, in order.

    A word is a run of letters, digits and combining marks, with the apostrophes inside it; all
    else separates, a hyphen and a raised digit (a citation mark, an exponent) too.
    """
    return separate(folded).split()


def separate(folded: str) -> str:
    """A folded text with a space for each character that is part of no word."""
    data = folded.encode("utf-8", "surrogatepass").translate(_SEPARATORS)
    if not folded.isascii():
        for character in _characters_beyond_ascii(folded):
            if not _LETTER.match(character):
                data = data.replace(character.encode("utf-8", "surrogatepass"), b" ")
    words = data.decode("utf-8", "surrogatepass")
    return _OUTER_APOSTROPHE.sub(" ", words) if "'" in words else words


def _characters_beyond_ascii(text: str) -> set[str]:
    data = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(data.decode("utf-8", "surrogatepass"))


def is_english(text: str, options: ReadOptions) -> bool:
    """Whether a block reads as English; one of fewer than eight words does.

    It does not if most of its letters are not Latin, or if small words of other languages are
    common in it and those of English rare. Names, lists of genes and references stay English.
    """
    if not text.isascii() and _is_mostly_not_latin(text):
        return False
    words = text.lower().split()
    if len(words) < _FEWEST_WORDS or len(options.foreign_words.intersection(words)) < 2:
        return True
    words = cut(fold(text))
    foreign = sum(word in options.foreign_words for word in words)
    english = sum(word in options.function_words for word in words)
    return foreign < 3 or foreign * 6 < len(words) or foreign < 2 * english


def _is_mostly_not_latin(text: str) -> bool:
    if len(text.encode("utf-8", "surrogatepass")) - len(text) < _FEWEST_LETTERS:
        return False  # each such letter takes two bytes or more
    others = len(_NOT_LATIN.findall(text))
    return others >= _FEWEST_LETTERS and 2 * others > len(_LETTERS.findall(text))
