"""Which findings programs are told of, and where they stand as programs count."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from linter.findings import Finding, Fix, Safety, State
from linter.results import FileResult, Run
from linter.spans import LineIndex


def open_findings(run: Run) -> Iterator[tuple[FileResult, Finding]]:
    """What still asks for attention: what was accepted would come back as an open alert."""
    for result in run.results:
        for finding in result.findings:
            if finding.state is State.OPEN:
                yield result, finding


def offered_fixes(finding: Finding) -> Iterator[Fix]:
    """The fixes that a program may offer; a manual one must not be a click away."""
    for fix in finding.fixes:
        if fix.safety is not Safety.MANUAL and fix.edits:
            yield fix


def full_message(finding: Finding) -> str:
    """The message, and what a person may do about it."""
    texts = "; ".join(f"“{text}”" for text in finding.rewordings)
    wordings = [f"For example: {texts}."] if texts else []
    return " ".join([finding.message, *wordings, *finding.suggestions])


def unique_fingerprint(path: str, finding: Finding) -> str:
    """A fingerprint that two files with the same sentence do not share."""
    return hashlib.blake2b(f"{path}\0{finding.fingerprint}".encode(), digest_size=16).hexdigest()


def utf8_position(lines: LineIndex, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1, the column in bytes of UTF-8."""
    line, _ = lines.position(offset)
    before = lines.text[lines.starts[line - 1] : offset]
    return line, len(before.encode("utf-8", "surrogatepass")) + 1
