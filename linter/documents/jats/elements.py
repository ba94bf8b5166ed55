"""What the elements of JATS mean to a reader of the article."""

from __future__ import annotations

from linter.documents.model import BlockKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements with a title of their own, and what their section is for if it does not tell.
SECTIONS = {
    "sec": "body",
    "abstract": "abstract",
    "trans-abstract": "abstract",
    "ack": "disclosure",
    "app": "body",
    "author-notes": "disclosure",
    "bio": "disclosure",
    "boxed-text": "body",
    "fn-group": "body",
    "funding-group": "disclosure",
    "glossary": "disclosure",
    "notes": "body",
    "ref-list": "references",
}
# The same by the beginning of `sec-type`.
SECTION_TYPES = {
    "intro": "introduction",
    "background": "introduction",
    "methods": "methods",
    "materials": "methods",
    "subjects": "methods",
    "results": "results",
    "discussion": "discussion",
    "conclusion": "conclusion",
    "cases": "case",
    "coi-statement": "disclosure",
    "data-availability": "disclosure",
}
PARTS = _names("article front front-stub article-meta body back floats-group app-group")

KINDS = {
    "article-title": BlockKind.FRONT_MATTER,
    "subtitle": BlockKind.FRONT_MATTER,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "list-item": BlockKind.LIST_ITEM,
    "term": BlockKind.LIST_ITEM,
    "def": BlockKind.LIST_ITEM,
    "caption": BlockKind.CAPTION,
    "table-wrap-foot": BlockKind.CAPTION,
    "attrib": BlockKind.CAPTION,
    "disp-quote": BlockKind.QUOTE,
    "verse-group": BlockKind.QUOTE,
    "fn": BlockKind.FOOTNOTE,
    "ref": BlockKind.REFERENCE,
    **dict.fromkeys(SECTIONS, BlockKind.PARAGRAPH),
    **dict.fromkeys(PARTS, BlockKind.PARAGRAPH),
}
# Kinds that what stands in them does not change: a list in a quotation, a note below a table.
FIRM = frozenset({BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.REFERENCE})
GROUPS = _names("list def-list table")

# Elements that begin and end blocks; all others stand within a line.
BLOCKS = (
    frozenset(KINDS)
    | GROUPS
    | _names(
        """array chem-struct-wrap col colgroup def-item disp-formula-group fig fig-group
        funding-statement media p question sig-block speaker speech statement subj-group
        supplementary-material table-wrap table-wrap-group tbody tfoot thead title title-group tr
        verse-line"""
    )
)

# What of the front a reader reads as text; the rest is metadata.
FRONT = _names("front front-stub article-meta title-group funding-group")
READ_IN_FRONT = _names(
    """abstract article-meta article-title author-notes fn fn-group funding-group
    funding-statement notes subtitle title-group trans-abstract"""
)

# Elements that hold no prose.
SKIPPED = _names(
    """alt-text contrib-group copyright-statement corresp def-head graphic inline-graphic kwd-group
    label long-desc object-id permissions processing-meta response role sub-article term-head
    title-footnote x-meta"""
)
# Elements that stand in a sentence and are not read as words.
READ_AS_CODE = _names(
    """chem-struct code disp-formula inline-formula mml:math math preformat tex-math"""
)
NOTES = {"sup": "superscript", "sub": "subscript"}

# The parts of an entry that stand apart, also where nothing is written between them.
APART = _names(
    """article-title chapter-title collab comment conf-name date-in-citation day edition
    elocation-id etal ext-link fpage given-names institution issue label lpage month name
    object-id part-title person-group publisher-loc publisher-name pub-id source string-name
    suffix surname trans-title uri volume year"""
)
