"""`medlint init`: write a configuration, and the file that lets a server check each change."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from linter.cli import UsageError
from linter.cli.application import Command, new_app
from linter.cli.terminal import is_terminal, say
from linter.storage import write_atomically

app = new_app()
CONFIGURATION = "medlint.yml"


class Ci(StrEnum):
    """Where changes are checked."""

    NONE = "none"
    GITHUB = "github"
    GITLAB = "gitlab"
    JENKINS = "jenkins"
    PRE_COMMIT = "pre-commit"


class Spelling(StrEnum):
    """Which spelling texts have."""

    ANY = "any"
    AMERICAN = "american"
    BRITISH = "british"


class Preset(StrEnum):
    """What is looked for."""

    EDITORIAL = "editorial"
    STRICT = "strict"
    SPELLING_ONLY = "spelling-only"


# For each choice the template and where it goes.
_CI_FILES = {
    Ci.GITHUB: ("github.yml", ".github/workflows/medlint.yml"),
    Ci.GITLAB: ("gitlab.yml", ".gitlab-ci.yml"),
    Ci.JENKINS: ("Jenkinsfile", "Jenkinsfile"),
    Ci.PRE_COMMIT: ("pre-commit.yml", ".pre-commit-config.yaml"),
}


@app.command(cls=Command)
def init(
    folder: Annotated[
        Path, typer.Argument(help="The folder of the drafts.", show_default=False)
    ] = Path(),
    preset: Annotated[
        Preset | None,
        typer.Option("--preset", help="What to look for (else: editorial).", show_default=False),
    ] = None,
    language: Annotated[
        Spelling | None,
        typer.Option("--language", help="Which spelling (else: any).", show_default=False),
    ] = None,
    ci: Annotated[
        Ci | None,
        typer.Option("--ci", help="Where changes are checked (else: none).", show_default=False),
    ] = None,
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Ask nothing; leave files that are there alone."),
    ] = False,
) -> None:
    """Write a configuration with explanations, and a file for continuous integration.

    Asks a few questions; Enter takes the answer in brackets. No file is overwritten unasked.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder “{folder}”.")
    asks = not yes and is_terminal(sys.stdin)
    preset = preset or Preset(_ask("What shall medlint look for?", list(Preset), asks))
    language = language or Spelling(_ask("Which spelling do the texts have?", list(Spelling), asks))
    ci = ci or Ci(_ask("Where shall changes be checked, too?", list(Ci), asks))
    values = {"preset": preset.value, "language": language.value}
    _write(folder / CONFIGURATION, _template("medlint.yml").format(**values), asks)
    if ci in _CI_FILES:
        template, place = _CI_FILES[ci]
        _write(folder / place, _template(template), asks)
        if ci is not Ci.PRE_COMMIT:
            say("Set MEDLINT in it to where your medlint comes from; docs/ci.md has more.", lead="")
    say("Next: “medlint check”. With many old texts: “medlint baseline create” first.", lead="")


def _template(name: str) -> str:
    place = Path(__file__).parent.parent / "data" / "init" / name
    return place.read_text(encoding="utf-8")


def _ask(question: str, choices: list[StrEnum], asks: bool) -> str:
    """The answer, the first choice by default; the beginning of a word will do."""
    default = choices[0].value
    while asks:
        given = _answer(f"{question} {', '.join(choices)} [{default}] ")
        if not given:
            break
        fitting = [each.value for each in choices if each.value.startswith(given)]
        if given in fitting or len(fitting) == 1:
            return given if given in fitting else fitting[0]
        say(f"“{given}” is none of these or may be several.", lead="")
    return default


def _answer(prompt: str) -> str:
    """What was typed, without a line break; nothing at the end of the input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower()


def _write(path: Path, text: str, asks: bool) -> None:
    """Write a file, or leave the one that is there, unless its owner says otherwise."""
    if path.exists() or path.is_symlink():
        same = path.is_file() and path.read_bytes() == text.encode()
        if same or not asks or _answer(f"{path} exists. Overwrite it? [no] ") not in {"y", "yes"}:
            say(f"{path} is there already and was left as it is.", lead="")
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.encode())
    say(f"Wrote {path}.", lead="")
