"""The user's own words: which forms count, where they may be written, and what is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checkers.spelling import hunspell
from linter.checkers.spelling.own_words import OwnWords, collect, own_words, word_file
from linter.checkers.spelling.word_files import (
    Entry,
    normal,
    read_entries,
    what_is_wrong,
    with_words,
)
from linter.config import (
    Config,
    ConfigError,
    files_read,
    for_file,
    load,
    settings_key,
    with_front_matter,
)
from linter.yamltext import YamlError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the working folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def configured(text: str) -> Config:
    return load(write(Path("medlint.yml"), text))


def own(*words: str) -> OwnWords:
    return collect(Entry(normal(word), "here") for word in words)


# --- which forms count -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "word", "accepted"),
    [
        ("esketamine", "esketamine", True),
        ("esketamine", "Esketamine", True),
        ("esketamine", "ESKETAMINE", True),
        ("esketamine", "esketamines", False),
        ("Herxheimer", "Herxheimer", True),
        ("Herxheimer", "HERXHEIMER", True),
        ("Herxheimer", "herxheimer", False),
        ("McArdle", "McArdle", True),
        ("McArdle", "Mcardle", False),
        ("VEXAS", "VEXAS", True),
        ("VEXAS", "Vexas", False),
        ("naïve", "nai\u0308ve", True),
        ("O'Sullivan", "O’Sullivan", True),
        ("Behçet’s", "Behçet's", True),
        ("Behçet’s", "Behçet", True),
        ("Behçet", "Behçet's", False),
        ("tele\xadhealth", "telehealth", True),
        ("Mac Laren", "Mac Laren", True),
        ("Mac Laren", "Laren", True),
        ("Mac Laren", "laren", False),
        ("Jarisch–Herxheimer", "Jarisch-Herxheimer", True),
        ("Jarisch-Herxheimer", "Herxheimer", True),
        ("nab-paclitaxel", "Nab", True),
        ("SARS-CoV-2", "CoV", True),
        ("2,4-dinitrophenol", "dinitrophenol", True),
        ("q.d.s.", "q.d.s.", True),
    ],
)
def test_which_forms_an_entry_accepts(entry: str, word: str, accepted: bool) -> None:
    assert what_is_wrong(normal(entry)) == ""
    assert own(entry).accepts(word) is accepted


def test_two_spellings_of_a_word_both_count() -> None:
    words = own("Aids", "AIDS")
    assert [words.accepts(each) for each in ("Aids", "AIDS", "aids")] == [True, True, False]


def test_words_are_offered_as_they_are_written() -> None:
    words = own("esketamine", "Mac Laren")
    assert words.suggests() == ("Laren", "Mac", "Mac Laren", "esketamine")
    assert list(words.forms["laren"]) == ["Laren"]
    assert not OwnWords()
    assert words


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_what_may_be_an_entry_is_accepted(text: str) -> None:
    word = normal(text)
    assert word == normal(word)
    if word and not what_is_wrong(word):
        assert own(word).accepts(word)
        assert own(word).accepts(word.upper()) or word.upper().lower() != word.lower()


# --- word files ------------------------------------------------------------------------------


def test_a_word_file_may_have_comments_and_empty_lines() -> None:
    text = "\ufeff# Our words\r\n\r\nketamin \r\n  Mac   Laren # a name\r\n#no\r\nvon Gierke"
    entries = list(read_entries(text.encode(), "words.txt"))
    assert [(each.word, each.line) for each in entries] == [
        ("ketamin", 3),
        ("Mac Laren", 4),
        ("von Gierke", 6),
    ]


def test_a_list_may_begin_with_the_number_of_its_words() -> None:
    assert [each.word for each in read_entries(b"2\nuno\nduo\n", "list.dic")] == ["uno", "duo"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("The knee is a joint of the leg", "is no single word. Write one word on each line."),
        ("It hurts.", "“It hurts.” is no single word."),
        ("one, two", "“,” in “one, two” cannot be part of a word. Write each word on a line of"),
        ("tables/SM", "Write each word on a line of its own; a Hunspell dictionary belongs under"),
        ("keta*", "Write each form of the word on a line of its own."),
        ("words: [a]", "“:” in “words: [a]” cannot be part of a word. Leave it out."),
        ("Brandix®", "“®” in “Brandix®” cannot be part of a word. Leave it out."),
        ("12", "“12” is no word: it has fewer than two letters. Take it out."),
        ("x" * 81, "is no single word"),
    ],
)
def test_a_line_that_is_no_word_is_named(line: str, says: str) -> None:
    with pytest.raises(YamlError) as caught:
        list(read_entries(f"good\n{line}\n".encode(), "w.txt"))
    assert str(caught.value).startswith("w.txt:2: ")
    assert says in str(caught.value)


def test_a_word_file_must_be_utf8() -> None:
    with pytest.raises(YamlError, match=r"w\.txt:2: This is not UTF-8 text"):
        list(read_entries(b"good\nna\xefve\n", "w.txt"))


WORDS = st.from_regex(r"[A-Za-zäßÉ]{2,9}(-[a-z]{2,5})?", fullmatch=True)
LINES = st.one_of(
    WORDS, st.builds("{}  # {}".format, WORDS, WORDS), st.just(""), WORDS.map(lambda w: f"# {w}")
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]), st.lists(WORDS, max_size=4))
def test_adding_keeps_all_lines_and_the_line_endings(
    lines: list[str], end: str, new: list[str]
) -> None:
    before = end.join(lines) + end
    after = with_words(before, new)
    assert after.endswith(end if before.strip() else "\n")
    if before.strip():
        kept = [line for line in lines if line.strip()]
        assert sorted(each for each in after.split(end) if each) == sorted([*kept, *new])
        assert after.replace("\r\n", "").count("\n") == (0 if end == "\r\n" else after.count("\n"))
    comments = [line for line in lines if line.startswith("#")]
    assert [line for line in after.splitlines() if line in comments] == comments
    found = {each.word for each in read_entries(after.encode(), "w")}
    assert found == {each.word for each in read_entries(before.encode(), "w")} | set(new)


def test_new_words_go_into_the_last_stretch_which_is_sorted() -> None:
    before = "# Drugs\nzeta\nalpha\n\n# Names\nNilsen # ours\nBerg\n# The end\n"
    assert with_words(before, ["coxal", "Aalto"]) == (
        "# Drugs\nzeta\nalpha\n\n# Names\nAalto\nBerg\ncoxal\nNilsen # ours\n# The end\n"
    )


def test_a_new_word_file_says_what_it_is() -> None:
    text = with_words("", ["beta", "Alpha"])
    assert text.startswith("# Words that medlint accepts, one a line.")
    assert text.endswith(".\nAlpha\nbeta\n")


# --- the configuration -----------------------------------------------------------------------


def test_words_come_from_all_places(project: Path) -> None:
    write(project / "medlint-words.txt", "uno\n")
    write(project / "house/more.txt", "# more\nduo\n")
    config = configured(
        "words: [tre]\nword-files: [house/more.txt]\nper-file: {'*.txt': {words: [quattro]}}\n"
    )
    config = for_file(config, project / "a.txt")
    config = with_front_matter(config, {"words": ["cinque"]}, project / "a.txt")
    words = own_words(config)
    assert [each.word for each in words.entries] == ["cinque", "quattro", "tre", "uno", "duo"]
    assert words.place("duo") == "house/more.txt:2"
    assert words.place("uno") == "medlint-words.txt:1"
    assert words.place("cinque") == "a.txt (front matter)"
    assert words.place("quattro") == "medlint.yml:3"
    assert not words.accepts("sei")


def test_only_the_word_file_by_default_may_be_missing(project: Path) -> None:
    assert not own_words(configured(""))
    assert not own_words(configured("word-files: [medlint-words.txt]\n"))
    with pytest.raises(ConfigError) as caught:
        own_words(configured("\nword-files: [house/words.txt]\n"))
    assert str(caught.value) == (
        "medlint.yml:2: The word file “house/words.txt” does not exist. "
        "Check the spelling, or create it with “medlint words add”."
    )


def test_a_wrong_word_in_the_configuration_is_named_with_its_place(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"^medlint\.yml:2: “,” in “a, b” cannot be part"):
        own_words(configured("words:\n  - 'a, b'\n  - good\n"))
    config = with_front_matter(load(None, project), {"words": ["x/y"]}, project / "a.md")
    with pytest.raises(ConfigError, match=r"^a\.md \(front matter\): “/” in “x/y” cannot"):
        own_words(config)


def test_a_folder_is_no_word_file(project: Path) -> None:
    (project / "house").mkdir()
    with pytest.raises(ConfigError, match="The word file house cannot be read"):
        own_words(configured("word-files: [house]\n"))


@pytest.mark.parametrize(
    ("existing", "named", "chosen"),
    [
        ([], "", "medlint-words.txt"),
        ([], "word-files: [a.txt, b.txt]", "a.txt"),
        (["medlint-words.txt"], "word-files: [a.txt]", "medlint-words.txt"),
        (["b.txt"], "word-files: [a.txt, b.txt]", "b.txt"),
    ],
)
def test_where_new_words_belong(
    project: Path, existing: list[str], named: str, chosen: str
) -> None:
    for name in existing:
        write(project / name, "word\n")
    assert word_file(configured(f"{named}\n")) == project / chosen


def test_other_content_of_a_word_file_is_another_setting(project: Path) -> None:
    config = configured("dictionaries: [house.dic]\n")
    assert files_read(config) == (
        project / "medlint-words.txt",
        project / "house.dic",
        project / "house.aff",
    )
    keys = [settings_key(config)]
    for number, path in enumerate(files_read(config), start=1):
        write(path, "x\n")
        keys.append(settings_key(config))
        write(path, "y\n" * (number + 1))
        keys.append(settings_key(config))
    assert len(set(keys)) == len(keys)
    os.utime(project / "medlint-words.txt", (1, 1))
    assert settings_key(config) == keys[-1]


# --- Hunspell --------------------------------------------------------------------------------

AFFIXES = """\
SET UTF-8
SFX A Y 2
SFX A 0 s [^y]
SFX A y ies y
PFX B Y 1
PFX B 0 un .
"""


@pytest.fixture
def dictionary(project: Path) -> Path:
    """A dictionary of four words; Hunspell is there."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("hunspell", reason="pip install chunspell")
    write(project / "dictionaries/our own.aff", AFFIXES)
    write(project / "dictionaries/our own.dic", "4\nblorbine/A\nfrobly/A\nglimmed/B\nNørby\n")
    return project / "dictionaries"


