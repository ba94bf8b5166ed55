"""Measures which words of edited texts a stack of sources does not know, and what it hides.

Coverage alone says nothing: any list covers more by being larger and worse. So the share of known
misspellings that a stack accepts stands beside it.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from linter import documents
from linter.documents.model import BlockKind, ReadOptions
from tools.dictionaries.gathering import Evidence
from tools.dictionaries.selecting import CORE, Entry
from tools.dictionaries.texts import normal

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\b[\w-]+\.(?:com|org|gov|edu|net)\b\S*")
_SKIPPED = (BlockKind.REFERENCE, BlockKind.FRONT_MATTER, BlockKind.FURNITURE)
_APART = "vimbook"  # a telegraphic handbook
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that a stack accepts in lower case, and with a capital."""

    lower: frozenset[str]
    capital: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Words of edited texts with their counts, by group, and known misspellings by set."""

    words: Mapping[str, Counter[str]]
    running: Mapping[str, int]
    misspellings: Mapping[str, tuple[str, ...]]


def read_corpus(data: Path) -> Corpus:
    """The clean drafts and the misspellings of the folder of evaluation data."""
    words: dict[str, Counter[str]] = {}
    for path in sorted((data / "drafts" / "clean").glob("*/*")):
        words.setdefault(path.parent.name, Counter()).update(_words(path))
    running = {group: counts.total() for group, counts in words.items()}
    checked = {group: _checked(counts) for group, counts in words.items()}
    return Corpus(checked, running, dict(_misspellings(data / "labelled" / "spelling")))


def _words(path: Path) -> Iterator[str]:
    document = documents.read(path.read_bytes(), path, ReadOptions())
    for block in document.blocks:
        if block.kind not in _SKIPPED:
            prose = normal(document.prose[block.start : block.end])
            yield from _TOKEN.findall(_URL.sub(" ", prose))


def _checked(counts: Counter[str]) -> Counter[str]:
    """The words a speller would look up: no digits, single letters, acronyms, odd capitals."""
    found: Counter[str] = Counter()
    for word, count in counts.items():
        bare = word.removesuffix("'s").rstrip("'")
        acronym = bare.removesuffix("s").isupper()
        if len(bare) > 1 and bare.isalpha() and not acronym and not re.search("[A-Z]", bare[1:]):
            found[bare] += count
    return found


def _misspellings(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("consumer_pairs", "planted"):
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        typos = (str(json.loads(line)["typo"]).lower() for line in lines)
        yield name, tuple(typo for typo in typos if typo.isalpha() and len(typo) >= _LEAST)
    if found := importlib.util.find_spec("codespell_lib"):
        path = Path(str(found.origin)).parent / "data" / "dictionary.txt"
        pairs = path.read_text(encoding="utf-8").splitlines()
        listed = (pair.partition("->")[0].lower() for pair in pairs)
        yield "codespell", tuple(typo for typo in listed if typo.isalpha() and len(typo) >= _LEAST)


def of_sources(words: Mapping[str, Evidence], sources: Iterable[str]) -> Known:
    """What some sources accept as they are, without cleaning."""
    stack = frozenset(sources)
    chosen = [(key, each) for key, each in words.items() if each.sources & stack]
    return Known(
        frozenset(key for key, each in chosen if each.lower),
        frozenset(key for key, each in chosen if each.capital),
    )


def of_entries(entries: Mapping[str, Entry]) -> Known:
    """What is shipped."""
    return Known(
        frozenset(key for key, entry in entries.items() if "l" in entry.flags),
        frozenset(key for key, entry in entries.items() if "c" in entry.flags),
    )


def report(
    corpus: Corpus, words: Mapping[str, Evidence], entries: Mapping[str, Entry]
) -> Iterator[str]:
    """A table: general English, one more source each, everything, and what is shipped."""
    names = sorted({name for each in words.values() for name in each.sources})
    yield f"{'stack':24} lower  capital  hides " + " / ".join(corpus.misspellings)
    yield _row("general English", of_sources(words, CORE), corpus)
    for name in names:
        if name not in CORE:
            yield _row(f"… and {name}", of_sources(words, {*CORE, name}), corpus)
    yield _row("all, uncleaned", of_sources(words, names), corpus)
    shipped = of_entries(entries)
    yield _row("all, as shipped", shipped, corpus)
    for group in corpus.words:
        yield f"  {group:22} {_unknown(shipped, corpus, [group])}"


def _row(title: str, known: Known, corpus: Corpus) -> str:
    hides = [
        f"{100 * sum(typo in known.lower for typo in typos) / len(typos):.1f} %"
        for typos in corpus.misspellings.values()
    ]
    groups = [group for group in corpus.words if group != _APART]
    return f"{title:24} {_unknown(known, corpus, groups)}  {' / '.join(hides)}"


def _unknown(known: Known, corpus: Corpus, groups: Sequence[str]) -> str:
    """Unknown words in 1,000: in lower case, and with a capital."""
    lower = capital = 0
    for group in groups:
        for word, count in corpus.words[group].items():
            key = word.lower()
            if word == key and key not in known.lower:
                lower += count
            elif word != key and key not in known.lower and key not in known.capital:
                capital += count
    thousands = sum(corpus.running[group] for group in groups) / 1000
    return f"{lower / thousands:5.2f}  {capital / thousands:7.2f}"
