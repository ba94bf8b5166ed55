"""What a check is built with besides its rules."""

from __future__ import annotations

from linter.config import Config
from linter.ruleset.compiled import Ruleset
from linter.values import dataclass
from linter.watching import Watch


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration that applies to a file, and all rules with their index.

    `watch` counts how long each rule takes, where somebody wants to know; `opened` is what the
    check's own `prepare` opened for the run.
    """

    config: Config
    ruleset: Ruleset
    watch: Watch | None = None
    opened: object = None
