"""Word files that hold what drafts of medical articles hold, one thing at a time.

Each has planted mistakes in awkward places: `mistakes` are the words that a report marks, as a
reader reads them and in the order of reading, `shown` are words that must stand in its text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
from word_files import parts, saved

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
VML = "urn:schemas-microsoft-com:vml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:wps="{WPS}" '
    f'xmlns:m="{M}" xmlns:v="{VML}" xmlns:w14="{W14}" xmlns:w15="{W15}" mc:Ignorable="w14 w15"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEWER = "http://schemas.microsoft.com/office/2011/relationships"
FIXED = {
    "recieved": "received",
    "thearpy": "therapy",
    "occured": "occurred",
    "definately": "definitely",
}


@dataclass(frozen=True)
class Sample:
    """A Word file: how it is made, which mistakes stand in it, what its text shows."""

    make: Callable[[], bytes]
    mistakes: tuple[str, ...]
    shown: tuple[str, ...] = ()
    strict: bool = False  # python-docx does not open the strict form of the format


@dataclass(frozen=True)
class Part:
    """A part beside the body: its name, the last word of its kind and of its content type."""

    name: str
    xml: str
    kind: str
    content: str = ""
    space: str = _RELATION


def run(text: str, properties: str = "", **_: str) -> str:
    """A run with formatting."""
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{kept}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    kept = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{kept}{''.join(runs)}</w:p>"


def package(body: str, *more: Part, relations: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body; `relations` are links to the outside."""
    kept = parts(saved(docx.Document()))
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    if "<w:sectPr" in body:
        section = ""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kept["word/document.xml"] = (
        f"{head}<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>".encode()
    )
    relation = kept["word/_rels/document.xml.rels"].decode()
    types = kept["[Content_Types].xml"].decode()
    links = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/hyperlink" Target="{url}" '
        'TargetMode="External"/>'
        for name, url in (relations or {}).items()
    )
    for number, part in enumerate(more):
        links += (
            f'<Relationship Id="rIdPart{number}" Type="{part.space}/{part.kind}" '
            f'Target="{part.name.removeprefix("word/")}"/>'
        )
        types = types.replace(
            "</Types>",
            f'<Override PartName="/{part.name}" '
            f'ContentType="{_TYPE}.{part.content or part.kind}+xml"/></Types>',
        )
        kept[part.name] = (head + part.xml).encode()
    kept["word/_rels/document.xml.rels"] = relation.replace(
        "</Relationships>", f"{links}</Relationships>"
    ).encode()
    kept["[Content_Types].xml"] = types.encode()
    return packed(kept)


def packed(kept: Mapping[str, bytes]) -> bytes:
    """The parts as a package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return out.getvalue()


def _field(instruction: str, shown: str) -> str:
    """A complex field whose instruction is cut in two, as Zotero's is."""
    middle = len(instruction) // 2
    first, second = escape(instruction[:middle]), escape(instruction[middle:])
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{first}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{second}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _table() -> bytes:
    word = docx.Document()
    word.add_paragraph("Table 1. What they recieved.", style="Caption")
    table = word.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Kind of thearpy"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "It occured once"
    table.cell(2, 2).text = "They are definately better"
    return saved(word)


def _nested_tables() -> bytes:
    inner = (
        '<w:tbl><w:tblPr><w:tblW w:w="2000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>'
        f"</w:tcPr>{paragraph(run('Inside, the '), run('thea', '<w:b/>'), run('rpy'))}</w:tc>"
        "</w:tr>"
        "</w:tbl>"
    )
    outer = (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/>'
        f"</w:tcPr>{paragraph(run('Outside, they recieved it.'))}{inner}{paragraph()}</w:tc></w:tr>"
        "</w:tbl>"
    )
    return package(outer + paragraph(run("It occured below the tables.")))


