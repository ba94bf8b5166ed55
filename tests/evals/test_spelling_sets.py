import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.intervals import Rate
from evals.spelling_flags import Flags, flag_word
from evals.spelling_peers import Peer
from evals.spelling_sets import (
    CARRIER,
    INFORMED,
    SHOWN,
    listing,
    load_pairs,
    load_planted,
    load_seed,
    measure,
    pairs_goals,
    pairs_report,
    planted_goals,
    planted_report,
    seed_goals,
    seed_report,
    split_table,
)

PLANTED = [
    {
        "orig": "drink",
        "typo": "drimk",
        "start": 3,
        "clean": "We drink tea.",
        "bad": "We drimk tea.",
        "group": "gen",
        "kind": "sub",
    },
    {
        "orig": "lungs",
        "typo": "lugns",
        "start": 4,
        "clean": "The lungs are fine.",
        "bad": "The lugns are fine.",
        "group": "med",
        "kind": "trans",
    },
]
PAIRS = [{"typo": "Luggs", "correction": "lungs"}, {"typo": "drimk", "correction": "drink"}]
ARTICLE = "We drimk tea.\r\nTea is for Lungs.\n"
ANNOTATIONS = [
    {"start": 3, "end": 8, "text": "drimk", "rule": "misspelling", "suggestion": "drink"},
    {"start": 26, "end": 31, "text": "Lungs", "rule": "capitalisation", "suggestion": "lungs"},
    {"start": 0, "end": 2, "text": "We", "rule": "none", "suggestion": None},
]
RIGHT = {"drimk": "drink", "Luggs": "Lungs", "lugns": "lungs"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(tmp_path / "labelled/spelling/planted.jsonl", PLANTED)
    write(tmp_path / "labelled/spelling/consumer_pairs.jsonl", PAIRS)
    seed = tmp_path / "seed" / "ketamine-infusion-therapy.txt"
    ok = {"category": "ok", "start": 0, "end": 2, "text": "We", "rule": "typo/x", "suggestion": "x"}
    write(
        seed.with_suffix(".annotations.jsonl"),
        [*({"category": "typo", **row} for row in ANNOTATIONS), ok],
    )
    seed.write_text(ARTICLE, newline="")
    return tmp_path


def write(path: Path, rows: Sequence[object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def look(texts: Sequence[str], suggest: bool) -> Flags:
    """Finds the words it knows to be wrong, and “fine”, which is not."""
    return [
        [
            flag_word(text, text.index(word), text.index(word) + len(word), [right] * suggest)
            for word, right in {**RIGHT, "fine": "find"}.items()
            if word in text
        ]
        for text in texts
    ]


def blind(texts: Sequence[str], _: bool) -> Flags:
    return [[] for _ in texts]


def test_planted_typos_are_read_with_the_sentence_they_spoil(data: Path) -> None:
    typos = load_planted(data)
    assert [case.text for case in typos.cases] == ["We drimk tea.", "The lugns are fine."]
    assert [case.right for case in typos.cases] == [{text} for text in typos.clean]
    assert [(case.group, case.kind) for case in typos.cases] == [("gen", "sub"), ("med", "trans")]


def test_a_pair_is_a_word_alone_or_in_a_sentence(data: Path) -> None:
    alone = load_pairs(data).cases
    assert (alone[1].text, *alone[1].right) == ("drimk", "drink")
    carried = load_pairs(data, CARRIER).cases[1]
    assert carried.text[carried.span.start : carried.span.end] == "drimk"
    assert carried.right == {CARRIER.format("drink")}


def test_capitals_of_a_capitalised_word_do_not_matter(data: Path) -> None:
    assert load_pairs(data).cases[0].right == {"lungs", "Lungs", "LUNGS"}


def test_the_seed_has_the_typos_whose_right_form_is_said(data: Path) -> None:
    cases = load_seed(data).cases
    assert [case.kind for case in cases] == ["misspelling", "capitalisation"]
    assert cases[1].right == {"We drimk tea.\r\nTea is for lungs.\n"}


def test_each_tool_is_counted_on_its_own(data: Path) -> None:
    measured = measure(load_planted(data), [Peer("blind", blind)], look)
    outcomes = measured.outcomes
    assert list(outcomes) == [SHOWN, INFORMED, "blind"]
    assert [str(o.share("first"))[:10] for o in outcomes.values()][1:] == [
        "1.00 (2/2;",
        "0.00 (0/2;",
    ]
    assert [outcome.false_flags for outcome in outcomes.values()] == [
        Rate(1, 7),
        Rate(1, 7),
        Rate(0, 7),
    ]
    page = planted_report(measured)
    assert "| blind " in page
    assert "per 1,000 of 7 words" in page


def test_groups_and_kinds_are_counted_apart(data: Path) -> None:
    measured = measure(load_planted(data), [], look)
    head, _, row, _ = split_table(measured, "first", "first").splitlines()
    assert "medical (1)" in head
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == [
        "1.00", "1.00", "1.00", "1.00", "–", "–",
    ]  # fmt: skip


def test_a_text_that_stands_there_twice_is_looked_at_once(data: Path) -> None:
    seen: list[str] = []

    def counting(texts: Sequence[str], suggest: bool) -> Flags:
        seen.extend(texts)
        return look(texts, suggest)

    measured = measure(load_seed(data), [], counting)
    assert seen == [ARTICLE]
    assert [verdict.first for verdict in measured.outcomes[INFORMED].verdicts] == [True, False]
    assert "| 1/1 " in seed_report(measured).splitlines()[-1]
    assert [goal.measured for goal in seed_goals(measured)] == [1]


def test_the_word_alone_counts(data: Path) -> None:
    alone = measure(load_pairs(data), [Peer("blind", blind)], look)
    carried = measure(load_pairs(data, CARRIER), [], blind)
    *_, ours, peer = pairs_report(alone, carried).splitlines()
    assert [ours.count("1.00 (2/2;"), ours.count("0.00 (0/2;")] == [3, 1]
    assert peer.rstrip("| ").count("/2;") == 3
    assert [goal.reached for goal in pairs_goals(alone)] == [True]
    assert [goal.reached for goal in pairs_goals(carried)] == [False]


def test_goals_speak_of_medlint(data: Path) -> None:
    reached = planted_goals(measure(load_planted(data), [Peer("blind", blind)], look))
    assert all(goal.reached for goal in reached)
    assert not any(goal.reached for goal in planted_goals(measure(load_planted(data), [], blind)))


def test_the_listing_names_misses_wrong_ranks_and_false_flags(data: Path) -> None:
    def poor(texts: Sequence[str], suggest: bool) -> Flags:
        found = look(texts, suggest)
        return [
            [flag_word(text, 3, 8, ["drunk"])] if "drimk" in text else flags
            for text, flags in zip(texts, found, strict=True)
        ]

    told = list(listing(measure(load_planted(data), [], poor)))
    assert told[0].split() == ["rank", "drimk", "→", "drink", "offered:", "drimk", "→", "drunk"]
    assert told[1].startswith("false ")
    assert "⟦fine⟧" in told[1]
    assert [line.split()[0] for line in listing(measure(load_planted(data), [], blind))] == [
        "missed",
        "missed",
    ]
