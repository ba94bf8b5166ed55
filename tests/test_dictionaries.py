"""How the dictionaries are built: sources and their licences, reading, cleaning, writing."""

from __future__ import annotations

import hashlib
import io
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling.bitmaps import bitmap, middles
from linter.checkers.spelling.lexicon import DATA, Flag
from tools.dictionaries import hunspell
from tools.dictionaries.__main__ import OTHERS
from tools.dictionaries.archives import NoSuchMemberError, member
from tools.dictionaries.building import READERS, WEIGHTS
from tools.dictionaries.cleaning import Usage, is_form, kind_of_slip, suspects
from tools.dictionaries.decisions import Decisions, read_decisions
from tools.dictionaries.dialects import read_dialects
from tools.dictionaries.gathering import Gathered, gather
from tools.dictionaries.misspellings import listed_misspellings
from tools.dictionaries.selecting import Selection, select
from tools.dictionaries.sources import Source, SourceError, located, read_sources
from tools.dictionaries.texts import Kind, Shape, Text, sentences
from tools.dictionaries.writing import BadEntryError, compiled

TABLES = sorted(path.name for path in DATA.glob("*.*") if path.suffix in (".lex", ".bits"))
NOTHING = Decisions(frozenset(), frozenset(), frozenset(), {})


def sources_toml() -> dict[str, Any]:
    return tomllib.loads((DATA / "SOURCES.toml").read_text(encoding="utf-8"))


def gathered(**texts: Iterable[Text]) -> Gathered:
    named = {name.replace("_", "-"): each for name, each in texts.items()}
    return gather(named, dict.fromkeys(named, 10))


def chosen(
    found: Gathered,
    zipf: dict[str, float] | None = None,
    decisions: Decisions = NOTHING,
    misspellings: frozenset[str] = frozenset(),
) -> Selection:
    counts = {key: evidence.count for key, evidence in found.words.items()}
    usage = Usage(lambda word: (zipf or {}).get(word, 0.0), lambda word: counts.get(word, 0))
    return select(found.words, usage, decisions, misspellings)


def words(*texts: str, kind: Kind = Kind.WORD, flags: str = "g") -> list[Text]:
    return [Text(text, kind, flags) for text in texts]


# The sources


def test_every_source_that_is_read_is_described() -> None:
    assert {*READERS, *OTHERS} == read_sources().keys()
    assert WEIGHTS.keys() <= READERS.keys()


def test_every_shipped_file_has_a_licence_and_sources() -> None:
    toml = sources_toml()
    assert sorted(toml["files"]) == TABLES
    assert all(each["license"] and each["what"] for each in toml["files"].values())
    used = {name for source in read_sources().values() for name in source.into}
    assert used == set(TABLES)


def test_a_file_names_the_licences_of_all_its_sources() -> None:
    licences = {name: each["license"] for name, each in sources_toml()["files"].items()}
    for source in read_sources().values():
        for name in source.into:
            if not name.endswith(".bits"):  # holds no word
                parts = source.license.split(" AND ")
                assert [part for part in parts if part not in licences[name]] == [], source.name


def test_share_alike_and_gpl_words_stand_in_files_of_their_own() -> None:
    for source in read_sources().values():
        if "SA" in source.license or source.license.startswith("GPL"):
            shared = [name for name in source.into if not name.endswith(".bits")]
            alone = [each.name for each in read_sources().values() if shared[0] in each.into]
            assert (len(shared), alone) == (1, [source.name])


def test_notices_are_there() -> None:
    for name, source in sources_toml()["sources"].items():
        if file := source.get("notice-file"):
            assert (DATA / file).stat().st_size > 500, name


@pytest.mark.parametrize("key", ["sha256", "license", "stated", "notice", "version", "into"])
def test_a_source_without_its_papers_is_refused(tmp_path: Path, key: str) -> None:
    lines = (DATA / "SOURCES.toml").read_text(encoding="utf-8").splitlines()
    at = lines.index("[sources.mesh]")
    kept = [line for line in lines[at:] if not line.startswith(f"{key} =")]
    path = tmp_path / "SOURCES.toml"
    path.write_text("\n".join(lines[:at] + kept), encoding="utf-8")
    with pytest.raises(SourceError, match=rf"mesh lacks {key}"):
        read_sources(path)


