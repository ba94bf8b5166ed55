"""Other spelling tools, run on the same texts: codespell, typos, Hunspell and cspell.

Each runs with its own defaults, away from any configuration. A text is one line; so each tool
gets one file with a text on each line.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from shutil import which
from typing import Any, Protocol

from evals.spelling_flags import Flag, Flags, Look, flag_word, on_one_line

FILE = "text.txt"
CSPELL_DICTIONARY = "@cspell/dict-medicalterms"
INSTALL = {
    "codespell": "pip install codespell",
    "typos": "pip install typos",
    "Hunspell en_US": "pip install chunspell",
    "cspell + medical terms": f"npm install cspell@9.8.0 {CSPELL_DICTIONARY}, then name the "
    "folder with --tools",
}
_CODESPELL_LINE = re.compile(r"[^:]+:(\d+): (.+?) ==> (.*)")
_NODE_BIN = "node_modules/.bin"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_DICTIONARIES = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
_NO_LIMIT = 1_000_000_000


class Dictionary(Protocol):
    """A Hunspell dictionary."""

    def spell(self, word: str) -> bool:
        """Whether it knows a word."""

    def suggest(self, word: str) -> Iterable[str]:
        """What may have been meant, best first."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that is installed: its name with its version, and its eyes."""

    name: str
    look: Look


def find_peers(folders: Sequence[Path] = ()) -> tuple[list[Peer], list[str]]:
    """The tools that are installed, and for each that is not, how to install it.

    Programs are looked for in the folders (and in `bin` and `node_modules/.bin` there), in this
    Python's environment and on the PATH.
    """
    makers: dict[str, Callable[[], Peer | None]] = {
        "codespell": lambda: _codespell(folders),
        "typos": lambda: _typos(folders),
        "Hunspell en_US": _hunspell,
        "cspell + medical terms": lambda: _cspell(folders),
    }
    made = {name: make() for name, make in makers.items()}
    missing = [f"{name} is not installed: {INSTALL[name]}" for name in made if not made[name]]
    return [peer for peer in made.values() if peer], missing


def program(name: str, folders: Iterable[Path]) -> str | None:
    """Where a program is."""
    places = [
        str((folder / part).resolve()) for folder in folders for part in ("", "bin", _NODE_BIN)
    ]
    places += [sysconfig.get_path("scripts"), os.environ.get("PATH", "")]
    return which(name, path=os.pathsep.join(places))


def _codespell(folders: Sequence[Path]) -> Peer | None:
    found = program("codespell", folders)
    if not found:
        return None

    def look(texts: Sequence[str], _: bool) -> Flags:
        return parse_codespell(_run([found, FILE], texts), texts)

    return Peer(f"codespell {_version(found)}", look)


def parse_codespell(output: str, texts: Sequence[str]) -> Flags:
    """What codespell prints as flags; it names lines and words, and no columns."""
    found: list[dict[str, tuple[str, ...]]] = [{} for _ in texts]
    for line in output.splitlines():
        if match := _CODESPELL_LINE.fullmatch(line):
            words = match[3].split(" | ")[0].split(", ")
            found[int(match[1]) - 1][match[2]] = tuple(word for word in words if word)
    return [
        [flag for word in sorted(each) for flag in _everywhere(text, word, each[word])]
        for text, each in zip(texts, found, strict=True)
    ]


def _everywhere(text: str, word: str, words: Sequence[str]) -> Iterator[Flag]:
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
        yield flag_word(text, match.start(), match.end(), words)


def _typos(folders: Sequence[Path]) -> Peer | None:
    found = program("typos", folders)
    if not found:
        return None

    def look(texts: Sequence[str], _: bool) -> Flags:
        return parse_typos(_run([found, "--isolated", "--format", "json", FILE], texts), texts)

    return Peer(f"typos {_version(found)}", look)


def parse_typos(output: str, texts: Sequence[str]) -> Flags:
    """What typos prints as flags; its places are bytes of the line."""
    flags: Flags = [[] for _ in texts]
    for row in map(json.loads, output.splitlines()):
        if row["type"] == "typo":
            text = texts[row["line_num"] - 1]
            start = len(text.encode()[: row["byte_offset"]].decode())
            found = flag_word(text, start, start + len(row["typo"]), row["corrections"])
            flags[row["line_num"] - 1].append(found)
    return flags


