"""What the documentation shows is true: commands, rules, settings, Python and links."""

from __future__ import annotations

import doctest
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from transcripts import PAGES, ROOT, Block, Shell, Shown, agrees, blocks, runs, transcript

from linter import selftest
from linter.cli import COMMANDS
from linter.cli.application import application
from linter.config import Config, Configurations, load
from linter.ruleset import Ruleset
from linter.ruleset.loading import CATEGORIES, RULE_KEYS, rule_files
from linter.sessions import Session
from linter.storage import Store, rules_folder
from linter.yamltext import YamlError

DOCS = ROOT / "docs"
YAML_BLOCKS = [block for page in PAGES for block in blocks(page) if block.language == "yaml"]
FRAGMENT = {"message": "“{match}”", "severity": "info", "why": "A test."}
CI_STEPS = {"uses", "run", "with", "env"}


def ids(block: Block) -> str:
    """A name for a block that pytest can show."""
    return str(block)


def keys(block: Block) -> set[str]:
    """The keys at the top of a YAML block; of a list, those of its first item."""
    value: Any = yaml.safe_load(block.text)
    return set(value[0] if isinstance(value, list) else value)


def of_kind(kind: str) -> list[Block]:
    """The YAML blocks that show a rule, a fragment of one, a signal, or a configuration."""
    return [block for block in YAML_BLOCKS if kind_of(block) == kind]


def kind_of(block: Block) -> str:
    """What a YAML block shows."""
    found = keys(block)
    if found <= CI_STEPS or found == {"repos"} or block.file.startswith("."):
        return "foreign"
    if block.file.startswith("wrong/"):
        return "wrong"
    if "signal" in found:
        return "signal"
    if found <= set(RULE_KEYS):
        return "rule" if "id" in found else "fragment"
    return "configuration"


class House:
    """A folder of house rules, and the rules that are in force with it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder / "house"
        self.folder.mkdir()
        self.config = Config(root=folder, rule_folders=(self.folder,))
        self.session = Session(folder, Configurations(folder, isolated=True), Store(cache))

    def write(self, name: str, text: str) -> None:
        """Write a rule or signal."""
        path = self.folder / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def rules(self) -> Ruleset:
        """All rules and signals, compiled."""
        return self.session.ruleset(self.config)

    def failures(self) -> list[str]:
        """What is wrong with the examples of the house's rules, and of all signals."""
        found = list(selftest.check_signals(self.rules()))
        for rule in self.rules().rules():
            if rule.file.startswith(str(self.folder)):
                found += selftest.check_rule(rule, self.session, self.config)
        return [each.message for each in found]


