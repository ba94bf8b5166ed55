"""All rules and signals with the index by which the ones that can match are looked up.

The index maps a word to the patterns that cannot match without it, most of them by the word that
must stand beside it: so what a common word could lead to is ruled out at once. All is kept in the
cache folder in a form that loads in milliseconds, so that no YAML is parsed while nothing has
changed; rules, signals, patterns and the index's entries stay as bytes until they are wanted.
`marshal` is what Python keeps its own compiled files in; the cache is read from the user's own
folder only, never from the folder that is checked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from hashlib import blake2b
from marshal import dumps, loads
from pathlib import Path
from typing import Any

from linter import __version__
from linter.documents.model import ReadOptions
from linter.ruleset.codec import from_plain, shape
from linter.ruleset.model import Pattern, Rule, Signal
from linter.storage import Store
from linter.values import dataclass

_FORMAT = 43
# The pattern's number; the phrase it proves, or ""; further words that must stand in the text.
Hit = tuple[int, str, tuple[str, ...]]
# What a word of the index leads to: by itself, behind another word, and before another word.
Hits = tuple[Sequence[Hit], Mapping[str, Sequence[Hit]], Mapping[str, Sequence[Hit]]]


@dataclass(frozen=True)
class Ruleset:
    """Rules and signals by name, and the index over all their expressions.

    Expressions are kept in lists (those of one signal, one condition …); `lists` gives the ids
    of a list's patterns, `list_of` the list of each pattern. `word_lists` is what the language's
    data tells the spelling check.
    """

    plain_rules: Mapping[str, bytes]
    plain_signals: Mapping[str, bytes]
    plain_patterns: Sequence[bytes]
    lists: Sequence[tuple[int, ...]]
    list_of: Sequence[int]
    index: Mapping[str, bytes]
    always: Sequence[int]
    plain_options: Any
    digest: str
    word_lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _rules: dict[str, Rule] = field(default_factory=dict)
    _signals: dict[str, Signal] = field(default_factory=dict)
    _patterns: dict[int, Pattern] = field(default_factory=dict)
    _hits: dict[str, Hits] = field(default_factory=dict)

    @cached_property
    def options(self) -> ReadOptions:
        """What reading a document needs."""
        options: ReadOptions = from_plain(self.plain_options)
        return options

    def rule(self, name: str) -> Rule:
        """The rule of that id, made when first wanted.

        Raises:
            KeyError: there is none.
        """
        if name not in self._rules:
            self._rules[name] = from_plain(loads(self.plain_rules[name]))
        return self._rules[name]

    def rules(self) -> tuple[Rule, ...]:
        """All rules, by id."""
        return tuple(map(self.rule, self.plain_rules))

    def signal(self, name: str) -> Signal:
        """The signal of that name.

        Raises:
            KeyError: there is none.
        """
        if name not in self._signals:
            self._signals[name] = from_plain(loads(self.plain_signals[name]))
        return self._signals[name]

    def pattern(self, number: int) -> Pattern:
        """A compiled expression by its number."""
        if number not in self._patterns:
            self._patterns[number] = Pattern(*loads(self.plain_patterns[number]))
        return self._patterns[number]

    def hits(self, word: str) -> Hits:
        """What the index says of a word that is in it."""
        found = self._hits.get(word)
        if found is None:
            found = self._hits[word] = loads(self.index[word])
        return found

    @cached_property
    def signal_lists(self) -> Mapping[str, frozenset[int]]:
        """For each signal the lists of expressions of which one must match for it to stand
        anywhere: its own, those of its verbs, and those of the signals it includes."""
        return {name: frozenset(self._lists_of(name, set())) for name in self.plain_signals}

    def _lists_of(self, name: str, seen: set[str]) -> Iterator[int]:
        if name in seen:
            return
        seen.add(name)
        signal = self.signal(name)
        if signal.list_id >= 0:
            yield signal.list_id
        yield from (pair.verb_id for pair in signal.pairs)
        for inner in signal.signals:
            yield from self._lists_of(inner, seen)

    @cached_property
    def objects(self) -> Mapping[int, frozenset[int]]:
        """For the verbs of each pair (by their list) the lists of which one must match as well."""
        pairs = (pair for name in self.plain_signals for pair in self.signal(name).pairs)
        return {
            pair.verb_id: frozenset(
                (pair.object_id, *(i for n in pair.object_signals for i in self.signal_lists[n]))
            )
            for pair in pairs
        }

    @cached_property
    def claim_signals(self) -> Mapping[str, str]:
        """The signals that make claims, and of which kind."""
        return {
            name: self.signal(name).claim for name in self.plain_signals if self.signal(name).claim
        }


def ruleset_from(key: str, store: Store | None, build: Callable[[], Ruleset]) -> Ruleset:
    """The rules stored under `key`, else built and stored; a damaged entry is built anew."""
    state = "\0".join((key, shape(), __version__, sys.version))
    whole_key = f"rules-{_FORMAT}-{blake2b(state.encode(), digest_size=16).hexdigest()}"
    data = store.get(whole_key) if store else None
    if data:
        try:
            return Ruleset(*loads(data))
        except (ValueError, EOFError, TypeError):
            pass
    ruleset = build()
    if store:
        store.put(whole_key, dumps(_parts(ruleset)))
    return ruleset


def _parts(ruleset: Ruleset) -> tuple[Any, ...]:
    return (
        dict(ruleset.plain_rules),
        dict(ruleset.plain_signals),
        list(ruleset.plain_patterns),
        list(ruleset.lists),
        list(ruleset.list_of),
        dict(ruleset.index),
        list(ruleset.always),
        ruleset.plain_options,
        ruleset.digest,
        dict(ruleset.word_lists),
    )


def key_of(files: Iterable[Path]) -> str:
    """What names the state of some files: path, size and time of change."""
    states = []
    for path in files:
        status = path.stat()
        states.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
    return "\n".join(states)
