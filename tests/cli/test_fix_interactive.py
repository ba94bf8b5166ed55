"""`medlint fix --interactive`: what is shown and asked, and what the answers come to."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_line import CommandLine, Done

RULE = """\
id: house/{name}
category: style
severity: {severity}
message: “{{match}}” is not ours.
find: {name}
replace: {replace}
safety: {safety}
why: A test.
examples: {{bad: [], good: []}}
"""
QUESTION = "[y] yes  [n] no  [a] all of this rule in this file  [q] stop: "


def rule(name: str, replace: str, safety: str = "safe", severity: str = "warning") -> str:
    return RULE.format(name=name, replace=replace, safety=safety, severity=severity)


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """zig (safe), zag (unsafe), drug (by hand), hint (by hand, a hint only), worse than zag.

    One folder for all tests, so that they are compiled once.
    """
    folder = tmp_path_factory.mktemp("rules")
    written = {
        "zig": rule("zig", "good"),
        "zag": rule("zag", "fine", "unsafe"),
        "drug": rule("drug", "medicine", "manual", "error"),
        "hint": rule("hint", "sign", "manual", "info"),
        "worse": rule("worse", "zag"),
    }
    (folder / "house").mkdir()
    for name, text in written.items():
        (folder / "house" / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def house(shell: CommandLine, rules: Path) -> CommandLine:
    """A folder in which the house rules are on, and nothing else."""
    folder = json.dumps(str(rules))
    shell.write("medlint.yml", f'rule-folders: [{folder}]\nrules: {{"*": off, house: default}}\n')
    return shell


def ask(house: CommandLine, answers: str, *more: str) -> Done:
    """Call `medlint fix --interactive` with answers, one a line."""
    lines = "".join(f"{each}\n" for each in answers.split())
    return house.run("fix", "--interactive", *more, stdin=lines.encode())


def text_of(house: CommandLine, name: str = "a.md") -> str:
    return (house.folder / name).read_bytes().decode()


def test_a_change_is_shown_in_its_sentence_with_the_words_before_and_after(
    house: CommandLine,
) -> None:
    house.write("a.md", "It was zig.\n")
    done = ask(house, "y", "a.md")
    assert (done.code, done.out) == (0, "")
    assert done.err.split("\n") == [
        "a.md",
        "",
        "  1:8  warning  house/zig",
        "       It was zig.",
        "              ^^^",
        "       “zig” is not ours.",
        "       change       “zig” → “good”  [safe]",
        f"  {QUESTION}",
        "a.md: 1 fixed",
        "1 fixed, 0 left.",
        "",
    ]
    assert text_of(house) == "It was good.\n"


@pytest.mark.parametrize(
    ("answers", "after", "asked"),
    [
        ("y y y", "good fine good", 3),
        ("n n n", "zig zag zig", 3),
        ("n y n", "zig fine zig", 3),
        ("YES no q", "good zag zig", 3),
        ("a n", "good zag good", 2),
        ("n n a", "zig zag good", 3),
        ("y q", "good zag zig", 2),
        ("a q", "good zag good", 2),
        ("q", "zig zag zig", 1),
        ("y", "good zag zig", 2),
        ("", "zig zag zig", 1),
        ("x ? 1 y n n", "good zag zig", 6),
    ],
)
def test_what_the_answers_come_to(house: CommandLine, answers: str, after: str, asked: int) -> None:
    house.write("a.md", "So zig zag zig it is.\n")
    done = ask(house, answers, "a.md")
    assert text_of(house) == f"So {after} it is.\n"
    assert done.err.count(QUESTION) == asked
    assert done.code == (0 if after == "good fine good" else 1)


def test_what_is_to_be_done_by_hand_is_mentioned_and_never_offered(house: CommandLine) -> None:
    house.write("a.md", "A drug, a hint and a zig.\n")
    done = ask(house, "y y y", "a.md")
    assert text_of(house) == "A drug, a hint and a good.\n"
    assert "“drug” → “medicine”  [by hand]" in done.err
    assert "house/hint" not in done.err
    assert done.err.count(QUESTION) == 1


def test_all_of_a_rule_ends_with_the_file(house: CommandLine) -> None:
    house.write("a.md", "A zig, a zig.\n")
    house.write("b.md", "A zig, a zig.\n")
    done = ask(house, "a n y", "a.md", "b.md")
    assert (text_of(house, "a.md"), text_of(house, "b.md")) == (
        "A good, a good.\n",
        "A zig, a good.\n",
    )
    assert done.err.count(QUESTION) == 3


def test_stop_leaves_the_files_that_follow_alone(house: CommandLine) -> None:
    for name in "abc":
        house.write(f"{name}.md", "A zig.\n")
    done = ask(house, "y q", "a.md", "b.md", "c.md")
    assert [text_of(house, f"{name}.md") for name in "abc"] == ["A good.\n", "A zig.\n", "A zig.\n"]
    assert done.err.endswith(
        "1 fixed, 1 left. “medlint check” shows what is left.\n"
        "Stopped; 1 more file not looked at.\n"
    )
    assert "c.md" not in done.err


def test_files_that_were_not_looked_at_do_not_pass(house: CommandLine) -> None:
    house.write("a.md", "A hint, a zig.\n")
    house.write("b.md", "A zig.\n")
    assert ask(house, "q", "a.md", "b.md", "--fail-on", "error").code == 1
    assert ask(house, "q", "a.md", "b.md", "--exit-zero").code == 0


def test_a_change_that_makes_room_for_another_is_followed_by_a_question(
    house: CommandLine,
) -> None:
    house.write("a.md", "A worse, a zig.\n")
    done = ask(house, "y n y", "a.md")
    # “zag” is new after the first round; the “zig” that was declined is not offered once more.
    assert text_of(house) == "A fine, a zig.\n"
    assert done.err.count(QUESTION) == 3


def answer_by(house: CommandLine, stdin: object) -> None:
    """Let the answers come from `stdin`."""
    streams = SimpleNamespace(stdin=stdin, stderr=sys.stderr)
    house.monkeypatch.setattr("linter.cli.asking.sys", streams)


class Answers:
    """Standard input whose lines are made by a function."""

    def __init__(self, readline: Callable[[], str]) -> None:
        self.readline = readline

    def isatty(self) -> bool:
        return True


def test_ctrl_c_leaves_the_current_file_as_it_was(house: CommandLine) -> None:
    house.write("a.md", "A zig.\n")
    house.write("b.md", "A zig, a zig.\n")
    answers = ["y\n", "y\n"]

    def readline() -> str:
        if not answers:
            raise KeyboardInterrupt
        return answers.pop()

    answer_by(house, Answers(readline))
    done = ask(house, "", "a.md", "b.md")
    assert done.code == 130
    assert text_of(house, "a.md") == "A good.\n"
    assert text_of(house, "b.md") == "A zig, a zig.\n"


def test_a_file_that_someone_else_saved_meanwhile_is_left_alone(house: CommandLine) -> None:
    path = house.write("a.md", "A zig.\n")

    def readline() -> str:
        path.write_bytes(b"Another text, a zig.\n")
        return "y\n"

    answer_by(house, Answers(readline))
    done = ask(house, "", "a.md")
    assert done.code == 2
    assert "a.md: was changed meanwhile and left as it is now; try again" in done.err
    assert "0 fixed, " in done.err
    assert text_of(house) == "Another text, a zig.\n"


def test_each_file_is_written_once(house: CommandLine) -> None:
    written: list[Path] = []

    def write(path: Path, data: bytes) -> None:
        written.append(path)
        path.write_bytes(data)

    house.monkeypatch.setattr("linter.cli.fix.write_atomically", write)
    house.write("a.md", "A zig, a zag, a zig.\n")
    house.write("b.md", "A zig.\n")
    ask(house, "y y y n", "a.md", "b.md")
    assert [path.name for path in written] == ["a.md"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["a.md", "--diff"], "Use --interactive or --diff, not both."),
        (["-"], "the draft cannot come from there. Name its file."),
    ],
)
def test_what_it_cannot_be_combined_with(house: CommandLine, more: list[str], message: str) -> None:
    house.write("a.md", "A zig.\n")
    done = ask(house, "y", *more)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert QUESTION not in done.err
    assert text_of(house) == "A zig.\n"


def test_it_fits_80_columns_without_colour_or_unicode(house: CommandLine) -> None:
    long = "It is well known that a long sentence goes on and on, " * 3
    house.write("a.md", f"{long}and zig comes late, \x1b[31m and {long}ends.\n")
    house.monkeypatch.setattr(sys, "stderr", ascii_err := ascii_stream())
    house.run("fix", "--interactive", "a.md", stdin=b"y\n")
    ascii_err.flush()
    shown = ascii_err.buffer.getvalue().decode("ascii")
    assert '"zig" -> "good"' in shown
    assert max(map(len, shown.split("\n"))) <= 80
    assert all(char.isprintable() for line in shown.split("\n") for char in line)


class Ascii(io.TextIOWrapper):
    """A stream as an old terminal has it."""

    buffer: io.BytesIO


def ascii_stream() -> Ascii:
    return Ascii(io.BytesIO(), encoding="ascii", newline="\n")


def test_answers_that_are_no_text_are_no_answers(house: CommandLine) -> None:
    house.write("a.md", "A zig.\n")
    done = house.run("fix", "--interactive", "a.md", stdin=b"\xff\xfe\ny\n")
    assert (done.code, text_of(house)) == (0, "A good.\n")
    house.write("a.md", "A zig.\n")
    answer_by(house, None)
    assert (ask(house, "y", "a.md").code, text_of(house)) == (1, "A zig.\n")


def test_a_report_on_standard_output_stands_alone(house: CommandLine) -> None:
    house.write("a.md", "A zig, a zag.\n")
    done = ask(house, "y n", "a.md", "-f", "json")
    report = json.loads(done.out)
    assert [each["rule"] for each in report["files"][0]["findings"]] == ["house/zag"]


def test_nothing_is_asked_where_nothing_can_be_fixed(house: CommandLine) -> None:
    house.write("a.md", "All is well.\n")
    done = ask(house, "", "a.md")
    assert (done.code, done.err) == (0, "0 fixed, 0 left.\n")


def test_bytes_that_are_not_changed_stay(house: CommandLine) -> None:
    house.write("a.md", b"\xef\xbb\xbfA zig.\r\nA zag.\r\n")
    ask(house, "y n", "a.md")
    assert (house.folder / "a.md").read_bytes() == b"\xef\xbb\xbfA good.\r\nA zag.\r\n"
