"""Which words need no further look."""

from __future__ import annotations

import pytest

from linter.checkers.spelling.accepting import Acceptor
from linter.checkers.spelling.language import language_of
from linter.checkers.spelling.lexicon import shipped
from linter.ruleset.language import load_word_lists
from linter.storage import rules_folder

ACCEPTOR = Acceptor(
    shipped(),
    language_of(load_word_lists(rules_folder() / "language" / "en")),
    {"zzyq"}.__contains__,
)


@pytest.mark.parametrize(
    "form",
    [
        "therapy",
        "Therapy",
        "THERAPY",
        "patient’s".replace("’", "'"),
        "patients'",
        "don't",
        "haemorrhage",
        "hemorrhage",
        "ther\u00adapy",
        "ﬁbrosis",
        "nai\u0308ve",
        "naive",
        "nonhospice",
        "tickborne",
        "cardiofaciocutaneous",
        "fluorodeoxyglucose",
        "upregulated",
        "xiv",
        "mmol",
        "µmol",
        "NSAIDs",
        "BRCA1",
        "mRNA",
        "TNFα",
        "metformin",
        "Alzheimer's",
    ],
)
def test_right_words(form: str) -> None:
    assert ACCEPTOR.accepts(form.removesuffix("s'") + ("s" if form.endswith("s'") else ""))


@pytest.mark.parametrize(
    "form",
    [
        "thearpy",
        "Thearpy",
        "THEARPY",
        "thearpy's",
        "ther\u00adpay",
        "ﬁborsis",
        "deeloped",  # no de- and “eloped”
        "comuted",
        "celll",
        "zimbabwe",  # a name needs its capital
        "metfromin",
        "cardiofaciocutanous",
        "nonhospise",
        "xivv",
        "zzyqs",
    ],
)
def test_wrong_words(form: str) -> None:
    assert not ACCEPTOR.accepts(form)


@pytest.mark.parametrize("word", ["pre", "clinico", "vulvo", "cardio", "gastro"])
def test_stems_that_stand_before_a_hyphen(word: str) -> None:
    assert ACCEPTOR.is_stem(word)


@pytest.mark.parametrize("word", ["thearpy", "painfulo", "xo"])
def test_no_stems(word: str) -> None:
    assert not ACCEPTOR.is_stem(word)


def test_words_of_the_user() -> None:
    assert all(map(ACCEPTOR.owns, ["zzyq", "zzyq's", "zz\u00adyq"]))
    assert not ACCEPTOR.owns("zzyqs")
