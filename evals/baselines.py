"""Does a baseline, and `--since`, show what edits made worse, and nothing else?

A Git repository of drafts gets a baseline of all findings; then drafts are edited in known ways.
What is new is worked out apart from medlint's own comparison, from the findings without any
baseline before and after: those of a draft that have no counterpart with the same rule, words
and sentence in the same draft before.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from evals.corpora import SEED, draft_sizes, paragraphs, piece
from evals.tables import table

ROOT = Path(__file__).parents[1]
EDITS = 200
_CITATION = re.compile(r" ?\[\d+(?:[,–-] ?\d+)*\]")
_CLAIMS = (
    "Plain mallow tea number {n} cures migraine in every patient.",
    "It has been said that mallow root {n} has the highest success rate of all remedies.",
    "Mallow cream {n} is completely safe and has no side effects.",
)

Key = tuple[str, str, str]
Found = Mapping[str, Counter[Key]]  # by path
Edit = Callable[[str, Sequence[Any], random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft that was edited: how, and what it was called before and is called now."""

    kind: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind of edit: how many, the problems that are new, those missed, those too many."""

    edits: int
    new: int
    missed: int
    extra: int

    def row(self, name: str) -> list[object]:
        """A row of the table."""
        return [name, self.edits, self.new, self.new - self.missed, self.missed, self.extra]


def move(text: str, findings: Sequence[Any], chance: random.Random) -> str | None:
    """Move one paragraph to another place of the draft."""
    parts = text.strip("\n").split("\n\n")
    if len(parts) < 4:
        return None
    places = list(range(1, len(parts)))
    start, end = chance.sample(places, 2)
    parts.insert(end, parts.pop(start))
    moved = "\n\n".join(parts) + "\n"
    return moved if moved != text else None


def correct(text: str, findings: Sequence[Any], chance: random.Random) -> str | None:
    """Repair one typo as medlint proposes."""
    fixes = [fix for each in findings if each["category"] == "typo" for fix in each["fixes"]]
    if not fixes:
        return None
    for edit in sorted(chance.choice(fixes)["edits"], key=lambda each: -each["start"]):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    return text


def claim(text: str, findings: Sequence[Any], chance: random.Random) -> str:
    """Add a paragraph with a claim."""
    parts = text.strip("\n").split("\n\n")
    made = chance.choice(_CLAIMS).format(n=chance.randrange(10**6))
    parts.insert(chance.randrange(1, len(parts) + 1), made)
    return "\n\n".join(parts) + "\n"


def uncite(text: str, findings: Sequence[Any], chance: random.Random) -> str | None:
    """Take out one citation mark."""
    marks = list(_CITATION.finditer(text))
    if not marks:
        return None
    mark = chance.choice(marks)
    return text[: mark.start()] + text[mark.end() :]


def keep(text: str, findings: Sequence[Any], chance: random.Random) -> str:
    """Leave the text alone: the file is renamed."""
    return text


KINDS: Mapping[str, Edit] = {
    "move a paragraph": move,
    "fix a typo": correct,
    "add a claim": claim,
    "remove a citation": uncite,
    "rename a file": keep,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals baseline` takes."""
    parser.add_argument("--drafts", type=int, default=1_000, help="how many drafts there are")
    parser.add_argument("--edits", type=int, default=EDITS, help="how many of them are edited")
    parser.add_argument("--list", action="store_true", help="list what was missed or too much")


