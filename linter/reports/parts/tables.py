"""The tables that people fill in: findings to decide about, claims to support, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linter.decisions.model import HEADINGS
from linter.findings import Safety
from linter.reports.parts.cards import Card, Change, FileCards, is_word, numbered, place_in
from linter.reports.parts.wording import (
    SAFETY_NAMES,
    advice,
    change_line,
    counted,
    read_as,
    set_aside,
)
from linter.results import Listed, Run, Statement
from linter.values import dataclass

_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and whether people write in it."""

    heading: str
    width: int
    for_people: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, or a csv file: what it is called, its columns and rows of as many texts."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def _column(name: str, width: int, for_people: bool = False) -> Column:
    return Column(HEADINGS[name], width, for_people)


_FINDINGS = (
    Column("No.", 6),
    _column("file", 24),
    Column("Place", 20),
    Column("Must, should or consider", 12),
    Column("What is wrong", 50),
    _column("text", 30),
    _column("sentence", 60),
    Column("Suggestion", 40),
    _column("new_words", 24, for_people=True),
    _column("decision", 11, for_people=True),
    _column("reason", 30, for_people=True),
    _column("name", 16, for_people=True),
    _column("date", 12, for_people=True),
    _column("rule", 28),
    _column("line", 7),
    _column("column", 8),
    _column("key", 18),
)
_CLAIMS = (
    Column("No.", 6),
    Column("File", 24),
    Column("Place", 20),
    Column("Kind of statement", 14),
    Column("Words", 30),
    Column("Sentence", 60),
    Column("Meant as", 22),
    Column("Put", 22),
    Column("Said by", 22),
    Column("Evidence named", 22),
    Column("Caveat nearby", 30),
    Column("Support nearby", 40),
    Column("Findings", 24),
    Column("Source", 30, for_people=True),
    Column("Place in the source", 20, for_people=True),
    Column("Confirmed by", 16, for_people=True),
    Column("Date", 12, for_people=True),
)
_REFERENCES = (
    Column("File", 24),
    Column("Key", 10),
    Column("Reference", 60),
    Column("Authors", 24),
    Column("Year", 8),
    Column("Title", 40),
    Column("DOI", 26),
    Column("PMID", 12),
    Column("Cited in", 30),
    Column("Confirmed by", 16, for_people=True),
    Column("Date", 12, for_people=True),
)


def findings_table(run: Run) -> Table:
    """Every open finding, with columns for a decision about it."""
    rows = (_finding(file.result.path, card) for file in numbered(run) for card in file.cards)
    return Table("Findings", _FINDINGS, tuple(rows))


def _finding(path: str, card: Card) -> tuple[str, ...]:
    finding = card.finding
    return (
        str(card.number),
        path,
        card.place,
        card.severity,
        finding.message,
        card.quote,
        finding.sentence,
        "; ".join((*map(_change, card.changes), *advice(finding))),
        _new_words(card),
        "",
        "",
        "",
        "",
        finding.rule,
        str(finding.line),
        str(finding.column),
        finding.fingerprint,
    )


def _change(change: Change) -> str:
    known = change.before or change.after
    made = change_line(change.before, change.after) if known else change.description
    return f"{made} ({SAFETY_NAMES[change.safety]})"


def _new_words(card: Card) -> str:
    """What accepting writes: nothing where a person must write it, or where words go."""
    first = card.changes[0] if card.changes else None
    if first is None or first.safety is Safety.MANUAL:
        return ""
    return first.after if first.before == card.finding.text else ""


def claims_table(run: Run) -> Table:
    """The claims matrix: every statement on effects and harms, with columns for its source."""
    number = 0
    rows = []
    for file in numbered(run):
        review = file.result.review
        for statement in review.statements if review else ():
            number += 1
            rows.append(_statement(number, file, statement))
    return Table("Claims", _CLAIMS, tuple(rows))


def _statement(number: int, file: FileCards, statement: Statement) -> tuple[str, ...]:
    path = file.result.path
    found = [
        f"{card.number} {card.finding.rule}"
        for card in file.cards
        if card.finding.span.overlaps(statement.span)
    ]
    return (
        str(number),
        path,
        place_in(is_word(path), statement.line, statement.column, statement.section),
        statement.kind,
        statement.words,
        statement.sentence,
        statement.mood,
        statement.strength,
        statement.attribution,
        statement.evidence,
        "; ".join(statement.caveats) or "none",
        support(statement),
        ", ".join(found) or "none",
        *[""] * sum(column.for_people for column in _CLAIMS),
    )


def support(statement: Statement) -> str:
    """The citations in reach of a statement, and what they point to."""
    if not statement.citations:
        return "none"
    marks = ", ".join(statement.citations)
    where = " (in a neighbouring sentence)" if statement.near else ""
    sources = f": {'; '.join(statement.sources)}" if statement.sources else ""
    return f"{marks}{where}{sources}"


def references_table(run: Run) -> Table:
    """Each entry of the reference lists, with where it is cited."""
    rows = (
        _reference(result.path, entry)
        for result in run.results
        if result.review
        for entry in result.review.references
    )
    return Table("References", _REFERENCES, tuple(rows))


def _reference(path: str, entry: Listed) -> tuple[str, ...]:
    return (
        path,
        entry.key,
        entry.text,
        entry.authors,
        entry.year,
        entry.title,
        entry.doi,
        entry.pmid,
        cited_in(path, entry),
        "",
        "",
    )


def cited_in(path: str, entry: Listed) -> str:
    """`lines 3, 8`, or that nobody was seen to cite it."""
    if not entry.lines:
        return "not seen to be cited"
    noun = "paragraph" if is_word(path) else "line"
    shown = ", ".join(map(str, entry.lines[:_MOST_LINES]))
    more = f" and {len(entry.lines) - _MOST_LINES} more" if len(entry.lines) > _MOST_LINES else ""
    return f"{noun}{'s' if len(entry.lines) > 1 else ''} {shown}{more}"


_HOW: Mapping[str, str] = {
    "accept": "The finding is right: change the text. “New words” is what will be written; "
    "change it as you like. What has no ready fix needs your words there.",
    "reject": "The text stays as it is. Give the reason, your name and the date.",
    "Bring it back": "medlint baseline import FILE keeps what was rejected; "
    "medlint fix --decisions FILE makes the changes that were accepted.",
    "Columns": "You may sort, filter and add rows and columns. Leave File, Rule, Words, Sentence "
    "and Key as they are: they say which finding is meant. Do not merge cells.",
}


def about_rows(run: Run) -> Iterator[Sequence[str]]:
    """What made the sheets, of which files, and how to use them."""
    yield "medlint", run.version
    yield "Rules", f"{len(run.rules):,}; digest {run.rules_digest or 'unknown'}"
    yield "Configuration", ", ".join(run.configuration) or "none: the defaults"
    yield ()
    yield from _HOW.items()
    yield ()
    yield "File", "SHA-256", "Words", "What was found"
    for file in numbered(run):
        result = file.result
        aside = set_aside(file.aside)
        found = counted(len(file.cards), "finding") + (f"; set aside: {aside}" if aside else "")
        found += read_as(result) + "".join(f"; {note}" for note in result.notes)
        yield result.path, result.review.sha256 if result.review else "", str(result.words), found
    if run.all_problems:
        yield ()
        yield "Could not be checked", ""
        for problem in run.all_problems:
            yield problem.path, problem.message
