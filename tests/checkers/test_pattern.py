"""Find … unless … within: what rules report, in which scopes, and what silences or softens them."""

from __future__ import annotations

import pytest
from rule_lab import Lab

from linter.findings import Safety, Severity


@pytest.fixture
def senses(lab: Lab) -> Lab:
    """A lab with the signals from which moods and claims are read."""
    lab.signal("negation", "[not, no, never, cannot, does not, doesn't]")
    lab.signal("pseudo-negation", "[not only, no doubt]")
    lab.signal("clause-break", "[but, however, although, while, whereas]")
    lab.signal("myth", "[it is a myth]")
    lab.signal("aim", "[we aim to, designed to]")
    lab.signal("testimonial", "[for me]")
    lab.signal("hedge", "[may, might]")
    lab.signal("association", "[is linked to]")
    lab.signal("vague-attribution", "[experts say]")
    lab.signal("specific-attribution", "[<capital> et al]")
    lab.signal("evidence-trial", "[(a|the) trial]")
    lab.signal("cure", "claim: cure\nwords: [cure~]")
    lab.signal("benefit", "claim: benefit\nwords: [help~, work~ well]")
    lab.signal("caveat", "[side effects, risk~]")
    return lab


# --- within ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "silent", "reported"),
    [
        ("clause", ["It cures this, a risk."], ["It [[cures]] this, but a risk.",
                                                "A risk; it [[cures]].",
                                                "Note the risk: it [[cures]].",
                                                "It [[cures]]; a risk."]),
        ("sentence", ["It cures this; a risk.", "A risk, but it cures."],
                     ["It [[cures]]. A risk.", "A risk. It [[cures]]."]),
        ("adjacent", ["It cures. A risk.", "A risk. It cures."],
                     ["It [[cures]]. So. A risk.", "A risk. So. It [[cures]].",
                      "It [[cures]].\n\nA risk."]),
        ("paragraph", ["It cures. So. And. A risk."], ["It [[cures]].\n\nA risk."]),
        ("section", ["It cures.\n\nA risk.", "# A\n\nIt cures.\n\n- a risk",
                     "# Risk\n\nIt cures."],
                    ["# A\n\nIt [[cures]].\n\n# B\n\nA risk.", "A risk.\n\n# B\n\nIt [[cures]]."]),
        ("document", ["# A\n\nIt cures.\n\n# B\n\nA risk."], ["It [[cures]] it all."]),
        ("3 words", ["It cures one two risk.", "Risk one two cures.", "Risk cures."],
                    ["It [[cures]] one two three risk.", "Risk one two three [[cures]] it.",
                     "It [[cures]]. A risk."]),
        ("1 words", ["It cures risk."], ["It [[cures]] one risk."]),
    ],
)  # fmt: skip
def test_a_scope_reaches_so_far(
    senses: Lab, scope: str, silent: list[str], reported: list[str]
) -> None:
    senses.rule(f"find: cure~\nunless: [{{signal: caveat, within: {scope}}}]")
    for text in (*silent, *reported):
        senses.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "There is a risk:\n\n- It cures colds.\n- It cures wounds.\n- It cures all.",
        "- It cures colds.\n- It cures wounds.\n- All have a risk.",
        "Much. There is a risk:\n\n- It cures colds.\n- It cures wounds.",
        "There is [[no]] more. There is much:\n\n- It [[cures]] colds.\n- A risk.\n- It [[cures]].",
        "There is a risk. There is much:\n\n- It [[cures]] colds.\n- It [[cures]] wounds.",
        "# There is a risk\n\n- It [[cures]] colds.",
        "There is a risk.\n\nIt [[cures]] colds.",
        "- It cures colds.\n- A risk.\n\nIt [[cures]] all.",
    ],
)
def test_a_list_s_lead_in_and_last_item_belong_to_every_item(senses: Lab, text: str) -> None:
    text = text.replace("[[no]]", "no")
    senses.rule("find: cure~\nunless: [{signal: caveat, within: adjacent}]")
    senses.check(text)


