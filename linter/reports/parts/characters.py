"""Text of strangers made safe to show, and how many terminal cells it takes.

Control characters could move the cursor, change colours or, in the case of bidirectional
overrides, make text read other than it is; they are shown as what they are.
"""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # control, format, surrogate
# Format characters that change nothing but where a line may break.
_HARMLESS = _JOINERS | frozenset("\u00ad\u200b\u2060\ufeff")
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "·": "-",
        "•": "*",
        "→": "->",
        "␣": "_",
        "⍽": "_",
        "⇥": "_",
        "↵": "_",
        "×": "x",
        "≤": "<=",
        "≥": ">=",
    }
)


def shown(char: str, unicode: bool = True, keep: frozenset[str] = _JOINERS) -> str:
    """One character as it may be shown; white space of any kind as a space."""
    if char.isascii() and char.isprintable():
        return char
    if char.isspace():
        return " "
    if unicodedata.category(char) in _UNSEEN and char not in keep:
        return f"<U+{ord(char):04X}>"
    return char if unicode else plain(char)


def plain(text: str) -> str:
    """The text in ASCII: quotes and dashes as typewriters had them, accents dropped."""
    text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    text = "".join(
        char for char in text if not unicodedata.combining(char) and char not in _JOINERS
    )
    return text.encode("ascii", "replace").decode()


def one_line(text: str, unicode: bool = True) -> str:
    """The text without control characters, for one line of a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown(char, unicode) for char in text)


def harmless(text: str) -> str:
    """The text for a page: line breaks kept, characters that could mislead made visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in "\n\t\xa0" else _on_page(c) for c in text)


def _on_page(char: str) -> str:
    # Spaces of any width stay; separators of lines and paragraphs become plain ones.
    return char if unicodedata.category(char) == "Zs" else shown(char, keep=_HARMLESS)


def cells(text: str) -> int:
    """How many terminal cells the text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces; longer words stand out."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > width:
            lines.append(line.rstrip())
            longer = word
        line = longer
    return [*lines, line.rstrip()] if line.strip() else lines
