"""Where the sentences of a block begin and end.

One expression finds the places where a sentence could end; the words around each place, looked
up in the data of `rules/language`, decide. Every step looks at a bounded stretch of text, so the
time grows with the length of the text only.
"""

from __future__ import annotations

import re

from linter.documents.model import ReadOptions
from linter.late import late

_STOPS = ".!?…"
_WINDOW = 48  # characters before a stop that are looked at
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"

# A run of stops; what closes with it (quotes, brackets, citation marks in brackets or raised, as
# characters or as plain digits right after a stop); then white space, or right away something
# that may begin a sentence. The look-behind keeps a long run from being tried from each stop.
_CANDIDATE = late(
    rf"""(?<![{_STOPS}])([{_STOPS}]++)
    ((?:["'”’»)\]}}]
      |\s?\[\d[\d\s,;‐‑‒–—−-]{{0,60}}+\]
      |\(\d[\d,;‐‑‒–—−-]{{0,60}}+\)
      |[{_SUPERSCRIPT}][{_SUPERSCRIPT},⁻–˒]{{0,60}}+
      |(?<=[^\W\d_][.!?])\d{{1,3}}(?:[,‐‑‒–—−-]\d{{1,3}}){{0,12}}+(?=\s)
    )*+)
    (\s++|(?=["“‘(\[¿¡]?[^\W\d_]))""",
    re.VERBOSE,
)
_BLANK_LINE = late(r"\n[^\S\n]*+\n\s*+")
_OPENING = late(r"""["'“‘«„(\[{*•·‣▪–—-]*+\s?""")
_LOWER_START = late(  # pCO2, mRNA, p53, c-MYC; (b) or b. as a label
    r"[a-zα-ω]{1,4}-?[A-Z0-9]|[α-ω]-|(?:[a-h]|[ivx]{1,4})(?:\)|\.\s[A-Z])"
)
_MID_SENTENCE = frozenset(",;:)]}/%&=|" + _STOPS)
_NUMBER_LABEL = late(r"[A-Z](?![^\W\d_])(?!\s[a-z])|[BCDEFGH](?!\w)|[IVX]{2,}(?!\w)")
_JOURNAL_YEAR = late(r"(?:19|20)\d\d(?:\s[A-Z][a-z]{2})?(?:\s\d{1,2})?\s?[;:(]")
_UNIT_JOINTS = frozenset("/°·*^")  # mmol/L, °C
_WORD = late(r"[^\W_]+")
_LAST_WORD = late(r"[^\w.]+")
_LABEL = late(r"\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4}")
_CAPITALISED = late(r"[^\W\d_][a-zà-ÿ]|[AI](?=\s)")


def split(text: str, options: ReadOptions) -> list[tuple[int, int]]:
    """The sentences in the prose of one block, as spans of `text` without surrounding space.

    They cover all that is not white space. A line break is no border, a blank line is one. A
    citation mark after a full stop belongs to the sentence it ends.
    """
    begin = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if begin >= end:
        return []
    if "\n" not in text:
        return _split_part(text, begin, end, options)
    sentences: list[tuple[int, int]] = []
    for blank in _BLANK_LINE.finditer(text, begin, end):
        sentences += _split_part(text, begin, blank.start(), options)
        begin = blank.end()
    return sentences + _split_part(text, begin, end, options)


def _split_part(text: str, begin: int, end: int, options: ReadOptions) -> list[tuple[int, int]]:
    """The sentences of a stretch without blank lines that begins and ends with a character."""
    end = begin + len(text[begin:end].rstrip())
    sentences: list[tuple[int, int]] = []
    for found in _CANDIDATE.finditer(text, begin, end):
        following = found.end()
        if following < end and _is_border(text, found, begin, options):
            sentences.append((begin, found.end(2)))
            begin = following
    sentences.append((begin, end))
    return sentences


def _is_border(text: str, found: re.Match[str], begin: int, options: ReadOptions) -> bool:
    """Whether a sentence ends at a candidate; the current one starts at `begin`."""
    stop, following = found.start(), found.end()
    if not found[3]:
        return _is_border_without_space(text, found, begin, options)
    before = text[max(stop - _WINDOW, begin) : stop]
    word = before[before.rfind(" ") + 1 :]
    next_character = text[following]
    if (  # the ordinary case, decided early
        not found[2]
        and next_character.isupper()
        and found[1] == "."
        and 1 < len(word) < len(before)
        and word.isalpha()
        and not _is_listed(word.lower(), options)
    ):
        return True
    if found[2][:1] == ")" and before[-1:] == "(":  # a doubtful (?) word
        return False
    start = _start_of_next(text, following)
    if start >= len(text) or not _can_begin(text, start):
        return False
    if found[1] != ".":
        return True
    return _decide(text, before, start, begin == max(stop - _WINDOW, begin), options)


