"""Journal articles in JATS: what of them is read, and what their markup says of citations."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from draft_strategies import blocks, check, texts
from draft_strategies import document as read_document
from hypothesis import given
from hypothesis import strategies as st

from linter.api import lint_text
from linter.documents import UnreadableError, is_draft, write
from linter.documents.citations.entries import read_entry
from linter.documents.document import Document
from linter.documents.model import ReadOptions
from linter.spans import Edit, Span

OPTIONS = ReadOptions(
    sections={"methods": "methods", "results": "results", "aim": "introduction"},
)
FRONT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd" [<!ENTITY own "a > b">]>
<article article-type="review-article" xml:lang="en"
 xmlns:xlink="http://www.w3.org/1999/xlink"><front>
<journal-meta><journal-title>Journal of Naps</journal-title><issn>1234-5678</issn></journal-meta>
<article-meta><article-id pub-id-type="pmid">1</article-id>
<article-id pub-id-type="doi">10.1234/nap.1</article-id>
<article-categories><subj-group><subject>Sleep</subject></subj-group></article-categories>
<title-group><article-title>Rest &amp; <italic>sleep</italic></article-title>
<alt-title>Rest</alt-title></title-group>
<contrib-group><contrib><name><surname>Lee</surname><given-names>Ann B</given-names></name>
<xref ref-type="aff" rid="a1"><sup>1</sup></xref></contrib>
<contrib><collab>The Nap Group</collab></contrib><aff id="a1">A hospital</aff></contrib-group>
<author-notes><fn><p>None declared.</p></fn></author-notes>
<pub-date><day>7</day><month>5</month><year>2021</year></pub-date>
<pub-date><year>2022</year></pub-date><volume>3</volume><permissions><p>Free.</p></permissions>
<abstract><p>We looked.</p><sec><title>Aim</title><p>To see.</p></sec></abstract>
<kwd-group><kwd>nap</kwd><kwd>bed</kwd></kwd-group>
<funding-group><funding-statement>Paid by us.</funding-statement></funding-group>
</article-meta></front>"""


def article(body: str, back: str = "", front: str = "<article>") -> Document:
    text = f"{front}<body>{body}</body><back>{back}</back></article>"
    return read_document(text, ".nxml", OPTIONS)


