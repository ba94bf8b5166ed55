"""Configurations: found, extended, overridden, and refused with a place and advice."""

from __future__ import annotations

import dataclasses
import pickle
import sys
from pathlib import Path

import pytest

from linter.config import (
    Config,
    ConfigError,
    Configurations,
    describe,
    find,
    for_file,
    load,
    settings_key,
    with_front_matter,
    with_values,
)
from linter.storage import Store, rules_folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the working folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def levels(config: Config) -> list[tuple[str, str | None]]:
    return [(key, setting.level) for key, setting in config.rules]


def origin(config: Config, key: str) -> str:
    return str(config.origins[key])


def refusal(text: str, name: str = "medlint.yml") -> str:
    with pytest.raises(ConfigError) as caught:
        load(write(Path(name), text))
    return str(caught.value)


# --- defaults and values ---------------------------------------------------------------------


def test_without_a_configuration_the_defaults_apply(project: Path) -> None:
    config = load(None, project)
    assert config.root == project
    assert config.include == (".",)
    assert config.word_files == (project / "medlint-words.txt",)
    assert config.baseline == project / "medlint-baseline.json"
    assert (config.language, config.document, config.grammar.engine) == ("any", "auto", "off")
    assert config.citations.window == "adjacent"
    assert config.files == ()


def test_every_key_is_read_with_its_place(project: Path) -> None:
    (project / "house").mkdir()
    write(project / "refs.bib", "")
    write(project / "watch.csv", "")
    path = write(
        project / "medlint.yml",
        """\
include: [content]
exclude: ["*.txt"]
rules:
  claims: off
  claims/cure: {severity: error, years: 10}
rule-folders: [house]
words: [Esketamin, no]
word-files: [house/words.txt]
language: british
document: review
citations: {style: numeric, window: strict, profile: ama, bibliography: [refs.bib],
  retractions: watch.csv}
grammar: {engine: languagetool, url: "http://localhost:8081", off: [A, B], on: C}
online: {email: a@b.org, crossref: "http://here/", days: 7}
baseline: known.json
plugins: [our_checks]
per-file: {"news/**": {document: news}}
""",
    )
    config = load(path)
    assert config.files == (path,)
    assert config.include == ("content",)
    assert config.exclude == ("*.txt",)
    assert levels(config) == [("claims", "off"), ("claims/cure", "error")]
    assert config.rules[1][1].options["years"].integer() == 10
    assert str(config.rules[1][1].origin) == "medlint.yml:5"
    assert config.rule_folders == (project / "house",)
    assert config.words == {"Esketamin", "no"}
    assert config.word_files == (project / "medlint-words.txt", project / "house/words.txt")
    assert (config.language, config.document) == ("british", "review")
    assert dataclasses.astuple(config.citations) == (
        "numeric",
        "strict",
        "ama",
        (project / "refs.bib",),
        project / "watch.csv",
    )
    online = config.online
    assert (online.email, online.crossref, online.days) == ("a@b.org", "http://here", 7)
    assert dataclasses.astuple(config.grammar) == (
        "languagetool",
        "http://localhost:8081",
        ("A", "B"),
        ("C",),
    )
    assert config.baseline == project / "known.json"
    assert config.plugins == ("our_checks",)
    assert config.per_file[0].pattern == "news/**"
    assert origin(config, "language") == "medlint.yml:9"
    assert origin(config, "citations.window") == "medlint.yml:11"


def test_empty_values_are_defaults(project: Path) -> None:
    config = load(write(project / "medlint.yml", "rules:\nwords:\nlanguage:\ncitations:\n"))
    assert (config.rules, config.words, config.language) == ((), frozenset(), "any")
    assert load(write(project / "medlint.yml", "# nothing yet\n")).rules == ()


@pytest.mark.parametrize(
    ("written", "level"),
    [("off", "off"), ("no", "off"), ("false", "off"), ("info", "info"), ("warning", "warning"),
     ("error", "error"), ("default", "default"), ("true", "default")],
)  # fmt: skip
def test_levels(project: Path, written: str, level: str) -> None:
    config = load(write(project / "medlint.yml", f"rules: {{claims: {written}}}\n"))
    assert levels(config) == [("claims", level)]


