"""From a place in the prose and a rule to a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_lab import read

from linter import documents
from linter.checkers.reporting import Correction, fill, make_finding
from linter.documents.document import Document
from linter.documents.model import ReadOptions
from linter.findings import Evidence, Safety, Severity
from linter.ruleset.model import Rule
from linter.spans import Span

RULE = Rule(
    "a/b", "“{match}” {fix} {other}.", Severity.WARNING, "typo", "why", safety=Safety.SAFE,
    suggestions=("s",), confidence=0.9,
)  # fmt: skip


def span_of(document: Document, words: str) -> Span:
    start = document.prose.index(words)
    return Span(start, start + len(words))


def test_templates_keep_what_has_no_value() -> None:
    assert fill("{a} {b} {{a}} {}", {"a": "x{b}"}) == "x{b} {b} {x{b}} {}"


def test_a_finding_says_where_it_is_and_in_which_sentence() -> None:
    text = "# Top\n\nOne *thing*. Another &amp; one\nis here. Third."
    document = read(text, "a.md")
    start = document.prose.index("one", 10)
    finding = make_finding(document, RULE, Span(start, start + len("one is")))
    assert finding.text == "one\nis"
    assert text[finding.span.start : finding.span.end] == finding.text
    assert " ".join(finding.sentence.split()) == "Another & one is here."
    assert text[finding.scope.start : finding.scope.end] == "Another &amp; one\nis here."
    marked = finding.sentence[finding.marked.start : finding.marked.end]
    assert marked.split() == ["one", "is"]
    assert finding.section == ("Top",)
    assert finding.message == "“one is” {fix} {other}."
    assert (finding.suggestions, finding.confidence) == (("s",), 0.9)


def test_a_correction_becomes_a_fix_and_fills_the_message() -> None:
    document = read("A teh word.")
    place = span_of(document, "teh")
    finding = make_finding(
        document, RULE, place, corrections=[Correction(place, "the"), Correction(place, "")]
    )
    assert finding.message == "“teh” the {other}."
    assert [fix.description for fix in finding.fixes] == ["Write “the”.", "Leave it out."]
    assert [fix.safety for fix in finding.fixes] == [Safety.SAFE, Safety.SAFE]
    assert finding.fixes[0].edits[0].span == place


@pytest.mark.parametrize(
    ("text", "name", "words", "safety"),
    [
        ("A teh word.", "a.md", "teh", Safety.SAFE),
        ("A *teh* word.", "a.md", "teh", Safety.SAFE),
        ("A *te*h word.", "a.md", "teh", Safety.UNSAFE),
        ("> A teh word.", "a.md", "teh", Safety.UNSAFE),
        ("<p><q>A teh word.</q></p>", "a.html", "teh", Safety.UNSAFE),
        ("<p>A t&eacute;h word.</p>", "a.html", "téh", Safety.UNSAFE),
    ],
)
def test_a_safe_fix_is_not_safe_everywhere(
    text: str, name: str, words: str, safety: Safety
) -> None:
    document = documents.read(text.encode(), Path(name), ReadOptions())
    place = span_of(document, words)
    finding = make_finding(document, RULE, place, corrections=[Correction(place, "the")])
    assert finding.fixes[0].safety is safety


def test_a_manual_fix_stays_manual() -> None:
    document = read("> A teh word.", "a.md")
    place = span_of(document, "teh")
    corrections = [Correction(place, "the")]
    finding = make_finding(document, RULE, place, corrections=corrections, safety=Safety.MANUAL)
    assert finding.fixes[0].safety is Safety.MANUAL


def test_evidence_and_related_places_are_in_the_source() -> None:
    text = "One **two**. Three *four*."
    document = read(text, "a.md")
    finding = make_finding(
        document,
        RULE,
        span_of(document, "two"),
        evidence=[
            Evidence("trigger", span_of(document, "two")),
            Evidence("near", span_of(document, "four")),
            Evidence("looked-for", signal="citation", within="sentence"),
        ],
        related=[span_of(document, "four")],
        severity=Severity.INFO,
    )
    trigger, near, looked_for = finding.evidence
    assert trigger.span
    assert near.span
    assert (trigger.text, text[trigger.span.start : trigger.span.end]) == ("two", "two")
    assert (near.text, text[near.span.start : near.span.end]) == ("four", "four")
    assert (trigger.marked, near.marked, looked_for.marked) == (Span(4, 7), None, None)
    assert looked_for.span is None
    assert [text[each.start : each.end] for each in finding.related] == ["four"]
    assert finding.severity is Severity.INFO


def test_a_place_over_two_sentences_shows_both() -> None:
    document = read("One two. Three four. Five.", "a.md")
    finding = make_finding(document, RULE, span_of(document, "two. Three"))
    assert finding.sentence == "One two. Three four."


def test_an_empty_place_has_a_sentence_too() -> None:
    document = read("One two. Three four.", "a.md")
    finding = make_finding(document, RULE, Span(8, 8))
    assert finding.text == ""
    assert finding.sentence == "One two."