def test_a_package_that_is_missing_or_changed_is_refused(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"words").hexdigest()
    source = Source("x", "pypi", "x", "1", "x-1.whl", digest, "MIT", "by x", ("words.lex",))
    with pytest.raises(SourceError, match="is missing: run"):
        located(source, tmp_path)
    (tmp_path / "x-1.whl").write_bytes(b"words")
    assert located(source, tmp_path) == tmp_path / "x-1.whl"
    (tmp_path / "x-1.whl").write_bytes(b"other words")
    with pytest.raises(SourceError, match=r"is not the x that SOURCES\.toml names"):
        located(source, tmp_path)


# Packages


def test_files_are_read_out_of_every_kind_of_package(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w:xz") as archive:
        info = tarfile.TarInfo("./usr/words")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"fever"))
    tar = inner.getvalue()
    header = b"%-16s%-12d%-6d%-6d%-8d%-10d`\n"
    odd = header % (b"debian-binary", 0, 0, 0, 0, 3) + b"2.0\n"
    deb = b"!<arch>\n" + odd + header % (b"data.tar.xz", 0, 0, 0, 0, len(tar)) + tar
    (tmp_path / "x.deb").write_bytes(deb)
    (tmp_path / "x.tgz").write_bytes(tar)
    with zipfile.ZipFile(tmp_path / "x.whl", "w") as wheel:
        wheel.writestr("usr/words", "fever")
    for name in ("x.deb", "x.tgz", "x.whl"):
        assert member(tmp_path / name, "usr/words") == b"fever"
        with pytest.raises(NoSuchMemberError, match="usr/other"):
            member(tmp_path / name, "usr/other")


AFFIXES = """SFX S Y 2
SFX S y ies [^aeiou]y
SFX S 0 s [^y]

PFX U Y 1
PFX U 0 un .

SFX D Y 1
SFX D 0 ed [^e]
"""


def test_affixes_are_applied_alone_and_together() -> None:
    affixes = hunspell.read_affixes(AFFIXES)
    assert list(hunspell.forms("biopsy/S", affixes)) == ["biopsy", "biopsies"]
    forms = ["treat", "untreat", "treated", "untreated"]
    assert sorted(hunspell.forms("treat/UD", affixes)) == sorted(forms)


# Words and how they are written


def shapes(text: str, kind: Kind) -> list[tuple[str, Shape]]:
    return [pair for sentence in sentences(Text(text, kind)) for pair in sentence]


def test_case_is_believed_where_it_can_be() -> None:
    assert shapes("Crohn disease of the ILEUM", Kind.TERM)[:2] == [
        ("Crohn", Shape.UNSURE),
        ("disease", Shape.LOWER),
    ]
    assert ("ILEUM", Shape.UPPER) in shapes("Crohn disease of the ILEUM", Kind.TERM)
    assert {shape for _, shape in shapes("Leriche Syndrome", Kind.TITLE)} == {Shape.UNSURE}
    assert {shape for _, shape in shapes("Leriche Syndrome", Kind.TERM)} == {Shape.UNSURE}
    prose = shapes("It hurts. Ask Dr Menière’s team.", Kind.PROSE)
    assert ("Ask", Shape.UNSURE) in prose
    assert ("Menière", Shape.CAPITAL) in prose
    assert shapes("mRNA", Kind.WORD) == [("mRNA", Shape.MIXED)]
    assert shapes("10mg of 5HT", Kind.TERM) == [("of", Shape.LOWER)]


def test_a_word_of_general_english_may_be_written_small_and_a_name_may_not() -> None:
    found = chosen(gathered(scowl=words("fever", "Boston"), people_names=words("Osler", flags="n")))
    assert {key: entry.flags for key, entry in found.entries.items()} == {
        "fever": "lg",
        "boston": "cg",
        "osler": "cn",
    }