@pytest.mark.parametrize("suffix", ["", ".dic", ".aff"])
def test_a_hunspell_dictionary_accepts_what_its_affixes_make(dictionary: Path, suffix: str) -> None:
    words = own_words(configured(f"dictionaries: [dictionaries/our own{suffix}]\n"))
    good = ["blorbine", "Blorbines", "BLORBINES", "froblies", "unglimmed", "Nørby"]
    assert [word for word in good if not words.accepts(word)] == []
    bad = ["blorbin", "froblys", "unblorbine", "nørby", "\udce9", "日本"]
    assert [word for word in bad if words.accepts(word)] == []
    assert words
    assert words.suggests() == ()


def test_a_dictionary_in_another_encoding(dictionary: Path) -> None:
    write(dictionary / "latin.aff", "SET ISO8859-1\n")
    write(dictionary / "latin.dic", "1\nm\xf6hre\n".encode("latin-1"))
    words = own_words(configured("dictionaries: [dictionaries/latin]\n"))
    assert [words.accepts(each) for each in ("Möhre", "mohre", "μορε")] == [True, False, False]


def test_a_changed_dictionary_is_read_again(dictionary: Path) -> None:
    config = configured("dictionaries: [dictionaries/our own]\n")
    assert not own_words(config).accepts("crumply")
    write(dictionary / "our own.dic", "1\ncrumply\n")
    assert own_words(config).accepts("crumply")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("our own.aff", None, "medlint.yml:2: The file “dictionaries/our own.aff” does not exist."),
        ("our own.dic", None, "medlint.yml:2: The file “dictionaries/our own.dic” does not exist."),
        ("our own.dic", "", "dictionaries/our own.dic:1: This is no Hunspell dictionary"),
        ("our own.dic", "a\nb\n", "A plain list of words belongs under “word-files”."),
    ],
)
def test_what_is_no_dictionary_is_refused(
    dictionary: Path, name: str, content: str | None, says: str
) -> None:
    (dictionary / name).unlink()
    if content is not None:
        write(dictionary / name, content)
    with pytest.raises(ConfigError) as caught:
        own_words(configured("language: any\ndictionaries: [dictionaries/our own]\n"))
    assert says in str(caught.value)


def test_without_hunspell_it_says_how_to_install_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project / "a.aff", AFFIXES)
    write(project / "a.dic", "1\nabsent\n")
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(ConfigError) as caught:
        own_words(configured("dictionaries: [a]\n"))
    assert str(caught.value).startswith("medlint.yml:1: Hunspell is needed to read a.dic. Install")
    assert hunspell.INSTALL in str(caught.value)


def test_a_dictionary_may_be_set_for_some_files(project: Path) -> None:
    config = configured("per-file: {'za/**': {dictionaries: [en_ZA]}}\n")
    assert for_file(config, project / "a.md").dictionaries == ()
    assert for_file(config, project / "za/a.md").dictionaries == (project / "en_ZA",)
