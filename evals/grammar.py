"""Grammar: medlint's own rules alone, and with each engine that is installed."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from evals.falsealarms import APART, drafts
from evals.grammar_planted import places, texts
from evals.grammar_speed import engine_speed
from evals.harper import harper_beside
from evals.intervals import Proportion, Rate
from evals.linting import lint
from evals.marks import LANGUAGE, Mark, check_files, load_marks, messy
from evals.scoring import Findings, counted, misses, score
from evals.seed import NAME, finders, load_annotations
from evals.tables import ACCURACY, put_section, table
from linter.checkers.grammar.homes import find_home, find_java
from linter.findings import Finding
from linter.results import FileResult

ALONE = "off"
_TITLES = {
    ALONE: "our rules alone",
    "lingotweaker": "with LingoTweaker",
    "languagetool": "with LanguageTool",
}
Results = Mapping[str, FileResult]
_NOTE = (
    "Rules of ours were written after the planted errors they missed had been read: on these, our "
    "figures show what is covered, not how well the rules do on new texts."
)


Engines = Sequence[str]


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals grammar` takes."""
    parser.add_argument("--only", action="append", choices=list(PARTS), help="one part")
    parser.add_argument("--engine", action="append", choices=list(_TITLES), dest="engines")
    parser.add_argument("--every", type=int, default=3, help="only each n-th clean draft")
    parser.add_argument("--harper", type=Path, help="where `npm install harper.js` was run")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Measure part by part, print each as soon as it is there.

    What an engine answers is kept in the cache, so that a run that was broken off goes on.
    """
    engines = options.engines or installed()
    for name in options.only or PARTS:
        text = PARTS[name](options, engines)
        print(text, flush=True)
        if options.write:
            put_section(ACCURACY, f"grammar-{name}", text, "Accuracy")
    return 0


def installed() -> list[str]:
    """The engines that are there; none at all is the first."""
    engines = [ALONE]
    if find_spec("lt_py"):
        engines.append("lingotweaker")
    if find_home() and find_java():
        engines.append("languagetool")
    return engines


def planted(engine: str) -> Proportion:
    """How many of the planted errors are found where they are, each in a text of its own."""
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        names = [f"{number:04}.md" for number in range(len(texts()))]
        for name, text in zip(names, texts(), strict=True):
            (folder / name).write_text(f"{text}\n", encoding="utf-8")
        results = lint(folder, names, (), engine)
    hits = sum(
        any(place.overlaps(each.span) for each in counted(results[name].findings))
        for name, place in zip(names, places(), strict=True)
    )
    return Proportion(hits, len(names))


def in_marked(options: argparse.Namespace, engines: Engines) -> str:
    """The 30 marked drafts, as Markdown."""
    marks = load_marks()
    check_files(marks, options.data)
    files = sorted({mark.file for mark in marks})
    found: dict[str, Findings] = {}
    for engine in engines:
        results = lint(messy(options.data), files, (), engine)
        found[engine] = {name: result.findings for name, result in results.items()}
    rows: list[Sequence[object]] = []
    for engine, each in found.items():
        for name, group in [*((one, (one,)) for one in LANGUAGE), ("all three", LANGUAGE)]:
            result = score(each, marks, group)
            rows.append((_TITLES[engine], name, result.recall, result.precision))
    head = ["marked drafts", "category", "recall (sure marks)", "precision (all marks)"]
    return "\n\n".join(["## Grammar", table(head, rows), _kinds(found, marks)])


def in_examples(options: argparse.Namespace, engines: Engines) -> str:
    """The annotated seed and the planted errors, as Markdown."""
    file = f"{NAME}.txt"
    annotations = load_annotations(options.data / "seed" / f"{NAME}.annotations.jsonl")
    wanted = [each for each in annotations if each.category == "grammar"]
    rows = []
    for engine in engines:
        found = counted(lint(options.data / "seed", [file], (), engine)[file].findings)
        hits = sum(bool(finders(one, found)) for one in wanted)
        surface = [each for each in found if each.category in LANGUAGE]
        right = sum(any(finders(one, [each]) for one in annotations) for each in surface)
        shares = Proportion(hits, len(wanted)), Proportion(right, len(surface))
        rows.append((_TITLES[engine], *shares, planted(engine)))
    head = ["", "seed: grammar found", "seed: language findings right", "planted errors found"]
    return f"### The seed and planted errors\n\n{table(head, rows)}\n\n{_NOTE}"


def in_clean(options: argparse.Namespace, engines: Engines) -> str:
    """What the engines find in edited texts, rule by rule, and how far they agree."""
    folder = options.data / "drafts" / "clean"
    names = [path.relative_to(folder).as_posix() for path in drafts(folder)]
    names = [name for name in names if not name.startswith(f"{APART}/")][:: options.every]
    asked = [engine for engine in engines if engine != ALONE]
    found: dict[str, Results] = {engine: lint(folder, names, (), engine) for engine in asked}
    rows = []
    for engine, results in found.items():
        theirs = sum(each.engine == engine for each in _shown(results))
        words = sum(result.words for result in results.values())
        everything = Rate(sum(1 for _ in _shown(results)), words)
        rows.append((_TITLES[engine], f"{words:,}", Rate(theirs, words), everything))
    head = ["edited drafts", "words", "the engine's findings per 1,000", "all findings per 1,000"]
    parts = ["### The engines in edited texts", f"{len(names)} drafts.", table(head, rows)]
    for engine, results in found.items():
        parts += [f"{_TITLES[engine]}, by rule:", _rules(results)]
    if {"lingotweaker", "languagetool"} <= found.keys():
        parts += ["The two engines, findings at the same place of the same rule:", _agree(found)]
    return "\n\n".join(parts)


def _kinds(found: Mapping[str, Findings], marks: Sequence[Mark]) -> str:
    """Which marks are missed, by category and, of typos, by kind."""
    missed = {
        engine: Counter(
            f"{mark.category} {mark.kind}".strip() for mark in misses(each, marks, LANGUAGE)
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


def _agree(found: Mapping[str, Results]) -> str:
    places = {
        engine: {
            (name, finding.span.start, finding.span.end, _name(finding))
            for name, result in found[engine].items()
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


PARTS: Mapping[str, Callable[[argparse.Namespace, Engines], str]] = {
    "marks": in_marked,
    "examples": in_examples,
    "clean": in_clean,
    "harper": harper_beside,
    "speed": engine_speed,
}
