"""Decides which of the gathered words the dictionaries accept, and how they may be written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from linter.checkers.spelling.lexicon import Flag
from tools.dictionaries.cleaning import Slip, Usage, suspects
from tools.dictionaries.decisions import Decisions
from tools.dictionaries.gathering import Evidence
from tools.dictionaries.texts import Shape

ORDER = "".join(Flag)
CORE = frozenset({"scowl", "hunspell-en-us", "wordnet"})
LARGE = "scowl-large"
GPL = frozenset({"openmedspel"})
# Made word by word by people who knew the words: one odd consonant there is rather a rare word.
CURATED = frozenset({"openmedspel", "mesh", "unii"})
_COMMON_DRUG = 3.9  # a commoner word is no drug, even if FDA registers it (water, virus)
_RARE_ZIPF = 2.5
_RARE_NAME = 3.3
_RARE_COUNT = 5
_RARE_GENERAL = 2.4
_COMMON_GENERAL = 4.3
_FAR_GENERAL = 2.3
_MOST_FORMS = 3
_AFTER_LATIN = "\u0250"


@dataclass(frozen=True, slots=True)
class Entry:
    """One word as it is shipped."""

    flags: str
    forms: tuple[str, ...] = ()
    gpl: bool = False

    def value(self) -> str:
        """The entry as a table has it."""
        return " ".join((self.flags, *self.forms))


@dataclass(slots=True)
class Selection:
    """The words to ship, and which were left out, spared or marked because they look like slips."""

    entries: dict[str, Entry] = field(default_factory=dict)
    dropped: dict[str, Slip] = field(default_factory=dict)
    spared: dict[str, Slip] = field(default_factory=dict)
    doubtful: dict[str, Slip] = field(default_factory=dict)
    misspelt: set[str] = field(default_factory=set)


def select(
    words: Mapping[str, Evidence],
    usage: Usage,
    decisions: Decisions,
    misspellings: frozenset[str],
) -> Selection:
    """Choose and flag the words; see the module's other functions for the reasons."""
    lower = {key for key, each in words.items() if each.lower and _plausible(key, each, usage)}
    doubted = {key for key in lower if not words[key].sources & CORE}
    rare = [key for key in doubted if _is_rare(key, words[key], usage)]
    found = Selection()
    found.misspelt = doubted & (misspellings | decisions.deny)
    for word, slip in suspects(rare, lower, usage).items():
        spare = word in decisions.keep or _rather_rare(words[word], slip)
        (found.spared if spare else found.dropped)[word] = slip
    lower -= found.misspelt | found.dropped.keys()
    for key, evidence in words.items():
        drug = _is_drug(key, evidence, usage, decisions)
        if entry := _entry(key, evidence, key in lower, drug):
            found.entries[key] = entry
    found.doubtful = _doubtful(found.entries, lower - doubted, usage)
    for word in found.doubtful:
        entry = found.entries[word]
        found.entries[word] = Entry(entry.flags + Flag.RARE, entry.forms, entry.gpl)
    _add_decided(found.entries, decisions.add)
    _add_unaccented(found.entries)
    return found


def _plausible(key: str, evidence: Evidence, usage: Usage) -> bool:
    """Whether a string of letters can pass for a word in lower case."""
    if evidence.sources & CORE:
        return True
    usual = usage.zipf(key) >= 1.5
    if evidence.sources == {LARGE}:
        return len(key) >= 6 or usual
    if len(key) < 4 or "'" in key:
        return False
    return evidence.listed or len(key) > 5 or usual or evidence.count >= 3


def _is_rare(key: str, evidence: Evidence, usage: Usage) -> bool:
    """Whether a word is so rare that it may be a slip; a name is usual as a name."""
    limit = _RARE_NAME if Flag.NAME in evidence.flags else _RARE_ZIPF
    return usage.zipf(key) < limit and evidence.count <= _RARE_COUNT


