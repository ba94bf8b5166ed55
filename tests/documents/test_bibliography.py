"""Bibliographies: what is read from BibTeX, CSL-JSON, CSL-YAML and RIS, and what is told."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.citations.bibliography import bibtex, csl, ris
from linter.documents.citations.bibliography.gathering import named, read_file
from linter.documents.citations.bibliography.items import BibliographyError, Contents
from linter.yamltext import parse

BIB = r"""
@string{wj = "Ward Journal"}
@comment{kept apart}

@article{okafor2011,
  author = {Okafor, Ngozi and van der Berg, Jan and others},
  title = {{Heat} and cramps at night: a \textit{small} trial},
  journal = wj, year = 2011,
  doi = {https://doi.org/10.1234/WJ.11},
}
@online{board,
  author = {{World Sleep Board}}, title = "R{\'e}st", date = {2012-03-04},
  url = {https://board.example/a\_b}, urldate = {2021-05-03}
}
@misc{okafor2011, title = {the same key again}}
@misc{soon, author = {Ren{\'e} Amadi}, title = {Salt}, pubstate = {in press}}
"""
RIS = """TY  - JOUR
ID  - okafor2011
AU  - Okafor, Ngozi
AU  - Lund, A
TI  - Heat and cramps
JO  - Ward Journal
PY  - 2011/03/01
DO  - 10.1234/wj.11
ER  -

TY  - JOUR
AU  - Amadi, R
T1  - Rest after a fall
Y1  - 2012
ER  -
"""
CSL = [
    {
        "id": "okafor2011",
        "type": "article-journal",
        "title": "<i>Heat</i> and cramps",
        "author": [{"family": "Okafor", "given": "N"}, {"literal": "World Sleep Board"}],
        "issued": {"date-parts": [["2011", 3]]},
        "DOI": "10.1234/wj.11",
        "PMID": 1234567,
        "PMCID": "PMC1234567",
    },
    {"id": "board", "title": "Rest", "URL": "https://board.example", "accessed": {"raw": "2021"}},
    {"id": "okafor2011", "title": "again"},
]


def bib(text: str) -> Contents:
    return bibtex.read(text, Path("refs.bib"))


def test_bibtex_gives_names_title_year_and_identifiers() -> None:
    item = bib(BIB).items["okafor2011"]
    entry = item.entry
    assert entry.authors == ("Okafor", "van der Berg")
    assert (entry.persons, entry.et_al) == (True, True)
    assert entry.title == "Heat and cramps at night: a small trial"
    assert (entry.year, entry.dated, entry.doi) == ("2011", True, "10.1234/wj.11")
    assert item.identifiers == {"DOI": "10.1234/WJ.11"}
    assert "Ward Journal" in entry.text


def test_bibtex_knows_organisations_dates_and_days_of_reading() -> None:
    entry = bib(BIB).items["board"].entry
    assert (entry.authors, entry.persons) == (("World Sleep Board",), False)
    assert (entry.title, entry.year) == ("Rést", "2012")
    assert (entry.urls, entry.accessed) == (("https://board.example/a_b",), True)
    assert bib(BIB).items["soon"].entry.undated


def test_entries_of_bibtex_have_their_lines_and_know_of_their_doubles() -> None:
    items = bib(BIB).items
    assert {key: item.line for key, item in items.items()} == {
        "okafor2011": 5,
        "board": 11,
        "soon": 16,
    }
    assert items["okafor2011"].again == (15,)


def test_one_broken_entry_costs_only_itself() -> None:
    contents = bib("@misc{a, title={A}}\n@misc{b, title = {never closed\n@misc{c, title={C}}\n")
    assert set(contents.items) == {"a", "c"}
    assert len(contents.faults) == 1
    assert contents.faults[0].startswith("line 2: The entry “b” cannot be read")


def test_a_field_that_stands_twice_does_not_hide_the_entry() -> None:
    contents = bib("@misc{a, title={A}, title={B}, year=2001}")
    assert (set(contents.items), contents.faults) == ({"a"}, ())


@pytest.mark.parametrize("text", ["no bibliography at all", "{}", "<html></html>"])
def test_what_is_no_bibtex_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BibliographyError, match="holds no entry"):
        bib(text)


@given(st.text(alphabet="@{}(),=\"'\\$%#~ abyear19\n", max_size=80))
def test_no_text_makes_reading_bibtex_fail(text: str) -> None:
    try:
        contents = bib(text)
    except BibliographyError:
        return
    assert all(item.key == key and key for key, item in contents.items.items())


@pytest.mark.parametrize(
    ("module", "missing"), [(bibtex, "bibtexparser.entrypoint"), (ris, "rispy")]
)
def test_without_its_package_a_file_says_how_to_get_it(
    module: object, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(BibliographyError, match=r'pip install "medlint\[bib\]"'):
        module.read("@misc{a,}", Path("refs.bib"))  # type: ignore[attr-defined]


def test_csl_json_gives_the_same() -> None:
    text = json.dumps(CSL, indent=1)
    items = csl.read(text, Path("refs.json")).items
    item = items["okafor2011"]
    assert item.entry.authors == ("Okafor", "World Sleep Board")
    assert (item.entry.title, item.entry.year) == ("Heat and cramps", "2011")
    assert item.identifiers == {
        "DOI": "10.1234/wj.11",
        "PMID": "1234567",
        "PMCID": "PMC1234567",
    }
    places = [n for n, line in enumerate(text.split("\n"), 1) if '"okafor2011"' in line]
    assert [item.line, *item.again] == places
    assert items["board"].entry.accessed


def test_csl_as_yaml_is_read_too() -> None:
    text = (
        "references:\n- id: okafor2011\n  title: Heat\n  issued: 2011\n- id: board\n  title: Rest\n"
    )
    items = csl.read_yaml(text, Path("refs.yaml")).items
    assert [(key, item.line) for key, item in items.items()] == [("okafor2011", 2), ("board", 5)]
    assert items["okafor2011"].entry.year == "2011"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[{]", "line 1: This is no valid JSON"),
        ('\n["a"]', "holds no list of references"),
        ('{"a": 1}', "holds no list of references"),
        ("[" * 100_000, "nested too deeply|no valid JSON"),
    ],
)
def test_what_is_no_csl_is_told(text: str, told: str) -> None:
    with pytest.raises(BibliographyError, match=told):
        csl.read(text, Path("refs.json"))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "author", "issued", "title", "date-parts", "family"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_no_json_makes_reading_csl_fail(value: object) -> None:
    with suppress(BibliographyError):
        assert csl.read(json.dumps([value]), Path("refs.json")).faults == ()


def test_ris_gives_the_same_and_makes_keys_of_name_and_year() -> None:
    items = ris.read(RIS, Path("refs.ris")).items
    entry = items["okafor2011"].entry
    assert (entry.authors, entry.persons) == (("Okafor", "Lund"), True)
    assert (entry.title, entry.year, entry.doi) == ("Heat and cramps", "2011", "10.1234/wj.11")
    assert items["Amadi2012"].entry.title == "Rest after a fall"
    assert [item.line for item in items.values()] == [1, 11]


@pytest.mark.parametrize("change", ["", "\r\n", "no end", "one space"])
def test_ris_of_careless_programs_is_read(change: str) -> None:
    text = RIS
    if change == "\r\n":
        text = text.replace("\n", "\r\n")
    elif change == "no end":
        text = text.replace("ER  -\n", "")
    elif change == "one space":
        text = text.replace("ID  - ", "ID - ")
    assert set(ris.read(text, Path("refs.ris")).items) == {"okafor2011", "Amadi2012"}


@pytest.mark.parametrize(
    ("name", "told"), [("refs.enl", "in .enl format is not read"), ("refs", "in no format")]
)
def test_other_formats_are_refused_with_advice(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_text("x")
    faults = read_file(tmp_path / name).faults
    assert told in faults[0]
    assert "Export the library as BibTeX" in faults[0]


def test_a_file_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "refs.json"
    file.write_text('[{"id": "a"}]')
    assert set(read_file(file).items) == {"a"}
    file.write_text('[{"id": "a"}, {"id": "bc"}]')
    assert set(read_file(file).items) == {"a", "bc"}


def test_old_encodings_and_byte_order_marks_do_no_harm(tmp_path: Path) -> None:
    for data in ("@misc{a, title={Café}}".encode("latin-1"), b"\xef\xbb\xbf@misc{a, title={C}}"):
        (tmp_path / "refs.bib").write_bytes(data)
        assert set(read_file(tmp_path / "refs.bib").items) == {"a"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("refs.bib", [("refs.bib", 1)]),
        ("[a.bib, b.ris]", [("a.bib", 1), ("b.ris", 1)]),
        ("\n- a.bib\n- b.ris", [("a.bib", 2), ("b.ris", 3)]),
        ("\nmain: a.bib\nothers: [b.ris]", [("a.bib", 2), ("b.ris", 3)]),
        ("''", []),
    ],
)
def test_all_ways_to_name_bibliographies_are_known(text: str, names: list[object]) -> None:
    assert list(named(parse(text, ""))) == names