def test_a_list_s_last_item_speaks_for_itself_and_its_lead_in(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{signal: caveat, within: adjacent}]")
    senses.check("- It has a risk.\n- It [[cures]] colds.")


def test_a_table_s_caption_belongs_to_every_cell(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{signal: caveat, within: adjacent}]")
    table = "<table>{}<tr><td>It cures.</td><td>A cold.</td></tr></table>"
    assert senses.found(table.format(""), "draft.html") == ["cures"]
    caption = "<caption>All have a risk.</caption>"
    assert senses.found(table.format(caption), "draft.html") == []


# --- unless, soften, not, near, all ----------------------------------------------------------


def test_one_of_several_reasons_silences(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{words: perhaps}, {signal: caveat}]")
    senses.check("It [[cures]]. Perhaps it cures. It cures with risks.")


def test_all_joins_reasons(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{all: [{words: perhaps}, {signal: caveat}]}]")
    senses.check("Perhaps it [[cures]]. It [[cures]] with risks. Perhaps it cures with risks.")


def test_soften_turns_a_finding_into_info(senses: Lab) -> None:
    senses.rule("find: cure~\nseverity: error\nsoften: [{signal: caveat}]")
    first, second = senses.check("It [[cures]]. It [[cures]] with risks.")
    assert (first.severity, second.severity) == (Severity.ERROR, Severity.INFO)
    (evidence,) = (each for each in second.evidence if each.role == "softened-by")
    assert (evidence.text, evidence.signal) == ("risks", "caveat")


def test_not_cancels_a_match_that_it_overlaps(senses: Lab) -> None:
    senses.rule("find: cure~\nnot: [cure rate(s)?, {signal: aim}]")
    senses.signal("aim", "[aim to cure]")
    senses.check("It [[cures]]. The cure rate. We aim to cure. A rate of [[cure]].")


def test_near_must_stand_there_and_widens_the_finding(senses: Lab) -> None:
    senses.rule("find: {words: cure~, near: {signal: vague-attribution}, within: clause}")
    (finding,) = senses.check(
        "[[Experts say that it cures]] this. It cures. It cures; experts say."
    )
    roles = {each.role: each.text for each in finding.evidence}
    assert roles == {"trigger": "cures", "near": "Experts say"}


def test_near_may_stand_behind(senses: Lab) -> None:
    senses.rule("find: {words: cure~, near: {words: colds}, within: 2 words}")
    senses.check("It [[cures all colds]]. It cures one or two colds.")


def test_near_may_stand_in_the_lead_in_of_a_list(senses: Lab) -> None:
    senses.rule("find: {words: cure~, near: {words: colds}, within: adjacent}")
    senses.check("Of colds:\n\n- it [[cures]]\n- it eases\n")
    senses.check("Of colds.\n\nIt cures.\n")


def test_near_has_its_own_near(senses: Lab) -> None:
    senses.rule("find: {words: one, near: {words: two, near: {words: three}, within: sentence}}")
    senses.check("It is [[one or two]] of three. One or two. One or three.")


def test_the_subject_does_not_silence_itself(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{claim: cure}]")
    senses.check("It [[cures]]. It cures and cures.")


def test_all_in_find_must_hold_too(senses: Lab) -> None:
    senses.rule("find: {words: cure~, all: [{words: always}, {signal: caveat}]}")
    senses.check("It always [[cures]] a risk. It always cures. It cures a risk.")


def test_missing_holds_where_its_condition_does_not(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{missing: {words: really, within: sentence}}]")
    senses.check("It cures. It [[cures]] really.")


# --- mood, strength, attribution, evidence, polarity -----------------------------------------


