"""`medlint references verify`: what is sent, the verdicts, and the exit code they come to."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from linter import __version__
from linter.checkers.bookkeeping.ledger import Ledger
from linter.cli import FAILED, FINDINGS, UsageError
from linter.cli.terminal import Progress, say
from linter.config import ConfigError
from linter.config.model import OnlineSettings
from linter.config.overriding import with_values
from linter.documents.citations.bibliography.items import KIND
from linter.documents.citations.entries import Entry
from linter.findings import Severity
from linter.online.records import Record
from linter.online.verifying import Outcome, Plan, Verdict, plan, verify
from linter.online.web import OnlineError, Web
from linter.reports.parts.characters import fold, one_line
from linter.reports.parts.wording import counted, problem_line
from linter.results import Problem
from linter.sessions import Session
from linter.spans import Span
from linter.values import dataclass

SCHEMA = "medlint-references/1"
_DAY = 86_400
_WIDTH = 80
_INDENT = " " * 7
_OUTCOMES = {
    Outcome.MATCH: "as recorded",
    Outcome.MISMATCH: "not as recorded",
    Outcome.NOT_FOUND: "not found",
    Outcome.COULD_NOT_CHECK: "not checked",
}
Ledgers = Sequence[tuple[Path, Ledger]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the command, as they were given."""

    json: bool = False
    dry_run: bool = False
    links: bool = True
    fresh: bool = False
    email: str = ""
    fail_on: Severity | None = Severity.WARNING


def verify_files(
    ledgers: Ledgers, problems: Sequence[Problem], session: Session, wishes: Wishes
) -> int:
    """Say what is sent, ask, show the verdicts; the exit code.

    Raises:
        UsageError: httpx is not installed, or the address is none.
    """
    settings = _settings(session, wishes.email)
    entries = [entry for _, ledger in ledgers for entry in ledger.sources]
    sent = plan(entries, links=wishes.links)
    for problem in problems:
        say(problem_line(problem))
    if wishes.dry_run:
        print("\n".join(map(one_line, _listed(sent, settings))))
        return FAILED if problems else 0
    verdicts = iter(_asked(entries, sent, settings, session, wishes))
    found = [(file, each, [next(verdicts) for _ in each.sources]) for file, each in ledgers]
    if wishes.json:
        print(json.dumps(_data(found, problems), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_text(found)))
    return _exit_code([v for *_, some in found for v in some], problems, wishes.fail_on)


def _settings(session: Session, email: str) -> OnlineSettings:
    config = session.configurations.for_folder(session.working_folder)
    if email:
        try:
            config = with_values(config, {"online": {"email": email}}, "--email")
        except ConfigError as error:
            raise UsageError(str(error)) from None
    return config.online


def _asked(
    entries: Sequence[Entry],
    sent: Plan,
    settings: OnlineSettings,
    session: Session,
    wishes: Wishes,
) -> list[Verdict]:
    if not entries:
        return []
    try:
        with Web(settings, session.store, wishes.fresh) as web, Progress(noun="references") as bar:
            if not sent.is_empty:
                say(_announced(len(entries), sent, settings))
            return verify(entries, web, links=wishes.links, progress=bar.update)
    except OnlineError as error:  # httpx is not there: all else becomes a verdict
        raise UsageError(str(error)) from None


def _announced(count: int, sent: Plan, settings: OnlineSettings) -> str:
    """What leaves the machine, in words."""
    numbers = (
        (len(sent.dois), "DOI"),
        (len(sent.pmids), "PubMed number"),
        (len(sent.pmcids), "PMC number"),
        (len(sent.titles), "title"),
    )
    what = ", ".join(counted(n, noun) for n, noun in numbers if n)
    lines = []
    if what:
        lines.append(
            f"Of {counted(count, 'reference')}, {what} go to {_hosts(settings)}, and the titles "
            "and first authors of those that are found to be wrong."
        )
    if sent.links:
        lines.append(f"{counted(len(sent.links), 'link')} in them will be opened.")
    lines.append("Nothing else leaves this machine.")
    if not settings.email:
        lines.append("With --email ADDRESS, Crossref and PubMed know whom to write to.")
    return "\n".join(lines)


def _hosts(settings: OnlineSettings) -> str:
    hosts = [urlsplit(u).netloc for u in (settings.crossref, settings.doi, settings.pubmed)]
    *others, last = dict.fromkeys(hosts)
    return f"{', '.join(others)} and {last}" if others else last


def _listed(sent: Plan, settings: OnlineSettings) -> Iterator[str]:
    """All that would be sent, one a line."""
    yield f"To {_hosts(settings)} would go:" if not sent.is_empty else "Nothing would be sent."
    yield from (f"  DOI {each}" for each in sent.dois)
    yield from (f"  PMID {each}" for each in sent.pmids)
    yield from (f"  {each}" for each in sent.pmcids)
    yield from (f"  “{title}”" + f", {who}" * bool(who) for title, who in sent.titles)
    if sent.links:
        yield "Opened would be:"
    yield from (f"  {each}" for each in sent.links)


