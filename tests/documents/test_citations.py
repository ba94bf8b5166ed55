"""Citation marks and reference lists, in documents put together by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.documents.builder import Builder
from linter.documents.document import Document
from linter.documents.model import BlockKind, Link, Note
from linter.ruleset.language import load_language

OPTIONS, _ = load_language(Path(__file__).parents[2] / "rules" / "language" / "en")
PARAGRAPH = BlockKind.PARAGRAPH
SOURCES = [
    "Okafor N. Heat and cramps. Ward J. 2011;3:4.",
    "Amadi R. Rest. Ward J. 2012;4:5. doi:10.1234/wj.55.",
    "Reyes J. Sleep. Ward J. 2013;5:6. PMID: 1234567.",
    "Halloran T. Salt. https://example.org/salt.",
]


def document(*paragraphs: str, references: list[str] | None = None) -> Document:
    """Paragraphs, then a reference list. ^…^ is raised, {…|url} a link, {fn:x} a footnote."""
    builder = Builder("".join(paragraphs), OPTIONS)
    for paragraph in paragraphs:
        add(builder, paragraph)
        builder.end_block(PARAGRAPH)
    if references:
        add(builder, "References")
        builder.end_block(BlockKind.HEADING, level=1)
        for entry in references:
            add(builder, entry)
            builder.end_block(BlockKind.LIST_ITEM, group=1)
    return builder.document(Path("draft.md"), "markdown")


def add(builder: Builder, text: str) -> None:
    """Add text to the open block, with its small markup read."""
    for index, piece in enumerate(text.split("^")):
        start = builder.offset
        for number, part in enumerate(piece.replace("}", "{").split("{")):
            if number % 2 == 0:
                builder.text(0, 0, part)
            elif part.startswith("fn:"):
                builder.notes.append(
                    Note("footnote-reference", builder.offset, builder.offset, part[3:])
                )
            else:
                shown, _, url = part.partition("|")
                place = builder.offset
                builder.text(0, 0, shown)
                builder.links.append(Link(place, builder.offset, url))
        if index % 2:
            builder.notes.append(Note("superscript", start, builder.offset))


def marks(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, words and keys of each mark."""
    return [
        (mark.kind, document.prose[mark.start : mark.end], mark.keys) for mark in document.citations
    ]


@pytest.mark.parametrize(
    ("text", "mark", "keys"),
    [
        ("Heat eases cramps [1].", "[1]", "1"),
        ("Heat eases cramps.[2]", "[2]", "2"),
        ("Heat eases cramps [1,2].", "[1,2]", "1 2"),
        ("Heat eases cramps [1–3].", "[1–3]", "1 2 3"),
        ("Heat eases cramps [1, 3-5].", "[1, 3-5]", "1 3 4 5"),
        ("Heat eases cramps [ 4; 7 ].", "[ 4; 7 ]", "4 7"),
        ("Heat eases cramps [5-3].", "[5-3]", "5 3"),
        ("Heat eased 12 cramps in 2014 [3–5].", "[3–5]", "3 4 5"),
        ("See {[2]|#ref-2} on heat.", "[2]", "2"),
        ("Heat eases cramps {7|#cite_note-7}.", "7", "7"),
    ],
)
def test_numbers_in_brackets(text: str, mark: str, keys: str) -> None:
    assert marks(document(text)) == [("numeric", mark, tuple(keys.split()))]


@pytest.mark.parametrize(
    "text",
    [
        "It began in spring [2020].",
        "The ratio was 0.8 [0.71–0.99].",
        "The ratio was 2 (95% CI [2, 7]).",
        "They stayed a median of 4 [2–7] days.",
        "Read [2](the second) first.",
        "Read [this][2] first.",
        "[4] Heat eases cramps.",
        "Heat [sic] eases [some] cramps [a].",
        "It was labelled with [14C] carbon.",
        "An empty [] pair, an open [1 and a closed 1].",
    ],
)
def test_brackets_that_cite_nothing(text: str) -> None:
    assert marks(document(text)) == []


def test_two_marks_side_by_side() -> None:
    assert [keys for _, _, keys in marks(document("Heat helps [1][2], [3]."))] == [
        ("1",),
        ("2",),
        ("3",),
    ]


def test_a_number_far_beyond_the_list_is_no_mark() -> None:
    assert marks(document("It fell to a level of [300].", references=SOURCES)) == []
    assert len(marks(document("Heat eases cramps [9].", references=SOURCES))) == 1


