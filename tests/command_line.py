"""Calls the command line as a user does, in this process, and keeps what it prints."""

from __future__ import annotations

import gc
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from linter.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """A call: its exit code and what it wrote."""

    code: int
    out: str
    err: str


class CommandLine:
    """A working folder in which one rule is on: doubled words are errors."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[Any]
    ) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        (folder / ".git").mkdir()
        self.write("medlint.yml", 'rules: {"*": off, style/doubled-word: error}\n')

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file, and the folders above it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: str, stdin: bytes = b"") -> Done:
        """Call medlint with arguments."""
        self.capsys.readouterr()
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        often = gc.get_threshold()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        gc.set_threshold(*often)  # a command ends with its process; this one goes on
        out, err = self.capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, out, err)
