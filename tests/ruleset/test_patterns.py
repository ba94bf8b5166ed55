"""What expressions mean: which texts they match, through the index as rules use them."""

from __future__ import annotations

import unicodedata

import pytest
from rule_lab import VOCABULARY, matches, rules_that_find, scan_of

from linter.ruleset.model import Pattern
from linter.ruleset.patterns import compile_expression
from linter.ruleset.tokens import NUMBER

INDEXED = [  # (expression, text, what it matches)
    ("cure", "The cure.", ["cure"]),
    ("cure", "A secure procured cured cures curé.", []),
    ("cure", "A cure-all, pre-cure.", ["cure", "cure"]),
    ("cure", "cure/cure (cure) “cure” cure… cure, cure", ["cure"] * 7),
    ("cure", "cure_all", ["cure"]),
    ("cure", "2cure cure2", []),
    ("can", "It can't, can’t, can, cannot.", ["can"]),
    ("t", "It can't, can’t: t.", ["t"]),
    ("na", "It is naïve.", []),
    ("na", unicodedata.normalize("NFD", "It is naïve."), []),
    ("nai", unicodedata.normalize("NFD", "It is naïve: nai."), ["nai"]),
    ("ve", unicodedata.normalize("NFD", "It is naïve."), []),
    ("caf", "A café caf.", ["caf"]),
    ("cure", "Cure CURE cUrE", ["Cure", "CURE", "cUrE"]),
    ("Cure", "cure CURE", ["cure", "CURE"]),
    ("μg", "5 ΜG μg", ["ΜG", "μg"]),
    ("ΑΣ", "ας ασ ΑΣ", ["ας", "ασ", "ΑΣ"]),
    ("patient's", "A patient's, patient’s, patientʼs.", ["patient's", "patient’s", "patientʼs"]),
    ("patient’s", "A patient's.", ["patient's"]),
    ("patients'", "The patients' and patients’ care.", ["patients'", "patients’"]),
    ("'s", "The patient's and Crohn’s.", ["'s", "’s"]),
    ("<capital>'s", "It is Crohn’s or his brother's.", ["Crohn’s"]),
    ("'<number>s", "The ’90s and '80s.", ["’90s", "'80s"]),
    ("well-known", "well-known well–known well‑known well—known", 4),
    ("well–known", "well-known", ["well-known"]),
    ("-like", "drug-like, childlike, -like", ["-like", "-like"]),
    ("anti-", "anti-ageing antiageing", ["anti-"]),
    ("anti-<word>", "anti-ageing anti ageing", ["anti-ageing"]),
    ("has been", "has been, has  been, has\nbeen, has\u00a0been, has \t \u2009been", 5),
    ("has been", "hasbeen has, been has-been", []),
    ("(very)? effective", "very effective; effective", ["very effective", "effective"]),
    ("(very)? effective", "veryeffective", []),
    ("very? effective", "very effective; effective", ["very effective", "effective"]),
    ("is (very)? safe", "is very safe, is safe, is  safe, issafe", 3),
    ("safe (enough)?", "safe enough; safe; safeenough", ["safe enough", "safe"]),
    ("(very)? (much)? better", "very much better, much better, very better, better", 4),
    ("rate(s)?", "rate rates ratess", ["rate", "rates"]),
    ("stud(y|ies) (show|suggest)(s|ed)?", "Study shows, studies suggested, studys show.", 2),
    ("a (b (c)?)? d", "a d, a b d, a b c d, a c d", ["a d", "a b d", "a b c d"]),
    ("reduce~", "reduces reduced reducing reduce reduce's reducer", 5),
    ("take~", "takes took take taking", ["takes", "took", "take"]),
    ("Reduce~", "REDUCED", ["REDUCED"]),
    ("be~ safe", "is safe, been safe, are safe, bees safe", 3),
    ("rise … risk", "rise risk, rise in risk, rise in the risk, rise of a big risk", 4),
    ("rise … risk", "rise one two three four risk", []),
    ("rise … risk", "rise in it. The risk; rise! A risk, rise? risk", []),
    ("rise … risk", "rise 2.5 times risk, rise e.g. risk", ["rise 2.5 times risk"]),
    ("rise … risk", "rise (in vitro) risk, rise in it, then risk", 2),
    ("rise … risk", "rise in\nthe  risk", ["rise in\nthe  risk"]),
    ("<number> mg", "5 mg, 2.5 mg, 1,000 mg, 5·5 mg, x mg", 4),
    ("<number>mg", "20mg 20 mg x20mg", ["20mg"]),
    ("<number>-<number>", "500-700, 500–700, 1.5-2.5", 3),
    ("B<number>", "vitamin B12 and b6, AB12", ["B12", "b6"]),
    ("COVID-<number>", "covid-19 COVID‑19", 2),
    ("<percent> of", "30% of, 30 % of, 2.5% of, 30 percent of, 30 per cent of, 30 of", 5),
    ("since <year>", "since 1999, since 2024, since 1024, since 20245, since 12024", 2),
    ("<number> <unit>", "5 mg, 5 international units, 5 ml, 5 kg", 3),
    ("by <capital>", "by Smith, by smith, by McD, by É.", ["by Smith", "by McD", "by É"]),
    ("<word>ness", "wellness ness illnesses", ["wellness"]),
    ("<word> <word>", "one two three", ["one two"]),
    ("p < 0.05", "p < 0.05; p<0.05", ["p < 0.05"]),
    ("p \\< 0.05", "P < 0.05", ["P < 0.05"]),
    ("\\(sic\\)", "It is (sic).", ["(sic)"]),
    ("\\[sic\\]", "It is [sic].", ["[sic]"]),
    ("why\\?", "Why? why", ["Why?"]),
    ("#1", "the #1 choice", ["#1"]),
    ("#1 choice", "the #1 choice, 1 choice", ["#1 choice"]),
    ("C#", "a C# minor, C minor", ["C#"]),
    ("C# minor", "a C# minor, C minor", ["C# minor"]),
    ("# <number>", "# 5", ["# 5"]),
    ("50%", "50% 150% 50%x", ["50%", "50%"]),
    ("e.g.", "e.g. this, E.G. that, eg.", ["e.g.", "E.G."]),
    ("a.b", "a.b axb", ["a.b"]),
    ("effective", "effective¹ effective²⁻³ effective.⁴", ["effective"] * 3),
    ("m²", "5 m² and m2", ["m²"]),
    ("dot", "İdot dotİ İ dot", ["dot"]),
    ("İ dot", "İ dot i dot", ["İ dot"]),
    ("cure", "cure\u00adless cure", ["cure"]),
    ("café", unicodedata.normalize("NFC", "cafés café"), ["café"]),
    (
        unicodedata.normalize("NFD", "café"),
        unicodedata.normalize("NFD", "cafés café"),
        [unicodedata.normalize("NFD", "café")],
    ),
    ("stage ①", "in stage ① of 5", ["stage ①"]),
    ("step 2", "Step 2, step 22, step 2nd", ["Step 2"]),
    ("b 12 shot", "b 12 shot, b 13 shot", ["b 12 shot"]),
    ("rock 'n' roll", "Rock ’n’ roll", ["Rock ’n’ roll"]),
    ("say 'yes'", "say ‘yes’, say 'yes'all", ["say ‘yes’"]),
    ("🙂 good", "🙂 good 🙂", ["🙂 good"]),
    ("—", "a — b – c - d", ["—", "–", "-"]),
]


