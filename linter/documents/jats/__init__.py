"""Journal articles in JATS (NLM's XML): `.nxml`, and `.xml` whose root element is `article`.

The source is the file's text. Nothing is loaded and no entity that a document declares is
expanded; an XML parser is not needed, since a file that is not well-formed loses no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from linter.documents.builder import Builder
from linter.documents.decoding import UnreadableError, decode, encode
from linter.documents.document import Document
from linter.documents.gaps import Cutter, find_addresses
from linter.documents.jats.front import read_front
from linter.documents.jats.reading import ArticleReader
from linter.documents.jats.tokens import EMPTY, START, escaped, tokens
from linter.documents.markup import TEXT
from linter.documents.model import ReadOptions
from linter.spans import Edit, apply_edits

__all__ = ["SUFFIXES", "read", "root_of", "write"]

SUFFIXES = (".nxml", ".xml")


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read an article.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, or the root element is not `article`.
    """
    source, mark = decode(data)
    root = root_of(source)
    if root != "article":
        raise UnreadableError(_refusal(root))
    builder = Builder(source, options)
    article = ArticleReader(builder, Cutter(builder, find_addresses(source)))
    article.read()
    return builder.document(
        path,
        "jats",
        byte_order_mark=mark,
        meta=read_front(source),
        notes=article.notes(),
        entries=article.entries(),
        remarks=tuple(_remarks(article.fault)),
    )


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The file after `edits`: their text is escaped, and tags in what they replace are kept.

    Raises:
        ValueError: two edits overlap, or one lies outside the source.
    """
    source = document.source
    kept = [Edit(edit.span, _as_xml(source, edit)) for edit in edits]
    return encode(apply_edits(source, kept), document.byte_order_mark)


def root_of(text: str) -> str:
    """The name of the first element of a text, without its namespace; "" if it has none."""
    for what, _, _, name in tokens(text):
        if what in (START, EMPTY):
            return name.rpartition(":")[2]
    return ""


def _as_xml(source: str, edit: Edit) -> str:
    span = edit.span
    inside = tokens(source, span.start, span.end)
    tags = "".join(source[start:end] for what, start, end, _ in inside if what != TEXT)
    return escaped(edit.text) + tags


def _remarks(fault: str) -> Iterator[str]:
    if fault:
        yield (
            f"the XML is damaged: {fault}. All its text was checked, but headings, citations and "
            "references may have been taken for something else"
        )


def _refusal(root: str) -> str:
    found = f"its root element is <{root}>" if root else "it holds no XML element"
    return (
        f"the file is no journal article in JATS ({found}, not <article>); export the text as "
        ".html, .md or .txt"
    )
