"""One way of writing throughout a draft: what is reported where two are used, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import documents
from linter.checkers import consistency
from linter.checkers.settings import Settings
from linter.config import Config
from linter.documents.document import Document
from linter.documents.model import ReadOptions
from linter.findings import Finding, Safety, Severity
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import Filter, Rule
from linter.spans import apply_edits

OPTIONS = {
    "dialect": {
        "changes": ["colour color", "tumour tumor", "centre center", "oedem edem", "haem hem"],
        "allow": ["centers"],
    },
    "variants": {
        "groups": ["e-mail | email", "health care | healthcare", "Bell palsy | Bell's palsy"]
    },
    "hyphens": {"allow": ["resign"]},
    "name-case": {"allow": ["zorbex"]},
}
CONFIG = Config(root=Path("/"))


def rule(look: str, **more: object) -> Rule:
    lists = OPTIONS.get(look, {})
    given_parts: dict[str, object] = {
        "id": "consistency/test",
        "message": "“{match}”: “{fix}” ({kept}).",
        "severity": Severity.INFO,
        "category": "typo",
        "why": "It is a test.",
        "check": "consistency",
        "safety": Safety.UNSAFE,
        "blocks": Filter(("quote",), negated=True),
        "options": (("find", look), *((key, "\n".join(words)) for key, words in lists.items())),
    }
    return Rule(**{**given_parts, **more})  # type: ignore[arg-type]


def read(text: str) -> Document:
    return documents.read(text.encode(), Path("draft.md"), ReadOptions())


def find(look: str, text: str, language: str = "any") -> list[Finding]:
    settings = Settings(replace(CONFIG, language=language), no_rules())
    return list(consistency.build([rule(look)], settings)(read(text)))


def no_rules() -> Ruleset:
    return Ruleset({}, {}, [], [], [], {}, [], {}, "")


def marked(look: str, text: str, language: str = "any") -> list[str]:
    return [finding.text for finding in find(look, text, language)]


def fixed(look: str, text: str, language: str = "any") -> str:
    edits = [e for found in find(look, text, language) for fix in found.fixes for e in fix.edits]
    return apply_edits(text, sorted(edits))


MIXED = "The colour of the tumour. Its color changed. The tumour and its colour grew."


def test_the_dialect_that_is_used_less_is_reported() -> None:
    [found] = find("dialect", MIXED)
    assert found.text == "color"
    assert found.message == "“color”: “colour” (4 times)."
    assert fixed("dialect", MIXED) == MIXED.replace("color ", "colour ")


def test_of_dialects_used_alike_the_first_is_kept() -> None:
    assert marked("dialect", "A tumour here, a tumor there.") == ["tumor"]
    assert marked("dialect", "A tumor here, a tumour there.") == ["tumour"]


@pytest.mark.parametrize(
    ("language", "expected"), [("american", ["tumour"]), ("british", ["hematoma"]), ("any", [])]
)
def test_a_language_that_is_asked_for_needs_no_majority(language: str, expected: list[str]) -> None:
    text = "The tumour grew." if language != "british" else "The hematoma grew."
    assert marked("dialect", text, language) == expected


def test_a_form_is_one_finding_with_all_its_places() -> None:
    text = "Oedema here. The edema, an edema and edema there. It is oedema."
    [found] = find("dialect", text)
    assert found.text == "Oedema"
    assert len(found.related) == 1
    assert fixed("dialect", text) == text.replace("Oedema", "Edema").replace("oedema", "edema")


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the tumour. We met at the Sloan Center last year.",
        "The colour of the tumour. See www.color.org and color@example.org and color.txt now.",
        "The colour of the tumour.\n\n> Its color changed.",
        "The colour of the tumour; the centers of it.",
    ],
)
def test_names_addresses_quotations_and_allowed_words_are_left_alone(text: str) -> None:
    assert marked("dialect", text) == []


def test_a_capital_that_opens_a_sentence_is_no_name() -> None:
    assert marked("dialect", "The color is red. Colour fades. The tumor, too.") == ["Colour"]


VARIANTS = [
    ("An email, two emails, an e-mail by email.", ["e-mail"]),
    ("Health care is dear; healthcare staff know health\ncare.", ["healthcare"]),
    ("Bell’s palsy; Bell's palsy is not Bell palsy.", ["Bell palsy"]),
    ("An email by email.", []),
    ("A home-health care e-mail-list; email.", []),
]


@pytest.mark.parametrize(("text", "expected"), VARIANTS)
def test_two_forms_of_a_group_clash(text: str, expected: list[str]) -> None:
    assert marked("variants", text) == expected


def test_the_fix_keeps_a_capital_in_front() -> None:
    text = "Email me. E-mail her. Send an email."
    assert fixed("variants", text) == "Email me. Email her. Send an email."


HYPHENS = [
    ("A noninvasive scan, a noninvasive test, a non-invasive one.", ["non-invasive"]),
    ("A non-invasive scan, a non-invasive test, a noninvasive one.", ["noninvasive"]),
    ("They re-sign the form, and they resign.", []),
    ("A non-invasive scan and an invasive one.", []),
    ("A b-cell and a bcell.", []),
]


@pytest.mark.parametrize(("text", "expected"), HYPHENS)
def test_a_compound_keeps_its_hyphen_or_has_none(text: str, expected: list[str]) -> None:
    assert marked("hyphens", text) == expected


NAMES = [
    ("KetaLyte is new. Take KetaLyte, not Ketalyte.", ["Ketalyte"]),
    ("Ask for KETALYTE or for KetaLyte, for KetaLyte helps.", ["KETALYTE"]),
    ("THE NEW KETALYTE IS HERE. Take KetaLyte.", []),
    ("KetaLyte and zorBex, ZorBex and ZORBEX, my ketaLyte.", []),
    ("STOP it now; Stop it; SToP it.", []),
    ("The dosX gene makes DosX.", []),
    ("Covid is here. Covid, Covid and Covid; COVID spreads.", ["Covid"] * 4),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_name_keeps_its_capitals(text: str, expected: list[str]) -> None:
    assert marked("name-case", text) == expected


def test_the_fix_of_a_name_is_verbatim() -> None:
    text = "Take ketaLyte; ketaLyte helps. KETALyte does."
    assert fixed("name-case", text) == "Take ketaLyte; ketaLyte helps. ketaLyte does."


def test_a_look_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="find"):
        find("nothing", "text")


DIALECTS = ["colour", "color", "Colour", "tumour", "tumor", "oedema", "edema"]
OTHERS = ["email", "e-mail", "non-toxic", "nontoxic", "KetaLyte", "Ketalyte", "the", "care", "."]
WORDS = st.sampled_from([*DIALECTS, *OTHERS, "health", "healthcare", "Care"])


@given(
    st.lists(WORDS, max_size=25),
    st.sampled_from(["dialect", "variants", "hyphens", "name-case", "name-slips"]),
)
def test_after_the_fix_nothing_clashes(words: list[str], look: str) -> None:
    once = fixed(look, " ".join(words))
    assert marked(look, once) == []


NAME = "Ask for Zorbelin. She took Zorbelin, and Zorbelin helped. "


@pytest.mark.parametrize(
    "slip", ["Zorblein", "Zorbelln", "Zorbelinn", "Zobelin", "ZOBRELIN", "Zoberlin"]
)
def test_a_slip_in_a_name_that_the_draft_knows_is_reported(slip: str) -> None:
    wanted = [] if slip == "Zorbelln" else [slip]
    assert marked("name-slips", f"{NAME}Then {slip} came.") == wanted


def test_a_name_like_another_one_is_no_slip_if_both_are_used() -> None:
    assert marked("name-slips", f"{NAME}Zorblein is new, and Zorblein is dear.") == []
    assert marked("name-slips", "Zorblein is new. Ask for Zorbelin, or for Zorbelin drops.") == []
