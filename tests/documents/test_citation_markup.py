"""Citations that are markup: read in real drafts, with the places they stand at in the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.documents.citations.markup import find_markup, template
from linter.documents.document import Document
from linter.ruleset.language import load_language

OPTIONS, _ = load_language(Path(__file__).parents[2] / "rules" / "language" / "en")


def read(text: str, suffix: str = "md") -> Document:
    return documents.read(text.encode(), Path(f"draft.{suffix}"), OPTIONS)


def marks(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, what stands in the source, and keys of each mark."""
    found = []
    for mark in document.citations:
        place = document.place_of(mark)
        found.append((mark.kind, document.source[place.start : place.end], mark.keys))
    return found


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        (r"\cite{okafor2011}", ("okafor2011",)),
        (r"\citep[see][p. 4]{okafor2011,amadi2012}", ("okafor2011", "amadi2012")),
        (r"\parencite{okafor2011}", ("okafor2011",)),
        ("{cite}`okafor2011,amadi2012`", ("okafor2011", "amadi2012")),
        ("{cite:p}`okafor2011`", ("okafor2011",)),
        (":cite:`okafor2011`", ("okafor2011",)),
        (":footcite:`okafor2011`", ("okafor2011",)),
        ("[Okafor2011]_", ("Okafor2011",)),
        ("cite:[okafor2011]", ("okafor2011",)),
        ('{{< cite "okafor2011" >}}', ("okafor2011",)),
        ("{% cite okafor2011 amadi2012 %}", ("okafor2011", "amadi2012")),
        ("{{sfn|Okafor|2011|p=4}}", ("Okafor 2011",)),
        ('[zotpressInText item="AB12CD34"]', ("AB12CD34",)),
    ],
)
def test_keys_in_markup(written: str, keys: tuple[str, ...]) -> None:
    document = read(f"Heat eases cramps {written}. Rest does, too.")
    assert marks(document) == [("key", written, keys)]
    assert " ".join(document.prose.split()) == "Heat eases cramps. Rest does, too."


@pytest.mark.parametrize("suffix", ["md", "txt"])
@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("<ref>Okafor N. Heat. 2011.</ref>", ()),
        ('<ref name="heat">Okafor N. *Heat*. https://ward.example/heat</ref>', ("heat",)),
        ("<ref name=heat />", ("heat",)),
        ("<ref name='heat'/>", ("heat",)),
        ("[efn_note]Okafor N. Heat. 2011.[/efn_note]", ()),
        ("[ref]Okafor N. Heat. 2011.[/ref]", ()),
        ("footnote:[Okafor N. Heat. 2011.]", ()),
    ],
)
def test_notes_in_the_text(written: str, keys: tuple[str, ...], suffix: str) -> None:
    document = read(f"Heat eases cramps.{written} Rest does, too.", suffix)
    assert marks(document) == [("footnote", written, keys)]
    assert document.prose.strip() == "Heat eases cramps. Rest does, too."


def test_the_text_of_a_note_is_an_entry() -> None:
    document = read('Heat helps.<ref name="a">Okafor N. Heat. 2011. doi:10.1234/wj.1</ref>')
    (entry,) = document.references
    assert (entry.kind, entry.key, entry.url) == ("note", "a", "https://doi.org/10.1234/wj.1")
    assert entry.source is not None
    assert document.source[slice(entry.source.start, entry.source.end)].startswith("Okafor N.")


@pytest.mark.parametrize(
    "text",
    [
        "Heat helps.<ref>It never ends, and this goes on.",
        "Heat helps.<ref>One paragraph\n\nends before</ref> the tag does.",
        "Recited text and excited readers cite nothing: cite, cited, citing.",
        "A [ref] without its end, and an [efn_note] too.",
        "Code such as `\\cite{key}` is code.",
        "{{ page.title }} and {% include cite.html %} are templates.",
    ],
)
def test_markup_that_cites_nothing(text: str) -> None:
    assert marks(read(text)) == []


def test_other_templates_are_noted_by_name() -> None:
    document = read("Heat helps.{{Citation needed|date=May 2021}} {{< figure src=x >}}")
    (note,) = document.notes
    assert (note.kind, note.key) == ("template", "citation needed")
    assert note.source is not None
    assert document.source[slice(note.source.start, note.source.end)].endswith("2021}}")


@pytest.mark.parametrize("text", ["{{", "{{}}", "{%%}", "{{|a}}", "{{{cite}}}", "{{cite"])
def test_broken_templates_are_none(text: str) -> None:
    assert template(text)[0] in ("", "template")


@given(st.text(alphabet=r"\cite{}[]<ref>/`:_ anote", max_size=200))
def test_markup_lies_in_the_source_in_any_text(text: str) -> None:
    for each in find_markup(text):
        assert 0 <= each.start < each.end <= len(text)
        if each.content:
            assert each.start <= each.content.start <= each.content.end <= each.end


@given(st.text(alphabet=r"\cite{}[]<ref>/`:_ note^1@.", max_size=120))
def test_any_text_with_such_signs_is_read(text: str) -> None:
    for suffix in ("md", "txt", "html"):
        document = read(text, suffix)
        for mark in document.citations:
            place = document.place_of(mark)
            assert 0 <= place.start <= place.end <= len(document.source)


def test_footnotes_and_labels_without_a_definition() -> None:
    document = read("Heat helps.[^1] Rest does.[^heat]\n\n[^1]: Okafor N. Heat. 2011.\n")
    assert marks(document) == [("footnote", "[^1]", ("1",)), ("footnote", "[^heat]", ("heat",))]
    assert [(each.kind, each.key) for each in document.references] == [("footnote", "1")]


def test_a_footnote_of_several_paragraphs_is_one_entry() -> None:
    document = read("Heat helps.[^a]\n\n[^a]: Okafor N. Heat.\n\n    It is long.\n\n[^b]: Amadi.\n")
    assert [each.key for each in document.references] == ["a", "b"]


def test_a_note_of_pandoc_is_a_mark() -> None:
    assert [kind for kind, _, _ in marks(read("Heat helps.^[Okafor N. Heat. 2011.]"))] == [
        "footnote"
    ]
