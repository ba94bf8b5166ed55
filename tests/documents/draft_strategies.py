"""Drafts put together at random, and what must hold for each document read from one."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from hypothesis import strategies as st

from linter.documents import read, write
from linter.documents.document import Document
from linter.documents.model import STAND_IN, ReadOptions
from linter.spans import Span

OPTIONS = ReadOptions(sections={"methods": "methods", "shared by": "furniture"})

_WORDS = (
    "heat rest café Ångström naïve e\u0301lan 😀 👩\u200d⚕️ “quoted” it’s 5\u00a0mg p<.05 a&b "
    "R&D x*y 3 < 4 don't 10–20 µg H2O … $5 #1 @name [3] (b) "
    "tab\there \\ ~ ^ _under_score_ α-tocopherol"
)
WORDS = st.sampled_from(_WORDS.split(" "))
ENDS = st.sampled_from(["\n", "\r\n", "\r"])

MARKDOWN_INLINE = (
    "**bold**",
    "keta**mine**",
    "*a*b",
    "`code`",
    "[link *text*](https://example.org/a_(b))",
    "<https://example.org>",
    "me@example.org",
    "www.example.org/x.",
    "https://example.org/y,",
    "&nbsp;",
    "caf&eacute;",
    "&amp;",
    "&#8217;",
    "\\*",
    "\\&",
    "H<sub>2</sub>O",
    "m<sup>2</sup>",
    "<!-- aside -->",
    "<br>",
    "![alt text](i.png)",
    "[^n]",
    "{{< fig src=x >}}",
    "{% ref a %}",
    "{: .lead}",
    "[@key2020]",
    "~~gone~~",
    "$x^2$",
    "two  \nlines",
    "<code>x</code>",
    "<q>so</q>",
)
MARKDOWN_BLOCK = (
    "{}",
    "# {}",
    "Methods\n=======",
    "> {}\n> {}",
    "- {}\n- {}\n\n  {}",
    "1. {}\n2. {}",
    "| a | b |\n|---|---|\n| {} | {} |",
    "    {}",
    "```\n{}\n```",
    "<div class='comment'>\n{}\n</div>",
    "<!-- {} -->",
    "<script>{}</script>",
    "[^n]: {}",
    "> <p>{}\n> {}</p>",
    "Term\n: {}",
    "{{{{< note >}}}}\n{}\n{{{{< /note >}}}}",
    "---",
)
MDX_INLINE = (
    *(each for each in MARKDOWN_INLINE if not each.startswith(("{", "<"))),
    "<b>bold</b>",
    "<Term name='x' of={{ a: '>' }}>drug</Term>",
    '<Icon name="a" />',
    "{props.dose}",
    "{/* aside */}",
    "{' '}",
    '{"as it is"}',
    "<sup>2</sup>",
    "<Cite id='lee2020' />",
    "<>both</>",
    "\\{",
    "{",
    "<b",
    "<Note",
    "</Note>",
    "{`",
    "/*",
)
MDX_BLOCK = (
    *(each for each in MARKDOWN_BLOCK if "<" not in each and "{{" not in each),
    "import Note from './note'\nimport {{ A,\n  B }} from 'b'",
    "export const meta = {{\n\n  title: '{}',\n}}",
    "<Note>\n{}\n</Note>",
    '<Note\n  title="x"\n  of={{[1, 2]}}\n>\n    {}\n\n    - {}\n</Note>',
    "<Tabs>\n  <Tab>\n    {}\n  </Tab>\n</Tabs>",
    "> <Note>\n> {}\n> </Note>",
    "- <Note>\n    {}\n  </Note>\n- {}",
    "<blockquote>\n{}\n</blockquote>",
    "<table><tr><td>{}</td>\n<td>\n{}\n</td></tr></table>",
    "{{/* {} */}}",
    "{{items.map((i) => <li>{{i}}</li>)}}",
    "<Figure src={{x}} />",
    "<pre>{}</pre>",
)
HTML_INLINE = (
    "<b>bold</b>",
    "keta<i>mine</i>",
    "<code>x</code>",
    "<a href='https://example.org'>link</a>",
    "https://example.org/z.",
    "&nbsp;",
    "caf&eacute;",
    "&amp",
    "&notit;",
    "&#x80;",
    "<br>",
    "<br/><br/>",
    "<sup>2</sup>",
    "<!-- aside -->",
    "<img src=x alt='y'>",
    "<q>so</q>",
    "a < b",
    '<a title="x>y',
    "</p>",
    "</div>",
    "<b",
    "<!--",
    "{{ var }}",
)
HTML_BLOCK = (
    "<p>{}</p>",
    "<p>{}",
    "<h2>{}</h2>",
    "<ul><li>{}<li>{}</ul>",
    "<table><tr><td>{}<td>{}</table>",
    "<blockquote><p>{}</p></blockquote>",
    "<div>{}<div>{}</div></div>",
    "<script>{}</script>",
    "<nav>{}</nav>",
    "<div class='comments'>{}</div>",
    "<title>{}</title>",
    "<meta name='description' content='{}'>",
    "<footer>{}</footer>",
    "{}",
)
JATS_INLINE = (
    "<bold>bold</bold>",
    "keta<italic>mine</italic>",
    "<inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>",
    "<ext-link xlink:href='https://example.org'>link</ext-link>",
    "https://example.org/z?a=1&amp;b=2.",
    "&nbsp;",
    "caf&eacute;",
    "&#x3b2;",
    "&lt;",
    "&own;",
    "<![CDATA[a < b & c]]>",
    "<break/>",
    "<sup>2</sup>",
    "<xref ref-type='bibr' rid='b1'>1</xref>",
    "<xref ref-type='bibr' rid='b2'/>",
    "<xref ref-type='fn' rid='n1'><sup>a</sup></xref>",
    "[<xref ref-type='bibr' rid='b1'>1</xref>–<xref ref-type='bibr' rid='b3'>3</xref>]",
    "<!-- aside -->",
    "<?page 3?>",
    "<graphic/>",
    "a < b",
    "<b",
    "</p>",
    "</sec>",
    "<!--",
    "<![CDATA[",
)
JATS_BLOCK = (
    "<p>{}</p>",
    "<p>{}",
    "<sec><title>{}</title><p>{}</p></sec>",
    "<sec sec-type='methods'><title/><p>{}</p>",
    "<abstract><title>{}</title><sec><p>{}</p></sec></abstract>",
    "<list><title>{}</title><list-item><label>1</label><p>{}</p></list-item></list>",
    "<fig><label>{}</label><caption><title>{}</title><p>{}</p></caption></fig>",
    "<table><tr><th>{}</th><td>{}</td></tr></table>",
    "<disp-quote><p>{}</p><attrib>{}</attrib></disp-quote>",
    "<p>{}<fn id='n1'><p>{}</p></fn> {}</p>",
    "<disp-formula>{}</disp-formula>",
    "<sub-article><p>{}</p></sub-article>",
    "<ref-list><ref id='b1'><label>1</label><mixed-citation>{}<year>2020</year></mixed-citation>",
    "<ref id='b2'><element-citation><name><surname>{}</surname></name></element-citation></ref>",
    "</ref></ref-list>",
    "<ref id='b3'>{}",
    "{}",
)
PLAIN_INLINE = ("https://example.org/y,", "me@example.org", "well-\nknown", "a\tb", "end.", "Cap")
PLAIN_BLOCK = (
    "{}",
    "  {}\n  {}",
    "• {}\n• {}",
    "1. {}\n2. {}",
    "{}\n====",
    "1. Ann Lee says\n\n{}",
    "[medlint-disable-next x/y: reason]\n{}",
    "Shared by:\n\n- {}",
)


@st.composite
def drafts(
    draw: st.DrawFn, inline: tuple[str, ...], blocks: tuple[str, ...], start: str = ""
) -> bytes:
    """A draft of these pieces of text and shapes of blocks, after a beginning."""
    piece = WORDS | st.sampled_from(inline)
    gap = st.sampled_from([" ", " ", " ", "", "  ", "\n", "\u00a0"])

    def text() -> str:
        return "".join(draw(piece) + draw(gap) for _ in range(draw(st.integers(1, 8))))

    parts = []
    for shape in draw(st.lists(st.sampled_from(blocks), min_size=1, max_size=6)):
        holes = shape.count("{}")
        parts.append(shape.format(*(text() for _ in range(holes))))
    source = (start + "\n\n".join(parts)).replace("\n", draw(ENDS))
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + source.encode()


MARKDOWN = drafts(MARKDOWN_INLINE, MARKDOWN_BLOCK)
MDX = drafts(MDX_INLINE, MDX_BLOCK)
HTML = drafts(HTML_INLINE, HTML_BLOCK)
JATS = drafts(JATS_INLINE, JATS_BLOCK, "<article><front><body>\n\n")
PLAIN = drafts(PLAIN_INLINE, PLAIN_BLOCK)


def document(text: str | bytes, suffix: str = ".md", options: ReadOptions = OPTIONS) -> Document:
    """A text as a document, of which all that must hold has been checked."""
    data = text.encode() if isinstance(text, str) else text
    made = read(data, Path("draft" + suffix), options)
    check(made, data)
    return made


def blocks(made: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(str(block.kind), made.prose[block.start : block.end]) for block in made.blocks]


def texts(made: Document) -> list[str]:
    """The text of each block."""
    return [text for _, text in blocks(made)]


def check(made: Document, data: bytes) -> None:
    """The invariants of a document."""
    check_runs(made)
    check_blocks(made)
    check_words(made)
    assert write(made, []) == data


def check_runs(made: Document) -> None:
    prose_end = source_end = 0
    for start, end, source_start, source_end_ in made.map.runs:
        assert prose_end <= start < end <= len(made.prose)
        assert source_end <= source_start < source_end_ <= len(made.source)
        prose, source = made.prose[start:end], made.source[source_start:source_end_]
        escaped = source.startswith("\\u") and source.encode().decode("unicode_escape")
        assert prose in (source, unescape(source), escaped, STAND_IN)
        assert (prose == source) == (len(prose) == len(source))
        assert not made.prose[prose_end:start].strip(), "prose that no run accounts for"
        prose_end, source_end = end, source_end_


def check_blocks(made: Document) -> None:
    position = 0
    for block in made.blocks:
        assert position <= block.start < block.end <= len(made.prose)
        text = made.prose[block.start : block.end]
        assert text == text.strip()
        assert not made.prose[position : block.start].strip(), "prose outside of the blocks"
        position = block.end
    assert not made.prose[position:].strip(), "prose outside of the blocks"
    for link in made.links:
        assert 0 <= link.start <= link.end <= len(made.prose)
    for note in made.notes:
        assert 0 <= note.start <= note.end <= len(made.prose)
    for comment in made.comments:
        assert 0 <= comment.start < comment.end <= len(made.source)
        assert comment.text in made.source[comment.start : comment.end]


def check_words(made: Document) -> None:
    """A word of letters that one run holds stands in the source as it is."""
    position = 0
    for word in made.prose.split():
        start = made.prose.index(word, position)
        position = start + len(word)
        span = Span(start, position)
        place = made.map.to_source(span)
        assert place.start < place.end
        if not made.map.crosses_markup(span):
            assert made.source[place.start : place.end] == word
        assert made.map.to_prose(place.start) <= start
