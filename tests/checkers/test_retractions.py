"""Retracted works by a file of Retraction Watch."""

from __future__ import annotations

import pytest
from command_line import CommandLine

HEAD = "Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n"
DRAFT = """Heat eases cramps [1,2]. Rest helps [3]. So does sleep [4].

## References

1. Okafor N. Heat and cramps. Ward J. 2011;3:4-9. doi:10.1000/HEAT.1
2. Amadi R. Rest after a fall. Ward J. 2012;4:5-8. PMID: 21234567
3. Reyes J. Sleep and salt. Ward J. 2013;5:6-7. doi:10.1000/sleep.3
4. Lind S. Cold and salt. Ward J. 2014;5:6-7.
"""


@pytest.fixture
def ward(shell: CommandLine) -> CommandLine:
    """A folder with a draft and a configuration that names the file."""
    shell.write(
        "medlint.yml",
        'rules: {"*": off, citations/retracted: error}\ncitations: {retractions: watch.csv}\n',
    )
    shell.write("draft.md", DRAFT)
    return shell


def checked(shell: CommandLine, *lines: str, head: str = HEAD) -> tuple[int, str, str]:
    shell.write("watch.csv", head + "".join(f"{line}\n" for line in lines))
    done = shell.run("check", "-f", "concise", "draft.md")
    return done.code, done.out, done.err


def test_identifiers_are_looked_up_in_the_file(ward: CommandLine) -> None:
    code, out, _ = checked(
        ward,
        '1,"Heat, and cramps",10.1000/heat.1,0,Retraction',
        "2,Rest,unavailable,21234567,Expression of concern",
        "3,Other,10.1000/other,7,Retraction",
    )
    assert code == 1
    assert [line.split(": ")[0].split(":")[1] for line in out.splitlines()[:2]] == ["5", "6"]
    assert "watch.csv lists it (retraction)" in out
    assert "watch.csv lists it (expression of concern)" in out


def test_what_was_corrected_or_reinstated_stands(ward: CommandLine) -> None:
    lines = ("1,Heat,10.1000/heat.1,0,Correction", "2,Rest,x,21234567,Reinstatement")
    assert checked(ward, *lines)[0] == 0


def test_a_retraction_weighs_more_than_what_else_happened(ward: CommandLine) -> None:
    lines = (
        "1,Heat,10.1000/heat.1,0,Expression of concern",
        "2,Heat,10.1000/heat.1,0,Retraction",
        "3,Heat,10.1000/heat.1,0,Correction",
    )
    assert "(retraction)" in checked(ward, *lines)[1]


def test_a_changed_file_is_read_again(ward: CommandLine) -> None:
    assert checked(ward, "1,Heat,10.1000/none,0,Retraction")[0] == 0
    assert checked(ward, "1,Heat,10.1000/heat.1,0,Retraction")[0] == 1


def test_faulty_characters_and_short_lines_do_no_harm(ward: CommandLine) -> None:
    ward.write("watch.csv", HEAD.encode() + b"1,\xff\xfe,10.1000/heat.1,0,Retraction\n2,short\n\n")
    assert ward.run("check", "draft.md").code == 1


def test_another_file_is_refused_with_the_reason(ward: CommandLine) -> None:
    code, _, err = checked(ward, "1,2", head="a,b\n")
    assert code == 2
    assert "is no file of Retraction Watch" in err


def test_a_file_that_is_missing_is_told(ward: CommandLine) -> None:
    done = ward.run("check", "draft.md")
    assert done.code == 2
    assert "“watch.csv” does not exist" in done.err