def test_options_alone_leave_the_level(project: Path) -> None:
    config = load(write(project / "medlint.yml", "rules: {claims/age: {years: 5}}\n"))
    assert levels(config) == [("claims/age", None)]


# --- extends ---------------------------------------------------------------------------------


def test_the_extending_file_wins_and_rules_come_in_order(project: Path) -> None:
    write(
        project / "base/house.yml",
        "language: british\ndocument: news\nrules: {style: off}\n"
        "exclude: [a]\nwords: [one]\nword-files: [words.txt]\n",
    )
    path = write(
        project / "medlint.yml",
        "extends: base/house.yml\ndocument: review\n"
        "rules: {style: info}\nexclude: [b]\nwords: [two]\n",
    )
    config = load(path)
    assert (config.language, config.document) == ("british", "review")
    assert levels(config) == [("style", "off"), ("style", "info")]
    assert config.exclude == ("b",)
    assert config.words == {"one", "two"}
    assert project / "base/words.txt" in config.word_files
    assert config.files == (project / "base/house.yml", path)
    assert origin(config, "language") == "base/house.yml:1"
    assert origin(config, "words") == "base/house.yml:5, medlint.yml:5"


def test_settings_of_a_group_are_replaced_one_by_one(project: Path) -> None:
    write(project / "house.yml", "citations: {window: strict, profile: ama}\n")
    path = write(project / "medlint.yml", "extends: house.yml\ncitations: {profile: apa}\n")
    assert load(path).citations.window == "strict"
    assert load(path).citations.profile == "apa"


