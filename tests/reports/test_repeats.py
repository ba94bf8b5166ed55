"""A claim that is made again: each place is a finding, and reports show one card for all."""

from __future__ import annotations

import json

import docx
import pytest
from command_line import CommandLine
from report_pages import page

DRAFT = """# A winter's tale

Ginger cures colds. So they say.

Willow tea cures migraine.

In the end, ginger cures colds.

And again: ginger cures colds.
"""


@pytest.fixture
def desk(shell: CommandLine) -> CommandLine:
    """A folder with a draft that makes one claim three times, and another once."""
    shell.write("medlint.yml", 'rules: {"*": off, claims/cure: error}\n')
    shell.write("draft.md", DRAFT)
    return shell


def test_each_place_is_a_finding_and_names_the_first(desk: CommandLine) -> None:
    data = json.loads(desk.run("check", "draft.md", "-f", "json").out)
    first, other, second, third = data["files"][0]["findings"]
    place = {"start": first["start"], "end": first["end"]}
    assert [each["related"] for each in (first, other)] == [[], []]
    assert place in second["related"]
    assert place in third["related"]


def test_the_terminal_shows_one_card(desk: CommandLine) -> None:
    out = desk.run("check", "draft.md").out
    assert "also at      7:20, 9:19 (the same claim)" in out
    assert out.count("ginger cures colds") == 0
    assert "4 errors" in out


def test_so_does_the_page(desk: CommandLine) -> None:
    desk.run("report", "draft.md", "-o", "report.html")
    shown = page((desk.folder / "report.html").read_text(encoding="utf-8"))
    cards = shown.all("li", class_="card")
    assert [[e.attributes["id"] for e in card.all("article")] for card in cards] == [
        ["finding-1", "finding-3", "finding-4"],
        ["finding-2"],
    ]
    full, again, _ = cards[0].all("article")
    assert again.all("p", class_="same-claim")[0].text == "The same claim as finding 1; see there."
    assert full.all("p", class_="message")
    assert not again.all("p", class_="message")
    assert [mark.attributes["href"] for mark in shown.all("a", class_="label")] == [
        "#finding-1", "#finding-2", "#finding-3", "#finding-4",
    ]  # fmt: skip


def test_and_the_list_in_markdown(desk: CommandLine) -> None:
    desk.run("report", "draft.md", "-o", "report.md")
    text = (desk.folder / "report.md").read_text(encoding="utf-8")
    assert "The same again: finding 3 (line 7, column 20); finding 4 (line 9, column 19)" in text
    assert text.count("The same claim as finding 1; see there.") == 2
    assert text.count("- Rule:") == 2


@pytest.mark.parametrize("name", ["draft.md", "draft.docx"])
def test_and_the_comments_in_word(desk: CommandLine, name: str) -> None:
    if name == "draft.docx":
        word = docx.Document()
        for line in DRAFT.split("\n\n"):
            word.add_paragraph(line.strip("# \n"))
        word.save(str(desk.folder / name))
    desk.run("report", name, "-o", "marked.docx")
    opened = docx.Document(str(desk.folder / "marked.docx"))
    told = [[each.text for each in comment.paragraphs] for comment in opened.comments]
    assert [len(each) > 1 for each in told] == [True, True, False, False]
    assert told[0][1].startswith("The same again: finding 3 (")
    assert told[2] == ["3. Must fix: The same claim as finding 1; see there."]
    assert told[3] == ["4. Must fix: The same claim as finding 1; see there."]


def test_what_weighs_more_has_a_card_of_its_own(desk: CommandLine) -> None:
    desk.write("draft.md", DRAFT.replace("And again: ginger", "And again: ginger may"))
    desk.write("medlint.yml", 'rules: {"*": off, claims: warning}\n')
    data = json.loads(desk.run("check", "draft.md", "-f", "json").out)
    severities = {each["line"]: each["severity"] for each in data["files"][0]["findings"]}
    assert severities.get(9) != severities[3]
    out = desk.run("check", "draft.md").out
    assert "9:" not in out.partition("also at")[2].partition("\n")[0]


def test_the_missing_source_goes_with_the_claim(desk: CommandLine) -> None:
    desk.write(
        "medlint.yml", 'rules: {"*": off, claims/cure: error, citations/efficacy: warning}\n'
    )
    data = json.loads(desk.run("check", "draft.md", "-f", "json").out)
    assert len(data["files"][0]["findings"]) == 8
    out = desk.run("check", "draft.md").out
    assert out.count("cures colds.") == 1
    assert out.count("(as the claim)") == 1
    desk.run("report", "draft.md", "-o", "report.html")
    shown = page((desk.folder / "report.html").read_text(encoding="utf-8"))
    assert [len(card.all("article")) for card in shown.all("li", class_="card")] == [6, 2]
