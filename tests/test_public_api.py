"""What `import linter` offers, and what it and a run of `check` must not import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import linter

ROOT = Path(__file__).parents[1]
HEAVY = {
    "asyncio", "importlib.metadata", "language_tool_python", "lxml", "msgspec", "numpy", "pathspec",
    "platformdirs", "pydantic", "pyromark", "rich", "typer", "yaml",
}  # fmt: skip
NOT_FOR_CHECK = HEAVY - {"pyromark", "typer"}


def run(code: str, *arguments: str) -> str:
    """What a Python process prints to stderr; it must end well."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


PRINT_MODULES = "print(*sorted(sys.modules), file=sys.stderr)"


def test_the_names_of_the_api_are_sorted_and_complete() -> None:
    assert linter.__all__ == sorted(linter.__all__)
    assert set(linter.__all__) == {
        "Config", "Document", "Finding", "Fix", "Reading", "Rule", "Severity",
        "lint_file", "lint_paths", "lint_text", "read_text",
    }  # fmt: skip


@pytest.mark.parametrize("name", linter.__all__)
def test_each_name_can_be_imported_and_is_documented(name: str) -> None:
    value = getattr(linter, name)
    assert value.__name__ == name
    assert value.__doc__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = linter.nothing_of_that_name


def test_import_linter_imports_nothing_heavy() -> None:
    code = f"import sys; before = set(sys.modules); import linter; {PRINT_MODULES}"
    modules = set(run(code).split())
    assert not modules & HEAVY
    assert {name for name in modules if name.startswith("linter.")} == set()


def test_check_with_a_warm_cache_imports_only_what_it_needs(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# A title\n\nIt [is](http://x.org) *good*.\n\n- An item.\n")
    code = (
        "import sys\nfrom linter.cli import main\n"
        "try:\n    main(['check', '--fail-on', 'never', sys.argv[1]])\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "    print('MODULES', *sorted(sys.modules), file=sys.stderr)\n"
    )
    run(code, str(draft))
    output = run(code, str(draft))
    modules = set(output.rpartition("MODULES")[2].split())
    assert "linter.runner" in modules
    assert not modules & NOT_FOR_CHECK


def test_lint_text_finds_fixes_and_positions() -> None:
    findings = linter.lint_text("# Title\n\nWe went  home.\n", select=["style"])
    assert [(each.line, each.column, each.rule) for each in findings] == [
        (3, 4, "style/doubled-space")
    ]
    assert findings[0].fixes


def test_lint_text_takes_any_format_and_refuses_others() -> None:
    from linter.documents import UnreadableError

    (finding,) = linter.lint_text(
        "<p>A <b>house  boat here</b>.</p>", filename="a.html", select=["style"]
    )
    assert finding.text == "house  boat"
    with pytest.raises(UnreadableError, match=r"\.pdf"):
        linter.lint_text("x", filename="a.pdf")


def test_lint_file_and_lint_paths_take_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("We went  home.\n")
    (tmp_path / "b.txt").write_text("We went home.\n")
    monkeypatch.chdir(tmp_path)
    result = linter.lint_file("a.txt", select=["style/doubled-space"])
    assert (result.path, len(result.findings), result.words) == ("a.txt", 1, 3)
    assert linter.lint_file("none.txt").problems
    done = linter.lint_paths([tmp_path], select=["style/doubled-space"])
    assert [(each.path, len(each.findings)) for each in done.results] == [
        ("a.txt", 1),
        ("b.txt", 0),
    ]


def test_read_text_gives_the_document_and_its_readings() -> None:
    document, readings = linter.read_text("It relieves pain. It does not relieve pain.")
    assert [document.prose[r.sentence.start : r.sentence.end] for r in readings] == [
        "It relieves pain.",
        "It does not relieve pain.",
    ]
    moods = [claim.sense.mood for reading in readings for claim in reading.claims]
    assert moods == ["statement", "negated"]


def test_a_word_that_the_user_accepts_is_no_misspelling_of_any_rule(tmp_path: Path) -> None:
    (tmp_path / "medlint.yml").write_text("words: [thearpy]\n", encoding="utf-8")
    draft = tmp_path / "draft.md"
    draft.write_text("The thearpy helps, and diarhea ends.\n", encoding="utf-8")
    [result] = linter.lint_paths([draft], select=("spelling",)).results
    assert [finding.text for finding in result.findings] == ["diarhea"]
