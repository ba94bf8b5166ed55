"""How long a run took, as a table on the error output."""

from __future__ import annotations

from collections.abc import Mapping

from linter.cli.terminal import say
from linter.watching import Watch

_MOST = 20


def print_times(watch: Watch) -> None:
    """Print the milliseconds of each stage, and of the rules that took longest.

    What several checks need (words, sentences, the scan of the text) counts for the first one
    that asks for it; a rule has what it takes beyond that.
    """
    inner = sum(seconds for name, seconds in watch.stages.items() if name not in _OUTER)
    stages = dict(watch.stages)
    stages["rest of the run"] = stages.pop("run", 0.0) - inner
    _print("ms  stage", stages)
    if watch.rules:
        _print("ms  rule", watch.rules)


_OUTER = ("run", "report")


def _print(head: str, times: Mapping[str, float]) -> None:
    say(f"{head:>{len(head) + 8}}", lead="")
    ranked = sorted(times.items(), key=lambda each: -each[1])
    for name, seconds in ranked[:_MOST]:
        say(f"{1000 * seconds:>10,.1f}  {name}", lead="")
    if rest := ranked[_MOST:]:
        say(f"{1000 * sum(s for _, s in rest):>10,.1f}  {len(rest)} others", lead="")
