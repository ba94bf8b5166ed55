"""A bibliography that is linted by its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CommandLine

from linter import documents
from linter.documents import UnreadableError
from linter.documents.document import Document
from linter.documents.model import ReadOptions

pytest.importorskip("bibtexparser")

REFS = """% a library
@string{jr = {J Rest}}

@article{okafor2011,
  author = {Okafor, Ngozi},
  title = {Heat and cramps at night},
  journal = jr,
  year = 2011,
  doi = {10.1000/heat.1},
}

@article{amadi, author = {Amadi, R.}, title = {Rest after a fall}, url = {https://x.org}}
@book{reyes,
  author = {Reyes, J},
  date = {2940-01},
  doi = {1O.1000/sleep}
}
@article{twice, title={Heat and cramps at night}, author={Okafor, N}, year=2011,
  pages={20-40}, doi = {10.1000/HEAT.1}}
@article{okafor2011, title={Other}, year=2000}
@inbook{child, crossref={parent}, title={A chapter}, author={Lind, B}}
@book{parent, title={The book}, year=2003, editor={Moss, D}}
"""


def read(text: str) -> Document:
    return documents.read(text.encode(), Path("refs.bib"), ReadOptions())


@pytest.fixture
def desk(shell: CommandLine) -> CommandLine:
    """A folder in which all rules are as they are."""
    shell.write("medlint.yml", "")
    return shell


def reported(shell: CommandLine, text: str) -> set[str]:
    """Line, column, severity and rule of each finding."""
    shell.write("refs.bib", text)
    done = shell.run("check", "-f", "concise", "--min-severity", "warning", "refs.bib")
    lines = [line.split(" ") for line in done.out.splitlines() if line.startswith("refs.bib:")]
    return {f"{line[0].removeprefix('refs.bib:').rstrip(':')} {line[2]}" for line in lines}


def test_each_entry_is_a_block_and_its_head_a_reference() -> None:
    document = read(REFS)
    heads = [document.source[each.start : each.end] for each in document.references]
    assert heads[0] == "@article{okafor2011"
    assert heads[-1] == "@book{parent"
    assert len(document.blocks) == 7
    assert document.citations == ()
    assert documents.write(document, []) == REFS.encode()


def test_comments_between_entries_suppress_what_is_said_of_the_next_one(
    desk: CommandLine,
) -> None:
    text = (
        "@book{a, title={Rest}, author={Moss, D}}\n\n"
        "% medlint-disable-next citations/no-year: an undated leaflet\n"
        "@book{b, title={Sleep}, author={Moss, D}}\n\n"
        "@comment{medlint-disable-next citations/no-title: it has none}\n"
        "@book{c, author={Moss, D}, year=2001}\n"
    )
    assert reported(desk, text) == {"1:1 citations/no-year"}
    assert reported(desk, "% medlint-disable-file citations: an old list\n" + text) == set()


def test_what_is_wrong_is_told_with_its_line(desk: CommandLine) -> None:
    assert reported(desk, REFS) == {
        "12:1 citations/no-year",
        "13:1 citations/no-title",
        "15:11 citations/future-year",
        "16:10 citations/malformed-identifier",
        "18:1 citations/duplicate-reference",
        "20:1 citations/duplicate-number",
    }


def test_a_library_in_order_is_silent(desk: CommandLine) -> None:
    entry = "@article{%s, author={Okafor, N}, title={Heat and %s}, year=2011}\n"
    text = "".join(entry % (name, name) for name in ("cramps", "sleep", "teh", "recieve"))
    assert reported(desk, text) == set()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_are_right_whatever_ends_them(desk: CommandLine, ends: str) -> None:
    assert "12:1 citations/no-year" in reported(desk, REFS.replace("\n", ends))


def test_an_entry_that_cannot_be_read_is_told_and_the_others_are_checked(
    desk: CommandLine,
) -> None:
    desk.write("refs.bib", "@article{a, title={A}}\n\n@article{broken, title={x\n")
    done = desk.run("check", "refs.bib")
    assert done.code == 2
    assert "line 3: The entry “broken” cannot be read" in done.err
    assert "citations/no-year" in done.out


def test_in_folders_libraries_are_passed_over(desk: CommandLine) -> None:
    desk.write("refs.bib", "@article{a, title={A}}\n")
    desk.write("draft.md", "All is well.\n")
    done = desk.run("check", ".")
    assert (done.code, "Passed over: 1 file" in done.out) == (0, True)


def test_what_is_no_library_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no entry"):
        read("Nothing here.\n")
    assert read("").references == ()


def test_the_list_says_nothing_of_marks(desk: CommandLine) -> None:
    desk.write("refs.bib", REFS)
    done = desk.run("references", "list", "refs.bib")
    assert done.out.startswith("6 entries:\n")
    assert "cited" not in done.out
    assert "Lind (2003). A chapter" in done.out
