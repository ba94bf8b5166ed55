"""Reference lists as other programs read them: CSL-JSON and BibTeX, from the fields understood.

CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from linter.documents.citations.entries import Entry, plain

# Characters that mean something to TeX. A backslash and braces cannot stand for themselves.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def csl_json(entries: Sequence[Entry]) -> str:
    """The entries as an array of CSL-JSON; what was not understood stays in `note`."""
    items = [_csl(key, entry) for key, entry in zip(_keys(entries), entries, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(entries: Sequence[Entry]) -> str:
    """The entries as BibTeX, in UTF-8; what was not understood stays in `note`."""
    written = [_bibtex(key, entry) for key, entry in zip(_keys(entries), entries, strict=True)]
    return "\n".join(written)


def _csl(key: str, entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": key,
        "type": _kind(entry, "article-journal", "webpage", "document"),
    }
    if entry.authors:
        name = "family" if entry.persons else "literal"
        item["author"] = [{name: author} for author in entry.authors]
    if entry.year:
        item["issued"] = {"date-parts": [[int(entry.year)]]}
    identifiers = {"DOI": entry.doi, "PMID": entry.pmid, "PMCID": entry.pmcid}
    more = {"title": entry.title, **identifiers, "URL": _address(entry), "note": entry.text}
    return item | {name: value for name, value in more.items() if value}


def _bibtex(key: str, entry: Entry) -> str:
    authors = [_tex(each) if entry.persons else f"{{{_tex(each)}}}" for each in entry.authors]
    fields = {
        "author": " and ".join([*authors, "others"] if entry.et_al else authors),
        "title": f"{{{_tex(entry.title)}}}" if entry.title else "",
        "year": entry.year,
        "doi": _tex(entry.doi),
        "pmid": entry.pmid,
        "pmcid": entry.pmcid,
        "url": _address(entry).translate(_ADDRESS),
        "note": _tex(entry.text),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@{_kind(entry, 'article', 'misc', 'misc')}{{{key},", *lines, "}", ""))


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _kind(entry: Entry, article: str, page: str, other: str) -> str:
    """Only an identifier tells an article from a page: the rest would be guessed."""
    if entry.doi or entry.pmid or entry.pmcid:
        return article
    return page if _address(entry) else other


def _address(entry: Entry) -> str:
    """Where the entry leads, unless its DOI says so already."""
    others = (url for url in entry.urls if "://" in url and "doi.org/" not in url.lower())
    return next(others, "")


def _keys(entries: Iterable[Entry]) -> Iterator[str]:
    """A key for each entry: its own, else author and year; none twice."""
    used: set[str] = set()
    for number, entry in enumerate(entries, 1):
        own = entry.reference.key
        name = own if own and not own.isdecimal() else _made(entry) or f"ref{own or number}"
        name = "".join(sign if sign.isascii() and _is_safe(sign) else "-" for sign in name)
        key, count = name, 1
        while key in used:
            count += 1
            key = f"{name}-{count}"
        used.add(key)
        yield key


def _is_safe(sign: str) -> bool:
    return sign.isalnum() or sign in "-:.+_/"


def _made(entry: Entry) -> str:
    """smith2020, from the first author and the year."""
    name = plain(entry.authors[0]) if entry.authors and entry.persons else ""
    return f"{name}{entry.year}" if name.isascii() and name and entry.year else ""
