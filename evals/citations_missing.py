"""Missing citations, against sentences whose authors' own marks were taken away.

The label says where the authors put a citation: a lower bound on where one is needed. A sentence
beside a cited one counts as right, for its source stands beside it.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from evals.falsealarms import lint_folder
from evals.intervals import Proportion
from evals.tables import table
from linter.api import new_session
from linter.documents import read
from linter.documents.model import BlockKind, ReadOptions
from linter.findings import Finding, Severity, State
from linter.linting import lint_bytes
from linter.sessions import Session

SENTENCES = Path("labelled") / "citations" / "sentences.jsonl"
HEADINGS = {"intro": "Introduction", "methods": "Methods", "results": "Results"}
HEADINGS |= {"discussion": "Discussion"}
SCORED = frozenset({"intro", "discussion", "review"})
PATIENT_PAGES = "medquad"
PUBLISHED = ("plos", "craft", "deep-review", "pubmed-abstracts")
RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)
_FOLD = 10  # of ten documents, one half of these is kept for checking


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence, and where it stands in the text made of its document."""

    text: str
    label: str  # cited, uncited, uncited-covered
    section: str
    start: int
    end: int


@dataclass(slots=True)
class Tally:
    """Sentences that were flagged, by label."""

    flagged: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    def add(self, label: str, *, flagged: bool) -> None:
        """Count one sentence."""
        self.all[label] += 1
        self.flagged[label] += flagged

    @property
    def precision(self) -> Proportion:
        """Of the flagged sentences, those whose authors cite there or beside."""
        wrong, flagged = self.flagged["uncited"], self.flagged.total()
        return Proportion(flagged - wrong, flagged)

    @property
    def scoped(self) -> Proportion:
        """The same without the sentences beside a cited one."""
        right = self.flagged["cited"]
        return Proportion(right, right + self.flagged["uncited"])

    @property
    def recall(self) -> Proportion:
        """Of the cited sentences, those that were flagged."""
        return Proportion(self.flagged["cited"], self.all["cited"])


def documents(path: Path) -> dict[str, tuple[str, list[Sentence]]]:
    """Each document as Markdown, its marks gone, with its sentences."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        name: _document(list(group))
        for name, group in groupby(rows, key=lambda row: str(row["doc"]))
    }


def _document(rows: Sequence[Mapping[str, object]]) -> tuple[str, list[Sentence]]:
    text, sentences, heading = "", [], ""
    for place, paragraph in groupby(rows, key=lambda row: (row["sec"], row["title"], row["p"])):
        section, title = str(place[0]), str(place[1])
        over = HEADINGS.get(section, "")
        lines = ([f"# {over}"] if over and over != heading.partition("/")[0] else []) + (
            [f"## {title}"] if title and title not in (over, heading.partition("/")[2]) else []
        )
        heading = f"{over}/{title}"
        text += "".join(f"{line}\n\n" for line in lines)
        for row in paragraph:
            written = html.escape(str(row["text"]), quote=False)
            where = len(text), len(text) + len(written)
            sentences.append(Sentence(str(row["text"]), str(row["label3"]), section, *where))
            text += written + " "
        text += "\n\n"
    return text, sentences


def flags(text: str, kind: str) -> list[Finding]:
    """The findings about missing citations in a text of a kind."""
    session = _session()
    config = replace(session.configurations.for_folder(session.working_folder), document=kind)
    _, found = lint_bytes(text.encode(), Path("draft.md"), session, config)
    return [each for each in found if is_missing(each)]


def kind_of(sentences: Iterable[Sentence]) -> str:
    """What the document is: its authors' marks, by which a review is told, have been removed."""
    sections = {sentence.section for sentence in sentences}
    return "research" if sections >= {"methods", "results"} else "review"


def is_missing(finding: Finding) -> bool:
    """Whether a finding says that a citation is missing, not that one is wrong."""
    about = finding.category == "citation" and finding.scope_name != "mark"
    return about and finding.state is State.OPEN


