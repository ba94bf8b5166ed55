"""Documents that could cite in several ways: which numbers count."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import documents
from linter.documents.document import Document
from linter.ruleset.language import load_language

OPTIONS, _ = load_language(Path(__file__).parents[2] / "rules" / "language" / "en")
LIST = "\n".join(
    ["", "## References", ""]
    + [f"{n}. Okafor N. Heat, part {n}. Ward J. {2000 + n};3:4-9." for n in range(1, 13)]
)


def read(text: str, suffix: str = "md", style: str = "auto") -> Document:
    from dataclasses import replace

    options = replace(OPTIONS, citation_style=style)
    return documents.read(text.encode(), Path(f"draft.{suffix}"), options)


def found(document: Document) -> list[tuple[str, str]]:
    """Form (or kind) and text of each mark."""
    return [(m.form or m.kind, document.prose[m.start : m.end]) for m in document.citations]


def test_brackets_leave_exponents_and_steps_alone() -> None:
    text = "Heat [1] helps, rest [2] helps, salt [3] does not. A field of 4 (5) is 3 km².\n" + LIST
    assert found(read(text)) == [("bracket", f"[{n}]") for n in (1, 2, 3)]


def test_raised_numbers_beside_a_lone_bracket() -> None:
    text = (
        "Heat.<sup>1</sup> Rest.<sup>2</sup> Salt.<sup>3</sup> It fell by [4] or [5, 9].\n" + LIST
    )
    assert found(read(text)) == [("raised", str(n)) for n in (1, 2, 3)] + [("bracket", "[4]")]


def test_parentheses_count_only_with_a_numbered_list_that_they_follow() -> None:
    text = "Heat helps (1). Rest does (2). Salt does not (3).\n"
    assert found(read(text)) == []
    assert found(read(text + LIST)) == [("parenthesis", f"({n})") for n in (1, 2, 3)]
    jumbled = "Heat helps (9). Rest does (2). Salt does not (7), nor tea (1).\n"
    assert found(read(jumbled + LIST)) == []


def test_numbers_in_parentheses_that_explain_are_no_marks() -> None:
    text = "Heat helps (1). Rest does (2). Salt does not (3). We had t(11) = 4 and equation (9).\n"
    assert len(found(read(text + LIST))) == 3


def test_footnotes_switch_ambiguous_numbers_off() -> None:
    text = "Heat.[^a] Rest.[^b] There are steps (1), steps (2) and steps (3) to it.¹\n\n"
    text += "[^a]: Okafor N. Heat.\n\n[^b]: Amadi R. Rest.\n"
    kinds = [kind for kind, _ in found(read(text))]
    assert kinds == ["footnote", "footnote"]


def test_plain_numbers_count_where_nothing_else_cites() -> None:
    text = "Heat helps.1 Rest does.2,3 Salt does not.4–6 It costs 2.5 euros.\n"
    assert found(read(text + LIST)) == [("lost", "1"), ("lost", "2,3"), ("lost", "4–6")]
    assert found(read("Heat [1]. Rest [2]. Salt [3]. " + text + LIST))[3:] == []


def test_two_styles_both_count_where_neither_is_ambiguous() -> None:
    text = "Heat [1], rest [2] and salt [3]. Tea may help (Lund et al., 2016).\n" + LIST
    assert [form for form, _ in found(read(text))] == ["bracket"] * 3 + ["author-year"]


@pytest.mark.parametrize(("style", "count"), [("auto", 0), ("author-year", 0), ("numeric", 3)])
def test_the_configuration_may_choose(style: str, count: int) -> None:
    text = "Heat.[^a] One (1), two (2), three (3) of them.\n\n[^a]: See below.\n" + LIST
    forms = [form for form, _ in found(read(text, style=style))]
    assert forms.count("parenthesis") == count


def test_a_dash_between_two_marks_makes_a_range() -> None:
    document = read("Heat helps [2]–[5], and rest does [7],[8].\n" + LIST)
    assert [mark.keys for mark in document.citations] == [("2", "3", "4", "5"), ("7",), ("8",)]


@pytest.mark.parametrize(
    "text",
    ["seen in 2011²,³", "the PolyPhen-2¹¹ program", "cramps¹² and more", "of rest.¹,²"],
)
def test_raised_digits_that_cite(text: str) -> None:
    assert len(found(read(f"It was {text} last year.", "txt"))) == 1


@pytest.mark.parametrize(
    "text", ["1.5 × 10⁶ cells", "20 m² of skin", "Δex⁷/⁸ mice", "the R² of it", "(a + b)² of it"]
)
def test_raised_digits_that_do_not(text: str) -> None:
    assert found(read(f"It was {text} last year.", "txt")) == []


def test_a_raised_digit_in_a_cell_is_the_note_of_a_table() -> None:
    table = "| Age<sup>2</sup> | Okafor, 2011<sup>3</sup> |\n|---|---|\n| 4 | 5 |\n"
    assert found(read(table)) == [("raised", "3")]
