"""Word files: accepted words, one a line, written by people and by `medlint words add`.

A `#` begins a comment. A list in Hunspell's form may begin with the number of its words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from linter.documents.words import LETTER, straighten
from linter.late import late
from linter.yamltext import YamlError, decode

MAX_WORDS = 4  # of one entry: “Charcot Marie Tooth” is one, a sentence is not
MAX_LETTERS = 80
_HEADER = (
    "# Words that medlint accepts, one a line. “medlint words add” writes here.",
    "# Small letters stand for any case; capitals count as they are written.",
)
_LINE_BREAK = late(r"\r\n|\n|\r")
_COMMENT = late(r"(?:^|\s)#.*")
_PLAIN = late(r"[^\W\d_]{2,40}")
_PART = late(rf"(?:{LETTER}|\d)(?:{LETTER}|[\d'])*(?<!')")
_WRONG = late(rf"(?!{LETTER})(?!(?<=\d),(?=\d))[^\d .'+&·-]")
_ADVICE = {
    "/": "Write each word on a line of its own; a Hunspell dictionary belongs under “dictionaries”",
    "*": "Write each form of the word on a line of its own",
    ",": "Write each word on a line of its own",
    ";": "Write each word on a line of its own",
}


class Entry(NamedTuple):
    """An accepted word, or a name of several, and where people wrote it.

    `name` is a file, the line counts from 1; or `name` says it all, and the line is 0.
    """

    word: str
    name: str
    line: int = 0

    @property
    def place(self) -> str:
        """The place as people know it."""
        return f"{self.name}:{self.line}" if self.line else self.name


def normal(word: str) -> str:
    """The word with plain apostrophes, hyphens and single spaces, composed, no soft hyphens."""
    if word.isascii() and word.isalpha():
        return word
    return " ".join(straighten(unicodedata.normalize("NFC", word.replace("\xad", ""))).split())


def parts(word: str) -> tuple[str, ...]:
    """The words of a normal entry as a text is cut into words, those of one letter left out."""
    if word.isalpha() and len(word) > 1:
        return (word,)
    found = (match[0] for match in _PART.finditer(word))
    return tuple(part for part in found if len(part) > 1 and not part.isdecimal())


def what_is_wrong(word: str) -> str:
    """Why a normal text cannot be an accepted word and what to do, as a sentence; or nothing."""
    if _PLAIN.fullmatch(word):
        return ""
    shown = word if len(word) <= 40 else f"{word[:39]}…"
    sentence = word.count(" ") and word.endswith((".", "!", "?"))
    if sentence or word.count(" ") >= MAX_WORDS or len(word) > MAX_LETTERS:
        return f"“{shown}” is no single word. Write one word on each line."
    if found := _WRONG.search(word):
        advice = _ADVICE.get(found[0], "Leave it out")
        return f"“{found[0]}” in “{shown}” cannot be part of a word. {advice}."
    if sum(map(str.isalpha, word)) < 2:
        return f"“{shown}” is no word: it has fewer than two letters. Take it out."
    return ""


def read_entries(data: bytes, name: str) -> Iterator[Entry]:
    """The words of a file called `name`.

    Raises:
        YamlError: it is not UTF-8, or a line holds something else than a word.
    """
    for number, line in enumerate(_LINE_BREAK.split(decode(data, name)), start=1):
        if _PLAIN.fullmatch(line) and line.isascii():
            yield Entry(line, name, number)
            continue
        word = normal(_COMMENT.sub("", line))
        if not word or (number == 1 and word.isdecimal()):
            continue
        if wrong := what_is_wrong(word):
            raise YamlError(name, number, wrong)
        yield Entry(word, name, number)


def with_words(text: str, words: Sequence[str]) -> str:
    """The text of a word file with new words in it; comments and line endings stay.

    They go into the last stretch of lines that hold words, which is sorted; a file without any
    begins with what a reader needs to know.
    """
    found = _LINE_BREAK.search(text)
    lines = _LINE_BREAK.split(text) if text.strip() else list(_HEADER)
    while lines and not lines[-1].strip():
        lines.pop()
    end = next((n for n in range(len(lines), 0, -1) if _word_of(lines[n - 1])), len(lines))
    start = end - sum(1 for _ in takewhile(_word_of, reversed(lines[:end])))
    lines[start:end] = sorted([*lines[start:end], *words], key=_sorting_key)
    return (found[0] if found else "\n").join([*lines, ""])


def _word_of(line: str) -> str:
    return _COMMENT.sub("", line).strip()


def _sorting_key(line: str) -> tuple[str, str]:
    word = _word_of(line)
    return word.casefold(), word
