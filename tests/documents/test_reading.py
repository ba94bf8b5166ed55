"""Reading and writing of any format: which suffixes, which bytes, and what is refused."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from draft_strategies import HTML, JATS, MARKDOWN, MDX, PLAIN, document
from hypothesis import example, given, settings
from word_files import word_file

from linter.documents import (
    UnreadableError,
    UnsupportedFormatError,
    read,
    suffixes,
    write,
)
from linter.documents.builder import LONGEST_BLOCK
from linter.documents.model import ReadOptions
from linter.spans import Edit, Span


@example(b"heat\n\nwww.example.org/x.$x^2$ heat")  # a formula begins where an address stands
@given(MARKDOWN)
@example(b"It helps.\n\n[^n]: `a` [^n] ")  # a note in a block that shows nothing
@settings(deadline=None)
def test_markdown_keeps_its_places(data: bytes) -> None:
    document(data, ".md")


@given(MDX)
@settings(deadline=None)
def test_mdx_keeps_its_places(data: bytes) -> None:
    document(data, ".mdx")


@given(HTML)
@settings(deadline=None)
def test_html_keeps_its_places(data: bytes) -> None:
    document(data, ".html")


@given(JATS)
@settings(deadline=None)
def test_journal_articles_keep_their_places(data: bytes) -> None:
    document(data, ".nxml")


@given(PLAIN)
@settings(deadline=None)
def test_plain_text_keeps_its_places(data: bytes) -> None:
    document(data, ".txt")


@pytest.mark.parametrize("suffix", sorted(suffixes()))
def test_the_table_of_suffixes_is_what_the_formats_say(suffix: str) -> None:
    data = word_file("Rest helps.") if suffix.startswith(".do") else b"<article>Rest helps."
    made = read(data, Path("draft" + suffix), ReadOptions())
    module = importlib.import_module(f"linter.documents.{made.format}")
    assert suffix in module.SUFFIXES
    assert set(module.SUFFIXES) <= suffixes()


def test_suffixes_may_be_in_capitals() -> None:
    assert read(b"Rest.", Path("A.TXT"), ReadOptions()).format == "plain"


def test_reading_plain_text_imports_no_other_format() -> None:
    code = (
        "import sys; from pathlib import Path; from linter.documents import read;"
        "from linter.documents.model import ReadOptions;"
        "read(b'Rest.', Path('a.txt'), ReadOptions());"
        "print([m for m in sys.modules if m.split('.')[0] in ('pyromark', 'yaml', 'lxml')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.odt", "pandoc"),
        ("a.PDF", "manuscript"),
        ("a.ipynb", "nbconvert"),
        ("a.php", "browser"),
        ("a.xyz", "export it as one of these"),
        ("a", "without a suffix"),
    ],
)
def test_other_formats_are_refused_with_advice(name: str, advice: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=advice) as caught:
        read(b"Rest helps.", Path(name), ReadOptions())
    assert ".md" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Rest".encode("utf-16"), "UTF-16; save it as UTF-8"),
        ("Rest".encode("utf-32"), "UTF-32; save it as UTF-8"),
        ("Rest and sleep".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        (b"GIF89a\x00\x01\x02\x00\xff", "binary"),
        (bytes(range(1, 9)) * 9 + b"\xff", "binary"),
        (b"One.\r\nIt\x92s here.", r"line 2, column 3 .*0x92, “’” in Windows-1252"),
        ("Caf\u00e9 é".encode() + b" caf\xe9", r"line 1, column 11 .*“é”"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_bytes_that_are_no_utf8_are_refused(data: bytes, message: str, suffix: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read(data, Path("draft" + suffix), ReadOptions())


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n", b"\r\n \t\n", b"\r"])
def test_files_without_words_have_no_blocks(data: bytes, suffix: str) -> None:
    assert document(data, suffix).blocks == ()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_an_edit_changes_nothing_else(suffix: str) -> None:
    data = b"\xef\xbb\xbfThe thearpy works.\r\n\r\nCaf\xc3\xa9 \xf0\x9f\x98\x80 thearpy.\r\n"
    made = document(data, suffix)
    assert made.byte_order_mark == b"\xef\xbb\xbf"
    start = made.prose.rindex("thearpy")
    place = made.map.to_source(Span(start, start + 7))
    assert write(made, [Edit(place, "therapy")]) == data[:-10] + b"therapy.\r\n"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_line_of_a_megabyte_is_read_whole(suffix: str) -> None:
    text = "Rest helps most people. " * 45_000
    made = document(text, suffix)
    assert made.prose.split() == text.split()
    assert {str(block.kind) for block in made.blocks} == {"paragraph"}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_an_endless_word_is_one_block(suffix: str) -> None:
    assert len(document("A" + "a" * 3 * LONGEST_BLOCK, suffix).blocks) == 1


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize(
    "piece",
    [
        *("<!--", '<a x="', "<a href='", "<div>", "</div>", "<script>", "<b><sup>", "<ul><li>"),
        *("<![CDATA[", "<pre>", "{{", "{%", "{% raw %}", "a@", "www.", "https://", "&", "|"),
        "1. A says\n",
    ],
)
def test_what_never_closes_is_read_in_linear_time(piece: str, suffix: str) -> None:
    made = read((piece * 20_000).encode(), Path("draft" + suffix), ReadOptions())
    assert len(made.source) == len(piece) * 20_000


def test_a_furniture_heading_makes_its_section_furniture() -> None:
    made = document("# Story\n\nRest helps.\n\n## Shared by:\n\n- Ann\n\n## Methods\n\nWe asked.")
    kinds = [(str(block.kind), block.section_kind) for block in made.blocks]
    assert kinds == [
        ("heading", "body"),
        ("paragraph", "body"),
        ("heading", "furniture"),
        ("furniture", "furniture"),
        ("heading", "methods"),
        ("paragraph", "methods"),
    ]
    assert made.blocks[3].section == ("Story", "Shared by:")
