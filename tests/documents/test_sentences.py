"""Where sentences end: ¦ in a case stands where a new sentence begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.model import ReadOptions
from linter.documents.sentences import split
from linter.ruleset.language import load_language

LANGUAGE = Path(__file__).parents[2] / "rules" / "language" / "en"
OPTIONS, _ = load_language(LANGUAGE)

CASES = {
    "plain": """
        The dose was halved. ¦The rash faded.
        Was the dose halved? ¦Nobody knows.
        Stop the drip! ¦Call for help.
        One. ¦Two. ¦Three.
        No stop at the end. ¦So it goes
        She slept well.   ¦He did not.
        She asked what helps? ¦Sleep does.
    """,
    "titles": """
        We asked Dr. Okafor about it.
        Mrs. Lindqvist and Prof. Amadi agreed.
        He met Dr. Amadi. ¦They talked.
        The nurses of St. Brigid's helped.
        Lt. Col. Reyes was evacuated.
        Ask your doctor. ¦Reyes may know.
    """,
    "initials": """
        A note by T. W. Halloran was found.
        It was T. W. Halloran. ¦The note was short.
        K. Osei, Jr. wrote it.
        The ward is named after P. Lindqvist.
        She was seen by R. Osei and sent home.
    """,
    "degrees": """
        Ruth Halloran, M.D., signed it.
        Ruth Halloran, M.D., Ph.D., signed it.
        It was signed by Ruth Halloran, M.D. ¦The rest was not.
        He has a Ph.D. in nursing.
        She has a Ph.D. ¦He has none.
    """,
    "doses": """
        Give 0.25 mg. of the syrup.
        It takes 4 mg b.i.d. for a week.
        It takes 4 mg b.i.d. ¦Nausea is common.
        Take 2 tabs. p.o. q.d. for a week.
        It was given i.v. every two hours.
        It was given i.v. ¦The vein held.
        The dose was 40 mg. ¦Potassium fell.
        The dose was 40 mg. 3 times a day.
        She took 5 ml. ¦I took none.
        He waited 30 min. ¦Nothing happened.
        Give p.o. Zelnorm at bedtime.
    """,
    "times": """
        Rounds begin at 7 a.m. on the ward.
        Rounds begin at 7 a.m. ¦Visitors come later.
        Lunch is at 1 p.m. ¦The kitchen closes after.
        Between 7 a.m. and 9 p.m. it is open.
        It opened in Mar. 2014 and closed in Oct. 2016.
        It opened in Mar. ¦Patients came at once.
        On Tues. 5 May it closed.
    """,
    "countries": """
        The U.S. Pharmacopeia lists it.
        It was banned in the U.S. in 1998.
        It was banned in the U.S. ¦The ban was lifted.
        The U.K. Biobank holds it.
        It is sold in the U.K. ¦It is not sold here.
        It left the E.U. market.
    """,
    "companies": """
        Made by Orion Labs Inc., Denver, it sells well.
        Made by Orion Labs Inc. in small lots.
        It is made by Orion Labs Inc. ¦It sells well.
        Orion & Co. Kilkenny is unrelated.
        Sold by Orion Ltd. ¦There is no other maker.
    """,
    "latin": """
        Rest vs. Exercise was the question.
        Some foods, e.g. Brie, are banned.
        Soft cheese, i.e. Brie, is banned.
        The rate was approx. 12 in a hundred.
        Compare cf. Amadi on this.
        Nuts, seeds, etc. are allowed.
        We ate nuts, seeds, etc. ¦Nobody fell ill.
        Okafor et al. found none.
        It was shown by Okafor et al. ¦The effect was small.
        It was shown by Okafor et al. Nature held it.
        He cited a book, ca. 1890, and a letter.
    """,
    "numbered": """
        See Fig. 4 and Eq. 9 there.
        See Fig. B for the map.
        The map is the last fig. ¦The table is first.
        Sec. 5.3 explains it, as do Refs. 4–7.
        It is No. 7 of 9.
        Does it hurt? ¦No. ¦It tickles.
        The answer is no. ¦Nobody was harmed.
        As told in App. C. of the book.
        It fills pp. 40–52 of vol. 6 (see Sect. 2.1.) and more.
        The rule (see Sect. 2.1.) ¦The case is closed.
        Look at Table 3. ¦The rates differ.
        Table 3. Rates by ward
        Figure 12. The valve from below
        We come to phase 2. ¦Patients were older.
    """,
    "journals": """
        It is in N. Engl. J. Med. 2004;350:12.
        It is in Lancet. 2011;377:90 and elsewhere.
        It is in Gut. 2011 Mar;60:90 and elsewhere.
        It closed for good. ¦2011 was a bad year.
    """,
    "statistics": """
        It was rare (p < .001) in men.
        It was rare, P = .03, in men.
        The ratio was .82 in all.
        The interval (95 % CI, 0.55–0.91) was wide. ¦Few replied.
        Some fell (P = .2). ¦Others rose.
        It strikes 4 per 1,000 a year.
    """,
    "decimals": """
        It rose to 4.1 mmol/L by noon.
        It rose to 4.1 mmol/L. ¦Sodium did not.
        It was 37.9 °C at noon.
        It was 37.9 °C. ¦Cooling helped.
        The count was 3. ¦9 nurses left.
        The count was 3.9 that day.
        In all we saw 12. ¦None died.
        It was 2.4 x 10^9/L. ¦Cells were few.
        It reached 40%. ¦Half would be better.
        It reached the limit. ¦≥ 3 doses were too many.
    """,
    "citation marks": """
        It eases cramps.[3] ¦Heat does too.
        It eases cramps.[3, 4] ¦Heat does too.
        It eases cramps.[3–5][8] ¦Heat does too.
        It eases cramps. [3] ¦Heat does too.
        It eases cramps [3]. ¦Heat does too.
        It eases cramps.(3) ¦Heat does too.
        It eases cramps.¹ ¦Heat does too.
        It eases cramps.¹²,¹⁴ ¦Heat does too.
        It eases cramps¹. ¦Heat does too.
        It eases cramps.7 ¦Heat does too.
        It eases cramps.7,9–11 ¦Heat does too.
        It eases cramps?7 ¦Heat does too.
        It eases “cramps.”[3] ¦Heat does too.
        It eases cramps.[3] and heat does too.
        It eases cramps.[3]Heat does too.
        [3] Heat eases cramps.
        Okafor et al.[3] found none.
        Okafor et al.[3] ¦The effect was small.
        Do this: (1) rest. ¦(2) Drink.
    """.replace("cramps.[3]Heat", "cramps.[3]¦Heat"),
    "genus": """
        A strain of C. albicans was grown.
        A strain of C. Albicans was grown.
        We grew S. aureus. ¦It was hardy.
        He carried C. albicans and E. coli. ¦Both cleared.
        She had Candida spp. in the blood.
        She had Candida spp. ¦The fever rose.
    """,
    "vitamins and types": """
        She lacks vitamin B. ¦Meat has plenty.
        He has hepatitis E. ¦Rest is all he needs.
        Her blood is of group O. ¦Donors are many.
        It was influenza A. ¦Schools closed.
        Vitamin D. deficiency is common.
        She takes vitamins C and E. ¦The doctor objects.
        Choose plan B. ¦It works.
        It is stage II. ¦Surgery may help.
        She was tested for HIV. ¦Results came late.
    """,
    "lower-case beginnings": """
        The gas rose. ¦pO2 fell.
        It enters the cell. ¦mRNA follows.
        One gene was lost. ¦p53 was spared.
        It slows the heart. ¦β-Blockers do that.
        The pill works. ¦α-tocopherol does not.
        It rose. ¦eGFR fell.
        He stopped. and then went on.
        Rest well. ¦(b) Drink enough.
    """,
    "clinical notes": """
        Hx. of gout, no falls.
        Pt. denies chest pain.
        Temp. was normal at noon.
        Max. dose is 40 mg per day.
        Min. interval is two weeks.
        She slept. ¦Pt. denies pain. ¦Temp. was normal.
        It was explained to the pt. ¦She agreed.
        Take at most 4. ¦Max. dose is 40 mg.
    """,
    "lists and steps": """
        1. Rinse the wound.
        1. Rinse the wound. ¦2. Cover it.
        a. Rinse the wound. ¦b. Cover it.
        Step 4. Cover the wound.
        Do this: 1. Rinse the wound. ¦2. Cover it.
        iv. Rinse the wound.
        Then follow step 4. ¦Cover the wound.
        Exercise 2. Lie on your back.
        3.1. Rinse the wound.
    """,
    "ellipsis": """
        It went on ... and on.
        It went on… and on.
        It went on... ¦Then it stopped.
        It went on… ¦Then it stopped.
        It went on . . . and on.
        It went on...¦Then it stopped.
    """,
    "quotes and brackets": """
        “Rest a while.” ¦He rested.
        "Rest a while." ¦He rested.
        He said “rest a while.” and left.
        (It was late.) ¦He rested.
        It was late (or so he said.) ¦He rested.
        He rested. ¦“It was late,” he said.
        He rested. ¦(It was late.)
        "Why now?" he asked.
        "Why now?" ¦He left.
        “Stop!” said the nurse.
        The rise (?) In men was odd.
        Some firms (Orion Inc.) Denver people own.
        He rested. ¦• It was late.
        'Rest a while.' ¦He rested.
    """,
    "question and exclamation marks": """
        Does it help? or not.
        Does it help?! ¦It does.
        Does it help?? ¦It does.
        Help! ¦2 nurses came.
        Help?¦Nobody came.
    """.replace("¦Nobody", "¦Nobody"),
    "web and files": """
        See www.orion-labs.org for more.
        See www.orion-labs.org. ¦There is more.
        Open plan.v3.docx at once.
        Open plan.v3.docx. ¦Nothing happens.
        Write to ward.Five@orion.org now.
        The shop Orion.Com sells it.
        Go to https://orion.org/a.Bc/d for more.
        Node.js and v2.0 were used.
    """,
    "missing space": """
        It blocks the gate.¦There it stays.
        It blocks the gate.¦A nurse came.
        It blocks the gate.¦I saw it.
        It blocks the gate!¦There it stays.
        He is free of HIV.¦The test was clear.
        It began in 1998.¦The ward was small.
        It rose by 9%.¦Nobody knew why.
        It rose (in men).¦Nobody knew why.
        He said “rest.”¦Then he left.
        Dr.Okafor came.
        Prof.Amadi and J.Reyes came.
        The U.S.Army came.
        It was sold in the U.S.¦The price fell.
        It rose.It fell.
        Take 1.Rest well.
        The vitamin.D was low.
        It blocks the gate..¦There it stays.
    """.replace("rose.It", "rose.¦It").replace("Take 1.Rest", "Take 1.¦Rest"),
    "stray space": """
        It blocks the gate . ¦There it stays.
        It blocks the gate ! ¦There it stays.
        It costs .50 or so.
    """,
}
TABLE = [
    pytest.param(line.strip(), id=f"{trap}: {line.strip()}"[:90])
    for trap, lines in CASES.items()
    for line in lines.splitlines()
    if line.strip()
]


def marked(text: str, options: ReadOptions = OPTIONS) -> str:
    """The text with ¦ where `split` begins a new sentence."""
    parts = list(text)
    for start, _ in split(text, options)[1:]:
        parts[start] = "¦" + parts[start]
    return "".join(parts)


@pytest.mark.parametrize("case", TABLE)
def test_border(case: str) -> None:
    assert marked(case.replace("¦", "")) == case


def test_the_table_is_large() -> None:
    assert len(TABLE) >= 120


@pytest.mark.parametrize("case", TABLE)
def test_a_line_break_is_only_white_space(case: str) -> None:
    wrapped = case.replace("¦", "").replace(" ", "\n")
    assert marked(wrapped).replace("\n", " ") == case


def test_a_blank_line_ends_a_sentence() -> None:
    assert marked("first\n \n\tsecond one. Third") == "first\n \n\t¦second one. ¦Third"


def test_citation_mark_is_part_of_the_sentence_it_ends() -> None:
    text = "It helps.[1] It hurts. [2] It does both.³ Rest."
    ends = [text[start:end] for start, end in split(text, OPTIONS)]
    assert ends == ["It helps.[1]", "It hurts. [2]", "It does both.³", "Rest."]


def test_no_break_space_counts_as_space() -> None:
    assert marked("It helps.\u00a0It hurts.") == "It helps.\u00a0¦It hurts."


def test_without_data_every_stop_before_a_capital_is_a_border() -> None:
    assert marked("We met Dr. Okafor.", ReadOptions()) == "We met Dr. ¦Okafor."


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split(text, OPTIONS) == []


@pytest.mark.parametrize("text", [".", "...", "?! ...", "….", ". A", ") . ( .", "1.", "[1] [2]."])
def test_odd_text_is_covered(text: str) -> None:
    check_cover(text)


PIECES = st.sampled_from(
    [
        *"aAzZ1. ,;:!?…\n\t()[]\"'“”’¹²-–•\u00a0\u2028é中",
        "Dr.",
        "e.g.",
        "U.S.",
        "The ",
        "mg. ",
        "[1]",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    check_cover(text)


def check_cover(text: str) -> None:
    position = 0
    for start, end in split(text, OPTIONS):
        assert start >= position
        assert not text[position:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "piece", [".", "a", ". ", "word ", ".A", ".[1]", '."(', "\n ", ".)", ". [", "Abc.", " ", ".1,"]
)
def test_long_input_ends(piece: str) -> None:
    check_cover("A" + piece * (100_000 // len(piece)) + "b")
