"""The dictionaries: how a table is read, and what the shipped ones know."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling.bitmaps import bitmap, middles
from linter.checkers.spelling.candidates import one_step
from linter.checkers.spelling.lexicon import (
    CODE_STEP,
    CODES,
    KNOWN_BIT_COUNT,
    SOUND_BIT_COUNT,
    DamagedTableError,
    Flag,
    Lexicon,
    open_lexicon,
    open_table,
    shipped,
)
from linter.checkers.spelling.skeleton import SOUNDS, skeleton
from tools.dictionaries.writing import compiled

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n"), max_size=12)
KEYS = TEXT.filter(bool)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped one."""
    return shipped()


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    """A lexicon of a few words."""
    words = {"fever": "lgm", "mcardle": "cn McArdle", "zoloft": "cmd"}
    rare = {"gonorrhoeal": "lm"}
    files = {
        "words.lex": compiled(words),
        "gpl.lex": compiled(rare),
        "frequency.lex": compiled({"fever": "42", "pain": "50"}),
        "domain.lex": compiled({"fever": "51"}),
        "pairs.lex": compiled({"high": " fever=k fevers=b"}),
        "dialects.lex": compiled({"anaemia": "aanemia", "anemia": "banaemia"}),
        "sounds.lex": compiled({"fvr": "fever favor"}),
        "known.bits": bitmap(words | rare, KNOWN_BIT_COUNT),
        "middles.bits": middles(words | rare),
        "sounds.bits": bitmap(["fvr"], SOUND_BIT_COUNT),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return open_lexicon(tmp_path)


@given(st.dictionaries(KEYS, TEXT, max_size=60), KEYS)
def test_a_table_gives_back_what_was_put_in_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, str], other: str
) -> None:
    path = tmp_path_factory.mktemp("tables") / "x.lex"
    path.write_bytes(compiled(entries))
    table = open_table(path)
    assert dict(table.items()) == entries
    assert {key: table.get(key) for key in entries} == entries
    assert set(table) == entries.keys()
    assert (other in table) == (other in entries)


def test_a_key_is_no_part_of_another(tmp_path: Path) -> None:
    (tmp_path / "x.lex").write_bytes(compiled({"hyperthermia": "l", "thermia": "l x"}))
    table = open_table(tmp_path / "x.lex")
    assert [table.get(key) for key in ("hyper", "thermi", "hermia", "x", "l", "")] == [None] * 6


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "longer", "other"])
def test_a_damaged_table_says_so(tmp_path: Path, damage: str) -> None:
    data = compiled({"fever": "l", "pain": "l"})
    changed = {"empty": b"", "cut": data[:-3], "longer": data + b"x", "other": b"PK" + data[2:]}
    path = tmp_path / "words.lex"
    if damage in changed:
        path.write_bytes(changed[damage])
    with pytest.raises(DamagedTableError, match=r"words\.lex.*Install medlint again"):
        open_table(path)


def test_damaged_bits_say_so(small: Lexicon, tmp_path: Path) -> None:
    assert small.flags("fever")
    (tmp_path / "known.bits").write_bytes(b"x")
    with pytest.raises(DamagedTableError, match=r"known\.bits"):
        open_lexicon(tmp_path)


def test_words_have_flags_and_ways_to_write_them(small: Lexicon) -> None:
    assert (small.flags("fever"), small.flags("FEVER"), small.flags("fevr")) == ("lgm", "lgm", "")
    assert (small.flags("gonorrhoeal"), small.flags("McArdle")) == ("lm", "cn")
    assert (small.spellings("mcardle"), small.spellings("fever")) == (("McArdle",), ())


def test_frequency_is_the_larger_of_general_and_medical_use(small: Lexicon) -> None:
    found = [small.frequency(word) for word in ("fever", "Fever", "pain", "fevr")]
    assert found == [5.1, 5.1, 5.0, 0.0]


def test_pairs_dialects_and_sounds(small: Lexicon) -> None:
    assert small.pair("high", "Fever") == pytest.approx(CODES.index("k") * CODE_STEP)
    assert (small.pair("high", "feve"), small.pair("fever", "high")) == (0.0, 0.0)
    assert (small.american("anaemia"), small.british("anaemia")) == ("anemia", "")
    assert (small.british("Anemia"), small.american("fever")) == ("anaemia", "")
    assert (small.sounds_like("fvr"), small.sounds_like("xx")) == (("fever", "favor"), ())


def test_the_bitmap_never_denies_a_known_word(lexicon: Lexicon) -> None:
    keys = [key for table in lexicon.words for key in list(table)[::50]]
    assert len(keys) > 5_000
    assert all(map(lexicon.maybe_known, keys))
    assert lexicon.among(keys) == keys


def test_the_bitmap_rejects_nearly_all_other_strings(lexicon: Lexicon) -> None:
    strings = [f"{key}qx" for key in list(lexicon.words[0])[::100]]
    assert len(lexicon.among(strings)) < len(strings) * 0.1
    assert lexicon.among(strings) == [each for each in strings if lexicon.maybe_known(each)]


@given(st.text("aetz'1", max_size=7))
def test_all_known_steps_are_found_without_making_each(word: str) -> None:
    lexicon = shipped()
    steps = lexicon.one_step(word)
    assert lexicon.listed(one_step(word)) <= steps <= set(lexicon.among(one_step(word)))


@given(st.text(SOUNDS, max_size=5))
def test_all_skeletons_nearby_are_found(sounds: str) -> None:
    lexicon = shipped()
    there = {each for each in one_step(sounds, SOUNDS) if each in lexicon.sounds}
    assert there <= lexicon.sounds_near(sounds) <= one_step(sounds, SOUNDS)


