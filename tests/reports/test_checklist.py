"""The sign-off page: what to confirm, what is open, what passed, what nobody could check."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from report_samples import TEA, TEA_PATH, hostile_run, run, tea_findings

from linter import reports
from linter.findings import Severity
from linter.results import FileResult, Listed, Mention, Problem, Review, Run, Statement
from linter.spans import Span

REVIEW = Review(
    "ab" * 32,
    (
        Statement(
            Span(0, 5),
            7,
            1,
            (),
            "benefit",
            "calms the joint",
            "It calms the joint.",
            "a statement",
            "plainly, as a fact",
            "no one is named",
            "none is named",
        ),
    ),
    (Listed("1", "Brandt A. Rosehip.", lines=(7, 9)),),
    (
        Mention("dose", 15, "two cups a day", "Drink two cups a day before meals."),
        Mention("funding", 20, "funded by", "It was funded by its maker."),
    ),
)


def tea() -> Run:
    result = FileResult(TEA_PATH, TEA.words, tea_findings(), review=REVIEW)
    return run(
        result,
        configuration=("medlint.yml",),
        rules_digest="d1gest",
        problems=(Problem("", "No Java was found."),),
    )


def written(run_: Run, name: str = "checklist") -> str:
    out = io.StringIO()
    reports.load(name).render(run_, out, reports.Options())
    return out.getvalue()


def part(page: str, title: str) -> list[str]:
    """The lines under the heading that begins like this."""
    return page.split(f"## {title}", 1)[1].split("\n## ", 1)[0].strip().splitlines()


def test_the_four_kinds_of_things_have_boxes_to_tick() -> None:
    page = written(tea())
    assert "- [ ] line 7: benefit: “calms the joint”; no caveat; no support" in page
    assert "- [ ] line 15: “Drink two cups a day before meals.”" in page
    assert "- [ ] 1 Brandt A. Rosehip. (lines 7, 9)" in page
    told = part(page, "Disclosures")
    assert any("It was funded by its maker." in line for line in told)
    assert any(line.endswith("last reviewed: not seen in the text") for line in told)


def test_what_is_open_is_listed_and_repairs_are_counted() -> None:
    told = part(written(tea()), "Open")
    assert any("No. 3" in line and "must fix: Nothing is safe" in line for line in told)
    assert "- [ ] Typos: 2 findings, No. 4, 6" in told
    assert not any("inflamation" in line for line in told)
    hints = [f for f in tea_findings() if f.severity is Severity.INFO]
    assert f"- [ ] {len(hints)} more findings to consider: see the sheet or the report" in told


def test_what_passed_and_what_was_not_checked() -> None:
    page = written(tea())
    assert any("checks found nothing" in line for line in part(page, "Passed"))
    told = part(page, "Not checked")
    assert "- [ ] No Java was found." in told
    assert "- [ ] whether the sources exist and say what they are cited for" in told


def test_what_was_set_aside_is_named_with_its_reason() -> None:
    assert any("quoted with consent" in line for line in part(written(tea()), "Set aside"))


@pytest.mark.parametrize("name", ["checklist", "checklist-html"])
def test_the_page_says_what_was_signed_and_has_lines_to_sign(name: str) -> None:
    page = written(tea(), name)
    for text in ("ab" * 32, "d1gest", "0.1.0", "medlint.yml", "Medical reviewer", "Signature"):
        assert text in page
    assert not re.search(r"\bscore\b", page, re.I)


def test_a_page_for_each_file() -> None:
    result = tea().results[0]
    made = run(result, FileResult("quiet.md", 3, review=Review("cd" * 32)))
    assert written(made).count("# Sign-off: ") == 2
    assert written(made, "checklist-html").count("<article>") == 2


def test_a_file_that_could_not_be_read_passes_nothing() -> None:
    made = run(FileResult("odd.txt", problems=(Problem("odd.txt", "It is not text."),)))
    page = written(made)
    assert "## Passed" not in page
    assert "odd.txt: It is not text." in page
    assert "the file could not be read" in page


def test_long_lists_are_cut_with_a_word_about_it() -> None:
    many = Review("", REVIEW.statements * 90)
    page = written(run(FileResult("a.md", 9, review=many)))
    assert "and 50 more: see the sheet (-o FILE.xlsx)" in page


def test_markup_in_a_draft_does_nothing() -> None:
    page = written(hostile_run(), "checklist-html")
    assert "<script" not in page
    assert "<img" not in page
    text = written(hostile_run())
    assert "<script" not in text
    assert "\x1b" not in text


def test_the_suffix_tells_and_medlint_does_not_lint_its_own_pages() -> None:
    assert reports.name_for(Path("checklist.md")) == "checklist"
    assert reports.name_for(Path("draft.sign-off.html")) == "checklist-html"
    for name in ("checklist", "checklist-html"):
        assert reports.is_report(written(tea(), name).encode())