def test_the_default_preset_applies_only_where_nothing_is_extended(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presets = project / "shipped" / "presets"
    write(presets / "editorial.yml", "rules: {style: off}\n")
    write(presets / "other.yml", "rules: {claims: off}\n")
    monkeypatch.setattr("linter.config.loading.rules_folder", lambda: project / "shipped")
    path = project / "medlint.yml"
    assert levels(load(None, project)) == [("style", "off")]
    assert levels(load(write(path, "language: british\n"))) == [("style", "off")]
    assert levels(load(write(path, "extends: other\n"))) == [("claims", "off")]
    assert levels(load(write(path, "extends: []\n"))) == []
    assert str(load(None, project).rules[0][1].origin) == "preset editorial:1"


@pytest.mark.parametrize("preset", [path.stem for path in (rules_folder() / "presets").iterdir()])
def test_each_shipped_preset_is_read(project: Path, preset: str) -> None:
    config = load(write(project / "medlint.yml", f"extends: [{preset}]\n"))
    assert config.files == (project / "medlint.yml",)


def test_spelling_only_turns_all_off_first(project: Path) -> None:
    config = load(write(project / "medlint.yml", "extends: spelling-only\n"))
    assert levels(config)[0] == ("*", "off")
    assert ("spelling", "default") in levels(config)


def test_a_circle_is_refused(project: Path) -> None:
    write(project / "a.yml", "extends: [b.yml]\n")
    write(project / "b.yml", "\nextends: [./a.yml]\n")
    with pytest.raises(ConfigError, match=r"^b\.yml:2: “\./a\.yml” extends itself in the end\."):
        load(project / "a.yml")


def test_doubling_is_bounded(project: Path) -> None:
    for n in range(40):
        write(project / f"f{n}.yml", f"extends: [f{n + 1}.yml, f{n + 1}.yml]\n")
    write(project / "f40.yml", "")
    with pytest.raises(ConfigError, match="More than 100 files are extended"):
        load(project / "f0.yml")


def test_one_file_may_be_extended_twice(project: Path) -> None:
    write(project / "c.yml", "words: [c]\n")
    write(project / "a.yml", "extends: c.yml\n")
    write(project / "b.yml", "extends: c.yml\n")
    assert load(write(project / "medlint.yml", "extends: [a.yml, b.yml]\n")).words == {"c"}


# --- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("langauge: british\n", "medlint.yml:1: Unknown key “langauge”. Did you mean “language”?"),
        ("a: b: c\n", "medlint.yml:1: This is no valid YAML"),
        ("words: [a]\nwords: [b]\n", "medlint.yml:2: “words” is already set on line 1."),
        ("- a\n", "medlint.yml:1: A mapping"),
        ("\nrules:\n  claims: eror\n", "medlint.yml:3: “eror” is not possible here. Did you mean "),
        ("rules: [claims]\n", "medlint.yml:1: A mapping"),
        ("language: Dutch\n", "medlint.yml:1: “Dutch” is not possible here. Possible: american, "),
        ("citations: {windows: strict}\n", "Did you mean “window”?"),
        ("grammar: {url: localhost}\n", "must begin with http:// or https://"),
        ("extends: [editorail]\n", "There is no preset “editorail”. Did you mean “editorial”?"),
        ("extends: [missing.yml]\n", "medlint.yml:1: The file “missing.yml” does not exist."),
        ("extends: [../../etc]\n", "does not exist"),
        ("rule-folders: [house]\n", "medlint.yml:1: “house” is no folder."),
        ("citations: {bibliography: x.bib}\n", "The file “x.bib” does not exist."),
        ("per-file: {'a/**': {include: [b]}}\n", "medlint.yml:1: Unknown key “include”."),
        ("per-file:\n  'a/**':\n    document: blog\n", "medlint.yml:3: “blog” is not possible"),
        ("per-file: {'!a': {document: news}}\n", "matches no file"),
        ("words: {a: b}\n", "medlint.yml:1: A text or a list of texts"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_and_advice(
    project: Path, text: str, message: str
) -> None:
    assert message in refusal(text)


def test_a_mistake_in_an_extended_file_names_that_file(project: Path) -> None:
    write(project / "house.yml", "\n\nlanguage: klingon\n")
    assert refusal("extends: house.yml\n").startswith("house.yml:3: “klingon”")


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_loop_of_links_is_an_error(project: Path) -> None:
    (project / "loop.yml").symlink_to("loop.yml")
    assert "does not exist" in refusal("extends: [loop.yml]\n")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(project / "loop.yml")


def test_a_file_that_cannot_be_read_is_an_error(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.yml: The configuration cannot be read"):
        load(project / "missing.yml")
    (project / "medlint.yml").write_bytes(b"words: [na\xefve]\n")
    with pytest.raises(ConfigError, match=r"medlint\.yml:1: This is not UTF-8"):
        load(project / "medlint.yml")


# --- pyproject.toml --------------------------------------------------------------------------

TOML = """\
[project]
name = "x"
language = "no setting"

[tool.medlint]
language = "british"
words = ["one", "two"]
citations = { window = "strict" }

[tool.medlint.rules]
claims = false
style = true
"claims/cure" = { severity = "error", years = 10 }
"""


def test_pyproject_is_read(project: Path) -> None:
    config = load(write(project / "pyproject.toml", TOML))
    assert (config.language, sorted(config.words)) == ("british", ["one", "two"])
    assert config.citations.window == "strict"
    assert levels(config) == [("claims", "off"), ("style", "default"), ("claims/cure", "error")]
    assert config.rules[2][1].options["years"].integer() == 10
    assert origin(config, "language") == "pyproject.toml:6"
    assert str(config.rules[0][1].origin) == "pyproject.toml:11"
    assert str(config.rules[2][1].origin) == "pyproject.toml:13"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.medlint]\nx = [\n", "pyproject.toml:2: This is no valid TOML"),
        ("[tool.medlint]\nlangage = 'any'\n", "pyproject.toml:2: Unknown key “langage”."),
        ("[tool.medlint]\nlanguage = 2024-01-02\n", "is no setting"),
        ("[tool.medlint]\nwords = [true]\n", "Put quotes around it"),
        ("[tool]\nmedlint = 3\n", "A mapping"),
    ],
)
def test_a_mistake_in_pyproject_is_named(project: Path, text: str, message: str) -> None:
    assert message in refusal(text, "pyproject.toml")


# --- finding ---------------------------------------------------------------------------------


def test_the_nearest_configuration_is_found(project: Path) -> None:
    outer = write(project / "medlint.yml", "")
    inner = write(project / "a/b/.medlint.yml", "")
    write(project / "a/b/c/draft.md", "")
    assert find(project / "a/b/c/draft.md") == inner
    assert find(project / "a/b") == inner
    assert find(project / "a/new.md") == outer
    assert find(Path("a/new.md")) == outer


def test_pyproject_counts_only_with_a_table(project: Path) -> None:
    outer = write(project / "medlint.yml", "")
    inner = write(project / "a/pyproject.toml", '[project]\nname = "tool.medlint"\n')
    assert find(project / "a/x.md") == outer
    write(inner, "[tool.medlint-extra]\n")
    assert find(project / "a/x.md") == outer
    for table in ("[tool.medlint]\n", "[ tool . medlint ]\n", "[tool.medlint.rules]\n"):
        assert find(write(inner, table).parent / "x.md") == inner


def test_the_search_ends_at_the_repository(project: Path) -> None:
    write(project / "medlint.yml", "")
    (project / "inner/.git").mkdir(parents=True)
    assert find(project / "inner/sub/x.md") is None
    assert find(project / "inner/x.md") is None
    own = write(project / "inner/medlint.yml", "")
    assert find(project / "inner/sub/x.md") == own


# --- per file, front matter, command line ----------------------------------------------------


def test_per_file_settings_come_in_order(project: Path) -> None:
    config = load(write(project / "medlint.yml", """\
document: review
words: [all]
per-file:
  news/: {document: news, words: [scoop]}
  "news/old/*.md": {document: patient, rules: {citations: off}}
"""))  # fmt: skip
    assert for_file(config, project / "a.md") is config
    news = for_file(config, project / "news/a.md")
    assert (news.document, sorted(news.words)) == ("news", ["all", "scoop"])
    old = for_file(config, Path("news/old/b.md"))
    assert (old.document, levels(old)) == ("patient", [("citations", "off")])
    assert origin(old, "document") == "medlint.yml:5"


def test_front_matter_sets_four_things(project: Path) -> None:
    config = load(write(project / "medlint.yml", "words: [one]\nrules: {style: info}\n"))
    values = {
        "document": "news",
        "words": ["two"],
        "rules": {"style": False},
        "language": "british",
    }
    draft = with_front_matter(config, values, project / "a.md")
    assert (draft.document, draft.language) == ("news", "british")
    assert draft.words == {"one", "two"}
    assert levels(draft) == [("style", "info"), ("style", "off")]
    assert origin(draft, "document") == "a.md (front matter)"
    assert with_front_matter(config, None, project / "a.md") is config


LOOP: list[object] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"exclude": ["x"]}, "a.md (front matter): Unknown key “exclude”."),
        ({"documents": "news"}, "Did you mean “document”?"),
        ({"words": [True]}, "read as true. Put quotes around it."),
        ({"words": [3.1]}, "read as 3.1. Put quotes"),
        ({"words": [None]}, "value is missing"),
        ({True: "x"}, "The key True is no text"),
        ("news", "A mapping"),
        ({"words": LOOP}, "too large"),
    ],
)
def test_front_matter_is_strict(project: Path, values: object, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_front_matter(load(None, project), values, project / "a.md")
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.md (front matter): ")


def test_values_of_the_command_line_win(project: Path) -> None:
    config = load(write(project / "medlint.yml", "language: british\n"))
    config = with_values(config, {"language": "american"}, "command line")
    assert (config.language, origin(config, "language")) == ("american", "command line")


# --- the configurations of a run -------------------------------------------------------------


def test_each_folder_has_the_nearest(project: Path) -> None:
    write(project / "medlint.yml", "language: british\nper-file: {'*.txt': {document: news}}\n")
    write(project / "inner/medlint.yml", "language: american\n")
    run = Configurations(project)
    assert run.for_folder(project / "a") is run.for_folder(project)
    assert run.for_folder(project / "inner/x").language == "american"
    assert run.for_folder(project / "inner/x").root == project / "inner"
    assert run.for_file(project / "a/b.md") is run.for_folder(project)
    assert run.for_file(project / "b.txt") is run.for_file(project / "a/b.txt")
    assert run.for_file(project / "b.txt").document == "news"


def test_a_run_finds_what_find_finds(project: Path) -> None:
    write(project / "medlint.yml", "")
    write(project / "a/b/.medlint.yml", "")
    write(project / "a/b/c/pyproject.toml", "[tool.medlint]\n")
    (project / "a/b/inner/.git").mkdir(parents=True)
    folders = [project, *(project / name for name in ("x/y", "a", "a/b/z", "a/b/c", "a/b/inner/q"))]
    for order in (folders, folders[::-1]):
        run = Configurations(project)
        for folder in order:
            found = find(folder / "draft.md")
            assert run.for_folder(folder).files == ((found,) if found else ())


def test_a_named_configuration_counts_everywhere_from_the_working_folder(project: Path) -> None:
    named = write(project / "ci/strict.yml", "language: american\nword-files: [w.txt]\n")
    write(project / "inner/medlint.yml", "language: british\n")
    config = Configurations(project, file=named).for_folder(project / "inner")
    assert (config.language, config.root) == ("american", project)
    assert project / "ci/w.txt" in config.word_files


def test_isolated_leaves_files_aside(project: Path) -> None:
    write(project / "medlint.yml", "language: british\n")
    run = Configurations(project, isolated=True)
    assert run.for_folder(project).language == "any"


def test_values_of_the_run_win_over_per_file(project: Path) -> None:
    write(project / "medlint.yml", "per-file: {'*.txt': {document: news, rules: {a: off}}}\n")
    run = Configurations(project, values={"document": "patient", "rules": {"a": "info"}})
    assert run.for_file(project / "x.txt").document == "patient"
    assert levels(run.for_file(project / "x.txt"))[-1] == ("a", "info")


def test_nothing_is_parsed_when_nothing_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project / "medlint.yml", "extends: strict\nlanguage: british\n")
    store = Store(project / "store")
    first = Configurations(project, store).for_folder(project)
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert Configurations(project, store).for_folder(project) == first