def _notes(kind: str) -> bytes:
    mark = (
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="2"/></w:r>'
    )
    body = paragraph(run("They recieved it."), mark, run(" It occured twice."))
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}">'
        f"{paragraph(f'<w:r><w:{mark_name}/></w:r>')}</w:{kind}>"
        for number, (name, mark_name) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    )
    note = (
        f'<w:{kind} w:id="2">'
        f"{paragraph(f'<w:r><w:{kind}Ref/></w:r>', run(' Lee wrote of thearpy at home.'))}"
        f"</w:{kind}>"
    )
    xml = f"<w:{kind}s {_SPACES}>{separators}{note}</w:{kind}s>"
    return package(body, Part(f"word/{kind}s.xml", xml, f"{kind}s"))


def _text_box() -> bytes:
    inside = f"<w:txbxContent>{paragraph(run('In the box they recieved it.'))}</w:txbxContent>"
    shape = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2400000" cy="900000"/><wp:wrapSquare wrapText="bothSides"/>'
        '<wp:docPr id="1" name="Box 1"/><a:graphic><a:graphicData uri="'
        f'{WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2400000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor>"
    )
    old = (
        '<w:pict><v:shape style="width:190pt;height:70pt">'
        f"<v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    )
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing>'
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = paragraph(run("Around the box the "), drawing, run("thearpy goes on."))
    return package(body + paragraph(run("It occured below.")))


def _changes() -> bytes:
    by = 'w:author="Ann" w:date="2026-01-01T10:00:00Z"'
    body = paragraph(
        run("They "),
        f'<w:del w:id="11" {by}><w:r><w:delText>recieved</w:delText></w:r></w:del>',
        f'<w:ins w:id="12" {by}>{run("had thea")}</w:ins>',
        run("rpy at home, and it "),
        f'<w:ins w:id="13" {by}>{run("occured twice ")}</w:ins>',
        run("there."),
    )
    gone = paragraph(
        run("The end of this is deleted"),
        properties=f'<w:rPr><w:del w:id="14" {by}/></w:rPr>',
    )
    return package(body + gone + paragraph(run(", so it is definately one.")))


def _moves() -> bytes:
    by = 'w:author="Ann" w:date="2026-01-01T10:00:00Z"'
    moved = "They recieved it early. "
    body = paragraph(
        f'<w:moveFromRangeStart w:id="1" w:name="move1" {by}/>'
        f'<w:moveFrom w:id="2" {by}>{run(moved)}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>',
        run("Then the thearpy began."),
    )
    after = paragraph(
        f'<w:moveToRangeStart w:id="3" w:name="move1" {by}/>'
        f'<w:moveTo w:id="4" {by}>{run(moved)}</w:moveTo><w:moveToRangeEnd w:id="3"/>',
        run("It occured at night."),
    )
    return package(body + after)


def _content_controls() -> bytes:
    block = (
        '<w:sdt><w:sdtPr><w:alias w:val="Summary"/><w:tag w:val="summary"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph(run('In a control they recieved it.'))}</w:sdtContent></w:sdt>"
    )
    inline = (
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('the thearpy')}"
        "</w:sdtContent></w:sdt>"
    )
    cited = (
        '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_eyJjaXRhdGlvbiI6MX0="/></w:sdtPr>'
        f"<w:sdtContent>{run('(Lee 2020)')}</w:sdtContent></w:sdt>"
    )
    row = (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="5000"/></w:tblGrid><w:sdt><w:sdtContent><w:tr><w:tc><w:tcPr>'
        f'<w:tcW w:w="5000" w:type="dxa"/></w:tcPr>{paragraph(run("It occured here."))}'
        "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    inside = paragraph(run("Then "), inline, run(" began "), cited, run("."))
    return package(block + inside + row + paragraph())


def _zotero() -> bytes:
    csl = '{"citationItems":[{"id":1,"note":"occured"}]}'
    cited = _field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl} ", run("[1]"))
    listed = _field(
        ' ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY ', run("1. Lee A. Pain. 2020.")
    )
    body = paragraph(run("They recieved "), cited, run(" the thearpy."))
    return package(body + paragraph(run("References"), properties=_HEADING) + paragraph(listed))


