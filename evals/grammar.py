"""Grammar: medlint's own rules alone, and with each engine that is installed."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from evals.falsealarms import APART, drafts
from evals.intervals import Proportion, Rate
from evals.linting import lint
from evals.marks import LANGUAGE, check_files, load_marks, messy
from evals.scoring import counted, misses, score
from evals.seed import NAME, finders, load_annotations
from evals.tables import ACCURACY, put_section, table
from linter.checkers.grammar.homes import find_home, find_java
from linter.findings import Finding
from linter.results import FileResult

PLANTED = Path(__file__).with_name("grammar-errors.tsv")
ALONE = "off"
_TITLES = {
    ALONE: "our rules alone",
    "lingotweaker": "with LingoTweaker",
    "languagetool": "with LanguageTool",
}
Results = Mapping[str, FileResult]


@dataclass(frozen=True, slots=True)
class Measured:
    """The results of one engine: the seed, the marked drafts, the clean ones, planted errors."""

    seed: Sequence[Finding]
    marked: Mapping[str, Sequence[Finding]]
    clean: Results
    planted: Proportion


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals grammar` takes."""
    parser.add_argument("--engine", action="append", choices=list(_TITLES), dest="engines")
    parser.add_argument("--every", type=int, default=1, help="only each n-th clean draft")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Measure the engines that are there, print."""
    engines = options.engines or installed()
    found = {engine: measure(options.data, engine, options.every) for engine in engines}
    text = report(options.data, found)
    print(text)
    if options.write:
        put_section(ACCURACY, "grammar", text, "Accuracy")
    return 0


def installed() -> list[str]:
    """The engines that are there; none at all is the first."""
    engines = [ALONE]
    if find_spec("lt_py"):
        engines.append("lingotweaker")
    if find_home() and find_java():
        engines.append("languagetool")
    return engines


def measure(data: Path, engine: str, every: int = 1) -> Measured:
    """Lint everything with an engine.

    Raises:
        RuntimeError: the engine failed.
    """
    folder = data / "drafts" / "clean"
    names = [path.relative_to(folder).as_posix() for path in drafts(folder)][::every]
    names = [name for name in names if not name.startswith(f"{APART}/")]
    marks = load_marks()
    check_files(marks, data)
    marked = lint(messy(data), sorted({mark.file for mark in marks}), (), engine)
    return Measured(
        lint(data / "seed", [f"{NAME}.txt"], (), engine)[f"{NAME}.txt"].findings,
        {name: result.findings for name, result in marked.items()},
        lint(folder, names, (), engine),
        planted(engine),
    )


def planted(engine: str) -> Proportion:
    """How many of the planted errors are found where they are, each in a text of its own."""
    import tempfile

    rows = [line.split("\t") for line in PLANTED.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number, (wrong, _) in enumerate(rows):
            text = wrong.replace("[[", "").replace("]]", "")
            (folder / f"{number:04}.md").write_text(f"{text}\n", encoding="utf-8")
        results = lint(folder, [f"{number:04}.md" for number in range(len(rows))], (), engine)
    hits = 0
    for number, (wrong, _) in enumerate(rows):
        start, end = wrong.index("[["), wrong.index("]]") - 2
        found = counted(results[f"{number:04}.md"].findings)
        hits += any(each.span.start < end and start < each.span.end for each in found)
    return Proportion(hits, len(rows))


def report(data: Path, found: Mapping[str, Measured]) -> str:
    """The result as Markdown."""
    parts = ["## Grammar", _marks_table(found), _others_table(data, found), _kinds(found)]
    for engine, each in found.items():
        if engine != ALONE:
            parts += [f"{_TITLES[engine]}, in the clean drafts:", _rules(each.clean)]
    if {"lingotweaker", "languagetool"} <= found.keys():
        parts += ["The two engines, findings at the same place of the same rule:", _agree(found)]
    return "\n\n".join(parts)


def _marks_table(found: Mapping[str, Measured]) -> str:
    marks = load_marks()
    rows: list[Sequence[object]] = []
    for engine, each in found.items():
        for name, group in [*((one, (one,)) for one in LANGUAGE), ("all three", LANGUAGE)]:
            result = score(each.marked, marks, group)
            rows.append((_TITLES[engine], name, result.recall, result.precision))
    return table(["marked drafts", "category", "recall", "precision"], rows)


def _others_table(data: Path, found: Mapping[str, Measured]) -> str:
    annotations = load_annotations(data / "seed" / f"{NAME}.annotations.jsonl")
    wanted = [each for each in annotations if each.category == "grammar"]
    rows = []
    for engine, each in found.items():
        hits = sum(bool(finders(one, counted(each.seed))) for one in wanted)
        theirs = [one for one in _shown(each.clean) if one.engine == engine]
        words = sum(result.words for result in each.clean.values())
        rate = Rate(len(theirs), words)
        rows.append((_TITLES[engine], Proportion(hits, len(wanted)), each.planted, rate))
    head = ["", "seed: grammar", "planted errors", "engine's findings per 1,000 clean words"]
    return table(head, rows)


def _kinds(found: Mapping[str, Measured]) -> str:
    """Which marks are missed, by category and, of typos, by kind."""
    marks = load_marks()
    missed = {
        engine: Counter(
            f"{mark.category} {mark.kind}".strip() for mark in misses(each.marked, marks, LANGUAGE)
        )
        for engine, each in found.items()
    }
    names = sorted({name for counts in missed.values() for name in counts})
    rows = [(name, *(missed[engine][name] for engine in found)) for name in names]
    return table(["sure marks that are missed", *(_TITLES[engine] for engine in found)], rows)


def _shown(results: Results) -> Iterable[Finding]:
    return (finding for result in results.values() for finding in counted(result.findings))


def _name(finding: Finding) -> str:
    """The engine's own name of its rule."""
    return finding.evidence[0].note.rpartition(" ")[2] if finding.evidence else finding.rule


def _rules(results: Results) -> str:
    theirs = [each for each in _shown(results) if each.engine != "medlint"]
    words = sum(result.words for result in results.values())
    counts = Counter((_name(each), each.rule) for each in theirs)
    rows = [(name, rule, n, f"{1000 * n / words:.3f}") for (name, rule), n in counts.most_common()]
    return table(["the engine's rule", "medlint's rule", "findings", "per 1,000 words"], rows)


def _agree(found: Mapping[str, Measured]) -> str:
    places = {
        engine: {
            (name, finding.span.start, finding.span.end, _name(finding))
            for name, result in found[engine].clean.items()
            for finding in result.findings
            if finding.engine == engine
        }
        for engine in ("lingotweaker", "languagetool")
    }
    both = places["lingotweaker"] & places["languagetool"]
    counts = {
        "both": Counter(each[3] for each in both),
        **{engine: Counter(each[3] for each in places[engine] - both) for engine in places},
    }
    rules = sorted({rule for each in counts.values() for rule in each})
    rows = [(rule, *(counts[name][rule] for name in counts)) for rule in rules]
    total = ("all", *(sum(counts[name].values()) for name in counts))
    return table(["rule", "both", "only LingoTweaker", "only LanguageTool"], [total, *rows])
