"""Markdown drafts as a reader reads them."""

from __future__ import annotations

import pytest
from draft_strategies import OPTIONS, blocks, document, texts

from linter.documents import UnreadableError
from linter.documents.model import ReadOptions
from linter.spans import Span


def test_paragraphs_headings_and_breaks() -> None:
    made = document(
        "# Sleep\n\nRest helps\nmost people.\n\nSecond\n------\n\nMore  \nlines\\\nhere."
    )
    assert blocks(made) == [
        ("heading", "Sleep"),
        ("paragraph", "Rest helps\nmost people."),
        ("heading", "Second"),
        ("paragraph", "More\nlines\nhere."),
    ]
    assert [block.level for block in made.blocks] == [1, 0, 2, 0]


def test_line_breaks_stay_and_prefixes_go() -> None:
    made = document("> One\r\n> two\r\n\r\n- three\r\n  four")
    assert blocks(made) == [("quote", "One\r\ntwo"), ("list-item", "three\r\nfour")]


def test_emphasis_inside_a_word_makes_one_word_of_two_runs() -> None:
    made = document("Give keta**mine** now.")
    assert texts(made) == ["Give ketamine now."]
    start = made.prose.index("ketamine")
    place = made.map.to_source(Span(start, start + 8))
    assert made.source[place.start : place.end] == "keta**mine"
    assert made.map.crosses_markup(Span(start, start + 8))


def test_entities_and_escapes() -> None:
    made = document("5&nbsp;mg &amp; R\\&D, caf&eacute; \\*not bold\\*")
    assert texts(made) == ["5\u00a0mg & R&D, café *not bold*"]


def test_lists_share_a_group() -> None:
    made = document("Take:\n\n- salt\n- [x] water\n\n  More of it.\n  - cold\n\n1. rest")
    assert [(text, block.group) for text, block in zip(texts(made), made.blocks, strict=True)] == [
        ("Take:", 0),
        ("salt", 1),
        ("water", 1),
        ("More of it.", 1),
        ("cold", 2),
        ("rest", 3),
    ]


def test_tables() -> None:
    made = document("| Drug | Dose |\n|---|---|\n| salt \\| sugar | `x` 5&nbsp;g |")
    assert blocks(made) == [
        ("table-cell", "Drug"),
        ("table-cell", "Dose"),
        ("table-cell", "salt | sugar"),
        ("table-cell", "\ufffc 5\u00a0g"),
    ]
    assert {block.group for block in made.blocks} == {1}


def test_quotes_and_alerts() -> None:
    made = document("> Rest helps.\n>\n> - more\n\n> [!NOTE]\n> Drink water.")
    assert blocks(made) == [
        ("quote", "Rest helps."),
        ("quote", "more"),
        ("paragraph", "Drink water."),
    ]


def test_footnotes() -> None:
    made = document("Rest helps.[^a] It does [^b].\n\n[^a]: Ward 2011.\n\n[^b]: Lee 2012.")
    assert blocks(made)[0] == ("paragraph", "Rest helps. It does.")
    assert blocks(made)[1:] == [("footnote", "Ward 2011."), ("footnote", "Lee 2012.")]
    assert [(note.kind, note.start, note.end, note.key) for note in made.notes] == [
        ("footnote-reference", 11, 11, "a"),
        ("footnote-reference", 19, 19, "b"),
    ]


def test_links_and_addresses() -> None:
    made = document(
        "See [the *guide*](https://a.example/x) and <https://b.example>, mail me@c.example or "
        "open https://d.example/e_(f). More at www.g.example!"
    )
    assert texts(made) == ["See the guide and \ufffc, mail \ufffc or open \ufffc. More at \ufffc!"]
    assert [(made.prose[link.start : link.end], link.url) for link in made.links] == [
        ("the guide", "https://a.example/x"),
        ("\ufffc", "https://b.example"),
        ("", "mailto:me@c.example"),
        ("", "https://d.example/e_(f)"),
        ("", "www.g.example"),
    ]


def test_code_and_formulas_are_no_prose() -> None:
    made = document(
        "Use `foo`, then `bar` again.\n\n```\ncode\n```\n\n    more\n\nSo $x^2$ is, for $5-$10."
    )
    assert texts(made) == ["Use \ufffc, then \ufffc again.", "So \ufffc is, for $5-$10."]


def test_words_around_code_stay_apart() -> None:
    assert texts(document("one`x`two (`y`) three")) == ["one\ufffctwo (\ufffc) three"]


def test_alternative_texts_are_prose_and_file_names_are_not() -> None:
    made = document("![A knee, bent](knee.png)\n\n![IMG_2031.JPG](a.jpg) Text![more](b.png)here")
    assert blocks(made) == [("caption", "A knee, bent"), ("paragraph", "Text\nmore\nhere")]


def test_inline_html() -> None:
    made = document("H<sub>2</sub>O<sup>1</sup> <b>so</b><br>on <q>well</q> <code>x</code>y")
    assert texts(made) == ["H2O1 so\non well \ufffcy"]
    assert [(note.kind, made.prose[note.start : note.end]) for note in made.notes] == [
        ("subscript", "2"),
        ("superscript", "1"),
        ("quotation", "well"),
    ]


