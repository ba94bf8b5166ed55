"""Asks an engine about the pieces of a document, or the cache, where it was asked before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from linter.checkers.grammar.model import Engine, EngineError, Match
from linter.checkers.grammar.pieces import Piece
from linter.storage import Store
from linter.values import dataclass

if TYPE_CHECKING:
    import queue

_FORMAT = "grammar-1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a piece, or why nothing could be looked for."""

    piece: Piece
    matches: Sequence[Match] = ()
    failed: str = ""


@dataclass(frozen=True)
class Asker:
    """An engine and the cache of its answers."""

    engine: Engine
    store: Store

    def ask(self, pieces: Iterable[Piece]) -> Iterable[Answer]:
        """The answers in order. What must be asked is asked at once, in the background, where
        the engine can do that; it is waited for when its answer is wanted."""
        try:
            key = self.engine.key()
        except EngineError as error:
            return [Answer(piece, failed=str(error)) for piece in pieces]
        known = [(piece, self._key(key, piece)) for piece in pieces]
        kept = [(piece, name, _recall(self.store, name)) for piece, name in known]
        new = [piece for piece, _, matches in kept if matches is None]
        answers = self._check(new) if new else iter(())
        return self._in_order(kept, answers)

    def _key(self, key: str, piece: Piece) -> str:
        data = f"{self.engine.name}\0{key}\0{piece.text}".encode("utf-8", "surrogatepass")
        return f"{_FORMAT}-{blake2b(data, digest_size=20).hexdigest()}"

    def _check(self, new: Sequence[Piece]) -> Iterator[Answer]:
        at_once = self.engine.requests
        if not at_once:
            return map(self._one, new)
        return _in_background(self._one, new, at_once)

    def _one(self, piece: Piece) -> Answer:
        try:
            return Answer(piece, self.engine.check(piece))
        except EngineError as error:
            return Answer(piece, failed=str(error))

    def _in_order(
        self, kept: Sequence[tuple[Piece, str, list[Match] | None]], answers: Iterator[Answer]
    ) -> Iterator[Answer]:
        for piece, name, matches in kept:
            if matches is not None:
                yield Answer(piece, matches)
                continue
            answer = next(answers)
            if not answer.failed:
                _keep(self.store, name, answer.matches)
            yield answer


def _in_background(
    work: Callable[[Piece], Answer], pieces: Sequence[Piece], at_once: int
) -> Iterator[Answer]:
    """The answers in order; work on the first ones begins at once.

    The threads do not keep a run that is interrupted from ending, as those of a pool would.
    """
    import queue
    import threading

    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(pieces)):
        waiting.put(number)
    done: list[queue.SimpleQueue[Answer | Exception]] = [queue.SimpleQueue() for _ in pieces]

    def serve() -> None:
        while True:
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                done[number].put(work(pieces[number]))
            except Exception as error:  # raised where the answer is wanted
                done[number].put(error)

    for _ in range(min(at_once, len(pieces))):
        threading.Thread(target=serve, daemon=True).start()
    return map(_result, done)


def _result(done: queue.SimpleQueue[Answer | Exception]) -> Answer:
    answer = done.get()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _recall(store: Store, key: str) -> list[Match] | None:
    """The answer kept under a key; None where there is none that can be read."""
    data = store.get(key)
    try:
        return None if data is None else [_match(*row) for row in json.loads(data)]
    except (ValueError, TypeError):
        return None


def _match(*row: Any) -> Match:
    start, end, rule, category, kind, message, replacements = row
    return Match(start, end, rule, category, kind, message, tuple(replacements))


def _keep(store: Store, key: str, matches: Iterable[Match]) -> None:
    rows = [
        (m.start, m.end, m.rule, m.category, m.kind, m.message, m.replacements) for m in matches
    ]
    store.put(key, json.dumps(rows).encode())
