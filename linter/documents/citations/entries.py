"""What an entry of a reference list says: authors, year, title and identifiers.

The styles of medical journals (Vancouver, AMA), of psychology (APA), of the humanities and of
plain lists are told apart by what stands after the first name. Where an entry fits none, a field
stays empty: rules must not build on what was guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from linter.documents.citations import names
from linter.documents.model import STAND_IN, Draft, Reference
from linter.late import late
from linter.values import dataclass

_UPPER = names.UPPER
_PARTICLES = (
    rf"(?:(?:{names.PARTICLE}|V[ao]n|De[rn]?|D[aiu]|L[ae]|Ten|Ter|St\.?|[dDlL]['’])\s?){{0,3}}"
)
_ONE = rf"[{_UPPER}](?:[^\W\d_]|['’‐‑-]){{1,40}}"
_FAMILY = rf"{_PARTICLES}{_ONE}(?:\s{_PARTICLES}{_ONE}){{0,2}}?"
_INITIALS = (
    rf"(?:[{_UPPER}]\.(?:[\s‐‑-]?[{_UPPER}]\.){{0,3}}|[{_UPPER}](?:[‐‑-]?[{_UPPER}]){{0,3}})"
    r"(?![^\W_])(?:,?\s(?:Jr|Sr|2nd|3rd|II|III|IV)\b\.?)?"
)
_AUTHOR = late(rf"({_FAMILY}),?\s{_INITIALS}")
_GIVEN_FIRST = late(rf"({_FAMILY}),\s[{_UPPER}][^\W\d_]+(?:\s[{_UPPER}]\.?)?")
_FULL_NAME = late(rf"[{_UPPER}][^\W\d_]+\s(?:[{_UPPER}]\.\s)?({_FAMILY})")
_JOINT = late(r"\s*(?:[,;]\s*(?:&|and\b)?|&|\band\b)\s*|\s+(?=[^\W\d_])")
_ET_AL = late(r"[,;]?\s*(?:…|\.\.\.|and\s+others|et\s+al\b\.?)[,.]?")
_EDITORS = late(r",?\s*\(?[Ee]ds?\b\.?\)?\.?")
_YEAR = late(r"(?<![\w.–-])(1[89]\d\d|20\d\d)([a-z])?(?![\w–-]|\.\d)")
_YEAR_FIRST = late(r"[\s.,]*\(?\s?((?:1[89]|20)\d\d)([a-z]?)(?:,[^()]{1,30})?\s?\)?[.,:]?\s*")
_BEFORE_VOLUME = late(r"\s?(?:[A-Z][a-z]{2,8}\.?(?:[\s/-][A-Z]?[a-z]{0,8}){0,2}\s?\d{0,2})?[;:]")
_BEFORE_NUMBERS = late(r"\s\d{1,4}\s")
_UNDATED = ("n.d.", "n. d.", "no date", "in press", "forthcoming", "ahead of print", "submitted")
_SAYS_ACCESSED = ("access", "cited", "retriev", "viewed", "last visited", "last seen", "last check")
_QUOTED = late(r"[“\"‘]([^”\"]{8,400}?)[.,]?[”\"’]")
_TITLE_END = late(r"(?<=[^\W\d_]{2})[.?!](?=\s|$)|(?<=[)\]\d”\"%])[.?!](?=\s|$)")
_ACCESSED = late(
    r"\b(?:accessed|cited|retrieved|viewed|last (?:visited|seen|checked)|access on|date of access)"
    r"\b[^.;\]]{0,30}\d{4}|\b\d{4}\b[^.;]{0,12}\baccessed\b",
    re.I,
)
_PMID = late(r"\b(?:PMID|PubMed(?:\s(?:PMID|ID))?):?\s{0,2}([1-9]\d{0,7})\b", re.I)
_PMID_URL = late(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})\b")
_PMCID = late(r"\bPMC(\d{4,8})\b")
_NUMBER = late(r"\s*(?:\[\^[^\]\s]+\]:|\[[^\]\s]{1,40}\]|\(\d{1,3}\)|\d{1,3}[.)]|[⁰¹²³⁴-⁹]+)\s*")
_BARE_NUMBER = late(r"\s*\d{1,3}\s+")
_BRACKETED = late(r"\[(?!\[)[^\]]{0,60}\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as it is understood; what was not found is empty.

    `authors` are family names (`persons`) or one organisation. `years` are all that could be the
    year, the likeliest first, with the letter that tells works of one year apart; `dated` says
    that the first one stands where a year stands. `text` is what was read, white space folded,
    without its number and without addresses.
    """

    reference: Reference
    text: str
    authors: tuple[str, ...] = ()
    persons: bool = False
    et_al: bool = False
    years: tuple[str, ...] = ()
    dated: bool = False
    undated: bool = False
    title: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    urls: tuple[str, ...] = ()
    accessed: bool = False

    @property
    def year(self) -> str:
        """The likeliest year, without a letter."""
        return self.years[0][:4] if self.years else ""


def read_entry(document: Draft, reference: Reference) -> Entry:
    """An entry of the document's list, or a note."""
    raw, urls = _content(document, reference)
    text = " ".join(raw.replace("&amp;", "&").split())
    start = _NUMBER.match(text) or (_BARE_NUMBER.match(text) if reference.numbered else None)
    return parse(reference, text[start.end() :] if start else text, urls)