def test_html_blocks() -> None:
    made = document(
        "<div>\nCaf&eacute; <b>text</b>\n<script>var x;</script>\n</div>\n\n"
        "<blockquote>\n\nMarkdown *inside*.\n\n</blockquote>\n\nAfter.\n\n<style>p {}</style>"
    )
    assert blocks(made) == [
        ("paragraph", "Café text"),
        ("quote", "Markdown inside."),
        ("paragraph", "After."),
    ]


def test_comments_carry_text_and_are_no_prose() -> None:
    source = "<!-- medlint-disable-next a/b: why -->\nRest <!-- aside --> helps.\n\n<!--\nlong\n-->"
    made = document(source)
    assert texts(made) == ["Rest helps."]
    assert [comment.text for comment in made.comments] == [
        "medlint-disable-next a/b: why",
        "aside",
        "long",
    ]
    assert source[made.comments[1].start : made.comments[1].end] == "<!-- aside -->"


def test_shortcodes_and_attributes() -> None:
    made = document(
        'Rest {{< ref "x.md" >}} helps.\n{: .lead}\n\n{{% note %}}Drink water.{{% /note %}}\n\n'
        "{{< youtube id >}}\n\n{% highlight r %}\nx <- 1\n{% endhighlight %}\n\n## Sleep {#s .b}"
        "\n\n::: {.box}\nText.\n:::\n\n{{ page.title }} Last."
    )
    assert texts(made) == ["Rest helps.", "Drink water.", "Sleep", "Text.", "Last."]


def test_citation_keys_stay() -> None:
    assert texts(document("Rest helps [@ward2011; @lee-2012] as @kim says.")) == [
        "Rest helps [@ward2011; @lee-2012] as @kim says."
    ]


def test_definitions_and_struck_text() -> None:
    made = document("Oedema\n: Swelling, ~~never~~ often.")
    assert blocks(made) == [("list-item", "Oedema"), ("list-item", "Swelling, never often.")]


def test_yaml_front_matter() -> None:
    made = document(
        '---\ntitle: "Rest \\"well\\" caf\\u00e9" # note\nDate: 2020-01-01\ndescription: >\n'
        "  One line,\n  and two.\ntags: [a, b]\nauthor: 'O''Neil'\nsubtitle: Long\n---\nText.\n"
    )
    assert blocks(made) == [
        ("front-matter", 'Rest "well" café'),
        ("front-matter", "One line,\nand two."),
        ("paragraph", "Text."),
    ]
    assert made.meta == {
        "title": 'Rest "well" café',
        "Date": "2020-01-01",
        "description": "One line,\nand two.",
        "author": "O'Neil",
        "subtitle": "Long",
    }


def test_toml_front_matter() -> None:
    made = document('+++\ntitle = "A \\"b\\""\n[medlint]\nwords = ["x"]\n+++\nText.')
    assert blocks(made) == [("front-matter", 'A "b"'), ("paragraph", "Text.")]
    assert made.meta == {"title": 'A "b"', "medlint": {"words": ["x"]}}


def test_front_matter_keys_are_options() -> None:
    source = "---\ntitle: One\nsummary: It's: two\n---\nText."
    made = document(source, options=ReadOptions(front_matter=frozenset({"summary"})))
    assert texts(made) == ["It's: two", "Text."]


def test_nested_front_matter_is_read_where_readers_see_it() -> None:
    source = (
        "---\ntitle: Rest\nseo:\n  pageTitle: Rest\n"
        "  page_description: >-\n    It eases\n    pain.\n"
        "  share_path: /rest\ncards:\n  - title: Sleep\n    alt-text: 'A bed\n      at night'\n"
        "note: |\n  title: not a field\n---\nText."
    )
    fields = frozenset({"title", "page_title", "page_description", "alt_text"})
    made = document(source, options=ReadOptions(front_matter=fields))
    assert texts(made) == ["Rest", "It eases\npain.", "Sleep", "A bed\nat night", "Text."]
    assert made.meta == {"title": "Rest", "note": "title: not a field"}


def test_tables_of_toml_front_matter_are_read_where_readers_see_them() -> None:
    made = document('+++\nweight = 3\n[seo]\ntitle = "Rest"\n[medlint.x]\ntitle = "No"\n+++\nText.')
    assert texts(made) == ["Rest", "Text."]


def test_settings_in_the_front_matter() -> None:
    made = document("---\ntitle: Rest\nmedlint:\n  words: [foo]\n  rules: {a/b: off}\n---\nText.")
    assert made.meta["medlint"] == {"words": ["foo"], "rules": {"a/b": "off"}}
    with pytest.raises(UnreadableError, match=r"medlint.*line 3.*YAML"):
        document("---\nmedlint: {a: [\n---\nText.")


@pytest.mark.parametrize("text", ["---\nRest helps.\n---\nMore.", "---\n\nRest.", "--- a\nRest."])
def test_thematic_breaks_are_no_front_matter(text: str) -> None:
    assert "Rest" in document(text).prose
    assert document(text).meta == {}


def test_offsets_behind_characters_of_many_bytes() -> None:
    made = document("Café 😀 *näive* ’s\n\n| ü | thearpy |\n|---|---|", options=OPTIONS)
    start = made.prose.index("thearpy")
    place = made.map.to_source(Span(start, start + 7))
    assert made.source[place.start : place.end] == "thearpy"


def test_a_link_in_a_block_of_white_space_has_no_text() -> None:
    made = document("&nbsp; <https://example.org> ")
    assert [(link.start, link.end) for link in made.links] == [(0, 0)]
