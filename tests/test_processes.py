"""Work spread over processes gives what one process gives, and a process that dies is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rule_lab import Lab

from linter.processes import map_in_processes
from linter.results import FileResult
from linter.runner import find_files, run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("processes", [1, 2, 5, 50])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_all_results_come_whatever_the_number_of_processes(processes: int, count: int) -> None:
    made = map_in_processes(square, range(count), processes)
    assert sorted(made) == [n * n for n in range(count)]


def test_results_larger_than_a_pipe_come_whole() -> None:
    made = map_in_processes(lambda n: bytes([n]) * 3_000_000, range(4), 2)
    assert sorted((each[0], len(each)) for each in made) == [(n, 3_000_000) for n in range(4)]


def test_a_function_that_is_no_module_s_works_too() -> None:
    offset = 5
    assert sorted(map_in_processes(lambda n: n + offset, [1, 2], 2)) == [6, 7]


def die(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def fail(number: int) -> int:
    if number == 3:
        raise ValueError(number)
    return number


class Unreadable:
    """Something that is written and cannot be read again."""

    def __reduce__(self) -> tuple[object, ...]:
        return (int, ("no number",))


@pytest.mark.parametrize("function", [die, fail, lambda n: lambda: n, lambda n: Unreadable()])
def test_a_process_that_dies_is_told_with_advice(function: object, capfd: object) -> None:
    with pytest.raises(RuntimeError, match="--jobs 1"):
        list(map_in_processes(function, range(6), 2))  # type: ignore[arg-type]


def test_processes_end_with_the_one_that_divided() -> None:
    code = (
        "import os, signal, time; from linter.processes import map_in_processes as spread\n"
        "def slow(n): print(os.getpid(), flush=True); time.sleep(60)\n"
        "next(spread(slow, range(4), 2))"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert all(run.stdout.readline().strip().isdigit() for _ in range(2))
    run.kill()
    run.communicate(timeout=20)  # the pipe ends when nobody is left who could write


def test_no_process_is_left_behind_when_the_reader_stops() -> None:
    code = (  # in a process of its own: that of the tests may have other children
        "import os; from linter.processes import map_in_processes as spread\n"
        "made = spread(abs, range(100), 3); next(made); made.close()\n"
        "try: os.waitpid(-1, os.WNOHANG)\n"
        "except ChildProcessError: print('none')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "none\n"


def test_a_run_in_processes_is_the_run_in_one(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    lab.rule("find: cure~\nunless: [{words: perhaps}]\nreplace: ease\nsafety: safe")
    lab.write(lab.folder / "medlint.yml", "extends: []\nrule-folders: [house-rules]\n")
    for number in range(9):
        lab.write(lab.folder / "drafts" / f"d{number}.md", f"It cures {number}.\n\nPerhaps cure.\n")
    lab.write(lab.folder / "drafts" / "bad.txt", "x")
    (lab.folder / "drafts" / "bad.txt").write_bytes(b"\xff\xfe\xff bad")
    monkeypatch.chdir(lab.folder)

    def results(jobs: int) -> tuple[FileResult, ...]:
        from linter.config import Configurations
        from linter.sessions import Session

        session = Session(lab.folder, Configurations(lab.folder))
        done = run(find_files([Path("drafts")], session), session, jobs=jobs)
        return done.results

    one = results(1)
    assert sum(len(each.findings) for each in one) == 9
    assert results(3) == one
