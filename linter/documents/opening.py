"""How drafts with front matter begin: decoded, gaps found, front matter taken."""

from __future__ import annotations

from linter.documents.builder import Builder
from linter.documents.decoding import decode
from linter.documents.frontmatter import find_front_matter, take_front_matter
from linter.documents.gaps import Cutter, find_gaps
from linter.documents.model import ReadOptions
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft up to its text.

    `mark` is the byte order mark; `meta` is what the front matter says, `body` where the text
    behind it begins, as an index of `builder.source`.
    """

    builder: Builder
    cutter: Cutter
    mark: bytes
    meta: dict[str, object]
    body: int


def open_draft(data: bytes, options: ReadOptions) -> Opened:
    """Begin to read a draft.

    Raises:
        UnreadableError: the bytes are no UTF-8 text, or the front matter's `medlint:` is wrong.
    """
    source, mark = decode(data)
    builder = Builder(source, options)
    cutter = Cutter(builder, find_gaps(source, templates=True))
    matter = find_front_matter(source)
    meta = take_front_matter(builder, cutter, matter) if matter else {}
    return Opened(builder, cutter, mark, meta, matter.body if matter else 0)
