"""`docx`: a Word file with each finding as a comment on its words.

Of a Word draft it is the draft itself, formatting and all. Other drafts, and several at once, are
set as plain headings and paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from linter.documents.document import Document
from linter.documents.model import STAND_IN, Block, BlockKind
from linter.findings import Finding
from linter.reports import WORD_MARK, Options
from linter.reports.parts.cards import Card, FileCards, numbered
from linter.reports.parts.characters import harmless
from linter.reports.parts.measures import Row, rows
from linter.reports.parts.wording import (
    SAFETY_NAMES,
    advice,
    change_line,
    extent,
    made_by,
    problem_line,
)
from linter.results import Run
from linter.spans import Span

if TYPE_CHECKING:
    import docx.document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun

SUFFIXES: tuple[str, ...] = (".docx",)
NEEDS: frozenset[str] = frozenset({"blocks", "measures"})
BINARY = True
_AUTHOR, _INITIALS = "medlint", "ml"
_DEEPEST = 9  # Word's built-in styles of headings


def render(run: Run, out: IO[bytes], options: Options) -> None:
    """Write the Word file.

    Raises:
        UnreadableError: a package is missing that Word files need.
    """
    files = numbered(run)
    only = files[0].result.document if len(files) == 1 else None
    if only is not None and only.format == "docx":
        out.write(_as_report(_marked(only, files[0])))
    else:
        out.write(_as_report(_set(run, files)))


def _as_report(data: bytes) -> bytes:
    """The file, known as a report to `is_report`, so that no later run checks it as a draft."""
    import io
    from zipfile import ZipFile

    kept = io.BytesIO(data)
    with ZipFile(kept, "a") as archive:
        archive.comment = WORD_MARK
    return kept.getvalue()


def _marked(document: Document, file: FileCards) -> bytes:
    """The draft with its comments."""
    from linter.documents.docx.comments import Remark, with_comments

    remarks = [Remark(card.finding.span, tuple(_told(card))) for card in file.cards]
    return with_comments(document.original, remarks)


def _told(card: Card) -> Iterator[str]:
    """What a comment says, in paragraphs."""
    if card.same:
        yield f"{card.number}. {card.severity}: {card.same}"
        return
    yield f"{card.number}. {card.severity}: {harmless(card.finding.message)}"
    if card.elsewhere:
        yield f"The same again: {harmless(card.elsewhere)}"
    for change in card.changes:
        known = change.before or change.after
        made = change_line(change.before, change.after) if known else change.description
        yield f"Suggested: {harmless(made)} ({SAFETY_NAMES[change.safety]})"
    for suggestion in advice(card.finding):
        yield f"Suggested: {harmless(suggestion)}"
    for label, value in card.evidence:
        yield f"{label.capitalize()}: {harmless(value)}"
    if card.why:
        yield f"Why: {card.why}"
    if card.source:
        yield f"Source: {card.source}"
    yield f"Rule: {card.finding.rule}"


def _set(run: Run, files: list[FileCards]) -> bytes:
    import io

    document = _new()
    document.add_paragraph(f"{extent(run)}.")
    for problem in run.all_problems:
        document.add_paragraph(harmless(problem_line(problem)))
    for file in files:
        document.add_heading(harmless(file.result.path), 1)
        if file.result.document is not None:
            _set_draft(document, file.result.document, file)
        if file.result.measures and (told := rows(file.result.measures)):
            _set_measures(document, told)
    document.add_paragraph(harmless(made_by(run)))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _set_measures(word: docx.document.Document, told: list[Row]) -> None:
    word.add_heading("Measures", 2)
    table = word.add_table(len(told), 3)
    for number, row in enumerate(told):
        for column, text in enumerate(row):
            table.cell(number, column).text = harmless(text)


def _new() -> docx.document.Document:
    try:
        import docx
    except ImportError:
        from linter.documents import UnreadableError

        raise UnreadableError(
            'Word reports need one more package; install it with: pip install "medlint[docx]"'
        ) from None
    return docx.Document()


def _set_draft(word: docx.document.Document, document: Document, file: FileCards) -> None:
    """The blocks of a draft as paragraphs, each with the comments on its words."""
    spans = [(_prose_span(document, card.finding), card) for card in file.cards]
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        inside = [(s, c) for s, c in spans if block.start <= s.start < block.end]
        paragraph = _paragraph(word, block)
        _set_words(word, paragraph, document, block, inside)
    placed = {id(c) for s, c in spans if any(b.start <= s.start < b.end for b in document.blocks)}
    for _, card in spans:
        if id(card) not in placed:
            word.add_paragraph(" ".join(_told(card)))


def _prose_span(document: Document, finding: Finding) -> Span:
    start = document.map.to_prose(finding.span.start)
    return Span(start, max(document.map.to_prose(finding.span.end), start))


def _paragraph(word: docx.document.Document, block: Block) -> Paragraph:
    if block.kind is BlockKind.HEADING:
        heading: Paragraph = word.add_heading("", min(max(block.level, 1) + 1, _DEEPEST))
        return heading
    style = {BlockKind.LIST_ITEM: "List Bullet", BlockKind.QUOTE: "Quote"}.get(block.kind)
    return word.add_paragraph(style=style)


def _set_words(
    word: docx.document.Document,
    paragraph: Paragraph,
    document: Document,
    block: Block,
    inside: list[tuple[Span, Card]],
) -> None:
    """The words of a block, cut where a comment begins or ends."""
    cuts = {block.start, block.end}
    for span, _ in inside:
        cuts |= {span.start, min(span.end, block.end)}
    places = sorted(cuts)
    runs: dict[int, WordRun] = {}
    for start, end in pairwise(places):
        text = document.prose[start:end].replace(STAND_IN, "…")
        runs[start] = paragraph.add_run(harmless(text))
    if not runs:
        return
    for span, card in inside:
        marked = [
            run
            for start, run in runs.items()
            if span.start <= start < max(span.end, span.start + 1)
        ]
        comment = word.add_comment(marked, author=_AUTHOR, initials=_INITIALS)
        first, *rest = _told(card)
        comment.paragraphs[0].add_run(first)
        for each in rest:
            comment.add_paragraph(each)