_HEADING = '<w:pStyle w:val="Heading1"/>'


def _mendeley() -> bytes:
    cited = _field(' ADDIN CSL_CITATION {"citationItems":[]} ', run("(Lee, 2020)"))
    mark = '<w:bookmarkStart w:id="5" w:name="Mendeley_Bookmark_1"/>'
    body = paragraph(
        run("They rec"), mark, run("ieved it "), cited, '<w:bookmarkEnd w:id="5"/>', run(".")
    )
    return package(body + paragraph(run("The thearpy went on.")))


def _endnote() -> bytes:
    data = _field(" ADDIN EN.CITE.DATA ", "")
    cited = _field(
        " ADDIN EN.CITE <EndNote><Cite>recieved</Cite></EndNote> ",
        f"{data}{run('(1)')}",
    )
    simple = f'<w:fldSimple w:instr=" ADDIN EN.CITE ">{run("(2)")}</w:fldSimple>'
    listed = _field(" ADDIN EN.REFLIST ", run("1. Lee A. Pain. 2020."))
    body = paragraph(run("They recieved "), cited, run(" and thearpy "), simple, run("."))
    return package(body + paragraph(listed) + paragraph(run("2. Kim B. Sleep. 2021.")))


def _word_citations() -> bytes:
    field = _field(" CITATION Lee20 \\l 1033 ", run("(Lee, 2020)"))
    cited = f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{field}</w:sdtContent></w:sdt>"
    listed = (
        "<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>"
        f"{paragraph(_field(' BIBLIOGRAPHY ', run('Lee, A. (2020). Pain.')))}"
        "</w:sdtContent></w:sdt>"
    )
    return package(paragraph(run("They recieved thearpy "), cited, run(".")) + listed)


def _links() -> bytes:
    shown = run("the page on thea", '<w:u w:val="single"/>') + run("rpy")
    outside = f'<w:hyperlink r:id="rIdOut">{shown}</w:hyperlink>'
    inside = f'<w:hyperlink w:anchor="end">{run("it occured")}</w:hyperlink>'
    by_field = _field(' HYPERLINK "https://example.org/b" ', run("they recieved"))
    body = paragraph(
        run("Read "), outside, run(", where "), inside, run(" that "), by_field, run(" it.")
    )
    return package(body, relations={"rIdOut": "https://example.org/a"})


def _right_to_left() -> bytes:
    arabic, hebrew = "العلاج", "טיפול"
    rtl = "<w:rtl/>"
    mixed = paragraph(
        run("They recieved "), run(arabic, rtl), run(" and "), run(hebrew, rtl), run(" thearpy.")
    )
    turned = paragraph(
        run(f"{arabic} ", rtl), run("and they say that it occured at night"),
        run(f" {arabic}", rtl),
        properties="<w:bidi/>",
    )  # fmt: skip
    isolated = paragraph(
        f'<w:dir w:val="rtl">{run(hebrew, rtl)}</w:dir>',
        f'<w:bdo w:val="ltr">{run(" definately so")}</w:bdo>',
    )
    return package(mixed + turned + isolated)


def _cut_words() -> bytes:
    error = '<w:proofErr w:type="spellStart"/>'
    mark = '<w:bookmarkStart w:id="9" w:name="here"/><w:bookmarkEnd w:id="9"/>'
    body = paragraph(
        run("They "), error, run("r"), run("ec", "<w:b/>"), run("iev", "<w:i/>"), mark,
        run("ed", '<w:color w:val="FF0000"/>'), '<w:proofErr w:type="spellEnd"/>', run(" the th"),
        '<w:r><w:lastRenderedPageBreak/></w:r>', run("earpy. It oc"), '<w:r w:rsidR="00AA11BB"/>',
        '<w:r><w:t>cu</w:t><w:t>red.</w:t></w:r>',
    )  # fmt: skip
    return package(body)


