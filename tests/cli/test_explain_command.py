"""`medlint explain`: how a sentence was read, and why it is or is not reported."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command_line import CommandLine

DRAFT = """# Tea

Willow tea relieves pain [1].
Willow tea has been said to relieve pain. Does it calm the stomach?

Willow tea does not relieve pain.
"""


@pytest.fixture(autouse=True)
def draft(shell: CommandLine) -> None:
    """A draft that is checked for claims."""
    shell.write("medlint.yml", "extends: [editorial]\n")
    shell.write("draft.md", DRAFT)


def explained(shell: CommandLine, place: str) -> list[dict[str, Any]]:
    done = shell.run("explain", place, "-f", "json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert data["path"] == "draft.md"
    sentences: list[dict[str, Any]] = data["sentences"]
    return sentences


def test_a_line_shows_the_sentences_that_stand_on_it(shell: CommandLine) -> None:
    texts = [each["text"] for each in explained(shell, "draft.md:4")]
    assert texts == ["Willow tea has been said to relieve pain.", "Does it calm the stomach?"]


def test_a_column_shows_one_sentence(shell: CommandLine) -> None:
    (only,) = explained(shell, "draft.md:4:45")
    assert (only["line"], only["column"]) == (4, 43)


def test_without_a_line_the_whole_draft_is_shown(shell: CommandLine) -> None:
    assert [each["line"] for each in explained(shell, "draft.md")] == [1, 3, 4, 4, 6]


def test_a_reported_sentence_names_its_rule(shell: CommandLine) -> None:
    (only,) = explained(shell, "draft.md:4:1")
    assert [each["rule"] for each in only["reported"]] == ["claims/vague-efficacy"]
    (claim,) = only["claims"]
    assert (claim["kind"], claim["attribution"]) == ("benefit", "vague")
    assert claim["rests_on"]["attribution"] == "has been said to"


@pytest.mark.parametrize(
    ("line", "why"),
    [(3, "silenced, because a citation stands near"), (6, "silenced, because it is denied")],
)
def test_a_silent_rule_says_why(shell: CommandLine, line: int, why: str) -> None:
    (only,) = explained(shell, f"draft.md:{line}")
    assert "warning" not in {each["severity"] for each in only["reported"]}
    assert {"rule": "claims/unsupported-efficacy", "why": why} in only["not_reported"]


def test_people_get_words(shell: CommandLine) -> None:
    done = shell.run("explain", "draft.md:6")
    assert "denied (“not”)" in done.out
    assert "not reported" in done.out


def test_an_empty_line_holds_no_sentence(shell: CommandLine) -> None:
    assert "no sentence stands there" in shell.run("explain", "draft.md:2").out


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("draft.md:99", "There is no line 99; the draft has"),
        ("gone.md:1", "There is no file “gone.md”."),
        (".", "is a folder"),
        ("medlint.yml", "is not read"),
    ],
)
def test_a_wrong_place_is_refused(shell: CommandLine, place: str, message: str) -> None:
    done = shell.run("explain", place)
    assert done.code == 2
    assert message in done.err


@pytest.mark.parametrize(
    "arguments",
    ["explain old.md", "references list old.md", "references verify old.md --dry-run"],
)
def test_a_file_that_cannot_be_read_is_named(shell: CommandLine, arguments: str) -> None:
    shell.write("old.md", b"A caf\xe9.\n")
    done = shell.run(*arguments.split())
    assert done.code == 2
    assert "old.md: line 1, column 6 is not valid UTF-8" in done.err
