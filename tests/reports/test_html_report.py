"""The page: the article as it reads, the marks in place, the cards, and nothing that acts."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from dataclasses import replace as changed

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_pages import Element, page
from report_samples import (
    TEA,
    busy_run,
    document,
    finding,
    fixed_run,
    hostile_run,
    run,
    scripts_document,
    tea_findings,
)
from syrupy.assertion import SnapshotAssertion

from linter.baseline import entry_for
from linter.documents.document import Document
from linter.documents.model import BlockKind, SourceMap
from linter.findings import Finding, Severity
from linter.reports import Options, html
from linter.reports.parts.markup import escape
from linter.results import FileResult, Run
from linter.spans import Span

RUNS = {"tea": run, "busy": busy_run, "fixed": fixed_run, "hostile": hostile_run}


def written(shown: Run) -> str:
    out = io.StringIO()
    html.render(shown, out, Options())
    return out.getvalue()


def read(shown: Run) -> Element:
    return page(written(shown))


def article(made: Document, *findings: Finding) -> Element:
    return read(run(FileResult("a.md", 1, findings, document=made)))


def marked(element: Element) -> list[str]:
    return [mark.text for mark in element.all("mark")]


@pytest.mark.parametrize("name", RUNS)
def test_looks(name: str, snapshot: SnapshotAssertion) -> None:
    assert written(RUNS[name]()).partition("</style>")[2].rpartition("<script>")[0] == snapshot


@pytest.mark.parametrize("name", RUNS)
def test_the_page_is_well_made(name: str) -> None:
    shown = read(RUNS[name]())
    ids = [e.attributes["id"] for e in shown.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    targets = [a.attributes["href"] for a in shown.all("a")]
    assert {t[1:] for t in targets if t.startswith("#")} <= set(ids)
    assert all(t.startswith(("#", "https://")) for t in targets)
    for landmark in ("header", "main", "footer", "h1"):
        assert len(shown.all(landmark)) == 1
    for label in (e.attributes.get("aria-labelledby") for e in shown.all()):
        assert label is None or label in ids
    levels = [int(e.name[1]) for e in shown.all() if e.name in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert levels[0] == 1
    assert shown.all("html")[0].attributes["lang"] == "en"


@pytest.mark.parametrize("name", RUNS)
def test_the_page_asks_the_network_for_nothing(name: str) -> None:
    shown = read(RUNS[name]())
    assert not [e for e in shown.all() if e.name in {"img", "link", "iframe", "object"}]
    assert not [key for e in shown.all() for key in e.attributes if key.startswith("on")]
    assert not [e for e in shown.all() if {"src", "style", "srcset"} & set(e.attributes)]
    style = shown.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("name", RUNS)
def test_the_policy_names_the_script_and_the_style_and_no_other(name: str) -> None:
    shown = read(RUNS[name]())
    (policy,) = (m for m in shown.all("meta") if "http-equiv" in m.attributes)
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    data, script = shown.all("script")
    assert data.attributes["type"] == "application/json"
    (style,) = shown.all("style")
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src {hashed(style.text)}; script-src {hashed(script.text)}; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def hashed(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_the_article_reads_as_it_did() -> None:
    shown = read(run())
    texts = []
    for part in shown.all(class_="article"):
        for label in part.all("a", class_="label"):
            label.children.clear()
        texts.append(part.text)
    prose = " ".join(" ".join(texts).split())
    expected = TEA.prose.replace("Share this page", "")
    assert prose == " ".join(expected.split())


def test_blocks_have_their_elements() -> None:
    first = read(run()).all(class_="article")[0]
    assert [h.text for h in first.all("h3", class_="level-1")] == ["Rosehip tea for sore knees"]
    shown = read(run())
    items = [li for ul in shown.all("ul") for li in ul.all("li") if "stand for ten" in li.text]
    assert len(items) == 1
    assert [q.text[:5] for q in shown.all("blockquote")] == ["After"]
    assert [p.text[:2] for p in shown.all("p", class_="reference")] == ["1."]
    assert "Share this page" not in shown.text


def test_marks_stand_on_the_words_and_lead_to_their_cards() -> None:
    shown = read(run())
    assert marked(shown) == [
        "has been said to be the ",
        "best remedy",
        " for sore knees",
        "it is safe for everyone",
        "inflamation",
        "joint.They",
        "the the",
        "by 40%",
        "250ml",
        "  ",
    ]
    labels = shown.all("a", class_="label")
    assert [label.text for label in labels] == ["2", "1", "3", "4", "5", "6", "7", "8", "9"]
    assert labels[1].attributes["aria-label"] == "Finding 1: Should fix"
    assert labels[1].attributes["href"] == "#finding-1"
    entries = [entry.attributes["id"] for entry in shown.all(class_="entry")]
    assert entries == [f"finding-{n}" for n in range(1, 10)]
    numbers = [mark.attributes["data-findings"] for mark in shown.all("mark")]
    assert numbers[:3] == ["1", "1 2", "1"]


def test_a_card_says_everything() -> None:
    first, _, third = read(run()).all("li", class_="card")[:3]
    text = " ".join(first.text.split())
    for said in (
        "1Should fix",
        "claims/hearsay5:13",
        "Say who found it, and how.",
        "“has been said to” (vague attribution)",
        "citation in this and the neighbouring sentences: none",
        "It does not say who found it.",
        "A style guide of our own, section 4",
    ):
        assert said in text
    assert first.all("q")[0].text == "has been said to be the best remedy for sore knees"
    assert first.all("a")[1].attributes["href"] == "https://example.org/rules/claims/hearsay"
    assert (
        third.all("p", class_="change")[0].text == "it is safe for everyonewell tolerated by hand"
    )
    assert third.all("del")[0].text == "safe for everyone"
    assert third.all("ins")[0].text == "well tolerated"
    assert third.all("span", class_="safety")[0].text == "by hand"


def test_counts_stand_on_top() -> None:
    tiles = [tile.text for tile in read(run()).all("li", class_="tile")]
    assert tiles == ["2Must fix", "5Should fix", "2Consider"]
    (plot,) = read(run()).all("svg")
    assert plot.attributes["aria-label"] == (
        "Findings by category: Claims 1 must fix, 1 should fix, 1 consider; "
        "Spacing 2 should fix, 1 consider; Typos 1 must fix, 1 should fix; Citations 1 should fix"
    )
    assert [t.text for t in plot.all("text")] == (
        ["Claims", "3", "Spacing", "3", "Typos", "2", "Citations", "1"]
    )
    assert len(plot.all("rect")) == 8


def test_a_rule_is_explained_once() -> None:
    tea = run().results[0]
    twice = run(changed(tea, findings=(tea.findings[0], tea.findings[0])))
    first, second = read(twice).all("li", class_="card")
    assert "tells readers that it works" in first.text
    assert not first.all("p", class_="same")
    assert not first.all("details", class_="again")
    (again,) = second.all("details", class_="again")  # not printed
    assert "tells readers that it works" in again.text
    assert [p.text for p in second.all("p", class_="same")] == ["Why: as for 1."]


def test_several_files_have_an_overview() -> None:
    assert not read(run()).all("section", class_="overview")
    (overview,) = read(busy_run()).all("section", class_="overview")
    rows = [
        [cell.text for cell in row.all() if cell.name in {"th", "td"}] for row in overview.all("tr")
    ]
    words = f"{TEA.words:,}"
    assert rows == [
        ["File", "Words", "Must fix", "Should fix", "Consider", ""],
        ["content/tea.md", words, "2", "5", "2", ""],
        ["content/quiet.md", "1,200", "0", "0", "0", ""],
        ["content/odd.txt", "0", "not checked"],
        ["3 files", f"{TEA.words + 1200:,}", "2", "5", "2", ""],
    ]
    assert [a.attributes["href"] for a in overview.all("a")] == ["#file-1", "#file-2", "#file-3"]


def test_problems_and_configuration_are_told() -> None:
    shown = read(busy_run())
    assert "content/odd.txt: It is not text." in shown.all("section", class_="problems")[0].text
    assert shown.all("footer")[0].text == (
        "Checked by medlint 0.1.0 with 3 rules and medlint.yml. "
        "2 files of other formats passed over."
    )
    digested = read(changed(busy_run(), rules_digest="0123456789abcdef"))
    assert "with 3 rules (0123456789ab) and medlint.yml" in digested.all("footer")[0].text


def test_without_the_text_the_sentences_are_shown() -> None:
    shown = read(busy_run())
    assert "inflamation" in marked(shown)
    assert len(shown.all("li", class_="card")) == 9
    paragraphs = [p.text for part in shown.all(class_="article") for p in part.all("p")]
    assert len([p for p in paragraphs if p.startswith("Galactolipids")]) == 1


def test_what_was_fixed_and_what_is_left() -> None:
    shown = read(fixed_run())
    made, left = shown.all("section", class_="fixes")[0].all("tbody")
    assert [[cell.text for cell in row.all("td")] for row in made.all("tr")] == [
        ["7", "inflamation → inflammation safe fix", "Misspelt.", "spelling/misspelling"],
        ["15", "␣␣ → ␣ safe fix", "Two spaces stand here.", "style/double-space"],
        ["15", "added . safe fix", "A full stop is missing.", "style/final-stop"],
    ]
    reasons = {row.all("td")[2].text: row.all("td")[3].text for row in left.all("tr")}
    assert reasons["by 40%"] == "no automatic fix"
    assert reasons["the the"] == "unsafe: run medlint fix --unsafe"
    assert reasons["it is safe for everyone"] == "changes wording: needs a person"
    assert reasons["250ml"] == "overlaps another fix: run medlint fix again"
    assert shown.all("title")[0].text == "Fixes: content/tea.md"


def test_what_is_set_aside_is_told_with_its_reason() -> None:
    aside = read(run()).all("div", class_="aside")[0]
    assert "claims/testimonial: suppressed: quoted with consent" in aside.text


def test_hostile_text_is_only_text() -> None:
    shown = read(hostile_run("evil.example"))
    assert "<script>fetch('http://evil.example/x')</script>" in shown.text
    assert "<U+202E>" in shown.text
    assert "\u202e" not in written(hostile_run())
    assert "\x1b" not in written(hostile_run())
    assert not [e for e in shown.all() if e.name in {"i", "s", "u", "img"}]
    assert len(shown.all("script")) == 2  # the data and the page's own
    assert marked(shown) == ["<script>fetch('http://evil.example/x')</script>"]


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_escaped_text_reads_as_text_and_nothing_else(text: str) -> None:
    (paragraph,) = page(f'<p title="{escape(text)}">{escape(text)}</p>').all()
    assert not paragraph.all()
    assert paragraph.attributes["title"] == text
    assert paragraph.text == text


def test_a_finding_on_a_point_and_one_in_markup_keep_their_cards() -> None:
    made = document([(BlockKind.PARAGRAPH, "Tea **is** good")])
    source = made.source
    end = changed(
        finding(source, "good", "style/final-stop"), span=Span(len(source), len(source)), text=""
    )
    stars = changed(finding(source, "**", "style/stars"), text="**")
    shown = article(made, stars, end)
    assert [a.text for a in shown.all("a", class_="label")] == ["1", "2"]
    assert len(shown.all("li", class_="card")) == 2
    assert marked(shown) == ["", ""]


def test_a_finding_over_several_blocks_is_marked_in_each_and_has_one_card() -> None:
    made = document([(BlockKind.PARAGRAPH, "One two."), (BlockKind.PARAGRAPH, "Three four.")])
    shown = article(made, finding(made.source, "two.\n\nThree"))
    assert marked(shown) == ["two.", "Three"]
    assert len(shown.all("li", class_="card")) == 1
    assert [a.attributes.get("id") for a in shown.all("a", class_="label")] == ["mark-1", None]


def test_a_finding_in_an_empty_document_is_not_lost() -> None:
    made = document([])
    nothing = changed(tea_findings()[0], span=Span(0, 0))
    assert len(article(made, nothing).all("li", class_="card")) == 1


def test_tables_have_rows() -> None:
    cells = ("Herb", "Dose", "Rosehip", "5 g")
    made = document([(BlockKind.TABLE_CELL, cell, 3) for cell in cells])
    assert len(article(made).all("table")[0].all("tr")) == 4
    source = made.source.replace("Herb\n\nDose", "Herb |Dose").replace("hip\n\n", "hip |")
    assert len(source) == len(made.source)
    one_line = changed(made, source=source)
    rows = article(one_line).all("table")[0].all("tr")
    assert [[td.text for td in row.all("td")] for row in rows] == [
        ["Herb", "Dose"],
        ["Rosehip", "5 g"],
    ]


def test_lists_keep_their_numbers() -> None:
    made = document([(BlockKind.LIST_ITEM, "3. Pour.", 1), (BlockKind.LIST_ITEM, "4. Drink.", 1)])
    assert not article(made).all("ol", class_="cards")
    runs = [(0, 5, 3, 8), (5, 7, 8, 10), (7, 13, 13, 19)]
    blocks = (changed(made.blocks[0], end=5), changed(made.blocks[1], start=7, end=13))
    numbered = changed(made, prose="Pour.\n\nDrink.", map=SourceMap(runs), blocks=blocks)
    (listed,) = article(numbered).all("ol")
    assert [(li.attributes["value"], li.text) for li in listed.all("li")] == [
        ("3", "Pour."),
        ("4", "Drink."),
    ]


def test_raised_and_lowered_letters_and_footnote_marks() -> None:
    made = scripts_document()
    shown = article(made, finding(made.source, "H2O"))
    assert [e.text for e in shown.all("sub")] == ["2"]
    assert [e.text for e in shown.all("sup")] == ["3", "[n]"]
    assert "".join(marked(shown)) == "H2O"


def test_severities_are_told_apart_without_colour() -> None:
    style = read(run()).all("style")[0].text
    for severity in Severity:
        assert f"mark.{severity}" in style
    assert "dashed" in style
    assert "dotted" in style


def test_a_claim_and_the_citation_it_lacks_share_a_card() -> None:
    made = document([(BlockKind.PARAGRAPH, "Tea cures knees. Tea helps knees and teh sleep.")])
    source, scope = made.source, Span(17, 47)
    claim, citation, typo = (
        changed(finding(source, words, rule), scope=scope)
        for words, rule in (
            ("helps knees", "claims/efficacy"),
            ("knees and", "citations/effect"),
            ("teh", "spelling/a"),
        )
    )
    claim = changed(claim, related=(citation.span,))
    cards = article(made, claim, citation, typo).all("li", class_="card")
    assert [[e.attributes["id"] for e in card.all(class_="entry")] for card in cards] == [
        ["finding-1", "finding-2"],
        ["finding-3"],
    ]
    assert cards[0].all("p", class_="together")[0].text == "2 findings on one sentence"
    elsewhere = changed(claim, scope=Span(0, 16))
    assert len(article(made, elsewhere, citation).all("li", class_="card")) == 2


def test_other_places_of_a_problem_are_named() -> None:
    made = document([(BlockKind.PARAGRAPH, f"Tea number {n}.") for n in range(9)])
    source = made.source
    others = tuple(finding(source, f"number {n}").span for n in range(1, 9))
    first = changed(finding(source, "number 0"), related=others)
    assert [p.text for p in article(made, first).all("p", class_="also")] == [
        "Also in lines 3, 5, 7, 9, 11, 13 and 2 more."
    ]
    there = changed(first, related=(first.span,))
    assert not article(made, there).all("p", class_="also")


def test_headings_skip_no_level() -> None:
    levels = [1, 3, 3, 2, 6, 1]
    made = document([(BlockKind.HEADING, f"Heading {n}", level) for n, level in enumerate(levels)])
    shown = article(made).all(class_="article")[0].all()
    assert [e.name for e in shown] == ["h3", "h4", "h4", "h4", "h5", "h3"]


def test_the_data_names_findings_as_a_baseline_does() -> None:
    content = json.loads(read(run()).all("script")[0].text)
    assert content["schema"] == "medlint-report/1"
    (file,) = content["files"]
    assert file["path"] == "content/tea.md"
    entry = entry_for("content/tea.md", tea_findings()[0])
    first = file["findings"][0]
    assert (first["rule"], first["text"], first["sentence"]) == entry.words
    assert [each["number"] for each in file["findings"]] == list(range(1, 10))


def test_data_cannot_end_its_block() -> None:
    raw = written(hostile_run()).partition('id="medlint-data">')[2].partition("</script>")[0]
    assert raw.isascii()
    assert not set(raw) & set("<>&")
    assert json.loads(raw)["files"][0]["path"].endswith("<img src=y>.md")