@pytest.mark.parametrize(("expression", "text", "expected"), INDEXED)
def test_an_expression_matches(expression: str, text: str, expected: list[str] | int) -> None:
    found = matches(expression, text)
    assert (len(found) if isinstance(expected, int) else found) == expected


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("botox", "botox Botox BOTOX", ["botox"]),
        ("Botox", "botox Botox BOTOX", ["Botox"]),
        ("Doctor’s", "doctor's Doctor's Doctor’s", ["Doctor's", "Doctor’s"]),
        ("(Dr|Prof) <capital>", "Dr  Smith, dr Smith, Prof Who", ["Dr  Smith", "Prof Who"]),
        ("Covid-<number>", "Covid–19 COVID-19", ["Covid–19"]),
        ("Take~ it", "Take it, take it, Takes it", ["Take it", "Takes it"]),
        ("take~ it", "Take it, takes it", ["takes it"]),
    ],
)
def test_case_exact_respects_capitals_and_nothing_else(
    expression: str, text: str, expected: list[str]
) -> None:
    assert matches(expression, text, exact=True) == expected


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("/[A-Z]{2,5}s\\b/", "ABCs abcs “ABs”", ["ABCs", "ABs"]),
        ("/don't/", "don't don’t", ["don't"]),
        ("/a  b/", "a  b a b", ["a  b"]),
        ("/cure/", "secured", ["cure"]),
        ("/(?i)cure/", "SECURED", ["CURE"]),
    ],
)
def test_a_regular_expression_sees_the_text_as_it_stands(
    expression: str, text: str, expected: list[str]
) -> None:
    assert matches(expression, text) == expected


