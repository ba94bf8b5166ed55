"""DOIs, PubMed and trial numbers that cannot be right, and those that the list lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from linter.checkers.bookkeeping.ledger import MANY, Ledger
from linter.checkers.reporting import make_finding
from linter.documents.citations.names import trim
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span

Words = Mapping[str, tuple[str, ...]]
_RIGHT_DOI = late(r"10\.\d{4,9}/[^\s/.…][^\s…]*\Z")
_SAID_DOI = late(r"doi(?::\s{0,2}|\.org/|\s)\s?([^\s\ufffc]{1,300})", re.IGNORECASE)
_URL_DOI = late(r"(?:dx\.)?doi\.org/(.*)\Z", re.IGNORECASE | re.DOTALL)
_LOOKS_LIKE = late(r"(?:1[0Oo0][.,]|[\d.]+/|https?:|doi)", re.IGNORECASE)


def malformed(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """Identifiers that are not formed as their registry forms them."""
    most = int(words.get("most", ("99999999",))[0])
    groups: dict[tuple[str, str], list[Span]] = {}
    for span, what, problem in _malformed(ledger, most):
        groups.setdefault((what, problem), []).append(span)
    for (what, problem), spans in groups.items():
        values = {"what": what, "problem": problem}
        if len(spans) > MANY:
            yield ledger.at_place(rule, spans[0], values, related=spans[1:])
        else:
            yield from (ledger.at_place(rule, span, values) for span in spans)
    yield from _in_bibliographies(rule, ledger, most)
    seen: set[Span] = set()
    for link in ledger.document.links:
        found = _URL_DOI.search(link.url) if "doi.org/" in link.url else None
        if found is None or (link.url.count("10.") == 0 and "." not in found[1]):
            continue
        problem = _doi_problem(found[1])
        span = Span(link.start, link.end)
        if problem and span not in seen:
            seen.add(span)
            yield make_finding(
                ledger.document,
                rule,
                span,
                values={"what": "DOI", "problem": problem, "match": link.url},
                scope_name="mark",
            )


def _in_bibliographies(rule: Rule, ledger: Ledger, most: int) -> Iterator[Finding]:
    for item in ledger.cited_items.values():
        for name, text in item.identifiers.items():
            what, judge = _FIELDS[name]
            if problem := judge(text, most):
                values = {"what": what, "problem": problem, "match": text}
                yield ledger.at_entry(rule, item.entry.reference, values)


def _malformed(ledger: Ledger, most: int) -> Iterator[tuple[Span, str, str]]:
    prose = ledger.document.prose
    for label in ("doi", "DOI", "Doi"):
        for place in _places(prose, label):
            found = _SAID_DOI.match(prose, place)
            text = trim(found[1]) if found else ""
            if found and _LOOKS_LIKE.match(text) and (problem := _doi_problem(text)):
                yield Span(found.start(1), found.start(1) + len(text)), "DOI", problem
    for label, what, pattern, judge in _KINDS:
        for place in _places(prose, label):
            if found := pattern.match(prose, place):
                problem = judge(found[1], most)
                if problem:
                    yield Span(*found.span()), what, problem


def _places(prose: str, label: str) -> Iterator[int]:
    """Where a label stands and no letter or digit before it."""
    place = prose.find(label)
    while place >= 0:
        if not prose[place - 1 : place].isalnum() or not place:
            yield place
        place = prose.find(label, place + len(label))


def _doi_problem(text: str) -> str:
    """What is wrong with a DOI, "" if nothing is."""
    if text.lower().startswith(("http", "doi")):
        return "“doi” stands twice" if "10." in text else "it must begin with “10.”"
    text = re.split("[?#]", text, maxsplit=1)[0]
    if _RIGHT_DOI.match(text):
        return ""
    if re.match(r"1[Oo]\.", text):
        return "it begins with the letter O where the digit 0 must stand"
    if not text.startswith("10."):
        return "it must begin with “10.”"
    prefix, slash, rest = text.partition("/")
    if not slash:
        return "it lacks the slash behind its first number"
    if not re.fullmatch(r"10\.\d{4,9}", prefix):
        return f"“{prefix}” must be “10.” and four digits or more"
    if not rest:
        return "nothing follows the slash"
    return "it is not complete"


def _pmid(text: str, most: int) -> str:
    if text.upper().startswith("PMC"):
        return "it is a PMC number, not a PubMed number"
    if not text.isdecimal():
        return "a PubMed number has digits only"
    if text.startswith("0"):
        return "a PubMed number does not begin with 0"
    return "no PubMed number is as high" if int(text) > most else ""


def _pmcid(text: str, most: int) -> str:
    if text.upper().startswith("PMCPMC"):  # EndNote writes both label and prefix
        return "“PMC” stands twice"
    digits = text[3:] if text.upper().startswith("PMC") else text
    if not digits.isdecimal() or not 4 <= len(digits) <= 8:
        return "a PMC number is “PMC” and four to eight digits"
    return ""


def _digits(count: tuple[int, ...], name: str) -> Callable[[str, int], str]:
    wanted = " or ".join(map(str, count))

    def judge(text: str, most: int) -> str:
        bare = text.replace(" ", "").replace("-", "")
        return "" if len(bare) in count else f"{name} has {wanted} digits, not {len(bare)}"

    return judge


def _isbn(text: str, most: int) -> str:
    bare = re.sub(r"[^\dXx]", "", text).upper()
    if len(bare) == 13 and bare.isdecimal():
        total = sum(int(c) * (3 if place % 2 else 1) for place, c in enumerate(bare))
        return "" if total % 10 == 0 else "its check digit is wrong"
    if len(bare) == 10 and bare[:9].isdecimal():
        total = sum((10 if c == "X" else int(c)) * (10 - n) for n, c in enumerate(bare))
        return "" if total % 11 == 0 else "its check digit is wrong"
    return "an ISBN has 10 or 13 digits"


def _orcid(text: str, most: int) -> str:
    bare = text.replace("-", "").upper()
    total = 0
    for digit in bare[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "" if bare[15] == ("X" if check == 10 else str(check)) else "its check digit is wrong"


def _arxiv(text: str, most: int) -> str:
    return "" if 1 <= int(text[2:4]) <= 12 else "its third and fourth digit are no month"


_KINDS: tuple[tuple[str, str, re.Pattern[str], Callable[[str, int], str]], ...] = (
    ("PMID", "PubMed number", re.compile(r"\bPMID:?\s{0,2}((?=\w*\d)\w{1,20})"), _pmid),
    ("PMC", "PMC number", re.compile(r"\b(PMCP[Mm][Cc]\d{1,12})"), _pmcid),
    (
        "PMCID",
        "PMC number",
        re.compile(r"\bPMCID:?\s{0,2}((?!PMCP[Mm][Cc])(?=\w*\d)\w{1,20})"),
        _pmcid,
    ),
    (
        "NCT",
        "trial number",
        re.compile(r"\bNCT[\s:-]?(\d[\d-]{2,14}\d)(?!\w)"),
        _digits((8,), "a number of ClinicalTrials.gov"),
    ),
    (
        "ISRCTN",
        "trial number",
        re.compile(r"\bISRCTN[\s:-]?(\d{3,14})(?!\w)"),
        _digits((8,), "an ISRCTN number"),
    ),
    (
        "CRD4",
        "review number",
        re.compile(r"\bCRD(4\d{5,17})(?!\w)"),
        _digits((11, 12), "a PROSPERO number"),
    ),
    ("ISBN", "ISBN", re.compile(r"\bISBN(?:-1[03])?:?\s{0,2}(\d[\d\s-]{7,17}[\dXx])(?!\w)"), _isbn),
    ("0000-000", "ORCID", re.compile(r"(?<![\w-])(0000-000\d-\d{4}-\d{3}[\dXx])(?![\w-])"), _orcid),
    ("arXiv", "arXiv number", re.compile(r"\barXiv:\s?(\d{4}\.\d{4,5})(?!\d)"), _arxiv),
)


# The fields of a bibliography.
_FIELDS: Mapping[str, tuple[str, Callable[[str, int], str]]] = {
    "DOI": ("DOI", lambda text, most: _doi_problem(text)),
    "PMID": ("PubMed number", _pmid),
    "PMCID": ("PMC number", _pmcid),
}


def not_listed(rule: Rule, ledger: Ledger, words: Words) -> Iterator[Finding]:
    """DOIs and PubMed numbers in the text that no entry has, in documents with a list."""
    entries = ledger.list_entries
    if not entries:
        return
    dois = {entry.doi for entry in entries} - {""}
    pmids = {entry.pmid for entry in entries} - {""}
    for mark in ledger.document.citations:
        if mark.kind != "identifier":
            continue
        key = mark.keys[0]
        if key.startswith("10.") and len(dois) * 2 >= len(entries) and key not in dois:
            yield ledger.at_mark(rule, mark, {"what": "DOI"})
        elif key.startswith("PMID ") and len(pmids) * 2 >= len(entries) and key[5:] not in pmids:
            yield ledger.at_mark(rule, mark, {"what": "PubMed number"})
