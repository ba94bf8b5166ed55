"""Characters of symbol fonts, which Word keeps as numbers (`w:sym`): α, ±, ≥ and their like."""

from __future__ import annotations

from linter.documents.model import STAND_IN

# The encoding of Adobe's font Symbol (vendor mapping “SYMBOL.TXT” of the Unicode Consortium).
_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑",
}
_CHARACTERS = {
    first + number: char for first, row in _SYMBOL.items() for number, char in enumerate(row)
}
_PICTURES = ("wingdings", "webdings", "zapf dingbats", "zapfdingbats", "marlett")
_PRIVATE = range(0xF000, 0xF100)  # where Word puts the letters of a symbol font
_GREATEST = 0x10FFFF


def character(font: str, code: str) -> str:
    """The character that a symbol shows, by its font and hexadecimal number.

    Pictures and unknown ones are one character that stands for “something”.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return STAND_IN
    name = font.lower()
    if name == "symbol":
        return _CHARACTERS.get(number & 0xFF if number in _PRIVATE else number, STAND_IN)
    if name.startswith(_PICTURES) or number in _PRIVATE or not 32 <= number <= _GREATEST:
        return STAND_IN
    return STAND_IN if 0xD800 <= number <= 0xDFFF else chr(number)