def _exit_code(
    verdicts: Iterable[Verdict], problems: Sequence[Problem], fail_on: Severity | None
) -> int:
    remarks = [remark for verdict in verdicts for remark in verdict.remarks]
    if problems or any(remark.failed for remark in remarks):
        return FAILED
    if fail_on is None:
        return 0
    return FINDINGS if any(each.severity.rank <= fail_on.rank for each in remarks) else 0


Found = Sequence[tuple[Path, Ledger, list[Verdict]]]


def _text(found: Found) -> Iterator[str]:
    """Each reference of which there is something to tell, and what it all comes to."""
    for file, ledger, verdicts in found:
        told = [each for each in verdicts if each.remarks]
        if told:
            yield one_line(str(file))
        for verdict in told:
            yield from _entry(ledger, verdict)
            yield ""
    counts = Counter(each.outcome for *_, verdicts in found for each in verdicts)
    if not counts:
        yield "There is no reference list."
        return
    shown = ", ".join(
        f"{counts[each]} {words}" for each, words in _OUTCOMES.items() if counts[each]
    )
    yield f"{counted(counts.total(), 'reference')}: {shown}."
    yield from _age(verdict for *_, verdicts in found for verdict in verdicts)


def _entry(ledger: Ledger, verdict: Verdict) -> Iterator[str]:
    entry = verdict.entry
    _, line, column = _place(ledger, entry)
    worst = min(verdict.remarks, key=lambda each: each.severity.rank)
    key = f"  reference {entry.reference.key}" if entry.reference.key else ""
    place = f"{line}:{column}  " if line else ""
    yield one_line(f"  {place}{worst.severity}  {verdict.outcome}{key}")
    yield _INDENT + _short(entry, _WIDTH - len(_INDENT))
    for remark in sorted(verdict.remarks, key=lambda each: each.severity.rank):
        yield from (_INDENT + each for each in fold(one_line(remark.message), _WIDTH - 7))


def _short(entry: Entry, width: int) -> str:
    who = entry.authors[0] if entry.authors else ""
    who += " et al." if entry.et_al or len(entry.authors) > 1 else ""
    parts = (who, f"({entry.year})" if entry.year else "")
    head = " ".join(filter(None, parts))
    text = one_line(". ".join(filter(None, (head, entry.title))) or entry.text or entry.doi)
    return text if len(text) <= width else text[: width - 2].rstrip() + " …"


def _place(ledger: Ledger, entry: Entry) -> tuple[str, int, int]:
    """The file of an entry where it is another than the draft, its line and column."""
    reference, document = entry.reference, ledger.document
    if reference.kind == KIND and not document.library:
        item = ledger.cited_items[reference.key]
        return str(item.file), item.line, 1
    span = reference.source or document.map.to_source(Span(reference.start, reference.end))
    return "", *document.lines.position(span.start)


def _age(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """How old the oldest kept answer is, if it is of another day."""
    asked = [record.asked for verdict in verdicts for record in verdict.records if record.asked]
    days = int((time.time() - min(asked)) // _DAY) if asked else 0
    if days > 0:
        yield f"Some records were asked for {counted(days, 'day')} ago; --fresh asks anew."


def _data(found: Found, problems: Sequence[Problem]) -> dict[str, Any]:
    verdicts = [each for *_, some in found for each in some]
    outcomes = Counter(each.outcome for each in verdicts)
    remarks = Counter(remark.severity for each in verdicts for remark in each.remarks)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "summary": {
            "files": len(found),
            "references": len(verdicts),
            "outcomes": {str(each): outcomes[each] for each in Outcome},
            "remarks": {str(each): remarks[each] for each in Severity},
        },
        "problems": [{"path": each.path, "message": each.message} for each in problems],
        "files": [
            {"path": file.as_posix(), "references": [_reference(ledger, v) for v in some]}
            for file, ledger, some in found
        ],
    }


def _reference(ledger: Ledger, verdict: Verdict) -> dict[str, Any]:
    entry = verdict.entry
    file, line, column = _place(ledger, entry)
    return {
        "key": entry.reference.key,
        "file": file or None,
        "line": line,
        "column": column,
        "outcome": str(verdict.outcome),
        "given": {
            "title": entry.title,
            "authors": list(entry.authors),
            "year": entry.year,
            "doi": entry.doi,
            "pmid": entry.pmid,
            "pmcid": entry.pmcid,
            "urls": list(entry.urls),
        },
        "remarks": [
            {"kind": r.kind, "severity": str(r.severity), "message": r.message}
            for r in verdict.remarks
        ],
        "records": [_record(each) for each in verdict.records],
    }


def _record(record: Record) -> dict[str, Any]:
    asked = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.asked))
    return {
        "source": record.source,
        "title": record.title,
        "authors": list(record.authors),
        "years": list(record.years),
        "journal": record.container,
        "doi": record.doi,
        "notices": [{"what": what, "source": source} for what, source in record.notices],
        "asked": asked,
    }
