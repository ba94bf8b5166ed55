"""MDX drafts as a reader reads them."""

from __future__ import annotations

import pytest
from draft_strategies import blocks, document, texts
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.document import Document
from linter.spans import Span


def mdx(source: str) -> Document:
    return document(source, ".mdx")


def marked(made: Document, words: str) -> str:
    """What stands in the source where these words stand in the prose."""
    start = made.prose.index(words)
    place = made.map.to_source(Span(start, start + len(words)))
    return made.source[place.start : place.end]


def test_imports_and_exports_are_no_prose() -> None:
    made = mdx(
        "---\ntitle: Sleep\n---\nimport Note from './note'\nimport {\n  Tabs,\n} from 'tabs'\n\n"
        "export const meta = {\n  author: 'Lee',\n\n  year: 2020,\n}\n\n# Rest\n\nRest helps.\n\n"
        "export default function Page({ children }) {\n  return <div>{children}</div>\n}\n"
    )
    assert blocks(made) == [
        ("front-matter", "Sleep"),
        ("heading", "Rest"),
        ("paragraph", "Rest helps."),
    ]


def test_words_like_code_are_prose() -> None:
    made = mdx("import taxes rose.\n\nexport of drugs fell.\n\nWe import drugs.")
    assert texts(made) == ["import taxes rose.", "export of drugs fell.", "We import drugs."]


def test_children_of_components_are_markdown() -> None:
    made = mdx(
        "<Note\n  title=\"a > b\"\n  onClick={() => { open('}') }}\n>\n  Rest **helps** most.\n\n"
        "  - salt\n  - water\n</Note>\n\nAfter."
    )
    assert blocks(made) == [
        ("paragraph", "Rest helps most."),
        ("list-item", "salt"),
        ("list-item", "water"),
        ("paragraph", "After."),
    ]
    assert marked(made, "helps most") == "helps** most"


def test_indentation_of_nested_components_makes_no_code() -> None:
    made = mdx(
        '<Tabs>\n    <Tab label="One">\n        Drink *water*.\n\n        ## More\n    </Tab>\n'
        "    <Tab>\n        Sleep.\n    </Tab>\n</Tabs>\n"
    )
    assert blocks(made) == [
        ("paragraph", "Drink water."),
        ("heading", "More"),
        ("paragraph", "Sleep."),
    ]
    assert marked(made, "Drink water") == "Drink *water"


def test_expressions_stand_in_the_sentence() -> None:
    made = mdx("Give {props.dose} mg, or { {a: '}'}.a }, daily.\n\n{items.map((i) => <p>{i}</p>)}")
    assert texts(made) == ["Give \ufffc mg, or \ufffc, daily."]


def test_texts_in_braces_are_read() -> None:
    made = mdx("Rest{' '}helps {\"don't\"} stop.")
    assert texts(made) == ["Rest\nhelps don't stop."]
    assert marked(made, "don't") == "don't"


def test_comments_carry_text_and_are_no_prose() -> None:
    made = mdx("{/* medlint-disable-next a/b: don't */}\n\nRest {/* aside */} helps.")
    assert texts(made) == ["Rest helps."]
    assert [each.text for each in made.comments] == ["medlint-disable-next a/b: don't", "aside"]
    assert made.source[made.comments[1].start : made.comments[1].end] == "{/* aside */}"


def test_elements_are_read_as_in_html() -> None:
    made = mdx(
        'H<sub>2</sub>O and <a href="https://a.example">a <b>link</b></a>.\n\n'
        "<blockquote>\n  Rest *helps*.\n</blockquote>\n\n"
        "<table>\n<tr><td>One</td>\n<td>Two</td></tr>\n</table>\n\n<pre>\ncode\n</pre>"
    )
    assert blocks(made) == [
        ("paragraph", "H2O and a link."),
        ("quote", "Rest helps."),
        ("table-cell", "One"),
        ("table-cell", "Two"),
    ]
    assert [(made.prose[link.start : link.end], link.url) for link in made.links] == [
        ("a link", "https://a.example")
    ]


def test_components_within_a_line() -> None:
    made = mdx(
        'A <Term of="x">beta blocker</Term> <Icon name="pill" /> slows the <>heart</>.\n'
        'See <Link href="/rest">rest</Link>. <Button>Order</Button>'
    )
    assert texts(made) == ["A beta blocker \ufffc slows the heart.\nSee rest."]
    assert [link.url for link in made.links] == ["/rest"]


def test_components_that_cite() -> None:
    made = mdx('Rest helps <Cite id="lee2020" />. It does.')
    assert texts(made) == ["Rest helps. It does."]
    assert [(note.kind, note.key) for note in made.notes] == [("cite", "lee2020")]


def test_code_is_left_alone() -> None:
    made = mdx("Use `{x}` and `<b`.\n\n```jsx\n<Note>{`\n```\n\nAfter {1}.")
    assert texts(made) == ["Use \ufffc and \ufffc.", "After \ufffc."]


def test_what_never_closes_is_text() -> None:
    assert texts(mdx("A {set of two, and p < 0.05, <b so on.\n\nMore.")) == [
        "A {set of two, and p < 0.05, <b so on.",
        "More.",
    ]


def test_components_in_lists_and_quotations() -> None:
    made = mdx("> <Note>\n> Rest.\n> </Note>\n\n1. <Step>\n     Drink.\n   </Step>\n2. Sleep.")
    assert blocks(made) == [("quote", "Rest."), ("list-item", "Drink."), ("list-item", "Sleep.")]


def test_offsets_behind_characters_of_many_bytes() -> None:
    made = mdx("Café 😀 {x} *näive*\n\n<Note>\n  “Ü” 😀 thearpy\n</Note>")
    assert marked(made, "näive") == "näive"
    assert marked(made, "thearpy") == "thearpy"


@pytest.mark.parametrize("text", ["{", "<a ", "{/*", "<A b={", "`", "{`", "export {\n"])
def test_many_openings_end_soon(text: str) -> None:
    assert mdx(text * 20_000).source


@given(st.text(alphabet="<>{}/*`'\"ab \n=-", max_size=60))
def test_any_brackets_keep_their_places(text: str) -> None:
    mdx("Rest. " + text)
