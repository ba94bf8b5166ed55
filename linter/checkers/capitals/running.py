"""Capitals in the middle of a sentence on words that are no names.

Style books agree that diseases, treatments, drugs (but brands), specialties and professions are
common nouns. A capital is left alone where it may be part of a name: beside other capitals, as a
label, or in a text that capitalises many of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from linter.checkers.capitals.looks import Look
from linter.checkers.capitals.terms import Terms, terms_of
from linter.checkers.reporting import Correction, make_finding
from linter.checkers.spelling.lexicon import shipped
from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

_WORD = r"[A-Z][\w'’]*+(?:-[A-Z][\w'’]*+)*+(?!-\w)"
_RUN = late(rf"{_WORD}(?: {_WORD})*+")
_LINKS = r"(?:,? (?:(?:and|or|of|for|in|on|the|a|an|to|with|by|at|&) )*)"
_BEFORE = late(rf"({_WORD})({_LINKS})$")
_BEHIND = late(rf"({_LINKS})({_WORD}(?: {_WORD})*|\d|\w\b)")
_SERIES = frozenset({",", "and", "or", "&"})
_PLACE = frozenset({"in", "by", "with"})
_ACRONYM = late(r"[A-Z]{2,6}(?:['’]?s)?$")
_RIGHT_BEHIND_WORD = late(r"(?:[a-z]|[a-z] \d{1,2}|\b[A-Z]{2,6}(?:['’]?s)?),? $")
_OPENS = late(r"(?:^|[.?!:;•]\s{1,3})$")
_LOWER_WORD = late(r"\b[a-z]+\b")
_LAST_WORD = late(r"[a-z]+,? $")
_NEXT_WORD = late(r" ([a-z]+)")
_REACH = 80
_IN_HEADINGS = 3  # times as many words in lower case as with a capital


def prepare(rule: Rule, words: Mapping[str, frozenset[str]]) -> Look:
    """Finds capitals that the rule's terms do not need."""
    terms = terms_of(words)

    def look(document: Document, index: int) -> Iterator[Finding]:
        block = document.blocks[index]
        text = document.prose[block.start : block.end]
        places = list(_places(text, terms, document))
        if block.kind is BlockKind.HEADING and text.rstrip().endswith("?"):
            places = [place for place in places if _NEXT_WORD.match(text, place.end)]
        times = _IN_HEADINGS if block.kind is BlockKind.HEADING else 1
        if places and _is_running(text, times, terms):
            for place in places:
                span = Span(block.start + place.start, block.start + place.end)
                yield _finding(document, rule, span)

    return look


def _places(text: str, terms: Terms, document: Document) -> Iterator[Span]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start and text[start - 1] != " ":
            continue
        words = run[0].split(" ")
        if not _RIGHT_BEHIND_WORD.search(text, max(start - 12, 0), start):
            opens = len(words) > 1 and words[0].lower() in terms.openers
            if not opens or not _OPENS.search(text, max(start - 4, 0), start):
                continue
            start += len(words[0]) + 1
            words = words[1:]
        first = terms.lowered(words)
        if first is None and len(words) == 1 and _is_not_kept_up(text, start, end, terms, document):
            first = 0
        if (
            first is not None
            and not _is_label(text, start, end, len(words), terms)
            and not _leads_into_a_name(text, end, terms)
            and not _follows_a_name(text, start, terms)
            and not _may_begin_a_line(text, start, words[0], terms)
        ):
            yield Span(start + sum(len(word) + 1 for word in words[:first]), end)


def _is_not_kept_up(text: str, start: int, end: int, terms: Terms, document: Document) -> bool:
    """Whether the draft also writes an ordinary word without a capital, in running text.

    Behind other words than small ones a line break may have been lost, and a sentence begins.
    """
    word = text[start:end]
    before = _LAST_WORD.search(text, max(start - _REACH, 0), start)
    if before is None or not terms.may_be_ordinary(word):
        return False
    following = _NEXT_WORD.match(text, end)
    if following and terms.may_be_species(following[1]):
        return False
    small = before[0][-2] == "," or before[0][:-1] in document.options.function_words
    return small and re.search(rf"[a-z,] {word.lower()}[ ,.;:)]", document.prose) is not None


def _may_begin_a_line(text: str, start: int, word: str, terms: Terms) -> bool:
    """Whether a line break may be lost before it: it follows a disease, a treatment or the like,
    and the two are not usual side by side (“the risk of diabetes Obesity, smoking”)."""
    before = _LAST_WORD.search(text, max(start - _REACH, 0), start)
    if before is None or before[0][-2] == "," or not terms.is_matter(before[0][:-1]):
        return False
    return not shipped().pair(before[0][:-1], word)


def _is_label(text: str, start: int, end: int, words: int, terms: Terms) -> bool:
    """Whether the words name a page, a department or the like, or are a title."""
    following = _NEXT_WORD.match(text, end)
    if following and following[1] in terms.labels:
        return True
    leading = _LOWER_WORD.findall(text, max(start - _REACH, 0), start)
    if not terms.titles_near.isdisjoint(leading):
        return True
    return words > 1 and leading[-1:] != [] and leading[-1] in terms.titles_behind


def _leads_into_a_name(text: str, end: int, terms: Terms) -> bool:
    behind = _BEHIND.match(text, end)
    if behind is None:
        after = text[end : end + 2]
        return after[:1] in {"-", "/", ":", "®", "™", "+"} or (
            after[:1] in {".", "_"} and after[1:].isalnum()
        )
    links = behind[1].split()
    if links and _PLACE.issuperset(links):
        return not terms.is_place(behind[2].split(" "))
    if not _is_series(behind[1]):
        return True
    alone = " " not in behind[2] and _NEXT_WORD.match(text, behind.end()) is not None
    return not alone and terms.lowered(behind[2].split(" ")) is None


def _follows_a_name(text: str, start: int, terms: Terms) -> bool:
    before = _BEFORE.search(text, max(start - _REACH, 0), start)
    if before is None:
        return False
    if before[2] == " " and before[1].lower() in terms.openers:
        return _OPENS.search(text, max(before.start() - 4, 0), before.start()) is None
    if not _is_series(before[2]):
        return True
    if terms.lowered([before[1]]) is None and not _ACRONYM.match(before[1]):
        return True
    return _follows_a_name(text, before.start(), terms)


def _is_series(links: str) -> bool:
    """Whether nothing but “and” and commas stands between two words."""
    words = links.replace(",", " , ").split()
    return bool(words) and _SERIES.issuperset(words)


def _is_running(text: str, times: int, terms: Terms) -> bool:
    """Whether most words are in lower case: no title, no list of names.

    In a heading only capitals on words that need none count.
    """
    words = text.split()
    small = sum(word[0].islower() for word in words)
    large = [word for word in words[1:] if word[0].isupper()]
    if times > 1:
        large = [word for word in large if terms.may_be_small(word)]
    return small >= max(2, times * len(large))


def _finding(document: Document, rule: Rule, span: Span) -> Finding:
    match = document.prose[span.start : span.end]
    fixed = " ".join(word[:1].lower() + word[1:] for word in match.split(" "))
    return make_finding(document, rule, span, corrections=[Correction(span, fixed)])
