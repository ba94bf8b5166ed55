"""Citations by name: (Smith et al., 2020), Smith and Jones (2019), [@smith2020], DOI and PMID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.documents.model import Citation, Draft
from linter.late import late

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽ"
_NAME = rf"[{UPPER}](?:[^\W\d_]|['’.-]){{0,40}}"
PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|ter|ten|bin|ibn)"
_YEAR = r"(?:1[89]\d\d|20[0-2]\d)[a-z]?"
_DATE = rf"(?:{_YEAR}|n\.d\.|in\spress|forthcoming)"
_LEAD = r"(?:(?:see|also|e\.g\.|cf\.?|i\.e\.|reviewed|in|by|from|after|and|for|review)[,:]?\s)"
_MORE = rf"(?:{_NAME}|{PARTICLE}|et\sal\.?|and|&(?:amp;)?|of|for|the|on|in|colleagues|others)"
_IN_PARENTHESES = late(r"\(([^()]{6,400})\)")
_HAS_DATE = late(_DATE)
PART = late(
    rf"\s*{_LEAD}{{0,4}}((?:{PARTICLE}\s){{0,3}}{_NAME}(?:,?\s{_MORE}){{0,12}}),?\s"
    rf"({_DATE}(?:,\s?(?:{_YEAR}|[b-z]\b)){{0,8}})(?:[,:]\s?[^;]{{1,40}})?\s*"
)
SOURCES = late(r"(?<!&amp);")
_DATES_ALONE = late(rf"\(({_YEAR}(?:[,;]\s?{_YEAR}){{0,8}})(?:[,:]\s?[^()]{{1,20}})?\)")
_JOINT = r"(?:,\s(?:and\s|&(?:amp;)?\s)?|\s(?:and|&(?:amp;)?)\s)"
ONE_NAME = rf"(?:{PARTICLE}\s){{0,3}}{_NAME}"
_NAMES_BEFORE = late(
    rf"(?<!\w)({ONE_NAME}(?:{_JOINT}{ONE_NAME}){{0,4}})"
    r"((?:,?\set\sal\.?)?|\sand\s(?:colleagues|co-?workers|others|associates))(?:['’]s?)?,?\s?$"
)
_REPORTS = late(
    r"\s(?:also\s|first\s|later\s|have\s|has\s)?(?:found|showed|shown|shows?|report(?:s|ed)?"
    r"|describe[ds]?|suggest(?:s|ed)?|conclude[ds]?|observe[ds]?|demonstrate[ds]?|note[ds]?"
    r"|argue[ds]?|propose[ds]?|estimate[ds]?|compare[ds]?|review(?:s|ed)?|stud(?:y|ies|ied)"
    r"|examine[ds]?|investigate[ds]?|analy[sz]e[ds]?|conducted|wrote|write[s]?|state[ds]?)\b"
)
_NO_AUTHOR = late(  # what a year in parentheses may follow without naming a source
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:[-–]\w+)?\.?"
    r"|(?:spring|summer|autumn|fall|winter"
    r"|fig(?:ure)?s?|tables?|box|section|chapter|part|phase|version|step|equation|edition"
    r"|vol(?:ume)?|no|issue|class|grade|since|from|until|before|after|between|during|in|on|by|as"
    r"|at|updated|published|accessed|revised|retrieved|reviewed|posted|copyright)\.?",
    re.IGNORECASE,
)

NAMED = late(r"(?:\bet\sal\.?|\band\s(?:colleagues|co-?workers))[,\s]{0,2}$")

_KEY = r"@(\{[^{}\s]{1,200}\}|\w[\w:.#$%&+?<>~/-]{0,200})"
_KEY_ALONE = late(rf"(?<![\w@.\[/]){_KEY}")
_KEY_GROUP = late(r"\[[^\[\]@]{0,200}@[^\[\]]{1,600}\]")
_KEY_IN_GROUP = late(rf"(?:(?<=[\s\[;,-])|^){_KEY}")
# Figures, tables, sections and so on, which Quarto, pandoc-crossref and bookdown write likewise.
_CROSS_REFERENCE = late(
    r"(?:(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau"
    r"|app|supp\w*)[:-]|ref\()",
    re.IGNORECASE,
)
_STATED_KEY = late(r"(?:doi|pmid|pmcid|arxiv|url|isbn|tag):")

# Literal beginnings, checked for a border behind them, are found faster than a border.
_DOI_FORM = r"10\.(?<![\w.]10\.)\d{4,9}/[^\s\"“”<>]{1,300}"
_DOI = late(_DOI_FORM)
_NAMED_DOI = late(rf"(?:\bdoi:?\s{{0,2}})?(?:{_DOI_FORM})", re.IGNORECASE)
_NUMBERED = late(r"\b(?:PMID:?\s?[1-9]\d{0,7}|PMC\d{4,8}|NCT\d{8}|ISRCTN\d{8}|CRD\d{11,12})(?!\w)")
_NUMBERED_PREFIXES = ("PMID", "PMC", "NCT", "ISRCTN", "CRD")
_ADDRESS = late(r"http(?<!\whttp)s?://[^\s\"“”<>]{1,2000}")
_HOST = late(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


def author_year(document: Draft) -> Iterator[Citation]:
    """Authors with a year, in parentheses or with only the year in them."""
    prose = document.prose
    if "(" not in prose:
        return
    for found in _IN_PARENTHESES.finditer(prose):
        if _HAS_DATE.search(found[1]):
            keys = tuple(key for part in SOURCES.split(found[1]) for key in _part_keys(part))
            if keys and not _is_taxon(prose[max(found.start() - 60, 0) : found.start()], keys):
                yield Citation(found.start(), found.end(), "author-year", keys, named=True)
    for found in _DATES_ALONE.finditer(prose):
        yield from _in_sentence(document, found)


def _part_keys(part: str) -> list[str]:
    """First author and year of one citation of a group; none if it is something else."""
    found = PART.fullmatch(part)
    if found is None:
        return []
    names = [word.strip(",") for word in found[1].split() if word[0].isupper()]
    if any(map(_NO_AUTHOR.fullmatch, names)):
        return []
    first = found[1].split(",")[0].split(" and ")[0].split(" & ")[0].split(" et ")[0]
    return [f"{first} {date.strip()}" for date in found[2].split(",")]


def _is_taxon(before: str, keys: tuple[str, ...]) -> bool:
    """Whether the year is that of a species' description: “Aedes aegypti (Linnaeus, 1762)”."""
    old = all(key[-4:].isdecimal() and int(key[-4:]) < 1950 for key in keys)
    return old and re.search(rf"(?<!\w)[{UPPER}][a-z]*\.?\s[a-z]{{3,}}\s$", before) is not None


