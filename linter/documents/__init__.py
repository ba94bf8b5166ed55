"""Documents: a draft's text with a map between what is written and what a reader reads.

Each format is a module with `SUFFIXES`, `read(data, path, options)` and `write(document, edits)`.
It is imported when a file of that format is read, and not before.
"""

from __future__ import annotations

import importlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from linter.documents.decoding import UnreadableError

if TYPE_CHECKING:
    from types import ModuleType

    from linter.documents.document import Document
    from linter.documents.model import ReadOptions
    from linter.spans import Edit

__all__ = [
    "WORD_SUFFIXES",
    "UnreadableError",
    "UnsupportedFormatError",
    "is_draft",
    "is_read",
    "read",
    "read_bytes",
    "suffixes",
    "text_of",
    "write",
]

MAX_BYTES = 32_000_000
_HEAD = 8192  # bytes of a file in which its first element is looked for

# The modules' own SUFFIXES, told here so that reading one format imports no other.
_FORMATS = {
    "plain": (".txt", ".text"),
    "markdown": (".md", ".markdown", ".mdown", ".mkd"),
    "mdx": (".mdx",),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm", ".dotx"),
    "jats": (".nxml", ".xml"),
}
WORD_SUFFIXES = _FORMATS["docx"]
# No drafts: read only where they are named, and passed over in folders.
_LIBRARIES = dict.fromkeys((".bib", ".bibtex", ".biblatex"), "library")
_BY_SUFFIX = {suffix: name for name, group in _FORMATS.items() for suffix in group}

_ADVICE = {
    ".adoc": "convert it with asciidoctor to .html",
    ".asciidoc": "convert it with asciidoctor to .html",
    ".doc": "open it in a word processor and save it as .docx",
    ".epub": "convert it with pandoc to .md",
    ".ipynb": "export it with “jupyter nbconvert --to markdown”",
    ".jsx": "save the page as the browser shows it as .html",
    ".odt": "save it from the word processor as .docx, or convert it with pandoc to .md",
    ".org": "convert it with pandoc to .md",
    ".pages": "export it from Pages as plain text (.txt)",
    ".pdf": "lint the manuscript it was made from, or export its text as .txt",
    ".php": "save the page as the browser shows it as .html",
    ".qmd": "render it to .md or .html with Quarto",
    ".rmd": "render it to .md or .html with knitr",
    ".rst": "convert it with pandoc to .md",
    ".rtf": "save it from the word processor as .docx",
    ".tex": "convert it with pandoc to .md; its bibliography (.bib) is read by itself",
    ".tsx": "save the page as the browser shows it as .html",
    ".vue": "save the page as the browser shows it as .html",
}


class UnsupportedFormatError(UnreadableError):
    """A file in a format that medlint does not read; the message says how to export it."""


def suffixes() -> frozenset[str]:
    """The suffixes of files that can be read, in lower case and with the dot."""
    known = frozenset(_BY_SUFFIX)
    return known if _has("lxml") else known - set(WORD_SUFFIXES)


def is_read(suffix: str) -> bool:
    """Whether a file with this suffix is read where it is named."""
    return suffix.lower() in suffixes() or suffix.lower() in _LIBRARIES


def _has(package: str) -> bool:
    """Whether an optional package is there: what needs it is passed over in folders if not."""
    from importlib.util import find_spec

    return find_spec(package) is not None


def is_draft(path: str) -> bool:
    """Whether a file in a folder is taken for a draft, if its suffix is one that is read.

    XML may be anything; of it only journal articles are.
    """
    if not path.lower().endswith(".xml"):
        return True
    from linter.documents.jats import root_of

    with open(path, "rb") as file:  # noqa: PTH123 (a folder may hold thousands)
        head = file.read(_HEAD)
    return root_of(head.decode("utf-8", "replace").removeprefix("\ufeff")) == "article"


def read_bytes(path: Path) -> bytes:
    """The bytes of a draft.

    Raises:
        UnreadableError: it is far larger than any article.
        OSError: it cannot be read.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (a run may read thousands)
        status = os.fstat(file.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
            data = file.read()  # makes room for the file alone, not for the largest there may be
        else:
            data = _read_up_to(file, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(max(status.st_size, len(data)))
    return data


def _read_up_to(file: IO[bytes], size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := file.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read(data: bytes, path: Path, options: ReadOptions) -> Document:
    """Read a draft; its format is told by the suffix of `path`.

    Raises:
        UnsupportedFormatError: no format has this suffix.
        UnreadableError: the bytes are not what the suffix says, are not UTF-8 or too many.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    suffix = path.suffix.lower()
    name = _BY_SUFFIX.get(suffix) or _LIBRARIES.get(suffix)
    if name is None:
        raise UnsupportedFormatError(_refusal(path.suffix))
    document: Document = _module(name).read(data, path, options)
    return document


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of the document's file after `edits`, whose spans are in its source.

    Raises:
        ValueError: two edits overlap, or one lies outside the source.
    """
    data: bytes = _module(document.format).write(document, edits)
    return data


def text_of(data: bytes, path: Path) -> str:
    """A file as a text to compare: its own, or what a format reads out of it.

    Raises:
        UnreadableError: it is of a format that is no text, and cannot be read.
    """
    if path.suffix.lower() not in WORD_SUFFIXES:
        return data.decode("utf-8", "replace")
    from linter.documents.docx.text import read_text

    return read_text(data).source


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")


def _too_large(size: int) -> UnreadableError:
    return UnreadableError(
        f"the file is {size / 1e6:,.0f} MB; medlint reads drafts of up to "
        f"{MAX_BYTES / 1e6:.0f} MB. Split it into its articles"
    )


def _refusal(suffix: str) -> str:
    known = "medlint reads " + ", ".join(sorted(_BY_SUFFIX))
    if not suffix:
        return f"a file without a suffix does not say its format; {known}"
    advice = _ADVICE.get(suffix.lower(), "export it as one of these")
    return f"{suffix} files are not read yet: {advice} ({known})"
