"""Verdicts: what identifiers and titles turn out to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from registry import Registry, Reply, as_json, written

from linter.documents.citations.entries import parse
from linter.documents.model import Reference
from linter.findings import Severity
from linter.online import web as module
from linter.online.verifying import Outcome, Verdict, plan, verify
from linter.online.web import Web

ROOMS = "Ahlers KT, Moss B. Warm rooms in winter: a trial. J Rest. 2019;4(2):10-5."
DOI = "10.1000/rest.2019.4"
Judge = Callable[..., Verdict]


@pytest.fixture
def judge(web: Web) -> Judge:
    """The verdict on one entry."""

    def one(text: str, *urls: str) -> Verdict:
        return verify([parse(Reference(0, len(text)), text, urls)], web)[0]

    return one


def kinds(verdict: Verdict) -> set[tuple[str, Severity]]:
    return {(each.kind, each.severity) for each in verdict.remarks}


def said(verdict: Verdict) -> str:
    return " ".join(each.message for each in verdict.remarks)


@pytest.mark.parametrize(
    "fields",
    [
        written("Warm rooms in winter: a trial", "Ahlers", "Moss"),
        written("Warm Rooms in <i>Winter</i>", "Ahlers", "Moss") | {"subtitle": ["A Trial"]},
        written("Warm rooms in winter", "Åhlers"),
        written("Warm rooms in winter: a trial", "von Ahlers", year=2020),
        {"title": ["Warm rooms in winter: a trial"]},
    ],
)
def test_a_reference_as_it_is_recorded(
    judge: Judge, registry: Registry, fields: dict[str, object]
) -> None:
    registry.work(DOI, **fields)
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.MATCH
    assert {each.severity for each in verdict.remarks} <= {Severity.INFO}


def test_an_identifier_of_another_paper_is_told_with_that_paper(
    judge: Judge, registry: Registry
) -> None:
    registry.work(DOI, **written("Salt and the night shift", "Lind", "Okoro", year=2004))
    right = {"DOI": "10.1000/right", **written("Warm rooms in winter: a trial", "Ahlers")}
    registry.works(right)
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.MISMATCH
    assert ("other-work", Severity.ERROR) in kinds(verdict)
    assert "Lind et al. (2004), “Salt and the night shift”, J Rest (Crossref)" in said(verdict)
    assert "10.1000/right" in said(verdict)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (written("Warm rooms in winter: a trial", "Lind", "Ahlers"), "author"),
        (written("Warm rooms in winter: a trial", "Ahlers", year=2009), "year"),
        (written("Cold halls in early summer: reports", "Ahlers"), "title"),
    ],
)
def test_a_record_that_differs_in_one_thing(
    judge: Judge, registry: Registry, fields: dict[str, object], kind: str
) -> None:
    registry.work(DOI, **fields)
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.MISMATCH
    assert (kind, Severity.WARNING) in kinds(verdict)


def test_a_doi_that_nobody_registered(judge: Judge) -> None:
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.NOT_FOUND
    assert kinds(verdict) == {("not-found", Severity.ERROR)}


def test_a_doi_of_another_registry(judge: Judge, registry: Registry) -> None:
    registry.put(f"/doi/{DOI}", Reply(302, headers={"Location": "/doi/csl"}))
    fields = written("", "Ahlers") | {"title": "Warm rooms in winter: a trial"}
    registry.put("/doi/csl", as_json(fields))
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.MATCH
    assert verdict.records[0].source == "doi.org"
    assert "csl+json" in registry.headers[-1]["Accept"]


def test_pubmed_is_asked_once_for_all_numbers(web: Web, registry: Registry) -> None:
    registry.summaries(
        n11={
            "title": "Warm rooms in winter: a trial.",
            "authors": [{"name": "Ahlers KT"}, {"name": "Moss B"}],
            "pubdate": "2019 Apr",
            "pubtype": ["Journal Article", "Retracted Publication"],
        },
        n12={"uid": "12", "error": "cannot get document summary"},
    )
    texts = [f"{ROOMS} PMID: 11", f"{ROOMS} PMID: 12", f"{ROOMS} PMID: 13"]
    entries = [parse(Reference(0, 1), text) for text in texts]
    first, second, third = verify(entries, web)
    assert first.outcome is Outcome.MATCH
    assert ("retracted", Severity.ERROR) in kinds(first)
    assert second.outcome is Outcome.NOT_FOUND
    assert third.outcome is Outcome.COULD_NOT_CHECK
    assert [each.failed for each in third.remarks] == [True]
    summaries = [each for each in registry.asked if "esummary" in each]
    assert len(summaries) == 1
    assert "11,12,13" in str(registry.headers)


def test_pmc_numbers(judge: Judge, registry: Registry) -> None:
    registry.summaries(
        n4567890={
            "title": "Warm rooms in winter: a trial",
            "authors": [{"name": "Ahlers K"}],
            "epubdate": "2019 Mar 2",
        }
    )
    assert judge(f"{ROOMS} PMC4567890").outcome is Outcome.MATCH


@pytest.mark.parametrize(
    ("notice", "severity"),
    [
        ({"type": "retraction", "source": "retraction-watch"}, Severity.ERROR),
        ({"type": "expression_of_concern"}, Severity.WARNING),
    ],
)
def test_what_became_of_a_work(
    judge: Judge, registry: Registry, notice: dict[str, str], severity: Severity
) -> None:
    fields = written("Warm rooms in winter: a trial", "Ahlers")
    registry.work(DOI, **fields, **{"updated-by": [notice, {"type": "correction"}]})
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.MATCH
    assert kinds(verdict) == {("retracted", severity)}


def test_a_title_that_says_retracted(judge: Judge, registry: Registry) -> None:
    registry.work(DOI, **written("RETRACTED: Warm rooms in winter: a trial", "Ahlers"))
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert (verdict.outcome, kinds(verdict)) == (
        Outcome.MATCH,
        {("retracted", Severity.ERROR)},
    )


def test_a_correction_is_no_retraction(judge: Judge, registry: Registry) -> None:
    fields = written("Warm rooms in winter: a trial", "Ahlers")
    registry.work(DOI, **fields, **{"updated-by": [{"type": "correction"}]})
    assert not judge(f"{ROOMS} doi:{DOI}").remarks


def test_a_reference_without_identifier_is_searched_by_title(
    judge: Judge, registry: Registry
) -> None:
    fields = written("Warm rooms in winter: a trial", "Ahlers")
    registry.works({"DOI": "10.1/other", **written("Rooms", "X")}, {"DOI": DOI, **fields})
    registry.work(DOI, **fields, **{"updated-by": [{"type": "retraction"}]})
    verdict = judge(ROOMS)
    assert verdict.outcome is Outcome.MATCH
    assert DOI in said(verdict)
    assert ("retracted", Severity.ERROR) in kinds(verdict)


def test_a_title_that_nobody_knows(judge: Judge, registry: Registry) -> None:
    registry.works()
    verdict = judge(ROOMS)
    assert verdict.outcome is Outcome.NOT_FOUND
    assert kinds(verdict) == {("not-found", Severity.INFO)}


@pytest.mark.parametrize(
    "reply", [Reply(500), Reply(body=b"<html>"), as_json([]), as_json({"message": None})]
)
def test_nobodys_silence_is_a_verdict(judge: Judge, registry: Registry, reply: Reply) -> None:
    registry.put(f"/crossref/works/{DOI}", reply)
    verdict = judge(f"{ROOMS} doi:{DOI}")
    assert verdict.outcome is Outcome.COULD_NOT_CHECK
    assert [each.failed for each in verdict.remarks] == [True]


@pytest.mark.parametrize(
    "message",
    [
        {"title": None, "author": "x", "issued": {"date-parts": [[None]]}},
        {"title": [3], "author": [None, {"family": None}], "updated-by": {"type": 1}},
        {"title": [], "issued": {"date-parts": "2019"}, "updated-by": [None]},
    ],
)
def test_records_of_odd_shape_break_nothing(
    judge: Judge, registry: Registry, message: dict[str, object]
) -> None:
    registry.put(f"/crossref/works/{DOI}", as_json({"message": message}))
    assert judge(f"{ROOMS} doi:{DOI}").outcome is not Outcome.MISMATCH


def test_dead_links(judge: Judge, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_public", lambda _: True)
    registry.put("/here", Reply(200))
    registry.put("/shy", Reply(403))
    verdict = judge("World Sleep Bureau. Bedrooms. 2020.", f"{registry.url}/gone")
    assert ("dead-link", Severity.WARNING) in kinds(verdict)
    assert not {k for k, _ in kinds(judge("Bureau. Bedrooms. 2020.", f"{registry.url}/here"))} & {
        "dead-link",
        "link-unchecked",
    }
    shy = judge("Bureau. Bedrooms. 2020.", f"{registry.url}/shy")
    assert ("link-unchecked", Severity.INFO) in kinds(shy)


def test_what_would_be_sent() -> None:
    texts = [f"{ROOMS} doi:{DOI}", f"{ROOMS} https://doi.org/{DOI}", "Bureau. Bedrooms. 2020."]
    entries = [parse(Reference(0, 1), text) for text in texts]
    entries.append(parse(Reference(0, 1), f"{ROOMS} https://example.org/rooms"))
    sent = plan(entries)
    assert sent.dois == (DOI,)
    assert sent.titles == (("Warm rooms in winter: a trial", "Ahlers"),)
    assert sent.links == ("https://example.org/rooms",)
    assert plan(entries, links=False).links == ()
    assert plan([]).is_empty
