"""Harper, a grammar checker of its own kind, on the same texts as medlint.

It runs by Node from a folder where `npm install harper.js` was run. What it says of a text is
kept in the cache.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from shutil import which

from evals.falsealarms import APART, drafts
from evals.grammar_planted import places, texts
from evals.intervals import Proportion, Rate
from evals.marks import LANGUAGE, load_marks, source_of
from evals.tables import table
from linter.spans import Span
from linter.storage import Store, cache_folder

_SCRIPT = Path(__file__).with_suffix(".mjs")
_SPELLER = frozenset({"Spelling", "Typo"})
_EACH = 5  # of the clean drafts, one in so many
_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Lint:
    """A place that Harper reports; `kind` is its own name of the kind of problem."""

    span: Span
    kind: str


def harper_beside(options: argparse.Namespace, engines: Sequence[str]) -> str:
    """Harper's figures as Markdown, with its speller and without."""
    title = "### Harper, as a peer\n\n"
    package = (options.harper or Path()) / "node_modules" / "harper.js" / "package.json"
    if which("node") is None or not package.is_file():
        return f"{title}Not installed here (`--harper FOLDER`, where `npm install harper.js` ran)."
    version = json.loads(package.read_text(encoding="utf-8"))["version"]
    folder = Path(options.harper)
    rows = [
        (name, *_measured(options.data, folder, version, speller=speller))
        for name, speller in (("all it reports", True), ("without its speller", False))
    ]
    head = ["", "recall (sure marks)", "precision (all marks)", "planted errors found"]
    head.append("findings per 1,000 words, edited drafts")
    return f"{title}harper.js {version}, American English.\n\n{table(head, rows)}"


def _measured(
    data: Path, folder: Path, version: str, *, speller: bool
) -> tuple[Proportion, Proportion, Proportion, Rate]:
    marks = [mark for mark in load_marks() if mark.category in LANGUAGE]
    files = sorted({mark.file for mark in marks})
    sources = [source_of(file, data) for file in files]
    found = dict(zip(files, _lint(sources, folder, version, speller=speller), strict=True))
    sure = [mark for mark in marks if mark.sure]
    hits = sum(any(mark.span.overlaps(each.span) for each in found[mark.file]) for mark in sure)
    right = sum(
        any(mark.file == file and mark.span.overlaps(each.span) for mark in marks)
        for file, lints in found.items()
        for each in lints
    )
    reported = sum(map(len, found.values()))
    sentences = _lint(texts(), folder, version, speller=speller)
    planted = sum(
        any(place.overlaps(each.span) for each in lints)
        for place, lints in zip(places(), sentences, strict=True)
    )
    clean = list(_clean(data))
    false = sum(map(len, _lint(clean, folder, version, speller=speller)))
    return (
        Proportion(hits, len(sure)),
        Proportion(right, reported),
        Proportion(planted, len(sentences)),
        Rate(false, sum(len(text.split()) for text in clean)),
    )


def _clean(data: Path) -> Iterable[str]:
    folder = data / "drafts" / "clean"
    names = [path for path in drafts(folder) if path.relative_to(folder).parts[0] != APART]
    return (path.read_text(encoding="utf-8") for path in names[::_EACH])


def _lint(sources: Sequence[str], folder: Path, version: str, *, speller: bool) -> list[list[Lint]]:
    """What Harper says of each text; one process does for all that are new."""
    store = Store(cache_folder())
    keys = [f"harper-{version}-{blake2b(text.encode()).hexdigest()}" for text in sources]
    new = [text for text, key in zip(sources, keys, strict=True) if store.get(key) is None]
    if new:
        done = subprocess.run(
            ["node", str(_SCRIPT), str(folder)],
            input=json.dumps(new).encode(),
            stdout=subprocess.PIPE,
            check=True,
            timeout=_SECONDS,
        )
        for text, lints in zip(new, json.loads(done.stdout), strict=True):
            key = f"harper-{version}-{blake2b(text.encode()).hexdigest()}"
            store.put(key, json.dumps(lints).encode())
    answers = [json.loads(store.get(key) or b"[]") for key in keys]
    return [
        [
            Lint(Span(start, end), kind)
            for start, end, kind in lints
            if speller or kind not in _SPELLER
        ]
        for lints in answers
    ]
