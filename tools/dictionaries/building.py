"""Turns the packages of the sources into the files of `linter/data`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from linter.checkers.spelling.bitmaps import bitmap, middles
from linter.checkers.spelling.lexicon import (
    CODE_STEP,
    CODES,
    KNOWN_BIT_COUNT,
    SOUND_BIT_COUNT,
    Flag,
)
from linter.checkers.spelling.skeleton import skeleton
from tools.dictionaries import readers
from tools.dictionaries.cleaning import Usage
from tools.dictionaries.decisions import Decisions
from tools.dictionaries.dialects import Dialects, read_dialects
from tools.dictionaries.gathering import Gathered, gather
from tools.dictionaries.misspellings import listed_misspellings
from tools.dictionaries.selecting import Entry, Selection, select
from tools.dictionaries.texts import Text
from tools.dictionaries.writing import compiled

Reader = Callable[[Path], Iterable[Text]]
READERS: Mapping[str, Reader] = {
    "scowl": readers.scowl,
    "scowl-large": readers.scowl_large,
    "hunspell-en-us": readers.hunspell_en_us,
    "wordnet": readers.wordnet,
    "people-names": readers.people,
    "unii": readers.unii,
    "mesh": readers.mesh,
    "mondo": readers.mondo,
    "uberon": readers.uberon,
    "cell-ontology": readers.cell_ontology,
    "gene-ontology": readers.gene_ontology,
    "chebi": readers.chebi,
    "openmedspel": readers.hunspell_en_med,
}
# How much a word of a source says of its use in medical writing, in tenths. Chemistry repeats
# itself, and lists of names say each thing once.
WEIGHTS: Mapping[str, int] = {
    "unii": 1, "mesh": 10, "mondo": 10, "uberon": 10, "cell-ontology": 10, "gene-ontology": 5,
    "chebi": 2,
}  # fmt: skip
LEAST_ZIPF = 1.0
_BOOKS = 1.024908267229e12  # the words of the books in which the pairs were counted
_LEAST_PAIR = 6
_SOUNDS_ZIPF = 2.5
_SOUNDS_TERM_ZIPF = 2.0
_MOST_ALIKE = 24
_DRUG_ZIPF = 1.2  # of the 30,000 drugs most stand in the register once


@dataclass(frozen=True, slots=True)
class Built:
    """The files by name, and what was chosen."""

    files: Mapping[str, bytes]
    selection: Selection
    gathered: Gathered


def build(packages: Mapping[str, Path], decisions: Decisions) -> Built:
    """Read all packages and make all files.

    Raises:
        KeyError: a source has no package.
    """
    zipf = readers.wordfreq(packages["wordfreq"])
    gathered = gather({name: read(packages[name]) for name, read in READERS.items()}, WEIGHTS)
    return compile_all(packages, gathered, zipf, decisions)


def compile_all(
    packages: Mapping[str, Path],
    gathered: Gathered,
    zipf: Mapping[str, float],
    decisions: Decisions,
) -> Built:
    """Make all files of what was gathered; `packages` for the dialects and the pairs of books."""
    usage = Usage(lambda word: zipf.get(word, 0.0), lambda word: _count(gathered, word))
    selection = select(gathered.words, usage, decisions, listed_misspellings())
    dialects = read_dialects(readers.varcon(packages["varcon"]), selection.entries)
    entries = _with_dialects(selection.entries, dialects)
    general = {key: zipf[key] for key in entries if zipf.get(key, 0) >= LEAST_ZIPF}
    domain = _domain_zipf(gathered.weights, entries, general)
    usual = {key: max(general.get(key, 0), domain.get(key, 0)) for key in entries}
    open_words = {key: entry.value() for key, entry in entries.items() if not entry.gpl}
    pairs = readers.book_pairs(packages["symspell-pairs"])
    sounds = _sounds(entries, usual)
    files = {
        "words.lex": compiled(open_words),
        "gpl.lex": compiled({key: each.value() for key, each in entries.items() if each.gpl}),
        "known.bits": bitmap(entries, KNOWN_BIT_COUNT),
        "middles.bits": middles(entries),
        "frequency.lex": compiled({key: f"{value * 10:.0f}" for key, value in general.items()}),
        "domain.lex": compiled({key: f"{value * 10:.0f}" for key, value in domain.items()}),
        "pairs.lex": compiled(_pairs(pairs, gathered, entries)),
        "dialects.lex": compiled(dialects.others),
        "sounds.lex": compiled(sounds),
        "sounds.bits": bitmap(sounds, SOUND_BIT_COUNT),
    }
    return Built(files, selection, gathered)


def _count(gathered: Gathered, word: str) -> int:
    evidence = gathered.words.get(word)
    return evidence.count if evidence else 0


def _with_dialects(entries: Mapping[str, Entry], dialects: Dialects) -> dict[str, Entry]:
    found = dict(entries)
    for letter, words in ((Flag.BRITISH, dialects.british), (Flag.AMERICAN, dialects.american)):
        for word in words & entries.keys():
            entry = found[word]
            found[word] = Entry(entry.flags + letter, entry.forms, entry.gpl)
    return found


def _domain_zipf(
    weights: Mapping[str, int], entries: Mapping[str, Entry], general: Mapping[str, float]
) -> dict[str, float]:
    """The zipf of words that medical sources use more than general English does."""
    total = sum(weights.values())
    found = {}
    for key, entry in entries.items():
        # One occurrence says little: a part of it is taken off.
        seen = weights.get(key, 0) - 7
        zipf = math.log10(max(seen, 1) / total * 1e9) if seen > 0 else 0.0
        if Flag.DRUG in entry.flags:
            zipf = max(zipf, _DRUG_ZIPF)
        if zipf >= max(LEAST_ZIPF, general.get(key, 0) + 0.1):
            found[key] = zipf
    return found


def _pairs(
    books: Iterable[tuple[str, str, int]], gathered: Gathered, entries: Mapping[str, Entry]
) -> dict[str, str]:
    """For each word, the words after it with the zipf of the pair as a letter of `CODES`."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for left, right, count in books:
        if left in entries and right in entries:
            found[left][right] = math.log10(count / _BOOKS * 1e9)
    total = gathered.pairs.total()
    for (left, right), count in gathered.pairs.items():
        if count >= _LEAST_PAIR and _is_pair(left, entries) and _is_pair(right, entries):
            zipf = math.log10(count / total * 1e9)
            found[left][right] = max(zipf, found[left].get(right, 0))
    return {left: _row(row) for left, row in found.items()}


