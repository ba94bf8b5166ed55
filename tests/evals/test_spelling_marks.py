from collections.abc import Sequence
from pathlib import Path

from evals.intervals import Proportion
from evals.marks import KINDS, Mark, load_marks, save_marks
from evals.spelling_drafts import read_drafts
from evals.spelling_flags import Flags, flag_word
from evals.spelling_marks import (
    Marked,
    kinds_table,
    marks_goals,
    marks_report,
    missed,
    peer_places,
    precision,
    recall,
)
from evals.spelling_peers import Peer
from linter.spans import Span

MARKS = (
    Mark("a.md", 0, 5, "typo", True, "AB", "non-word"),
    Mark("a.md", 10, 15, "typo", True, "AB", "capital"),
    Mark("a.md", 20, 25, "typo", False, "B"),
    Mark("a.md", 30, 35, "grammar", True, "AB"),
    Mark("b.md", 0, 5, "typo", True, "AB", "capital"),
)
PLACES = {"a.md": [Span(1, 3), Span(22, 24), Span(31, 32), Span(50, 51)], "b.md": []}


def teh(texts: Sequence[str], _: bool) -> Flags:
    return [
        [flag_word(text, text.index("teh"), text.index("teh") + 3)] if "teh" in text else []
        for text in texts
    ]


def test_recall_is_over_sure_typos_all_or_of_a_kind() -> None:
    assert recall(PLACES, MARKS) == Proportion(1, 3)
    assert recall(PLACES, MARKS, "non-word") == Proportion(1, 1)
    assert recall(PLACES, MARKS, "capital") == Proportion(0, 2)
    assert missed(PLACES, MARKS) == [MARKS[1], MARKS[4]]


def test_precision_is_over_marks_of_typos_or_of_any_slip() -> None:
    assert precision(PLACES, MARKS, ["typo"]) == Proportion(2, 4)
    assert precision(PLACES, MARKS, ["typo", "grammar", "spacing"]) == Proportion(3, 4)


def test_kinds_without_a_mark_have_no_column() -> None:
    head, _, row = kinds_table({"tool": PLACES}, MARKS).splitlines()
    assert [cell.strip() for cell in head.strip("|").split("|")] == [
        "found of the kind",
        "non-word (1)",
        "capital (2)",
    ]
    assert [cell.strip() for cell in row.strip("|").split("|")] == ["tool", "1", "0"]


def test_what_a_peer_marks_in_the_prose_is_a_place_of_the_source(tmp_path: Path) -> None:
    source = "# Tea\n\nWe *drink* [some](https://example.org) teh now.\n"
    (tmp_path / "a.md").write_text(source)
    places = peer_places(Peer("teh 1.0", teh), read_drafts(tmp_path, ["a.md"]))
    assert places == {"a.md": [Span(source.index("teh"), source.index("teh") + 3)]}


def test_goals_are_those_of_warnings_and_errors() -> None:
    everything = {"a.md": [Span(0, 5), Span(10, 15)], "b.md": [Span(0, 5)]}
    none: dict[str, list[Span]] = {"a.md": [], "b.md": []}
    marked = Marked(MARKS, none, everything, everything, {})
    assert not any(goal.reached for goal in marks_goals(marked))
    assert all(goal.reached for goal in marks_goals(Marked(MARKS, everything, none, none, {})))


def test_the_report_has_a_row_for_each_way_of_looking() -> None:
    page = marks_report(Marked(MARKS, PLACES, PLACES, PLACES, {"other 1.0": PLACES}))
    assert "2 drafts with 3 sure typos" in page
    assert page.count("| other 1.0 ") == 2
    assert page.count("0.75 (3/4;") == 4


def test_the_shipped_marks_have_a_kind_where_they_are_sure_typos() -> None:
    marks = load_marks()
    kinds = {mark.kind for mark in marks if mark.sure and mark.category == "typo"}
    assert kinds == set(KINDS)
    assert {m.kind for m in marks if not (m.sure and m.category == "typo")} == {""}


def test_a_kind_is_kept_and_no_kind_is_not_written(tmp_path: Path) -> None:
    save_marks(MARKS, tmp_path / "marks.jsonl")
    assert load_marks(tmp_path / "marks.jsonl") == list(MARKS)
    assert (tmp_path / "marks.jsonl").read_text().count('"kind"') == 3
