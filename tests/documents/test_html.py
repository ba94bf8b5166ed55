"""Web pages as a reader reads them."""

from __future__ import annotations

import pytest
from draft_strategies import blocks, texts
from draft_strategies import document as read_document

from linter.documents.document import Document


def document(text: str) -> Document:
    return read_document(text, ".html")


def test_a_page() -> None:
    made = document(
        "<!DOCTYPE html><html lang='en'><head><title>Rest &amp; sleep</title>"
        "<meta name=description content='How caf&eacute;s help.'><style>p {}</style></head>"
        "<body><nav>Home</nav><h1>Rest</h1><p>One\n  line.<p>Two<script>if (a<b) {}</script></p>"
        "<table><caption>Doses</caption><tr><th>Drug<td>5 mg</table>"
        "<figure><img src=x><figcaption>A knee</figcaption></figure><footer>Imprint</footer>"
    )
    assert blocks(made) == [
        ("front-matter", "Rest & sleep"),
        ("front-matter", "How cafés help."),
        ("heading", "Rest"),
        ("paragraph", "One\n  line."),
        ("paragraph", "Two"),
        ("caption", "Doses"),
        ("table-cell", "Drug"),
        ("table-cell", "5 mg"),
        ("caption", "A knee"),
        ("furniture", "Imprint"),
    ]
    assert made.meta["title"] == "Rest & sleep"
    assert made.meta["description"] == "How cafés help."


def test_lists_and_quotes() -> None:
    made = document(
        "<ul><li>salt<li><p>water</p><p>more</p><ol><li>cold</ol></ul><dl><dt>Oedema<dd>Swelling</dl>"
        "<blockquote><p>He said so.</p><ul><li>twice</ul></blockquote>After"
    )
    expected = [
        ("list-item", "salt", 1),
        ("list-item", "water", 1),
        ("list-item", "more", 1),
        ("list-item", "cold", 2),
        ("list-item", "Oedema", 3),
        ("list-item", "Swelling", 3),
        ("quote", "He said so.", 0),
        ("quote", "twice", 4),
        ("paragraph", "After", 0),
    ]
    groups = [block.group for block in made.blocks]
    assert [(*block, group) for block, group in zip(blocks(made), groups, strict=True)] == expected


def test_entities_of_all_kinds() -> None:
    made = document("<p>5&nbsp;mg &amp R&D &#8217;s &#x2019; &notaname; &copy;2020 &#128;</p>")
    assert texts(made) == ["5\u00a0mg & R&D ’s ’ ¬aname; ©2020 €"]


def test_inline_elements() -> None:
    made = document(
        "<p>keta<b>mine</b> m<sup>2</sup> <q>so</q> line<br>next <a href='/x?a=1&amp;b=2'>a "
        "link</a>. <code>x</code>, <kbd>y</kbd> z https://example.org/q.</p>"
    )
    assert texts(made) == ["ketamine m2 so line\nnext a link. \ufffc, \ufffc z \ufffc."]
    assert [(note.kind, made.prose[note.start : note.end]) for note in made.notes] == [
        ("superscript", "2"),
        ("quotation", "so"),
    ]
    assert [(made.prose[link.start : link.end], link.url) for link in made.links] == [
        ("a link", "/x?a=1&b=2"),
        ("", "https://example.org/q"),
    ]


def test_two_line_breaks_part_paragraphs() -> None:
    made = document("<div>First part.<br/>\n<br/>\nSecond part.</div>")
    assert texts(made) == ["First part.", "Second part."]


def test_comments_of_the_format_and_of_readers() -> None:
    made = document(
        "<!-- medlint-disable-file: why --><p>Rest <!--x--> helps.</p>"
        "<div id=comments><h3>Two replies</h3><ol class='comment-list'><li>I agree.</ol></div>"
        "<div class='comment-count'>Body</div>"
    )
    assert [comment.text for comment in made.comments] == ["medlint-disable-file: why", "x"]
    assert blocks(made) == [
        ("paragraph", "Rest helps."),
        ("reader-comment", "Two replies"),
        ("reader-comment", "I agree."),
        ("paragraph", "Body"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>If p < .05 or a<5 and c>d.</p>", "If p < .05 or a<5 and c>d."),
        ("<p>Open <b>bold</p><p>Next</i></p>", "Open bold|Next"),
        ('<p>See <a href="x>this</a> and <a href="y">that</a></p>', "See this and that"),
        ("<p>One <!-- never closed</p><p>Two", "One <!-- never closed|Two"),
        ("<p>One</p><script>Two<p>Three", "One|Two|Three"),
        ("<p>One <code>x</p><p>Two</p>", "One x|Two"),
        ("<p>One <code>x</p><p>Two</p><code>y</code>", "One|Two"),
        ("<nav><p>One</p><p>Two</p>", "One|Two"),
        ("<p title='a > b'>One</p>", "One"),
        ('<p data-x="<i>y</i>">One</p>', "One"),
        ("<?php echo '>'; ?><p>One</p>", "One"),
        ("</div></p>One</td></b>Two", "One|Two"),
        ("<P CLASS=x>One<BR>Two</P>", "One\nTwo"),
        ("One <", "One <"),
        ("<td>One<div></td>Two</div>", "One|Two"),
    ],
)
def test_malformed_pages_lose_no_text(source: str, expected: str) -> None:
    assert "|".join(texts(document(source))) == expected


def test_a_page_wrapped_in_a_form_is_still_a_page() -> None:
    made = document("<form><h1>Rest</h1><p>It helps.</p></form><form><label>Name</label></form>")
    assert blocks(made) == [
        ("heading", "Rest"),
        ("paragraph", "It helps."),
        ("furniture", "Name"),
    ]


def test_front_matter_of_site_builders() -> None:
    made = document("---\ntitle: Rest\nlayout: post\n---\n<p>It {{ page.x }} helps.</p>")
    assert texts(made) == ["Rest", "It helps."]


def test_boxes_that_touch_keep_their_words_apart() -> None:
    made = document(
        "<p><a href=/a>Home</a><a href=/b>About</a> <span>Dr Lee</span><span>Author</span> "
        "<span>keta</span><span>mine</span> <b>p</b><i>H</i></p>"
    )
    assert texts(made) == ["Home\nAbout Dr Lee\nAuthor ketamine pH"]
