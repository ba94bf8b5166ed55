"""A claim and the citation that its sentence lacks: one finding of each, and one card."""

from __future__ import annotations

import json

import pytest
from command_line import CommandLine

DRAFT = """# Willow tea

Studies show that willow tea cures migraine in 90% of patients. Many drink it.

Experts agree that it reduces pain by 40%.
"""


@pytest.fixture
def desk(shell: CommandLine) -> CommandLine:
    """A folder in which the rules about claims and citations are on."""
    shell.write("medlint.yml", 'rules: {"*": off, claims: warning, citations: warning}\n')
    shell.write("draft.md", DRAFT)
    return shell


def test_a_sentence_has_one_finding_of_each_and_they_name_each_other(desk: CommandLine) -> None:
    data = json.loads(desk.run("check", "-f", "json", "draft.md").out)
    found = [each for each in data["files"][0]["findings"] if each["scope"] != "whole-text"]
    by_line = {line: [f for f in found if f["line"] == line] for line in (3, 5)}
    for findings in by_line.values():
        assert sorted(each["category"] for each in findings) == ["citation", "claim"]
        one, other = ({"start": f["start"], "end": f["end"]} for f in findings)
        assert other in findings[0]["related"]
        assert one in findings[1]["related"]


def test_both_are_one_card(desk: CommandLine) -> None:
    out = desk.run("check", "draft.md").out
    assert out.count("Studies show that willow tea cures migraine in 90% of patients.") == 1 + sum(
        "claims/no-" in line for line in out.splitlines()
    )
    cards = [card for card in out.split("\n\n") if "citations/" in card]
    assert len(cards) == 2
    for card in cards:
        head, second = [line for line in card.splitlines() if "  warning  " in line]
        assert {head.split()[-1].split("/")[0], second.split()[-1].split("/")[0]} == {
            "claims",
            "citations",
        }
        assert "^" in card
        assert "~" in card
        assert "elsewhere" not in card


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_pages_lead_from_one_to_the_other(desk: CommandLine, name: str) -> None:
    desk.run("report", "draft.md", "-o", name)
    page = (desk.folder / name).read_text(encoding="utf-8")
    assert page.count("on the same sentence") == 4
