"""Fixes: byte-exact outside the edits, never overlapping, and only those that may be made."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_lab import Lab

from linter import fixes
from linter.findings import Safety, State

RULES = """
safety: safe
swap:
  thearpy: therapy
  ketaminw: ketamine
  "alot of": many
  "very very": very
  "in order to": to
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"thearpy", b"therapy"),
        (b"A thearpy.\r\nThe ketaminw.\r\n", b"A therapy.\r\nThe ketamine.\r\n"),
        (b"\xef\xbb\xbfA thearpy.\n", b"\xef\xbb\xbfA therapy.\n"),
        ("😀 thearpy 😀 ketaminw\n".encode(), "😀 therapy 😀 ketamine\n".encode()),
        (b"a\tthearpy\x0bketaminw \r\r\n\n", b"a\ttherapy\x0bketamine \r\r\n\n"),
        (b"very very very very very very", b"very"),
        (b"no mistake\r", b"no mistake\r"),
        (b"", b""),
    ],
)
def test_bytes_outside_the_edits_are_untouched(lab: Lab, before: bytes, after: bytes) -> None:
    lab.rule(RULES)
    assert lab.fix(before, "a.txt").data == after
    assert lab.fix(before, "a.md").data == after


MISSPELT = re.compile("thearpy|therapy|ketaminw|ketamine", re.I)
PIECES = (
    "thearpy", "Thearpy", "THEARPY", "ketaminw", "alot of", "Alot  of", "very",
    "very very", "in order", "to", "😀", "naïve", "e\u0301", "“", "”", "*", "_", "&amp;", "<b>",
    "</b>", "`", "[1]", "(", ")", "x", "#", "- ", "> ", ".", "| a | b |",
)  # fmt: skip
documents = st.builds(
    lambda parts, mark: mark + "".join(a + b for a, b in parts).encode(),
    st.lists(
        st.tuples(
            st.sampled_from(PIECES),
            st.sampled_from((" ", " ", " ", "", "\n", "\r\n", "\n\n", "\t", "\u00a0", "-", "  ")),
        ),
        max_size=25,
    ),
    st.sampled_from((b"", b"", b"\xef\xbb\xbf")),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    from rule_lab import make_lab

    patch = pytest.MonkeyPatch()
    lab = make_lab(tmp_path_factory.mktemp("fixes"), patch)
    lab.rule(RULES)
    lab.session.engine(lab.config)
    patch.undo()
    return lab


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents, st.sampled_from(("a.txt", "a.md", "a.html")), st.booleans())
def test_fixes_are_exact_and_a_second_run_changes_nothing(
    shop: Lab, data: bytes, name: str, unsafe: bool
) -> None:
    findings = shop.lint(data, name)
    chosen = fixes.choose(findings, unsafe=unsafe)
    edits = [edit for _, each in chosen for edit in each.edits]
    for first, second in pairwise(edits):
        assert first.span.end <= second.span.start
    fixed = shop.fix(data, name, unsafe=unsafe)
    assert shop.fix(fixed.data, name, unsafe=unsafe).data == fixed.data
    assert not fixes.choose(fixed.remaining, unsafe=unsafe)
    if not fixed.applied:
        assert fixed.data == data
    mark = b"\xef\xbb\xbf"
    assert fixed.data.startswith(mark) == data.startswith(mark)
    if {edit.after.lower() for edit in fixed.applied} <= {"therapy", "ketamine"}:
        before, after = (MISSPELT.sub("", each.decode()) for each in (data, fixed.data))
        assert after == before, "something besides the misspelt words has changed"


@pytest.mark.parametrize(
    ("safety", "safe", "unsafe"),
    [("safe", "b", "b"), ("unsafe", "a", "b"), ("manual", "a", "a")],
)
def test_who_may_apply_a_fix(lab: Lab, safety: str, safe: str, unsafe: str) -> None:
    lab.rule(f"swap: {{aa: bb}}\nsafety: {safety}")
    assert lab.fix("aa", "a.txt").data == safe.encode() * 2
    assert lab.fix("aa", "a.txt", unsafe=True).data == unsafe.encode() * 2