@pytest.fixture
def house(tmp_path: Path, cache: Path) -> House:
    """A place for rules."""
    return House(tmp_path, cache)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all pages, so that rules are compiled once."""
    return tmp_path_factory.mktemp("cache")


def relevant(page: Path) -> bool:
    """Whether a page shows commands."""
    return any(block.language == "console" for block in blocks(page))


@pytest.mark.parametrize("page", [p for p in PAGES if relevant(p)], ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path, cache: Path) -> None:
    wrong = [
        f"{block}: $ {shown.command}\n{printed}"
        for block, shown, printed in runs(page, Shell(tmp_path, cache))
        if not agrees(shown.output, printed)
    ]
    hint = "if it is meant to be so, run: python tests/transcripts.py"
    assert not wrong, f"{hint}\n\n" + "\n".join(wrong)


def test_an_excerpt_agrees_only_with_what_it_leaves_out() -> None:
    assert agrees("a\n...\nd\n", "a\nb\nc\nd\n")
    assert agrees("a\n...\n", "a\nb\n")
    assert not agrees("a\n...\nd\n", "a\nb\nc\n")
    assert not agrees("a\n", "a\nb\n")
    assert not agrees("a.c\n", "abc\n")


def test_a_console_block_is_commands_with_their_output() -> None:
    assert transcript("$ a\n1\n2\n$ b\n") == [Shown("a", "1\n2\n"), Shown("b", "")]


@pytest.mark.parametrize("kind", ["rule", "fragment", "signal", "configuration", "wrong"])
def test_pages_show_every_kind_of_yaml(kind: str) -> None:
    assert of_kind(kind)


def test_rules_and_signals_in_pages_hold_their_examples(house: House) -> None:
    shown = [*of_kind("rule"), *of_kind("signal")]
    sound = [block for block in shown if "wonder" not in block.file]
    for block in sound:
        value = yaml.safe_load(block.text)
        house.write(value.get("id") or f"signals/{value['signal']}", block.text)
    assert len(sound) >= 5
    assert house.failures() == []


def test_fragments_of_rules_can_be_loaded(house: House) -> None:
    names = []
    for number, block in enumerate(of_kind("fragment")):
        name = f"docs/fragment-{number}"
        rule: dict[str, Any] = {**FRAGMENT, "id": name, "category": "style", "examples": {}}
        rule |= yaml.safe_load(block.text)
        if not rule.keys() & {"find", "swap"}:
            rule["find"] = "a word"
        house.write(name, yaml.safe_dump(rule, allow_unicode=True))
        names.append(name)
    assert names == [rule.id for rule in house.rules().rules() if rule.pack == "docs"]


@pytest.mark.parametrize("block", of_kind("wrong"), ids=ids)
def test_what_a_page_calls_wrong_is_refused(block: Block, house: House) -> None:
    house.write(yaml.safe_load(block.text)["id"], block.text)
    with pytest.raises(YamlError):
        house.rules()


@pytest.mark.parametrize("block", of_kind("configuration"), ids=ids)
def test_configurations_in_pages_can_be_loaded(block: Block, house: House, tmp_path: Path) -> None:
    (tmp_path / "house-rules").mkdir()
    (tmp_path / "retraction_watch.csv").touch()
    path = tmp_path / "medlint.yml"
    path.write_text(block.text, encoding="utf-8")
    house.session.engine(replace(load(path), rule_folders=()))


def test_the_page_on_configuration_names_every_key() -> None:
    from linter.config.keys import ALL_KEYS

    shown = set[str]()
    for block in of_kind("configuration"):
        if block.page.name == "configuration.md":
            shown |= keys(block)
    assert shown == set(ALL_KEYS)


def test_the_page_on_rules_names_every_key_of_a_rule() -> None:
    text = (DOCS / "writing-rules.md").read_text(encoding="utf-8")
    table = text[text.index("## Every key of a rule") :]
    assert [key for key in (*RULE_KEYS, *CATEGORIES) if f"`{key}`" not in table] == []


def test_the_toml_of_the_page_on_configuration_can_be_loaded(tmp_path: Path) -> None:
    [block] = [each for each in blocks(DOCS / "configuration.md") if each.language == "toml"]
    path = tmp_path / "pyproject.toml"
    path.write_text(block.text, encoding="utf-8")
    assert dict(load(path).rules)["citations"].level == "error"


def test_the_python_of_the_api_page_runs(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(cache))
    failed, tried = doctest.testfile(str(DOCS / "api.md"), module_relative=False)
    assert (failed, tried > 10) == (0, True)


def commands() -> dict[str, set[str]]:
    """Every command (`check`, `rules list` …) with its options."""
    whole = application()
    found: dict[str, set[str]] = {}
    for name in COMMANDS:
        command = whole.get_command(None, name)
        parts: Mapping[str, Any] = getattr(command, "commands", {})
        for path, each in {f"{name} {key}": part for key, part in parts.items()}.items():
            found[path] = options(each)
        if not parts:
            found[name] = options(command)
    return found


def options(command: Any) -> set[str]:
    """The options of a command that are its own."""
    every = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    return {name for name in every if name.startswith("-")} - {
        "--install-completion",
        "--show-completion",
        "--help",
        "-h",
    }


def section(name: str) -> str:
    """The part of the page on commands about one of them."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    return re.split(rf"^## medlint {name}$", text, flags=re.M)[1].split("\n## ")[0]


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_option_of_a_command_is_explained(command: str) -> None:
    part = section(command.partition(" ")[0])
    assert f"medlint {command}" in part or f"## medlint {command}" in part or " " not in command
    names = [each for each in commands()[command] if each.startswith("--")]
    assert [each for each in names if not re.search(rf"`{each}[` ]", part)] == []


def mentioned(page: Path) -> Iterator[list[str]]:
    """Every `medlint …` in a page's text and console blocks, as words."""
    text = page.read_text(encoding="utf-8")
    for match in re.finditer(r"(?:`|^\$ |- run: )medlint ([^`\n|<]+)", text, re.M):
        yield match[1].split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_in_pages_exist(page: Path) -> None:
    known = commands()
    for words in mentioned(page):
        if words[0] in ("COMMAND", "--version", "--install-completion") or words[0].endswith(".md"):
            continue
        name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
        assert name in known or any(each.startswith(f"{name} ") for each in known), words
        given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert given <= known.get(name, set()), words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rules_in_pages_exist(page: Path) -> None:
    known = {f"{path.parent.name}/{path.stem}" for path in rule_files(rules_folder())}
    packs = "|".join({each.partition("/")[0] for each in known})
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(rf"(?<![\w/*.-])((?:{packs})/[a-z-]+)(?![\w/*.-])", text))
    assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file) if file else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_every_page_can_be_reached_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    generated = {"accuracy.md", "speed.md"}
    pages = {page.name for page in DOCS.glob("*.md")} - generated
    assert [name for name in sorted(pages) if f"](docs/{name})" not in text] == []


def test_contributing_and_readme_give_the_same_commands() -> None:
    readme, contributing = (blocks(ROOT / name) for name in ("README.md", "CONTRIBUTING.md"))
    install, tests = (block.text for block in readme if block.language == "sh")
    assert install.count("\n") == tests.count("\n") == 1
    assert "lint.py check content/" in install
    assert tests in [block.text for block in contributing]


def test_the_constraints_hold_every_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(line.partition("==")[0]) for line in lines if "==" in line and line[0] != "#"}
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    named = {plain(re.split(r"[\s<>=!~;\[]", each)[0]) for each in wanted}
    assert named <= pinned
    assert "://" not in "".join(lines)


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_the_script_for_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