def main(options: argparse.Namespace) -> int:
    """Make the repository, edit it, compare, print."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve()
        write_repository(place, options.data, options.drafts)
        medlint(place, "baseline", "create")
        before = check(place, "--no-baseline")
        edited = edit_drafts(place, before, options.edits)
        old, new = counted(before), counted(check(place, "--no-baseline"))
        expected = expected_findings(old, new, edited)
        for name, arguments in (("check", ()), ("check --since HEAD", ("--since", "HEAD"))):
            reported = counted(check(place, *arguments))
            print(f"## {name}\n\n{score_table(edited, expected, reported)}\n", flush=True)
            if options.list:
                print("\n".join(differences(expected, reported)))
    return 0


def write_repository(folder: Path, data: Path, count: int) -> None:
    """Write the drafts and commit them."""
    supply = cycle(paragraphs(data))
    for number, size in enumerate(draft_sizes()[:count]):
        path = folder / f"{number // 100}" / f"{number:04}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(piece(supply, size), encoding="utf-8", newline="")
    who = ("-c", "user.name=Eval", "-c", "user.email=eval@example.org")
    for arguments in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "-qm", "Drafts")):
        subprocess.run(("git", *arguments), cwd=folder, check=True)


def medlint(folder: Path, *arguments: str) -> str:
    """Run medlint in a folder; what it prints.

    Raises:
        RuntimeError: it did not do what it was asked.
    """
    command = (sys.executable, str(ROOT / "lint.py"), *arguments)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def check(folder: Path, *arguments: str) -> dict[str, list[Any]]:
    """The open findings of each file, as JSON has them."""
    files = json.loads(medlint(folder, "check", "-f", "json", *arguments))["files"]
    return {
        each["path"]: [finding for finding in each["findings"] if finding["state"] == "open"]
        for each in files
    }


def counted(findings: Mapping[str, Iterable[Any]]) -> Found:
    """How often each file has a finding of the same rule, words and sentence."""
    return {path: Counter(map(_key, group)) for path, group in findings.items()}


def _key(finding: Any) -> Key:
    text, sentence = (" ".join(finding[name].split()) for name in ("text", "sentence"))
    return finding["rule"], text, sentence


def edit_drafts(folder: Path, before: Mapping[str, Sequence[Any]], count: int) -> list[Edited]:
    """Edit drafts, as many in each way."""
    chance = random.Random(SEED)
    paths = sorted(before)
    chance.shuffle(paths)
    left = iter(paths)
    edited = []
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        for path in left:
            text = (folder / path).read_bytes().decode("utf-8")
            changed = KINDS[kind](text, before[path], chance)
            if changed is not None:
                now = path if KINDS[kind] is not keep else f"{number}-{Path(path).name}"
                (folder / path).rename(folder / now)
                (folder / now).write_text(changed, encoding="utf-8", newline="")
                edited.append(Edited(kind, path, now))
                break
    return edited


def expected_findings(old: Found, new: Found, edited: Iterable[Edited]) -> Found:
    """What is new in each edited draft, less what it had before."""
    return {each.now: new[each.now] - old[each.before] for each in edited}


def score_table(edited: Sequence[Edited], expected: Found, reported: Found) -> str:
    """What was reported of what is new, by the kind of edit."""
    head = ["edit", "drafts", "new problems", "reported", "missed", "too many"]
    rows = [
        score([each.now for each in edited if each.kind == kind], expected, reported).row(kind)
        for kind in KINDS
    ]
    others = reported.keys() - expected.keys()
    rows.append(score(sorted(others), expected, reported).row("nothing (the other drafts)"))
    return table(head, rows)


def score(paths: Sequence[str], expected: Found, reported: Found) -> Score:
    """The counts for some drafts."""
    new = missed = extra = 0
    nothing: Counter[Key] = Counter()
    for path in paths:
        wanted, got = expected.get(path, nothing), reported.get(path, nothing)
        new += wanted.total()
        missed += (wanted - got).total()
        extra += (got - wanted).total()
    return Score(len(paths), new, missed, extra)


def differences(expected: Found, reported: Found) -> Iterable[str]:
    """A line for each problem that was missed or is too much."""
    nothing: Counter[Key] = Counter()
    for path in sorted(expected.keys() | reported.keys()):
        wanted, got = expected.get(path, nothing), reported.get(path, nothing)
        for sign, group in (("missed", wanted - got), ("too many", got - wanted)):
            for rule, text, sentence in group.elements():
                yield f"{path}: {sign}: {rule} “{text}” in “{sentence[:100]}”"