@pytest.mark.parametrize(
    ("text", "mark", "keys"),
    [
        ("Heat eases cramps.^3^ Rest helps.", "3", "3"),
        ("Heat eases cramps^1,2^.", "1,2", "1 2"),
        ("Heat^1–3^ eases cramps.", "1–3", "1 2 3"),
        ("Heat eases cramps ^4^ at night.", "4", "4"),
        ("Heat eases “cramps.”^4^", "4", "4"),
        ("Heat eases cramps.³ Rest helps.", "³", "3"),
        ("Heat eases cramps¹² and more.", "¹²", "12"),
        ("Heat eases cramps.¹,³⁻⁵", "¹,³⁻⁵", "1 3 4 5"),
        ("Heat eases cramps.{^8^|#fn8} Rest helps.".replace("{^8^|#fn8}", "^8^"), "8", "8"),
    ],
)
def test_raised_numbers(text: str, mark: str, keys: str) -> None:
    assert marks(document(text)) == [("superscript", mark, tuple(keys.split()))]


@pytest.mark.parametrize(
    "text",
    [
        "It covers 20 m^2^ of skin.",
        "It covers 20 m² of skin and 3 cm³ of fat.",
        "A mass of 30 kg/m² is high.",
        "There were 10⁶ cells, or 10^6^ of them.",
        "They explain half of it (R^2^ = 0.5, χ² = 3, η² = 1).",
        "The Ca²⁺ ion and the s⁻¹ unit.",
        "Labelled with ^14^C and ³H.",
        "On the 1^st^ day.",
        "²He is nothing.",
    ],
)
def test_raised_numbers_that_cite_nothing(text: str) -> None:
    assert marks(document(text)) == []


def test_footnotes_show_as_nothing_and_count() -> None:
    found = document("Heat eases cramps.{fn:heat} Rest helps.")
    assert marks(found) == [("footnote", "", ("heat",))]
    assert found.citations[0].start == len("Heat eases cramps.")


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1234/x",
        "https://www.bmj.com/content/1",
        "//pubmed.ncbi.nlm.nih.gov/123/",
        "http://WWW.WHO.INT:80/news",
        "https://journal.example/doi/full/10.1234/abc",
        "doi:10.1234/abc",
    ],
)
def test_links_to_sources(url: str) -> None:
    assert marks(document(f"{{Heat eases cramps|{url}}}, they say.")) == [
        ("link", "Heat eases cramps", (url,))
    ]


@pytest.mark.parametrize(
    "url",
    ["https://shop.example/", "https://notbmj.com/", "/about", "#top", "https://[bad", "", "x:y"],
)
def test_links_elsewhere(url: str) -> None:
    assert marks(document(f"Buy {{a heat pad|{url}}} now.")) == []


@pytest.mark.parametrize(
    ("text", "mark", "keys"),
    [
        ("Heat helps (Okafor, 2011).", "(Okafor, 2011)", ["Okafor 2011"]),
        ("Heat helps (Okafor 2011).", "(Okafor 2011)", ["Okafor 2011"]),
        ("Heat helps (Okafor & Reyes, 2011a).", None, ["Okafor 2011a"]),
        ("Heat helps (Okafor, Reyes, and Amadi, 2011).", None, ["Okafor 2011"]),
        (
            "Heat helps (Okafor et al., 2011; Reyes and Amadi 2012b).",
            None,
            ["Okafor 2011", "Reyes 2012b"],
        ),
        ("Heat helps (see Okafor 2011, p. 3).", None, ["Okafor 2011"]),
        ("Heat helps (e.g., van den Berg et al. 2011, 2013).", None, "vB 2011|vB 2013"),
        ("Heat helps (World Health Organization, 2020).", None, ["World Health Organization 2020"]),
        ("Heat helps (WHO, n.d.).", "(WHO, n.d.)", ["WHO n.d."]),
        ("Heat helps (Table 2; Łuczak 2011).", "(Table 2; Łuczak 2011)", ["Łuczak 2011"]),
        ("Okafor et al. (2011) warmed cramps.", "Okafor et al. (2011)", ["Okafor 2011"]),
        ("As in Okafor and Reyes (2011), heat helps.", "Okafor and Reyes (2011)", ["Okafor 2011"]),
        ("Okafor (2011) reported less pain.", "Okafor (2011)", ["Okafor 2011"]),
        ("Okafor and colleagues (2011) disagree.", None, ["Okafor 2011"]),
        ("Oddly, Okafor et al. (2011) disagree.", "Okafor et al. (2011)", ["Okafor 2011"]),
        ("However, Okafor & Reyes (2011, 2012) do.", None, ["Okafor 2011", "Okafor 2012"]),
        ("Jean-Luc D’Arcy’s (2011) found none: D’Arcy (2011) shows it.", "D’Arcy (2011)", None),
    ],
)
def test_author_and_year(text: str, mark: str | None, keys: object) -> None:
    if keys == "vB 2011|vB 2013":
        keys = ["van den Berg 2011", "van den Berg 2013"]
    (found,) = document(text).citations[-1:]
    assert found.kind == "author-year"
    assert found.named
    if keys is not None:
        assert list(found.keys) == keys
    if mark is not None:
        assert text[found.start : found.end] == mark


