"""Strict YAML: text as it is written, positions, and what is refused."""

from __future__ import annotations

import marshal
import pickle
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.storage import Store
from linter.yamltext import Node, YamlError, from_plain, load, parse, to_plain


def value(text: str) -> Node:
    """What stands under the key `a`."""
    return parse(text, "f.yml").mapping()["a"]


@pytest.mark.parametrize(
    "written", ["no", "off", "yes", "3.10", "1e3", "null", "~", "0x1F", "2024-01-02", "=", "<<"]
)
def test_a_scalar_stays_as_it_is_written(written: str) -> None:
    assert value(f"a: {written}\n").string() == written


def test_an_empty_value_is_an_empty_scalar() -> None:
    node = value("a:\nb: 1\n")
    assert (node.kind, node.text, node.empty) == ("scalar", "", True)
    assert not value('a: ""\n').empty


def test_quotes_are_remembered() -> None:
    assert value("a: 'no'\n").quoted
    assert not value("a: no\n").quoted


def test_lines_and_columns_count_from_one() -> None:
    node = parse("# note\na:\n  - x\n  - {é: y}\n", "f.yml")
    (key, items, line) = node.entries[0]
    assert (key, line, node.line) == ("a", 2, 2)
    assert [(item.line, item.column) for item in items.items] == [(3, 5), (4, 5)]
    inner = items.items[1].mapping()["é"]
    assert (inner.line, inner.column) == (4, 9)


def test_nothing_at_all_is_empty() -> None:
    for text in ("", "# only a comment\n", "\n\n"):
        assert parse(text, "f.yml").mapping({"a"}) == {}


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@given(
    st.recursive(PLAIN, lambda v: st.lists(v, max_size=4) | st.dictionaries(PLAIN, v, max_size=4))
)
def test_what_another_writer_wrote_is_read_back(written: object) -> None:
    text = yaml.safe_dump(written, allow_unicode=True, default_style='"')
    assert plain(parse(text, "f.yml")) == written


def plain(node: Node) -> object:
    if node.kind == "list":
        return [plain(item) for item in node.items]
    if node.kind == "map":
        return {key: plain(item) for key, item, _ in node.entries}
    return node.text


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)
REFUSED = {
    "bomb": (BOMB, 1, "Anchors"),
    "alias": ("a: *b\n", 1, "aliases"),
    "tag": ("a: 1\nb: !!python/object/apply:os.getcwd []\n", 2, "Tags"),
    "own tag": ("a: !important\n", 1, "Tags"),
    "duplicate": ("a: 1\nb: 2\na: 3\n", 3, "“a” is already set on line 1"),
    "documents": ("a: 1\n---\nb: 2\n", 2, "second document"),
    "tab": ("a:\n\tb: 1\n", 2, "tab"),
    "tab below": ("a:\n  b: 1\n\tc: 2\n", 3, "tab"),
    "flow depth": ("[" * 100_000, 1, "Make it flatter"),
    "block depth": ("\n".join(" " * n + "-" for n in range(99)), 32, "nested more than 30"),
    "keys of keys": ("? " * 50_000, 1, "nested"),
    "too many": ("- x\n" * 2_001, 2_000, "more than 2,000"),
    "quote": ('a: 1\nb: "open\nc: 2\n', 2, "Close the quotation mark"),
    "bracket": ("a: [1, 2\nb: 3\n", 2, "brackets"),
    "colon": ("message: use: this\n", 1, "Put quotes around a text that holds a colon"),
    "at": ("a: @b\n", 1, "begins with @"),
    "star": ("a: **b**\n", 1, "begins with * or &"),
    "escape": ('a: "\\d"\n', 1, "single quotes"),
    "control": ("a: 1\nb: \x01\n", 2, "control character (U+0001)"),
    "surrogate": ("a: \ud800\n", 1, "UTF-8"),
    "list as key": ("? [a]\n: b\n", 1, "A key must be a plain word"),
}


REWORDED = {"bracket", "escape", "star", "flow depth", "surrogate"}