@pytest.mark.parametrize(
    ("mood", "text"),
    [
        ("question", "Does it cure? “Does it cure?” It [[cures]]."),
        ("negated", "It does not cure. It cannot cure. It never really does cure. It [[cures]]."),
        ("negated", "It not only [[cures]] colds. No doubt it [[cures]] them."),
        ("negated", "It does not last, but it [[cures]]. It [[cures]] but does not last."),
        ("negated", "It [[cures]], not eases."),
        ("negated", "It is not a b c d e f g h i j k l m [[cure]]."),
        ("myth", "It is a myth that it cures. It [[cures]]."),
        ("aim", "We aim to cure. It [[cures]]."),
        ("testimonial", "For me, it cures. It [[cures]]."),
        ("[question, myth]", "It is a myth that it cures. Does it cure? It [[cures]]."),
    ],
)  # fmt: skip
def test_a_mood_silences(senses: Lab, mood: str, text: str) -> None:
    senses.rule(f"find: cure~\nunless: [{{mood: {mood}}}]")
    senses.check(text)


def test_two_claims_of_a_sentence_have_moods_of_their_own(senses: Lab) -> None:
    senses.rule("find: {claim: any}\nunless: [{mood: negated}]")
    senses.check("It does not cure colds, but it [[helps]]. It [[helps]] but does not cure.")


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ("mood: negated", "It does not [[cure]]. It cures."),
        ("strength: conditional", "It may [[cure]]. It cures."),
        ("strength: correlational", "It is linked to [[curing]]. It may cure."),
        ("strength: direct", "It [[cures]]. It may cure."),
        ("attribution: vague", "Experts say it [[cures]]. It cures."),
        ("attribution: specific", "Smith et al say it [[cures]]. Experts say it cures."),
        ("attribution: none", "Experts say it cures. It [[cures]]."),
        ("evidence: trial", "In the trial it [[cures]]. It cures."),
        ("evidence: none", "In the trial it cures. It [[cures]]."),
        ("polarity: negative", "It never [[cures]]. It cures."),
        ("polarity: positive", "It never cures. It [[cures]]."),
    ],
)
def test_find_can_narrow_how_a_claim_is_meant(senses: Lab, about: str, text: str) -> None:
    senses.rule(f"find: {{claim: cure, {about}}}")
    senses.check(text)


def test_a_reason_can_narrow_how_it_is_meant_itself(senses: Lab) -> None:
    senses.rule("find: really\nunless: [{claim: cure, mood: negated, within: paragraph}]")
    senses.check("Really, it does not cure.\n\n[[Really]], it cures.")


def test_a_kind_of_claim_is_found_and_no_other(senses: Lab) -> None:
    senses.rule("find: {claim: benefit}")
    senses.check("It [[works well]], [[helps]] and cures.")


# --- citations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        ("sentence", "It cures [1]. It [[cures]]. It cures (Smith et al., 2020)."),
        ("sentence", "It cures.[1] It [[cures]]."),
        ("adjacent", "It cures. So it is [1].\n\nIt [[cures]]. So. It is [1]."),
        ("paragraph", "It cures. So. It is [1].\n\nIt [[cures]]."),
    ],
)
def test_a_citation_silences_within_its_scope(senses: Lab, scope: str, text: str) -> None:
    senses.rule(f"find: cure~\nunless: [{{citation: any, within: {scope}}}]")
    senses.check(text)


def test_a_named_source_says_who(senses: Lab) -> None:
    senses.rule("find: cure~\nunless: [{citation: named-source, within: sentence}]")
    senses.check("It [[cures]] [1]. Smith et al say it cures. It cures (Jones, 2020).")


# --- missing, when, at-least -----------------------------------------------------------------


def test_a_document_that_lacks_something_is_reported_at_what_sets_the_rule_off(senses: Lab) -> None:
    senses.rule("find: {missing: {signal: caveat, within: document}}\nwhen: [{claim: benefit}]")
    senses.check("Hello.\n\nIt [[helps]] you.\n\nIt helps all.")
    senses.check("It helps you.\n\nThere is a risk.")
    senses.check("It helps you, with a risk.")
    senses.check("Hello.")


def test_without_when_the_first_block_is_reported_and_counts_itself(senses: Lab) -> None:
    senses.rule("find: {missing: {signal: caveat, within: document}}")
    senses.check("[[Hello.]]\n\nIt is good.")
    senses.check("There is a risk.\n\nIt is good.")
    senses.check("It is good.\n\nThere is a risk.")
    assert senses.found("") == []


