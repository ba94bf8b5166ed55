"""What an engine is given to read, and the way back into the prose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import documents
from linter.api import new_session
from linter.checkers.grammar.languagetool import annotation
from linter.checkers.grammar.pieces import Piece, pieces
from linter.documents.document import Document


def read(text: str, name: str = "draft.md") -> Document:
    session = new_session(isolated=True)
    options = session.ruleset(session.configurations.for_folder(session.working_folder)).options
    return documents.read(text.encode(), Path(name), options)


def cut(document: Document, limit: int = 20_000) -> list[Piece]:
    return pieces(document, lambda index: True, limit)


def text_of(source: str) -> str:
    return "".join(piece.text for piece in cut(read(source)))


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("It **helps** _many_ people.", "It helps many people."),
        ("It helps [3]. So they say [1], [2], [4–6].", "It helps. So they say."),
        ("It helps (Smith et al., 2020).", "It helps."),
        ("Smith et al. (2020) found that it helps.", "Smith et al. (2020) found that it helps."),
        ("Set `x` to one.", "Set Dummy0 to one."),
        ("# Results\n\nIt helps.\n\n- one\n- two", "Results\n\nIt helps.\n\none\n\ntwo"),
    ],
)
def test_marks_of_citations_and_markup_are_not_read(source: str, read_as: str) -> None:
    assert text_of(source) == read_as


def test_a_place_in_the_text_is_found_in_the_source() -> None:
    source = "The 😀 **trials show** [3] that 𝐀 `x` [4] *helps* a lot &amp; more."
    document = read(source)
    [piece] = cut(document)
    for words in ("trials show", "show that", "helps", "that 𝐀", "lot & more"):
        start = piece.text.index(words)
        span = piece.to_prose(start, start + len(words))
        assert span is not None
        place = document.map.to_source(span)
        found = source[place.start : place.end]
        assert found.startswith(words.split()[0])
        assert found.endswith(words.split()[-1])


def test_what_was_put_in_has_no_place() -> None:
    [piece] = cut(read("One.\n\nSet `x` to two."))
    assert piece.to_prose(piece.text.index("\n"), piece.text.index("Set")) is None
    start = piece.text.index("Dummy0")
    assert piece.to_prose(start, start + 6) is None
    assert piece.stands_in(start)
    assert not piece.stands_in(start - 1)


@settings(deadline=None)
@given(st.integers(5, 60))
def test_pieces_end_where_blocks_end_and_leave_nothing_out(limit: int) -> None:
    document = read("One is one.\n\nTwo are two. And so on.\n\nThree.\n\nFour of them are here.")
    made = cut(document, limit)
    words = "One is one. Two are two. And so on. Three. Four of them are here."
    joined = " ".join(" ".join(piece.text for piece in made).split())
    assert joined == words if limit > 25 else joined.replace(" ", "") == words.replace(" ", "")
    assert all(len(piece.text) <= max(limit, 25) + 2 for piece in made)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["It helps", " [3]", "`x`", "\n\n", " 😀", " (Lee, 2020)", "."])))
def test_annotated_text_is_as_long_as_what_is_read(parts: list[str]) -> None:
    for piece in cut(read("".join(parts))):
        sent = annotation(piece)
        read_as = "".join(part.get("text", part.get("interpretAs", "")) for part in sent)
        written = "".join(part.get("text", part.get("markup", "")) for part in sent)
        assert read_as == piece.text
        assert len(written) == len(piece.text)
