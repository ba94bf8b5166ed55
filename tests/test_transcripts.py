"""Transcripts of real runs: `tests/cmd/*.md` show what the commands print, and they print it.

``python tests/transcripts.py tests/cmd/*.md`` writes what they print now.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from transcripts import ROOT, Shell, agrees, blocks, runs

PAGES = sorted((ROOT / "tests" / "cmd").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path, cache: Path) -> None:
    wrong = [
        f"{block}: $ {shown.command}\n{printed}"
        for block, shown, printed in runs(page, Shell(tmp_path, cache))
        if not agrees(shown.output, printed)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_command_is_shown() -> None:
    text = "".join(block.text for page in PAGES for block in blocks(page))
    for name in ("check", "fix", "report", "rules list", "rules show", "rules test", "config show"):
        assert f"$ medlint {name}" in text
