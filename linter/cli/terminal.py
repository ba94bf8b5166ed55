"""What the output can show, progress on a terminal, and pipes that close early."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Self

from linter.findings import Severity
from linter.reports import Options
from linter.reports.parts.characters import cells, one_line, plain
from linter.values import dataclass

COLOUR_CHOICES = ("auto", "always", "never")
_WIDEST = 100  # longer lines are hard to read
_WITHOUT_TERMINAL = 80


@dataclass(frozen=True, slots=True)
class Terminal:
    """What an output stream can show; `width` is in cells."""

    colour: bool = False
    width: int = _WITHOUT_TERMINAL
    unicode: bool = True
    interactive: bool = False


def detect(
    stream: IO[str], color: str = "auto", environ: Mapping[str, str] | None = None
) -> Terminal:
    """What `stream` can show; `color` is `auto`, `always` or `never`.

    Raises:
        ValueError: `color` is none of the three.
    """
    environ = os.environ if environ is None else environ
    interactive = is_terminal(stream)
    return Terminal(
        colour=wants_colour(color, interactive, environ),
        width=_width(interactive, environ),
        unicode=_shows_unicode(stream),
        interactive=interactive,
    )


def is_terminal(stream: IO[str]) -> bool:
    """Whether a person watches the stream; a closed one is no terminal."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def wants_colour(color: str, interactive: bool, environ: Mapping[str, str]) -> bool:
    """`--color` decides, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if color not in COLOUR_CHOICES:
        raise ValueError(f"--color is {', '.join(COLOUR_CHOICES)}, not “{color}”")
    if color != "auto":
        return color == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return interactive and environ.get("TERM") != "dumb"


def _width(interactive: bool, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return min(int(columns), _WIDEST)
    if not interactive:
        return _WITHOUT_TERMINAL
    return min(shutil.get_terminal_size((_WITHOUT_TERMINAL, 24)).columns, _WIDEST)


def _shows_unicode(stream: IO[str]) -> bool:
    # A stream without an encoding keeps text as it is.
    return (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def report_options(
    terminal: Terminal,
    *,
    to_file: bool = False,
    min_severity: Severity = Severity.WARNING,
    statistics: bool = False,
    quiet: bool = False,
    show_suppressed: bool = False,
    fail_on: Severity | None = Severity.WARNING,
) -> Options:
    """Options for a report on the terminal, or, where `to_file`, in a UTF-8 file."""
    return Options(
        colour=terminal.colour and not to_file,
        width=_WITHOUT_TERMINAL if to_file else terminal.width,
        unicode=terminal.unicode or to_file,
        min_severity=min_severity,
        statistics=statistics,
        quiet=quiet,
        show_suppressed=show_suppressed,
        fail_on=fail_on,
    )


def write_anything(stream: IO[str]) -> None:
    """Let a stream write what its encoding lacks as an escape, instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def say(message: str, lead: str = "medlint: ") -> None:
    """Tell on standard error what is no finding; names of files can do nothing to the terminal."""
    unicode = _shows_unicode(sys.stderr)
    for line in f"{lead}{message}".split("\n"):
        shown = one_line(line, unicode)
        print(shown if unicode else plain(shown), file=sys.stderr)


@contextmanager
def quiet_pipe(stream: IO[str] | None = None) -> Iterator[None]:
    """End quietly where the reader of the output has gone (``medlint check | head``)."""
    stream = stream or sys.stdout
    try:
        yield
        stream.flush()
    except BrokenPipeError:
        # Python writes out what is left when it ends; let that go nowhere.
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), stream.fileno())


class Progress:
    """Tells on a terminal how far a long run has come; silent elsewhere and for short runs."""

    def __init__(
        self,
        stream: IO[str] | None = None,
        *,
        delay: float = 1.0,
        interval: float = 0.1,
        clock: Callable[[], float] = time.monotonic,
        noun: str = "files",
    ) -> None:
        """`delay` is how many seconds pass before it shows, `interval` between two showings."""
        self._noun = noun
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = clock() + delay
        self._interval = interval
        self._terminal = detect(self._stream, "never")
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def update(self, done: int, total: int, path: str = "") -> None:
        """Show that `done` of `total` files are done and `path` is the latest."""
        if not self._terminal.interactive or self._clock() < self._next:
            return
        self._next = self._clock() + self._interval
        line = one_line(
            f"Checked {done:,} of {total:,} {self._noun}  {path}", self._terminal.unicode
        )
        self._stream.write(f"\r\x1b[K{_cut(line, self._terminal.width - 1)}")
        self._stream.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the line away, so that what is written next stands alone."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False


def _cut(text: str, width: int) -> str:
    while cells(text) > width:
        text = text[:-1]
    return text