def test_a_configuration_can_be_sent_to_a_worker(project: Path) -> None:
    path = write(
        project / "medlint.yml", "rules: {a: {b: [c]}}\nper-file: {'*.md': {words: [x]}}\n"
    )
    config = load(path)
    again = pickle.loads(pickle.dumps(config))
    assert again == config
    assert for_file(again, project / "a.md").words == {"x"}


def test_the_settings_key_tells_settings_apart_and_not_places(project: Path) -> None:
    path = project / "medlint.yml"
    texts = [
        "rules: {a: {b: c}}\n",
        "rules: {a: {b: [c]}}\n",
        "rules: {a: {b: d}}\n",
        "words: [c]\n",
    ]
    keys = [settings_key(load(write(path, text))) for text in texts]
    assert len(set(keys)) == len(texts)
    assert settings_key(load(write(path, "\n# moved\nrules:\n  a:\n    b: c\n"))) == keys[0]
    assert settings_key(load(write(path, "rules: {a: {b: c}}\nexclude: [x]\n"))) == keys[0]


# --- describing ------------------------------------------------------------------------------


def test_each_value_is_shown_with_its_origin(project: Path) -> None:
    config = load(write(project / "medlint.yml", """\
language: british
rules: {style: off}
per-file:
  "*.txt": {document: news, rules: {style: info, a/b: {n: [1, 2]}}}
"""))  # fmt: skip
    rows = {key: (value, place) for key, value, place in describe(config)}
    assert rows["language"] == ("british", "medlint.yml:1")
    assert rows["rules.style"] == ("off", "medlint.yml:2")
    assert rows["word-files"] == ("[medlint-words.txt]", "default")
    assert rows["per-file.*.txt"][1] == "medlint.yml:4"
    of_file = {key: (value, place) for key, value, place in describe(config, project / "a.txt")}
    assert of_file["document"] == ("news", "medlint.yml:4")
    assert of_file["rules.style"] == ("info", "medlint.yml:4")
    assert of_file["rules.a/b"] == ("{n: [1, 2]}", "medlint.yml:4")


def test_every_setting_is_described(project: Path) -> None:
    keys = {key.split(".")[0] for key, _, _ in describe(load(None, project))}
    fields = {field.name.replace("_", "-") for field in dataclasses.fields(Config)}
    assert fields - keys == {"root", "files", "origins", "per-file"}
