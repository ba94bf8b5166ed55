"""Abbreviations in capitals that a draft never spells out."""

from __future__ import annotations

import re
from collections.abc import Collection

from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.spans import Span

_ACRONYM = re.compile(r"(?<![\w.&/-])[A-Z]{2,6}(?=s?(?![\w.&/-]|\.\w))")
_ROMAN = re.compile(r"[IVXLC]+")
_FEWEST_SMALL = 0.5  # of the letters of a block are small ones, or all of it is in capitals
_READ = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION}
)


def unexplained(document: Document, known: Collection[str]) -> dict[str, Span]:
    """The abbreviations that nothing explains, in order, each with its first place in the prose.

    One is explained by “the long form (ABC)”, “ABC (the long form)”, “ABC: the long form” and
    “ABC, the long form” where the first letters of some words spell it.
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
            if match[0] not in known and not _ROMAN.fullmatch(match[0]):
                found.setdefault(match[0], place)
    return {name: place for name, place in found.items() if not _is_explained(name, document)}


def _is_explained(name: str, document: Document) -> bool:
    if re.search(
        rf"\(\s?(?:[^()]{{0,40}}[\s,;])?[“\"']?{name}s?[”\"']?(?:[\s,;][^()]{{0,60}})?\)",
        document.prose,
    ):
        return True
    initials = r"[^.\n]{0,30}?\b".join(re.escape(letter) for letter in name)
    pattern = rf"\b{name}s?(?:\s\(|:\s|,?\s(?:or|means|stands for|is short for)\s|\s[–—=-]\s|\n+)"
    return re.search(rf"{pattern}[^.\n]{{0,20}}?\b(?i:{initials})", document.prose) is not None