@pytest.mark.parametrize(
    "text",
    [
        "It opened last summer (July 2020).",
        "It opened then (Summer 2020), see (Figure 2020).",
        "The page is new (Updated May 2020).",
        "It ran for a winter (June–September 2009).",
        "The yellow fever mosquito, Aedes aegypti (Linnaeus, 1762), bites.",
        "The ward opened (2011) and closed (2012).",
        "The drug Prozac (1987) is old.",
        "It cost a lot (about 2011 euros).",
        "It struck again (H1N1 2009; COVID-19, 2020).",
        "Of those (n = 2011) none fell.",
        "An open ( bracket (((( and Okafor 2011",
    ],
)
def test_years_that_cite_nothing(text: str) -> None:
    assert marks(document(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heat helps [@okafor2011].", [("[@okafor2011]", ("okafor2011",))]),
        (
            "Heat helps [see @okafor2011, p. 3; -@reyes_12].",
            [("[see @okafor2011, p. 3; -@reyes_12]", ("okafor2011", "reyes_12"))],
        ),
        (
            "@reyes_12 says so; heat helps [@okafor2011].",
            [("@reyes_12", ("reyes_12",)), ("[@okafor2011]", ("okafor2011",))],
        ),
        ("Heat helps, says @doi:10.1234/ab.", [("@doi:10.1234/ab", ("doi:10.1234/ab",))]),
        ("Write to ward@example.org or [ward@example.org].", []),
        ("Follow @theward for more.", []),
    ],
)
def test_keys(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert marks(document(text)) == [("key", *mark) for mark in expected]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Heat helps (doi:10.1234/wj(2)55).", "10.1234/wj(2)55"),
        ("Heat helps; see https://doi.org/10.1234/WJ.55.", "https://doi.org/10.1234/WJ.55"),
        ("Heat helps; see https://www.nice.org.uk/guidance/ng1!", None),
        ("Heat helps (PMID: 1234567).", "PMID: 1234567"),
        ("Heat helps (PMC1234567).", "PMC1234567"),
        ("Heat helps (NCT01234567).", "NCT01234567"),
    ],
)
def test_identifiers(text: str, mark: str | None) -> None:
    (found,) = document(text).citations
    assert found.kind == "identifier"
    assert text[found.start : found.end] == (mark or "https://www.nice.org.uk/guidance/ng1")


@pytest.mark.parametrize(
    "text",
    [
        "Dial 10.1234 or 210.1234/5.",
        "See https://shop.example/heat.",
        "Code NCT123, PMCX, XNCT01234567.",
    ],
)
def test_what_identifies_nothing(text: str) -> None:
    assert marks(document(text)) == []


def test_numbers_in_parentheses_where_a_document_cites_so() -> None:
    text = "Heat helps (1). Rest does (2,3). Salt does not (1,4)."
    found = [keys for _, _, keys in marks(document(text, references=SOURCES))]
    assert found == [("1",), ("2", "3"), ("1", "4")]


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("Heat helps (1). Rest does (2). Salt does not (3).", None),
        ("Heat helps (3). Rest does (1). Salt does not (2).", SOURCES),
        ("Heat helps (1). Rest does not (2).", SOURCES),
        ("Do this: (1) rest, (2) drink, (3) sleep, and (4) eat.", SOURCES),
        ("See Eq. (1), Table (2), Fig. (3) and step (4).", SOURCES),
    ],
)
def test_numbers_in_parentheses_elsewhere(text: str, references: list[str] | None) -> None:
    assert marks(document(text, references=references)) == []


