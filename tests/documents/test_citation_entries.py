"""What is understood of an entry of the reference list, in the styles that writers use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.documents.citations.entries import Entry, parse, plain, read_entry
from linter.documents.model import Reference
from linter.ruleset.language import load_language

OPTIONS, _ = load_language(Path(__file__).parents[2] / "rules" / "language" / "en")
NOWHERE = Reference(0, 0)


def entry(text: str) -> Entry:
    return parse(NOWHERE, text)


@pytest.mark.parametrize(
    ("text", "authors", "year", "title"),
    [
        (
            "Okafor N, van der Berg JT, O'Neill A. Heat and cramps. Ward J. 2011;3(2):4-9.",
            ("Okafor", "van der Berg", "O'Neill"),
            "2011",
            "Heat and cramps",
        ),
        (
            "Okafor, N., Amadi, R. B., & Reyes-Lund, J. (2012). Rest after a fall. Ward, 4.",
            ("Okafor", "Amadi", "Reyes-Lund"),
            "2012",
            "Rest after a fall",
        ),
        (
            "Okafor N, Amadi R (1998) Heat in 1950 and now. Ward J 12: 1910–1914.",
            ("Okafor", "Amadi"),
            "1998",
            "Heat in 1950 and now",
        ),
        (
            "Okafor, Ngozi, and Rita Amadi. “Heat at Night.” Ward Journal 3 (2011): 4–9.",
            ("Okafor", "Amadi"),
            "2011",
            "Heat at Night",
        ),
        (
            "World Health Organization. Heat in old age: a guide. Geneva: WHO; 2016.",
            ("World Health Organization",),
            "2016",
            "Heat in old age: a guide",
        ),
        (
            "Unger R. A revised theory of heat. J Heat. 2001;1:2.",
            ("Unger",),
            "2001",
            "A revised theory of heat",
        ),
        (
            "Okafor N, Amadi R, et al. Heat. Ward J 2003 12 2045 2049",
            ("Okafor", "Amadi"),
            "2003",
            "Heat",
        ),
    ],
)
def test_authors_year_and_title(text: str, authors: tuple[str, ...], year: str, title: str) -> None:
    found = entry(text)
    assert (found.authors, found.year, found.title) == (authors, year, title)


def test_identifiers_and_addresses() -> None:
    found = entry(
        "Okafor N. Heat. Ward J. 2011. doi:10.1234/WJ.11. PMID: 1234567; PMCID: PMC7654321. "
        "https://ward.example/heat. Accessed 3 May 2021."
    )
    assert (found.doi, found.pmid, found.pmcid) == ("10.1234/wj.11", "1234567", "PMC7654321")
    assert found.urls == ("https://ward.example/heat",)
    assert found.accessed
    assert found.year == "2011"


def test_the_day_of_reading_is_not_the_year() -> None:
    found = entry("Ward Board. Heat. https://ward.example/heat. Accessed 3 May 2021.")
    assert not found.dated
    assert entry("Okafor N. Heat. In press.").undated


@pytest.mark.parametrize(
    ("text", "suffix", "keys"),
    [
        ("# References\n\n1. A B.\n2. C D.\n", "md", ["1", "2"]),
        ("# References\n\n1. A B.\n1. C D.\n1. E F.\n", "md", ["1", "2", "3"]),
        ("# References\n\n1. A B.\n2. C D.\n4. E F.\n", "md", ["1", "2", "4"]),
        ("# References\n\n- A B.\n\n  More of it.\n- C D.\n", "md", ["1", "2"]),
        ("# References\n\n[1] Amadi B.\n\n[2] Okafor D.\n", "md", ["1", "2"]),
        ("Heat\n\nReferences\n\n1. Amadi B.\n2. Okafor D.\n", "txt", ["1", "2"]),
        ("Heat\n\nReferences\n\n[1] Amadi B.\n[2] Okafor D.\n", "txt", ["1", "2"]),
        (
            "Heat\n\nReferences\n\n1 Amadi B Heat\n\n2 Okafor D Rest\n\n3 2010 Heat\n",
            "txt",
            list("123"),
        ),
        ("<h2>Sources</h2><ol><li><p>A B.</p><p>C.</p></li><li>D</li></ol>", "html", ["1", "2"]),
        ('<ol class="wp-block-footnotes"><li>A B.</li><li>C D.</li></ol>', "html", ["1", "2"]),
    ],
)
def test_the_numbers_of_a_list(text: str, suffix: str, keys: list[str]) -> None:
    document = documents.read(text.encode(), Path(f"draft.{suffix}"), OPTIONS)
    assert [each.key for each in document.references] == keys


def test_an_address_alone_is_an_entry() -> None:
    text = "# References\n\n1. https://ward.example/heat\n2. Okafor N. Heat. 2011.\n"
    document = documents.read(text.encode(), Path("draft.md"), OPTIONS)
    first, second = (read_entry(document, each) for each in document.references)
    assert (first.reference.key, first.urls, first.text) == (
        "1",
        ("https://ward.example/heat",),
        "",
    )
    assert second.authors == ("Okafor",)


def test_reading_lists_are_told_apart() -> None:
    text = "# Further reading\n\n1. Okafor N. Heat. 2011.\n"
    document = documents.read(text.encode(), Path("draft.md"), OPTIONS)
    assert [each.kind for each in document.references] == ["reading"]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = entry(text)
    assert len(found.year) in (0, 4)
    assert plain(found.title).isalnum() or not plain(found.title)
