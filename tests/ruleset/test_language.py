"""The data about English, and what is refused in such files."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.documents.model import ReadOptions
from linter.ruleset.language import FILES, load_language

ENGLISH = Path(__file__).parents[2] / "rules" / "language" / "en"


def test_english_fills_every_option() -> None:
    options, frequent = load_language(ENGLISH)
    empty = [name for name in ReadOptions.__dataclass_fields__ if not getattr(options, name)]
    assert empty == ["bibliographies"]  # which are the configuration's
    assert frequent[0] == "the"
    assert len(frequent) > 500


def test_every_file_is_there_and_says_what_it_is_for() -> None:
    for name in FILES:
        assert (ENGLISH / name).read_text(encoding="utf-8").startswith("# ")


def test_every_file_means_the_same_to_other_programs() -> None:
    import yaml

    for name in FILES:
        for key, value in yaml.safe_load((ENGLISH / name).read_text(encoding="utf-8")).items():
            words = (
                value
                if isinstance(value, list)
                else [word for group in value.values() for word in group]
            )
            assert [word for word in words if not isinstance(word, str)] == [], key


def test_words_that_can_end_a_sentence_are_known_abbreviations() -> None:
    options, _ = load_language(ENGLISH)
    assert options.can_end <= options.abbreviations
    assert not options.never_end & (options.abbreviations | options.before_numbers)


def test_headings_map_to_kinds() -> None:
    options, _ = load_language(ENGLISH)
    kinds = [
        options.sections[name]
        for name in ("background", "works cited", "leave a reply", "conflict of interest")
    ]
    assert kinds == ["introduction", "references", "furniture", "disclosure"]


def test_what_no_file_says_keeps_its_default(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.yml").write_text("never_end: [dr, no]\n")
    options, frequent = load_language(tmp_path)
    assert options == ReadOptions(never_end=frozenset({"dr", "no"}))
    assert frequent == ()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "irregular.yml").write_text("forms: {be: [is]}\n")
    assert load_language(tmp_path) == (ReadOptions(), ())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("never_ends: [dr]", 1, "never_ends"),
        ("can_end: dr", 1, "can_end"),
        ("can_end: {a: b}", 1, "can_end"),
        ("can_end: [dr,\n  [mr]]", 2, "text"),
        ("can_end: [inc,\n  ltd, inc]", 2, "“inc” stands twice in “can_end”"),
        ("can_end: [Inc]", 1, "lower case"),
        ("can_end: [inc]\ncan_end: [ltd]", 2, "can_end"),
        ("sections: [methods]", 1, "mapping"),
        ("sections:\n  methods: [design]\n  results: [design]", 3, "design"),
        ("sections: {methods: design}", 1, "methods"),
        ("- can_end", 1, "mapping"),
    ],
)
def test_slips_are_named_with_file_and_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (tmp_path / "abbreviations.yml").write_text(text)
    with pytest.raises(ValueError, match=rf"abbreviations\.yml:{line}: .*{words}"):
        load_language(tmp_path)


def test_a_key_stands_in_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.yml").write_text("can_end: [inc]\n")
    (tmp_path / "sections.yml").write_text("can_end: [ltd]\n")
    with pytest.raises(ValueError, match=r"sections\.yml:1: “can_end” .*abbreviations\.yml"):
        load_language(tmp_path)
