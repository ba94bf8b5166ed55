"""Each look of the typography check: what it marks, what it leaves, and what its fix makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.checkers import typography
from linter.documents.document import Document
from linter.documents.model import ReadOptions
from linter.findings import Finding, Safety, Severity
from linter.ruleset.model import Filter, Rule
from linter.spans import apply_edits

OPTIONS = {
    "doubled-word": {"allow": ["that", "had"], "safe": ["the", "of"]},
    "missing-space-after-stop": {"allow": ["com"]},
    "missing-space-after-comma": {"allow": ["cis"]},
    "missing-final-stop": {
        "verbs": ["is", "are", "was", "were"],
        "titles": ["what"],
        "openings": ["it", "they"],
    },
    "article": {
        "vowel": ["a", "e", "i", "o", "u", "hour"],
        "consonant": ["b", "c", "d", "h", "m", "n", "p", "s", "t", "uni", "eu", "one."],
        "either": ["histor"],
        "spelt": ["mri", "uti"],
        "spoken": ["nasa"],
        "letters": ["a", "e", "f", "h", "i", "l", "m", "n", "o", "r", "s", "x", "α"],
        "skip": ["and", "in"],
    },
}


def rule(look: str, **more: object) -> Rule:
    """A rule that asks for a look, with the lists it needs."""
    lists = OPTIONS.get(look, {})
    options = (("find", look), *((key, "\n".join(words)) for key, words in lists.items()))
    given_parts: dict[str, object] = {
        "id": "style/test",
        "message": "“{match}”",
        "severity": Severity.WARNING,
        "category": "spacing",
        "why": "It is a test.",
        "check": "typography",
        "safety": Safety.SAFE,
        "options": options,
    }
    return Rule(**{**given_parts, **more})  # type: ignore[arg-type]


def read(text: str, name: str = "draft.md") -> Document:
    options = ReadOptions(
        sections={"references": "references"},
        function_words=frozenset({"the", "of", "is", "and", "it"}),
        foreign_words=frozenset({"der", "die", "und", "ist", "nicht", "das"}),
    )
    return documents.read(text.encode(), Path(name), options)


def find(look: str, text: str, name: str = "draft.md", **more: object) -> list[Finding]:
    return list(typography.build([rule(look, **more)])(read(text, name)))


def marked(look: str, text: str, name: str = "draft.md") -> list[str]:
    return [finding.text for finding in find(look, text, name)]


def fixed(look: str, text: str, name: str = "draft.md") -> str:
    fixes = [fix for finding in find(look, text, name) for fix in finding.fixes[:1]]
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits])


MARKS = [
    ("doubled-space", "It is  given.", ["is  given."]),
    (
        "doubled-space",
        "It is,\u00a0 as said\u00a0\u00a0then, given.",
        ["is,\u00a0 as", "said\u00a0\u00a0then,"],
    ),
    ("doubled-space", "It is,  a  slow  dose of it.", ["is,  a  slow  dose"]),
    ("doubled-space", "It was 2.5  mg.", ["2.5  mg."]),
    ("doubled-space", "It is given.  It helps.", []),
    ("doubled-space", "It is\u00a0given.", []),
    ("space-after-stop", "It is given.  It helps.", ["given.  It"]),
    ("space-after-stop", "“It is given.”  It helps.", ["given.”  It"]),
    ("space-after-stop", "It is  given.", []),
    ("space-before-punctuation", "Nausea , pain ; both .", ["Nausea ,", "pain ;", "both ."]),
    ("space-before-punctuation", "Is it safe ?", ["safe ?"]),
    ("space-before-punctuation", "It fell by .5, 1 : 4, in .txt . . . of :-) it", []),
    ("space-inside-brackets", "It ( the dose ) is low.", ["( the", "dose )"]),
    ("space-inside-brackets", "It (the dose) is low ( + ) :-( and so on.", []),
    ("missing-space-after-stop", "It blocks pain.There is more.", ["pain.There"]),
    (
        "missing-space-after-stop",
        "It is so [12].The dose was “low”.It fell.",
        ["[12].The", "“low”.It"],
    ),
    ("missing-space-after-stop", "Ask E.Coli, J.Smith, Shop.Com, a.B.The or x@y.The.", []),
    (
        "missing-space-after-comma",
        "It took weeks,then months;nobody knew.",
        ["weeks,then", "months;nobody"],
    ),
    ("missing-space-after-comma", "N,N-dimethyl, 1,000 cis,trans and a,b.", []),
    ("doubled-punctuation", "The pain,, the dose.. The end.", ["pain,,", "dose.."]),
    ("doubled-punctuation", "The pain... the dose etc., and 5..10.", []),
    ("doubled-word", "Of the the dose of\nof it.", ["the the", "of\nof"]),
    ("doubled-word", "The The dose and patients patients.", ["The The", "patients patients"]),
    ("doubled-word", "All that that had had, had Walla Walla. Walla 1 1 p p work work work.", []),
    ("doubled-word", "# Pain\n\nPain is bad, the theory the, the end.", []),
    ("article", "This is a intense pain for an patient.", ["a intense", "an patient"]),
    (
        "article",
        "An unit, a hour, a MRI, an UTI, a 8-week.",
        ["An unit", "a hour", "a MRI", "an UTI", "a 8-week"],
    ),
    (
        "article",
        "In a “intense” case, a X-ray, an 100-mg dose.",
        ["a “intense", "a X-ray", "an 100-mg"],
    ),
    ("article", "A unit, an hour, an MRI, a UTI, an 8-week, a one-day, a 1800 and a IV.", ["a IV"]),
    ("article", "A historic or an historic case, a and b, vitamin A intake, an NSAID, a α.", []),
    ("unbalanced-brackets", "It (the dose is low.", ["(the"]),
    ("unbalanced-brackets", "It, the dose) is [1 low.", ["dose)"]),
    ("unbalanced-brackets", "It, the dose) is low.", ["dose)"]),
    ("unbalanced-brackets", "It is a) low, 2) slow, [0, 1) and (fine) ;-)", []),
    ("unbalanced-brackets", "(It is low.\n\nIt is slow.)", []),
    ("unbalanced-quotes", "It is a “low dose of it.", ["“low"]),
    ("unbalanced-quotes", 'It is a "low dose of it.', ['"low']),
    ("unbalanced-quotes", 'It is “low” and "slow" at 5\'4" and 5/8”.', []),
    ("unbalanced-quotes", "“It is low.\n\n“It is slow.”", []),
    ("missing-final-stop", "It is given more slowly as the weeks go on", ["weeks go on"]),
    (
        "missing-final-stop",
        "Most sleep. Some people were awake during the day [3]",
        ["the day [3]"],
    ),
]


@pytest.mark.parametrize(("look", "text", "wanted"), MARKS)
def test_marks(look: str, text: str, wanted: list[str]) -> None:
    assert marked(look, text) == wanted


COMPLETE = [
    "It is given more slowly as the weeks go on.",
    "It is given more slowly as the weeks go on: [3]\n\nIt is so.",
    "It was so. It is given more slowly as weeks go on. [3]",
    "# It is given more slowly as the weeks go on",
    "- It is given more slowly as the weeks go on",
    "What it is like when the doses are low and slow",
    "It Is Given More Slowly As Those Weeks Were Going",
    "Low doses are given more slowly as the weeks go on",
    "It is given more slowly; for all details see www.clinic.example",
    "It is given more slowly, and all of it is [told here](https://clinic.example)",
    "It is given more slowly as the weeks go on\n\n- in one way\n- in another",
    "It is given more slowly as the weeks go on\n\nand nobody minds.",
    "It is given more slowly in these weeks\n\nIt is given more slowly in those weeks",
    "They are what we want and what you need :-)",
]


@pytest.mark.parametrize("text", COMPLETE)
def test_a_final_stop_is_not_missed_in(text: str) -> None:
    assert not find("missing-final-stop", text)


FIXES = [
    ("doubled-space", "It is,  a \u00a0slow  dose.", "It is, a slow dose."),
    ("doubled-space", "It was 5\u00a0\u00a0mg.", "It was 5\u00a0mg."),
    ("space-after-stop", "It is low.  It is slow.", "It is low. It is slow."),
    ("space-before-punctuation", "Nausea , pain .", "Nausea, pain."),
    ("space-inside-brackets", "It ( the dose ) is low.", "It (the dose) is low."),
    ("missing-space-after-stop", "It blocks pain.There is more.", "It blocks pain. There is more."),
    ("missing-space-after-comma", "It took weeks,then months.", "It took weeks, then months."),
    ("doubled-word", "The the dose of\nof of it.", "The dose of it."),
    (
        "article",
        "AN UTI is a intense *pain*. An unit.",
        "A UTI is an intense *pain*. A unit.",
    ),
    (
        "missing-final-stop",
        "It is given slowly as the weeks go on\n",
        "It is given slowly as the weeks go on.\n",
    ),
]


@pytest.mark.parametrize(("look", "before", "after"), FIXES)
def test_fixes(look: str, before: str, after: str) -> None:
    assert fixed(look, before) == after
    assert not find(look, after)


def test_a_fix_keeps_the_markup_between_doubled_spaces() -> None:
    assert fixed("doubled-space", "It is,  *a*  **slow**  dose.") == "It is, *a* **slow** dose."


def test_only_small_words_are_dropped_unread() -> None:
    small, other = find("doubled-word", "Give the the dose to patients patients.")
    assert small.fixes[0].safety is Safety.SAFE
    assert other.fixes[0].safety is Safety.UNSAFE


def test_once_a_document_shows_the_first_place_and_repairs_all() -> None:
    text = "It is low.  It is slow.  It\u00a0is so.\n\nIt is done.  It was fine."
    (finding,) = find("space-after-stop", text, once="document")
    assert finding.text == "low.  It"
    assert [text[each.start : each.end] for each in finding.related] == ["slow.  It", "done.  It"]
    assert "  " not in apply_edits(text, finding.fixes[0].edits)


def test_once_a_section_and_a_paragraph() -> None:
    text = "# One\n\nA.  B.  C.\n\nD.  E.\n\n# Two\n\nF.  G."
    for once, wanted in (("paragraph", 3), ("section", 2), ("document", 1)):
        assert len(find("space-after-stop", text, once=once)) == wanted


def test_a_rule_keeps_out_of_blocks_and_sections_it_does_not_want() -> None:
    text = "# The  dose\n\nIt is  low.\n\n# References\n\nIt is  old."
    assert marked("doubled-space", text) == ["The  dose", "is  low.", "is  old."]
    here = find(
        "doubled-space",
        text,
        blocks=Filter(("heading",), negated=True),
        sections=Filter(("references",), negated=True),
    )
    assert [finding.text for finding in here] == ["is  low."]


def test_what_is_not_english_is_left_alone() -> None:
    german = "Der Schmerz ist  nicht das , was die Leute und der Arzt und die Frau meinen ."
    assert not find("doubled-space", german)
    assert not find("space-before-punctuation", german)


def test_indentation_and_columns_are_no_doubled_spaces() -> None:
    assert not find("doubled-space", "The dose\n    and the time.", "draft.txt")
    assert not find("doubled-space", "Dose:          Time:\tDay", "draft.txt")


def test_an_unknown_look_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"style/test.*doubled-space"):
        typography.build([rule("tripled-space")])


LOOKS = sorted({look for look, _, _ in MARKS})
WORDS = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "The",
        "unit",
        "hour",
        "dose",
        "it",
        "is",
        "5",
        "(",
        ")",
        "[1]",
        "“",
        "”",
        '"',
    ]
)
GAPS = st.sampled_from(
    [" ", "  ", "\u00a0 ", "\n", "\n\n", ".", " .", ",", ". ", "..", "*", "\t", "İ"]
)


@given(st.lists(st.tuples(WORDS, GAPS), max_size=30))
def test_findings_lie_in_the_text(
    parts: list[tuple[str, str]],
) -> None:
    text = "".join(word + gap for word, gap in parts)
    document = read(text)
    for finding in typography.build([rule(look) for look in LOOKS])(document):
        assert finding.text == text[finding.span.start : finding.span.end]
        assert finding.span.start < finding.span.end
        for fix in finding.fixes:
            assert apply_edits(text, fix.edits) != text


@given(
    st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", "\u00a0 ", " \u00a0\u2009"])), min_size=2)
)
def test_mended_spaces_stay_mended(
    parts: list[tuple[str, str]],
) -> None:
    text = "It is " + "".join(word + gap for word, gap in parts) + "so"
    after = fixed("doubled-space", text, "draft.txt")
    assert after.split() == text.split()
    assert not find("doubled-space", after, "draft.txt")


def test_long_documents_are_searched_to_their_end() -> None:
    text = "It is  low. " + "The dose was low and it is so. " * 6000 + "\n\nIt is  slow.\n"
    assert marked("doubled-space", text) == ["is  low.", "is  slow."]
    assert marked("doubled-word", text.replace("  ", " is ")) == ["is is", "is is"]


def test_many_different_doubled_words_are_all_found() -> None:
    words = [f"dose{'x' * number}" for number in range(30)]
    text = ", ".join(f"{word} {word}" for word in words)
    assert len(marked("doubled-word", text)) == len(words)