def test_parentheses_are_left_alone_where_brackets_cite() -> None:
    text = "Heat helps [1]. Rest does [2]. Salt does not [3]. Try (1), then (2), then (3)."
    assert len(marks(document(text, references=SOURCES))) == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Okafor et al. [1] warmed cramps.", True),
        ("Okafor and colleagues^1^ warmed cramps.", True),
        ("Okafor et al. [@okafor2011] warmed cramps.", True),
        ("Some [1] warmed cramps.", False),
        ("Some [@okafor2011] warmed cramps.", False),
    ],
)
def test_whether_a_reader_learns_who_is_cited(text: str, named: bool) -> None:
    assert [mark.named for mark in document(text).citations] == [named]


def test_overlapping_marks_count_once() -> None:
    text = "{Okafor et al. (2011)|https://doi.org/10.1234/x} and {https://doi.org/10.1/a|https://doi.org/10.1/a}"
    assert [kind for kind, _, _ in marks(document(text))] == ["author-year", "link"]


def test_the_reference_list_holds_no_marks() -> None:
    assert marks(document("Heat helps.", references=[*SOURCES, "As [1]. (Okafor, 2011)"])) == []


@pytest.mark.parametrize("kind", [BlockKind.FOOTNOTE, BlockKind.FURNITURE, BlockKind.FRONT_MATTER])
def test_blocks_without_marks(kind: BlockKind) -> None:
    builder = Builder("", OPTIONS)
    add(builder, "See (Okafor, 2011) and [1].")
    builder.end_block(kind)
    assert builder.document(Path("draft.md"), "markdown").citations == ()


def test_nothing_is_found_in_nothing() -> None:
    empty = Builder("", OPTIONS).document(Path("draft.md"), "markdown")
    assert empty.citations == ()
    assert empty.references == ()


def entries(document: Document) -> list[tuple[str, str, str]]:
    """Key, first word and address of each entry."""
    return [
        (entry.key, document.prose[entry.start : entry.end].split()[0], entry.url)
        for entry in document.references
    ]


def test_items_of_the_reference_list_are_numbered_by_their_place() -> None:
    assert entries(document("Heat helps.", references=SOURCES)) == [
        ("1", "Okafor", ""),
        ("2", "Amadi", "https://doi.org/10.1234/wj.55"),
        ("3", "Reyes", "https://pubmed.ncbi.nlm.nih.gov/1234567/"),
        ("4", "Halloran", "https://example.org/salt"),
    ]


def test_numbers_that_are_shown_win() -> None:
    shown = ["[7] Okafor N. Heat.", "8. Amadi R. Rest.", "(9) Reyes J. Sleep."]
    assert [key for key, _, _ in entries(document("x", references=shown))] == ["7", "8", "9"]


def test_a_link_gives_the_address() -> None:
    linked = ["{back|#top} Okafor N. {Heat|https://example.org/heat}.", "Amadi R. Rest."]
    found = entries(document("x", references=linked))
    assert [url for _, _, url in found] == ["https://example.org/heat", ""]


def test_a_paragraph_of_numbered_lines_is_a_list() -> None:
    builder = Builder("", OPTIONS)
    add(builder, "Sources")
    builder.end_block(BlockKind.HEADING, level=2)
    add(builder, "1. Okafor N. Heat.\n   Ward J. 2011.\n2. Amadi R. Rest.\n\n[3] Reyes J. Sleep.")
    builder.end_block(PARAGRAPH)
    found = builder.document(Path("draft.txt"), "plain")
    assert [found.prose[entry.start : entry.end] for entry in found.references] == [
        "1. Okafor N. Heat.\n   Ward J. 2011.",
        "2. Amadi R. Rest.",
        "[3] Reyes J. Sleep.",
    ]
    assert [entry.key for entry in found.references] == ["1", "2", "3"]


def test_paragraphs_without_numbers_have_no_key() -> None:
    builder = Builder("", OPTIONS)
    for text, kind in (
        ("References", BlockKind.HEADING),
        (SOURCES[0], PARAGRAPH),
        ("A note.", BlockKind.FOOTNOTE),
    ):
        add(builder, text)
        builder.end_block(kind, level=1)
    assert [entry.key for entry in builder.document(Path("x.md"), "markdown").references] == [
        "",
        "",
    ]


@pytest.mark.parametrize(
    "piece", ["[", "(", "[1,", "(a ", "@", "[@a", "(Okafor, ", "A ", "10.1234/", "¹", "http://a"]
)
def test_long_input_ends(piece: str) -> None:
    document("b" + piece * (60_000 // len(piece)) + " (2011) ]").citations  # noqa: B018
