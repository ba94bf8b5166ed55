"""`medlint references list`: the list as it is understood, and as other programs read it."""

from __future__ import annotations

import json
import re

import pytest
from command_line import CommandLine

ARTICLE = """# Warm rooms

Warm rooms help sleep [1]. Cool ones help more [2,3].
Nobody slept on the porch [2].

## References

1. Ahlers KT, Moss B. Warm rooms in winter. Br J Rest. 2019;4(2):10-5. doi:10.1000/rest.2019.4
2. Prewitt L, Okafor D, Lind S, et al. Rooms & 5% of nights. Rest. 2021;9:1-9. PMID: 31234567
3. World Sleep Bureau. Bedrooms. 2020. https://example.org/bed_rooms
4. Nobody N. The porch. J Rest. 2018;1:1.
"""
NAMES = """Rooms matter (Ahlers and Moss, 2019). So does noise (Prewitt et al., 2021).
Light matters less (Lindqvist, 2020).

## References

Ahlers KT, Moss B (2019). Warm rooms in winter. Br J Rest 4:10-15.

Lindqvist P (2020). Light at night. Rest 8:1-4.

Prewitt L, Okafor D, Lind S (2021). Noise at night. Rest 9:1-9.
"""


def listed(shell: CommandLine, text: str, *more: str) -> str:
    """What the command prints for a draft."""
    shell.write("draft.md", text)
    done = shell.run("references", "list", "draft.md", *more)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_each_entry_is_shown_with_the_lines_that_cite_it(shell: CommandLine) -> None:
    lines = listed(shell, ARTICLE).splitlines()
    assert lines == [
        "Cited by numbers in brackets: 3 marks.",
        "4 entries:",
        "",
        "1  Ahlers et al. (2019). Warm rooms in winter",
        "   cited in line 3, doi:10.1000/rest.2019.4",
        "2  Prewitt et al. (2021). Rooms & 5% of nights",
        "   cited in lines 3, 4, PMID 31234567",
        "3  World Sleep Bureau (2020). Bedrooms",
        "   cited in line 3",
        "4  Nobody (2018). The porch",
        "   not seen to be cited",
    ]


def test_entries_cited_by_name_are_found_too(shell: CommandLine) -> None:
    out = listed(shell, NAMES)
    assert out.startswith("Cited by authors and years: 3 marks.")
    assert [line.split()[-1] for line in out.splitlines() if "cited in" in line] == ["1", "2", "1"]


def test_footnotes_are_entries(shell: CommandLine) -> None:
    text = (
        "Rooms matter.[^one] Noise too.[^2]\n\n[^one]: Moss B. Rooms. Rest. 2019;1:1.\n[^2]: Ib.\n"
    )
    out = listed(shell, text)
    assert out.startswith("Cited by footnotes: 2 marks.")
    assert out.count("cited in line 1") == 2


def test_long_titles_and_keys_stay_within_eighty_columns(shell: CommandLine) -> None:
    key = "k" * 60
    text = f"Rooms.[^{key}]\n\n[^{key}]: Moss B. {'Rooms of many kinds ' * 12}. Rest. 2019;1:1.\n"
    assert max(map(len, listed(shell, text).splitlines())) <= 80


def test_csl_json_has_what_was_understood(shell: CommandLine) -> None:
    items = json.loads(listed(shell, ARTICLE, "--format", "csl-json"))
    assert [item["id"] for item in items] == ["ahlers2019", "prewitt2021", "ref3", "nobody2018"]
    assert items[0] == {
        "id": "ahlers2019",
        "type": "article-journal",
        "author": [{"family": "Ahlers"}, {"family": "Moss"}],
        "issued": {"date-parts": [[2019]]},
        "title": "Warm rooms in winter",
        "DOI": "10.1000/rest.2019.4",
        "note": "Ahlers KT, Moss B. Warm rooms in winter. Br J Rest. 2019;4(2):10-5.",
    }
    assert items[2]["author"] == [{"literal": "World Sleep Bureau"}]
    assert items[2]["URL"] == "https://example.org/bed_rooms"


def test_bibtex_is_escaped(shell: CommandLine) -> None:
    out = listed(shell, ARTICLE, "--format", "bibtex")
    assert "  author = {Prewitt and Okafor and Lind and others},\n" in out
    assert r"  title = {{Rooms \& 5\% of nights}}," in out
    assert "  author = {{World Sleep Bureau}},\n" in out
    assert "  url = {https://example.org/bed_rooms},\n" in out
    assert out.count("@article{") == 2


@pytest.mark.parametrize("bad", ["{", "}", "\\", "{}}", "\\{"])
def test_bibtex_braces_stay_balanced(shell: CommandLine, bad: str) -> None:
    text = ARTICLE.replace("Warm rooms in", f"Warm `{bad}` rooms {bad} in")
    out = listed(shell, text, "--format", "bibtex")
    bare = out.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")


def test_keys_are_never_given_twice(shell: CommandLine) -> None:
    twice = ARTICLE + "5. Nobody N. The other porch. J Rest. 2018;2:1.\n"
    items = json.loads(listed(shell, twice, "--format", "csl-json"))
    assert [item["id"] for item in items][-2:] == ["nobody2018", "nobody2018-2"]


def test_a_draft_without_a_list_is_said_to_have_none(shell: CommandLine) -> None:
    assert listed(shell, "All is well.\n") == "Nothing is cited.\nThere is no reference list.\n"
    done = shell.run("references", "list", "draft.md", "--format", "csl-json")
    assert (done.code, json.loads(done.out)) == (0, [])
    assert "there is no reference list" in done.err


def test_standard_input_is_read(shell: CommandLine) -> None:
    done = shell.run("references", "list", "-", stdin=ARTICLE.encode())
    assert done.out.startswith("Cited by numbers in brackets")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.md", "There is no file “gone.md”."),
        ("folder", "“folder” is a folder. Name one draft."),
        ("paper.odt", "“paper.odt” is not read; medlint reads Markdown, HTML"),
    ],
)
def test_what_cannot_be_read_is_said(shell: CommandLine, name: str, message: str) -> None:
    shell.write("folder/draft.md", "")
    shell.write("paper.odt", "no Word file")
    done = shell.run("references", "list", name)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_the_style_of_the_configuration_decides(shell: CommandLine) -> None:
    text = re.sub(r"\[([\d,]+)\]", r"(\1)", ARTICLE)
    assert listed(shell, text).startswith("Cited by numbers in parentheses: 3 marks.")
    shell.write("style.yml", "citations: {style: author-year}\n")
    assert listed(shell, text, "--config", "style.yml").startswith("Nothing is cited.")
    own = "---\nmedlint: {citations: {style: author-year}}\n---\n\n" + text
    assert listed(shell, own).startswith("Nothing is cited.")