def test_the_leftmost_longest_match_of_a_list_wins() -> None:
    scan = scan_of(rules_that_find([["a b", "b c d", "a b c", "c", "d e"]]), "a b c d e c")
    prose = scan.document.prose
    assert [prose[mark.start : mark.end] for mark in scan.marks(0)] == ["a b c", "d e", "c"]


def test_the_longest_alternative_wins_whatever_the_order() -> None:
    assert matches("(a|a b|a b c)", "a b c") == ["a b c"]
    assert matches("(a|a b) (b c)?", "a b c") == ["a b c"]


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("(a|b) (c|d)", "A  d", {"1": "A", "2": "d"}),
        ("(very)? <number> (mg|g)", "Very 5 mg", {"1": "Very", "2": "5", "3": "mg"}),
        ("(very)? <number> (mg|g)", "5  G", {"1": "", "2": "5", "3": "G"}),
        ("<number>-<number>", "500–700", {"1": "500", "2": "700"}),
        ("(the|each) patients (weight)", "each  patients’ weight", {}),
        ("(a|a b) (b c)?", "a b c", {"1": "a", "2": "b c"}),
        ("(one|two) … (three)", "one  and  a three", {"1": "one", "2": "three"}),
        ("/(\\w)(\\d)?-/", "xa-", {"1": "a", "2": ""}),
    ],
)
def test_groups_give_the_words_of_the_draft(
    expression: str, text: str, expected: dict[str, str]
) -> None:
    scan = scan_of(rules_that_find([[expression]]), f"“{text}")
    assert [scan.groups(mark) for mark in scan.marks(0)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("expression", "between", "seconds"),
    [
        ("<word>, (however|thus) it", ", ", {"however", "thus"}),
        ("<capital>'s (recent)? study", " ", {"recent", "study"}),
        ("<word>.(covid|hiv)", ".", {"covid", "hiv"}),
        ("<capital> (et al|and others)", " ", {"et", "and"}),
        ("<word> <word>", "", set()),
        ("<word>cov (is|was)", "", set()),
        ("<word>, <number>", "", set()),
    ],
)
def test_of_a_match_that_begins_with_any_word_the_second_is_known(
    expression: str, between: str, seconds: set[str]
) -> None:
    pattern = compiled(expression)
    assert (pattern.between, set(pattern.seconds)) == (between, seconds)
    assert not pattern.firsts


def test_the_first_words_are_known_however_many_ways_there_are() -> None:
    many = "|".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100))
    pattern = compiled(f"({many})-({many})")
    assert pattern.firsts == set(many.split("|"))
    assert matches(f"({many})-({many})", "an wordaa-wordbb, word-wordaa") == ["wordaa-wordbb"]
    assert compiled("covid.<word>").firsts == {"covid"}
    assert not compiled("covid<word> x").firsts


def compiled(source: str) -> Pattern:
    return compile_expression(source, VOCABULARY, {"the": 2, "of": 1})


@pytest.mark.parametrize(
    "source",
    [
        "<word>",
        "<capital> <word>",
        "'s",
        "<word>ness",
        "—",
        "/x{1,3}/",
        "(cure|<word>)",
        "<capital>'s",
    ],
)
def test_what_has_no_certain_word_is_tried_everywhere(source: str) -> None:
    assert compiled(source).entries == ()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("cure", {("cure",)}),
        ("the cure", {("the", "cure")}),
        ("(cure|heal)", {("cure",), ("heal",)}),
        ("the … cure", {("cure",)}),
        ("<number> of", {(NUMBER, "of")}),
        ("<capital> cure", {("cure",)}),
    ],
)
def test_an_expression_is_looked_up_by_its_rarest_words(
    source: str, words: set[tuple[str, ...]]
) -> None:
    assert {entry.key for entry in compiled(source).entries} == words
