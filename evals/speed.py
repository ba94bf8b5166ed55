"""Time and memory of whole processes, beside other tools and beside the budget."""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evals.generated_rules import PACK, write_rules
from evals.processes import Job, Usage, measure, run
from evals.speed_peers import PEERS, VALE_CONFIGURATION, SpeedPeer, installed
from evals.tables import SPEED, put_section, table

ROOT = Path(__file__).parents[1]
RULES = (300, 3_000)
TEXTS = {"one": "one draft, 10 kB", "many": "1,000 drafts, 8 MB", "large": "one file, 20 MB"}
ROUNDS = {"one": 7, "many": 3, "large": 1}
PARTS = ("start", *TEXTS, "rules", "sizes")


@dataclass(frozen=True, slots=True)
class Place:
    """The temporary folder everything is measured in, with its own cache."""

    folder: Path
    tools: tuple[Path, ...] = ()  # folders in which other tools are looked for first

    @property
    def environment(self) -> dict[str, str]:
        """What keeps the user's own cache and colours out of it.

        Python keeps what it compiled, as it does for any package that is installed.
        """
        return {
            "MEDLINT_CACHE_DIR": str(self.folder / "cache"),
            "NO_COLOR": "1",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode"),
        }

    def medlint(self, name: str, *arguments: str) -> Job:
        """A job that runs medlint's command line."""
        command = (sys.executable, str(ROOT / "lint.py"), *arguments)
        return Job(name, command, self.folder, self.environment, {0, 1})

    def check(self, name: str, what: str, *options: str) -> Job:
        """A job that checks a file or folder; rules and dictionary are cached, results are not."""
        return self.medlint(name, "check", "--no-cache", *options, what)

    def saved(self, name: str, what: str) -> Job:
        """A job that checks a folder's draft as on every save: it changed since the last time."""
        draft = next((self.folder / what).iterdir())
        text, numbers = draft.read_bytes(), itertools.count()

        def save() -> None:
            draft.write_bytes(text + f"\nSaved {next(numbers)} times.\n".encode())

        return replace(self.unchanged(name, what), prepare=save)

    def unchanged(self, name: str, what: str) -> Job:
        """A job that checks again what did not change since it ran first."""
        return self.medlint(name, "check", what)

    def peer(self, peer: SpeedPeer, what: str) -> Job | None:
        """A job that runs another tool on the same text; None where it is not installed."""
        program = installed(self.tools).get(peer.name)
        if not program:
            return None
        return Job(peer.name, peer.command(program, what), self.folder, self.environment)


@dataclass(frozen=True, slots=True)
class Limit:
    """A line of the budget: what was measured must not exceed `limit`."""

    what: str
    limit: float
    measured: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        return self.measured <= self.limit

    def row(self) -> list[str]:
        """The line as it is shown."""
        return [
            self.what,
            f"≤ {self.limit:g} {self.unit}",
            f"{self.measured:.3g} {self.unit}",
            "yes" if self.kept else "**no**",
        ]


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `python -m evals speed` takes."""
    parser.add_argument("--write", action="store_true", help="write docs/speed.md")
    parser.add_argument(
        "--tools", type=Path, action="append", metavar="FOLDER", help="look for other tools here"
    )
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="measure this alone; may be repeated"
    )


def main(options: argparse.Namespace) -> int:
    """Make the texts and rules, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), tuple(options.tools or ()))
        prepare(place.folder, options.data)
        sections = []
        for section in measured_sections(place, options.only or PARTS):
            print(section, end="\n\n", flush=True)
            sections.append(section)
    if options.write and not options.only:
        put_section(SPEED, "speed", "\n\n".join(sections), "Speed")
    return 0


