"""Findings in edited, published texts: nearly all of them are false alarms."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evals.intervals import Rate
from evals.linting import lint
from evals.tables import ACCURACY, one_line, put_section, table
from linter.findings import Finding, Severity, State
from linter.results import FileResult

APART = "vimbook"  # a clinical handbook in telegraphic style, which no rule is written for


@dataclass(slots=True)
class Tally:
    """What was found in some files."""

    files: int = 0
    words: int = 0
    shown: int = 0  # warnings and errors
    informed: int = 0  # findings of severity info
    rules: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def add(self, result: FileResult) -> None:
        """Count one file's open findings."""
        found = [finding for finding in result.findings if finding.state is State.OPEN]
        self.files += 1
        self.words += result.words
        self.informed += sum(finding.severity is Severity.INFO for finding in found)
        self.shown += sum(finding.severity is not Severity.INFO for finding in found)
        self.rules.update((finding.rule, finding.severity) for finding in found)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals false-alarms` takes."""
    parser.add_argument("--list", dest="rule", help="print what a rule found (`all`: each rule)")
    parser.add_argument("--limit", type=int, default=40, help="how many samples to print")
    parser.add_argument("--group", help="look at one folder of the clean drafts only")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")


def main(options: argparse.Namespace) -> int:
    """Lint the clean drafts, count, print; 1 if a file made medlint crash."""
    folder = options.data / "drafts" / "clean"
    results, crashes = lint_folder(folder, options.group)
    if options.rule:
        print_samples(results, options.rule, options.limit)
    else:
        print(report(results, crashes))
        for path, error in crashes.items():
            print(f"crash: {path}: {error}")
    if options.write:
        put_section(ACCURACY, "false-alarms", report(results, crashes), "Accuracy")
    return 1 if crashes else 0


def lint_folder(
    folder: Path, group: str | None = None
) -> tuple[dict[str, FileResult], dict[str, str]]:
    """The result of each draft, and what went wrong with some, by path in the folder."""
    names = [path.relative_to(folder).as_posix() for path in drafts(folder)]
    results = lint(folder, [name for name in names if group in (None, name.split("/")[0])])
    return results, crashes_of(results)


def crashes_of(results: Mapping[str, FileResult]) -> dict[str, str]:
    """The files that medlint could not lint, each with the reason."""
    return {
        name: "; ".join(problem.message for problem in result.problems)
        for name, result in results.items()
        if result.problems
    }


def drafts(folder: Path) -> list[Path]:
    """The drafts of a folder's folders, sorted."""
    return sorted(path for path in folder.glob("*/**/*") if path.is_file())


def tally(results: Mapping[str, FileResult]) -> dict[str, Tally]:
    """The counts of each group, which is the folder a draft lies in."""
    groups: dict[str, Tally] = {}
    for name, result in results.items():
        groups.setdefault(name.split("/")[0], Tally()).add(result)
    return groups


def total(groups: Iterable[Tally]) -> Tally:
    """Several groups taken as one."""
    whole = Tally()
    for group in groups:
        whole.files += group.files
        whole.words += group.words
        whole.shown += group.shown
        whole.informed += group.informed
        whole.rules += group.rules
    return whole


def report(results: Mapping[str, FileResult], crashes: Mapping[str, str]) -> str:
    """The result as Markdown."""
    groups = tally(results)
    apart = groups.pop(APART, None)
    rows = [(f"`{name}`", groups[name]) for name in sorted(groups)]
    rows.append(("**all of these**", total(groups.values())))
    if apart:
        rows.append((f"`{APART}` (apart)", apart))
    by_group = table(
        ["group", "files", "words", "warnings and errors per 1,000 words", "with info"],
        [_row(name, counts) for name, counts in rows],
    )
    return (
        "## False alarms in edited texts\n\n"
        f"{len(results)} drafts, {len(crashes)} crashes. Findings per 1,000 words; counts and "
        "95 % intervals (Poisson) in brackets.\n\n"
        f"{by_group}\n\n{_by_rule(total(groups.values()), apart or Tally())}"
    )


def _row(name: str, counts: Tally) -> list[object]:
    shown = Rate(counts.shown, counts.words)
    everything = Rate(counts.shown + counts.informed, counts.words)
    return [name, counts.files, f"{counts.words:,}", shown, everything]


def _by_rule(main_groups: Tally, apart: Tally) -> str:
    rules = sorted(
        main_groups.rules.keys() | apart.rules.keys(),
        key=lambda key: (key[1].rank, -main_groups.rules[key], key[0]),
    )
    return table(
        ["rule", "severity", "findings", "per 1,000 words", f"in {APART}"],
        [
            (
                rule,
                severity,
                main_groups.rules[rule, severity],
                f"{1000 * main_groups.rules[rule, severity] / max(main_groups.words, 1):.3f}",
                apart.rules[rule, severity],
            )
            for rule, severity in rules
        ],
    )


def print_samples(results: Mapping[str, FileResult], rule: str, limit: int) -> None:
    """Print what a rule found, in its sentence: for the terminal only."""
    printed: Counter[str] = Counter()
    for name, result in results.items():
        for finding in result.findings:
            if rule not in ("all", finding.rule) or printed[finding.rule] >= limit:
                continue
            printed[finding.rule] += 1
            print(f"{name}:{finding.line}:{finding.column} {finding.rule} {finding.severity}")
            print(f"    {_marked(finding)}\n    {one_line(finding.message, 300)}")


def _marked(finding: Finding) -> str:
    start, end = finding.marked.start, finding.marked.end
    sentence = finding.sentence
    return one_line(f"{sentence[:start]}⟦{finding.text}⟧{sentence[end:]}", 400)
