"""What is reported of keys and of the entries of bibliographies that a draft cites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import CommandLine, Done

from linter.config import files_read, load

BIB = """@article{okafor2011,
  author = {Okafor, Ngozi}, title = {Heat and cramps at night}, year = 2011,
  doi = {10.1234/wj.11}
}
@article{amadi2012, author = {Amadi, R.}, title = {Rest after a fall}, year = 2012}
@article{unused2013, author = {Reyes, J.}, title = {Salt}, year = 2013}
"""
FRONT = "---\ntitle: Cramps\nbibliography: refs.bib\n---\n\n"


def checked(shell: CommandLine, text: str, bib: str = BIB, *, config: str = "") -> Done:
    """A draft beside its bibliography, as the rules on citations see it."""
    shell.write("medlint.yml", f'rules: {{"*": off, citations: default}}\n{config}')
    shell.write("drafts/refs.bib", bib)
    shell.write("drafts/draft.md", text)
    return shell.run("check", "drafts/draft.md", "-f", "concise", "--quiet")


def told(shell: CommandLine, text: str, bib: str = BIB) -> list[str]:
    """Place, rule and message of each finding; nothing else may be told."""
    done = checked(shell, FRONT + text, bib)
    assert done.err == ""
    lines = (line.removeprefix("drafts/draft.md:") for line in done.out.splitlines())
    return [line for line in lines if line]


@pytest.mark.parametrize(
    "text",
    [
        "Heat helps [@okafor2011; see @amadi2012, p. 3].",
        "As @okafor2011 says, heat helps [-@amadi2012].",
        "Heat helps [@{okafor2011}].",
        r"Heat helps \citep[p.~3]{okafor2011,amadi2012}.",
        "Heat helps {cite}`okafor2011`.",
        "Heat helps [@okafor2011], see [@fig-heat], @tbl-rest, @eq:one and \\@ref(fig:x).",
        "Heat helps [@doi:10.1234/wj.99; @okafor2011].",
        "Write to r.amadi@ward.example.",
    ],
)
def test_keys_that_are_listed_are_left_alone(shell: CommandLine, text: str) -> None:
    assert told(shell, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Heat helps [@okafor2011; @okafur2011].", "6:27"),
        ("Heat helps [@okafor2011], as @okafur2011 says.", "6:31"),
        (r"Heat helps \cite{okafor2011,okafur2011}.", "6:29"),
        ("Heat helps {cite}`okafur2011`.", "6:19"),
    ],
)
def test_a_key_that_is_not_listed_is_found_with_the_one_that_was_meant(
    shell: CommandLine, text: str, place: str
) -> None:
    (line,) = told(shell, text)
    assert line.startswith(f"{place}: error citations/not-listed “okafur2011” is cited here (did")
    assert "(did you mean “okafor2011”?), but" in line
    assert line.endswith("no entry of refs.bib has this key.")


def test_a_key_in_other_capitals_can_be_fixed(shell: CommandLine) -> None:
    done = checked(shell, FRONT + "Heat helps [@Okafor2011].")
    assert "did you mean “okafor2011”" in done.out
    shell.run("fix", "drafts/draft.md", "--unsafe")
    assert "[@okafor2011]" in (shell.folder / "drafts/draft.md").read_text()


def test_entries_that_no_draft_cites_are_nobodys_business(shell: CommandLine) -> None:
    assert told(shell, "Heat helps [@okafor2011].", BIB + "@misc{x, title={}}\n") == []


@pytest.mark.parametrize(
    ("entry", "rule", "message"),
    [
        ("author={Lund, A}, title={Heat for all}", "no-year", "This entry gives no year."),
        ("title={Heat}, year=2091", "future-year", "The year 2091 has not begun"),
        ("title={RETRACTED: Heat}, year=2011", "retracted", "This work is retracted"),
        ("title={Heat}, year=2011, doi={10.12/x}", "malformed-identifier", "“10.12/x” is no DOI"),
        ("title={Heat}, year=2011, pmid={01}", "malformed-identifier", "“01” is no PubMed number"),
        (
            "title={Heat}, year=2011, doi={10.1234/WJ.11}",
            "duplicate-reference",
            "This work stands in the list already, as “okafor2011”: the DOI is the same",
        ),
        (
            "title={Heat}, year=2011, url={https://x.blogspot.com/a}, urldate={2011}",
            "unsuitable-source",
            "blogspot.com is no source",
        ),
        ("author={{OpenAI}}, title={A chat}, year=2024", "ai-source", "“OpenAI” is no source"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_where_it_is_cited_first(
    shell: CommandLine, entry: str, rule: str, message: str
) -> None:
    bib = f"{BIB}@article{{bad, {entry}}}\n"
    (line,) = told(shell, "Heat [@okafor2011; @bad] helps [@bad].", bib)
    assert line.startswith("6:21: ")
    assert f"citations/{rule} “bad” in refs.bib:7: {message}" in line


def test_two_bad_entries_in_one_mark_are_two_findings(shell: CommandLine) -> None:
    bib = "@misc{a, author={Okafor, N}, title={Heat and cramps}}\n"
    bib += "@misc{b, author={Amadi, R}, title={Rest at last}}\n"
    lines = told(shell, "Heat helps [@a; @b].", bib)
    assert [line[:4] for line in lines] == ["6:14", "6:18"]


def test_a_key_that_the_file_has_twice(shell: CommandLine) -> None:
    (line,) = told(shell, "Heat helps [@okafor2011].", BIB + "@misc{okafor2011, title={B}}\n")
    assert "citations/duplicate-number “okafor2011” in refs.bib:1:" in line


def test_a_missing_bibliography_is_told_with_its_line_and_the_rest_is_checked(
    shell: CommandLine,
) -> None:
    text = "---\nbibliography:\n- refs.bib\n- more.bib\n---\n\nHeat [@nobody] helps [REF].\n"
    done = checked(shell, text)
    assert done.code == 2
    assert "citations/placeholder" in done.out
    assert "not-listed" not in done.out  # the missing file may have it
    assert "draft.md: line 4: The bibliography “more.bib” does not exist." in done.err


def test_a_broken_bibliography_is_told_once_for_all_drafts(shell: CommandLine) -> None:
    config = "citations: {bibliography: drafts/refs.bib}\n"
    shell.write("drafts/second.md", "Rest helps [@amadi2012; @lund].\n")
    checked(shell, "Heat helps [@okafor2011].\n", "@misc{a, title = {A\n" + BIB, config=config)
    done = shell.run("check", "drafts", "-f", "concise", "--quiet")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("drafts/refs.bib: line 1: The entry “a” cannot be read") == 1


def test_the_configuration_names_bibliographies_for_all_drafts(shell: CommandLine) -> None:
    config = "citations:\n  bibliography: [drafts/refs.bib]\n"
    done = checked(shell, "Heat helps [@okafor2011; @amadi2021].\n", config=config)
    assert "did you mean “amadi2012”?" in done.out
    assert files_read(load(shell.folder / "medlint.yml"))[-1] == shell.folder / "drafts/refs.bib"


def test_one_that_is_on_the_web_is_not_opened(shell: CommandLine) -> None:
    text = "---\nbibliography: https://example.org/refs.bib\n---\n\nHeat helps [@nobody].\n"
    done = checked(shell, text)
    assert (done.code, done.out) == (0, "")


def test_references_in_the_front_matter_itself_count(shell: CommandLine) -> None:
    text = (
        "---\nreferences:\n- id: okafor2011\n  title: Heat and cramps\n  issued: 2091\n---\n\n"
        "Heat helps [@okafor2011; @okafur2011].\n"
    )
    done = checked(shell, text)
    assert "8:27: error citations/not-listed “okafur2011”" in done.out
    assert "“okafor2011” in draft.md:3: The year 2091 has not begun" in done.out


def test_without_citation_rules_no_bibliography_is_opened(shell: CommandLine) -> None:
    shell.write("draft.md", "---\nbibliography: missing.bib\n---\n\nHeat helps [@okafor2011].\n")
    assert shell.run("check", "draft.md", "--select", "style/doubled-word").code == 0


def test_the_list_shows_what_is_cited_from_the_bibliography(shell: CommandLine) -> None:
    checked(shell, FRONT + "Heat helps [@amadi2012]. So does rest [@amadi2012].\n")
    done = shell.run("references", "list", "drafts/draft.md")
    assert done.out.splitlines() == [
        "Cited by keys: 2 marks.",
        "1 entry:",
        "",
        "amadi2012  Amadi (2012). Rest after a fall",
        "           cited in line 6",
        "",
        "2 entries of refs.bib not cited here.",
    ]
    written = shell.run("references", "list", "drafts/draft.md", "-f", "csl-json").out
    assert [each["id"] for each in json.loads(written)] == ["amadi2012"]


def test_the_list_says_what_it_lacks(shell: CommandLine) -> None:
    shell.write("draft.md", "---\nbibliography: no.bib\n---\n\nHeat helps [@okafor2011].\n")
    done = shell.run("references", "list", "draft.md")
    assert (done.code, "“no.bib” does not exist" in done.err) == (2, True)


def test_reading_is_relative_to_the_draft_and_not_to_where_one_stands(
    shell: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(shell, FRONT + "Heat helps [@okafor2011].")
    monkeypatch.chdir(shell.folder / "drafts")
    assert shell.run("check", "draft.md").code == 0
    assert Path.cwd().name == "drafts"


LIST = """
## References

1. Okafor N, Lund A. Heat and cramps at night. Ward J. 2011;3:4-9.
2. Amadi R. Rest after a fall. Ward J. 2012;4:5-8.
"""


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Heat helps in the United States and Canada [1], rest does [2].", False),
        ("Heat helps [1], as Warmth and Comfort [2] show.", False),
        ("Heat helps [1], as Okafor and Lund [2] show.", True),
        ("Heat helps [1], as Lund and Halloran [2] show.", True),
        ("Heat helps [1], as Halloran et al. [2] show.", True),
    ],
)
def test_not_every_capital_before_a_number_is_an_author(
    shell: CommandLine, text: str, reported: bool
) -> None:
    done = checked(shell, text + "\n" + LIST)
    assert ("citations/other-author" in done.out) is reported
