"""What the elements of HTML mean to a reader of the page."""

from __future__ import annotations

from linter.documents.model import BlockKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
CELLS = frozenset({"td", "th"})
ITEMS = frozenset({"li", "dt", "dd"})

KINDS = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(CELLS, BlockKind.TABLE_CELL),
    **dict.fromkeys(ITEMS, BlockKind.LIST_ITEM),
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "title": BlockKind.FRONT_MATTER,
}

# Elements that begin and end blocks; all others stand within a line.
BLOCKS = (
    frozenset(KINDS)
    | LISTS
    | _names(
        """html head body address article aside center col colgroup details dialog div fieldset
        figure footer form frameset header hgroup hr legend main nav optgroup option p pre section
        summary table tbody tfoot thead tr"""
    )
)
VOID = _names("area base br col hr img input link meta wbr")

# Elements that hold no prose: code, controls, menus, drawings.
SKIPPED = _names(
    """audio button canvas code datalist kbd map math nav noscript object pre samp select svg
    template tt video"""
)
READ_AS_CODE = _names("code kbd samp tt")  # they stand in a sentence
SKIPPED_INLINE = READ_AS_CODE | {"button"}

# Elements within a line that pages style as boxes with space around them.
BOXES = _names("a label small span time")

NOTES = {"sup": "superscript", "sub": "subscript", "q": "quotation"}

FURNITURE = _names("aside footer")

# Values of class, id and role, as common site builders set them.
FURNITURE_NAMES = _names(
    """breadcrumb breadcrumbs cookie-notice menu nav navbar navigation pagination post-navigation
    related-posts respond share-buttons sharedaddy sidebar site-footer social-share"""
)
REFERENCE_NAMES = _names(
    """bibliography citation-list csl-bib-body doc-bibliography doc-endnotes easy-footnotes-wrapper
    endnotes footnotes modern-footnotes-list mw-references-wrap references reflist
    wp-block-footnotes"""
)
COMMENT_NAMES = _names(
    """comment comment-area comment-body comment-content comment-list comment-text commentlist
    comments comments-area comments-list disqus_thread"""
)

# Which open elements a start tag ends, and how far up the look goes.
IMPLIED_ENDS = {
    "li": (frozenset({"li"}), LISTS),
    "dt": (frozenset({"dt", "dd"}), LISTS),
    "dd": (frozenset({"dt", "dd"}), LISTS),
    "td": (CELLS, frozenset({"tr", "table"})),
    "th": (CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
}