def _hunspell() -> Peer | None:
    """Hunspell with the system's dictionary where there is one: the package's own is older."""
    try:
        module = import_module("hunspell")
        version = metadata.version("chunspell")
    except (ImportError, metadata.PackageNotFoundError):
        return None
    own = Path(str(module.__file__)).parent / "dictionaries"
    folder = next(each for each in (*_DICTIONARIES, own) if (each / "en_US.dic").is_file())
    with (folder / "en_US.dic").open("rb") as lines:
        stems = int(lines.readline())
    dictionary = module.Hunspell("en_US", hunspell_data_dir=str(folder))
    name = f"Hunspell en_US ({stems:,} stems, chunspell {version})"
    return Peer(name, hunspell_look(dictionary))


def hunspell_look(dictionary: Dictionary) -> Look:
    """Checks words by a Hunspell dictionary.

    In its favour, what no such dictionary can know is passed over: words with a digit, single
    letters, acronyms and capitals inside a word. It forgets nothing that it has looked up.
    """
    known = cache(lambda word: _in_latin(dictionary.spell, word, False))
    suggested = cache(lambda word: tuple(_in_latin(dictionary.suggest, word, ())))

    def look(texts: Sequence[str], suggest: bool) -> Flags:
        return [
            [
                flag_word(text, match.start(), match.end(), suggested(word) if suggest else ())
                for match in _WORD.finditer(text)
                if is_plain(word := match[0].replace("’", "'")) and not known(word)
            ]
            for text in texts
        ]

    return look


def _in_latin(ask: Callable[[str], Any], word: str, otherwise: Any) -> Any:
    try:
        return ask(word)
    except UnicodeEncodeError:  # the dictionary is written in Latin-1
        return otherwise


def is_plain(word: str) -> bool:
    """Whether a word is one that a general dictionary may know."""
    stem = re.sub("'s$", "", word)
    if len(stem) < 2 or any(character.isdigit() for character in stem):
        return False
    return stem[1:].islower() or (stem.isupper() and len(stem) >= 7)


def _cspell(folders: Sequence[Path]) -> Peer | None:
    found = program("cspell", folders)
    # A program of npm's is a link into the package, which lies beside the dictionaries.
    extension = Path(found or "").resolve().parents[1] / CSPELL_DICTIONARY / "cspell-ext.json"
    if not found or not extension.is_file():
        return None

    def look(texts: Sequence[str], suggest: bool) -> Flags:
        options = ["--no-progress", "--no-summary", "--reporter", "@cspell/cspell-json-reporter"]
        options += ["--show-suggestions"] if suggest else []
        command = [found, "lint", *options, "--config", "cspell.json", FILE]
        output = _run(command, texts, {"cspell.json": json.dumps(_cspell_settings(extension))})
        return parse_cspell(output, texts)

    return Peer(f"cspell {_version(found)} + medical terms", look)


def _cspell_settings(extension: Path) -> dict[str, object]:
    """English and medical terms; the limits that keep an editor quick are lifted."""
    return {
        "version": "0.2",
        "language": "en",
        "import": [str(extension)],
        "maxNumberOfProblems": _NO_LIMIT,
        "maxDuplicateProblems": _NO_LIMIT,
        "blockCheckingWhenLineLengthGreaterThan": _NO_LIMIT,
        "blockCheckingWhenAverageChunkSizeGreaterThan": _NO_LIMIT,
        "blockCheckingWhenTextChunkSizeGreaterThan": _NO_LIMIT,
    }


def parse_cspell(output: str, texts: Sequence[str]) -> Flags:
    """What cspell's JSON says as flags; its columns count UTF-16 units from 1.

    Raises:
        RuntimeError: cspell read no file.
    """
    told = json.loads(output)
    if told["result"]["files"] != 1:
        raise RuntimeError(f"cspell read {told['result']['files']} files and not one")
    flags: Flags = [[] for _ in texts]
    for issue in told["issues"]:
        text = texts[issue["row"] - 1]
        units = text.encode("utf-16-le")[: 2 * (issue["col"] - 1)]
        start = len(units.decode("utf-16-le"))
        words = issue.get("suggestions", ())
        flags[issue["row"] - 1].append(flag_word(text, start, start + len(issue["text"]), words))
    return flags


def _run(command: Sequence[str], texts: Sequence[str], files: dict[str, str] | None = None) -> str:
    with tempfile.TemporaryDirectory() as name:
        lines = "".join(f"{on_one_line(text)}\n" for text in texts)
        for file, content in {FILE: lines, **(files or {})}.items():
            Path(name, file).write_text(content, encoding="utf-8", newline="")
        done = subprocess.run(command, cwd=name, capture_output=True, encoding="utf-8", check=False)
    if not done.stdout.strip() and done.stderr.strip():
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout


def _version(found: str) -> str:
    done = subprocess.run([found, "--version"], capture_output=True, encoding="utf-8", check=False)
    return (done.stdout.split() or ["?"])[-1]
