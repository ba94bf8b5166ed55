"""Word files: what a reader reads, where it is kept, and what a fix leaves as it was."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import changed_part, parts, saved, with_xml, word_file

from linter import documents
from linter.documents import UnreadableError
from linter.documents.document import Document
from linter.documents.model import BlockKind, ReadOptions
from linter.spans import Edit, Span, apply_edits

PATH = Path("draft.docx")


def read(data: bytes) -> Document:
    return documents.read(data, PATH, ReadOptions())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.prose[b.start : b.end]) for b in document.blocks]


def test_a_paragraph_is_a_line_and_a_block() -> None:
    document = read(word_file("Pain is common.", "", "It eases."))
    assert document.source == "Pain is common.\n\nIt eases.\n"
    assert kinds(document) == [("paragraph", "Pain is common."), ("paragraph", "It eases.")]


def test_headings_lists_tables_and_quotes_are_told_by_their_styles() -> None:
    word = docx.Document()
    word.add_heading("Migraine", 0)
    word.add_heading("Treatment", 1)
    word.add_paragraph("Rest in the dark.", style="List Bullet")
    word.add_paragraph("It helped me.", style="Quote")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Dose", "5 mg"
    document = read(saved(word))
    assert kinds(document) == [
        ("heading", "Migraine"),
        ("heading", "Treatment"),
        ("list-item", "Rest in the dark."),
        ("quote", "It helped me."),
        ("table-cell", "Dose"),
        ("table-cell", "5 mg"),
    ]
    assert document.blocks[2].section[-1] == "Treatment"


@pytest.mark.parametrize(
    ("fragments", "shown"),
    [
        (["<w:r><w:t>one </w:t></w:r>", "<w:r><w:b/><w:t>two</w:t></w:r>"], "one two"),
        (
            ["<w:ins><w:r><w:t>new</w:t></w:r></w:ins>",
             "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"],
            "new",
        ),
        (["<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom>",
          "<w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo>"], "b"),
        (["<w:fldSimple><w:r><w:t>[3]</w:t></w:r></w:fldSimple>"], "[3]"),
        (
            ['<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
             "<w:r><w:instrText>ADDIN ZOTERO_ITEM secret</w:instrText></w:r>",
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
             "<w:r><w:t>(Lee 2020)</w:t></w:r>",
             '<w:r><w:fldChar w:fldCharType="end"/></w:r>'],
            "(Lee 2020)",
        ),
        (["<w:sdt><w:sdtContent><w:r><w:t>inside</w:t></w:r></w:sdtContent></w:sdt>"], "inside"),
        (["<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
          "<w:r><w:t>seen</w:t></w:r>"], "seen"),
        (["<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"],
         "a\tb\u2011c"),
    ],
)  # fmt: skip
def test_what_a_reader_reads(fragments: list[str], shown: str) -> None:
    assert read(with_xml(*fragments)).prose.strip() == shown


def test_superscripts_links_and_footnotes_are_noted() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("It helps")
    paragraph.add_run("1,2").font.superscript = True
    document = read(saved(word))
    (note,) = document.notes
    assert note.kind == "superscript"
    assert document.prose[note.start : note.end] == "1,2"


def test_footnotes_follow_the_text_under_their_label() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = with_xml("<w:r><w:t>It helps.</w:t></w:r>", '<w:r><w:footnoteReference w:id="7"/></w:r>')
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="7"><w:p><w:r><w:t>Lee A. Pain. 2020.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    document = read(changed_part(data, "word/footnotes.xml", lambda _: notes.encode()))
    assert document.source == "It helps.[^1]\n[^1]: Lee A. Pain. 2020.\n"
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE
    (mark,) = document.citations
    assert mark.keys == ("1",)
    assert [reference.key for reference in document.references] == ["1"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no zip at all", "no Word file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        (changed_part(word_file("a"), "word/document.xml", lambda _: b"<w:doc"), "damaged"),
        (
            changed_part(
                word_file("a"),
                "word/document.xml",
                lambda old: b'<!DOCTYPE w [<!ENTITY a "aaaa">]>' + old[old.index(b"<w:document") :],
            ),
            "document type",
        ),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(data)


def test_a_part_that_unpacks_beyond_measure_is_refused() -> None:
    bomb = changed_part(word_file("a"), "word/document.xml", lambda _: b" " * 101_000_000)
    assert len(bomb) < 500_000
    with pytest.raises(UnreadableError, match="unpacks"):
        read(bomb)


WORDS = st.text("abc éß\U0001f600", min_size=0, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=4), st.data())
def test_edits_change_the_text_as_edits_do_and_nothing_else(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    word = docx.Document()
    for runs in paragraphs:
        paragraph = word.add_paragraph()
        for number, text in enumerate(runs):
            paragraph.add_run(text).bold = number % 2 == 0
    before = saved(word)
    document = read(before)
    words = [match.span() for match in re.finditer(r"[^\s]+", document.source)]
    chosen = data.draw(st.lists(st.sampled_from(words), unique=True, max_size=3)) if words else []
    edits = [Edit(Span(*place), data.draw(st.sampled_from(["", "X", "new words"])))
             for place in sorted(chosen)]  # fmt: skip
    after = documents.write(document, edits)
    assert read(after).source == apply_edits(document.source, edits)
    docx.Document(io.BytesIO(after))
    old, new = parts(before), parts(after)
    assert {name for name in old if old[name] != new[name]} <= {"word/document.xml"}


def test_a_fix_is_a_tracked_change_that_keeps_the_formatting() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Give ")
    paragraph.add_run("thearpy now").bold = True
    document = read(saved(word))
    after = documents.write(document, [Edit(Span(5, 12), "therapy")])
    body = parts(after)["word/document.xml"].decode()
    assert re.search(r'<w:del [^>]*w:author="medlint"[^>]*><w:r><w:rPr><w:b/></w:rPr>'
                     r'<w:delText[^>]*>thearpy<', body)  # fmt: skip
    assert re.search(r"<w:ins [^>]*><w:r><w:rPr><w:b/></w:rPr><w:t[^>]*>therapy<", body)


def test_a_second_fix_takes_its_own_insertion_back() -> None:
    document = read(word_file("Give thearpy now."))
    once = read(documents.write(document, [Edit(Span(5, 12), "therapie")]))
    twice = documents.write(once, [Edit(Span(5, 13), "therapy")])
    assert read(twice).source == "Give therapy now.\n"
    assert b"therapie" not in parts(twice)["word/document.xml"]


def test_a_change_inside_somebody_elses_insertion_stays_apart_from_it() -> None:
    data = with_xml('<w:ins w:id="4" w:author="Ann"><w:r><w:t>give thearpy now</w:t></w:r></w:ins>')
    after = documents.write(read(data), [Edit(Span(5, 12), "therapy")])
    assert read(after).source == "give therapy now\n"
    body = parts(after)["word/document.xml"].decode()
    assert 'w:author="Ann"' in body
    assert not re.search(r"<w:ins [^>]*Ann[^>]*>(?:(?!</w:ins>).)*<w:ins", body)


def test_overlapping_edits_are_refused() -> None:
    document = read(word_file("Give thearpy now."))
    with pytest.raises(ValueError, match="overlaps"):
        documents.write(document, [Edit(Span(0, 6), "a"), Edit(Span(5, 8), "b")])


def test_a_line_of_its_own_suppresses_as_in_plain_text() -> None:
    document = read(word_file("[medlint-disable-next claims: agreed with Ann]", "It cures all."))
    assert [comment.text for comment in document.comments] == [
        "medlint-disable-next claims: agreed with Ann"
    ]
