"""Verdicts on references: do they say what the registries say, do they stand, do links work?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from linter.documents.citations.entries import Entry
from linter.findings import Severity
from linter.online.agreement import SAME, Agreement, compare, words_of
from linter.online.records import (
    PMC,
    PUBMED,
    Record,
    find_summaries,
    find_work,
    named,
    search_works,
)
from linter.online.web import OnlineError, Web
from linter.values import dataclass

_FEWEST_WORDS = 4  # of a title that is worth a search
_DEAD = frozenset({404, 410})
_SCHEMES = ("http://", "https://")
_OWN = ("doi.org/", "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/")


class Outcome(StrEnum):
    """What became of a reference. Nobody's silence is a verdict: that could not be checked."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not-found"
    COULD_NOT_CHECK = "could-not-check"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a reference. `failed` says that a question got no answer."""

    kind: str
    severity: Severity
    message: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of an entry: the outcome, all remarks, and the records it rests on."""

    entry: Entry
    outcome: Outcome
    remarks: tuple[Remark, ...] = ()
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent: numbers, titles with their first authors, and addresses to open."""

    dois: tuple[str, ...]
    pmids: tuple[str, ...]
    pmcids: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    links: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.dois or self.pmids or self.pmcids or self.titles or self.links)


def plan(entries: Iterable[Entry], *, links: bool = True) -> Plan:
    """What verifying the entries sends; `links` says whether their addresses are opened."""
    listed = list(entries)
    searched = [_search(each) for each in listed]
    addresses = [url for each in listed for url in _links(each)] if links else []
    return Plan(
        _once(each.doi for each in listed),
        _once(each.pmid for each in listed),
        _once(each.pmcid for each in listed),
        tuple(dict.fromkeys(each for each in searched if each)),
        _once(addresses),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _search(entry: Entry) -> tuple[str, str] | None:
    """The title and first author to search for, where no identifier says what the work is."""
    if entry.doi or entry.pmid or entry.pmcid or len(words_of(entry.title)) < _FEWEST_WORDS:
        return None
    return entry.title, entry.authors[0] if entry.persons and entry.authors else ""


def _links(entry: Entry) -> list[str]:
    """The addresses that are not an identifier written out."""
    return [u for u in entry.urls if u.startswith(_SCHEMES) and not any(o in u for o in _OWN)]


def verify(
    entries: Sequence[Entry],
    web: Web,
    *,
    links: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> list[Verdict]:
    """A verdict on each entry, in order."""
    summaries = {
        PUBMED: _summaries(web, "pubmed", _once(each.pmid for each in entries)),
        PMC: _summaries(web, "pmc", _once(each.pmcid.removeprefix("PMC") for each in entries)),
    }
    verdicts = []
    for number, entry in enumerate(entries, 1):
        verdicts.append(_verdict(entry, _answers(entry, web, summaries), web, links))
        if progress:
            progress(number, len(entries))
    return verdicts


# What asking for a record came to: the record, None if there is none, or why nobody knows.
Found = Record | None | OnlineError
_Summaries = dict[str, Found] | OnlineError


def _summaries(web: Web, database: str, numbers: Sequence[str]) -> _Summaries:
    if not numbers:
        return {}
    try:
        return dict(find_summaries(web, database, numbers))
    except OnlineError as error:
        return error


def _answers(
    entry: Entry, web: Web, summaries: dict[str, _Summaries]
) -> Iterator[tuple[str, Found]]:
    """What the registries say to each identifier of an entry."""
    if entry.doi:
        try:
            yield f"DOI {entry.doi}", find_work(web, entry.doi)
        except OnlineError as error:
            yield f"DOI {entry.doi}", error
    numbers = ((PUBMED, "PubMed number ", entry.pmid), (PMC, "PMC number ", entry.pmcid))
    for source, name, number in numbers:
        if number:
            known = summaries[source]
            bare = number.removeprefix("PMC")
            silent = OnlineError(f"{source} did not answer for it")
            answer = known if isinstance(known, OnlineError) else known.get(bare, silent)
            yield f"{name}{number}", answer


def _verdict(entry: Entry, answers: Iterable[tuple[str, Found]], web: Web, links: bool) -> Verdict:
    outcomes: list[Outcome] = []
    remarks: list[Remark] = []
    records: list[Record] = []
    for name, answer in answers:
        outcome, said = _judge(entry, name, answer)
        outcomes.append(outcome)
        remarks += said
        records += [answer] if isinstance(answer, Record) else []
    if not outcomes or Outcome.MISMATCH in outcomes or Outcome.NOT_FOUND in outcomes:
        outcome, said, more = _searched(entry, web, wrong=bool(outcomes))
        outcomes.append(outcome)
        remarks += said
        records += more
    remarks += [each for record in records for each in _standing(record)]
    remarks += [each for url in _links(entry) for each in _opened(web, url)] if links else []
    return Verdict(entry, _worst(outcomes), tuple(dict.fromkeys(remarks)), tuple(records))


def _worst(outcomes: Sequence[Outcome]) -> Outcome:
    order = (Outcome.MISMATCH, Outcome.NOT_FOUND, Outcome.MATCH)
    return next((each for each in order if each in outcomes), Outcome.COULD_NOT_CHECK)


def _judge(entry: Entry, name: str, answer: Found) -> tuple[Outcome, list[Remark]]:
    """What an identifier's record, or the lack of one, says of the entry."""
    if isinstance(answer, OnlineError):
        message = f"The {name} could not be checked: {answer}."
        return Outcome.COULD_NOT_CHECK, [Remark("unchecked", Severity.INFO, message, failed=True)]
    if answer is None:
        message = f"There is no {name}. Look it up: a digit may be wrong, or the work invented."
        return Outcome.NOT_FOUND, [Remark("not-found", Severity.ERROR, message)]
    found = compare(entry, answer)
    if found == Agreement(None, None, None):
        message = f"The {name} is of {described(answer)}. The entry says too little to compare."
        return Outcome.COULD_NOT_CHECK, [Remark("unchecked", Severity.INFO, message)]
    if found.is_other:
        message = f"The {name} is of another work: {described(answer)}."
        return Outcome.MISMATCH, [Remark("other-work", Severity.ERROR, message)]
    remarks = list(_differences(entry, answer, found))
    return Outcome.MATCH if found.is_same else Outcome.MISMATCH, remarks


