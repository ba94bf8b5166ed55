"""Takes the measures of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median

from linter.documents.citations.entries import read_entry
from linter.documents.document import Document
from linter.documents.model import STAND_IN, BlockKind, Sentence
from linter.measures.abbreviations import unexplained
from linter.measures.english import English, english, syllables_in
from linter.measures.formulas import FEWEST_FOR_SMOG, flesch_kincaid, smog
from linter.measures.model import Measures
from linter.reading.scopes import View
from linter.reading.sentence import claims_in

LONG = 25  # words of a sentence; more are long (Plain English guides advise 15 to 20 on average)
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_LEFT_OUT = frozenset({"references", "furniture", "disclosure"})
_STATED = ("statement", "testimonial")
_WORD = re.compile(r"[^\W_]+(?:['’.,‐‑-][^\W_]+)*")
_POLYSYLLABLE = 3


def measures(document: Document, view: View, year: int = 0) -> Measures:
    """The measures of a document, of which `view` is a view; `year` is the one in which it is
    read (0: this year).

    Raises:
        YamlError: the language data is not well formed.
    """
    data = english()
    read = list(_read(document))
    sentences = [sentence for sentence, _ in read]
    lengths = [len(words) for _, words in read]
    syllables = [syllables_in(word) for _, words in read for word in words]
    words = sum(lengths)
    claims, supported = _support(view, sentences)
    ages = _ages(document, year or date.today().year)
    listed = sum(each.kind == "list" for each in document.references)
    marks = len(document.citations)
    return Measures(
        words=words,
        sentences=len(sentences),
        grade=_grade(syllables, len(sentences)),
        smog=_smog(syllables, len(sentences)),
        sentence_length=_share(words, len(sentences)),
        longest=max(lengths, default=0),
        long_sentences=_share(sum(length > LONG for length in lengths), len(sentences)),
        passive=_share(sum(is_passive(document, e, data) for e in sentences), len(sentences)),
        claims=claims,
        supported=_share(supported, claims),
        citations=marks,
        citation_density=_share(1000 * marks, document.words),
        references=listed,
        reference_age=float(median(ages)) if ages else None,
        unexplained=tuple(unexplained(document, data.known)),
    )


def running(document: Document) -> Iterator[Sentence]:
    """The sentences of running text, without those that hold no word."""
    return (sentence for sentence, _ in _read(document))


def _read(document: Document) -> Iterator[tuple[Sentence, list[str]]]:
    """The sentences of running text with their words, without those that hold none."""
    for index, block in enumerate(document.blocks):
        if block.kind not in _RUNNING or block.section_kind in _LEFT_OUT:
            continue
        if document.english[index]:
            for sentence in document.sentences_of(index):
                if words := words_of(document, sentence):
                    yield sentence, words


def words_of(document: Document, sentence: Sentence) -> list[str]:
    """The words of a sentence, numbers included, marks of citations left out."""
    text = document.prose[sentence.start : sentence.end].replace(STAND_IN, " ")
    parts, place = [], 0
    for mark in document.citations_within(sentence.start, sentence.end):
        if not mark.named:
            parts.append(text[place : max(mark.start - sentence.start, place)])
            place = max(mark.end - sentence.start, place)
    return _WORD.findall(" ".join([*parts, text[place:]]))


def grade_of(document: Document, sentences: Sequence[Sentence]) -> float | None:
    """The Flesch–Kincaid grade of some sentences; None without any."""
    words = (word for each in sentences for word in words_of(document, each))
    return _grade([syllables_in(word) for word in words], len(sentences))


def _grade(syllables: Sequence[int], sentences: int) -> float | None:
    """The Flesch–Kincaid grade, from the syllables of each word."""
    return flesch_kincaid(len(syllables), sentences, sum(syllables)) if syllables else None


def _smog(syllables: Sequence[int], sentences: int) -> float | None:
    """The SMOG grade; None if there are fewer than 30 sentences."""
    if sentences < FEWEST_FOR_SMOG:
        return None
    return smog(sum(each >= _POLYSYLLABLE for each in syllables), sentences)


def is_passive(document: Document, sentence: Sentence, data: English) -> bool:
    """Whether a sentence holds a passive."""
    return data.passive.search(document.folded, sentence.start, sentence.end) is not None


def _support(view: View, sentences: Sequence[Sentence]) -> tuple[int, int]:
    """How many statements that something works or is safe there are, and how many have a source."""
    document = view.document
    claims = supported = 0
    for sentence in sentences:
        stated = [c for c in claims_in(view, sentence) if c.sense.mood in _STATED]
        if not stated:
            continue
        claims += len(stated)
        near = document.sentences_of(sentence.block)
        index = near.index(sentence)
        start, end = near[max(index - 1, 0)].start, near[min(index + 1, len(near) - 1)].end
        if document.citations_within(start, end):
            supported += len(stated)
    return claims, supported


def _ages(document: Document, year: int) -> list[int]:
    listed = (each for each in document.references if each.kind == "list")
    years = (read_entry(document, each).year for each in listed)
    return [year - int(each) for each in years if each and int(each) <= year + 1]


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