@pytest.mark.parametrize("loader", ["C", "Python"])
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_where_and_what_to_do(
    case: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    monkeypatch.setattr("linter.yamltext.MAX_NODES", 2_000)
    text, line, message = REFUSED[case]
    if loader == "Python" and case in REWORDED:
        message = ""  # the same refusal in other words
    with pytest.raises(YamlError) as caught:
        parse(text, "rules/f.yml")
    assert message in str(caught.value)
    if message:
        assert str(caught.value).startswith(f"rules/f.yml:{line}: ")


PUNCTUATION = st.lists(st.sampled_from(list("ab:-?[]{},'\"#&*!|>%@` \n\t")), max_size=25)


@given(st.text(max_size=60) | PUNCTUATION.map("".join))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    error = refused(text)
    assert error is None or 1 <= error.line <= len(text) + 2
    assert error is None or error.message.endswith((".", "?"))


def refused(text: str) -> YamlError | None:
    try:
        parse(text, "f.yml")
    except YamlError as error:
        return error
    return None


def test_a_refusal_survives_being_sent_between_processes() -> None:
    error = YamlError("f.yml", 3, "Wrong. Mend it.")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line) == ("f.yml:3: Wrong. Mend it.", 3)


def test_an_unknown_key_is_named_with_the_nearest() -> None:
    with pytest.raises(YamlError) as caught:
        parse("find: x\nmesage: y\n", "f.yml").mapping({"find", "message"})
    assert str(caught.value) == "f.yml:2: Unknown key “mesage”. Did you mean “message”?"


def test_an_unknown_key_that_resembles_none_lists_what_is_possible() -> None:
    with pytest.raises(YamlError, match=r"Possible: find, message\."):
        parse("qqq: x\n", "f.yml").mapping({"message", "find"})


def test_strings_are_one_or_many() -> None:
    assert value("a: x\n").strings() == ("x",)
    assert value("a: [x, no]\n").strings() == ("x", "no")
    assert value("a:\n").strings() == ()


@pytest.mark.parametrize(
    ("text", "reader", "message"),
    [
        ("a: [x]\n", "string", "A text is expected here, not a list."),
        ("a:\n", "string", "The value is missing."),
        ("a: {b: c}\n", "strings", "not a mapping"),
        ("a: [x, [y]]\n", "strings", "not a list"),
        ("a:\n  - x\n  -\n", "strings", "missing"),
        ("a: x\n", "mapping", "not a single text"),
        ("a: 1.5\n", "integer", "A whole number is expected here, not “1.5”."),
        ("a: ٣\n", "integer", "A whole number"),
        ("a: " + "9" * 5000 + "\n", "integer", "A whole number"),
        ("a: 1,5\n", "number", "A number is expected here"),
        ("a: nan\n", "number", "A number"),
        ("a: maybe\n", "boolean", "Write true or false"),
    ],
)
def test_a_reader_says_what_it_expected(text: str, reader: str, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        getattr(value(text), reader)()
    assert message in str(caught.value)
    assert str(caught.value).startswith("f.yml:")


def test_readers_give_types() -> None:
    assert value("a: -3\n").integer() == -3
    assert value("a: 0.25\n").number() == 0.25
    assert value("a: On\n").boolean() is True
    assert value("a: no\n").boolean() is False
    assert value("a: info\n").choice(["info", "error"]) == "info"
    with pytest.raises(YamlError, match="Did you mean “error”"):
        value("a: eror\n").choice(["info", "error"])


def test_a_node_survives_marshal() -> None:
    node = parse("a: [x, 'no', {b: }]\nc: {d: 1}\n", "f.yml")
    again = from_plain(marshal.loads(marshal.dumps(to_plain(node))), "f.yml")
    assert again == node
    with pytest.raises(YamlError, match=r"^other\.yml:1: "):
        from_plain(to_plain(node), "other.yml").string()


def test_a_file_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f.yml"
    path.write_text("a: [no, 1]\n", encoding="utf-8")
    store = Store(tmp_path / "store")
    first = load(path, store)
    monkeypatch.setitem(sys.modules, "yaml", None)  # importing it would now fail
    assert load(path, store) == first
    path.write_text("a: changed\n", encoding="utf-8")
    with pytest.raises(ImportError):
        load(path, store)


def test_a_damaged_store_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_text("a: b\n", encoding="utf-8")
    store = Store(tmp_path / "store")
    first = load(path, store)
    for entry in (tmp_path / "store").glob("*.entry"):
        entry.write_bytes(b"medlint-cache-2\n and then nonsense")
    assert load(path, store) == first


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert load(path).mapping({"a"})["a"].string() == "b"


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_bytes("a: b\nc: naïve\n".encode("latin-1"))
    with pytest.raises(YamlError, match=r"f\.yml:2: This is not UTF-8 text\. Save"):
        load(path, name="f.yml")