def _in_sentence(document: Draft, found: re.Match[str]) -> Iterator[Citation]:
    """The citation of which `found` is the year in parentheses, if names stand before it."""
    prose = document.prose
    start = max(found.start() - 120, document.blocks[document.block_at(found.start())].start)
    names = _NAMES_BEFORE.search(prose[start : found.start()])
    if names is None:
        return
    authors = re.split(_JOINT, names[1])
    position = names.start()
    while authors and _only_begins(authors[0], document.options.starters):
        position = names.start() + names[0].find(authors[1]) if len(authors) > 1 else position
        authors.pop(0)
    if not authors or _NO_AUTHOR.fullmatch(authors[0]):
        return
    if len(authors) == 1 and not names[2] and not _REPORTS.match(prose, found.end()):
        return
    keys = tuple(f"{authors[0]} {year.strip()}" for year in re.split("[,;]", found[1]))
    yield Citation(start + position, found.end(), "author-year", keys, named=True)


def _only_begins(word: str, starters: frozenset[str]) -> bool:
    """Whether a capitalised word is not a name but begins the sentence: “Similarly, Smith …”"""
    return word.lower() in starters or word.endswith("ly")


def pandoc_keys(document: Draft) -> Iterator[Citation]:
    """Keys of a bibliography: `[see @smith2020, p. 3]`; `@smith2020` where the former occur."""
    prose = document.prose
    if "@" not in prose:
        return
    grouped = "bibliography" in document.meta
    for found in _KEY_GROUP.finditer(prose):
        keys = tuple(_clean(key) for key in _KEY_IN_GROUP.findall(found[0]))
        keys = tuple(key for key in keys if not _CROSS_REFERENCE.match(key))
        if keys:
            grouped = True
            named = bool(NAMED.search(prose[max(found.start() - 24, 0) : found.start()]))
            yield Citation(found.start(), found.end(), "key", keys, named)
    for found in _KEY_ALONE.finditer(prose):
        if _CROSS_REFERENCE.match(prose, found.start(1)):
            continue
        if grouped or _STATED_KEY.match(found[1]):
            key = _clean(found[1])
            yield Citation(found.start(), found.start() + 1 + len(key), "key", (key,), named=True)


