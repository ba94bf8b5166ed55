"""Lint the evaluation's drafts as `medlint check` does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from linter import lint_paths
from linter.results import FileResult


def lint(folder: Path, files: Iterable[str], select: Sequence[str] = ()) -> dict[str, FileResult]:
    """The results of files in a folder, by the names given; `select` as in `--select`.

    The configuration is the one nearest to each draft: medlint's defaults, where the data lies
    outside of any project.

    Raises:
        RuntimeError: the run as a whole had a problem, or a file was passed over.
    """
    paths = {(folder / file).resolve(): file for file in files}
    run = lint_paths(list(paths), select=select)
    if run.problems:
        raise RuntimeError("; ".join(problem.message for problem in run.problems))
    results = {paths[Path(result.path).resolve()]: result for result in run.results}
    if missing := set(paths.values()) - results.keys():
        raise RuntimeError(f"medlint passed over {sorted(missing)}")
    return dict(sorted(results.items()))
