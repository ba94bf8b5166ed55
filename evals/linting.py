"""Lint the evaluation's drafts as `medlint check` does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from linter.config import Configurations
from linter.results import FileResult, Run
from linter.ruleset.selection import Choice
from linter.runner import find_files
from linter.runner import run as run_files
from linter.sessions import Session
from linter.storage import Store, cache_folder


def lint(
    folder: Path, files: Iterable[str], select: Sequence[str] = (), engine: str = "off"
) -> dict[str, FileResult]:
    """The results of files in a folder, by the names given; `select` as in `--select`, `engine`
    as in the configuration's `grammar.engine`.

    The configuration is the one nearest to each draft: medlint's defaults, where the data lies
    outside of any project.

    Raises:
        RuntimeError: the run as a whole had a problem, or a file was passed over.
    """
    paths = {(folder / file).resolve(): file for file in files}
    run = _run(list(paths), select, engine)
    if run.problems:
        raise RuntimeError("; ".join(problem.message for problem in run.problems))
    results = {paths[Path(result.path).resolve()]: result for result in run.results}
    if missing := set(paths.values()) - results.keys():
        raise RuntimeError(f"medlint passed over {sorted(missing)}")
    return dict(sorted(results.items()))


def _run(paths: Sequence[Path], select: Sequence[str], engine: str) -> Run:
    store = Store(cache_folder())
    with tempfile.TemporaryDirectory() as temporary:
        file = None
        if engine != "off":
            file = Path(temporary) / "medlint.yml"
            file.write_text(f"grammar: {{engine: {engine}}}\n", encoding="utf-8")
        configurations = Configurations(Path.cwd(), store, file=file)
        session = Session(Path.cwd(), configurations, store, Choice(tuple(select)))
        with session.resources:
            return run_files(find_files(paths, session), session)
