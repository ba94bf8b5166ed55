"""A report beside an earlier one: what is new, what is gone, and what cannot be compared."""

from __future__ import annotations

import io
import json
from dataclasses import replace as changed
from pathlib import Path

import pytest
from report_pages import page
from report_samples import TEA, busy_run, run, tea_findings

from linter.findings import Finding, State
from linter.reports import Options, load
from linter.reports.parts.earlier import Earlier, EarlierError, compared, load_earlier
from linter.results import FileResult, Run

ONE, TWO, THREE = (
    changed(f, fingerprint=name) for f, name in zip(tea_findings(), "abc", strict=False)
)


def tea(*findings: Finding, path: str = "content/tea.md") -> FileResult:
    return FileResult(path, TEA.words, findings, document=TEA)


def saved(shown: Run, path: Path) -> Earlier:
    out = io.StringIO()
    load("json" if path.suffix == ".json" else "html").render(shown, out, Options())
    path.write_text(out.getvalue(), encoding="utf-8")
    return load_earlier(path)


@pytest.mark.parametrize("name", ["before.html", "before.json"])
def test_what_became_of_findings(name: str, tmp_path: Path) -> None:
    earlier = saved(run(tea(ONE, TWO, TWO)), tmp_path / name)
    change = compared(earlier, run(tea(TWO, THREE)))
    assert change.name == name
    assert change.new == {("content/tea.md", "c")}
    assert sorted(change.gone) == [("content/tea.md", "a"), ("content/tea.md", "b")]
    assert change.kept == 1


def test_what_was_accepted_is_no_finding_of_either(tmp_path: Path) -> None:
    aside = changed(ONE, state=State.BASELINED)
    earlier = saved(run(tea(aside, TWO)), tmp_path / "before.json")
    assert earlier.files["content/tea.md"] == {"b": 1}
    change = compared(earlier, run(tea(aside, TWO)))
    assert (change.new, change.gone, change.kept) == (frozenset(), (), 1)


def test_a_file_is_known_by_its_name_where_only_the_folder_differs(tmp_path: Path) -> None:
    earlier = saved(run(tea(ONE)), tmp_path / "before.json")
    change = compared(earlier, run(tea(ONE, path="tea.md"), tea(ONE, path="new.md")))
    assert change.known == {"tea.md"}
    assert change.new == {("new.md", "a")}


def test_the_page_says_the_change(tmp_path: Path) -> None:
    earlier = saved(run(tea(ONE, TWO)), tmp_path / "before.html")
    now = run(tea(TWO, THREE), FileResult("content/fresh.md", 10))
    out = io.StringIO()
    load("html").render(now, out, Options(earlier=earlier))
    shown = page(out.getvalue())
    assert [p.text for p in shown.all("p", class_="changed")] == [
        "Since before.html: 1 no longer found, 1 new, 1 still open."
    ]
    last = [
        row.all("td")[-1].text for row in shown.all("section", class_="overview")[0].all("tr")[1:]
    ]
    assert last == ["+1 −1", "new file", "+1 −1"]
    (fresh,) = shown.all("span", class_="new")
    assert fresh.parent is not None
    assert fresh.parent.all("a")[0].text == "2"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        '{"schema": "medlint/1"}',
        '{"schema": "medlint/1", "files": [1]}',
        "null",
        '<script type="application/json" id="medlint-data">{</script>',
        "[" * 100_000,
        "\x00",
    ],
)
def test_what_is_no_report_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(content)
    with pytest.raises(EarlierError, match=r"x\.html.*medlint report -o report\.html"):
        load_earlier(path)


def test_a_missing_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(EarlierError, match=r"gone\.html.*cannot be read"):
        load_earlier(tmp_path / "gone.html")


def test_json_says_what_made_it() -> None:
    out = io.StringIO()
    load("json").render(changed(busy_run(), rules_digest="abc"), out, Options())
    content = json.loads(out.getvalue())
    assert content["configuration"] == ["medlint.yml"]
    assert content["rules_digest"] == "abc"
