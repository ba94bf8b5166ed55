"""`python -m evals NAME --data FOLDER`: measure medlint's accuracy or speed."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

EVALS = {
    "marks": ("evals.against_marks", "recall and precision against two readers' marks"),
    "false-alarms": ("evals.falsealarms", "findings per 1,000 words of edited texts"),
    "claims": ("evals.claims", "labelled sentences and own pairs: claims, strength, negation …"),
    "seed": ("evals.seed", "the article that started the project"),
    "spelling": ("evals.spelling", "the spelling check beside other tools, and its speed"),
    "grammar": ("evals.grammar", "our rules alone and with the grammar engines"),
    "citations": ("evals.citations", "citation marks, injected defects, bookkeeping"),
    "baseline": ("evals.baselines", "what edits made worse: baseline and --since"),
    "speed": ("evals.speed", "time and memory, beside other tools and the budget"),
}


def main(arguments: list[str]) -> int:
    """Run one evaluation; its exit code is 0 unless something broke."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    names = parser.add_subparsers(dest="name", required=True)
    for name, (module, what) in EVALS.items():
        sub = names.add_parser(name, help=what, description=what)
        sub.add_argument("--data", type=Path, required=True, help="the evaluation data's folder")
        if arguments[:1] == [name]:  # the others' modules need not be imported
            import_module(module).add_options(sub)
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        parser.error(f"there is no folder {options.data}")
    return int(import_module(EVALS[options.name][0]).main(options))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
