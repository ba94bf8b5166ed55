import random
from collections.abc import Iterator
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.spelling_speed import (
    Speed,
    edited,
    in_drafts,
    misspelt,
    read_texts,
    silent_paragraphs,
    speed_goals,
    speed_report,
    spelling_checks,
)
from linter.documents.document import Document
from linter.findings import Finding, Severity
from linter.spans import Span

words = st.text("abcdefgh", min_size=6, max_size=14)


def sour(document: Document) -> Iterator[Finding]:
    """Finds milk."""
    start = document.source.find("milk")
    while start >= 0:
        span = Span(start, start + 4)
        yield Finding("spelling/x", "typo", Severity.INFO, span, "Sour.", "milk", span, "milk")
        start = document.source.find("milk", start + 1)


def one_edit_away(word: str) -> set[str]:
    parts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in parts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1),
        *(left + each + right[1:] for left, right in parts if right for each in ascii_lowercase),
        *(left + each + right for left, right in parts for each in ascii_lowercase),
    }


@given(words, st.integers())
def test_an_edit_changes_a_word_and_leaves_its_first_letter(word: str, seed: int) -> None:
    typo = edited(word, 1, random.Random(seed))
    assert typo in one_edit_away(word) - {word}
    assert typo[0] == word[0]


@given(words, st.integers())
def test_two_edits_are_two(word: str, seed: int) -> None:
    typo = edited(word, 2, random.Random(seed))
    assert one_edit_away(word) & one_edit_away(typo)
    assert typo[0] == word[0]


def test_misspelt_words_are_always_the_same_and_unknown() -> None:
    vocabulary = {"kettle": 9, "saucer": 5, "teapot": 4, "coffee": 7}
    made = misspelt(vocabulary, 40)
    assert made == misspelt(vocabulary, 40)
    assert len({typo for typo, _ in made}) == 40
    assert {right for _, right in made} == {"kettle", "saucer", "coffee"}
    assert not {typo for typo, _ in made} & vocabulary.keys()


def test_no_vocabulary_gives_no_words() -> None:
    assert misspelt({}, 40) == []


def test_clean_text_is_made_of_the_paragraphs_without_a_finding() -> None:
    read = read_texts(["We drink tea.\n\nThey drink milk.\n\nNobody drinks wine.\n"])
    assert list(silent_paragraphs(read, [sour])) == ["We drink tea.", "Nobody drinks wine."]


def test_paragraphs_are_put_together_and_none_is_lost() -> None:
    assert in_drafts(["aaa", "bbb", "c"], 6) == ["aaa\n\nbbb\n", "c\n"]
    assert in_drafts([], 6) == []


def test_what_is_timed_is_named_and_finds_misspellings() -> None:
    checks, what = spelling_checks()
    (document,) = read_texts(["They recieve tea.\n"])
    assert "spelling" in what
    assert "recieve" in {found.text for check in checks for found in check(document)}


@pytest.mark.parametrize(("seconds", "reached"), [(1.0, True), (1.1, False)])
def test_the_speed_is_that_of_clean_text(seconds: float, reached: bool) -> None:
    speed = Speed("the check", (10, 1), (15_000_000, seconds), (9, 9), seconds, 900, 800, 700)
    assert [goal.reached for goal in speed_goals(speed)] == [reached, reached]
    assert f"{15 / seconds:.1f} MB/s" in speed_report(speed)
    assert "for 700 the right word" in speed_report(speed)
    assert "every word seen before" in speed_report(speed)


def test_a_check_that_offers_little_is_not_called_quick() -> None:
    speed = Speed("the check", (10, 1), (10, 1), (10, 1), 0.01, 499, 499, 499)
    assert speed_goals(speed)[1].measured is None
