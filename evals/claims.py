"""Claims in labelled sentences and in own pairs: what medlint makes of each."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evals import claim_sets as sets
from evals.claim_sets import HALVES, Case, Reader, Row
from evals.falsealarms import drafts
from evals.intervals import (
    Cells,
    Proportion,
    accuracy,
    bootstrap,
    f1,
    macro_f1,
    precision,
    recall,
)
from evals.linting import lint
from evals.scoring import counted
from evals.tables import ACCURACY, one_line, put_section, table
from linter import documents

PATIENT_PAGES = "medquad-"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the table: which set, what is asked of it, and what others reached.

    `wanted` is the label that counts ("" : the mean over all); `target` is what the project asks
    for and `baseline` what was measured or published before.
    """

    name: str
    set: str
    verdict: sets.Verdict
    label: Callable[[Row], str]
    wanted: str = ""
    target: str = ""
    baseline: str = ""


def _plain(row: Row) -> str:
    return str(row["label"]).removesuffix("_causal")


def _uncertain(row: Row) -> str:
    return "uncertain" if row["label"] < 4.5 else "certain"


def _unhedged(row: Row) -> str:
    return "claim" if row["label"] in ("A", "B") else "none"


TASKS = (
    Task("strength, press releases", "strength_eureka", sets.strength, _plain, "",
         "0.68, aim 0.70", "lexicon 0.63, SVM 0.70, BERT 0.89"),
    Task("– direct causal", "strength_eureka", sets.strength, _plain, "direct", "", "lexicon 0.71"),
    Task("strength, abstracts", "strength_pubmed", sets.strength, _plain, "",
         "0.70, aim 0.73", "lexicon 0.66, SVM 0.73, BERT 0.88"),
    Task("– direct causal", "strength_pubmed", sets.strength, _plain, "direct", "", "lexicon 0.56"),
    Task("vague attribution", "wikiweasel", sets.vague, _plain, "uncertain",
         "P 0.90, R 0.13", "lexicon P 0.92, R 0.13"),
    Task("vague or hedged", "wikiweasel", sets.weasel, _plain, "uncertain", "", "lexicon 0.64"),
    Task("certainty below 4.5", "certainty_sentence", sets.hedged, _uncertain, "uncertain", "",
         "lexicon 0.80, LR 0.78"),
    Task("strong advice", "advice_structured_abstract", sets.advice, _plain, "strong_advice",
         "0.80", "lexicon 0.75, LR 0.80"),
    Task("negation", "negex", sets.negated, _plain, "Negated", "0.94", "NegEx 0.96"),
    Task("unhedged claims, by the Reading", "efficacy_sample220", sets.unhedged, _unhedged, "claim",
         "0.75", "lexicon 0.69"),
    Task("unhedged claims, by the rules", "efficacy_sample220", sets.claim_or_not, _unhedged,
         "claim", "0.75", "lexicon 0.69"),
    Task("contrast, accuracy", "contrast", sets.reported, _plain, "", "", "lexicon 0.61"),
)  # fmt: skip


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals claims` takes."""
    parser.add_argument("--half", choices=HALVES, default="all", help="of each labelled set")
    parser.add_argument("--only", help="the tasks whose name or set begins so")
    parser.add_argument("--list", action="store_true", dest="listing", help="print what is wrong")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Read every set, compare, print."""
    reader = Reader()
    rows = list(_measured(options, reader))
    head = ["what", "set", "rows", "precision", "recall", "F1", "before", "wanted"]
    text = (
        "## Claims in labelled sentences\n\nF1, its mean over the labels, or accuracy, with 95 % "
        f"bootstrap intervals in brackets.\n\n{table(head, rows)}"
    )
    if not options.only or options.only == "pairs":
        text += f"\n\n{_pairs(reader, options.listing)}"
    if not options.only or options.only == "clean":
        text += f"\n\n{_patient_pages(options.data)}"
    print(text)
    if options.write:
        put_section(ACCURACY, "claims", text, "Accuracy")
    return 0


def _measured(options: argparse.Namespace, reader: Reader) -> Iterator[Sequence[object]]:
    for task in TASKS:
        if options.only and not task.name.startswith(options.only) and task.set != options.only:
            continue
        found = sets.rows(options.data, task.set, options.half)
        cases = sets.cases(found, task.verdict, reader, task.label)
        if options.listing:
            _print_wrong(task, cases)
        yield line(task, cases)


def line(task: Task, cases: Sequence[Case]) -> Sequence[object]:
    """A task's line of the table."""
    groups: dict[str, Counter[tuple[str, str]]] = {}
    for case in cases:
        groups.setdefault(case.group, Counter())[case.label, case.verdict] += 1
    cells: Counter[tuple[str, str]] = sum(groups.values(), Counter())
    measure: Callable[[Cells], float] = macro_f1 if not task.wanted else partial(_f1, task.wanted)
    if task.set == "contrast":
        measure = accuracy
    low, high = bootstrap(list(groups.values()), measure)
    p, r = "", ""
    if task.wanted:
        p, r = f"{precision(cells, task.wanted):.2f}", f"{recall(cells, task.wanted):.2f}"
    value = f"{measure(cells):.3f} ({low:.2f}–{high:.2f})"
    return task.name, f"`{task.set}`", len(cases), p, r, value, task.baseline, task.target


def _pairs(reader: Reader, listing: bool) -> str:
    """How many of the own pairs are right on both sides, by what the second side changes."""
    pairs = [json.loads(line) for line in sets.PAIRS.read_text(encoding="utf-8").splitlines()]
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for pair in pairs:
        missed, wrong = not reader.reported(pair["flag"]), reader.reported(pair["ok"])
        of[pair["kind"]] += 1
        right[pair["kind"]] += not (missed or wrong)
        if listing and missed:
            print(f"{pair['id']} {pair['kind']}: not reported: {pair['flag']}")
        if listing and wrong:
            print(f"{pair['id']} {pair['kind']}: wrongly reported ({wrong}): {pair['ok']}")
    rows = [(f"`{kind}`", Proportion(right[kind], of[kind])) for kind in sorted(of)]
    rows.append(("**all**", Proportion(right.total(), of.total())))
    treatments = len({pair["treatment"] for pair in pairs})
    return (
        f"{len(pairs)} minimal pairs of our own about {treatments} treatments, written before the "
        "rules: one sentence must be reported, the other, which differs in one thing, must not. "
        f"A pair is right if both are (wanted: 0.95).\n\n{table(['differs in', 'right'], rows)}"
    )


def _patient_pages(data: Path) -> str:
    """How many sentences of edited patient pages hold a warning or error about claims."""
    folder = data / "drafts" / "clean"
    names = [p.relative_to(folder).as_posix() for p in drafts(folder)]
    names = [name for name in names if name.startswith(PATIENT_PAGES)]
    results = lint(folder, names)
    hit = sum(
        len({f.scope for f in counted(result.findings) if f.category == "claim"})
        for result in results.values()
    )
    reader = Reader()
    sentences = sum(
        len(block)
        for name in names
        for block in documents.read(
            (folder / name).read_bytes(), Path(name), reader.ruleset.options
        ).sentences
    )
    return (
        f"Sentences of edited patient pages with a warning or error about a claim: "
        f"{Proportion(hit, sentences)} (wanted: at most 0.02)."
    )


def _f1(wanted: str, cells: Cells) -> float:
    return f1(cells, wanted)


def _print_wrong(task: Task, cases: Sequence[Case]) -> None:
    for case in sorted(cases, key=lambda each: (each.label, each.verdict)):
        if case.label != case.verdict:
            print(f"{task.set}: {case.label} read as {case.verdict}: {one_line(case.text, 300)}")