def test_a_few_names_written_small_do_not_make_a_word() -> None:
    terms = words("the Crohn disease", kind=Kind.TERM, flags="m") * 9
    found = chosen(gathered(mondo=[*terms, *words("in crohn disease", kind=Kind.TERM, flags="m")]))
    assert Flag.LOWER not in found.entries["crohn"].flags
    assert Flag.LOWER in found.entries["disease"].flags


def test_unusual_ways_of_writing_are_kept() -> None:
    terms = words("Short mRNA of DNA in McArdle cells", kind=Kind.TERM, flags="m") * 2
    entries = chosen(gathered(mondo=terms, scowl=words("Zürich"))).entries
    assert [entries[key].forms for key in ("mrna", "dna", "mcardle", "cells")] == [
        ("mRNA",),
        ("DNA",),
        ("McArdle",),
        (),
    ]
    assert (entries["zurich"].forms, entries["zurich"].flags) == (("Zürich",), "cg")


def test_drugs_are_told_from_words_that_are_brands_too() -> None:
    official = words("ketamine", "water", kind=Kind.TITLE, flags="md")
    brands = words("Pride", "Zoloft", kind=Kind.BRAND, flags="m")
    found = chosen(
        gathered(scowl=words("ketamine", "water", "pride"), unii=[*official, *brands]),
        zipf={"water": 5.9, "pride": 4.4, "ketamine": 2.9},
    )
    drugs = {key for key, entry in found.entries.items() if Flag.DRUG in entry.flags}
    assert drugs == {"ketamine", "zoloft"}
    assert Flag.LOWER not in found.entries["zoloft"].flags


def test_words_of_a_gpl_list_alone_are_told_apart() -> None:
    found = chosen(gathered(openmedspel=words("asthenopia", "fever"), scowl=words("fever")))
    assert {key for key, entry in found.entries.items() if entry.gpl} == {"asthenopia"}


def test_neighbours_in_a_sentence_are_counted() -> None:
    found = gathered(mondo=words("Chronic pain. Chronic pain eases.", kind=Kind.PROSE))
    assert found.pairs["chronic", "pain"] == 2
    assert ("pain", "chronic") not in found.pairs
    assert found.words["pain"].count == 2


# Cleaning


@pytest.mark.parametrize(
    ("word", "meant", "kind"),
    [
        ("thearpy", "therapy", "swap"),
        ("theraphy", "therapy", "extra"),
        ("therpy", "therapy", "missing"),
        ("therepy", "therapy", "vowel"),
        ("theraby", "therapy", "consonant"),
        ("herapy", "therapy", ""),
        ("sherapy", "therapy", ""),
        ("thereby", "therapy", ""),
        ("therapy", "therapy", ""),
    ],
)
def test_kinds_of_slips(word: str, meant: str, kind: str) -> None:
    assert kind_of_slip(word, meant) == kind


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("tumours", "tumour"),
        ("oedema", "edema"),
        ("adrenalin", "adrenaline"),
        ("dorsale", "dorsal"),
    ],
)
def test_forms_and_spellings_are_no_slips(word: str, other: str) -> None:
    assert is_form(word, other)
    assert not is_form("syndrom", "syndrome")


def test_rare_words_near_far_commoner_ones_are_suspected() -> None:
    zipf = {"pregnancy": 4.3, "function": 4.8, "functional": 4.3}
    counts = {"pregnancy": 900, "pregancy": 2, "arachnoid": 80, "arachoid": 1, "choroid": 90}
    usage = Usage(lambda word: zipf.get(word, 0.0), lambda word: counts.get(word, 0))
    doubted = ["pregancy", "arachoid", "functions", "evaluable"]
    found = suspects(doubted, [*zipf, *counts], usage)
    assert {word: slip.meant for word, slip in found.items()} == {
        "pregancy": "pregnancy",
        "arachoid": "arachnoid",
    }


