import random
import resource
import sys
from pathlib import Path

import pytest

from evals.corpora import draft_sizes, paragraphs, piece
from evals.generated_rules import generated_rule, made_up_word, misspelt, write_rules
from evals.processes import UNITS_PER_MB, Job, Usage, measure, middle, run
from evals.speed import Limit, Place, budget_table, core_limits, text_limits, text_table
from evals.speed_peers import PEERS, SpeedPeer
from linter.yamltext import load


def python(code: str, folder: Path, *succeeds: int) -> Job:
    return Job("job", (sys.executable, "-c", code), folder, {"GREETING": "tea"}, succeeds)


def test_a_process_is_measured_with_its_children(tmp_path: Path) -> None:
    busy = (
        "import subprocess, sys, time\n"
        "if len(sys.argv) < 2: subprocess.run([sys.executable, '-c', CODE, 'x'])\n"
        "end = time.process_time() + 0.2\n"
        "while time.process_time() < end: pass\n"
    )
    used = run(python(f"CODE = {busy!r}\n{busy}", tmp_path, 0))
    assert used.cpu >= 0.4
    assert used.wall >= 0.4
    assert used.memory > 1


def test_memory_is_in_megabytes(tmp_path: Path) -> None:
    # More than the tests' own process ever held: a child counts from there.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNITS_PER_MB
    size = max(900, int(peak) + 100)
    used = run(python(f"size = {size}_000_000; b'x' * size", tmp_path, 0))
    assert size < used.memory < size + 40


def test_a_job_that_fails_is_not_measured(tmp_path: Path) -> None:
    code = "import os, sys; sys.exit(os.environ['GREETING'] + ' is cold')"
    with pytest.raises(RuntimeError, match="ended with 1: tea is cold"):
        run(python(code, tmp_path, 0))
    assert run(python(code, tmp_path, 0, 1)).wall > 0


def test_jobs_take_turns(tmp_path: Path) -> None:
    def note(name: str) -> Job:
        code = f"open('order', 'a').write('{name}')"
        return Job(name, (sys.executable, "-c", code), tmp_path, {}, (0,))

    assert measure([note("a"), note("b")], 2).keys() == {"a", "b"}
    assert (tmp_path / "order").read_text() == "abab"


def test_no_round_is_begun_too_late(tmp_path: Path) -> None:
    code = "open('order', 'a').write('x')"
    job = Job("a", (sys.executable, "-c", code), tmp_path, {}, (0,))
    measure([job], 5, seconds=0)
    assert (tmp_path / "order").read_text() == "x"


def test_the_middle_of_three_runs() -> None:
    runs = [Usage(1, 9, 10), Usage(5, 1, 30), Usage(2, 3, 20)]
    assert middle(runs) == Usage(2, 3, 30)


def test_generated_rules_are_of_the_kinds_people_write(tmp_path: Path) -> None:
    write_rules(tmp_path, 300)
    files = sorted((tmp_path / "generated").iterdir())
    assert len(files) == 300
    rules = [load(path, None).mapping() for path in files]
    finds = [rule["find"].string() for rule in rules]
    assert sum("…" in find for find in finds) == 15
    assert sum("replace" in rule for rule in rules) == 105
    assert sum(" " not in find for find in finds) == 120
    assert rules[7]["id"].string() == "generated/rule-0007"


def test_fewer_rules_are_the_first_of_more(tmp_path: Path) -> None:
    assert generated_rule(7) == generated_rule(7)
    assert len({str(generated_rule(number)["find"]) for number in range(3000)}) > 2800


def test_made_up_words_differ() -> None:
    assert len({made_up_word(number) for number in range(3000)}) == 3000


def test_a_misspelling_is_another_word() -> None:
    for seed in range(50):
        assert misspelt("coffee", random.Random(seed)) != "coffee"


def test_texts_are_made_of_whole_paragraphs_without_front_matter(tmp_path: Path) -> None:
    for name, text in {
        "clean/pages/a.md": "---\ntitle: Tea\n---\nFirst.\n\nSecond.\n",
        "messy/b/c.txt": "Third.\n",
        "messy/b/d.php": "No.\n",
    }.items():
        path = tmp_path / "drafts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = paragraphs(tmp_path)
    assert sorted(paragraph.strip() for paragraph in found) == ["First.", "Second.", "Third."]
    assert piece(iter(["One.", "Two.", "Three."]), 8) == "One.\n\nTwo.\n"


def test_drafts_are_eight_kilobytes_in_the_middle() -> None:
    sizes = sorted(draft_sizes())
    assert len(sizes) == 1000
    assert 7_500 < sizes[500] < 8_500


def test_a_tool_that_is_missing_is_named(tmp_path: Path) -> None:
    missing = SpeedPeer("no-such-tool-anywhere", "nothing", lambda found, what: (found, what))
    assert Place(tmp_path).peer(missing, "one") is None
    rows = text_table("a draft", {"medlint": Usage(0.1234, 2.5, 31)}).splitlines()[2:]
    cells = [cell.strip() for cell in rows[0].strip("|").split("|")]
    assert cells == ["medlint", "all its packs", "123 ms", "2.50 s", "31 MB"]
    assert all("not installed" in row for row in rows[1:])
    assert "not run" in text_table("a draft", {}, {"proselint"})


def test_other_tools_are_found_in_a_folder(tmp_path: Path) -> None:
    program = tmp_path / "node_modules" / ".bin" / "cspell"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    [cspell] = (peer for peer in PEERS if peer.name == "cspell")
    job = Place(tmp_path, (tmp_path,)).peer(cspell, "many")
    assert job is not None
    assert (job.command[0], job.command[-1]) == (str(program), "many/**")


def test_the_budget_says_what_is_kept() -> None:
    lines = [Limit("one draft", 150, 151.2, "ms"), Limit("memory", 100, 100, "MB")]
    shown = budget_table(lines).splitlines()[2:]
    assert "**no**" in shown[0]
    assert "151 ms" in shown[0]
    assert shown[1].rstrip(" |").endswith("yes")


def test_one_draft_is_timed_and_weighed() -> None:
    wall, memory = text_limits("one", Usage(0.2, 0.1, 50))
    assert (wall.measured, wall.limit, wall.kept) == (200, 150, False)
    assert (memory.measured, memory.limit, memory.kept) == (50, 100, True)


def test_a_thousand_drafts_are_timed_on_one_core_and_more() -> None:
    used = {"one core": Usage(2.4, 2.4, 50), "all cores": Usage(1.6, 3, 50)}
    limits = core_limits({**used, "unchanged": Usage(0.4, 0.3, 50)})
    assert [(limit.limit, limit.kept) for limit in limits] in (
        [(2.5, True), (1.5, False), (0.3, False)],
        [(2.5, True), (0.3, False)],
    )


def test_what_is_timed_was_not_kept_from_the_round_before(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert "--no-cache" in place.check("one", "one").command
    assert "--no-cache" not in place.unchanged("again", "one").command
