"""CSL-JSON and its YAML form, as Zotero, Pandoc and Manubot write them.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linter.documents.citations.bibliography.items import (
    BibliographyError,
    Contents,
    Fields,
    Item,
    make_item,
)
from linter.late import late
from linter.spans import LineIndex

_ID = late(r"[\"']?\bid[\"']?\s*:\s*(?:\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'|([^\s,}#]+))")
_MARKUP = late(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]{0,80}>")
_CONTAINERS = ("container-title", "publisher", "event-title")


def read(text: str, file: Path) -> Contents:
    """The entries of a JSON file.

    Raises:
        BibliographyError: it is no JSON, or holds something else.
    """
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise BibliographyError(
            f"line {error.lineno}: This is no valid JSON ({error.msg}). Export the library anew."
        ) from None
    except RecursionError:
        raise BibliographyError("It is nested too deeply. Export the library anew.") from None
    return _contents(values, text, file)


def read_yaml(text: str, file: Path) -> Contents:
    """The entries of a YAML file: a list, or one under `references`.

    Raises:
        BibliographyError: it is no YAML, or holds something else.
    """
    from linter.yamltext import YamlError, parse

    try:
        node = parse(text, "")
    except YamlError as error:
        where = f"line {error.line}: " if error.line else ""
        raise BibliographyError(f"{where}{error.message}") from None
    return _contents(node_value(node), text, file)


def node_value(node: Any) -> Any:
    """A node of YAML as JSON would have it, every value a text."""
    if node.kind == "list":
        return [node_value(item) for item in node.items]
    if node.kind == "map":
        return {key: node_value(value) for key, value, _ in node.entries}
    return node.text


def _contents(values: Any, text: str, file: Path) -> Contents:
    if isinstance(values, Mapping):
        values = values.get("references", values.get("items"))
    if not isinstance(values, list) or not all(isinstance(each, Mapping) for each in values):
        raise BibliographyError(
            "It holds no list of references. Export the library as CSL-JSON (in Zotero “CSL JSON”)."
        )
    lines = _lines(text)
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for value in values:
        if value.get("id") not in (None, ""):
            groups.setdefault(str(value["id"]), []).append(value)
    items = {}
    for key, group in groups.items():
        first, *again = [*lines.get(key, ()), *([0] * len(group))][: len(group)]
        items[key] = item_of(group[0], file, first, tuple(again))
    return Contents(items)


def _lines(text: str) -> dict[str, list[int]]:
    """For each id the lines where it is given."""
    index = LineIndex(text)
    found: dict[str, list[int]] = {}
    for match in _ID.finditer(text):
        quoted, single, bare = match.groups()
        key = _unescaped(quoted) if quoted is not None else single or bare
        found.setdefault(key, []).append(index.position(match.start())[0])
    return found


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return str(json.loads(f'"{text}"'))
    except json.JSONDecodeError:
        return text


def item_of(value: Mapping[str, Any], file: Path, line: int, again: tuple[int, ...] = ()) -> Item:
    """One reference of CSL; what has another form than CSL wants is passed over."""

    def first(*names: str) -> str:
        return next((_text(value[name]) for name in names if _text(value.get(name))), "")

    families, persons, et_al = _people(value.get("author") or value.get("editor"))
    fields = Fields(
        key=str(value["id"]),
        families=families,
        persons=persons,
        et_al=et_al,
        title=_MARKUP.sub("", first("title")),
        container=_MARKUP.sub("", first(*_CONTAINERS)),
        issued=_date(value.get("issued")),
        status=first("status"),
        doi=first("DOI"),
        pmid=first("PMID"),
        pmcid=first("PMCID"),
        url=first("URL"),
        accessed=bool(_date(value.get("accessed"))),
        note=". ".join(filter(None, (first("note"), first("genre")))),
    )
    return make_item(fields, file, line, again)


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _people(value: object) -> tuple[tuple[str, ...], bool, bool]:
    """Family names, whether they are those of persons, and whether others follow."""
    families: list[str] = []
    persons = 0
    et_al = False
    for name in value if isinstance(value, list) else ():
        if not isinstance(name, Mapping):
            continue
        parts = (name.get("non-dropping-particle"), name.get("family"))
        family = " ".join(filter(None, map(_text, parts)))
        literal = _text(name.get("literal"))
        if literal.lower() in ("others", "et al", "et al."):
            et_al = True
        elif family or literal:
            families.append(family or literal)
            persons += bool(family and name.get("given"))
    return tuple(families), persons > 0, et_al


def _date(value: object) -> str:
    """A date as text; only its year matters."""
    if not isinstance(value, Mapping):
        return _text(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return _text(parts[0][0])
    return next((_text(value[n]) for n in ("year", "raw", "literal") if _text(value.get(n))), "")
