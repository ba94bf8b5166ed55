"""What the pages of the documentation show: their fenced blocks, and the commands in them run.

``python tests/transcripts.py`` writes into the pages what the commands print now. Read the
difference before you keep it: it is what users will see.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
ELISION = "..."
_FENCE = re.compile(r"^```(?P<language>\w*) *(?P<info>[^`\n]*)\n(?P<text>.*?)^```$", re.M | re.S)
_FILE = re.compile(r"file=(\S+)")
# It changes with every rule, and says nothing to a reader of a page.
_DIGEST = re.compile(r'(?<="rules_digest": ")[0-9a-f]{32}|(?<= \()[0-9a-f]{12}(?=\) and )')
_HEAD = re.compile(r"\s*\|\s*(head|tail) -n ?(\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: ``text[start:end]`` of the page is what stands in it.

    `file` is the name of the file that a block marked ``file=NAME`` shows.
    """

    page: Path
    line: int
    language: str
    file: str
    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a console block, and what the page says that it prints."""

    command: str
    output: str


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        file = _FILE.search(match["info"])
        place = (match.start("text"), match.end("text"))
        line = text.count("\n", 0, match.start()) + 1
        name = file[1] if file else ""
        found.append(Block(page, line, match["language"], name, match["text"], *place))
    return found


def transcript(text: str) -> list[Shown]:
    """The commands of a console block (``$ …``), each with what follows it."""
    _, *parts = re.split(r"^\$ ", text, flags=re.M)
    return [Shown(*part.partition("\n")[::2]) for part in parts]


class Shell:
    """Runs the commands of one page in a folder that holds the samples and the page's files."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.code = 0
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "FORCE_COLOR"},
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
            "MEDLINT_CACHE_DIR": str(cache),
        }
        shutil.copytree(ROOT / "content", folder / "content")

    def write(self, block: Block) -> None:
        """Write the file that a block shows."""
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8", newline="\n")

    def run(self, command: str) -> str:
        """What a command prints: `medlint …` (also ``| head -n 5`` and ``< FILE``), `cat FILE`
        or `echo $?`."""
        if command == "echo $?":
            return f"{self.code}\n"
        cut = _HEAD.search(command)
        words = shlex.split(command[: cut.start()] if cut else command)
        if words[0] == "cat":
            lines = (self.folder / words[1]).read_text(encoding="utf-8").splitlines(keepends=True)
        else:
            lines = self._medlint(words).splitlines(keepends=True)
        if cut:
            lines = lines[: int(cut[2])] if cut[1] == "head" else lines[-int(cut[2]) :]
        return "".join(_DIGEST.sub("0123456789ab", line.rstrip()) + "\n" for line in lines)

    def _medlint(self, words: Sequence[str]) -> str:
        assert words[0] == "medlint", f"a page shows a command that no test can run: {words}"
        given = b""
        if "<" in words:
            words, file = words[: words.index("<")], words[words.index("<") + 1]
            given = (self.folder / file).read_bytes()
        done = subprocess.run(
            [sys.executable, str(ROOT / "lint.py"), *words[1:]],
            cwd=self.folder,
            env=self.environment,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        self.code = done.returncode
        printed = done.stdout.decode("utf-8").replace("\r\n", "\n")
        assert "Traceback (most recent call last)" not in printed, printed
        return printed.replace(f"{self.folder.resolve()}{os.sep}", "")


def runs(page: Path, shell: Shell) -> Iterator[tuple[Block, Shown, str]]:
    """Each command that a page shows, with what it prints; files are written on the way."""
    for block in blocks(page):
        if block.file:
            shell.write(block)
        elif block.language == "console":
            for shown in transcript(block.text):
                yield block, shown, shell.run(shown.command)


def agrees(shown: str, printed: str) -> bool:
    """Whether a page shows what is printed; a line ``...`` stands for any number of lines."""
    parts = re.split(rf"^{re.escape(ELISION)}\n", shown, flags=re.M)
    pattern = "(?:.*\n)*?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, printed) is not None


def _renewed(shown: str, printed: str) -> str:
    """What a page shall show; of an excerpt, the paragraphs that begin most like its own."""
    if not re.search(rf"^{re.escape(ELISION)}$", shown, re.M):
        return printed
    new = printed.rstrip("\n").split("\n\n")
    old = shown.rstrip("\n").split("\n\n")
    last = {len(new) - 1} if old[-1] != ELISION else set()
    indices = sorted(last | {_closest(part, new) for part in old if part != ELISION})
    parts: list[str] = []
    for index, following in zip(indices, [*indices[1:], len(new)], strict=True):
        parts.append(new[index])
        if following != index + 1:
            parts.append(ELISION)
    return "\n\n".join(parts) + "\n"


def _closest(paragraph: str, paragraphs: Sequence[str]) -> int:
    heads = ["\n".join(each.splitlines()[:2]) for each in paragraphs]
    head = "\n".join(paragraph.splitlines()[:2])
    close = difflib.get_close_matches(head, heads, n=1, cutoff=0.0)
    return heads.index(close[0])


def _rewrite(page: Path, shell: Shell) -> None:
    new: dict[tuple[int, int], list[str]] = {}
    for block, shown, printed in runs(page, shell):
        lines = new.setdefault((block.start, block.end), [])
        lines.append(f"$ {shown.command}\n{_renewed(shown.output, printed)}")
    text = page.read_text(encoding="utf-8")
    for (start, end), parts in sorted(new.items(), reverse=True):
        text = text[:start] + "".join(parts) + text[end:]
    page.write_text(text, encoding="utf-8", newline="\n")


def _main() -> None:
    wanted = [Path(each).resolve() for each in sys.argv[1:]] or PAGES
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(wanted):
            place = Path(folder) / str(number)
            place.mkdir()
            _rewrite(page, Shell(place, Path(folder) / "cache"))


if __name__ == "__main__":
    _main()