def test_when_asks_whether_the_document_says_it_anywhere(senses: Lab) -> None:
    senses.rule("find: wonderful\nwhen: [{claim: cure}]")
    senses.check("It is [[wonderful]].\n\nMore.\n\nIt cures.")
    senses.check("It is wonderful.\n\nMore.")


def test_when_counts_the_found_words_themselves(senses: Lab) -> None:
    senses.rule("find: it cures\nwhen: [{claim: cure}]")
    senses.check("So [[it cures]].")


def test_when_can_be_narrower(senses: Lab) -> None:
    senses.rule("find: wonderful\nwhen: [{claim: cure, within: paragraph}]")
    senses.check("It is wonderful.\n\nIt cures. It is [[wonderful]].")


def test_at_least_counts_in_the_words_of_the_document(senses: Lab) -> None:
    senses.rule("find: {words: very, at-least: 2 per 10 words}")
    senses.check("It is very good and not bad.")
    (finding,) = senses.check("It is [[very]] good and very safe.")
    assert len(finding.related) == 1
    senses.check("It is very good and very safe, " + "and so on " * 5)
    (finding,) = senses.check("It is [[very]] good and very safe, very " + "and so on " * 2)


# --- once ------------------------------------------------------------------------------------


ONCE = "One one. One.\n\nOne.\n\n# A\n\nOne.\n\nOne."


@pytest.mark.parametrize(
    ("once", "lines"),
    [
        ("", [(1, 0), (1, 0), (1, 0), (3, 0), (7, 0), (9, 0)]),
        ("once: sentence", [(1, 1), (1, 0), (3, 0), (7, 0), (9, 0)]),
        ("once: paragraph", [(1, 2), (3, 0), (7, 0), (9, 0)]),
        ("once: section", [(1, 3), (7, 1)]),
        ("once: document", [(1, 5)]),
    ],
)
def test_once_reports_the_first_place_and_relates_the_others(
    lab: Lab, once: str, lines: list[tuple[int, int]]
) -> None:
    lab.rule(f"find: one\n{once}")
    findings = lab.lint(ONCE)
    assert [(each.line, len(each.related)) for each in findings] == lines
    for finding in findings:
        assert all(ONCE[s.start : s.end].lower() == "one" for s in finding.related)


# --- blocks and sections ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("blocks: [heading]", "# [[One]]\n\nOne.\n\n- one"),
        ("blocks: {not: [heading, list-item]}", "# One\n\n[[One]].\n\n- one"),
        ("sections: [methods]", "One.\n\n# Methods\n\n[[One]].\n\n# Other\n\nOne."),
        ("sections: {not: [methods]}", "[[One]].\n\n# Methods\n\nOne.\n\n# Other\n\n[[One]]."),
        ("", "[[One]].\n\n## References\n\n1. One. A book."),
        ("sections: [references]", "One.\n\n## References\n\n1. [[One]]. A book."),
    ],
)
def test_rules_look_at_the_blocks_and_sections_they_name(lab: Lab, keys: str, text: str) -> None:
    lab.rule(f"find: one\n{keys}")
    lab.check(text)


def test_blocks_that_are_not_english_are_left_alone(lab: Lab) -> None:
    lab.rule("find: die")
    german = "Die Patienten und die Ärzte sprechen nicht mit der Presse und die Zeit vergeht."
    lab.check(f"They [[die]].\n\n{german}\n\nThey [[die]].")


