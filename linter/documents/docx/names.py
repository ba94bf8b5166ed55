"""Names in the XML of Word files (ISO/IEC 29500-1, WordprocessingML)."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# The strict form of the format has other names for the same things.
STRICT = {
    f"http://purl.oclc.org/ooxml/{strict}".encode(): usual.encode()
    for strict, usual in (
        ("wordprocessingml/main", MAIN),
        ("officeDocument/relationships", RELATIONS),
        ("officeDocument/math", _MATHS),
    )
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = f"{{{_COMPATIBILITY}}}Fallback"
MATHS = (f"{{{_MATHS}}}oMath", f"{{{_MATHS}}}oMathPara")


def w(name: str) -> str:
    """An element or attribute of WordprocessingML."""
    return f"{{{MAIN}}}{name}"


def r(name: str) -> str:
    """An attribute that points to another part."""
    return f"{{{RELATIONS}}}{name}"
