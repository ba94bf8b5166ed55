"""Measures of drafts, held against examples that were published with the formulas."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.api import new_session
from linter.documents import read
from linter.measures.counting import measures
from linter.measures.english import english
from linter.measures.formulas import smog
from linter.measures.model import Measures
from linter.reading.marks import Matcher
from linter.reading.scopes import View


@pytest.fixture(scope="module")
def session() -> tuple[Matcher, object]:
    made = new_session(isolated=True)
    ruleset = made.ruleset(made.configurations.for_folder(made.working_folder))
    return Matcher(ruleset), ruleset.options


def measured(session: tuple[Matcher, object], text: str) -> Measures:
    matcher, options = session
    document = read(text.encode(), Path("a.md"), options)  # type: ignore[arg-type]
    return measures(document, View(document, matcher), 2026)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # Wikipedia, “Flesch–Kincaid readability tests”: 13 words, 24 syllables.
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            11.3,
        ),
        ("The cat sat on the mat.", -1.45),
    ],
)
def test_flesch_kincaid_as_published(
    session: tuple[Matcher, object], text: str, grade: float
) -> None:
    made = measured(session, text)
    assert made.grade == pytest.approx(grade, abs=0.05)
    assert made.smog is None  # fewer than 30 sentences


@pytest.mark.parametrize(
    ("fewest", "most", "grade"),
    [
        *((0, 2, 4), (3, 6, 5), (7, 12, 6), (13, 20, 7), (21, 30, 8), (31, 42, 9), (43, 56, 10)),
        *((57, 72, 11), (73, 90, 12), (91, 110, 13), (111, 132, 14), (133, 156, 15)),
        *((157, 182, 16), (183, 210, 17), (211, 240, 18)),
    ],
)
def test_smog_agrees_with_the_conversion_table(fewest: int, most: int, grade: int) -> None:
    """McGraw's table: words of three syllables and more in 30 sentences, and the grade.

    It rounds square roots and leaves out the factor of 1.043, so that they drift apart.
    """
    assert all(
        abs(smog(count, 30) - grade) <= 0.7 + 0.05 * grade for count in range(fewest, most + 1)
    )


def test_smog_of_thirty_sentences(session: tuple[Matcher, object]) -> None:
    made = measured(session, "Rest helps. " * 14 + "Medication is beautiful. " * 16)
    assert made.sentences == 30
    assert made.smog == pytest.approx(smog(32, 30))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("make", 1), ("table", 2), ("helped", 1), ("needed", 2), ("safely", 2), ("rhythm", 2)),
        *(("medication", 4), ("osteoporosis", 6), ("anaemia", 4), ("pneumonia", 4)),
        *(("physiology", 5), ("variety", 4), ("science", 2), ("create", 2), ("patients", 2)),
        *(("MRI", 3), ("COVID", 2), ("diabetes", 4), ("acetaminophen", 6), ("X", 1)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert english().syllables(word) == count


@given(st.text(alphabet="abcdeiouyst", min_size=1, max_size=20))
def test_every_word_has_a_syllable_and_not_more_than_letters(word: str) -> None:
    assert 1 <= english().syllables(word) <= len(word)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The drug was given at night.", 1.0),
        ("It was not well tolerated.", 1.0),
        ("She is tired.", 0.0),
        ("They treated it.", 0.0),
        ("The pain has been relieved. It is bad.", 0.5),
    ],
)
def test_passives(session: tuple[Matcher, object], text: str, share: float) -> None:
    assert measured(session, text).passive == share


def test_lengths_are_counted_without_marks_and_headings(session: tuple[Matcher, object]) -> None:
    long = "and so on " * 9
    made = measured(session, f"# A heading\n\nRest helps [1, 2]. We rest {long}.\n")
    assert (made.words, made.sentences, made.longest) == (31, 2, 29)
    assert (made.sentence_length, made.long_sentences) == (15.5, 0.5)


def test_support_and_references(session: tuple[Matcher, object]) -> None:
    made = measured(
        session,
        "Yoga relieves back pain [1]. The weather was fine that day. It rained at night.\n\n"
        "Massage relieves back pain.\n\n## References\n\n"
        "1. Lee A. Yoga. Sleep J. 2016;4:1-9.\n2. Kim B. Rest. Sleep J. 2022;4:1-9.\n",
    )
    assert (made.claims, made.supported) == (2, 0.5)
    assert (made.citations, made.references, made.reference_age) == (1, 2, 7.0)


def test_abbreviations(session: tuple[Matcher, object]) -> None:
    made = measured(
        session,
        "Intrauterine insemination (IUI) and IVF are offered. The BBT chart and a CGM help, as "
        "does an MRI in stage IV. CGM: continuous glucose monitor. It must NOT hurt.",
    )
    assert made.unexplained == ("BBT",)


def test_nothing_to_count(session: tuple[Matcher, object]) -> None:
    made = measured(session, "# Title\n")
    assert (made.words, made.grade, made.passive, made.supported) == (0, None, None, None)
