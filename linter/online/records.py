"""What Crossref, PubMed and the DOI resolver say of a work, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from linter.online.web import Answer, OnlineError, Web
from linter.values import dataclass

CROSSREF, PUBMED, PMC, RESOLVER = "Crossref", "PubMed", "PubMed Central", "doi.org"
_CSL = "application/vnd.citationstyles.csl+json"
_SELECTED = (
    "DOI,title,subtitle,author,issued,published,published-print,published-online,container-title"
)
_AT_ONCE = 100  # PubMed numbers in one question
_MARKUP = re.compile(r"<[^<>]{1,60}>")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_FLAGGED = re.compile(
    r"[\[(]?(retracted(?: article)?|retraction|withdrawn|removed|expression of concern)\b[\])]?"
    r"\s?[:.–—-]\s*",
    re.IGNORECASE,
)
# What registries call a notice, and what it makes of the work.
_NOTICES = {
    "retraction": "retracted",
    "retracted publication": "retracted",
    "partial_retraction": "retracted in part",
    "withdrawal": "withdrawn",
    "removal": "removed",
    "expression_of_concern": "under an expression of concern",
    "expression of concern": "under an expression of concern",
    "concern": "under an expression of concern",
}
_FLAGS = {"expression of concern": "under an expression of concern", "withdrawn": "withdrawn"}
_FLAGS |= {"removed": "removed"}


@dataclass(frozen=True, slots=True)
class Record:
    """A work as a registry has it; what is not known is empty.

    `titles` begins with the whole title; others are its forms without subtitle or in another
    language. `authors` are family names, or names of organisations. `years` are all that its
    dates give. `notices` say what became of it (“retracted”), each with its source. `asked` is
    when the registry said so, in seconds since 1970.
    """

    source: str
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    container: str = ""
    doi: str = ""
    notices: tuple[tuple[str, str], ...] = ()
    is_notice: bool = False
    asked: float = 0.0

    @property
    def title(self) -> str:
        """The whole title."""
        return self.titles[0] if self.titles else ""


def find_work(web: Web, doi: str) -> Record | None:
    """The work of a DOI, from Crossref or else whoever registered it; None if nobody did.

    Raises:
        OnlineError: neither could be asked.
    """
    answer = web.read(f"{web.settings.crossref}/works/{quote(doi, safe='')}", _polite(web))
    if answer.status == 200:
        return _work(_message(answer), CROSSREF, answer.asked)
    answer = web.read(f"{web.settings.doi}/{quote(doi, safe='/')}", accept=_CSL)
    return None if answer.status == 404 else _work(answer.json(), RESOLVER, answer.asked)


def search_works(web: Web, title: str, author: str) -> list[Record]:
    """The works of Crossref whose titles are nearest.

    Raises:
        OnlineError: it could not be asked.
    """
    query = {"query.bibliographic": title[:300], "rows": "5", "select": _SELECTED}
    if author:
        query["query.author"] = author[:60]
    answer = web.read(f"{web.settings.crossref}/works", query | _polite(web))
    items = _message(answer).get("items") if answer.status == 200 else None
    found = [each for each in items or () if isinstance(each, Mapping)]
    return [_work(each, CROSSREF, answer.asked) for each in found]


def find_summaries(web: Web, database: str, numbers: Sequence[str]) -> dict[str, Record | None]:
    """The works of PubMed numbers (`database` pubmed) or of PMC numbers without “PMC” (pmc).

    None stands for a number that there is not; one without an answer is left out.

    Raises:
        OnlineError: they could not be asked for.
    """
    found: dict[str, Record | None] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        query = {"db": database, "id": ",".join(some), "retmode": "json", "tool": "medlint"}
        if web.settings.email:
            query["email"] = web.settings.email
        answer = web.read(f"{web.settings.pubmed}/esummary.fcgi", query)
        result = _mapping(answer.json() if answer.status == 200 else None).get("result")
        if not isinstance(result, Mapping):
            raise OnlineError("PubMed answered without a result")
        source = PUBMED if database == "pubmed" else PMC
        for number in (each for each in some if each in result):
            found[number] = _summary(_mapping(result.get(number)), source, answer.asked)
    return found


def _polite(web: Web) -> dict[str, str]:
    return {"mailto": web.settings.email} if web.settings.email else {}


def _message(answer: Answer) -> Mapping[str, Any]:
    message = _mapping(answer.json()).get("message")
    if not isinstance(message, Mapping):
        raise OnlineError("Crossref answered without a record")
    return message


def _work(value: object, source: str, asked: float) -> Record:
    """A work in the form of Crossref, which is nearly that of CSL."""
    work = _mapping(value)
    titles, flags = _titles(_texts(work.get("title")), _texts(work.get("subtitle")))
    dates = ("issued", "published", "published-print", "published-online")
    notices = [
        (_NOTICES[kind], str(_mapping(each).get("source") or source))
        for each in _listed(work.get("updated-by"))
        if (kind := str(_mapping(each).get("type") or "").lower()) in _NOTICES
    ]
    updates = (str(_mapping(each).get("type") or "") for each in _listed(work.get("update-to")))
    return Record(
        source,
        titles=(*titles, *map(_plain, _texts(work.get("original-title")))),
        authors=tuple(_families(work.get("author"))),
        years=tuple(dict.fromkeys(y for d in dates for y in _date_years(work.get(d)))),
        container=_plain(next(iter(_texts(work.get("container-title"))), "")),
        doi=str(work.get("DOI") or "").lower(),
        notices=tuple(dict.fromkeys((*notices, *((flag, source) for flag in flags)))),
        is_notice=any(kind.lower() in _NOTICES for kind in updates),
        asked=asked,
    )


def _summary(value: Mapping[str, Any], source: str, asked: float) -> Record | None:
    """A work in the form of the E-utilities' summaries; None where there is no such number."""
    if value.get("error") or not value.get("title"):
        return None
    titles, flags = _titles([str(value["title"])], [])
    kinds = [str(each).lower() for each in _listed(value.get("pubtype"))]
    names = (_mapping(each) for each in _listed(value.get("authors")))
    dates = " ".join(str(value.get(name) or "") for name in ("pubdate", "epubdate", "printpubdate"))
    identifiers = (_mapping(each) for each in _listed(value.get("articleids")))
    dois = (str(each.get("value")) for each in identifiers if each.get("idtype") == "doi")
    notices = [_NOTICES[kind] for kind in kinds if kind == "retracted publication"]
    return Record(
        source,
        titles=titles,
        authors=tuple(_family(str(each.get("name") or "")) for each in names if each.get("name")),
        years=tuple(dict.fromkeys(_YEAR.findall(dates))),
        container=_plain(str(value.get("fulljournalname") or value.get("source") or "")),
        doi=next(dois, "").lower(),
        notices=tuple(dict.fromkeys((each, source) for each in (*notices, *flags))),
        is_notice="retraction of publication" in kinds or "retraction notice" in kinds,
        asked=asked,
    )