def parse(reference: Reference, text: str, urls: tuple[str, ...] = ()) -> Entry:
    """An entry from its text and the addresses that it links to."""
    whole = " ".join((text, *urls))
    doi = next(names.dois(whole), "")
    lower = whole.lower()
    pmid = (_PMID.search(text) or _PMID_URL.search(whole)) if _names_pubmed(lower) else None
    pmcid = _PMCID.search(whole) if "PMC" in whole else None
    may_be_accessed = any(word in lower for word in _SAYS_ACCESSED)
    accessed = may_be_accessed and _ACCESSED.search(text)
    addresses = tuple(dict.fromkeys((*urls, *names.addresses(text))))
    bare = _without_identifiers(text)
    authors, et_al, place = _people(bare)
    persons = bool(authors)
    if not persons:
        authors, et_al, place = _organisation(bare)
    years, dated = _years(bare, place, may_be_accessed)
    return Entry(
        reference,
        text=bare,
        authors=authors,
        persons=persons,
        et_al=et_al,
        years=years,
        dated=dated,
        undated=any(word in lower for word in _UNDATED),
        title=_title(bare, place),
        doi=doi,
        pmid=pmid[1] if pmid else "",
        pmcid="PMC" + pmcid[1] if pmcid else "",
        urls=addresses,
        accessed=bool(accessed),
    )


def _names_pubmed(lower: str) -> bool:
    return "pmid" in lower or "pubmed" in lower


def _content(document: Draft, reference: Reference) -> tuple[str, tuple[str, ...]]:
    """The text of an entry and where the links in it lead."""
    if reference.source is not None:
        return document.source[reference.source.start : reference.source.end], ()
    links = document.links
    index = bisect_left(links, reference.start, key=lambda link: link.start)
    urls = []
    while index < len(links) and links[index].start <= reference.end:
        if not links[index].url.startswith("#"):
            urls.append(links[index].url)
        index += 1
    return document.prose[reference.start : reference.end], tuple(urls)


def _without_identifiers(text: str) -> str:
    text = names.without_addresses(text).replace(STAND_IN, " ")
    return " ".join(text.split())


def _people(text: str) -> tuple[tuple[str, ...], bool, int]:
    """The family names an entry begins with, whether “et al” follows, and where they end."""
    found = _AUTHOR.match(text) or _GIVEN_FIRST.match(text)
    return _more_authors(text, found) if found else ((), False, 0)


def _more_authors(text: str, first: re.Match[str]) -> tuple[tuple[str, ...], bool, int]:
    families, end, commas = [first[1]], first.end(), False
    while len(families) < 100 and (joint := _JOINT.match(text, end)):
        if not joint[0].strip() and (commas or text[end - 1] == "."):
            break  # a space parts authors only in lists that part all of them so
        commas = commas or "," in joint[0] or ";" in joint[0]
        following = _AUTHOR.match(text, joint.end())
        if following is None and joint[0].strip():
            following = _GIVEN_FIRST.match(text, joint.end())
            following = following or _FULL_NAME.match(text, joint.end())
        if following is None:
            break
        families.append(following[1])
        end = following.end()
    et_al = _ET_AL.match(text, end)
    end = et_al.end() if et_al else end
    editors = _EDITORS.match(text, end)
    return tuple(families), bool(et_al), editors.end() if editors else end


def _organisation(text: str) -> tuple[tuple[str, ...], bool, int]:
    """A name without initials, if the entry begins with one: “World Health Organization. …”"""
    year = _YEAR_FIRST.search(text, 0, 120)
    stop = text.find(". ", 0, 120)
    if year and year.start() > 1 and "(" in year[0] and (stop < 0 or year.start() <= stop + 2):
        stop = year.start()
    name = text[:stop].strip(" .,") if stop > 0 else ""
    if not name or len(name.split()) > 12 or not name[0].isupper():
        return (), False, 0
    family = re.match(rf"({_FAMILY})\s+et\s+al", name)
    return ((family[1] if family else name,), bool(family), stop)


def _years(text: str, place: int, may_be_accessed: bool) -> tuple[tuple[str, ...], bool]:
    """All years of an entry, the likeliest first, and whether that one stands where years do."""
    found = list(_YEAR.finditer(text))
    if not found:
        return (), False
    first = _YEAR_FIRST.match(text, place) if place else None
    accessed = [each.span() for each in _ACCESSED.finditer(text)] if may_be_accessed else []

    def doubt(match: re.Match[str]) -> tuple[int, int]:
        """How doubtful a year is; of equal ones without a clue the last is taken."""
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if any(start <= match.start() < end for start, end in accessed):
            return 9, match.start()
        if first and first.start(1) == match.start(1):
            return 0, match.start()
        if (before == "(" and after in (")", ",")) or _BEFORE_VOLUME.match(text, match.end()):
            return 1, match.start()
        if _BEFORE_NUMBERS.match(text, match.end()):
            return 2, match.start()
        return 3, -match.start()

    found.sort(key=doubt)
    years = dict.fromkeys(match[1] + (match[2] or "") for match in found)
    return tuple(years), doubt(found[0])[0] < 2


def _title(text: str, place: int) -> str:
    """What stands behind the authors and the year up to a full stop, or in quotation marks."""
    quoted = _QUOTED.search(text, place, place + 500)
    if quoted and quoted.start() < place + 30:
        return quoted[1].strip()
    year = _YEAR_FIRST.match(text, place) if place else None
    start = year.end() if year else place
    while start < len(text) and not text[start].isalnum() and text[start] not in '“"[':
        start += 1
    end = _TITLE_END.search(text, start)
    title = text[start : end.start() if end else len(text)]
    return _BRACKETED.sub("", title).strip(' .,;:“”"')


def plain(text: str) -> str:
    """A title or name for comparing: lower case, letters and digits only, without accents."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.casefold()))