def _clean(key: str) -> str:
    return key if key.startswith("{") else key.rstrip(".:?!,;/-")


def identifiers(document: Draft) -> Iterator[Citation]:
    """DOIs, PubMed, trial and review numbers, and addresses of citation hosts in the prose."""
    prose = document.prose
    if "10." in prose:
        for found in _DOI.finditer(prose):
            text = trim(found[0])
            yield Citation(found.start(), found.start() + len(text), "identifier", (text.lower(),))
    if any(prefix in prose for prefix in _NUMBERED_PREFIXES):
        for found in _NUMBERED.finditer(prose):
            key = re.sub(r"PMID:?\s?", "PMID ", found[0])
            yield Citation(found.start(), found.end(), "identifier", (key,))
    if "://" in prose:
        for found in _ADDRESS.finditer(prose):
            text = trim(found[0])
            if cites(text, document.options.citation_hosts):
                yield Citation(found.start(), found.start() + len(text), "identifier", (text,))


def links(document: Draft) -> Iterator[Citation]:
    """Links to a host that counts as a source."""
    for link in document.links:
        if cites(link.url, document.options.citation_hosts):
            yield Citation(link.start, link.end, "link", (link.url,))


def cites(url: str, hosts: frozenset[str]) -> bool:
    """Whether an address is a DOI or on one of the hosts or their subdomains."""
    found = _HOST.match(url)
    if found is None:
        return url[:4].lower() == "doi:"
    parts = found[1].lower().rstrip(".").split(".")
    if any(".".join(parts[index:]) in hosts for index in range(min(len(parts), 10))):
        return True
    return _DOI.search(url) is not None


def first_source(text: str) -> str:
    """The address in a reference: that of its DOI, its PubMed number or the first one written."""
    if "10." in text and (found := _DOI.search(text)):
        return "https://doi.org/" + trim(found[0])
    if "PMID" in text and (found := re.search(r"PMID:?\s?([1-9]\d{0,7})\b", text)):
        return f"https://pubmed.ncbi.nlm.nih.gov/{found[1]}/"
    if "://" in text and (found := _ADDRESS.search(text)):
        return trim(found[0])
    return ""


def dois(text: str) -> Iterator[str]:
    """The DOIs in a text, in lower case."""
    for found in _DOI.finditer(text):
        yield trim(found[0]).lower()


def addresses(text: str) -> Iterator[str]:
    """The web addresses in a text."""
    for found in _ADDRESS.finditer(text):
        yield trim(found[0])


def without_addresses(text: str) -> str:
    """A text without its DOIs and web addresses."""
    return _NAMED_DOI.sub(" ", _ADDRESS.sub(" ", text))


def trim(address: str) -> str:
    """An address or DOI without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?'’*_|")
    while address[-1:] in (")", "]") and address.count(address[-1]) > address.count(
        "(" if address[-1] == ")" else "["
    ):
        address = address[:-1].rstrip(".,;:!?'’")
    return address
