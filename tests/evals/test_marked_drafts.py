import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.marks import (
    CATEGORIES,
    Mark,
    check_files,
    chosen_files,
    load_marks,
    merge_readers,
    nth,
    resolve,
    save_marks,
)


def mark(
    start: int, end: int, category: str = "typo", *, sure: bool = True, readers: str = "A"
) -> Mark:
    return Mark("a.md", start, end, category, sure, readers)


def folder_of_drafts(data: Path, words: dict[str, int]) -> None:
    messy = data / "drafts" / "messy"
    messy.mkdir(parents=True)
    with (messy / "manifest.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["file", "words"])
        writer.writerows(words.items())


def test_thirty_drafts_of_middling_length_are_drawn(tmp_path: Path) -> None:
    folder_of_drafts(tmp_path, {f"{number:03}.md": 290 + number for number in range(1000)})
    chosen = chosen_files(tmp_path)
    assert len(set(chosen)) == 30
    assert chosen == sorted(chosen)
    assert chosen[0] >= "010.md"
    assert chosen[-1] <= "910.md"
    assert chosen == chosen_files(tmp_path)


def test_marks_of_other_drafts_are_refused(tmp_path: Path) -> None:
    folder_of_drafts(tmp_path, {f"{number:02}.md": 500 for number in range(40)})
    marks = [Mark(file, 0, 1, "typo", True, "AB") for file in chosen_files(tmp_path)]
    check_files(marks, tmp_path)
    with pytest.raises(ValueError, match=r"a\.md"):
        check_files([*marks, mark(0, 1)], tmp_path)
    with pytest.raises(ValueError, match="not those"):
        check_files(marks[1:], tmp_path)


def test_the_shipped_marks_are_places_and_labels() -> None:
    marks = load_marks()
    assert marks == sorted(set(marks))
    assert len({mark.file for mark in marks}) == 30
    assert {mark.category for mark in marks} == set(CATEGORIES)
    assert {mark.readers for mark in marks} == {"AB", "A", "B"}
    assert all(0 <= mark.start < mark.end for mark in marks)
    assert not any(mark.sure for mark in marks if mark.readers != "AB")


def test_the_nth_occurrence_is_found() -> None:
    assert [nth("aa aa aaa", "aa", number) for number in (1, 2, 3)] == [0, 3, 6]
    with pytest.raises(ValueError, match="not found"):
        nth("aa aa aaa", "aa", 4)


def test_quotations_become_places_in_the_file_as_it_is(tmp_path: Path) -> None:
    folder_of_drafts(tmp_path, {})
    (tmp_path / "drafts/messy/a.md").write_bytes(b"Tea.\r\nTaek tea.\r\n")
    row = {"file": "a.md", "quote": "Taek", "nth": 1, "category": "typo", "sure": False}
    assert list(resolve([row], "B", tmp_path)) == [mark(6, 10, sure=False, readers="B")]
    with pytest.raises(ValueError, match="speling"):
        list(resolve([row | {"category": "speling"}], "B", tmp_path))


def test_what_both_readers_mark_is_sure() -> None:
    merged = merge_readers([mark(0, 5, sure=False)], [mark(3, 9, sure=False)])
    assert merged == [mark(3, 5, readers="AB")]


def test_what_one_reader_marks_is_unsure() -> None:
    merged = merge_readers([mark(0, 5)], [mark(5, 9)])
    assert merged == [
        mark(0, 5, sure=False, readers="A"),
        mark(5, 9, sure=False, readers="B"),
    ]


@pytest.mark.parametrize("sure", [True, False])
def test_readers_who_differ_in_category_must_both_be_sure(sure: bool) -> None:
    merged = merge_readers([mark(0, 5)], [mark(0, 5, "grammar", sure=sure)])
    assert merged == [mark(0, 5, "typo", sure=sure, readers="AB")]


def test_the_partner_of_equal_category_comes_first() -> None:
    a = [mark(0, 9, "typo")]
    b = [mark(0, 9, "grammar"), mark(8, 12, "typo")]
    assert merge_readers(a, b) == [
        mark(0, 9, "grammar", sure=False, readers="B"),
        mark(8, 9, "typo", readers="AB"),
    ]


def test_sentences_are_the_same_if_half_of_the_shorter_is_shared() -> None:
    a = [mark(0, 100, "claim")]
    assert merge_readers(a, [mark(90, 110, "claim")]) == [mark(0, 110, "claim", readers="AB")]
    assert len(merge_readers(a, [mark(91, 110, "claim")])) == 2


def test_a_claim_and_a_citation_of_one_sentence_stay_two() -> None:
    assert len(merge_readers([mark(0, 50, "claim")], [mark(0, 50, "citation")])) == 2


marks_of_a_reader = st.lists(
    st.builds(
        lambda start, length, category, sure: mark(start, start + length, category, sure=sure),
        st.integers(0, 60),
        st.integers(1, 20),
        st.sampled_from(CATEGORIES),
        st.booleans(),
    ),
    unique=True,
)


@given(marks_of_a_reader)
def test_a_reader_agrees_with_himself(marks: list[Mark]) -> None:
    assert {mark.readers for mark in merge_readers(marks, marks)} <= {"AB"}


@given(marks_of_a_reader, marks_of_a_reader)
def test_merging_loses_no_mark_and_keeps_places(a: list[Mark], b: list[Mark]) -> None:
    merged = merge_readers(a, b)
    both = sum(mark.readers == "AB" for mark in merged)
    assert len(merged) + both <= len(a) + len(b)
    for one in (*a, *b):
        assert any(one.span.overlaps(mark.span) for mark in merged)
    assert all(mark.start < mark.end for mark in merged)


def test_marks_survive_being_kept(tmp_path: Path) -> None:
    marks = [mark(1, 2), mark(3, 9, "claim", sure=False, readers="B")]
    save_marks(reversed(marks), tmp_path / "marks.jsonl")
    assert load_marks(tmp_path / "marks.jsonl") == marks