def prepare(folder: Path, data: Path) -> None:
    """Write the texts, and a folder with its own configuration for each set of rules."""
    # Processes that are started weigh at least as much as this one, so it must stay small.
    command = [sys.executable, "-m", "evals.corpora", str(data.resolve()), str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    (folder / "medlint.yml").write_text("{}\n", encoding="utf-8")
    (folder / "vale.ini").write_text(VALE_CONFIGURATION, encoding="utf-8")
    for count in RULES:
        write_rules(folder / f"rules-{count}", count)
        text = f"rule-folders: [rules-{count}]\n"
        (folder / f"rules-{count}.yml").write_text(text, encoding="utf-8")


def measured_sections(place: Place, parts: Collection[str] = PARTS) -> Iterator[str]:
    """The page, section by section, each as soon as it is measured."""
    yield f"## Time and memory\n\n{_machine()}"
    run(place.check("warm-up", "tiny"))
    limits: list[Limit] = []
    if "start" in parts:
        ratio = start_ratio(place)
        yield ratio_table([ratio])
        limits.append(Limit("`medlint --version` : `import typer`", 1.5, ratio[1], "×"))
    for text in (text for text in TEXTS if text in parts):
        used = measure_text(place, text)
        yield text_table(TEXTS[text], used, installed(place.tools))
        limits += text_limits(text, used["medlint"])
    if "many" in parts:
        limits += core_limits(measure_cores(place))
    if "rules" in parts:
        ratios = rule_ratios(place)
        yield ratio_table(ratios)
        limits += [Limit(name, 2, ratio, "×") for name, ratio in ratios[:2]]
    if "sizes" in parts:
        yield ratio_table(size_ratios(place))
    if limits:
        yield budget_table(limits)


def measure_text(place: Place, text: str) -> dict[str, Usage]:
    """What medlint and its peers take for one of the texts, in turns; slow ones run once."""
    peers = [(peer, place.peer(peer, text)) for peer in PEERS]
    quick = [job for peer, job in peers if job and not peer.slow]
    slow = [job for peer, job in peers if job and peer.slow and text != "large"]
    own = place.saved("medlint", text) if text == "one" else place.check("medlint", text)
    if text == "one":
        run(own)
    return {
        **measure([own, *quick], ROUNDS[text]),
        **measure(slow, 1),
    }


def text_limits(text: str, used: Usage) -> list[Limit]:
    """The budget for one of the texts."""
    limits = [Limit(f"{TEXTS[text]}, memory", 100, used.memory, "MB")]
    if text == "one":
        limits.insert(0, Limit(f"{TEXTS[text]}, wall", 150, 1000 * used.wall, "ms"))
    # The memory budget is for drafts; a file of 20 MB is compared with smaller ones instead.
    return limits if text != "large" else []


def core_limits(used: dict[str, Usage]) -> list[Limit]:
    """The budget for 1,000 drafts, on one core and on several."""
    limits = [Limit("1,000 drafts on one core, wall", 2.5, used["one core"].wall, "s")]
    if _cores() > 1:
        wall = used["all cores"].wall
        limits.append(Limit(f"1,000 drafts on {_cores()} cores, wall", 1.5, wall, "s"))
    limits.append(Limit("1,000 drafts, unchanged, wall", 0.3, used["unchanged"].wall, "s"))
    return limits


def measure_cores(place: Place) -> dict[str, Usage]:
    """What the 1,000 drafts take in one process, in as many as medlint chooses, and unchanged."""
    jobs = [place.check("one core", "many", "--jobs", "1"), place.check("all cores", "many")]
    again = place.unchanged("unchanged", "many")
    run(again)
    return {**measure(jobs, ROUNDS["many"]), **measure([again], ROUNDS["one"])}


def rule_ratios(place: Place) -> list[tuple[str, float]]:
    """CPU time of 3,000 rules over that of 300, alone, with and without start-up."""
    few, many = RULES
    jobs = [
        place.check(
            f"{text} {count}", text, "--config", f"rules-{count}.yml", "--select", f"{PACK}/*"
        )
        for text in ("tiny", "small")
        for count in RULES
    ]
    for job in jobs:
        run(job)
    cpu = {name: usage.cpu for name, usage in measure(jobs, 3).items()}
    start = {count: cpu[f"tiny {count}"] for count in RULES}
    whole = {count: cpu[f"small {count}"] for count in RULES}
    return [
        ("3,000 rules : 300, CPU", whole[many] / whole[few]),
        (
            "3,000 rules : 300, CPU without start-up",
            (whole[many] - start[many]) / (whole[few] - start[few]),
        ),
        ("3,000 rules : 300, CPU of the start alone", start[many] / start[few]),
    ]


def size_ratios(place: Place) -> list[tuple[str, float]]:
    """CPU time per byte of large texts and of a single long line, over that of 8 MB."""
    jobs = [place.check(text, text) for text in ("tiny", "small", "large", "line")]
    used = measure(jobs, 1)
    start = used["tiny"].cpu
    per_byte = {
        text: (used[text].cpu - start) / _size(place.folder / text)
        for text in ("small", "large", "line")
    }
    return [
        ("20 MB : 8 MB, CPU per byte (1 is linear)", per_byte["large"] / per_byte["small"]),
        ("one line of 1 MB : 8 MB, CPU per byte", per_byte["line"] / per_byte["small"]),
        ("20 MB : 8 MB, memory", used["large"].memory / used["small"].memory),
    ]


def start_ratio(place: Place) -> tuple[str, float]:
    """Wall time of `medlint --version` over that of importing Typer."""
    typer = Job(
        "typer", (sys.executable, "-c", "import typer"), place.folder, place.environment, {0}
    )
    version = place.medlint("version", "--version")
    run(version)
    used = measure([version, typer], 11)
    return "`medlint --version` : `import typer`, wall", used["version"].wall / used["typer"].wall


def text_table(what: str, used: dict[str, Usage], known: Collection[str] = ()) -> str:
    """What each tool took for a text; `known` are the other tools that are installed."""
    tools = (("medlint", "all its packs"), *((peer.name, peer.does) for peer in PEERS))
    rows = []
    for tool, does in tools:
        unmeasured = "not run" if tool in known else "not installed"
        figures = _figures(used[tool]) if tool in used else [unmeasured, "", ""]
        rows.append([tool, does, *figures])
    return table([what, "looks for", "wall", "CPU", "memory"], rows)


def ratio_table(ratios: Iterable[tuple[str, float]]) -> str:
    """How cost grows."""
    return table(["ratio", ""], [(name, f"{ratio:.2f}") for name, ratio in ratios])


def budget_table(lines: Iterable[Limit]) -> str:
    """The budget, and whether it is kept."""
    return table(["budget", "limit", "measured", "kept"], [line.row() for line in lines])


def _figures(used: Usage) -> list[str]:
    return [_seconds(used.wall), _seconds(used.cpu), f"{used.memory:.0f} MB"]


def _seconds(value: float) -> str:
    return f"{1000 * value:.0f} ms" if value < 1 else f"{value:.2f} s"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _machine() -> str:
    return (
        f"Whole processes on {_cores()} cores ({platform.system()}, Python "
        f"{platform.python_version()}), rules and dictionary cached, each tool as it is "
        "installed; medians of runs that took turns. Memory is that of the largest process. "
        "Absolute figures depend on the machine; the ratios hardly do."
    )
