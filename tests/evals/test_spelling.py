import argparse
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals import spelling
from evals.spelling import Part, add_options, main, page
from evals.spelling_goals import Goal
from evals.spelling_peers import Peer

DONE = Part("### One\n\nFigures.", (Goal("words found", 0.5, 0.75),), ("missed  teh",))


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page that is written, with a measurement that measures nothing."""

    def part(data: Path, peers: Sequence[Peer]) -> Part:
        return DONE

    def none(folders: Sequence[Path]) -> tuple[list[Peer], list[str]]:
        return [], ["cspell is not installed: npm install cspell"]

    monkeypatch.setattr(spelling, "PARTS", {"one": part, "two": part})
    monkeypatch.setattr(spelling, "find_peers", none)
    monkeypatch.setattr(spelling, "ACCURACY", tmp_path / "accuracy.md")
    return tmp_path / "accuracy.md"


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return parser.parse_args(arguments, argparse.Namespace(data=Path()))


@pytest.mark.parametrize(
    ("goal", "row"),
    [
        (Goal("a", 0.9, 0.9), ["a", "≥ 0.9", "0.9", "yes"]),
        (Goal("a", 0.9, 0.899), ["a", "≥ 0.9", "0.899", "**no**"]),
        (Goal("a", 1, 1.5, " s", at_most=True), ["a", "≤ 1 s", "1.5 s", "**no**"]),
        (Goal("a", 1, None, at_most=True), ["a", "≤ 1", "–", "**no**"]),
    ],
)
def test_a_goal_says_whether_it_is_reached(goal: Goal, row: list[str]) -> None:
    assert goal.row() == row


def test_what_is_missed_is_only_listed_on_the_terminal(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(options("--list", "--write")) == 0
    assert capsys.readouterr().out.count("missed  teh") == 2
    text = written.read_text()
    assert "teh" not in text
    assert text.count("### One") == 2


def test_a_tool_that_is_missing_is_named_on_the_terminal_and_the_page(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(options("--write"))
    assert "cspell is not installed" in capsys.readouterr().err
    assert "cspell is not installed" in written.read_text()


@pytest.mark.parametrize("arguments", [["--only", "two"], ["--no-peers"]])
def test_a_part_of_the_figures_is_shown_and_not_kept(
    written: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    main(options("--write", *arguments))
    told = capsys.readouterr()
    assert told.out.count("### One") == (1 if "two" in arguments else 2)
    assert ("cspell" in told.err) == ("two" in arguments)
    assert not written.exists()


def test_the_page_begins_with_the_goals() -> None:
    text = page([DONE], ["typos is not installed."])
    assert text.index("words found") < text.index("typos is not") < text.index("### One")
