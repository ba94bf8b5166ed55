"""Compiles rules and signals into a `Ruleset`; imported only when something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from marshal import dumps
from pathlib import Path
from typing import Any

from linter.documents.model import ReadOptions
from linter.ruleset.codec import to_plain
from linter.ruleset.compiled import Hit, Ruleset
from linter.ruleset.expressions import ExpressionError, Vocabulary
from linter.ruleset.model import Condition, Pair, Pattern, Rule, Signal
from linter.ruleset.patterns import compile_expression
from linter.ruleset.prepared import Compiled, Source
from linter.ruleset.regexcode import code_of
from linter.ruleset.required import frequency
from linter.yamltext import YamlError, suggest

Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
_Hits = tuple[list[Hit], dict[str, list[Hit]], dict[str, list[Hit]]]
_FEW = 50  # expressions that one process compiles sooner than several


def compile_ruleset(
    rules: Iterable[Rule],
    signals: Iterable[Signal],
    vocabulary: Vocabulary,
    frequent: Sequence[str],
    options: ReadOptions,
    digest: str,
    word_lists: Mapping[str, tuple[str, ...]] | None = None,
    compiled: Compiled | None = None,
) -> Ruleset:
    """Compile the expressions that are not `compiled` yet, and build the index; `word_lists` are
    kept as they are.

    Raises:
        YamlError: an expression is wrong, or a signal that is named does not exist.
    """
    rules, signals = list(rules), list(signals)
    compiler = _Compiler(vocabulary, frequent, compiled or {})
    named = {signal.name: signal for signal in signals}
    done_signals = {name: compiler.signal(signal, named) for name, signal in named.items()}
    done_rules = {
        rule.id: compiler.rule(rule, named) for rule in sorted(rules, key=lambda each: each.id)
    }
    return Ruleset(
        plain_rules={name: dumps(to_plain(rule)) for name, rule in done_rules.items()},
        plain_signals={name: dumps(to_plain(signal)) for name, signal in done_signals.items()},
        plain_patterns=[dumps(each.stored()) for each in compiler.patterns],
        lists=compiler.lists,
        list_of=compiler.list_of,
        index={word: dumps(hits) for word, hits in compiler.index.items()},
        always=compiler.always,
        plain_options=to_plain(options),
        digest=digest,
        word_lists=word_lists or {},
    )


def compile_expressions(
    rules: Sequence[Rule],
    signals: Sequence[Signal],
    vocabulary: Vocabulary,
    frequent: Sequence[str],
    known: Compiled,
    spread: Spread = map,
) -> Compiled:
    """All expressions of rules and signals that are well formed, each as it is `known`, else
    compiled; `spread` applies a function to many things, in any order."""
    sources = list(dict.fromkeys(_sources(rules, signals)))
    compiler = _Compiler(vocabulary, frequent, known)
    waiting = [each for each in sources if not _is_whole(known.get(each))]
    apply = spread if len(waiting) > _FEW else map
    made = {source: pattern for source, pattern in apply(compiler.compiled, waiting) if pattern}
    return {each: pattern for each in sources if (pattern := made.get(each) or known.get(each))}


def _is_whole(pattern: Pattern | None) -> bool:
    """Whether nothing of a pattern is left to be made: another Python's code was left out."""
    return pattern is not None and (bool(pattern.code) or not _wants_code(pattern))


def _wants_code(pattern: Pattern) -> bool:
    return bool(pattern.regex) and not pattern.is_listed


class _Compiler:
    """Collects patterns, lists and index entries."""

    def __init__(self, vocabulary: Vocabulary, frequent: Sequence[str], made: Compiled) -> None:
        self.vocabulary = vocabulary
        self.frequent = {word: len(frequent) - rank for rank, word in enumerate(frequent)}
        self.patterns: list[Pattern] = []
        self.lists: list[tuple[int, ...]] = []
        self.list_of: list[int] = []
        self.index: dict[str, _Hits] = {}
        self.always: list[int] = []
        self.made = made

    def compiled(self, source: Source) -> tuple[Source, Pattern | None]:
        """An expression with what it was compiled to; nothing where it is wrong."""
        try:
            return source, self._with_code(source)
        except ExpressionError:
            return source, None

    def _with_code(self, source: Source) -> Pattern:
        pattern = self.made.get(source) or self._compile(*source)
        if not _wants_code(pattern):
            return pattern
        return replace(pattern, code=code_of(pattern.regex))

    def _compile(self, source: str, exact: bool) -> Pattern:
        return compile_expression(source, self.vocabulary, self.frequent, exact=exact)

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
        _require_signals((*rule.exclude_signals, *rule.rewordings), named, place)

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
            when=tuple(_of_document(condition(each)) for each in rule.when),
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
                pattern = self.made.get((source, exact)) or self._compile(source, exact)
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
            rarest = min(entry.key, key=self._commonness)
            alone, behind, before = self.index.setdefault(rarest, ([], {}, {}))
            phrase = "" if pattern.exact else entry.phrase  # the index keeps no capitals
            hit = (number, phrase, entry.partners)
            if len(entry.key) == 1:
                alone.append(hit)
            elif rarest == entry.key[0]:
                before.setdefault(entry.key[1], []).append(hit)
            else:
                behind.setdefault(entry.key[0], []).append(hit)

    def _commonness(self, word: str) -> tuple[int, int, str]:
        """How common a word is likely to be; of two that are not known, the longer one is rarer."""
        return frequency(word, self.frequent), -len(word), word


def _of_document(condition: Condition) -> Condition:
    """A condition of `when:` asks about the document unless it says otherwise."""
    if condition.within.name in ("sentence", "window"):
        return replace(condition, within=replace(condition.within, name="document"))
    return condition


def _sources(rules: Iterable[Rule], signals: Iterable[Signal]) -> Iterator[Source]:
    """All expressions of rules and signals."""
    for signal in signals:
        lists = [signal.words, signal.exclude]
        lists += [words for pair in signal.pairs for words in (pair.verb, pair.object_words)]
        yield from ((words, signal.exact) for each in lists for words in each)
    for rule in rules:
        conditions = (*rule.find, *rule.unless, *rule.soften, *rule.when)
        yield from ((words, rule.exact) for words in rule.exclude)
        yield from ((words, rule.exact) for each in conditions for words in _words(each))


def _words(condition: Condition) -> Iterator[str]:
    """The expressions of a condition and of those within it."""
    yield from condition.words
    for each in (condition.near, condition.missing, *condition.everything):
        if each is not None:
            yield from _words(each)


def _claimed(condition: Condition, named: Mapping[str, Signal]) -> Iterator[str]:
    """The signals that make claims of the kinds that a condition names."""
    for name, signal in named.items():
        if signal.claim and not {signal.claim, "any"}.isdisjoint(condition.claims):
            yield name


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
