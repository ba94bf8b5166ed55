"""Missing citations on labelled sentences: what precision and recall are counted of."""

from __future__ import annotations

from evals.citations_missing import Sentence, measure


def test_the_recall_of_a_rule_is_of_all_cited_sentences() -> None:
    parts = ["About 40% of nurses sleep badly.", "Rooms are warm.", "Some rooms are cool."]
    text = "# Introduction\n\n"
    sentences = []
    for part in parts:
        sentences.append(Sentence(part, "cited", "intro", len(text), len(text) + len(part)))
        text += f"{part} "
    tallies, _ = measure([(text, sentences)], ["intro"])
    recalls = {name: str(tally.recall) for name, tally in tallies.items() if tally.flagged.total()}
    assert len(recalls) >= 2
    assert all("1/3" in shown for shown in recalls.values()), recalls