def measure(
    texts: Iterable[tuple[str, list[Sentence]]], sections: Iterable[str] = SCORED
) -> tuple[dict[str, Tally], list[tuple[Finding, Sentence]]]:
    """The tallies of all findings, of warnings and of each rule; and what was flagged."""
    tallies: dict[str, Tally] = {"all severities": Tally(), "warnings and errors": Tally()}
    flagged = []
    for text, sentences in texts:
        found = flags(text, kind_of(sentences))
        for sentence in (each for each in sentences if each.section in sections):
            mine = [f for f in found if sentence.start <= f.span.start < sentence.end]
            shown = [f for f in mine if f.severity is not Severity.INFO]
            tallies["all severities"].add(sentence.label, flagged=bool(mine))
            tallies["warnings and errors"].add(sentence.label, flagged=bool(shown))
            for rule in {f"{f.rule} ({f.severity})" for f in mine}:
                tallies.setdefault(rule, Tally()).add(sentence.label, flagged=True)
            flagged += [(f, sentence) for f in mine]
    for tally in tallies.values():  # a rule's recall, too, is of all sentences
        tally.all = tallies["all severities"].all
    return tallies, flagged


def half(name: str) -> str:
    """Which half of the documents one belongs to: rules are tuned on `tune` only."""
    return "check" if sum(name.encode()) % _FOLD < _FOLD // 2 else "tune"


def missing_report(data: Path) -> str:
    """Both tables as Markdown."""
    return (
        "Labelled sentences of introductions, discussions and a review. "
        "“Precision” takes a sentence beside a cited one as right.\n\n"
        f"{labelled_report(data)}\n\nEdited texts as they were published.\n\n"
        f"{rates_report(data)}"
    )


def labelled_report(data: Path, only: str = "") -> str:
    """Precision and recall on the labelled sentences."""
    texts = documents(data / SENTENCES)
    chosen = [text for name, text in texts.items() if only in ("", half(name))]
    tallies, _ = measure(chosen)
    rows = [
        (name, tally.precision, tally.scoped, tally.recall)
        for name, tally in sorted(tallies.items(), key=lambda item: -item[1].flagged.total())
    ]
    head = ["", "precision", "without those beside a cited one", "recall"]
    return table(head, rows)


def rates_report(data: Path) -> str:
    """How many sentences of edited texts are flagged, in a thousand."""
    results, _ = lint_folder(data / "drafts" / "clean")
    groups: dict[str, list[int]] = {}
    for name, result in results.items():
        folder = name.split("/")[0]
        kind = "patient pages" if folder.startswith(PATIENT_PAGES) else folder
        counts = groups.setdefault(kind, [0, 0, 0])
        missing = [each for each in result.findings if is_missing(each)]
        counts[0] += len(missing)
        counts[1] += sum(each.severity is not Severity.INFO for each in missing)
        counts[2] += sentences_in(data / "drafts" / "clean" / name)
    published = [counts for name, counts in groups.items() if name in PUBLISHED]
    groups["**published**"] = [sum(column) for column in zip(*published, strict=True)]
    head = ["group", "sentences", "flags per 1,000", "warnings per 1,000"]
    rows = [
        (name, f"{of:,}", f"{1000 * found / of:.1f}", f"{1000 * shown / of:.1f}")
        for name, (found, shown, of) in sorted(groups.items())
    ]
    return table(head, rows)


def sentences_in(path: Path) -> int:
    """How many sentences of running text a draft has."""
    document = read(path.read_bytes(), path, _options())
    return sum(
        len(document.sentences_of(number))
        for number, block in enumerate(document.blocks)
        if block.kind in RUNNING and block.section_kind != "references"
    )


@cache
def _session() -> Session:
    return new_session(isolated=True)


@cache
def _options() -> ReadOptions:
    session = _session()
    return session.ruleset(session.configurations.for_folder(session.working_folder)).options