def test_slips_of_a_source_are_dropped_unless_someone_decided_otherwise() -> None:
    texts = [*words("a pregancy", kind=Kind.TERM), *words("in pregnancy", kind=Kind.TERM) * 50]
    zipf = {"pregnancy": 4.3}
    assert "pregancy" not in chosen(gathered(mondo=texts), zipf).entries
    kept = Decisions(frozenset({"pregancy"}), frozenset(), frozenset(), {})
    assert "pregancy" in chosen(gathered(mondo=texts), zipf, kept).entries
    general = gathered(mondo=texts, scowl=words("pregancy"))
    assert "pregancy" in chosen(general, zipf).entries


def test_listed_misspellings_and_refused_words_are_dropped() -> None:
    texts = words("the diabete hydochloride asthenopia", kind=Kind.TERM)
    refused = Decisions(frozenset(), frozenset({"diabete"}), frozenset(), {})
    found = chosen(gathered(mondo=texts), None, refused, frozenset({"hydochloride"}))
    assert {"diabete", "hydochloride"} & found.entries.keys() == set()
    assert "asthenopia" in found.entries


def test_fragments_of_running_text_are_no_words() -> None:
    prose = words("The ctyl of xy asthenopia.", kind=Kind.PROSE, flags="m")
    assert {"ctyl", "xy"} & chosen(gathered(chebi=prose)).entries.keys() == set()
    assert "asthenopia" in chosen(gathered(chebi=prose)).entries


def test_rare_general_words_near_common_ones_are_marked() -> None:
    found = chosen(
        gathered(scowl=words("roue", "route", "fever")), {"route": 4.6, "roue": 1.5, "fever": 4.2}
    )
    marked = {key for key, entry in found.entries.items() if Flag.RARE in entry.flags}
    assert marked == {"roue"}


def test_words_can_be_added() -> None:
    added = Decisions(frozenset(), frozenset(), frozenset(), {"Casgevy": "cmd", "fever": "lm"})
    found = chosen(gathered(scowl=words("fever")), None, added)
    assert found.entries["casgevy"].flags == "cmd"
    assert found.entries["fever"].flags == "lg"  # a source has it


def test_the_decisions_are_well_formed_and_still_needed() -> None:
    found = read_decisions()
    assert not found.keep & found.deny
    assert set("".join(found.add.values())) <= set("".join(Flag))
    assert {"dimeticone", "resectable"} <= found.keep


def test_the_rules_tables_of_misspellings_are_read() -> None:
    found = listed_misspellings()
    assert {"absense", "absenses", "recieved"} <= found
    assert not [word for word in found if not word.isalpha()]


# Writing


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=5), st.text("xyz ", max_size=3)))
def test_the_same_entries_give_the_same_bytes(entries: dict[str, str]) -> None:
    turned = dict(reversed(entries.items()))
    assert compiled(entries) == compiled(turned)
    assert bitmap(entries, 1 << 8) == bitmap(turned, 1 << 8)
    assert middles(entries) == middles(turned)


@pytest.mark.parametrize(("key", "value"), [("", "l"), ("a\tb", "l"), ("a\nb", "l"), ("a", "l\n")])
def test_entries_that_would_break_a_table_are_refused(key: str, value: str) -> None:
    with pytest.raises(BadEntryError):
        compiled({key: value})


def test_dialects_give_the_preferred_form_of_the_other_side() -> None:
    leukemia = [("leukemia", "American", True), ("leukaemia", "BritishIse", True)]
    both = [("judgment", "American", True), ("judgment", "BritishIse", False)]
    both += [("judgement", "BritishIse", True), ("judgement", "American", False)]
    found = read_dialects([leukemia, both], {"leukemia", "leukaemia", "judgment", "judgement"})
    assert found.others == {"leukemia": "bleukaemia", "leukaemia": "aleukemia"}
    assert (found.american, found.british) == ({"leukemia"}, {"leukaemia"})
