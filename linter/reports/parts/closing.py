"""What text for people shows of a run, and how it ends: the counts, what is hidden, what next."""

from __future__ import annotations

from collections.abc import Iterable

from linter.findings import Finding, Severity, State
from linter.reports import Options
from linter.reports.parts.characters import fold, plain
from linter.reports.parts.measures import middle, rows
from linter.reports.parts.wording import (
    counted,
    extent,
    has_safe_fix,
    has_unsafe_fix,
    set_aside,
    severities,
    statistics,
)
from linter.results import Run


def visible_findings(findings: Iterable[Finding], options: Options) -> list[Finding]:
    """The findings that text for people shows: severe enough, and open or asked for."""
    return [
        finding
        for finding in findings
        if finding.severity.rank <= options.min_severity.rank
        and (finding.state is State.OPEN or options.show_suppressed)
    ]


def closing_lines(run: Run, options: Options) -> list[str]:
    """The lines at the end of a run, wrapped to the width; none where `quiet`."""
    if options.quiet:
        return []
    text = " ".join(_sentences(run, options))
    return fold(text if options.unicode else plain(text), max(options.width, 20))


def _sentences(run: Run, options: Options) -> list[str]:
    everything = [finding for result in run.results for finding in result.findings]
    still_open = [finding for finding in everything if finding.state is State.OPEN]
    shown = [f for f in still_open if f.severity.rank <= options.min_severity.rank]
    sentences = [_counts(run, shown, still_open, options), *_remedies(shown)]
    if aside := set_aside(everything):
        sentences.append(f"Not counted: {aside}.")
    if run.passed_over:
        sentences.append(f"Passed over: {counted(run.passed_over, 'file')} of other formats.")
    sentences += [f"Note: {note}" for note in run.notes]
    number = len(run.all_problems)
    if number and not (run.words or everything):  # “no findings” would sound like “all is well”
        return [f"Nothing was checked: {counted(number, 'problem')}.", *sentences[1:]]
    if number:
        sentences.append(f"Not everything was checked: {counted(number, 'problem')}.")
    return sentences


def _counts(run: Run, shown: list[Finding], still_open: list[Finding], options: Options) -> str:
    hidden = _hidden(run, still_open, options)
    fixed = sum(len(result.applied) for result in run.results)
    done = f"{counted(fixed, 'edit')} made, " if fixed else ""
    if not shown:
        return f"Checked {extent(run)}: {done}no findings{hidden}."
    counts = {s: sum(f.severity is s for f in shown) for s in Severity}
    return f"{extent(run)}: {done}{severities(counts)}{' left' if fixed else ''}{hidden}."


def _hidden(run: Run, still_open: list[Finding], options: Options) -> str:
    counts = {
        severity: sum(finding.severity is severity for finding in still_open)
        for severity in Severity
        if severity.rank > options.min_severity.rank
    }
    parts = []
    if text := severities(counts):
        lowest = max((s for s, n in counts.items() if n), key=lambda s: s.rank)
        parts.append(f"{text} hidden: --min-severity {lowest}")
    if text := severities(run.hidden):
        parts.append(f"{text} left out as asked")
    return f" ({'; '.join(parts)})" if parts else ""


def _remedies(shown: list[Finding]) -> list[str]:
    safe = sum(map(has_safe_fix, shown))
    unsafe = sum(map(has_unsafe_fix, shown))
    if not safe and not unsafe:
        return []
    if not safe:
        return [f'{unsafe:,} can be fixed with "medlint fix --unsafe".']
    more = f', {unsafe:,} more with "medlint fix --unsafe"' if unsafe else ""
    return [f'{safe:,} can be fixed with "medlint fix"{more}.']


def statistics_lines(run: Run, options: Options) -> list[str]:
    """A table of the rules that found something, and one of what was measured in the drafts."""
    tables = [_table_of_rules(run, options)]
    if not options.quiet:
        tables.append(_table_of_measures(run))
    lines = [line for table in tables if table for line in ("", *table)]
    if not options.unicode:
        lines = list(map(plain, lines))
    return lines[1:] if options.quiet or not lines else [*lines[1:], ""]


def _table_of_measures(run: Run) -> list[str]:
    measured = [result.measures for result in run.results if result.measures]
    told = rows(middle(measured)) if measured else []
    if not told:
        return []
    wide, most = (max(len(row[column]) for row in told) for column in (0, 1))
    several = len(measured) > 1
    head = [f"Measures: the middle of {counted(len(measured), 'draft')}"] if several else []
    return head + [
        f"{what:<{wide}}  {much:>{most}}  {'' if several else how}".rstrip()
        for what, much, how in told
    ]


def _table_of_rules(run: Run, options: Options) -> list[str]:
    """How many findings, how many of them fixable, the rule."""
    found = [f for result in run.results for f in visible_findings(result.findings, options)]
    rows = statistics(found)
    if not rows:
        return []
    wide = max(len("findings"), *(len(f"{row[0]:,}") for row in rows))
    lines = [f"{'findings':>{wide}}  fixable  rule"]
    lines += [f"{count:>{wide},}  {fixable:>7,}  {rule}" for count, fixable, rule in rows]
    return lines