def marks(made: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for mark in made.citations:
        place = made.place_of(mark)
        found.append((made.source[place.start : place.end], mark.kind, mark.keys))
    return found


def ref(number: int, name: str = "Lee", label: bool = True) -> str:
    shown = f"<label>{number}.</label>" if label else ""
    return (
        f'<ref id="b{number}">{shown}<element-citation><person-group person-group-type="author">'
        f"<name><surname>{name}</surname><given-names>Ann B</given-names></name></person-group>"
        f"<article-title>Naps for all {number}</article-title><source>Sleep J</source>"
        f"<year>202{number}</year><volume>4</volume><fpage>1</fpage><lpage>9</lpage>"
        f'<pub-id pub-id-type="doi">10.1234/n.{number}</pub-id></element-citation></ref>'
    )


def cite(*numbers: int, text: str = "") -> str:
    rids = " ".join(f"b{number}" for number in numbers)
    return f'<xref ref-type="bibr" rid="{rids}">{text or numbers[0]}</xref>'


def test_front_matter() -> None:
    made = article("<p>Text.</p>", front=FRONT)
    assert made.meta == {
        "article-type": "review-article",
        "lang": "en",
        "journal": "Journal of Naps",
        "doi": "10.1234/nap.1",
        "title": "Rest & sleep",
        "authors": "Ann B Lee, The Nap Group",
        "keywords": "nap, bed",
        "date": "2021-05-07",
    }
    kinds = [(*block, at.section_kind) for block, at in zip(blocks(made), made.blocks, strict=True)]
    assert kinds == [
        ("front-matter", "Rest & sleep", "body"),
        ("footnote", "None declared.", "disclosure"),
        ("paragraph", "We looked.", "abstract"),
        ("heading", "Aim", "introduction"),
        ("paragraph", "To see.", "introduction"),
        ("paragraph", "Paid by us.", "disclosure"),
        ("paragraph", "Text.", "body"),
    ]


def test_sections_lists_tables_and_figures() -> None:
    made = article(
        "<sec sec-type='methods'><label>1</label><title>How we did it</title><p>We asked.</p>"
        "<sec><title>Results</title><list><list-item><label>a</label><p>salt</p></list-item>"
        "<list-item><p>water</p></list-item></list></sec></sec>"
        "<sec><title/><fig><label>Fig 1</label><caption><title>A bed.</title><p>It is soft.</p>"
        "</caption><graphic xlink:href='x'/></fig>"
        "<table-wrap><caption><p>Doses</p></caption><table><tr><th>Drug</th><td>5 mg</td></tr>"
        "</table><table-wrap-foot><fn><label>a</label><p>Daily.</p></fn></table-wrap-foot>"
        "</table-wrap><disp-quote><p>I slept.</p></disp-quote></sec>",
        "<ack><p>Thanks.</p></ack>",
    )
    seen = [(*b, at.section_kind) for b, at in zip(blocks(made), made.blocks, strict=True)]
    assert seen == [
        ("heading", "How we did it", "methods"),
        ("paragraph", "We asked.", "methods"),
        ("heading", "Results", "results"),
        ("list-item", "salt", "results"),
        ("list-item", "water", "results"),
        ("caption", "A bed.", "body"),
        ("caption", "It is soft.", "body"),
        ("caption", "Doses", "body"),
        ("table-cell", "Drug", "body"),
        ("table-cell", "5 mg", "body"),
        ("caption", "Daily.", "body"),
        ("quote", "I slept.", "body"),
        ("paragraph", "Thanks.", "disclosure"),
    ]
    assert [block.level for block in made.blocks if block.level] == [2, 3]
    assert made.blocks[3].section == ("How we did it", "Results")
    groups = {text: at.group for (_, text), at in zip(blocks(made), made.blocks, strict=True)}
    assert groups["salt"] == groups["water"] != groups["Drug"] == groups["5 mg"]


def test_inline_elements_and_entities() -> None:
    made = article(
        "<p>keta<italic>mine</italic> &lt;5&#xa0;mg &own; R&D; <![CDATA[a < b &amp;]]> "
        "<inline-formula><tex-math>x</tex-math></inline-formula>, m<sup>2</sup> see "
        "<xref ref-type='fig' rid='f1'>Fig 1</xref>, <ext-link xlink:href='/a'>here</ext-link>"
        "<sub-article><p>Not read.</p></sub-article></p>"
    )
    shown = "ketamine <5\u00a0mg &own; R&D; a < b &amp; \ufffc, m2 see Fig 1, here"
    assert texts(made) == [shown]
    assert [made.prose[link.start : link.end] for link in made.links] == ["here"]


def test_numbers_that_cite() -> None:
    made = article(
        f"<p>Naps help [{cite(1)}, {cite(3)}–{cite(5)}], and rest too.<sup>{cite(2)}</sup> "
        f"In 10<sup>2</sup> beds.{cite(4)}</p>",
        "<ref-list>" + "".join(map(ref, range(1, 6))) + "</ref-list>",
    )
    assert [(kind, keys) for _, kind, keys in marks(made)] == [
        ("numeric", ("1", "3", "4", "5")),
        ("numeric", ("2",)),
        ("numeric", ("4",)),
    ]
    assert [entry.key for entry in made.references] == ["1", "2", "3", "4", "5"]
    assert all(entry.numbered for entry in made.references)


def test_names_that_cite() -> None:
    made = article(
        f"<p>Lee ({cite(1, text='2021')}) slept ({cite(2, text='Kim, 2022')}; but see "
        f"{cite(3, text='the nap survey')}).</p>",
        f"<ref-list>{ref(1, label=False)}{ref(2, 'Kim', False)}{ref(3, 'Wu', False)}</ref-list>",
    )
    assert [(text, kind) for text, kind, _ in marks(made)][-1] == ("the nap survey", "key")
    assert len(marks(made)) == 3
    assert [entry.key for entry in made.references] == ["b1", "b2", "b3"]
    assert marks(made)[-1][2] == ("b3",)


def test_entries_are_read_from_their_parts() -> None:
    made = article(f"<p>Naps help [{cite(1)}].</p>", f"<ref-list>{ref(1)}</ref-list>")
    (reference,) = made.references
    shown = " ".join(texts(made)[-1].split())
    assert shown == "Lee Ann B Naps for all 1 Sleep J 2021 4 1 9 10.1234/n.1"
    entry = read_entry(made, reference)
    assert (entry.authors, entry.title, entry.year) == (("Lee",), "Naps for all 1", "2021")
    assert entry.doi == "10.1234/n.1"
    assert made.blocks[-1].section_kind == "references"


def test_an_entry_in_running_text_is_read_as_it_is() -> None:
    made = article(
        f"<p>So it is [{cite(1)}].</p>",
        "<ref-list><title>Sources</title><ref id='b1'><mixed-citation>World Health Organization. "
        "Sleep. 2019. <uri>https://example.org/s</uri></mixed-citation></ref></ref-list>",
    )
    (reference,) = made.references
    assert (reference.key, reference.text) == ("1", "")
    entry = read_entry(made, reference)
    assert (entry.authors, entry.year) == (("World Health Organization",), "2019")


def test_footnotes_are_told_from_sources() -> None:
    made = article(
        "<p>Naps help.<xref ref-type='fn' rid='n1'><sup>a</sup></xref> Rest does.</p>",
        "<fn-group><fn id='n1'><label>a</label><p>So we think.</p></fn></fn-group>",
    )
    assert texts(made) == ["Naps help. Rest does.", "So we think."]
    assert [(each.kind, each.key) for each in made.references] == [("footnote", "n1")]
    written = "<xref ref-type='fn' rid='n1'><sup>a</sup></xref>"
    assert marks(made) == [(written, "footnote", ("n1",))]


def bookkeeping(body: str, count: int) -> list[tuple[str, str]]:
    listed = "".join(map(ref, range(1, count + 1)))
    text = (
        f"<article><body><p>{body}</p></body><back><ref-list>{listed}</ref-list></back></article>"
    )
    found = lint_text(text, filename="a.nxml")
    return [(each.rule, each.text) for each in found if each.rule.startswith("citations/")]


def test_bookkeeping_counts_cross_references_without_words() -> None:
    hidden = "".join(f"<xref ref-type='bibr' rid='b{n}'/>" for n in (2, 3))
    body = f"Naps help [{cite(1)}{hidden}, {cite(4)}]."
    assert [rule for rule, _ in bookkeeping(body, 4)] == []
    assert [rule for rule, _ in bookkeeping(body, 5)] == ["citations/not-cited"]
    rules = bookkeeping(body.replace(">4<", ">9<"), 4)
    assert ("citations/not-listed") in [rule for rule, _ in rules]


def test_fixes_are_written_as_xml() -> None:
    made = article("<p>Salt <italic>and</italic> watter.</p>")
    salt, word = made.source.index("Salt"), made.source.index("watter")
    edits = [
        Edit(Span(salt, word - 1), "Salt & <em>, &amp;"),
        Edit(Span(word, word + 6), "water"),
    ]
    written = write(made, edits).decode()
    assert "<p>Salt &amp; &lt;em>, &amp;<italic></italic> water.</p>" in written
    assert texts(read_document(written, ".nxml")) == ["Salt & <em>, & water."]


@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["", "a & b", "x<y", "&amp;"]))
def test_whatever_is_edited_the_article_stays_well_formed(start: int, size: int, text: str) -> None:
    made = article(f"<p>Naps <bold>help &lt; most</bold> [{cite(1)}] people.</p>")
    last = len(made.prose)
    place = made.map.to_source(Span(min(start, last), min(start + size, last)))
    written = write(made, [Edit(place, text)])
    tags = [tag for tag in ElementTree.fromstring(written).iter() if tag.tag in ("bold", "xref")]
    assert len(tags) == 2
    check(read_document(written, ".nxml"), written)


