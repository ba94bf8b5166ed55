"""`medlint fix --interactive`: shows each change and asks whether to make it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from linter import fixes
from linter.cli.terminal import Terminal, is_terminal, report_options, write_anything
from linter.documents.document import Document
from linter.findings import Finding, Fix, Safety, Severity
from linter.reports.full import Page
from linter.reports.parts.styles import Styles
from linter.reports.parts.wording import change_line, replacement
from linter.results import Run

_QUESTION = "  [y] yes  [n] no  [a] all of this rule in this file  [q] stop: "
_ANSWERS = {each: each[0] for each in ("y", "yes", "n", "no", "a", "all", "q", "quit")}
_ANSWERS["stop"] = "q"
_NAMES = {Safety.SAFE: "safe", Safety.UNSAFE: "needs a look", Safety.MANUAL: "by hand"}

Key = tuple[str, str, tuple[str, ...]]


class Asking:
    """Asks on standard error, file by file; `stopped` once no more shall be asked.

    The answers come from standard input, whose end means to stop.
    """

    def __init__(self, terminal: Terminal) -> None:
        options = report_options(terminal)
        self.page = Page(Run((), {}, ""), options, Styles(options.colour))
        self.stopped = False
        if sys.stdin is not None:
            write_anything(sys.stdin)  # what is no text is no answer either

    def about(self, name: str) -> fixes.Pick:
        """What picks the fixes of the file that is shown as `name`."""
        return _File(self, name).pick

    def show(self, lines: Iterable[str]) -> None:
        """Write lines to standard error."""
        sys.stderr.writelines(f"{line}\n" for line in lines)

    def answer(self) -> str:
        """Ask until the answer is one of y, n, a, q; the latter at the end of the input."""
        while True:
            sys.stderr.write(_QUESTION)
            sys.stderr.flush()
            line = sys.stdin.readline() if sys.stdin is not None else ""
            if not line or not is_terminal(sys.stdin):
                sys.stderr.write("\n")  # as Enter does on a terminal
            if not line:
                return "q"
            given = _ANSWERS.get(line.strip().lower())
            if given:
                return given
            self.show(["  Please type y, n, a or q, and Enter."])


class _File:
    """The answers about one file; a fix that was declined is not offered once more."""

    def __init__(self, asking: Asking, name: str) -> None:
        self.asking = asking
        self.name = name
        self.rules: set[str] = set()
        self.declined: set[Key] = set()
        self.earlier: frozenset[Key] = frozenset()
        self.named = False

    def pick(self, document: Document, findings: Sequence[Finding]) -> fixes.Chosen:
        """The fixes of one round that are wanted; later rounds ask about what is new."""
        self.earlier = frozenset(self.declined)
        return fixes.select(findings, lambda found, made: self.wants(document, found, made))

    def wants(self, document: Document, finding: Finding, fix: Fix) -> bool:
        key = (finding.rule, finding.text, tuple(edit.text for edit in fix.edits))
        if key in self.earlier:
            return False
        if finding.rule in self.rules and fix.safety is not Safety.MANUAL:
            return True  # that was promised, even if the next answer was to stop
        agreed = not self.asking.stopped and self.ask(document, finding, fix)
        if not agreed:
            self.declined.add(key)
        return agreed

    def ask(self, document: Document, finding: Finding, fix: Fix) -> bool:
        """Show a change and ask; what only a person can make is shown, unless it is a hint."""
        if fix.safety is Safety.MANUAL:
            if finding.severity is not Severity.INFO:
                self.show(document, finding, fix)
            return False
        self.show(document, finding, fix)
        given = self.asking.answer()
        if given == "a":
            self.rules.add(finding.rule)
        self.asking.stopped = given == "q"
        return given in {"y", "a"}

    def show(self, document: Document, finding: Finding, fix: Fix) -> None:
        """The finding as `check` shows it, and the words before and after."""
        page = self.asking.page
        if not self.named:
            self.asking.show([page.styles.path(page.safe(self.name))])
            self.named = True
        made = replacement(finding, fix, document.source)
        change = change_line(*made) if made else fix.description
        self.asking.show(
            (
                "",
                page.heading(finding),
                *page.sentence(finding),
                *page.wrapped(finding.message),
                *page.labelled("change", f"{change}  [{_NAMES[fix.safety]}]"),
            )
        )
