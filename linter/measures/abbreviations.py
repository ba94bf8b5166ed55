"""Abbreviations in capitals that a draft never spells out."""

from __future__ import annotations

import re
from collections.abc import Collection

from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.measures.english import english
from linter.spans import Span

_ACRONYM = re.compile(r"(?<![\w.&/-])[A-Z]{2,6}(?=s?(?![\w.&/-]|\.\w))")
_ROMAN = re.compile(r"[IVXLC]+[A-D]?")  # “stage IVB”, too
_LOUD = re.compile(r"[A-Z]{4,}[ -]+\Z")  # a word in capitals before another: both are shouted
_LOUD_AFTER = re.compile(r" +[A-Z]{4,}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_INITIALS = 3  # letters; two are the initials of many words
_FEWEST_SMALL = 0.5  # of the letters of a block are small ones, or all of it is in capitals
_READ = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION}
)


def unexplained(document: Document, known: Collection[str]) -> dict[str, Span]:
    """The abbreviations that nothing explains, in order, each with its first place in the prose.

    One is explained by “the long form (ABC)”, “ABC scan (the long form)”, “ABC: the long form”,
    “ABC, the long form” and “the long form, or ABC” where the first letters of some words spell
    it, by “also called an ABC”, and by words in a row anywhere whose first letters are its own.
    """
    found: dict[str, Span] = {}
    for index, block in enumerate(document.blocks):
        text = document.prose[block.start : block.end]
        if block.kind not in _READ or block.section_kind in ("references", "disclosure"):
            continue
        letters = sum(map(str.isalpha, text))
        if not document.english[index] or sum(map(str.islower, text)) < _FEWEST_SMALL * letters:
            continue
        for match in _ACRONYM.finditer(text):
            place = Span(block.start + match.start(), block.start + match.end())
            if match[0].lower() in document.options.function_words:  # “must NOT be taken”
                continue
            if _LOUD.search(text, 0, match.start()) or _LOUD_AFTER.match(text, match.end()):
                continue
            if match[0] not in known and not _ROMAN.fullmatch(match[0]):
                found.setdefault(match[0], place)
    initials = _initials(document) if found else ""
    return {
        name: place for name, place in found.items() if not _is_explained(name, document, initials)
    }


def _initials(document: Document) -> str:
    """The first letters of all words but the small ones, in order, as capitals."""
    small = document.options.function_words
    words = (word for word in _WORD.findall(document.prose) if word.lower() not in small)
    return "".join("|" if word.isupper() and len(word) > 1 else word[0] for word in words).upper()


def _is_explained(name: str, document: Document, initials: str) -> bool:
    if len(name) >= _FEWEST_INITIALS and name in initials:
        return True
    data, prose = english(), document.prose
    first = rf"(?i:{name[0]})"
    within = r"[^.\n]{0,30}?\b".join(rf"(?i:{letter})" for letter in name)
    between = rf"(?:\s\(|:\s|,?\s(?:{data.explains})\s|\s[–—=-]+\s|\n+)"
    patterns = (
        rf"\(\s?(?:[^()]{{0,40}}[\s,;])?[“\"']?{name}s?[”\"']?(?:[\s,;][^()]{{0,60}})?\)",
        rf"\b{name}s?(?: [a-z]+)? \({first}[a-z]",
        rf"\b{name}s?{between}[^.\n]{{0,20}}?\b{within}",
        rf"\b{first}\w[^.\n]{{0,60}}, or (?:an? |the )?{name}s?\b",
        rf"\b(?:{data.calls}) (?:an? |the )?(?:\w+ or )?{name}s?\b",
    )
    return any(re.search(pattern, prose) for pattern in patterns)
