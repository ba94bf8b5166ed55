"""Folding, cutting and telling English."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.words import cut, fold, is_english, straighten
from linter.ruleset.language import load_language

OPTIONS, _ = load_language(Path(__file__).parents[2] / "rules" / "language" / "en")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The Patient’s Dose", "the patient's dose"),
        ("5–10 mg — twice", "5-10 mg - twice"),
        ("“so‑called”", '"so-called"'),
        ("2\u00a0mg\u202fper\tday\r\n", "2 mg per day  "),
        ("−3 °C, ÉTUDE, ΜG", "-3 °c, étude, μg"),
        ("ΟΔΟΣ ΟΔΟΣ", "οδοσ οδοσ"),
        ("İstanbul A’A", "İstanbul a'a"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("back`tick", "back`tick"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_straighten_keeps_capitals() -> None:
    assert straighten("Crohn’s\u00a0– NO\nİ") == "Crohn's - NO İ"


def test_every_character_keeps_its_place() -> None:
    everything = "|".join(map(chr, range(sys.maxunicode + 1)))
    for folded in (fold(everything), straighten(everything)):
        assert len(folded) == len(everything)
        assert set(folded[1::2]) == {"|"}


def test_white_space_becomes_a_space() -> None:
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert {fold(space) for space in spaces} == {" "}
    assert fold("".join(spaces)) == " " * len(spaces)


@given(st.text())
def test_fold_keeps_the_length_and_is_idempotent(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_part_is_folded_as_in_the_whole(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the patient's dose", ["the", "patient's", "dose"]),
        ("don't 'quote' the patients' notes", ["don't", "quote", "the", "patients", "notes"]),
        ("''twas o''clock '", ["twas", "o", "clock"]),
        ("well-known and/or snake_case", ["well", "known", "and", "or", "snake", "case"]),
        ("2.5 mg, (il-6) 50%", ["2", "5", "mg", "il", "6", "50"]),
        ("5 µg of β-carotene – naïve’s", ["5", "µg", "of", "β", "carotene", "naïve", "s"]),
        ("it's naïve's 'é'", ["it's", "naïve's", "é"]),
        ("cafe\u0301 olé", ["cafe\u0301", "olé"]),
        ("relief.¹² m² co₂", ["relief", "m", "co₂"]),
        ("soft\u00adhyphen\u00a0end", ["soft\u00adhyphen", "end"]),
        ("лечение ‘боли’", ["лечение", "боли"]),
        ("a\u2003b\nc\u3000d", ["a", "b", "c", "d"]),
        ("", []),
        (" .,;' ", []),
    ],
)
def test_cut(text: str, words: list[str]) -> None:
    assert cut(text) == words


@given(st.text())
def test_words_stand_in_the_text_in_order(text: str) -> None:
    folded = fold(text)
    position = 0
    for word in cut(folded):
        position = folded.index(word, position) + len(word)
        assert word.strip("'") == word
        assert " " not in word


@given(st.text(alphabet="abé' -’", max_size=30))
def test_both_ways_of_cutting_agree(text: str) -> None:
    folded = fold(text)
    assert cut(folded) == cut(folded + " é")[:-1]


FOREIGN = {
    "German": "Die Behandlung wird von einer Ärztin begleitet, und der Patient bleibt nach der "
    "Infusion noch eine Stunde unter Beobachtung.",
    "German without umlauts": "Das Mittel ist nicht mit dem Essen zu nehmen, und es wird von der "
    "Kasse nur dann bezahlt, wenn ein Arzt das Rezept unterschreibt.",
    "French": "Le traitement est donné dans une salle calme et les patients restent avec une "
    "infirmière pendant une heure.",
    "Spanish": "El tratamiento se administra en una sala tranquila y los pacientes permanecen con "
    "una enfermera durante la primera hora.",
    "Italian": "La terapia viene somministrata in una stanza tranquilla e i pazienti sono seguiti "
    "da una infermiera per tutta la durata della seduta.",
    "Portuguese": "O tratamento não é feito em casa, mas em uma sala tranquila, e os doentes são "
    "acompanhados por uma enfermeira até o fim da sessão.",
    "Dutch": "De behandeling wordt in een rustige kamer gegeven en de patiënt blijft daarna nog "
    "een uur bij de verpleegkundige, maar niet langer.",
    "Polish": "Leczenie jest prowadzone przez lekarza, a pacjent nie może tego dnia prowadzić "
    "samochodu, ponieważ lek działa bardzo długo oraz usypia.",
    "Swedish": "Behandlingen ges i ett lugnt rum och patienten stannar kvar en timme efter att "
    "droppet är slut, men det är inte alltid nödvändigt.",
    "Russian": "Лечение проводится в тихой комнате, и пациент остаётся под наблюдением час.",
    "Greek": "Η θεραπεία γίνεται σε ήσυχο δωμάτιο και ο ασθενής μένει μία ώρα.",
    "Chinese": "治疗在安静的房间里进行，患者在治疗后留观一小时，由护士陪同。",
    "Arabic": "يتلقى المريض العلاج في غرفة هادئة ويبقى تحت المراقبة لمدة ساعة كاملة.",
}
ENGLISH = {
    "prose": "The drip is given in a quiet room, and a nurse stays with the patient for an hour.",
    "telegraphic notes": "Pt denies pain. Hx HTN, gout. Meds: lisinopril 10 mg, allopurinol "
    "100 mg. BP 130/80, HR 72. Plan: recheck labs, RTC 6 wk.",
    "reference": "Halloran TW, Okafor N, van der Berg L, de la Cruz P, et al. Infusion rates and "
    "nausea in older adults. Eur J Ward Med. 2014;12(3):45-52.",
    "gene list": "BRCA1 BRCA2 TP53 PTEN CDH1 STK11 PALB2 ATM CHEK2 NBN BARD1 RAD51C RAD51D BRIP1",
    "drug list": "Amitriptylinum, doxepinum, sertralinum, fluoxetinum, paroxetinum, ketaminum, "
    "lithium carbonicum, acidum valproicum, carbamazepinum",
    "names": "Written by Juan de la Cruz, Pierre du Bois, Ludwig van der Berg, Maria da Silva and "
    "Otto von der Heide for the ward.",
    "quotation": "The sign on the door said “Bitte nicht stören”, which is how a ward in Vienna "
    "asks that you let the patients sleep.",
    "Greek symbols": "IFN-α, IFN-β, IFN-γ, TNF-α, TGF-β, IL-1α, IL-1β, NF-κB, PPAR-γ, Aβ42",
    "numbers": "12.4 13.1 9.8 7.7 0.05 0.12 1.1 4.2 3.3 5.6 7.9 8.8",
    "short": "La dolce vita",
    "nothing": "",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages(name: str) -> None:
    assert not is_english(FOREIGN[name], OPTIONS)


@pytest.mark.parametrize("name", ENGLISH)
def test_english(name: str) -> None:
    assert is_english(ENGLISH[name], OPTIONS)


def test_no_small_word_is_both() -> None:
    assert not OPTIONS.function_words & OPTIONS.foreign_words
