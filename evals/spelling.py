"""The spelling check beside other tools: what it finds, offers and wrongly marks, and its speed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.spelling_drafts import alarms_goals, alarms_listing, alarms_report, measure_alarms
from evals.spelling_goals import Goal, goal_table
from evals.spelling_marks import marks_goals, marks_listing, marks_report, measure_marks
from evals.spelling_peers import Peer, find_peers
from evals.spelling_sets import (
    CARRIER,
    listing,
    load_pairs,
    load_planted,
    load_seed,
    measure,
    pairs_goals,
    pairs_report,
    planted_goals,
    planted_report,
    seed_goals,
    seed_report,
)
from evals.spelling_speed import measure_speed, speed_goals, speed_report
from evals.tables import ACCURACY, put_section


@dataclass(frozen=True, slots=True)
class Part:
    """One measurement: its section of the page, its goals, and what `--list` prints."""

    section: str
    goals: tuple[Goal, ...] = ()
    listed: tuple[str, ...] = ()


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals spelling` takes."""
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--no-peers", action="store_true", help="do not run the other tools")
    parser.add_argument(
        "--tools", type=Path, action="append", metavar="FOLDER", help="look for other tools here"
    )
    parser.add_argument(
        "--list", action="store_true", dest="listing", help="print the misses and false flags too"
    )
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="measure this alone; may be repeated"
    )


def main(options: argparse.Namespace) -> int:
    """Measure part by part, print each at once, then say which goals are reached."""
    peers, missing = ([], []) if options.no_peers else find_peers(options.tools or ())
    for line in missing:
        print(line, file=sys.stderr)
    done: list[Part] = []
    for part in measured_parts(options.data, peers, options.only or tuple(PARTS)):
        print(part.section, end="\n\n", flush=True)
        if options.listing:
            print("\n".join(part.listed), end="\n\n", flush=True)
        done.append(part)
    print(goal_table(goal for part in done for goal in part.goals))
    if options.write and not options.only and not options.no_peers:
        put_section(ACCURACY, "spelling", page(done, missing), "Accuracy")
    return 0


def measured_parts(data: Path, peers: Sequence[Peer], names: Sequence[str]) -> Iterator[Part]:
    """The parts asked for, each as soon as it is measured."""
    for name, measure_part in PARTS.items():
        if name in names:
            yield measure_part(data, peers)


def page(parts: Sequence[Part], missing: Sequence[str]) -> str:
    """The whole section as Markdown."""
    goals = goal_table(goal for part in parts for goal in part.goals)
    sections = [part.section for part in parts]
    return "\n\n".join(["## Spelling, beside other tools", goals, *missing, *sections])


def _planted(data: Path, peers: Sequence[Peer]) -> Part:
    measured = measure(load_planted(data), peers)
    goals = planted_goals(measured)
    return Part(planted_report(measured), tuple(goals), tuple(listing(measured)))


def _alarms(data: Path, peers: Sequence[Peer]) -> Part:
    alarms = measure_alarms(data, peers)
    listed = tuple(alarms_listing(alarms.results))
    return Part(alarms_report(alarms), tuple(alarms_goals(alarms)), listed)


def _pairs(data: Path, peers: Sequence[Peer]) -> Part:
    alone = measure(load_pairs(data), peers)
    carried = measure(load_pairs(data, CARRIER), ())
    return Part(pairs_report(alone, carried), tuple(pairs_goals(alone)), tuple(listing(alone)))


def _seed(data: Path, peers: Sequence[Peer]) -> Part:
    measured = measure(load_seed(data), peers)
    return Part(seed_report(measured), tuple(seed_goals(measured)), tuple(listing(measured)))


def _marks(data: Path, peers: Sequence[Peer]) -> Part:
    marked = measure_marks(data, peers)
    listed = tuple(marks_listing(marked, data))
    return Part(marks_report(marked), tuple(marks_goals(marked)), listed)


def _speed(data: Path, _: Sequence[Peer]) -> Part:
    speed = measure_speed(data)
    return Part(speed_report(speed), tuple(speed_goals(speed)))


PARTS: dict[str, Callable[[Path, Sequence[Peer]], Part]] = {
    "planted": _planted,
    "alarms": _alarms,
    "pairs": _pairs,
    "seed": _seed,
    "marks": _marks,
    "speed": _speed,
}