def _titles(titles: Sequence[str], subtitles: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The forms of a title, the whole one first; and what is said before it (“RETRACTED: …”)."""
    forms, flags = [], []
    for title in map(_plain, titles):
        if flagged := _FLAGGED.match(title):
            flags.append(_FLAGS.get(flagged[1].lower(), "retracted"))
            title = title[flagged.end() :]
        title = title.strip("[]. ")
        longer = [f"{title}: {_plain(each)}" for each in subtitles if _plain(each) not in title]
        forms += [*longer[:1], title]
    return tuple(filter(None, dict.fromkeys(forms))), flags


def _plain(text: str) -> str:
    """Words alone: registries keep tags and entities in titles."""
    import html

    return " ".join(html.unescape(_MARKUP.sub("", text)).split())


def _families(value: object) -> Iterator[str]:
    for each in map(_mapping, _listed(value)):
        name = each.get("family") or each.get("name") or each.get("literal")
        if name:
            yield _plain(str(name))


def _family(name: str) -> str:
    """“van der Berg AB” without its initials."""
    head, _, last = name.rpartition(" ")
    return head if head and last.isupper() and len(last) <= 3 else name


def _date_years(value: object) -> Iterator[str]:
    parts = _listed(_mapping(value).get("date-parts"))
    for each in parts[:1]:
        for year in _listed(each)[:1]:
            yield str(year or "")


def _texts(value: object) -> list[str]:
    """One text or several: registries differ."""
    return [value] if isinstance(value, str) else [e for e in _listed(value) if isinstance(e, str)]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def named(records: Iterable[Record]) -> str:
    """The registries that have a work: “Crossref and PubMed”."""
    return " and ".join(dict.fromkeys(record.source for record in records))