@pytest.mark.parametrize(
    ("text", "name", "safety"),
    [
        ("A very very b.", "a.md", Safety.SAFE),
        ("A **very very** b.", "a.md", Safety.SAFE),
        ("A *very* very b.", "a.md", Safety.UNSAFE),
        ("A very [very](http://x.org) b.", "a.md", Safety.UNSAFE),
        ("A very<!-- x --> very b.", "a.md", Safety.UNSAFE),
        ("> A very very b.", "a.md", Safety.UNSAFE),
        ("<p>A very&nbsp;very b.</p>", "a.html", Safety.UNSAFE),
        ("<p>So <q>A very very b.</q></p>", "a.html", Safety.UNSAFE),
        ("<blockquote><p>A very very b.</p></blockquote>", "a.html", Safety.UNSAFE),
    ],
)
def test_a_fix_in_a_quotation_or_across_markup_is_not_safe(
    lab: Lab, text: str, name: str, safety: Safety
) -> None:
    lab.rule(RULES)
    (finding,) = lab.lint(text, name)
    assert finding.fixes[0].safety is safety


def test_a_fix_in_a_reference_is_not_safe(lab: Lab) -> None:
    lab.rule(RULES + "sections: [references]\n")
    (finding,) = lab.lint("A text.\n\n## References\n\n1. Smith J. A thearpy. BMJ 2020;1:2.\n")
    assert finding.fixes[0].safety is Safety.UNSAFE


def test_a_quotation_in_quotation_marks_is_no_markup(lab: Lab) -> None:
    lab.rule(RULES)
    (finding,) = lab.lint("He said “a very very b”.", "a.txt")
    assert finding.fixes


def test_what_is_accepted_is_not_fixed(lab: Lab) -> None:
    lab.rule(RULES)
    text = "<!-- medlint-disable-next house/rule -->\n\nA thearpy.\n\nA thearpy.\n"
    fixed = lab.fix(text)
    assert fixed.data.decode() == text[: text.rindex("thearpy")] + "therapy.\n"
    assert [each.state for each in fixed.remaining] == [State.SUPPRESSED]


def test_overlapping_fixes_take_turns(lab: Lab) -> None:
    lab.rule("swap: {a b: x b}\nsafety: safe", id="house/first")
    lab.rule("swap: {b c: y}\nsafety: safe", id="house/second")
    fixed = lab.fix("a b c", "a.txt")
    assert fixed.data == b"x y"
    assert [each.rule for each in fixed.applied] == ["house/first", "house/second"]


def test_fixes_that_undo_each_other_come_to_an_end(lab: Lab) -> None:
    lab.rule("swap: {aa: bb, bb: aa}\nsafety: safe")
    assert lab.fix("aa", "a.txt").data in (b"aa", b"bb")


def test_each_edit_that_was_made_is_told(lab: Lab) -> None:
    lab.rule(RULES, message='"{match} → {fix}"')
    fixed = lab.fix("One.\n\nA Thearpy and alot\nof more.\n")
    assert [(e.rule, e.line, e.before, e.after, e.message, e.safety) for e in fixed.applied] == [
        ("house/rule", 3, "Thearpy", "Therapy", "Thearpy → Therapy", Safety.SAFE),
        ("house/rule", 3, "alot\nof", "many", "alot of → many", Safety.SAFE),
    ]
    assert fixed.document.source == fixed.data.decode()
    assert fixed.remaining == ()


def test_what_is_left_out_takes_a_space_along(lab: Lab) -> None:
    lab.rule('find: very (good)\nreplace: "{1}"\nsafety: safe')
    lab.rule('swap: {really: ""}\nsafety: safe', id="house/other")
    text = "Very good, really good, it is really. It (really) is, really"
    assert lab.fix(text, "a.txt").data == b"Good, good, it is. It () is,"


def test_fixing_reads_only_what_it_is_given(lab: Lab, tmp_path: Path) -> None:
    lab.rule(RULES)
    before = sorted(tmp_path.rglob("*"))
    lab.fix("A thearpy.")
    assert sorted(tmp_path.rglob("*")) == before
