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
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from linter import __version__
from linter.documents.model import ReadOptions
from linter.ruleset.codec import from_plain, shape, to_plain
from linter.ruleset.expressions import ExpressionError, Vocabulary
from linter.ruleset.model import Condition, Pair, Rule, Signal
from linter.ruleset.patterns import Key, Pattern, compile_expression
from linter.storage import Store
from linter.yamltext import YamlError, suggest

_FORMAT = 7
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


def compile_ruleset(
    rules: Iterable[Rule],
    signals: Iterable[Signal],
    vocabulary: Vocabulary,
    frequent: Sequence[str],
    options: ReadOptions,
    digest: str,
) -> Ruleset:
    """Compile all expressions and build the index.

    Raises:
        YamlError: an expression is wrong, or a signal that is named does not exist.
    """
    compiler = _Compiler(vocabulary, frequent)
    named = {signal.name: signal for signal in signals}
    done_signals = {name: compiler.signal(signal, named) for name, signal in named.items()}
    done_rules = {
        rule.id: compiler.rule(rule, named) for rule in sorted(rules, key=lambda each: each.id)
    }
    return Ruleset(
        plain_rules={name: to_plain(rule) for name, rule in done_rules.items()},
        plain_signals={name: to_plain(signal) for name, signal in done_signals.items()},
        plain_patterns=[each.stored() for each in compiler.patterns],
        lists=compiler.lists,
        list_of=compiler.list_of,
        words={key: tuple(hits) for key, hits in compiler.words.items()},
        pairs={key: tuple(hits) for key, hits in compiler.pairs.items()},
        always=compiler.always,
        plain_options=to_plain(options),
        digest=digest,
    )


class _Compiler:
    """Collects patterns, lists and index entries."""

    def __init__(self, vocabulary: Vocabulary, frequent: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self.frequent = {word: len(frequent) - rank for rank, word in enumerate(frequent)}
        self.patterns: list[Pattern] = []
        self.lists: list[tuple[int, ...]] = []
        self.list_of: list[int] = []
        self.words: dict[str, list[Hit]] = {}
        self.pairs: dict[tuple[str, str], list[Hit]] = {}
        self.always: list[int] = []

    def signal(self, signal: Signal, named: Mapping[str, Signal]) -> Signal:
        place = (signal.file, signal.line)
        inner = (*signal.signals, *signal.exclude_signals)
        inner += tuple(name for pair in signal.pairs for name in pair.object_signals)
        _require_signals(inner, named, place)
        pairs = tuple(self._pair(pair, place, exact=signal.exact) for pair in signal.pairs)
        return replace(
            signal,
            list_id=self._list(signal.words, place, exact=signal.exact),
            exclude_id=self._list(signal.exclude, place, exact=signal.exact),
            pairs=pairs,
        )

    def rule(self, rule: Rule, named: Mapping[str, Signal]) -> Rule:
        place = (rule.file, rule.line)
        _require_signals(rule.exclude_signals, named, place)

        def condition(each: Condition) -> Condition:
            _require_signals(each.signals, named, place)
            return replace(
                each,
                list_id=self._list(each.words, place, exact=rule.exact),
                marks=(*each.signals, *_claimed(each, named)),
                near=condition(each.near) if each.near else None,
                missing=condition(each.missing) if each.missing else None,
                everything=tuple(map(condition, each.everything)),
            )

        return replace(
            rule,
            find=tuple(map(condition, rule.find)),
            exclude_id=self._list(rule.exclude, place, exact=rule.exact),
            unless=tuple(map(condition, rule.unless)),
            soften=tuple(map(condition, rule.soften)),
            when=tuple(map(condition, rule.when)),
        )

    def _pair(self, pair: Pair, place: tuple[str, int], *, exact: bool) -> Pair:
        return replace(
            pair,
            verb_id=self._list(pair.verb, place, exact=exact),
            object_id=self._list(pair.object_words, place, exact=exact),
        )

    def _list(self, words: Sequence[str], place: tuple[str, int], *, exact: bool) -> int:
        """Compile a list of expressions; -1 for an empty one."""
        if not words:
            return -1
        first = len(self.patterns)
        for source in words:
            try:
                pattern = compile_expression(source, self.vocabulary, self.frequent, exact=exact)
            except ExpressionError as error:
                message = f"in the expression “{source}”: {error}."
                raise YamlError(*_line_of(source, *place), message) from None
            self._index(len(self.patterns), pattern)
            self.patterns.append(pattern)
            self.list_of.append(len(self.lists))
        self.lists.append(tuple(range(first, len(self.patterns))))
        return len(self.lists) - 1

    def _index(self, number: int, pattern: Pattern) -> None:
        if not pattern.entries:
            self.always.append(number)
        for entry in pattern.entries:
            hit = (number, entry.phrase, entry.partners)
            _bucket(self.words, self.pairs, entry.key).append(hit)


def _claimed(condition: Condition, named: Mapping[str, Signal]) -> Iterator[str]:
    """The signals that make claims of the kinds that a condition names."""
    for name, signal in named.items():
        if signal.claim and not {signal.claim, "any"}.isdisjoint(condition.claims):
            yield name


def _bucket(
    words: dict[str, list[Hit]], pairs: dict[tuple[str, str], list[Hit]], key: Key
) -> list[Hit]:
    if len(key) == 1:
        return words.setdefault(key[0], [])
    return pairs.setdefault((key[0], key[1]), [])


def _require_signals(
    names: Iterable[str], known: Mapping[str, Signal], place: tuple[str, int]
) -> None:
    for name in names:
        if name not in known:
            message = f"there is no signal “{name}”. {suggest(name, tuple(known))}"
            raise YamlError(*_line_of(name, *place), message)


def _line_of(text: str, file: str, line: int) -> tuple[str, int]:
    """The file, and the line from `line` on in which a text stands: errors name it."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return file, line
    numbers = (number for number, each in enumerate(lines, 1) if number >= line and text in each)
    return file, next(numbers, line)
