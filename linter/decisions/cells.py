"""Text in cells: what a spreadsheet would take for a formula stays text and comes back unchanged.

In csv files a text that begins with such a character gets an apostrophe before it, and so does
one that already begins with apostrophes before such a character; reading takes one away. In
Excel files the kind of a cell says that it is text, so only the second of these gets one. What
people write into cells is taken as it is.
"""

from __future__ import annotations

import re

from linter.late import late

# What begins a formula, or is passed over by a spreadsheet before one; some take wide ones, too.
_FORMULA = late(r"'*[=+\-@\t\r\n＝＋－＠]")
# Characters that XML does not allow, or does not keep; a text that looks like their escapes.
_UNFIT = r"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_HIDDEN = late(rf"[{_UNFIT}]|_(?=x[0-9A-Fa-f]{{4}}(?:_|[{_UNFIT}]))")
_ESCAPE = late(r"_x([0-9A-Fa-f]{4})_")
LONGEST = 32_767  # characters in a cell, by Excel's specification


def escaped(text: str) -> str:
    """The text for a cell of a csv file."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The text that medlint wrote into a cell, of whatever kind of file."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def for_workbook(text: str) -> str:
    """The text for a cell of an Excel file that is marked as text; cut where Excel would cut."""
    if text.startswith("'"):
        text = escaped(text)
    # Escapes of OOXML (ECMA-376, ST_Xstring).
    shown = _HIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(shown) > LONGEST:
        shown = _ESCAPE.sub("�", shown)[: LONGEST - 1] + "…"
    return shown


def from_workbook(text: str) -> str:
    """The text that a cell of an Excel file shows."""
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))