def _marks() -> bytes:
    body = paragraph(
        "<w:r><w:t>They</w:t><w:tab/><w:t>recieved</w:t><w:br/><w:t>thearpy at follow</w:t>"
        '<w:noBreakHyphen/><w:t>up. It occured</w:t><w:br w:type="page"/><w:t>with a long'
        '</w:t><w:softHyphen/><w:t>ish walk,</w:t><w:cr/><w:t xml:space="preserve"> 5\u00a0mg, '
        "definately.</w:t></w:r>"
    )
    return package(body)


def _symbols() -> bytes:
    alpha = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    plus = '<w:r><w:sym w:font="Symbol" w:char="00B1"/></w:r>'
    hand = '<w:r><w:sym w:font="Wingdings" w:char="F045"/></w:r>'
    body = paragraph(
        run("They recieved "), alpha, run("-blockers, 5 "), plus, run(" 1 mg. "), hand,
        run(" The thearpy works."),
    )  # fmt: skip
    return package(body)


def _commented() -> bytes:
    word = docx.Document()
    drawn = word.add_paragraph("They ")
    drawn.add_run("recieved").bold = True
    drawn.add_run(" it. The thearpy went on.")
    word.add_comment(drawn.runs[1:2], text="Is that so?", author="Ann", initials="A")
    word.add_comment(drawn.runs, text="All of it.", author="Bo", initials="B")
    return saved(word)


def _threads() -> bytes:
    def told(number: int, text: str) -> str:
        inside = f'<w:p w14:paraId="0000000{number}">{run(text)}</w:p>'
        return (
            f'<w:comment w:id="{number}" w:author="Ann" w:initials="A" '
            f'w:date="2026-01-01T10:00:00Z">{inside}</w:comment>'
        )

    ends = "".join(
        f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'
        for n in (3, 4)
    )
    starts = '<w:commentRangeStart w:id="3"/><w:commentRangeStart w:id="4"/>'
    body = paragraph(run("They "), starts, run("recieved it"), ends, run(" as thearpy."))
    comments = f"<w:comments {_SPACES}>{told(3, 'Really?')}{told(4, 'Yes.')}</w:comments>"
    extended = (
        f'<w15:commentsEx {_SPACES}><w15:commentEx w15:paraId="00000003" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000004" w15:paraIdParent="00000003" w15:done="1"/>'
        "</w15:commentsEx>"
    )
    people = f'<w15:people {_SPACES}><w15:person w15:author="Ann"/></w15:people>'
    return package(
        body,
        Part("word/comments.xml", comments, "comments"),
        Part("word/commentsExtended.xml", extended, "commentsExtended", space=_NEWER),
        Part("word/people.xml", people, "people", space=_NEWER),
    )


def _headers() -> bytes:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "A draft that was recieved"
    word.sections[0].footer.paragraphs[0].text = "It occured in a footer"
    word.add_heading("On the thearpy", 1)
    word.add_paragraph("They recieved it.")
    return saved(word)


def _lists() -> bytes:
    word = docx.Document()
    for text, style in (
        ("They recieved it", "List Number"),
        ("The thearpy went on", "List Number 2"),
        ("It occured", "List Bullet"),
        ("They are definately well", "List Bullet 2"),
    ):
        word.add_paragraph(text, style=style)
    return saved(word)


def _strict() -> bytes:
    kept = parts(_commented())
    purl = "http://purl.oclc.org/ooxml"
    for old, new in (
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "wordprocessingml/main"),
        (_RELATION, "officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/drawingml/2006/main", "drawingml/main"),
    ):
        for name, content in kept.items():
            kept[name] = content.replace(old.encode(), f"{purl}/{new}".encode())
    kept["word/document.xml"] = re.sub(
        rb"<w:document ", b'<w:document w:conformance="strict" ', kept["word/document.xml"]
    )
    return packed(kept)


def _looks() -> bytes:
    body = paragraph(
        run("They recieved", "<w:smallCaps/>"), run(" it", "<w:vanish/>"), run(" in H"),
        run("2", '<w:vertAlign w:val="subscript"/>'), run("O. "),
        run("Thea", '<w:highlight w:val="yellow"/>'),
        run("rpy", "<w:strike/>"), run(" helps."), run("1,2", '<w:vertAlign w:val="superscript"/>'),
    )  # fmt: skip
    return package(body)