def _is_listed(word: str, options: ReadOptions) -> bool:
    return (
        word in options.never_end or word in options.abbreviations or word in options.before_numbers
    )


def _start_of_next(text: str, position: int) -> int:
    """Where the first word starts behind quotes, brackets and bullets."""
    opening = _OPENING.match(text, position)
    return opening.end() if opening else position


def _can_begin(text: str, start: int) -> bool:
    """Whether a sentence can begin with what stands here."""
    character = text[start]
    if character.islower():
        return _LOWER_START.match(text, start) is not None
    return character not in _MID_SENTENCE


def _decide(text: str, before: str, start: int, whole: bool, options: ReadOptions) -> bool:
    """Whether a full stop after `before` ends a sentence, given that `start` could begin one.

    `whole` says that `before` reaches back to where the sentence started.
    """
    if text[start].isdigit() and _JOURNAL_YEAR.match(text, start):
        return False
    words = before.split()
    if not words or before[-1].isspace():
        return True
    word = _LAST_WORD.split(words[-1])[-1].strip(".")
    if not word:
        return True
    if whole and _is_label(words, word, options):
        return False
    if word.isdigit():
        return len(words) < 2 or words[-1] != word or words[-2][-1] not in ":;"
    if len(word) == 1 and word.isupper() and words[-1][-2:-1] not in _UNIT_JOINTS:
        return _ends_with_capital(text, words, start, options)
    return _ends_with(word.lower(), text, start, options)


def _is_label(words: list[str], word: str, options: ReadOptions) -> bool:
    """Whether the sentence so far is only the number of what follows: “1.”, “(a).”, “Step 2.”"""
    if len(words) > 2 or not _LABEL.fullmatch(word):
        return False
    return len(words) == 1 or words[0].lower() in options.numbered_nouns


def _ends_with_capital(text: str, words: list[str], start: int, options: ReadOptions) -> bool:
    """Whether a single capital ends a sentence (“vitamin D.”) or is an initial (“J. Smith”)."""
    previous = words[-2] if len(words) > 1 else ""
    if previous.lower() in options.numbered_nouns:
        return True
    return previous.islower() and _next_is_starter(text, start, options)


def _ends_with(word: str, text: str, start: int, options: ReadOptions) -> bool:
    """Whether a word of two letters or more, or a lower-case letter, ends a sentence."""
    if word in options.never_end:
        return False
    if word in options.before_numbers:
        return not text[start].isdigit() and not _NUMBER_LABEL.match(text, start)
    if word in options.abbreviations or _is_dotted(word):
        return word in options.can_end and _next_is_starter(text, start, options)
    return True


def _is_dotted(word: str) -> bool:
    """Whether full stops stand between letters as in “b.i.d”, not as in “example.org”."""
    return "." in word and all(len(part) < 3 and part.isalpha() for part in word.split("."))


def _next_is_starter(text: str, start: int, options: ReadOptions) -> bool:
    word = _WORD.match(text, start)
    if word is None or word[0].lower() not in options.starters:
        return False
    return len(word[0]) > 1 or text[word.end() : word.end() + 1] != "."


def _is_border_without_space(
    text: str, found: re.Match[str], begin: int, options: ReadOptions
) -> bool:
    """Whether a sentence ends where the space after its full stop is missing."""
    following = found.end()
    start = _start_of_next(text, following)
    if not _CAPITALISED.match(text, start) or not text[start].isupper():
        return False
    before = text[max(found.start() - _WINDOW, begin) : found.start()]
    token = before.split()[-1] if before and not before[-1].isspace() else ""
    if "@" in token or "/" in token or "www." in token.lower():
        return False
    word = _LAST_WORD.split(token)[-1]
    next_word = _WORD.match(text, start)
    if next_word is None or text[next_word.end() : next_word.end() + 1] == "@":
        return False
    begins = next_word[0].lower() in options.starters
    if next_word[0].lower() in options.top_level_domains and not begins:
        return False
    if not word:
        return bool(token)
    if word[-1].islower() and len(word) > 2 and "." not in word:
        return not _is_listed(word.lower(), options)
    if word.isdigit():
        return len(word) > 2 or len(before) > len(token)
    return len(word) > 1 and begins
