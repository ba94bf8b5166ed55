"""Needless capitals in sentences and missing ones in headings: what is marked, left and fixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.checkers import capitals
from linter.documents.document import Document
from linter.documents.model import ReadOptions
from linter.findings import Finding, Safety, Severity
from linter.ruleset.model import Rule
from linter.spans import apply_edits

OPTIONS = {
    "running-text": {
        "terms": ["diabetes", "acupuncture", "nurse", "asthma", "yoga"],
        "heads": ["therapy", "disorder"],
        "after-names": ["disease"],
        "endings": ["itis"],
        "adjectives": ["ic"],
        "of-a-name": ["institute", "clinic"],
        "labels": ["department"],
        "titles-behind": ["titled"],
        "titles-near": ["journal"],
        "openers": ["can", "for", "our"],
        "species": ["a", "us"],
        "people": ["nurse"],
    },
    "headings": {
        "small": ["a", "to", "of", "for", "the", "and", "vs", "with"],
        "telling": ["your", "should", "how", "why", "can"],
        "genera": ["bacterium"],
    },
    "small-beginning": {"shortened": ["etc", "tsp"]},
}


SMALL_WORDS = frozenset({"the", "a", "of", "that", "with", "and", "for", "in", "is", "she", "it"})


def rule(look: str) -> Rule:
    lists = OPTIONS.get(look, {})
    return Rule(
        id="spelling/test",
        message="“{match}”: “{fix}”.",
        severity=Severity.WARNING,
        category="typo",
        why="It is a test.",
        check="capitals",
        safety=Safety.UNSAFE,
        options=(("find", look), *((key, "\n".join(words)) for key, words in lists.items())),
    )


def read(text: str, name: str = "draft.md") -> Document:
    return documents.read(text.encode(), Path(name), ReadOptions(function_words=SMALL_WORDS))


def find(look: str, text: str) -> list[Finding]:
    return list(capitals.build([rule(look)])(read(text)))


def marked(look: str, text: str) -> list[str]:
    return [finding.text for finding in find(look, text)]


def fixed(look: str, text: str) -> str:
    edits = [edit for found in find(look, text) for fix in found.fixes for edit in fix.edits]
    return apply_edits(text, sorted(edits))


RUNNING = [
    ("She had Diabetes for ten long years.", ["Diabetes"]),
    ("She saw two Nurses, a doctor and me.", ["Nurses"]),
    ("It ends in Tendinitis or nothing at all.", ["Tendinitis"]),
    ("They gave her Physical Therapy at home.", ["Physical Therapy"]),
    ("It is good for Crohn's Disease and for pain.", ["Disease"]),
    ("Can Diabetes be cured by what we eat?", ["Diabetes"]),
    ("For type 2 Diabetes there is no cure yet.", ["Diabetes"]),
    ("It eases pain, Asthma and Diabetes in some.", ["Asthma", "Diabetes"]),
    ("We treat Asthma in Leeds with great care.", ["Asthma"]),
    ("We treat Asthma in Tampa FL with great care.", ["Asthma"]),
    ("It was what Mary's Nurse had said to her.", ["Nurse"]),
    ("## Can Asthma be treated with Zorbex?", ["Asthma"]),
    ("## Can Asthma Be Treated with Zorbex?", []),
    ("We asked MDs, Nurses and all the others.", ["Nurses"]),
    ("Diabetes is common. Asthma is common, too.", []),
    ("He works at the Institute of Diabetes and rests.", []),
    ("He works at the Diabetes Institute in winter.", []),
    ("He works in the Diabetes and Kidney Clinic there.", []),
    ("It is in the journal of last week, Diabetes, I think.", []),
    ("He wrote a book titled Physical Therapy for all.", []),
    ("He went to the Asthma department of the house.", []),
    ("Our Diabetes: what it is and what it does to us.", ["Diabetes"][:0]),
    ("The Asthma-Coach app and Diabetes® are brands of it.", []),
    ("Yoga, Diabetes, Asthma, Acupuncture: Nurse Jones Knows All", []),
    ("He went to Diabetes Care and to Nurse Adams last week.", []),
    ("He had a Zorbitis of some kind or other.", []),
    ("We saw Pyramid Massage Therapy grow to a firm.", []),
    ("He has had a Chronic Fatigue Disorder for long.", ["Chronic Fatigue Disorder"]),
]


@pytest.mark.parametrize(("text", "expected"), RUNNING)
def test_a_common_noun_needs_no_capital(text: str, expected: list[str]) -> None:
    assert marked("running-text", text) == expected


def test_a_run_with_a_word_twice_is_two_lines() -> None:
    text = "We ask how Breast Cancer Becomes Cancer of the bone in so many people."
    assert marked("running-text", text) == []


def test_the_fix_lowers_each_word_and_no_other() -> None:
    assert (
        fixed("running-text", "They gave her Physical Therapy as it eases Crohn's Disease at home.")
        == "They gave her physical therapy as it eases Crohn's disease at home."
    )


def test_a_heading_counts_only_if_it_is_a_sentence() -> None:
    assert marked("running-text", "## Where people look for help with Asthma attacks") == ["Asthma"]
    assert marked("running-text", "## Help with Asthma") == []
    assert marked("running-text", "## What are all the causes of the disease Asthma?") == []


def test_a_word_is_shown_a_few_times_and_the_last_finding_stands_for_the_rest() -> None:
    text = "\n\n".join(f"In year {n} she had Asthma in her house." for n in "abcdefg")
    found = find("running-text", text)
    assert len(found) == 4
    assert [len(each.related) for each in found] == [0, 0, 0, 3]
    assert fixed("running-text", text) == text.replace("Asthma", "asthma")


HEADINGS = [
    ("# How you Can Sleep Well", ["you"]),
    ("# Summer School fees vs. Winter Term Costs", ["fees"]),
    ("# Foods to Help Your Heart stay Healthy", ["stay"]),
    ("# Pain: Why Your Lower Back hurts", ["hurts"]),
    ("# Five Ways to Treat Your Pain: a guide for you", []),
    ("# How You Can Sleep Well for a Week", []),
    ("# How you can sleep well", []),
    ("# Treating Jones and Smith of the Bronx", []),
    ("# The Genome of Mycobacterium tuberculosis and Your Lungs", []),
    ("# Why Your Doctor never asked what hurts you", []),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headline_style_takes_capitals_throughout(text: str, expected: list[str]) -> None:
    assert marked("headings", text) == expected


def test_the_fix_of_a_heading_is_a_capital() -> None:
    assert fixed("headings", "# How you Can Sleep Well") == "# How You Can Sleep Well"


def test_a_line_that_looks_like_a_heading_counts_and_a_sentence_does_not() -> None:
    assert marked("headings", "Why Our Yoga Classes help Your Back") == ["help"]
    assert marked("headings", "Why Our Yoga Classes help Your Back.") == []


SMALL = [
    ("She was well. then she left us. It was late.", ["then"]),
    ("It was late.\n\nnobody came to see her on that whole day.", ["nobody"]),
    ("# Sleep\n\nit's good to sleep for most of the night.", ["it's"]),
    ("She took juice, tea etc. before she left. It was late.", []),
    ("She was well. iPhone apps and mRNA came later. It was late.", []),
    ("She was well. xqzzy drops came later. It was late.", []),
    ("Sit down. take water with you. eat some bread too. sleep as you like.", []),
    ("She ate what she liked. what you eat. It was late. They left.", []),
    ("It was late:\n\nnobody came to see her on that whole day.", []),
    ("- It was late.\n- nobody came to see her on that whole day.", []),
]


@pytest.mark.parametrize(("text", "expected"), SMALL)
def test_a_sentence_begins_with_a_capital(text: str, expected: list[str]) -> None:
    assert marked("small-beginning", text) == expected


def test_the_fix_of_a_small_beginning_is_a_capital() -> None:
    text = "She was well. then she left us. It was late."
    assert fixed("small-beginning", text) == text.replace("then", "Then")


def test_a_capital_that_the_draft_does_not_keep_up_is_needless() -> None:
    text = "She took camphor with milk. He said that Camphor eases pain."
    assert marked("running-text", text) == ["Camphor"]
    assert marked("running-text", "He said that Camphor eases pain.") == []
    assert marked("running-text", "She took camphor with milk Camphor eases pain.") == []
    names = "The Board met them, and a board of wood was there. He took Echinacea purpurea drops."
    assert marked("running-text", names + " Take echinacea with milk.") == []


def test_a_look_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="find"):
        capitals.build([rule("nothing")])


WORDS = st.sampled_from(
    ["Diabetes", "Asthma", "diabetes", "Therapy", "the", "Institute", "of", "and", "Crohn's", "for"]
)


@given(st.lists(WORDS, max_size=14))
def test_fixing_only_changes_first_letters_and_leaves_nothing_to_do(words: list[str]) -> None:
    text = "we see " + " ".join(words)
    once = fixed("running-text", text)
    assert once.lower() == text.lower()
    assert len(once) == len(text)
    twice = fixed("running-text", once)  # what was made small settles places that were in doubt
    assert fixed("running-text", twice) == twice
