"""`junit`: findings as failed tests, for Jenkins and others that show test results.

A file is a suite. What would make the run fail is a failure; what would not is told in a test
that passes. A file without findings is one test that passes, so that nobody asks if it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from linter.findings import Finding, Severity, State
from linter.late import late
from linter.reports import Options
from linter.reports.parts.places import full_message
from linter.results import FileResult, Problem, Run

SUFFIXES: tuple[str, ...] = (".junit.xml",)
NEEDS: frozenset[str] = frozenset()

_NOT_IN_XML = late("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write the tests; with `--fail-on never`, as if warnings failed: Jenkins then judges."""
    limit = options.fail_on or Severity.WARNING
    suites = [_suite(result, limit) for result in run.results]
    if run.problems:
        suites.append(_suite(FileResult("medlint", problems=run.problems), limit))
    counts = (
        sum(suite[0] for suite in suites),
        sum(suite[1] for suite in suites),
        sum(suite[2] for suite in suites),
    )
    encoding = "UTF-8" if options.unicode else "US-ASCII"
    out.write(f'<?xml version="1.0" encoding="{encoding}"?>\n')
    text = f'<testsuites name="medlint" {_counted(*counts)}>\n'
    text += "".join(suite[3] for suite in suites) + "</testsuites>\n"
    out.write(text if options.unicode else text.encode("ascii", "xmlcharrefreplace").decode())


def _counted(tests: int, failures: int, errors: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="{errors}"'


def _suite(result: FileResult, limit: Severity) -> tuple[int, int, int, str]:
    """How many tests, failures and errors a file has, and its element."""
    found = [each for each in result.findings if each.state is State.OPEN]
    failures = len([each for each in found if each.severity.rank <= limit.rank])
    cases = [*(_case(result.path, each, limit) for each in found), *_errors(result)]
    cases = cases or [f"    <testcase classname={_value(result.path)} name={_value('read')}/>\n"]
    counts = (len(cases), failures, len(result.problems))
    head = f'  <testsuite name={_value(result.path)} {_counted(*counts)} skipped="0">\n'
    return *counts, head + "".join(cases) + "  </testsuite>\n"


def _case(path: str, finding: Finding, limit: Severity) -> str:
    place = f"{finding.line}:{finding.column}"
    name = _value(f"{finding.rule} ({place})")
    head = f"    <testcase classname={_value(path)} name={name}>\n"
    body = _text(f"{path}:{place}: {finding.severity}: {full_message(finding)}\n{finding.sentence}")
    if finding.severity.rank <= limit.rank:
        kind = f"message={_value(finding.message)} type={_value(str(finding.severity))}"
        inside = f"      <failure {kind}>{body}</failure>\n"
    else:
        inside = f"      <system-out>{body}</system-out>\n"
    return f"{head}{inside}    </testcase>\n"


def _errors(result: FileResult) -> Iterator[str]:
    for problem in result.problems:
        yield _error(result.path, problem)


def _error(path: str, problem: Problem) -> str:
    message = _value(problem.message)
    return (
        f'    <testcase classname={_value(path)} name="could not be checked">\n'
        f'      <error message={message} type="problem"/>\n    </testcase>\n'
    )


def _text(value: str) -> str:
    return escape(_NOT_IN_XML.sub("�", value))


def _value(value: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("�", value))
