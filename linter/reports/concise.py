"""`concise`: one line for each finding, for grep, editors and quick looks."""

from __future__ import annotations

from typing import IO

from linter.findings import Finding, State
from linter.reports import Options
from linter.reports.parts.characters import one_line
from linter.reports.parts.closing import closing_lines, statistics_lines, visible_findings
from linter.reports.parts.wording import has_safe_fix, state_name
from linter.results import Run

SUFFIXES: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write `path:line:column: severity rule message [*]`; `[*]` has a safe fix."""
    if options.statistics:
        lines = statistics_lines(run, options)
    else:
        lines = [
            one_line(_line(result.path, finding), options.unicode)
            for result in run.results
            for finding in visible_findings(result.findings, options)
        ]
    lines += closing_lines(run, options)
    out.writelines(f"{line}\n" for line in lines)


def _line(path: str, finding: Finding) -> str:
    place = f"{path}:{finding.line}:{finding.column}"
    state = f" ({state_name(finding)})" if finding.state is not State.OPEN else ""
    fixable = " [*]" if has_safe_fix(finding) else ""
    return f"{place}: {finding.severity} {finding.rule} {finding.message}{state}{fixable}"