# --- replace ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("swap: {thearpy: therapy}", "thearpy Thearpy THEARPY", "therapy Therapy THERAPY"),
        ("swap: {ketaminw: ketamine}\ncase: exact", "ketaminw Ketaminw", "ketamine Ketaminw"),
        ("swap: {botox: Botox}\ncase: exact", "botox Botox", "Botox Botox"),
        ("swap: {covid: COVID}", "covid Covid", "COVID COVID"),
        ("find: (the|each) patients (weight)\nreplace: \"{1} patient's {2}\"",
         "It is the  patients weight. Each patients weight.",
         "It is the patient's weight. Each patient's weight."),
        ("find: [a, b]\nreplace: [x, y]", "b a", "y x"),
        ("find: [a, b]\nreplace: z", "b a", "z z"),
        ("find: (very)? big\nreplace: \"{1} large\"", "big, very big", "large, very large"),
        ("find: <number>-<number>\nreplace: \"{1} to {2}\"", "500–700", "500 to 700"),
        ("swap: {don't: do not}", "Don’t", "Do not"),
        ("find: i.e\nreplace: that is", "I.e", "That is"),
        ("swap: {a: an}", "A a", "An an"),
    ],
)  # fmt: skip
def test_a_replacement_fills_groups_and_keeps_capitals(
    lab: Lab, rule: str, before: str, after: str
) -> None:
    lab.rule(f"{rule}\nsafety: safe")
    assert lab.fix(before, "draft.txt").data.decode() == after


def test_a_message_shows_the_match_its_groups_and_the_fix(lab: Lab) -> None:
    lab.rule("find: (the|a)  cure (rate)?\nreplace: \"{1} rate\"\n"
             "message: '“{match}” {1} {2}: write “{fix}”, not {this}.'")  # fmt: skip
    (finding,) = lab.lint("See The\ncure  rate.")
    assert finding.message == "“The cure rate” The rate: write “The rate”, not {this}."
    assert finding.fixes[0].safety is Safety.UNSAFE


def test_suggestions_are_handed_on(lab: Lab) -> None:
    lab.rule("find: cure~\nsuggestions: [ease, help with]")
    (finding,) = lab.lint("It cures.")
    assert finding.suggestions == ("ease", "help with")
    assert finding.fixes == ()


# --- evidence --------------------------------------------------------------------------------


def test_evidence_says_what_was_looked_for_in_vain(senses: Lab) -> None:
    senses.rule(
        "find: {claim: cure}\nunless: [{citation: any, within: sentence}, {signal: caveat, "
        "within: adjacent}, {all: [{signal: hedge, within: clause}, {words: perhaps}]}]"
    )
    (finding,) = senses.check("It [[cures]]. More text. And this [1].")
    assert [(e.role, e.signal, e.within, e.text, e.note) for e in finding.evidence] == [
        ("trigger", "cure", "", "cures", ""),
        ("looked-for", "citation", "sentence", "", "the nearest citation is 2 sentences away"),
        ("looked-for", "caveat", "adjacent", "", "none found"),
        ("looked-for", "hedge", "clause", "", "none found"),
    ]
    assert finding.scope_name == "adjacent"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("It cures.", "the document cites nothing"),
        ("It cures.\n\nSee this [1].", "the nearest citation is in another paragraph"),
        ("It cures. See this [1].", "the nearest citation is 1 sentence away"),
    ],
)
def test_evidence_says_how_far_the_nearest_citation_is(senses: Lab, text: str, note: str) -> None:
    senses.rule("find: cure~\nunless: [{citation: any, within: sentence}]")
    (finding,) = senses.lint(text)
    assert [each.note for each in finding.evidence if each.note] == [note]


# --- signals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        ("pairs: [{verb: [ease~], object: pain, within: 3 words}]",
         "It [[eases the worst pain]]. It eases one two three four pain. Pain eases."),
        ("pairs: [{verb: [ease~], object: pain, order: any}]", "[[Pain eases]]. [[Eases pain]]."),
        ("pairs: [{verb: [ease~], object: {signal: caveat}}]", "It [[eases risks]]."),
        ("pairs: [{verb: [ease~], object: pain}]",
         "It eases. Pain stays. It eases; pain stays. It eases but pain stays."),
        ("pairs: [{verb: [ease~], object: pain}]", "It eases.\nThe pain stays."),
        ("pairs: [{verb: [ease~], object: pain}]", "It eases!\nThe pain stays."),
        ("pairs: [{verb: [ease~], object: pain}]", "It eases it (or so). Pain stays."),
        ("words: [a]\nsignals: [caveat]", "[[A]] [[risk]]."),
        ("words: [a]\nnot: [a b]", "[[A]] c, a b."),
        ("words: [a]\nnot: [{signal: caveat}]\nsignals: [hedge]", "[[A]] [[may]] risk."),
        ("words: [risk a]\nnot: [{signal: caveat}]", "A risk a."),
        ("words: [a]\nsignals: [sig]", "[[A]]."),
    ],
)  # fmt: skip
def test_a_signal_marks_words_pairs_and_other_signals(senses: Lab, signal: str, text: str) -> None:
    senses.signal("sig", signal)
    senses.rule("find: {signal: sig}")
    senses.check(text)


