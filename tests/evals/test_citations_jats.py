"""Cross-references of an article, found without medlint's own reading."""

from __future__ import annotations

from pathlib import Path

from evals.citations_jats import Tally, compare, cross_references
from linter.documents import read
from linter.documents.model import ReadOptions

REFS = "".join(
    f'<ref id="b{n}"><mixed-citation>Lee A. Nap {n}. 2020.</mixed-citation></ref>' for n in (1, 2)
)
TEXT = (
    "<article><body><p>Naps <xref ref-type='fn' rid='n'/>help [<xref rid='b2' ref-type='bibr'>2"
    "</xref>], <xref ref-type='fig' rid='f'>1</xref> and [<xref ref-type='bibr' rid='b1'>2</xref>] "
    f"[1].</p></body><back><ref-list>{REFS}</ref-list></back></article>"
)


def test_cross_references() -> None:
    shown = [(TEXT[each.start : each.end], set(each.numbers)) for each in cross_references(TEXT)]
    assert shown == [("2", {"2"}), ("2", {"1"})]


def test_marks_are_counted_right_wrong_and_missed() -> None:
    tally = Tally()
    wrong = compare(read(TEXT.encode(), Path("a.nxml"), ReadOptions()), tally)
    assert (tally.linked, tally.right, tally.marks, tally.wrong) == (2, 1, 3, 1)
    assert [line.split()[0] for line in wrong] == ["missed", "wrong"]
