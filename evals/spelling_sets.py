"""Sets of known typos: planted ones, health consumers' own, and those of the seed article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.intervals import Rate
from evals.seed import NAME
from evals.spelling_flags import (
    Case,
    Flag,
    Flags,
    Look,
    Outcome,
    count,
    medlint,
    planted,
    verdicts,
    words_in,
)
from evals.spelling_goals import Goal
from evals.spelling_peers import Peer
from evals.tables import one_line, table

SHOWN = "medlint, warnings and errors"
INFORMED = "medlint, with info"
CARRIER = "The doctor wrote about {} in the letter."
GROUPS = {"med": "medical", "gen": "general"}
KINDS = {
    "sub": "neighbouring key",
    "trans": "transposition",
    "del": "missing letter",
    "ins": "extra letter",
}


@dataclass(frozen=True, slots=True)
class TypoSet:
    """Typos to find, and texts in which nothing is to be found."""

    name: str
    cases: tuple[Case, ...]
    clean: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What all tools made of a set; `flags` and `clean_flags` are medlint's."""

    typos: TypoSet
    outcomes: dict[str, Outcome]
    flags: Flags = field(default_factory=list)
    clean_flags: Flags = field(default_factory=list)


def load_planted(data: Path) -> TypoSet:
    """Sentences with one planted typo each, and the same without it."""
    rows = list(_rows(data / "labelled" / "spelling" / "planted.jsonl"))
    cases = (
        planted(row["bad"], int(row["start"]), row["typo"], row["orig"], row["group"], row["kind"])
        for row in rows
    )
    return TypoSet("planted typos", tuple(cases), tuple(row["clean"] for row in rows))


def load_pairs(data: Path, carrier: str = "{}") -> TypoSet:
    """Misspellings of health consumers, each put into `carrier`; by default the word alone.

    Where the misspelling has a capital, the correction may have capitals or none: the pairs differ
    about them, and some tools keep them while others do not.
    """
    before = carrier.index("{}")
    cases = []
    for row in _rows(data / "labelled" / "spelling" / "consumer_pairs.jsonl"):
        typo, right = row["typo"], row["correction"]
        rights = {right}
        if typo != typo.lower():
            rights |= {right.lower(), right.upper(), right[:1].upper() + right[1:]}
        case = planted(carrier.format(typo), before, typo, right)
        cases.append(Case(case.text, case.span, frozenset(map(carrier.format, rights))))
    return TypoSet("misspellings of health consumers", tuple(cases))


def load_seed(data: Path) -> TypoSet:
    """The typos that an editor annotated in the seed article and said the right form of.

    Their kind is the editor's rule: `misspelling`, `capitalisation` and others.
    """
    with (data / "seed" / f"{NAME}.txt").open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    cases = (
        planted(text, int(row["start"]), row["text"], row["suggestion"], kind=row["rule"])
        for row in _rows(data / "seed" / f"{NAME}.annotations.jsonl")
        if row["category"] == "typo" and row["suggestion"]
    )
    return TypoSet("the seed article", tuple(cases))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def measure(typos: TypoSet, peers: Iterable[Peer], look: Look | None = None) -> Measured:
    """The outcome of each tool on a set; `look` stands for medlint's eyes."""
    ours = look or (lambda texts, _: medlint(texts))
    texts = [case.text for case in typos.cases]
    flags, clean_flags = _by_text(ours)(texts, True), ours(typos.clean, False)
    words = words_in(typos.clean)
    outcomes = {
        name: Outcome(
            name,
            verdicts(typos.cases, flags, informed=informed),
            Rate(count(clean_flags, informed=informed), words),
        )
        for name, informed in ((SHOWN, False), (INFORMED, True))
    }
    for peer in peers:
        outcomes[peer.name] = _outcome(peer, typos, texts, words)
    return Measured(typos, outcomes, flags, clean_flags)


def _outcome(peer: Peer, typos: TypoSet, texts: Sequence[str], words: int) -> Outcome:
    found = verdicts(typos.cases, _by_text(peer.look)(texts, True), informed=False)
    false = count(peer.look(typos.clean, False), informed=False) if typos.clean else 0
    return Outcome(peer.name, found, Rate(false, words))


def _by_text(look: Look) -> Callable[[Sequence[str], bool], Flags]:
    """The same eyes, which see each different text once."""

    def once(texts: Sequence[str], suggest: bool) -> Flags:
        different = list(dict.fromkeys(texts))
        found = dict(zip(different, look(different, suggest), strict=True))
        return [found[text] for text in texts]

    return once


def planted_report(measured: Measured) -> str:
    """The planted typos as Markdown: all, then by group and kind."""
    typos = measured.typos
    rows = [
        (
            name,
            outcome.share("found"),
            outcome.share("first"),
            outcome.share("among_five"),
            outcome.false_flags,
        )
        for name, outcome in measured.outcomes.items()
    ]
    head = ["tool", "found", "right word first", "among the first five", "false flags"]
    return (
        "### Planted typos\n\n"
        f"{len(typos.cases)} sentences with one typo each; false flags are counted on the same "
        f"sentences without it, per 1,000 of {words_in(typos.clean):,} words.\n\n"
        f"{table(head, rows)}\n\n{split_table(measured, 'found', 'found')}\n\n"
        f"{split_table(measured, 'first', 'right word first')}"
    )


