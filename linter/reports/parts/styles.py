"""Colours of a terminal, written by hand: a drawing library would cost a run's start-up."""

from __future__ import annotations

from linter.findings import Severity
from linter.values import dataclass

_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


@dataclass(frozen=True, slots=True)
class Styles:
    """Wraps text in escape sequences where `colour` is wanted, and leaves it alone elsewhere."""

    colour: bool

    def severity(self, text: str, severity: Severity) -> str:
        return self._styled(text, _SEVERITY[severity])

    def bold(self, text: str) -> str:
        return self._styled(text, "1")

    def faint(self, text: str) -> str:
        return self._styled(text, "2")

    def path(self, text: str) -> str:
        return self._styled(text, "1;4")

    def _styled(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text