def _is_pair(word: str, entries: Mapping[str, Entry]) -> bool:
    return len(word) > 1 and word in entries and Flag.LOWER in entries[word].flags


def _row(row: Mapping[str, float]) -> str:
    return "".join(f" {right}={_code(zipf)}" for right, zipf in sorted(row.items()))


def _code(zipf: float) -> str:
    return CODES[min(len(CODES) - 1, max(1, round(zipf / CODE_STEP)))]


def _worth_suggesting(key: str, entry: Entry, usual: float) -> bool:
    if len(key) < 4 or entry.gpl or {Flag.OFFENSIVE, Flag.RARE} & set(entry.flags):
        return False
    term = Flag.MEDICAL in entry.flags and usual >= _SOUNDS_TERM_ZIPF
    return term or usual >= _SOUNDS_ZIPF or Flag.DRUG in entry.flags


def _sounds(entries: Mapping[str, Entry], usual: Mapping[str, float]) -> dict[str, str]:
    """The words worth suggesting, by their consonant skeleton, the most usual first."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, entry in entries.items():
        if _worth_suggesting(key, entry, usual[key]) and (sounds := skeleton(key)):
            found[sounds].append(key)
    return {
        sounds: " ".join(sorted(words, key=lambda word: (-usual[word], word))[:_MOST_ALIKE])
        for sounds, words in found.items()
    }
