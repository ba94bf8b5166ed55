"""`markdown`: a document to hand on, in which a draft's text does nothing."""

from __future__ import annotations

import io
import re
from html import unescape

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import busy_run, fixed_run, hostile_run, run
from syrupy.assertion import SnapshotAssertion

from linter.reports import Options, markdown
from linter.results import FileResult, Run

RUNS = {"tea": run, "busy": busy_run, "fixed": fixed_run, "hostile": hostile_run}


def written(shown: Run) -> str:
    out = io.StringIO()
    markdown.render(shown, out, Options())
    return out.getvalue()


def as_page(text: str) -> str:
    options = (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_GFM
    )
    made: str = pyromark.html(text, options=options)
    return made


@pytest.mark.parametrize("name", RUNS)
def test_looks(name: str, snapshot: SnapshotAssertion) -> None:
    assert written(RUNS[name]()) == snapshot


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp"))))
def test_any_text_reads_as_itself_in_a_list_a_heading_and_a_table(text: str) -> None:
    folded = " ".join(text.split())
    if not folded:
        return
    shown = markdown.text(text)
    assert "\n" not in shown
    for template, element in (("- {}", "li"), ("## {}", "h2"), ("| a |\n| --- |\n| {} |", "td")):
        rendered = as_page(template.format(shown))
        inner = re.search(f"<{element}>(.*)</{element}>", rendered, re.DOTALL)
        assert inner, rendered
        bare = inner.group(1).replace("<!-- -->", "")
        assert "<" not in bare
        assert " ".join(unescape(bare).split()) == folded


def test_hostile_text_makes_no_element_link_or_mention() -> None:
    text = written(hostile_run())
    rendered = as_page(text)
    elements = set(re.findall(r"<([a-z]\w*)", rendered))
    assert elements <= {
        "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ol", "li", "ul", "strong"
    }  # fmt: skip
    assert not re.search(r"@\w|://|www\.\w", text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not re.search(r"^::", text, re.MULTILINE)


def test_numbers_and_nesting_survive_more_than_nine_findings() -> None:
    tea = run().results[0]
    rendered = as_page(written(run(tea, tea)))
    assert rendered.count("<strong>") == 18
    assert '<ol start="10">' in rendered
    assert "<pre>" not in rendered


def test_a_clean_run_says_so() -> None:
    text = written(run(FileResult("a.md", 10)))
    assert "Nothing to fix." in text
    assert "1 file, 10 words, 3 rules." in text