def _wrappers() -> bytes:
    tag = f'<w:smartTag w:uri="urn:x" w:element="place">{run("recie")}</w:smartTag>'
    custom = f'<w:customXml w:uri="urn:x" w:element="drug">{run("thearpy")}</w:customXml>'
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>occured</w:t></w:r></w:rt>"
        f"<w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>"
    )
    return package(
        paragraph(run("They "), tag, run("ved it. The "), custom, run(" had a "), ruby, run("."))
    )


def _formulas() -> bytes:
    sum_ = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    apart = f"<m:oMathPara>{sum_}</m:oMathPara>"
    body = paragraph(run("They recieved "), sum_, run(" of thearpy."))
    return package(body + paragraph(apart) + paragraph(run("It occured after that.")))


def _elsewhere() -> bytes:
    kept = parts(_endnote())
    kept["word/document2.xml"] = kept.pop("word/document.xml")
    kept["word/_rels/document2.xml.rels"] = kept.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        kept[name] = kept[name].replace(b"word/document.xml", b"word/document2.xml")
    return packed(kept)


SAMPLES: dict[str, Sample] = {
    "tables": Sample(_table, ("recieved", "thearpy", "occured", "definately")),
    "nested tables": Sample(_nested_tables, ("recieved", "thearpy", "occured")),
    "footnotes": Sample(lambda: _notes("footnote"), ("recieved", "occured", "thearpy")),
    "endnotes": Sample(lambda: _notes("endnote"), ("recieved", "occured", "thearpy")),
    "text boxes": Sample(_text_box, ("thearpy", "recieved", "occured")),
    "tracked changes": Sample(
        _changes, ("thearpy", "occured", "definately"), ("is deleted, so it is definately one",)
    ),
    "moved text": Sample(_moves, ("thearpy", "recieved", "occured")),
    "content controls": Sample(
        _content_controls, ("recieved", "thearpy", "occured"), ("began (Lee 2020).",)
    ),
    "Zotero": Sample(_zotero, ("recieved", "thearpy"), ("recieved [1] the thearpy",)),
    "Mendeley": Sample(_mendeley, ("recieved", "thearpy"), ("it (Lee, 2020).",)),
    "EndNote": Sample(_endnote, ("recieved", "thearpy"), ("recieved (1) and thearpy (2).",)),
    "Word’s citations": Sample(_word_citations, ("recieved", "thearpy"), ("thearpy (Lee, 2020).",)),
    "links": Sample(_links, ("thearpy", "occured", "recieved")),
    "right to left": Sample(
        _right_to_left, ("recieved", "thearpy", "occured", "definately"), ("العلاج and טיפול",)
    ),
    "words cut into runs": Sample(_cut_words, ("recieved", "thearpy", "occured")),
    "tabs, breaks and hyphens": Sample(
        _marks, ("recieved", "thearpy", "occured", "definately"), ("follow\u2011up",)
    ),
    "symbols": Sample(_symbols, ("recieved", "thearpy"), ("α-blockers, 5 ± 1 mg",)),
    "comments": Sample(_commented, ("recieved", "thearpy")),
    "comments with replies": Sample(_threads, ("recieved", "thearpy")),
    "headers and footers": Sample(_headers, ("thearpy", "recieved")),
    "lists": Sample(_lists, ("recieved", "thearpy", "occured", "definately")),
    "strict form": Sample(_strict, ("recieved", "thearpy"), strict=True),
    "formatting": Sample(_looks, ("recieved", "Thearpy"), ("in H2O. Thearpy",)),
    "wrappers": Sample(_wrappers, ("recieved", "thearpy"), ("had a base.",)),
    "formulas": Sample(_formulas, ("recieved", "thearpy", "occured")),
    "a main part of another name": Sample(_elsewhere, ("recieved", "thearpy")),
}
