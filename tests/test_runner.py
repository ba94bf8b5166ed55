"""A run: from paths to results, whatever goes wrong with one of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_lab import Lab

from linter import linting, runner
from linter.config import ConfigError, Configurations
from linter.discovery import Found
from linter.findings import Severity
from linter.linting import lint_file
from linter.results import FileResult, Run
from linter.runner import find_files
from linter.sessions import Session, card, check_options


@pytest.fixture
def project(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """A folder with a configuration and house rules, as the working folder."""
    (lab.folder / ".git").mkdir()
    lab.rule("find: cure~")
    lab.write(lab.folder / "medlint.yml", "extends: []\nrule-folders: [house-rules]\n")
    monkeypatch.chdir(lab.folder)
    return lab


def session(lab: Lab) -> Session:
    return Session(lab.folder, Configurations(lab.folder))


def run(lab: Lab, *names: str) -> Run:
    made = session(lab)
    return runner.run(find_files([Path(name) for name in names], made), made)


def one(lab: Lab, name: str) -> FileResult:
    return lint_file(Found(lab.folder / name, name), session(lab))


def test_files_are_linted_and_come_in_order(project: Lab) -> None:
    for name in ("b.md", "a.md", "sub/c.txt"):
        project.write(project.folder / "d" / name, "It cures.\n")
    done = run(project, "d")
    assert [each.path for each in done.results] == ["d/a.md", "d/b.md", "d/sub/c.txt"]
    assert [len(each.findings) for each in done.results] == [1, 1, 1]
    assert (done.words, done.counts()[Severity.WARNING]) == (6, 3)
    assert set(done.rules) == {"house/rule"}
    assert len(done.configuration) == 1


def test_findings_have_lines_and_columns(project: Lab) -> None:
    project.write(project.folder / "a.md", "One.\n\nIt\ncures 😀 cures.\n")
    first, second = one(project, "a.md").findings
    assert (first.line, first.column, first.end_line, first.end_column) == (4, 1, 4, 6)
    assert (second.line, second.column) == (4, 9)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.md", b"\xff\xfe\xff\xfe", "UTF-16"),
        ("a.md", b"It \xff cures.", "UTF-8"),
        ("a.docx", b"PK", "no Word file"),
        ("a.odt", b"PK", ".odt"),
        ("a.md", None, "cannot be read"),
        ("a.md", b"---\nmedlint: {nonsense: 3}\n---\n\nIt cures.", "nonsense"),
        ("a.md", b"---\nmedlint: {rules: {no/rule: off}}\n---\n\nIt cures.", "no/rule"),
    ],
)
def test_what_goes_wrong_with_a_file_is_a_problem_of_it(
    project: Lab, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (project.folder / name).write_bytes(content)
    result = one(project, name)
    (problem,) = result.problems
    assert problem.path == result.path == name
    assert says in problem.message
    assert result.findings == ()


def test_a_crash_costs_one_file_and_is_told(project: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("oops")

    project.write(project.folder / "a.md", "It cures.\n")
    monkeypatch.setattr(linting, "lint_document", crash)
    (problem,) = one(project, "a.md").problems
    assert "ZeroDivisionError: oops" in problem.message
    assert "report this" in problem.message


def test_one_bad_file_does_not_hide_the_others(project: Lab) -> None:
    (project.folder / "d").mkdir()
    (project.folder / "d" / "a.md").write_bytes(b"\xff bad")
    project.write(project.folder / "d" / "b.md", "It cures.\n")
    done = run(project, "d", "none")
    assert [len(each.findings) for each in done.results] == [0, 1]
    assert len(done.all_problems) == 2


def test_front_matter_and_per_file_settings_apply_to_their_file(project: Lab) -> None:
    project.write(
        project.folder / "medlint.yml",
        "extends: []\nrule-folders: [house-rules]\nper-file: {'b.md': {rules: {house: error}}}\n",
    )
    front = "---\nmedlint: {rules: {house/rule: off}}\n---\n\n"
    for name, text in {"a.md": front, "b.md": "", "c.md": ""}.items():
        project.write(project.folder / "d" / name, text + "It cures.\n")
    done = run(project, "d")
    assert [[str(f.severity) for f in each.findings] for each in done.results] == [
        [],
        ["error"],
        ["warning"],
    ]


def test_a_rule_folder_that_does_not_exist_is_refused(project: Lab) -> None:
    project.write(project.folder / "medlint.yml", "extends: []\nrule-folders: [none]\n")
    with pytest.raises(ConfigError, match="none"):
        run(project, ".")


def test_documents_are_kept_where_they_are_wanted(project: Lab) -> None:
    project.write(project.folder / "a.md", "It cures.\n")
    assert one(project, "a.md").document is None
    made = session(project)
    made.keep_documents = True
    result = lint_file(Found(project.folder / "a.md", "a.md"), made)
    assert result.document is not None


def test_paragraphs_of_another_language_are_noted(project: Lab) -> None:
    text = "Die Frau und der Mann und die Katze sind nicht der Hund und die Maus.\n"
    project.write(project.folder / "a.md", text)
    assert one(project, "a.md").notes == ("1 paragraph is not in English and was left alone",)
    project.write(project.folder / "a.md", f"{text}\n{text}")
    assert one(project, "a.md").notes == ("2 paragraphs are not in English and were left alone",)


def test_an_engine_is_built_once_for_equal_settings(project: Lab) -> None:
    made = session(project)
    config = made.configurations.for_folder(project.folder)
    assert made.engine(config) is made.engine(config)


def test_progress_is_told_file_by_file(project: Lab) -> None:
    for name in ("a.md", "b.md"):
        project.write(project.folder / "d" / name, "It cures.\n")
    told: list[tuple[int, int, str]] = []
    made = session(project)
    runner.run(find_files([Path("d")], made), made, progress=lambda *each: told.append(each))
    assert [each[:2] for each in told] == [(1, 2), (2, 2)]


def test_a_card_holds_what_reports_show(project: Lab) -> None:
    project.rule("find: cure~\nsource: A book", examples='{bad: ["[[Cure]]."], good: ["Secure."]}')
    made = card(project.ruleset.rule("house/rule"))
    assert (made.id, made.why, made.source) == ("house/rule", "It is a test.", "A book")
    assert (made.bad, made.good) == (("[[Cure]].",), ("Secure.",))


def test_every_check_says_which_options_it_has() -> None:
    options = check_options()
    assert {"pattern", "suppressions", "typography"} <= options.keys()
    assert all(isinstance(kind, type) for each in options.values() for kind in each.values())
