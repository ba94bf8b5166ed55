"""`medlint words`: the words that are accepted, and those that could be."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from linter import documents
from linter.checkers.spelling.own_words import (
    OwnWords,
    accepted,
    collect,
    in_file,
    own_words,
    word_file,
)
from linter.checkers.spelling.word_files import (
    Entry,
    normal,
    read_entries,
    what_is_wrong,
    with_words,
)
from linter.cli import FAILED, UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, lint_paths, open_session
from linter.cli.terminal import quiet_pipe, say
from linter.cli.unknown_words import RULES, command, table, unknown_words
from linter.config import Config, shown, with_front_matter
from linter.documents.decoding import decode as decode_draft
from linter.reports.parts.characters import cells, one_line
from linter.reports.parts.wording import counted, problem_line
from linter.sessions import Session
from linter.storage import write_atomically
from linter.yamltext import decode

app = new_app(no_args_is_help=True)
_NOT_WORD_FILES = (".yml", ".yaml", ".toml", ".json", ".dic", ".aff")
_NAMED_AT_ONCE = 10


@app.callback()
def words() -> None:
    """Accept words in a word file, list those accepted, find those that could be."""


@app.command(cls=Command)
def add(
    new: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD...",
            help="Small letters stand for any case; a word with capitals counts only as it is "
            "written. “-” reads words from a pipe, one a line.",
            show_default=False,
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="The word file; else the configuration's."),
    ] = None,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Accept words: write them into a word file, in the order of the alphabet.

    The file is medlint-words.txt beside the configuration, without one in this folder. The
    configuration itself is never changed.
    """
    session = open_session(Flags(config=config, isolated=isolated))
    effective = session.configurations.for_folder(session.working_folder)
    path = _target(file, effective)
    wanted = list(dict.fromkeys(_given(new)))
    if not wanted:
        raise UsageError("There are no words to accept: none came through the pipe.")
    known: list[Entry] = []
    if file is None:
        known += accepted(effective, may_lack_files=True)
    elif path.exists():
        known += in_file(path)
    own = collect(known)
    fresh = _fresh(wanted, own)
    if fresh:
        _write(path, fresh)
        print(one_line(f"{shown(path)}: {_listed(fresh)} added."))
    for word in wanted:
        if place := own.place(word):
            print(one_line(f"“{word}” is accepted already ({place})."))
    if path not in effective.word_files:
        say(f"medlint does not read {shown(path)} yet: name it under “word-files”.", lead="")


@app.command("list", cls=Command)
def list_words(
    file: Annotated[
        Path | None, typer.Argument(help="A draft or a folder; without it, here.")
    ] = None,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """List the words that are accepted, and where each one is written."""
    session = open_session(Flags(config=config, isolated=isolated))
    effective = _settings_for(session, file)
    own = own_words(effective)
    places: dict[str, list[str]] = {}
    for each in own.entries:
        places.setdefault(each.word, []).append(each.place)
    width = max(map(cells, places), default=0)
    for word in sorted(places, key=lambda each: (each.casefold(), each)):
        print(one_line(f"{word}{' ' * (width - cells(word))}  {', '.join(places[word])}"))
    for path in effective.dictionaries:
        say(f"Besides, all words of the dictionary {shown(path)} are accepted.", lead="")
    if not places:
        say("No words are listed yet. “medlint words add WORD” accepts one.", lead="")


@app.command(cls=Command)
def suggest(
    paths: o.Paths = None,
    least: Annotated[
        int,
        typer.Option(
            "--min",
            metavar="N",
            min=1,
            help="Leave out words that stand less often.",
            show_default=False,
        ),
    ] = 1,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="Print the words alone, one a line.")
    ] = False,
    exclude: o.Exclude = None,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
    jobs: o.Jobs = 0,
) -> None:
    """List the unknown words of drafts, the ones that are likely right first.

    Accept those that are right with “medlint words add”; correct the others in the drafts.
    """
    flags = Flags(
        select=RULES,
        exclude=exclude or (),
        config=config,
        isolated=isolated,
        jobs=jobs,
    )
    session = open_session(flags)
    session.keep_documents = True
    result = lint_paths(paths, session, flags, ())
    found = unknown_words(result, _text_of, least)
    with quiet_pipe():
        for line in (each.word for each in found) if words_only else table(found):
            print(one_line(line))
    ready = "" if words_only else command(found)
    if ready:
        say(f"To accept words, name those that are right:\n  {ready}", lead="")
    elif not found and not result.all_problems:
        say("There are no unknown words.", lead="")
    for problem in result.all_problems:
        say(problem_line(problem))
    raise typer.Exit(FAILED if result.all_problems else 0)


def _text_of(path: str) -> str:
    """The text of a draft that was linted; nothing for one that came through a pipe."""
    try:
        return decode_draft(documents.read_bytes(Path(path)))[0]
    except (OSError, documents.UnreadableError):
        return ""


def _given(new: Sequence[str]) -> Iterator[str]:
    """The words that were named, or those from a pipe.

    Raises:
        UsageError: one is no word.
    """
    if list(new) == ["-"]:
        yield from (each.word for each in read_entries(sys.stdin.buffer.read(), "The pipe"))
        return
    for text in new:
        word = normal(text)
        if wrong := what_is_wrong(word):
            raise UsageError(wrong)
        yield word


def _fresh(wanted: Sequence[str], own: OwnWords) -> list[str]:
    """The words that are not accepted yet, each once."""
    new = dict.fromkeys(word for word in wanted if not own.lists(word))
    return [word for word in new if word.islower() or word.lower() not in new]


def _target(file: Path | None, config: Config) -> Path:
    """The word file to write.

    Raises:
        UsageError: it cannot be one.
    """
    path = Path.cwd() / file if file is not None else word_file(config)
    if path is None or path.is_dir():
        raise UsageError(f"“{file}” is a folder. Name the word file in it.")
    if path.suffix.lower() in _NOT_WORD_FILES:
        raise UsageError(
            f"“{shown(path)}” is no word file: medlint writes words only into a plain list, "
            "such as medlint-words.txt, so that nothing else in a file can be lost."
        )
    if not path.parent.is_dir():
        raise UsageError(
            f"The folder “{shown(path.parent)}” does not exist, so {path.name} cannot be written."
        )
    return path


def _write(path: Path, new: Sequence[str]) -> None:
    data = path.read_bytes() if path.exists() else b""
    text = with_words(decode(data, shown(path)), new)
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    write_atomically(path, mark + text.encode())


def _listed(new: Sequence[str]) -> str:
    named = ", ".join(new[:_NAMED_AT_ONCE])
    more = len(new) - _NAMED_AT_ONCE
    return f"{named} and {counted(more, 'more word')}" if more > 0 else named


def _settings_for(session: Session, file: Path | None) -> Config:
    """What applies to a draft, its front matter included, or to a folder.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    path = session.working_folder / file if file is not None else session.working_folder
    if path.is_dir():
        return session.configurations.for_folder(path)
    if not path.is_file():
        raise UsageError(f"There is no file and no folder “{file}”.")
    config = session.configurations.for_file(path)
    try:
        data = documents.read_bytes(path)
        draft = documents.read(data, path, session.ruleset(config).options)
    except documents.UnreadableError as error:
        raise UsageError(f"{file}: {error}") from None
    return with_front_matter(config, draft.meta.get("medlint"), path)
