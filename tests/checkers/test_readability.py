"""The rules on how hard a draft is to read."""

from __future__ import annotations

import json

import pytest
from command_line import CommandLine

_LONG = "We walk " + "and walk " * 14 + "home."


def found(shell: CommandLine, text: str, rules: str) -> list[tuple[str, str]]:
    """The words and message of each finding."""
    shell.write("medlint.yml", f'rules: {{"*": off, {rules}}}\n')
    shell.write("a.md", text)
    data = json.loads(shell.run("check", "a.md", "-f", "json").out)
    return [(each["text"], each["message"]) for each in data["files"][0]["findings"]]


@pytest.mark.parametrize(("most", "number"), [(30, 1), (31, 0)])
def test_long_sentences_by_the_number_of_words(shell: CommandLine, most: int, number: int) -> None:
    rules = f"readability/long-sentence: {{severity: info, words: {most}}}"
    assert len(found(shell, f"Rest. {_LONG}", rules)) == number


@pytest.mark.parametrize(("aim", "number"), [(2, 1), (12, 0)])
def test_the_grade_aimed_at(shell: CommandLine, aim: int, number: int) -> None:
    rules = f"readability/grade: {{severity: info, grade: {aim}, minimum-words: 5}}"
    text = "# Rest\n\nMost people recover within several weeks of treatment.\n"
    made = found(shell, text, rules)
    assert len(made) == number
    assert all(text == "Rest" for text, _ in made)


def test_abbreviations_that_a_house_knows(shell: CommandLine) -> None:
    text = "A CGM and a BBT chart help."
    rules = "readability/abbreviation: {severity: info, allow: [CGM]}"
    assert [text for text, _ in found(shell, text, rules)] == ["BBT"]


def test_a_medical_word_is_named_once_unless_it_is_explained(shell: CommandLine) -> None:
    rules = "readability/jargon: info"
    text = "Pruritus is common. Pruritus passes. An arrhythmia may come.\n\nArrhythmia (an uneven "
    made = found(shell, text + "beat of the heart) is rare.", rules)
    assert [text for text, _ in made] == ["Pruritus"]
    assert "Itching" in made[0][1]


def test_the_pack_is_off_unless_it_is_chosen(shell: CommandLine) -> None:
    shell.write("a.md", f"Rest helps. {_LONG}\n")
    assert "readability" not in shell.run("check", "a.md", "--min-severity", "info").out
    shell.write("medlint.yml", "extends: [readability]\n")
    assert "readability/long-sentence" in shell.run("check", "a.md", "--min-severity", "info").out


def test_an_option_that_is_no_number_is_named(shell: CommandLine) -> None:
    shell.write("a.md", "Rest helps.\n")
    shell.write("medlint.yml", "rules: {readability/grade: {severity: info, grade: low}}\n")
    done = shell.run("check", "a.md")
    assert done.code == 2