def split_table(measured: Measured, what: str, title: str) -> str:
    """One figure of each tool, apart for each group and kind of typo."""
    cases = measured.typos.cases
    parts = {
        label: [n for n, case in enumerate(cases) if getattr(case, key) == value]
        for key, labels in (("group", GROUPS), ("kind", KINDS))
        for value, label in labels.items()
    }
    return table(
        [title, *(f"{label} ({len(chosen)})" for label, chosen in parts.items())],
        [
            [name, *(_number(outcome.share(what, chosen).value) for chosen in parts.values())]
            for name, outcome in measured.outcomes.items()
        ],
    )


def pairs_report(alone: Measured, carried: Measured) -> str:
    """The consumers' misspellings as Markdown; the word alone is what counts."""
    rows = [
        (
            name,
            outcome.share("found"),
            outcome.share("first"),
            outcome.share("among_five"),
            carried.outcomes[name].share("first") if name in carried.outcomes else "",
        )
        for name, outcome in alone.outcomes.items()
    ]
    head = ["tool", "found", "right word first", "among the first five", "first, in a sentence"]
    return (
        "### Misspellings of health consumers\n\n"
        f"{len(alone.typos.cases)} pairs, repeats kept, each as a text of one word. The last "
        "column has the same words in one and the same sentence, which says nothing about them; "
        "it is for comparison and does not count.\n\n"
        f"{table(head, rows)}"
    )


def seed_report(measured: Measured) -> str:
    """The seed's typos as Markdown, misspellings apart from all others."""
    cases = measured.typos.cases
    parts = {
        "misspellings": [n for n, case in enumerate(cases) if case.kind == "misspelling"],
        "other typos": [n for n, case in enumerate(cases) if case.kind != "misspelling"],
    }
    rows = [
        [
            name,
            *(
                f"{share.right}/{share.of}"
                for chosen in parts.values()
                for share in (outcome.share("found", chosen), outcome.share("first", chosen))
            ),
        ]
        for name, outcome in measured.outcomes.items()
    ]
    head = [f"{part}: {what}" for part in parts for what in ("found", "right word first")]
    return f"### Typos of the seed article\n\n{table(['tool', *head], rows)}"


def planted_goals(measured: Measured) -> list[Goal]:
    """What is to be reached on the planted typos."""
    shown, informed = measured.outcomes[SHOWN], measured.outcomes[INFORMED]
    return [
        Goal("planted typos found, warnings and errors", 0.94, shown.share("found").value),
        Goal("… right word first", 0.90, shown.share("first").value),
        Goal("planted typos found, with info", 0.97, informed.share("found").value),
        Goal("… right word first", 0.92, informed.share("first").value),
    ]


def pairs_goals(alone: Measured) -> list[Goal]:
    """What is to be reached on the consumers' misspellings."""
    first = alone.outcomes[INFORMED].share("first").value
    return [Goal("health consumers' misspellings: right word first", 0.72, first)]


def seed_goals(measured: Measured) -> list[Goal]:
    """What is to be reached on the seed article."""
    chosen = [n for n, c in enumerate(measured.typos.cases) if c.kind == "misspelling"]
    first = measured.outcomes[INFORMED].share("first", chosen).value
    return [Goal("misspellings of the seed: right word first", 1, first)]


def listing(measured: Measured) -> Iterator[str]:
    """What medlint missed, ranked wrongly or marked wrongly: for the terminal only."""
    for case, flags in zip(measured.typos.cases, measured.flags, strict=True):
        (wanted,) = sorted(case.right, key=str.swapcase)[:1]
        hits = [flag for flag in flags if flag.span.overlaps(case.span)]
        offers = next((hit.repairs for hit in hits if hit.repairs), ())
        state = "missed" if not hits else "" if any(hit.shown for hit in hits) else "info"
        state += "" if not hits or (offers and offers[0] in case.right) else " rank"
        if state.strip():
            told = ", ".join(_changed(case.text, offer) for offer in offers[:5])
            yield f"{state.strip():10} {_changed(case.text, wanted)}  offered: {told or '–'}"
    for text, flags in zip(measured.typos.clean, measured.clean_flags, strict=True):
        yield from (_false(text, flag) for flag in flags)


def _false(text: str, flag: Flag) -> str:
    offers = ", ".join(_changed(text, repaired) for repaired in flag.repairs[:3])
    start, end = flag.span.start, flag.span.end
    place = one_line(f"{text[max(start - 40, 0) : start]}⟦{text[start:end]}⟧{text[end : end + 40]}")
    return f"{'false' if flag.shown else 'false info':10} {place}  offered: {offers or '–'}"


def _changed(text: str, repaired: str) -> str:
    """What was changed, word by word: `thsi → this`."""
    before, after = text.split(), repaired.split()
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return f"{' '.join(before)} → {' '.join(after)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
