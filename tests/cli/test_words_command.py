"""`medlint words`: writes word files and nothing else, says where words come from, and counts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command_line import CommandLine

from linter.cli.unknown_words import Unknown, command, table

RULE = """\
id: spelling/{name}
category: typo
severity: {severity}
message: "“{{match}}” is unknown."
{find}
safety: manual
why: A test.
examples: {{bad: [], good: []}}
"""
# House rules of the same ids stand in for the dictionary: what is unknown, and what is near.
UNKNOWN = RULE.format(name="unknown-word", severity="info", find="find: [zorbin, quill's]")
MISSPELT = RULE.format(
    name="misspelling",
    severity="warning",
    find="swap: {thearpy: therapy, glimp: glimpse, blorb: blurb}",
)
DRUG = RULE.format(name="drug-spelling", severity="warning", find="swap: {zorbinol: zorbidol}")
JOINED = RULE.format(name="joined-words", severity="info", find="swap: {tickbite: tick bite}")


@pytest.fixture
def house(shell: CommandLine) -> CommandLine:
    """A folder with a configuration that names a word file."""
    shell.write("medlint.yml", "# A comment.\nwords: [Tre]\nword-files: [house/words.txt]\n")
    shell.write("house/words.txt", "# Ours\nduo\n\n# More\nQuattro\nzed\n")
    return shell


# --- add -------------------------------------------------------------------------------------


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def test_add_writes_the_word_file_and_leaves_the_configuration(house: CommandLine) -> None:
    before = text_of(house.folder / "medlint.yml")
    done = house.run("words", "add", "Sette", "sei", "DUO", "tre", "Sei", "Tre")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "house/words.txt: Sette, sei, tre added.\n"
        "“DUO” is accepted already (house/words.txt:2).\n"
        "“Tre” is accepted already (medlint.yml:2).\n"
    )
    wanted = "# Ours\nduo\n\n# More\nQuattro\nsei\nSette\ntre\nzed\n"
    assert text_of(house.folder / "house/words.txt") == wanted
    assert text_of(house.folder / "medlint.yml") == before
    again = house.run("words", "add", "sei")
    assert again.out == "“sei” is accepted already (house/words.txt:6).\n"
    assert text_of(house.folder / "house/words.txt") == wanted


def test_add_makes_a_file_beside_the_configuration(shell: CommandLine) -> None:
    shell.write("inner/draft.md", "")
    shell.monkeypatch.chdir(shell.folder / "inner")
    done = shell.run("words", "add", "Mac Laren")
    assert (done.code, done.err) == (0, "")
    assert text_of(shell.folder / "medlint-words.txt").endswith("\nMac Laren\n")
    assert [path.name for path in (shell.folder / "inner").iterdir()] == ["draft.md"]


def test_add_makes_the_file_that_is_named(house: CommandLine) -> None:
    (house.folder / "house/words.txt").unlink()
    assert house.run("words", "list").code == 2
    assert house.run("words", "add", "neuf").code == 0
    assert text_of(house.folder / "house/words.txt").endswith("\nneuf\n")
    assert house.run("words", "list").out.startswith("neuf  house/words.txt:")


def test_add_reads_words_from_a_pipe(shell: CommandLine) -> None:
    words = "".join(f"pipeword{chr(97 + n)}\n" for n in range(12))
    done = shell.run("words", "add", "-", stdin=f"# from a list\n{words}".encode())
    assert done.out.endswith("pipewordi, pipewordj and 2 more words added.\n")
    assert words in text_of(shell.folder / "medlint-words.txt")


def test_add_to_another_file_says_that_it_is_not_read(house: CommandLine) -> None:
    house.write("own.txt", b"\xef\xbb\xbfuno\r\n")
    done = house.run("words", "add", "--file", "own.txt", "duo")
    assert done.out == "own.txt: duo added.\n"
    assert done.err == "medlint does not read own.txt yet: name it under “word-files”.\n"
    assert (house.folder / "own.txt").read_bytes() == b"\xef\xbb\xbfduo\r\nuno\r\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add"], "Missing argument"),
        (["add", "good", "The knee hurts."], "“The knee hurts.” is no single word."),
        (["add", ""], "“” is no word"),
        (["add", "--file", "medlint.yml", "good"], "“medlint.yml” is no word file"),
        (["add", "--file", "house", "good"], "“house” is a folder"),
        (["add", "--file", "none/w.txt", "good"], "The folder “none” does not exist"),
        (["add", "--file", "draft.md", "good"], "draft.md:1: “All is well.” is no single word."),
        (["add", "--config", "none.yml", "good"], "There is no configuration file “none.yml”."),
        (["list", "none.md"], "There is no file and no folder “none.md”."),
        (["list", "paper.odt"], "paper.odt: .odt files are not read yet"),
        (["suggest", "none.md"], "none.md does not exist"),
        (["suggest", "--min", "0"], "--min"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    house: CommandLine, arguments: list[str], says: str
) -> None:
    house.write("draft.md", "All is well.\n")
    house.write("paper.odt", "")
    with_rules(house)
    before = contents(house.folder)
    done = house.run("words", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert "Something went wrong" not in done.err
    assert contents(house.folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_wrong_word_file_is_named_and_left(house: CommandLine) -> None:
    path = house.write("house/words.txt", "good\nThis is a whole sentence.\n")
    done = house.run("words", "add", "word")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("medlint: house/words.txt:2: “This is a whole sentence.” is no")
    assert text_of(path) == "good\nThis is a whole sentence.\n"


# --- list ------------------------------------------------------------------------------------


def test_list_names_the_place_of_each_word(house: CommandLine) -> None:
    house.write("medlint-words.txt", "duo\n")
    house.write("a.md", "---\nmedlint:\n  words: [åtta]\n---\n\nText.\n")
    assert house.run("words", "list").out == (
        "duo      medlint-words.txt:1, house/words.txt:2\n"
        "Quattro  house/words.txt:5\n"
        "Tre      medlint.yml:2\n"
        "zed      house/words.txt:6\n"
    )
    assert "åtta     a.md (front matter)\n" in house.run("words", "list", "a.md").out


def test_list_names_dictionaries_and_says_when_there_is_nothing(shell: CommandLine) -> None:
    done = shell.run("words", "list", "--isolated")
    assert (done.code, done.out) == (0, "")
    assert "“medlint words add WORD” accepts one" in done.err
    shell.write("a.aff", "SET UTF-8\n")
    shell.write("a.dic", "1\nabsent\n")
    shell.write("medlint.yml", "words: [uno]\ndictionaries: [a]\n")
    shell.monkeypatch.setitem(sys.modules, "hunspell", None)
    done = shell.run("words", "list")
    assert (done.code, done.out) == (2, "")
    assert 'pip install "medlint[hunspell]"' in done.err


# --- suggest ---------------------------------------------------------------------------------


def with_rules(shell: CommandLine) -> None:
    shell.write("rules/spelling/unknown-word.yml", UNKNOWN)
    shell.write("rules/spelling/misspelling.yml", MISSPELT)
    shell.write("rules/spelling/drug-spelling.yml", DRUG)
    shell.write("rules/spelling/joined-words.yml", JOINED)
    shell.write("medlint.yml", "rule-folders: [rules]\nrules: {spelling: off}\n")


@pytest.fixture
def drafts(shell: CommandLine) -> CommandLine:
    """Two drafts with unknown words."""
    with_rules(shell)
    shell.write("a.md", "Zorbin helps. A thearpy with zorbin.\n\nGlimp, a glimp, and a glimp.\n")
    shell.write("b.md", "*ZORBIN* and Quill's thing.\n\nA blorb. Zorbinol or a tickbite.\n")
    return shell


def test_suggest_counts_words_and_shows_the_likely_right_ones_first(drafts: CommandLine) -> None:
    done = drafts.run("words", "suggest")
    assert done.code == 0
    rows = [line.split() for line in done.out.splitlines()]
    assert rows == [
        ["times", "files", "word", "nearest", "first", "seen"],
        ["3", "2", "zorbin", "a.md:1:1"],
        ["3", "1", "glimp", "glimpse", "a.md:3:1"],
        ["1", "1", "Quill", "b.md:1:14"],
        ["1", "1", "tickbite", "tick", "bite", "b.md:3:24"],
        ["1", "1", "blorb", "blurb", "b.md:3:3"],
        ["1", "1", "thearpy", "therapy", "a.md:1:17"],
        ["1", "1", "Zorbinol", "Zorbidol", "b.md:3:10"],
    ]
    assert done.err.endswith("\n  medlint words add zorbin glimp Quill tickbite\n")
    assert max(map(len, done.out.splitlines())) <= 80


def test_suggest_can_leave_out_rare_words_and_print_words_alone(drafts: CommandLine) -> None:
    done = drafts.run("words", "suggest", "--min", "2", "--words-only", "a.md", "b.md")
    assert (done.code, done.out, done.err) == (0, "zorbin\nglimp\n", "")
    assert drafts.run("words", "suggest", "--exclude", "a.md", "--words-only").out == (
        "Quill\ntickbite\nZORBIN\nblorb\nZorbinol\n"
    )


def test_suggest_leaves_out_the_names_of_authors(drafts: CommandLine) -> None:
    drafts.write(
        "names.md",
        "# Sleep\n\nAnn Quill and Bo Lee\n\nZorbin found a glimp, and so did Quill.\n\n"
        "## References\n\n1. Zorbin A. Sleep. J Sleep. 2020;1:2-3.\n",
    )
    assert drafts.run("words", "suggest", "--words-only", "names.md").out == "glimp\n"


def test_suggest_passes_over_what_was_accepted_in_the_draft(drafts: CommandLine) -> None:
    drafts.write("c.md", "<!-- medlint-disable-file spelling: a story -->\n\nA thearpy.\n")
    done = drafts.run("words", "suggest", "c.md")
    assert (done.code, done.out, done.err) == (0, "", "There are no unknown words.\n")


def test_suggest_still_shows_words_where_a_file_is_missing(drafts: CommandLine) -> None:
    done = drafts.run("words", "suggest", "b.md", "none.md", "--words-only")
    assert (done.code, done.out) == (2, "Quill\ntickbite\nZORBIN\nblorb\nZorbinol\n")
    assert "none.md does not exist" in done.err


def test_what_was_found_can_be_added(drafts: CommandLine) -> None:
    suggested = drafts.run("words", "suggest", "--words-only")
    assert suggested.code == 0, suggested
    found = suggested.out
    done = drafts.run("words", "add", "-", stdin=found.encode())
    assert done.code == 0
    assert sorted(found.split()) == sorted(
        text_of(drafts.folder / "medlint-words.txt").split()[-7:]
    )


def unknown(word: str, place: str, *suggestions: str) -> Unknown:
    made = Unknown(place, suggestions=dict(zip(suggestions, suggestions, strict=True)))
    made.forms[word] += 1
    made.files.add(place)
    return made


def test_the_table_keeps_its_columns() -> None:
    words = [
        unknown("sphygmomanometerlike", "drafts/patients/a.md:12:3", "one", "two", "three", "four"),
        unknown("ä", "b.md:1:1"),
        unknown("x" * 40, "c.md:1:1", "y" * 60),
    ]
    lines = list(table(words))
    assert max(len(line) for line in lines[:3]) == 80
    assert "three" not in lines[1]
    assert lines[3].endswith("  c.md:1:1")
    assert list(table([])) == []


def test_the_command_names_as_many_words_as_a_line_holds() -> None:
    assert command([]) == ""
    words = [unknown("Mac Laren", "a"), unknown("O'Neil", "a")]
    assert command(words) == 'medlint words add "Mac Laren" "O\'Neil"'
    assert len(command([unknown("word" * 3, "a")] * 20)) <= 78


# --- with the dictionary ---------------------------------------------------------------------

UNHEARD = "Nobody stopped zelmorafib. Then zelmorafib's price rose.\n"


def unknown_in(shell: CommandLine, name: str) -> list[str]:
    """The places of unknown words in a draft."""
    done = shell.run("check", name, "-q", "-f", "concise", "--min-severity", "info",
                     "--select", "spelling/unknown-word", "--exit-zero")  # fmt: skip
    assert (done.code, done.err) == (0, "")
    return [line.split(" ")[0] for line in done.out.splitlines()]


def test_words_that_were_added_are_known_in_all_drafts(shell: CommandLine) -> None:
    shell.write("a.md", UNHEARD)
    shell.write("b/c.html", f"<p>{UNHEARD}</p>")
    assert [len(unknown_in(shell, name)) for name in ("a.md", "b/c.html")] == [2, 2]
    assert shell.run("words", "suggest", "--words-only").out == "zelmorafib\n"
    assert shell.run("words", "add", "zelmorafib").code == 0
    assert unknown_in(shell, "a.md") + unknown_in(shell, "b/c.html") == []
    assert shell.run("words", "suggest").err == "There are no unknown words.\n"


def test_words_of_the_draft_and_of_some_drafts_are_known_there_alone(shell: CommandLine) -> None:
    off = 'rules: {"*": off}\n'
    shell.write("medlint.yml", f"{off}per-file: {{'news/**': {{words: [zelmorafib]}}}}\n")
    shell.write("a.md", UNHEARD)
    shell.write("news/a.md", UNHEARD)
    shell.write("b.md", f"---\nmedlint:\n  words: zelmorafib\n---\n\n{UNHEARD}")
    counts = [len(unknown_in(shell, name)) for name in ("a.md", "news/a.md", "b.md")]
    assert counts == [2, 0, 0]


def test_words_of_a_hunspell_dictionary_are_known(shell: CommandLine) -> None:
    if os.environ.get("CI") != "true":
        pytest.importorskip("hunspell", reason="pip install chunspell")
    shell.write("a.md", UNHEARD)
    shell.write("own.aff", "SET UTF-8\nSFX M Y 1\nSFX M 0 afib .\n")
    shell.write("own.dic", "1\nzelmor/M\n")
    shell.write("medlint.yml", "dictionaries: [own.dic]\n")
    assert unknown_in(shell, "a.md") == []
    done = shell.run("words", "list")
    assert done.out == ""
    assert "all words of the dictionary own.dic are accepted" in done.err
    (shell.folder / "own.aff").unlink()
    done = shell.run("check", "a.md")
    assert (done.code, done.out) == (2, "")
    assert "medlint.yml:1: The file “own.aff” does not exist." in done.err


def test_added_words_are_offered_in_place_of_typos(shell: CommandLine) -> None:
    shell.write("a.md", "Nobody stopped zelmorafb.\n")
    before = shell.run("words", "suggest").out
    assert "zelmorafb" in before
    assert "zelmorafib" not in before
    shell.run("words", "add", "zelmorafib")
    row = shell.run("words", "suggest").out.splitlines()[1]
    assert row.split()[2:4] == ["zelmorafb", "zelmorafib"]