# --- places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It *[[cu*res]] it.", "a.md"),
        ("It [[cures&nbsp;all]] of it.", "a.html"),
        ("<p>It <b>[[cures</b> all]] &amp; more</p>", "a.html"),
        ("It **[[cures** all]].", "a.md"),
        ("\ufeffIt [[cures all]].\r\n", "a.txt"),
        ("😀 [[cures  all]] 😀", "a.txt"),
        ("[It [[cures](http://x.org) all]] ok", "a.md"),
    ],
)
def test_findings_stand_where_the_words_are_in_the_source(lab: Lab, text: str, name: str) -> None:
    lab.rule("find: [cures (all)?]")
    shown = text.replace("[[", "\0").replace("]]", "\1")
    source = shown.replace("\0", "").replace("\1", "")
    start, end = shown.index("\0"), shown.index("\1") - 1
    (finding,) = lab.lint(source, name)
    offset = 1 if source.startswith("\ufeff") else 0
    assert (finding.span.start + offset, finding.span.end + offset) == (start, end)
    assert finding.text == source[start:end]


# --- plain names, repeated claims, short texts -------------------------------------------------


def test_what_was_looked_for_is_told_in_the_plain_words_of_the_signal(lab: Lab) -> None:
    lab.signal("caveat", "title: a word of caution\nwords: perhaps")
    lab.signal("own-words", "words: I")
    lab.rule("find: cure~\nunless: [{signal: [caveat, own-words], within: sentence}]")
    (finding,) = lab.lint("It cures.")
    assert finding.evidence[-1].named == "a word of caution, own words"
    assert finding.evidence[-1].signal == "caveat, own-words"


def test_what_shows_only_what_a_text_is_about_is_not_told(lab: Lab) -> None:
    lab.signal("caveat", "words: perhaps")
    lab.signal("body", "told: no\nwords: kidneys")
    lab.rule("find: cure~\nunless: [{signal: [caveat, body]}, {signal: body, within: document}]")
    (finding,) = lab.lint("It cures.")
    looked_for = [each.signal for each in finding.evidence if each.role == "looked-for"]
    assert looked_for == ["caveat"]
    assert not lab.lint("The kidneys cure it.")


def test_a_claim_made_again_names_the_first_place(lab: Lab) -> None:
    lab.signal("treatment", "words: (zinc|tea)")
    lab.signal("bad-outcome", "words: (pain|cough)")
    lab.rule("find: (relieves|ends) <word>\ncategory: claim")
    text = "Zinc relieves pain.\n\nTea relieves pain.\n\nZinc ends pain.\n\nZinc ends coughs."
    first, other_subject, again, other_outcome = lab.lint(text)
    assert again.related == (first.span,)
    assert [each.related for each in (first, other_subject, other_outcome)] == [(), (), ()]


def test_a_rule_on_what_is_missing_leaves_short_texts_alone(lab: Lab) -> None:
    lab.rule("find: {missing: {words: date, within: document}}\noptions: {minimum-words: 4}")
    assert not lab.lint("Tea is good.")
    assert lab.lint("Tea is very good.")


def test_a_minimum_that_is_no_number_is_told(lab: Lab) -> None:
    lab.rule("find: {missing: {words: date, within: document}}\noptions: {minimum-words: few}")
    with pytest.raises(ValueError, match="minimum-words"):
        lab.lint("Tea is good.")


def test_suggestions_show_the_words_they_are_about(lab: Lab) -> None:
    lab.rule("find: cure~\nsuggestions: ['in place of “{match}”']")
    (finding,) = lab.lint("It cures.")
    assert finding.suggestions == ("in place of “cures”",)
