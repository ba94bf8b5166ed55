"""All rules and signals with the index by which the ones that can match are looked up.

The index maps a word, or a pair of adjacent words, to the patterns that cannot match without
it. It is kept in the cache folder in a form that loads in milliseconds, so that no YAML is
parsed while nothing has changed. `marshal` is what Python keeps its own compiled files in; the
cache is read from the user's own folder only, never from the folder that is checked.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from linter import __version__
from linter.documents.model import ReadOptions
from linter.ruleset.codec import from_plain, shape
from linter.ruleset.model import Pattern, Rule, Signal
from linter.storage import Store

_FORMAT = 16
Hit = tuple[int, str, tuple[str, ...]]  # pattern id, phrase it proves or "", words it also needs


@dataclass(frozen=True)
class Ruleset:
    """Rules and signals by name, and the index over all their expressions.

    Expressions are kept in lists (those of one signal, one condition …); `lists` gives the ids
    of a list's patterns, `list_of` the list of each pattern.
    """

    plain_rules: Mapping[str, Any]
    plain_signals: Mapping[str, Any]
    plain_patterns: Sequence[Any]
    lists: Sequence[tuple[int, ...]]
    list_of: Sequence[int]
    words: Mapping[str, Sequence[Hit]]
    pairs: Mapping[tuple[str, str], Sequence[Hit]]
    always: Sequence[int]
    plain_options: Any
    digest: str
    _rules: dict[str, Rule] = field(default_factory=dict)
    _signals: dict[str, Signal] = field(default_factory=dict)
    _patterns: dict[int, Pattern] = field(default_factory=dict)

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
            self._rules[name] = from_plain(self.plain_rules[name])
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
            self._signals[name] = from_plain(self.plain_signals[name])
        return self._signals[name]

    def pattern(self, number: int) -> Pattern:
        """A compiled expression by its number."""
        if number not in self._patterns:
            self._patterns[number] = Pattern(*self.plain_patterns[number])
        return self._patterns[number]

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
            return Ruleset(*marshal.loads(data))
        except (ValueError, EOFError, TypeError):
            pass
    ruleset = build()
    if store:
        store.put(whole_key, marshal.dumps(_parts(ruleset)))
    return ruleset


def _parts(ruleset: Ruleset) -> tuple[Any, ...]:
    return (
        dict(ruleset.plain_rules),
        dict(ruleset.plain_signals),
        list(ruleset.plain_patterns),
        list(ruleset.lists),
        list(ruleset.list_of),
        dict(ruleset.words),
        dict(ruleset.pairs),
        list(ruleset.always),
        ruleset.plain_options,
        ruleset.digest,
    )


def key_of(files: Iterable[Path]) -> str:
    """What names the state of some files: path, size and time of change."""
    states = []
    for path in files:
        status = path.stat()
        states.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
    return "\n".join(states)