def _differences(entry: Entry, record: Record, found: Agreement) -> Iterator[Remark]:
    source = record.source
    if found.title is not None and found.title < SAME:
        message = f"The title differs: {source} has “{record.title}”."
        yield Remark("title", Severity.WARNING, message)
    if found.author is False:
        message = f"The first author differs: {source} has {record.authors[0]}."
        if any(words_of(entry.authors[0]) == words_of(name) for name in record.authors):
            message = f"{entry.authors[0]} is not the first author: {source} has "
            message += f"{record.authors[0]} before."
        yield Remark("author", Severity.WARNING, message)
    if found.years_apart:
        severity = Severity.INFO if found.years_apart == 1 else Severity.WARNING
        years = " or ".join(record.years)
        message = f"The year differs: {source} has {years}, the entry {entry.year}."
        yield Remark("year", severity, message)


def _searched(entry: Entry, web: Web, *, wrong: bool) -> tuple[Outcome, list[Remark], list[Record]]:
    """What Crossref finds by title: instead of an identifier, or (`wrong`) of the right one."""
    wanted = _search(_without_identifiers(entry))
    if wanted is None:
        why = "It has no identifier, and no title that could be searched for."
        said = [] if wrong else [Remark("unchecked", Severity.INFO, why)]
        return Outcome.COULD_NOT_CHECK, said, []
    try:
        works = search_works(web, *wanted)
    except OnlineError as error:
        why = f"Its title could not be looked up: {error}."
        said = [] if wrong else [Remark("unchecked", Severity.INFO, why, failed=True)]
        return Outcome.COULD_NOT_CHECK, said, []
    best = _best(entry, works)
    if best is None and wrong:
        return Outcome.COULD_NOT_CHECK, [], []
    if best is None:
        message = (
            "Crossref knows no work of this title. Books, reports and web pages often are not "
            "there; a paper should be: look whether it exists."
        )
        return Outcome.NOT_FOUND, [Remark("not-found", Severity.INFO, message)], []
    if wrong:
        message = f"The work that is named may have the DOI {best.doi}: {described(best)}."
        return Outcome.COULD_NOT_CHECK, [Remark("suggestion", Severity.INFO, message)], []
    return _found_by_title(entry, web, best)


def _found_by_title(
    entry: Entry, web: Web, best: Record
) -> tuple[Outcome, list[Remark], list[Record]]:
    """A search does not tell what became of a work: its own record does."""
    said = [Remark("suggestion", Severity.INFO, f"Its DOI is {best.doi}.")] if best.doi else []
    try:
        record = (find_work(web, best.doi) if best.doi else None) or best
    except OnlineError:
        record = best
    found = compare(entry, record)
    said += _differences(entry, record, found)
    return Outcome.MATCH if found.is_same else Outcome.MISMATCH, said, [record]


def _without_identifiers(entry: Entry) -> Entry:
    from dataclasses import replace

    return replace(entry, doi="", pmid="", pmcid="")


def _best(entry: Entry, works: Iterable[Record]) -> Record | None:
    """The work that has the entry's title, and nothing else that speaks against it."""
    for work in works:
        found = compare(entry, work)
        apart = found.years_apart is not None and found.years_apart > 2
        if (found.title or 0.0) >= SAME and found.author is not False and not apart:
            return work
    return None


def _standing(record: Record) -> Iterator[Remark]:
    """What became of a work."""
    for what, source in record.notices:
        severity = Severity.WARNING if "concern" in what else Severity.ERROR
        by = source if source == record.source else f"{record.source} ({source})"
        message = f"This work is {what}, says {by}. Cite it only to tell of that."
        yield Remark("retracted", severity, message)
    if record.is_notice:
        message = f"This is a notice of retraction or concern, says {record.source}."
        yield Remark("notice", Severity.INFO, message)


def _opened(web: Web, url: str) -> Iterator[Remark]:
    try:
        status = web.visit(url).status
    except OnlineError as error:
        message = f"The link {url} could not be checked: {error}."
        yield Remark("link-unchecked", Severity.INFO, message)
        return
    if status in _DEAD:
        message = f"The link {url} is dead (status {status}). Find where the page went."
        yield Remark("dead-link", Severity.WARNING, message)
    elif status >= 400:
        message = f"The link {url} could not be checked: the site answers programs with {status}."
        yield Remark("link-unchecked", Severity.INFO, message)


def described(record: Record) -> str:
    """A record as a reader knows works: Ahlers et al. (2019), “Warm rooms”, J Rest."""
    who = record.authors[0] if record.authors else "no author"
    who += " et al." if len(record.authors) > 1 else ""
    year = f" ({record.years[0]})" if record.years else ""
    title = f", “{record.title}”" if record.title else ""
    container = f", {record.container}" if record.container else ""
    return f"{who}{year}{title}{container} ({record.source})"


def sources_of(verdict: Verdict) -> str:
    """Who has the work, in words; "" if nobody has."""
    return named(verdict.records)
