"""The forms that `word~` stands for."""

from __future__ import annotations

import pytest

from linter.ruleset.inflection import forms


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("reduce", {"reduce", "reduces", "reduced", "reducing", "reduce's"}),
        ("ease", {"eases", "eased", "easing"}),
        ("relieve", {"relieves", "relieved", "relieving"}),
        ("cure", {"cures", "cured", "curing"}),
        ("treat", {"treats", "treated", "treating"}),
        ("boost", {"boosts", "boosted", "boosting"}),
        ("study", {"studies", "studied", "studying"}),
        ("play", {"plays", "played", "playing"}),
        ("stop", {"stops", "stopped", "stopping"}),
        ("prevent", {"prevents", "prevented", "preventing"}),
        ("prefer", {"prefers", "preferred", "preferring"}),
        ("benefit", {"benefits", "benefited", "benefiting", "benefitted"}),
        ("fix", {"fixes", "fixed", "fixing"}),
        ("wash", {"washes", "washed", "washing"}),
        ("miss", {"misses", "missed", "missing"}),
        ("show", {"shows", "showed", "showing"}),
        ("die", {"dies", "died", "dying"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("heal", {"heals", "healed", "healing"}),
        ("patient", {"patients", "patient's"}),
        ("therapy", {"therapies", "therapy's"}),
    ],
)
def test_regular_forms(word: str, expected: set[str]) -> None:
    assert expected <= set(forms(word, {}))


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("reduce", "reduceing"),
        ("stop", "stoped"),
        ("treat", "treatted"),
        ("study", "studys"),
        ("show", "showwed"),
        ("die", "dieing"),
        ("agree", "agreing"),
        ("fix", "fixxed"),
    ],
)
def test_forms_that_do_not_exist(word: str, wrong: str) -> None:
    assert wrong not in forms(word, {})


def test_the_word_itself_comes_first_and_no_form_twice() -> None:
    made = forms("benefit", {})
    assert made[0] == "benefit"
    assert len(set(made)) == len(made)


def test_listed_forms_replace_the_regular_ones() -> None:
    assert forms("take", {"take": ("takes", "took", "take")}) == ("take", "takes", "took")


@pytest.mark.parametrize("word", ["a", "y", "é", "x-ray", "w", "ie"])
def test_any_word_has_forms(word: str) -> None:
    assert forms(word, {})[0] == word
