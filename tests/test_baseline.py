"""The baseline: what was accepted stays accepted wherever it moves, and pays for nothing else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from command_line import CommandLine
from hypothesis import given
from hypothesis import strategies as st

from linter.baseline import Entry, accept, entry_for, load, render
from linter.findings import Finding, Severity, State
from linter.spans import Span

OLD = "The the dose is low.\n\nThey they sleep well.\n"


def known(shell: CommandLine) -> list[dict[str, str]]:
    """The entries of the baseline in the working folder."""
    found = json.loads((shell.folder / "medlint-baseline.json").read_text("utf-8"))["findings"]
    assert isinstance(found, list)
    return found


def accepted(shell: CommandLine, text: str = OLD, name: str = "a.md") -> None:
    """A draft whose findings are accepted."""
    shell.write(name, text)
    assert shell.run("check", ".").code == 1
    assert shell.run("baseline", "create").code == 0
    assert shell.run("check", ".").code == 0


def test_create_accepts_everything_and_check_says_so(shell: CommandLine) -> None:
    accepted(shell)
    assert [each["sentence"] for each in known(shell)] == [
        "The the dose is low.",
        "They they sleep well.",
    ]
    assert "Not counted: 2 in the baseline." in shell.run("check", ".").out
    assert shell.run("check", ".", "--no-baseline").code == 1
    assert shell.run("check", ".", "--isolated", "--select", "style/doubled-word").code == 1


def test_the_file_has_a_finding_a_line(shell: CommandLine) -> None:
    accepted(shell)
    lines = (shell.folder / "medlint-baseline.json").read_text("utf-8").splitlines()
    assert len(lines) == 4
    assert [json.loads(line.rstrip(","))["path"] for line in lines[1:3]] == ["a.md", "a.md"]


@pytest.mark.parametrize(
    "text",
    [
        "# New\n\nNew words.\n\n" + OLD,
        "They they sleep well.\n\nThe the dose is low.\n",
        "The the\ndose is low. They they sleep well.\n",
    ],
)
def test_moved_text_stays_accepted(shell: CommandLine, text: str) -> None:
    accepted(shell)
    shell.write("a.md", text)
    assert shell.run("check", ".").code == 0


@pytest.mark.parametrize(
    "text",
    [
        OLD.replace("dose is low", "dose is high"),
        OLD + "\nThe the end.\n",
        OLD + "\nThe the dose is low.\n",
        OLD.replace("They they", "They").replace("sleep", "sleep sleep"),
    ],
)
def test_what_is_new_is_reported(shell: CommandLine, text: str) -> None:
    accepted(shell)
    shell.write("a.md", text)
    done = shell.run("check", ".", "-f", "concise")
    assert done.code == 1
    assert done.out.count("style/doubled-word") == 1


def test_a_renamed_file_stays_accepted_and_a_copy_is_new(shell: CommandLine) -> None:
    accepted(shell)
    (shell.folder / "a.md").rename(shell.folder / "b.md")
    assert shell.run("check", ".").code == 0
    shell.write("a.md", OLD)
    assert shell.run("check", ".").code == 1
    assert shell.run("check", "a.md").code == 0
    assert shell.run("check", "b.md").code == 1


def test_a_paragraph_may_move_to_another_file(shell: CommandLine) -> None:
    accepted(shell)
    shell.write("a.md", "The the dose is low.\n")
    shell.write("news/b.md", "They they sleep well.\n")
    assert shell.run("check", ".").code == 0
    assert shell.run("baseline", "prune").code == 0
    assert {each["path"] for each in known(shell)} == {"a.md", "news/b.md"}
    assert shell.run("check", "news/b.md").code == 0


def test_update_says_what_it_adds_and_drops(shell: CommandLine) -> None:
    accepted(shell)
    shell.write("a.md", "The the dose is low.\n\nWe we agree.\n")
    done = shell.run("check", ".")
    assert "1 entry is out of date in medlint-baseline.json" in " ".join(done.out.split())
    done = shell.run("baseline", "update", "--reason", "Old text", "--by", "Ann")
    assert done.out.splitlines() == [
        "+ a.md: style/doubled-word “We we”",
        "- a.md: style/doubled-word “They they”",
    ]
    assert "1 added, 1 dropped, 1 kept" in done.err
    entry = next(each for each in known(shell) if each["text"] == "We we")
    assert (entry["reason"], entry["by"]) == ("Old text", "Ann")
    assert "(Old text; Ann; " in shell.run("baseline", "show").out
    assert shell.run("check", ".").code == 0


def test_prune_adds_nothing(shell: CommandLine) -> None:
    accepted(shell)
    shell.write("a.md", "We we agree.\n")
    assert "2 dropped, 0 kept" in shell.run("baseline", "prune").err
    assert known(shell) == []
    assert shell.run("check", ".").code == 1


def test_a_part_of_the_files_leaves_the_rest_alone(shell: CommandLine) -> None:
    shell.write("a.md", OLD)
    accepted(shell, "We we agree.\n", "b.md")
    shell.write("b.md", "Fine.\n")
    shell.run("baseline", "update", "b.md")
    assert {each["path"] for each in known(shell)} == {"a.md"}


def test_fix_leaves_what_was_accepted(shell: CommandLine) -> None:
    accepted(shell)
    assert shell.run("fix", "a.md", "--unsafe").code == 0
    assert (shell.folder / "a.md").read_text("utf-8") == OLD
    shell.run("fix", "a.md", "--unsafe", "--no-baseline")
    assert (shell.folder / "a.md").read_text("utf-8") != OLD


def test_a_text_from_a_pipe_is_that_of_its_file(shell: CommandLine) -> None:
    accepted(shell)
    assert shell.run("check", "-", "--stdin-filename", "a.md", stdin=OLD.encode()).code == 0
    assert shell.run("check", "-", "--stdin-filename", "a.md", stdin=b"We we.\n").code == 1


def test_create_does_not_replace_a_baseline(shell: CommandLine) -> None:
    accepted(shell)
    done = shell.run("baseline", "create")
    assert done.code == 2
    assert "medlint baseline update" in done.err


def test_what_could_not_be_checked_changes_nothing(shell: CommandLine) -> None:
    accepted(shell)
    before = (shell.folder / "medlint-baseline.json").read_bytes()
    shell.write("a.md", b"\xff\x00\x01")
    done = shell.run("baseline", "update")
    assert done.code == 2
    assert "The baseline is as it was." in done.err
    assert (shell.folder / "medlint-baseline.json").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("{", "medlint-baseline.json:1: "),
        ("[]", "medlint-baseline.json:1: "),
        ('{"schema": "medlint-baseline/1"}', "medlint-baseline.json:1: "),
        (
            (
                '{"schema": "medlint-baseline/1", "findings": [\n'
                '{"path": "a", "rule": "b", "text": "c", "sentence": "d"},\n'
                '{"path": "a", "rule": "b", "text": "c"}\n]}'
            ),
            "medlint-baseline.json:3: ",
        ),
        ('{"schema": "medlint-baseline/1", "findings": [\n7]}', "medlint-baseline.json:2: "),
    ],
)
def test_a_broken_baseline_is_named(shell: CommandLine, content: str, place: str) -> None:
    shell.write("medlint-baseline.json", content)
    shell.write("a.md", OLD)
    for command in (["check", "a.md"], ["baseline", "update"], ["fix", "a.md"]):
        done = shell.run(*command)
        assert done.code == 2
        assert place in done.err
        assert "Traceback" not in done.err


texts = st.text(max_size=12)
entries = st.builds(
    Entry,
    path=texts,
    rule=texts,
    text=texts,
    sentence=texts,
    also=st.lists(texts, max_size=2).map(tuple),
    reason=texts,
    by=texts,
    on=texts,
)


@given(st.lists(entries, max_size=5))
def test_a_baseline_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, found: list[Entry]
) -> None:
    path: Path = tmp_path_factory.mktemp("baseline") / "b.json"
    path.write_bytes(render(found))
    assert load(path) == tuple(sorted(found))


def finding(rule: str, text: str, sentence: str, *also: str) -> Finding:
    """A finding with just these words."""
    return Finding(
        rule, "style", Severity.INFO, Span(0, 1), "", text, Span(0, 1), sentence, also=also
    )


def test_another_name_for_the_same_problem_is_accepted() -> None:
    entry = entry_for("a", finding("x/new", "very good", "It is very good.", "x/old"))
    for later in (
        finding("x/old", "good", "It is very good."),
        finding("x/newest", "it is", "It is very good.", "x/old"),
    ):
        assert accept([entry], {"a": [later]}, bool).findings["a"][0].state is State.BASELINED
    for other in (
        finding("x/new", "It is", "It is very good."),
        finding("x/third", "very good", "It is very good."),
        finding("x/old", "good", "It is good."),
    ):
        assert accept([entry], {"a": [other]}, bool).findings["a"][0].state is State.OPEN


few = st.sampled_from("abc")
some_findings = st.dictionaries(
    few, st.lists(st.builds(finding, few, few, few, few), max_size=4), max_size=3
)
some_entries = st.lists(
    st.builds(Entry, few, few, few, few, st.lists(few, max_size=1).map(tuple)), max_size=6
)


@given(some_entries, some_findings, st.sets(few))
def test_each_entry_accepts_one_finding_at_most(
    found: list[Entry], findings: dict[str, list[Finding]], there: set[str]
) -> None:
    result = accept(found, findings, there.__contains__)
    states = Counter(each.state for group in result.findings.values() for each in group)
    assert states[State.BASELINED] == len(result.kept)
    assert len(result.kept) + len(result.untouched) + len(result.unused) == len(found)
    assert all(each.path in there and each.path not in findings for each in result.untouched)
    open_words = [
        (path, each.rule, each.text, each.sentence)
        for path, group in result.findings.items()
        for each in group
        if each.state is State.OPEN
    ]
    assert not {(e.path, *e.words) for e in result.unused} & set(open_words)


@given(some_findings)
def test_a_fresh_baseline_accepts_all_and_nothing_is_out_of_date(
    findings: dict[str, list[Finding]],
) -> None:
    found = [entry_for(path, each) for path, group in findings.items() for each in group]
    result = accept(found, findings, lambda path: True)
    assert all(e.state is State.BASELINED for group in result.findings.values() for e in group)
    assert result.unused == result.untouched == ()
