"""What kind of text a draft is elected to be, and what hangs on it."""

from dataclasses import replace
from pathlib import Path

import pytest

from linter.api import new_session
from linter.findings import Finding, Severity
from linter.linting import lint_bytes

RESEARCH = "# Methods\n\nWe asked nurses.\n\n# Results\n\nThey answered.\n"
NEWS = "For immediate release: a clinic opens.\n"
REVIEW = "Tea [1], milk [2], water [3], juice [4] and coffee [5] were compared.\n"


def lint(
    text: str, document: str = "auto", window: str = "adjacent"
) -> tuple[str, tuple[Finding, ...]]:
    session = new_session(isolated=True)
    config = session.configurations.for_folder(session.working_folder)
    citations = replace(config.citations, window=window)
    config = replace(config, document=document, citations=citations)
    read, findings = lint_bytes(text.encode(), Path("draft.md"), session, config)
    return read.kind, findings


@pytest.mark.parametrize(
    ("text", "kind"),
    [(RESEARCH, "research"), (NEWS, "news"), (REVIEW, "review"), ("Tea is a drink.", "patient")],
)
def test_the_kind_is_elected_from_what_the_draft_says(text: str, kind: str) -> None:
    assert lint(text)[0] == kind


def test_a_long_text_must_say_more_than_once_that_it_reports_research() -> None:
    once = "Informed consent was asked for.\n\n"
    assert lint(once)[0] == "research"
    assert lint(once + "Tea is a drink for all. " * 200)[0] == "patient"


def test_the_configuration_and_the_front_matter_name_the_kind() -> None:
    assert lint(NEWS, document="patient")[0] == "patient"
    assert lint("---\nmedlint: {document: review}\n---\n\nTea is a drink.\n")[0] == "review"


def missing(findings: tuple[Finding, ...]) -> list[str]:
    return [each.rule for each in findings if each.category == "citation"]


def test_own_results_need_no_citation_and_the_introduction_does() -> None:
    told = "Noise has been linked to poor sleep.\n\n"
    text = f"# Introduction\n\n{told}{RESEARCH}\n{told}# Wards at night\n\n{told}"
    kind, findings = lint(text)
    assert kind == "research"
    lines = [each.line for each in findings if each.rule == "citations/reported"]
    assert lines == [3]


@pytest.mark.parametrize(
    ("window", "found"),
    [("strict", 2), ("adjacent", 1), ("lenient", 0)],
)
def test_a_citation_reaches_as_far_as_is_configured(window: str, found: int) -> None:
    text = (
        "Noise has been linked to poor sleep. Lamps have been linked to it too. "
        "Nurses know it [1].\n"
    )
    _, findings = lint(text, document="review", window=window)
    assert missing(findings).count("citations/reported") == found


def test_a_finding_names_the_window_that_was_searched() -> None:
    _, findings = lint("Noise has been linked to sleep.", document="review", window="lenient")
    (finding,) = (each for each in findings if each.rule == "citations/reported")
    assert any(each.within == "paragraph" for each in finding.evidence)
    assert finding.scope_name == "paragraph"


def test_a_claim_without_a_source_is_one_finding_of_each_category() -> None:
    text = "Book an appointment today. Our yoga relieves back pain and improves sleep.\n"
    _, findings = lint(text)
    heard = [each for each in findings if each.severity is not Severity.INFO]
    about = [each for each in heard if each.category in ("claim", "citation")]
    assert sorted(each.category for each in about) == ["citation", "claim"]
    assert all(each.related for each in about)


@pytest.mark.parametrize(
    "text",
    [
        "Has noise been linked to poor sleep?",
        "# Noise has been linked to poor sleep",
        "Whether noise harms sleep remains unclear.",
        "Further studies have to be done.",
        "We believe that noise has been linked to sleep too often.",
        "Noise has been linked to sleep in our study.",
        "# Funding\n\nThe ward has been supported by a fund, as has been reported.",
        "`Noise has been linked to sleep.`",
        "Noise has been linked to poor sleep (doi:10.1000/182).",
        "Noise has been linked to [poor sleep](https://doi.org/10.1000/182).",
    ],
)
def test_what_is_never_flagged(text: str) -> None:
    assert missing(lint(text, document="review")[1]) == []


def test_when_asks_for_a_citation_anywhere_in_the_document() -> None:
    bare = "Gout is more common in men. Several studies have asked why.\n\n"

    def is_reported(text: str) -> bool:
        found = lint(text, document="review")[1]
        return any("citations/uncited-paragraph" in (each.rule, *each.also) for each in found)

    assert is_reported(bare + "Tea is old (PMID: 123456).")
    assert not is_reported(bare)
