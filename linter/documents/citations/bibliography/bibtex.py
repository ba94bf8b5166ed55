"""BibTeX and BibLaTeX files, read with bibtexparser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.documents.citations.bibliography.items import (
    BibliographyError,
    Contents,
    Fields,
    Item,
    make_item,
)
from linter.late import late

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

INSTALL = (
    'Reading it needs one more package: pip install "medlint[bib]". Or export the library as '
    "CSL-JSON (.json), which needs nothing."
)
_BRACES = late(r"(?<!\\)[{}]")
_CONTAINERS = ("journal", "journaltitle", "booktitle", "publisher", "institution", "school")
_BEGINNING = late(r"@\s*(\w+)\s*[{(]\s*([^\s,={}]*)")


def read(text: str, file: Path) -> Contents:
    """The entries of a file.

    Raises:
        BibliographyError: bibtexparser is not installed, or it cannot read the file at all.
    """
    try:
        from bibtexparser.entrypoint import parse_string
        from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
    except ImportError:
        raise BibliographyError(INSTALL) from None
    _silence()
    try:
        library = parse_string(text)
    except Exception as error:
        raise BibliographyError(f"It is no valid BibTeX: {error}") from None
    items = {entry.key: _item(entry, file, entry.start_line) for entry in library.entries}
    again: dict[str, list[int]] = {}
    faults: list[str] = []
    for block in library.failed_blocks:
        inner = block.ignore_error_block
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(inner, Entry):
            again.setdefault(inner.key, []).append(_line(block.start_line))
        elif isinstance(block, DuplicateFieldKeyBlock) and isinstance(inner, Entry):
            items.setdefault(inner.key, _item(inner, file, block.start_line))
        else:
            faults.append(_fault(block))
    if not items and not faults and text.strip():
        raise BibliographyError("It holds no entry. Export the library anew as BibTeX.")
    for key, lines in again.items():
        entry = library.entries_dict.get(key)
        if entry is not None:
            items[key] = _item(entry, file, entry.start_line, lines)
    items.pop("", None)
    return Contents(items, tuple(faults))


def _silence() -> None:
    """Both tell of faults in their logs as well."""
    import logging

    for name in ("bibtexparser", "pylatexenc"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _line(start: int | None) -> int:
    return (start or 0) + 1


def _fault(block: Block) -> str:
    found = _BEGINNING.match(block.raw or "")
    what = f"The entry “{found[2]}”" if found and found[2] else "An entry"
    return (
        f"line {_line(block.start_line)}: {what} cannot be read: a brace, quotation mark or comma "
        "is missing in it. Repair it."
    )


def _item(entry: Entry, file: Path, start: int | None, again: list[int] | None = None) -> Item:
    given = {name.lower(): str(each.value) for name, each in entry.fields_dict.items()}

    def first(*names: str) -> str:
        return next((_plain(given[name]) for name in names if given.get(name)), "")

    families, persons, et_al = _people(given.get("author") or given.get("editor") or "")
    if not families and (body := first("organization", "institution")):
        families, persons = (body,), False
    eprint = given.get("eprinttype", given.get("archiveprefix", "")).lower()
    pmid = first("pmid") or (first("eprint") if eprint == "pubmed" else "")
    fields = Fields(
        key=entry.key,
        families=families,
        persons=persons,
        et_al=et_al,
        title=first("title"),
        container=first(*_CONTAINERS),
        issued=first("year", "date", "issued"),
        status=first("pubstate"),
        doi=given.get("doi", "").replace("\\_", "_"),
        pmid=pmid,
        pmcid=first("pmcid", "pmc"),
        url=given.get("url", "").replace("\\_", "_").replace("\\%", "%"),
        accessed=bool(first("urldate", "accessed", "lastchecked", "lastaccessed")),
        note=". ".join(filter(None, (first("note"), first("howpublished")))),
    )
    return make_item(fields, file, _line(start), again or ())


def _people(text: str) -> tuple[tuple[str, ...], bool, bool]:
    """Family names, whether they are those of persons, and whether others follow."""
    from bibtexparser.middlewares.names import (
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    if not text.strip():
        return (), False, False
    names = split_multiple_persons_names(text)
    families, persons = [], 0
    for name in names:
        if name.strip().lower() == "others":
            continue
        parts = parse_single_name_into_parts(name, strict=False)
        families.append(_plain(" ".join((*parts.von, *parts.last))))
        persons += not name.strip().startswith("{")
    et_al = names[-1].strip().lower() == "others"
    return tuple(filter(None, families)), persons > 0, et_al


def _plain(text: str) -> str:
    """A value without what only TeX reads."""
    if "\\" in text or "$" in text:
        from pylatexenc.latex2text import LatexNodes2Text

        try:
            text = LatexNodes2Text(math_mode="verbatim").latex_to_text(text)
        except Exception:  # TeX that is no TeX stays as it is
            return " ".join(text.split())
    return " ".join(_BRACES.sub("", text).replace("~", " ").split())
