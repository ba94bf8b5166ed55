"""How long the stages of a run and its rules take, for those who want to know (`--profile`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from time import perf_counter
from typing import Any

from linter.values import dataclass


@dataclass
class Watch:
    """Seconds by stage and by rule. What is lazy is made where it is watched."""

    stages: dict[str, float] = field(default_factory=dict)
    rules: dict[str, float] = field(default_factory=dict)

    def stage(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted for a stage."""
        return self._timed(lambda *_: name, self.stages, function)

    def by_rule(self, function: Callable[..., Iterable[Any]]) -> Callable[..., Any]:
        """A function that has a rule among its arguments, with its time counted for the rule."""
        return self._timed(_rule_among, self.rules, function)

    def _timed(
        self, name: Callable[..., str], times: dict[str, float], function: Callable[..., Any]
    ) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            start = perf_counter()
            result = function(*arguments)
            if isinstance(result, Iterator):
                result = list(result)
            key = name(*arguments)
            times[key] = times.get(key, 0.0) + perf_counter() - start
            return result

        return timed


def _rule_among(*arguments: Any) -> str:
    return next((each.id for each in arguments if hasattr(each, "renamed_from")), "")