def test_words_that_sound_alike_are_filed_by_their_use(lexicon: Lexicon) -> None:
    for sounds in list(lexicon.sounds)[::500]:
        usual = list(map(lexicon.frequency, lexicon.sounds_like(sounds)))
        assert usual == sorted(usual, reverse=True)


def test_words_are_looked_up_many_at_once(lexicon: Lexicon) -> None:
    words = [key for table in lexicon.words for key in list(table)[::500]]
    words += ["thearpy", "xqzv", ""]
    right = {word for word in words if Flag.LOWER in lexicon.flags(word)}
    assert 500 < len(right) < len(words)
    assert lexicon.right_in_lower_case(words) == right
    assert lexicon.listed(words) == {word for word in words if lexicon.flags(word)}


def test_a_word_stands_in_one_word_table_only(lexicon: Lexicon) -> None:
    first, second = lexicon.words
    assert not [key for key in second if key in first]


@pytest.mark.parametrize(
    "word",
    [
        "ketamine",
        "semaglutide",
        "pembrolizumab",
        "haemorrhage",
        "hemorrhage",
        "oesophagus",
        "esophagus",
        "naïve",
        "naive",
        "caregiver",
        "don't",
        "angiitis",
        "sarcoidosis",
        "hepatocyte",
        "metatarsal",
        "bradykinesia",
        "bioavailability",
        "randomised",
        "randomized",
        "immunohistochemistry",
        "apoptosis",
        "covariates",
        "transcriptome",
        "comorbidities",
        "psychoeducation",
        "titrated",
        "catheterization",
        "catheterisation",
        "dyspnoea",
        "dyspnea",
    ],
)
def test_medical_english_is_known(lexicon: Lexicon, word: str) -> None:
    assert Flag.LOWER in lexicon.flags(word)


@pytest.mark.parametrize(
    "word",
    [
        "Alzheimer",
        "Parkinson",
        "Crohn",
        "Guillain",
        "Zoloft",
        "Humira",
        "Ozempic",
        "Casgevy",
        "Chicago",
        "Nakamura",
    ],
)
def test_names_and_brands_need_a_capital(lexicon: Lexicon, word: str) -> None:
    flags = lexicon.flags(word)
    assert Flag.CAPITAL in flags
    assert Flag.LOWER not in flags


@pytest.mark.parametrize(
    "word",
    [
        "pregancy",
        "diabete",
        "recieved",
        "thearpy",
        "hydochloride",
        "melatonine",
        "syndrom",
        "develope",
        "inflamation",
        "opthalmology",
        "occured",
        "haemorrage",
        "jauncice",
        "prominant",
        "qxzzy",
    ],
)
def test_misspellings_are_not_known(lexicon: Lexicon, word: str) -> None:
    assert Flag.LOWER not in lexicon.flags(word)


def test_drugs_are_marked_and_common_substances_are_not(lexicon: Lexicon) -> None:
    drugs = [
        "aspirin",
        "ketamine",
        "hydralazine",
        "hydroxyzine",
        "insulin",
        "morphine",
        "zoloft",
        "humira",
    ]
    assert [word for word in drugs if Flag.DRUG not in lexicon.flags(word)] == []
    others = ["water", "honey", "fever", "protein", "virus", "pride", "patient", "bell"]
    assert [word for word in others if Flag.DRUG in lexicon.flags(word)] == []


def test_insults_are_marked_and_plain_words_are_not(lexicon: Lexicon) -> None:
    assert Flag.OFFENSIVE in lexicon.flags("wop")
    plain = [
        "the",
        "prick",
        "screw",
        "boy",
        "anus",
        "breast",
        "penis",
        "vagina",
        "guinea",
        "tool",
        "shaft",
    ]
    assert [word for word in plain if Flag.OFFENSIVE in lexicon.flags(word)] == []


def test_what_is_said_of_words(lexicon: Lexicon) -> None:
    assert lexicon.spellings("dna") == ("DNA",)
    assert lexicon.spellings("mcardle") == ("McArdle",)
    assert lexicon.british("hemorrhage") == "haemorrhage"
    assert lexicon.american("tumour") == "tumor"
    assert Flag.BRITISH in lexicon.flags("tumour")
    assert Flag.AMERICAN in lexicon.flags("tumor")
    assert lexicon.frequency("the") > lexicon.frequency("fever") > lexicon.frequency("kuru") > 0
    assert lexicon.pair("blood", "pressure") > lexicon.pair("blood", "table")
    assert Flag.RARE in lexicon.flags("seif")


def test_the_table_of_sounds_is_current(lexicon: Lexicon) -> None:
    rows = list(lexicon.sounds.items())[::20]
    stale = [word for sounds, row in rows for word in row.split() if skeleton(word) != sounds]
    assert stale == [], "skeleton.py has changed: run “python -m tools.dictionaries build”"
    assert "pneumonia" in lexicon.sounds_like(skeleton("neumonia"))


def test_tables_hold_frequencies_and_pairs_of_known_words_only(lexicon: Lexicon) -> None:
    for table in (lexicon.general, lexicon.domain, lexicon.pairs, lexicon.dialects):
        assert [key for key in list(table)[::200] if not lexicon.flags(key)] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_it_is_usable_after_a_fork(lexicon: Lexicon) -> None:
    assert lexicon.flags("fever")
    child = os.fork()
    if not child:
        os._exit(0 if lexicon.flags("fever") and not lexicon.flags("fevver") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
