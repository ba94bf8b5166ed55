"""What the output can show, progress, and pipes that close early."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from linter.cli.terminal import (
    Progress,
    Terminal,
    detect,
    quiet_pipe,
    report_options,
    wants_colour,
    write_anything,
)
from linter.findings import Severity


class Screen(io.StringIO):
    """A terminal that keeps what was written."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def clock(step: float) -> Iterator[float]:
    return (number * step for number in count())


@pytest.mark.parametrize(
    ("color", "interactive", "environ", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_on_colour(
    color: str, interactive: bool, environ: dict[str, str], wanted: bool
) -> None:
    assert wants_colour(color, interactive, environ) is wanted


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="--color is auto, always, never, not “blue”"):
        wants_colour("blue", True, {})


def test_the_width() -> None:
    assert detect(io.StringIO(), environ={}).width == 80
    assert detect(io.StringIO(), environ={"COLUMNS": "60"}).width == 60
    assert detect(Screen(), environ={"COLUMNS": "240"}).width == 100
    assert detect(io.StringIO(), environ={"COLUMNS": "wide"}).width == 80


def test_what_the_encoding_shows() -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert not detect(ascii_only, environ={}).unicode
    assert detect(Screen(), environ={}).unicode
    assert detect(io.StringIO(), environ={}).unicode


def test_a_closed_stream_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not detect(closed, environ={}).interactive


def test_a_file_has_no_colour_and_takes_every_character() -> None:
    terminal = Terminal(colour=True, width=50, unicode=False, interactive=True)
    assert report_options(terminal, min_severity=Severity.INFO).width == 50
    assert report_options(terminal).colour
    to_file = report_options(terminal, to_file=True)
    assert (to_file.colour, to_file.width, to_file.unicode) == (False, 80, True)


def test_what_an_encoding_lacks_is_written_as_an_escape() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    write_anything(stream)
    stream.write("naïve \udce9")
    stream.flush()
    assert raw.getvalue() == b"na\\xefve \\udce9"


def test_progress_waits_then_shows_and_clears_its_line() -> None:
    screen, ticks = Screen(), clock(0.6)
    with Progress(screen, clock=lambda: next(ticks)) as progress:
        progress.update(1, 300, "first.md")
        assert screen.getvalue() == ""
        progress.update(2, 300, "second\x1b[2J.md")
        assert screen.getvalue().endswith("Checked 2 of 300 files  second<U+001B>[2J.md")
    assert screen.getvalue().endswith("\r\x1b[K")


def test_progress_fits_one_line() -> None:
    screen, ticks = Screen(), clock(5)
    with Progress(screen, clock=lambda: next(ticks)) as progress:
        progress.update(2, 300, "folder/" * 60)
    assert max(map(len, screen.getvalue().split("\r\x1b[K"))) < 100


def test_progress_is_silent_elsewhere_and_in_short_runs() -> None:
    ticks = clock(5)
    for stream in (io.StringIO(), Screen()):
        delay = 1.0 if not isinstance(stream, Screen) else 1e9
        with Progress(stream, delay=delay, clock=lambda: next(ticks)) as progress:
            progress.update(1, 2, "a.md")
        assert stream.getvalue() == ""


def test_progress_is_cleared_when_the_run_fails() -> None:
    screen, ticks = Screen(), clock(5)

    def failing() -> None:
        with Progress(screen, clock=lambda: next(ticks)) as progress:
            progress.update(1, 2, "a.md")
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    code = (
        "from linter.cli.terminal import quiet_pipe\n"
        "with quiet_pipe():\n"
        "    for number in range(100_000): print(number)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() == b"0\n".replace(b"\n", os.linesep.encode())
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait() == 0
    child.stderr.close()


def test_other_errors_pass_through() -> None:
    with pytest.raises(ZeroDivisionError), quiet_pipe(io.StringIO()):
        raise ZeroDivisionError
