"""Where in a document its readers are told of sources."""

from __future__ import annotations

from linter.documents.model import BlockKind, Draft

_UNMARKED = frozenset(
    {BlockKind.REFERENCE, BlockKind.FOOTNOTE, BlockKind.FURNITURE, BlockKind.FRONT_MATTER}
)


def is_read(document: Draft, place: int) -> bool:
    """Whether a place of the prose is one where marks are looked for."""
    if not document.blocks:
        return False
    block = document.blocks[document.block_at(place)]
    return block.kind not in _UNMARKED and block.section_kind not in ("references", "furniture")
