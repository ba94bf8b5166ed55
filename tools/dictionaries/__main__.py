"""``python -m tools.dictionaries fetch | build | review | measure``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.dictionaries.building import READERS, Built, build
from tools.dictionaries.decisions import read_decisions
from tools.dictionaries.measuring import read_corpus, report
from tools.dictionaries.sources import DATA, SourceError, fetch, located, read_sources
from tools.dictionaries.writing import write

OTHERS = ("wordfreq", "symspell-pairs", "varcon")


def main() -> int:
    """Run one command; 1 if a source is missing or not as pinned."""
    parser = argparse.ArgumentParser(prog="tools.dictionaries", description=__doc__)
    parser.add_argument("command", choices=("fetch", "build", "review", "measure"))
    parser.add_argument("--cache", type=Path, default=Path("build/dictionaries"))
    parser.add_argument("--output", type=Path, default=DATA)
    parser.add_argument("--data", type=Path, help="evaluation data, for measure")
    options = parser.parse_args()
    try:
        return _run(options)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    sources = read_sources()
    if missing := [name for name in (*READERS, *OTHERS) if name not in sources]:
        raise SourceError(f"SOURCES.toml does not describe {', '.join(missing)}")
    if options.command == "fetch":
        for source in sources.values():
            fetch(source, options.cache)
        return 0
    packages = {name: located(source, options.cache) for name, source in sources.items()}
    built = build(packages, read_decisions())
    if options.command == "review":
        _review(built)
    elif options.command == "measure":
        corpus = read_corpus(options.data or Path("../shared/data"))
        for line in report(corpus, built.gathered.words, built.selection.entries):
            print(line)
    else:
        _write(built, options.output)
    return 0


def _write(built: Built, output: Path) -> None:
    for name, data in built.files.items():
        write(output / name, data)
        print(f"{name:14} {len(data):10,} bytes")


def _review(built: Built) -> None:
    for title, slips in (
        ("dropped", built.selection.dropped),
        ("spared", built.selection.spared),
    ):
        for word, slip in sorted(slips.items()):
            evidence = built.gathered.words[word]
            sources = ",".join(sorted(evidence.sources))
            print(f"{title}\t{word}\t{slip.meant}\t{slip.kind}\t{evidence.count}\t{sources}")
    for word in sorted(built.selection.misspelt):
        print(f"listed\t{word}")


if __name__ == "__main__":
    sys.exit(main())