def _rather_rare(evidence: Evidence, slip: Slip) -> bool:
    """Whether a suspect is rather a rare word: a list made by hand has it, one consonant is odd."""
    return bool(evidence.sources & CURATED) and slip.kind == "consonant" and len(slip.word) >= 7


def _doubtful(entries: Mapping[str, Entry], core: set[str], usage: Usage) -> dict[str, Slip]:
    """Rare words of general English that are rather slips for very common ones (“hep”, help)."""
    rare = [
        word
        for word in core
        if usage.zipf(word) < _RARE_GENERAL and Flag.MEDICAL not in entries[word].flags
    ]
    common = [word for word in core if usage.zipf(word) >= _COMMON_GENERAL]
    return {
        word: slip
        for word, slip in suspects(rare, common, usage).items()
        if usage.zipf(slip.meant) - usage.zipf(word) >= _FAR_GENERAL
    }


def _entry(key: str, evidence: Evidence, lower: bool, drug: bool) -> Entry | None:
    if not _letters_only(key) or not (lower or evidence.capital):
        return None
    flags = set(evidence.flags) - {Flag.DRUG}
    flags |= {Flag.LOWER} if lower else set()
    flags |= {Flag.CAPITAL} if evidence.capital else set()
    flags |= {Flag.DRUG} if drug else set()
    if Flag.GENERAL in flags and not evidence.listed:
        flags.discard(Flag.MEDICAL)
    letters = "".join(letter for letter in ORDER if letter in flags)
    return Entry(letters, _forms(key, evidence, lower), evidence.sources <= GPL)


def _is_drug(key: str, evidence: Evidence, usage: Usage, decisions: Decisions) -> bool:
    """Whether a word of a drug register is a drug: it lists water, virus and brands like Pride."""
    official = Flag.DRUG in evidence.flags
    brand = evidence.shapes[Shape.BRAND] > 0
    if len(key) < 4 or not (official or brand):
        return False
    general = evidence.common and (usage.zipf(key) >= _COMMON_DRUG or not official)
    return key in decisions.drugs or not general


def _letters_only(key: str) -> bool:
    return all(map(str.isalpha, key.split("'"))) and max(key) < _AFTER_LATIN


def _forms(key: str, evidence: Evidence, lower: bool) -> tuple[str, ...]:
    """The ways of writing a word that are neither lower case nor just one capital in front.

    Only those more usual than the plain way; none in capitals of a word that is written small.
    """
    plain = key[:1].upper() + key[1:]
    least = evidence.forms[plain]
    forms = {
        form: count
        for form, count in evidence.forms.items()
        if form != plain and count > least and not (lower and form.isupper())
    }
    return tuple(sorted(forms, key=lambda form: (-forms[form], form))[:_MOST_FORMS])


def _add_decided(entries: dict[str, Entry], add: Mapping[str, str]) -> None:
    for word, flags in add.items():
        key = word.lower()
        if key in entries and flags[0] in entries[key].flags:
            continue  # a source has it by now
        plain = word in (key, key[:1].upper() + key[1:])
        entries[key] = Entry(flags, () if plain else (word,))


def _add_unaccented(entries: dict[str, Entry]) -> None:
    """An accented word is found without its accents too, and says how it is written."""
    for key, entry in list(entries.items()):
        plain = unaccented(key)
        if plain != key and plain.isascii() and plain not in entries:
            written = key if Flag.LOWER in entry.flags else key[:1].upper() + key[1:]
            entries[plain] = Entry(entry.flags, entry.forms or (written,), entry.gpl)


def unaccented(text: str) -> str:
    """The text without the accents of its letters."""
    marks = unicodedata.normalize("NFKD", text)
    return "".join(each for each in marks if not unicodedata.combining(each))


def known_in_lower_case(entries: Mapping[str, Entry]) -> Iterable[str]:
    """The keys that may be written in lower case."""
    return (key for key, entry in entries.items() if Flag.LOWER in entry.flags)