def test_fix_and_suppressions_work_as_in_pages() -> None:
    text = (
        "<article><body><!-- medlint-disable-next style/doubled-word: so -->\n<p>The the nap.</p>"
    )
    found = lint_text(text + "<p>The the bed.</p></body></article>", filename="a.nxml")
    doubled = [each for each in found if each.rule == "style/doubled-word"]
    assert [str(each.state) for each in doubled] == ["suppressed", "open"]


BOMB = (
    '<!DOCTYPE article [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]><article><body><p>One &b; &c; two.</p></body>'
)


def test_entities_that_a_file_declares_are_never_expanded() -> None:
    assert texts(read_document(BOMB, ".nxml")) == ["One &b; &c; two."]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<article><body><p>One <b two.</p></body></article>", ["One <b two."]),
        ("<article><p>One</sec></p></p>Two", ["One", "Two"]),
        ("<article><p>One<!-- two</p><p>Three", ["One<!-- two", "Three"]),
        ("<article><p>One <![CDATA[two</p><p>Three", ["One <![CDATA[two", "Three"]),
        ("<article><ref id='a'>One<ref id='b'>Two</article>", ["OneTwo"]),
        ("<j:article><p>One</p></j:article>", ["One"]),
    ],
)
def test_what_is_not_well_formed_loses_no_text(source: str, shown: list[str]) -> None:
    assert ["".join(text.split("\n")) for text in texts(read_document(source, ".xml"))] == shown


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<article>\n<p>One</sec>\n</p></article>", "</sec> in line 2 comes before the end of <p>"),
        ("<article>\n<p>One", "<p> in line 2 is never closed"),
        ("<article><p>One</p></article>\n</p>", "</p> in line 2 closes nothing"),
    ],
)
def test_damaged_xml_is_read_with_a_remark(source: str, told: str) -> None:
    (remark,) = read_document(source, ".xml").remarks
    assert f"the XML is damaged: {told}" in remark


def test_sound_xml_is_read_without_a_remark() -> None:
    text = "<?xml version='1.0'?><article><p>One<break/> <!-- <p> --> two</p></article>"
    assert read_document(text, ".nxml").remarks == ()


@pytest.mark.parametrize(
    "piece", ["<p>", "<!--", "<![CDATA[", "<!DOCTYPE [", "<a x='", "&amp;", "<"]
)
def test_long_files_are_read_in_linear_time(piece: str) -> None:
    made = read_document("<article>" + piece * 20_000, ".nxml")
    assert len(made.source) == len(piece) * 20_000 + len("<article>")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<urlset><url/></urlset>", "<urlset>, not <article>"),
        ("Just words.", "no XML element"),
        ("<html><article>x</article></html>", "<html>, not <article>"),
    ],
)
def test_other_xml_is_refused(text: str, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        read_document(text, ".xml")


def test_in_a_folder_only_articles_are_drafts(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("\ufeff" + FRONT, encoding="utf-8")
    (tmp_path / "b.XML").write_text("<project/>", encoding="utf-8")
    assert is_draft(str(tmp_path / "a.xml"))
    assert not is_draft(str(tmp_path / "b.XML"))
    assert is_draft(str(tmp_path / "none.md"))
