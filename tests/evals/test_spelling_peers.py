import json
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest

from evals.spelling_flags import Flags
from evals.spelling_peers import (
    find_peers,
    hunspell_look,
    is_plain,
    parse_codespell,
    parse_cspell,
    parse_typos,
    program,
)

TEXTS = ["A cup of tea.", "We 🫖 drimk tea, and drimk it été teh."]


def shown(texts: list[str], flags: Flags) -> list[list[tuple[str, str]]]:
    """What is marked, and the text after the first suggestion."""
    return [
        [
            (text[flag.span.start : flag.span.end], flag.repairs[0] if flag.repairs else "")
            for flag in found
        ]
        for text, found in zip(texts, flags, strict=True)
    ]


def test_codespell_names_words_and_each_of_their_places_counts() -> None:
    output = "text.txt:2: drimk ==> drink, drunk\ntext.txt:2: teh ==> the | a reason\n"
    assert shown(TEXTS, parse_codespell(output, TEXTS)) == [
        [],
        [
            ("drimk", "We 🫖 drink tea, and drimk it été teh."),
            ("drimk", "We 🫖 drimk tea, and drink it été teh."),
            ("teh", "We 🫖 drimk tea, and drimk it été the."),
        ],
    ]


def test_codespell_is_not_taken_to_mean_a_part_of_a_word() -> None:
    (flags,) = parse_codespell("text.txt:1: te ==> tea\n", ["The test of te."])
    assert [flag.span.start for flag in flags] == [12]


def test_typos_counts_bytes() -> None:
    rows = [
        {"type": "file", "path": "text.txt"},
        {
            "type": "typo",
            "line_num": 2,
            "byte_offset": len("We 🫖 drimk tea, and drimk it été ".encode()),
            "typo": "teh",
            "corrections": ["the"],
        },
        {"type": "typo", "line_num": 1, "byte_offset": 2, "typo": "cup", "corrections": []},
    ]
    output = "\n".join(map(json.dumps, rows))
    assert shown(TEXTS, parse_typos(output, TEXTS)) == [
        [("cup", "")],
        [("teh", "We 🫖 drimk tea, and drimk it été the.")],
    ]


def test_cspell_counts_utf_16() -> None:
    issue = {"text": "drimk", "row": 2, "col": 7, "suggestions": ["drink"]}
    told = {"issues": [issue], "result": {"files": 1}}
    assert shown(TEXTS, parse_cspell(json.dumps(told), TEXTS)) == [
        [],
        [("drimk", "We 🫖 drink tea, and drimk it été teh.")],
    ]


def test_cspell_must_have_read_the_texts() -> None:
    with pytest.raises(RuntimeError, match="0 files"):
        parse_cspell(json.dumps({"issues": [], "result": {"files": 0}}), TEXTS)


class FewWords:
    """A dictionary of a few words that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def spell(self, word: str) -> bool:
        self.asked.append(word)
        word.encode("latin-1")
        return word in {"We", "drink", "it's", "tea"}

    def suggest(self, word: str) -> Iterable[str]:
        self.asked.append(f"{word}?")
        return ["drink"]


def test_hunspell_is_asked_once_about_plain_words() -> None:
    dictionary = FewWords()
    look = hunspell_look(dictionary)
    texts = ["We drimk 3cl tea, it’s DNA.", "A drimk of mRNA ŵ."]
    assert shown(texts, look(texts, True)) == [
        [("drimk", "We drink 3cl tea, it’s DNA.")],
        [("drimk", "A drink of mRNA ŵ."), ("of", "A drimk drink mRNA ŵ.")],
    ]
    assert dictionary.asked == ["We", "drimk", "drimk?", "tea", "it's", "of", "of?"]
    assert shown(["drimk"], look(["drimk"], False)) == [[("drimk", "")]]


def test_a_word_that_the_dictionary_cannot_spell_is_unknown() -> None:
    (flags,) = hunspell_look(FewWords())(["ŵŵ tea"], False)
    assert [flag.span.end for flag in flags] == [2]


@pytest.mark.parametrize("word", ["tea", "Tea", "HEADACHE", "Tea's"])
def test_words_that_a_general_dictionary_may_know(word: str) -> None:
    assert is_plain(word)


@pytest.mark.parametrize("word", ["NSAIDs", "DNA", "pH", "T3", "a", "a's"])
def test_words_that_no_general_dictionary_knows(word: str) -> None:
    assert not is_plain(word)


def test_a_tool_that_is_missing_is_named_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    peers, missing = find_peers()
    assert {peer.name.split()[0] for peer in peers} <= {"Hunspell"}
    assert [line.split()[0] for line in missing if "Hunspell" not in line] == [
        "codespell",
        "typos",
        "cspell",
    ]
    assert "npm install cspell" in missing[-1]


def test_cspell_without_its_medical_terms_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = tmp_path / "node_modules" / ".bin" / "cspell"
    package = tmp_path / "node_modules" / "cspell" / "bin.mjs"
    for folder in (binary.parent, package.parent):
        folder.mkdir(parents=True)
    package.write_text("#!/bin/sh\necho 9.8.0\n")
    package.chmod(0o755)
    binary.symlink_to(package)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program("cspell", [tmp_path]) == str(binary)
    assert any(line.startswith("cspell") for line in find_peers([tmp_path])[1])
    extension = tmp_path / "node_modules/@cspell/dict-medicalterms/cspell-ext.json"
    extension.parent.mkdir(parents=True)
    extension.write_text("{}")
    assert "cspell 9.8.0 + medical terms" in {peer.name for peer in find_peers([tmp_path])[0]}
