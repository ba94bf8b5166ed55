"""Typo findings in the 30 marked drafts: precision, and recall by kind of typo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.against_marks import in_place
from evals.intervals import Proportion
from evals.linting import lint
from evals.marks import KINDS, LANGUAGE, Mark, check_files, load_marks, messy
from evals.spelling_drafts import checked, read_drafts
from evals.spelling_goals import Goal
from evals.spelling_peers import Peer
from evals.tables import table
from linter.documents.document import Document
from linter.findings import Finding, Severity, State
from linter.spans import Span

TYPO = ("typo",)
Places = Mapping[str, Sequence[Span]]  # what a tool marks, by file


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks, and what each way of looking finds in the same drafts.

    `shown` are medlint's typo findings of severity warning or error, `informed` also those of
    severity info, `slips` its warnings and errors in typo, grammar and spacing.
    """

    marks: tuple[Mark, ...]
    shown: Places
    informed: Places
    slips: Places
    peers: Mapping[str, Places]


def measure_marks(data: Path, peers: Iterable[Peer]) -> Marked:
    """Lint the marked drafts with all packs, and let the peers look at their prose.

    Raises:
        ValueError: the marks are not those of the drafts.
    """
    marks = load_marks()
    check_files(marks, data)
    files = sorted({mark.file for mark in marks})
    results = lint(messy(data), files)
    if problems := [problem for result in results.values() for problem in result.problems]:
        raise RuntimeError("; ".join(f"{each.path}: {each.message}" for each in problems))
    found = {
        file: [finding for finding in result.findings if finding.state is State.OPEN]
        for file, result in results.items()
    }
    read = read_drafts(messy(data), files)
    return Marked(
        tuple(marks),
        _places(found, lambda f: f.category == "typo" and f.severity is not Severity.INFO),
        _places(found, lambda f: f.category == "typo"),
        _places(found, lambda f: f.category in LANGUAGE and f.severity is not Severity.INFO),
        {peer.name: peer_places(peer, read) for peer in peers},
    )


def _places(found: Mapping[str, list[Finding]], wanted: Callable[[Finding], bool]) -> Places:
    return {file: [each.span for each in all_ if wanted(each)] for file, all_ in found.items()}


def peer_places(peer: Peer, read: Mapping[str, Document]) -> Places:
    """What a peer marks in the prose of documents, as places of their sources."""
    blocks = [(file, span) for file, document in read.items() for span in checked(document)]
    texts = [read[file].prose[span.start : span.end] for file, span in blocks]
    places: dict[str, list[Span]] = {file: [] for file in read}
    for (file, block), flags in zip(blocks, peer.look(texts, False), strict=True):
        for flag in flags:
            span = Span(block.start + flag.span.start, block.start + flag.span.end)
            places[file].append(read[file].map.to_source(span))
    return places


def precision(places: Places, marks: Iterable[Mark], categories: Sequence[str]) -> Proportion:
    """How much of what is marked overlaps a reader's mark, sure or not, of these categories."""
    right = [
        any(span.overlaps(mark.span) for mark in _in(file, marks, categories))
        for file, spans in places.items()
        for span in spans
    ]
    return Proportion(sum(right), len(right))


def _in(file: str, marks: Iterable[Mark], categories: Sequence[str]) -> list[Mark]:
    return [mark for mark in marks if mark.file == file and mark.category in categories]


def sure_typos(marks: Iterable[Mark], kind: str = "") -> list[Mark]:
    """The typos that both readers marked, of one kind or all."""
    return [m for m in marks if m.sure and m.category == "typo" and kind in ("", m.kind)]


def recall(places: Places, marks: Iterable[Mark], kind: str = "") -> Proportion:
    """How many sure typos, of one kind or all, are marked."""
    wanted = sure_typos(marks, kind)
    return Proportion(len(wanted) - len(missed(places, wanted)), len(wanted))


def missed(places: Places, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that nothing overlaps."""
    return [
        mark
        for mark in marks
        if not any(span.overlaps(mark.span) for span in places.get(mark.file, ()))
    ]


def marks_report(marked: Marked) -> str:
    """The marked drafts as Markdown: precision and recall, then recall by kind."""
    ways = {
        "medlint, typo findings": marked.shown,
        "medlint, typo findings, with info": marked.informed,
        "medlint, typo, grammar and spacing": marked.slips,
        **marked.peers,
    }
    head = [
        "tool",
        "precision (typo marks)",
        "precision (marks of any slip)",
        "recall of non-words",
        "recall of all typos",
    ]
    rows = [
        (
            name,
            precision(places, marked.marks, TYPO),
            precision(places, marked.marks, LANGUAGE),
            recall(places, marked.marks, "non-word"),
            recall(places, marked.marks),
        )
        for name, places in ways.items()
    ]
    return (
        "### Typos in the marked drafts\n\n"
        f"{len({mark.file for mark in marked.marks})} drafts with "
        f"{len(sure_typos(marked.marks))} sure typos; all packs run. Counts and 95 % intervals "
        f"(Wilson) in brackets.\n\n{table(head, rows)}\n\n{kinds_table(ways, marked.marks)}"
    )


def kinds_table(ways: Mapping[str, Places], marks: Iterable[Mark]) -> str:
    """What each way of looking finds of each kind of typo."""
    marks = list(marks)
    kinds = [kind for kind in KINDS if sure_typos(marks, kind)]
    return table(
        ["found of the kind", *(f"{kind} ({len(sure_typos(marks, kind))})" for kind in kinds)],
        [
            [name, *(recall(places, marks, kind).right for kind in kinds)]
            for name, places in ways.items()
        ],
    )


def marks_goals(marked: Marked) -> list[Goal]:
    """What is to be reached on the marked drafts."""
    non_words = recall(marked.shown, marked.marks, "non-word")
    right = precision(marked.shown, marked.marks, TYPO)
    return [
        Goal("marked drafts: precision of typo findings", 0.85, right.value),
        Goal("… recall of misspellings that are no words", 0.90, non_words.value),
        Goal("… recall of all typos", 0.55, recall(marked.shown, marked.marks).value),
    ]


def marks_listing(marked: Marked, data: Path) -> Iterator[str]:
    """The typos missed, by kind, then what was marked wrongly: for the terminal only."""
    for kind in KINDS:
        wanted = sure_typos(marked.marks, kind)
        hidden = {mark for mark in wanted if mark not in missed(marked.informed, [mark])}
        for mark in missed(marked.shown, wanted):
            state = "info" if mark in hidden else "missed"
            yield in_place(mark.file, mark.span, f"{state} {kind}", data)
    for file, spans in marked.shown.items():
        for span in spans:
            if not any(span.overlaps(mark.span) for mark in _in(file, marked.marks, TYPO)):
                yield in_place(file, span, "false", data)
