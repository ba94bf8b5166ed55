"""The command line: what commands there are, and what a run's exit code means.

0: nothing to report. 1: findings at or above `--fail-on`. 2: medlint did not do what was asked.
130: interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from linter import __version__

COMMANDS = (
    "check",
    "fix",
    "report",
    "references",
    "rules",
    "explain",
    "words",
    "grammar",
    "config",
    "baseline",
    "cache",
    "init",
)
FINDINGS, FAILED, INTERRUPTED = 1, 2, 130
_OBJECTS = 50_000  # as many new ones before Python looks for garbage
READS = "medlint reads Markdown, HTML, plain text, Word (.docx) and JATS (.nxml, .xml) files"


class UsageError(Exception):
    """What was asked for does not make sense; the message says why."""


def main(arguments: list[str] | None = None) -> None:
    """Run medlint with the arguments of the command line, and leave with its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:  # needs none of what follows
        print(f"medlint {__version__}")
        sys.exit(0)
    # A run leaves next to no garbage in circles; looking for it after every 700 new objects, as
    # Python does, took a seventh of the time (300 drafts: 26.6 s, so 23.0 s, the same memory).
    gc.set_threshold(_OBJECTS)
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    from linter.cli.terminal import quiet_pipe, write_anything

    code = 0
    _open_streams()
    try:
        for stream in (sys.stdout, sys.stderr):
            write_anything(stream)
        with quiet_pipe():
            code = _called(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        return _failed(error)
    return _say("Interrupted.", code) if code == INTERRUPTED else code


def _open_streams() -> None:
    """Python has none where the caller closed them; then nobody wants to read."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _called(arguments: list[str]) -> int:
    """Call the command; its exit code."""
    arguments = _with_command(arguments)
    if arguments[:1] == ["check"] and not any(each.startswith("-") for each in arguments[1:]):
        # Names alone need no reading, and Typer would take a third of the time of such a run.
        from linter.cli.running import Flags, check_paths

        return check_paths(arguments[1:], Flags())
    return _called_by_typer(arguments)


def _called_by_typer(arguments: list[str]) -> int:
    import typer

    from linter.cli.application import application

    try:
        result = application().main(args=arguments, prog_name="medlint", standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except SystemExit:  # Typer's answer to a pipe whose reader has gone
        return 0
    return result if isinstance(result, int) else 0


def _with_command(arguments: list[str]) -> list[str]:
    """`medlint draft.md` means `medlint check draft.md`."""
    from pathlib import Path

    if not arguments or arguments[0] in COMMANDS:
        return arguments
    is_draft = any(each == "-" or Path(each).exists() for each in arguments)
    if is_draft and not _looks_like_command(arguments[0]):
        return ["check", *arguments]
    return arguments


def _looks_like_command(name: str) -> bool:
    """Whether a name that is no file differs from a command by a slip: `chek drafts/`."""
    from difflib import get_close_matches
    from pathlib import Path

    missing = name.isalpha() and not Path(name).exists()
    return missing and bool(get_close_matches(name, COMMANDS, cutoff=0.8))


def _failed(error: Exception) -> int:
    """Say what went wrong in words, and that is exit code 2 whatever it was."""
    import typer

    from linter.config import ConfigError
    from linter.documents import UnreadableError
    from linter.yamltext import YamlError

    if isinstance(error, typer.Abort):
        return _say("Interrupted.", INTERRUPTED)
    if hasattr(error, "format_message"):  # Typer's own errors share nothing else that is public
        return _show(error)
    if isinstance(error, UsageError | ConfigError | YamlError | UnreadableError):
        return _say(str(error), FAILED)
    if isinstance(error, OSError) and error.strerror:
        return _say(": ".join(filter(None, (error.filename, error.strerror))), FAILED)
    if os.environ.get("MEDLINT_DEBUG"):
        raise error
    return _say(
        f"Something went wrong inside medlint: {type(error).__name__}: {error}\n"
        "Please report this as a bug; with MEDLINT_DEBUG=1 in the environment it says more.",
        FAILED,
    )


def _show(error: Any) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
        return FAILED
    message = error.format_message()
    if hasattr(error, "possibilities"):
        message = f"There is no option {error.option_name}.{_similar(error)}"
    hint = f"\nTry “{error.ctx.command_path} --help”." if getattr(error, "ctx", None) else ""
    return _say(message + hint, FAILED)


def _similar(error: Any) -> str:
    """Options that look like the one that was asked for; Click's own are often far from it."""
    from difflib import get_close_matches

    close = get_close_matches(error.option_name, error.possibilities or (), cutoff=0.75)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _say(message: str, code: int) -> int:
    from linter.cli.terminal import say

    say(message)
    return code
