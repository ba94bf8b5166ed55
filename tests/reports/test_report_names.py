"""Reports are found by the names of their files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linter import reports


def test_each_report_has_the_three_parts_of_the_seam() -> None:
    assert {"concise", "full", "github", "html", "json", "markdown"} <= set(reports.names())
    for name in reports.names():
        module = reports.load(name)
        assert isinstance(module.SUFFIXES, tuple)
        assert isinstance(module.NEEDS, frozenset)
        assert callable(module.render)


def test_an_unknown_report_is_refused_with_a_hint() -> None:
    with pytest.raises(ValueError, match="Did you mean “concise”"):
        reports.load("consise")
    with pytest.raises(ValueError, match="there is no report format “parts”"):
        reports.load("parts")
    with pytest.raises(ValueError, match="cannot be loaded"):
        reports.load("no_such_package.report")


def test_a_dotted_name_is_a_module_of_another_package() -> None:
    assert reports.load("linter.reports.json").SUFFIXES == (".json",)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("report.html", "html"),
        ("REPORT.HTM", "html"),
        ("notes.md", "markdown"),
        ("notes.markdown", "markdown"),
        ("out.json", "json"),
        ("out.txt", "full"),
        ("out.xyz", None),
        ("html", None),
    ],
)
def test_the_suffix_tells_the_report(file: str, name: str | None) -> None:
    assert reports.name_for(Path("some.folder") / file) == name


def test_reports_import_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from linter import reports\n"
        "[reports.load(name) for name in ('full', 'concise', 'json', 'github')]\n"
        "print(*({'rich', 'yaml', 'lxml', 'pyromark', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
