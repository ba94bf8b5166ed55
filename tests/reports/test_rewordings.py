"""Wordings for a claim, in every report that people or programs read."""

from __future__ import annotations

import json

import docx
import pytest
from command_line import CommandLine

DRAFT = "Willow tea cures migraine.\n\nPoplar tea cures asthma.\n"
FIRST, SECOND = "may help some people with migraine", "may help some people with asthma"


@pytest.fixture
def desk(shell: CommandLine) -> CommandLine:
    """A folder in which one rule is on."""
    shell.write("medlint.yml", 'rules: {"*": off, claims/cure: error}\n')
    shell.write("draft.md", DRAFT)
    return shell


def test_the_terminal_shows_them_for_each_finding(desk: CommandLine) -> None:
    out = desk.run("check", "draft.md").out
    assert f"reword       “{FIRST}”" in out
    assert f"reword       “{SECOND}”" in out


def test_explain_shows_them(desk: CommandLine) -> None:
    assert f"“{SECOND}”" in desk.run("explain", "draft.md:3").out
    data = json.loads(desk.run("explain", "draft.md:1", "-f", "json").out)
    assert FIRST in json.dumps(data, ensure_ascii=False)


def test_json_has_them_as_bare_texts(desk: CommandLine) -> None:
    data = json.loads(desk.run("check", "draft.md", "-f", "json").out)
    found = data["files"][0]["findings"]
    assert [each["rewordings"][0] for each in found] == [FIRST, SECOND]
    assert not any(fix["edits"] for each in found for fix in each["fixes"])


@pytest.mark.parametrize("name", ["report.html", "report.md", "report.sarif"])
def test_files_to_hand_on_quote_them(desk: CommandLine, name: str) -> None:
    desk.run("report", "draft.md", "-o", name)
    page = (desk.folder / name).read_text(encoding="utf-8")
    assert f"“{FIRST}”" in page
    assert f"“{SECOND}”" in page


def test_a_comment_in_word_says_them(desk: CommandLine) -> None:
    desk.run("report", "draft.md", "-o", "report.docx")
    word = docx.Document(str(desk.folder / "report.docx"))
    told = [[each.text for each in comment.paragraphs] for comment in word.comments]
    assert f"Suggested: “{FIRST}”" in told[0]
    assert f"Suggested: “{SECOND}”" in told[1]


def test_fix_never_applies_them(desk: CommandLine) -> None:
    desk.run("fix", "draft.md", "--unsafe")
    assert (desk.folder / "draft.md").read_text(encoding="utf-8") == DRAFT
