"""What the spelling rules find in a draft, where, and what they offer."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from linter import documents
from linter.checkers import spelling
from linter.checkers.settings import Settings
from linter.config import Config, Configurations
from linter.findings import Finding, Safety, Severity
from linter.linting import lint_bytes
from linter.ruleset.selection import Choice
from linter.sessions import Session, check_options
from linter.spans import apply_edits
from linter.storage import Store, cache_folder

RULES = ("misspelling", "drug-spelling", "joined-words", "split-word", "unknown-word")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    store = Store(cache_folder())
    choice = Choice(select=tuple(f"spelling/{name}" for name in RULES))
    return Session(tmp_path, Configurations(tmp_path, store, isolated=True), store, choice)


def lint(session: Session, text: str, name: str = "draft.md", **config: object) -> list[Finding]:
    base = session.configurations.for_folder(session.working_folder)
    effective = replace(base, **config)  # type: ignore[arg-type]
    return list(lint_bytes(text.encode(), Path(name), session, effective)[1])


def found(session: Session, text: str, name: str = "draft.md") -> list[tuple[str, str, str]]:
    """The rule, the marked text and the first word offered, of each finding."""
    return [
        (each.rule.removeprefix("spelling/"), each.text, _first(each))
        for each in lint(session, text, name)
    ]


def _first(finding: Finding) -> str:
    return finding.fixes[0].edits[0].text if finding.fixes else ""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The patiant slept.", "The patient slept."),
        ("The stomache was empty.", "The stomach was empty."),
        ("He complained of diziness.", "He complained of dizziness."),
        ("Treatmnet began at once.", "Treatment began at once."),
        ("They mesured her blood pressure.", "They measured her blood pressure."),
        ("It was a case of neumonia of the lung.", "It was a case of pneumonia of the lung."),
        ("The hospitl’s wards were full.", "The hospital’s wards were full."),
        ("A side-effcet was seen.", "A side-effect was seen."),
        ("Pain and/or sweling were noted.", "Pain and/or swelling were noted."),
        ("SYMPTOMS AND TREATMNET OF COLDS", "SYMPTOMS AND TREATMENT OF COLDS"),
        ("The **patiant** slept.", "The **patient** slept."),
        ("The pa**tia**nt slept.", "The patient slept."),
        ("The pati&#97;nt and the pateint slept.", "The pati&#97;nt and the patient slept."),
    ],
)
def test_a_slip_is_marked_and_mended(session: Session, wrong: str, right: str) -> None:
    findings = [each for each in lint(session, wrong) if each.severity is Severity.WARNING]
    edits = [edit for each in findings for edit in each.fixes[0].edits]
    if "&#97;" in wrong:
        edits = edits[-1:]
    assert apply_edits(wrong, edits) == right
    assert all(each.rule == "spelling/misspelling" for each in findings)
    assert all(each.fixes[0].safety is Safety.UNSAFE for each in findings)


@pytest.mark.parametrize(
    "text",
    [
        "The patient's wife didn't sleep; the patients' beds were full.",
        "Anaemia and anemia, colour and color, paediatric and pediatric.",
        "He took 5mg b.i.d. and 10 µmol q.d., then 3 mmHg more (2–4 kDa, 5'-GTP).",
        "N-acetylcysteine, 2,4-dinitrophenol, α-tocopherol and the β-blockers.",
        "TNFα, IL-6, BRCA1, HbA1c, p53, NF-κB and the HEK293 cells; NSAIDs and SSRIs.",
        "E. coli and Escherichia coli, Acinetobacter baumannii, S. marcescens.",
        "Chapters xiv and xxvii, type II and type IV.",
        "Write to jahn.vroom@klinik.example or see www.klinikum.example/brochuur.",
        "Open C:\\temp\\resultaat.txt, scanx.dcm and `frobnicator`.",
        "Ask @drvroom about #ledfoot.",
        "Say it so: noo-MOE-nee-uh.",
        "Dr. Vroombergen and J. Kwaterskiej wrote it; Hlavacek et al. agreed.",
        "A ﬁbrosis, a ther\u00adapy, a naïve and a naive patient, un café.",
        unicodedata.normalize("NFD", "Sjögren and Ménière were naïve."),
        "The fibro-elastic, gastro-oesophageal and pre- and post-operative care.",
        "Multicentre, nonhospice, tickborne and cardiofaciocutaneous.",
        "The sequence was GATTACAGATTACA.",
        "We searched for (vaccin* OR therapeu*) AND trial.",
    ],
)
def test_what_is_right_is_left_alone(session: Session, text: str) -> None:
    assert found(session, text) == []


def test_a_misspelt_drug_is_for_people_to_mend(session: Session) -> None:
    [finding] = lint(session, "She took metfromin twice a day.")
    assert (finding.rule, _first(finding)) == ("spelling/drug-spelling", "metformin")
    assert {fix.safety for fix in finding.fixes} == {Safety.MANUAL}


@pytest.mark.parametrize("drug", ["hydroxyzine", "hydralazine", "prednisone", "prednisolone"])
def test_a_known_drug_is_never_changed_into_another(session: Session, drug: str) -> None:
    assert lint(session, f"She took {drug} twice a day.") == []


def test_words_that_run_together(session: Session) -> None:
    assert found(session, "The studywas long. A tickborne disease.") == [
        ("joined-words", "studywas", "study was")
    ]


def test_an_article_is_split_off_where_other_spaces_are_lost(session: Session) -> None:
    alone = found(session, "They suggest a kidney biopsya test of the tissue.")
    assert alone == [("misspelling", "biopsya", "biopsy")]
    beside = found(session, "They suggest a kidney biopsya test. Swelling of legsand feet is seen.")
    assert [each[:2] for each in beside] == [("joined-words", "biopsya")]
    assert beside[0][2] == "biopsy a"


@pytest.mark.parametrize("word", ["scalenes", "repellants", "reaspiration"])
def test_a_regular_form_of_a_known_word_is_but_a_hint(session: Session, word: str) -> None:
    (finding,) = lint(session, f"We saw that {word} were rare.")
    assert finding.severity is Severity.INFO


def test_a_species_behind_a_genus_is_left_alone(session: Session) -> None:
    assert found(session, "The worm was Brugia timori in most.") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Radiation th erapy helps.", "th erapy"),
        ("Radiation ther- apy helps.", "ther- apy"),
        ("Radiation ther-\napy helps.", "ther-\napy"),
        ("Radiation **th** erapy helps.", "th** erapy"),
    ],
)
def test_a_word_that_is_torn_apart(session: Session, text: str, marked: str) -> None:
    assert found(session, text) == [("split-word", marked, "therapy")]


def test_an_unknown_word_is_a_hint_once(session: Session) -> None:
    text = "Then zorbaxil was given. Some zorbaxil was lost."
    findings = lint(session, text)
    assert [(each.rule, each.severity) for each in findings] == [
        ("spelling/unknown-word", Severity.INFO)
    ]
    assert [text[span.start : span.end] for span in findings[0].related] == ["zorbaxil"]
    assert findings[0].suggestions[0].endswith("medlint words add zorbaxil")


def test_names_are_told_by_their_capitals(session: Session) -> None:
    assert found(session, "We thank Zorbaxil and Zorbaxil’s sons. He met Anna Zorbax.") == []
    assert found(session, "The name of the town is Zorbaxil.")[0][0] == "unknown-word"


def test_an_acronym_in_capitals_is_known_where_it_is_explained(session: Session) -> None:
    text = "The Zoster Or Rash By Age Trial (ZORBAXT) began. ZORBAXT ended."
    assert found(session, text) == []


def test_the_user_s_own_words_are_accepted_and_offered(session: Session) -> None:
    text = "Then zorbaxil was given, and zorbaxl too."
    findings = lint(session, text, words=frozenset({"zorbaxil"}))
    assert [(each.text, _first(each)) for each in findings] == [("zorbaxl", "zorbaxil")]


def test_where_nobody_looks_nothing_is_found(session: Session) -> None:
    text = "# Title\n\nThe `patiant` slept.\n\n# References\n\n1. Patiant P. Thearpy. 2001.\n"
    assert found(session, text) == []


def test_a_paragraph_in_another_language_is_left_alone(session: Session) -> None:
    german = "Der Patient ist nicht zu Hause und wird von der Klinik mit dem Wagen gebracht."
    assert [word for _, word, _ in found(session, f"{german}\n\nThe patiant.")] == ["patiant"]


def test_positions_are_those_of_the_source(session: Session) -> None:
    text = "> ## *The* pa\u00adtiant\u2019s n&auml;me\n"
    [finding] = lint(session, text)
    assert text[finding.span.start : finding.span.end] == "pa\u00adtiant\u2019s"
    assert _first(finding) == "patient\u2019s"


def test_the_better_known_word_of_the_document_comes_first(session: Session) -> None:
    alone = found(session, "It hurts the livr.")
    told = found(session, "The liver filters blood. It hurts the livr.")
    assert told[-1][2] == "liver"
    assert {word for _, word, _ in alone} == {"livr"}


def test_the_neighbours_tell_which_word_is_meant(session: Session) -> None:
    assert found(session, "They were give to the othre people.")[-1][2] == "other"
    assert found(session, "She was awsre of it.")[-1][2] == "aware"


def test_how_certain_is_certain_enough_is_the_rule_s_to_say(session: Session) -> None:
    rule = session.ruleset(Config(session.working_folder)).rule("spelling/misspelling")
    strict = replace(rule, options=(("find", "misspelling"), ("certainty", "1")))
    settings = Settings(
        Config(session.working_folder), session.ruleset(Config(session.working_folder))
    )
    document = documents.read(b"The patiant slept.", Path("draft.md"), settings.ruleset.options)
    assert list(spelling.build([rule], settings)(document))
    assert not list(spelling.build([strict], settings)(document))


@pytest.mark.parametrize(
    "options", [(("find", "moon"),), (("find", "drug"), ("certainty", "lots"))]
)
def test_what_a_rule_cannot_ask_for_is_refused(
    session: Session, options: tuple[tuple[str, str], ...]
) -> None:
    ruleset = session.ruleset(Config(session.working_folder))
    rule = replace(ruleset.rule("spelling/misspelling"), options=options)
    with pytest.raises(ValueError, match="spelling/misspelling"):
        spelling.build([rule], Settings(Config(session.working_folder), ruleset))


def test_its_options_are_known_to_the_loader() -> None:
    assert set(check_options()["spelling"]) == {"find", "certainty"}
