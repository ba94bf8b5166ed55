"""Which baselines apply to the files of a run, and what they accept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from linter.baseline import Accepted, Entry, accept, load, relative_path
from linter.config import Config
from linter.findings import Finding
from linter.results import FileResult


def accept_results(
    results: Sequence[FileResult],
    places: Mapping[str, Path],
    config_for: Callable[[Path], Config],
) -> tuple[tuple[FileResult, ...], dict[Path, Accepted]]:
    """The results with the states that baselines give, and what became of each baseline.

    `places` says where the file of each result lies; `config_for` which configuration, and so
    which baseline, applies to it. Results without a place are left alone.

    Raises:
        BaselineError: a baseline is not well formed.
    """
    groups: dict[Path, dict[str, str]] = {}
    for result in results:
        if result.path in places:
            baseline = config_for(places[result.path]).baseline
            name = relative_path(places[result.path], baseline)
            groups.setdefault(baseline, {})[name] = result.path
    by_path = {result.path: result for result in results}
    accepted: dict[Path, Accepted] = {}
    for baseline, names in groups.items():
        if not (entries := load(baseline)):
            continue
        findings = {name: by_path[shown].findings for name, shown in names.items()}
        accepted[baseline] = matched = accept(entries, findings, _exists_beside(baseline))
        for name, shown in names.items():
            by_path[shown] = replace(by_path[shown], findings=matched.findings[name])
    return tuple(by_path[result.path] for result in results), accepted


def accept_findings(findings: Sequence[Finding], path: Path, baseline: Path) -> tuple[Finding, ...]:
    """The findings of one file with the states that a baseline gives.

    Raises:
        BaselineError: the baseline is not well formed.
    """
    entries: tuple[Entry, ...] = load(baseline)
    if not entries:
        return tuple(findings)
    name = relative_path(path, baseline)
    return accept(entries, {name: findings}, _exists_beside(baseline)).findings[name]


def _exists_beside(baseline: Path) -> Callable[[str], bool]:
    return lambda name: (baseline.parent / name).exists()
