"""False alarms of the spelling check, and of all packs, in edited texts; beside other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.falsealarms import APART, Tally, drafts, tally, total
from evals.intervals import Rate
from evals.linting import lint
from evals.spelling_flags import PACK, count
from evals.spelling_goals import Goal
from evals.spelling_peers import Peer
from evals.tables import one_line, table
from linter import documents
from linter.api import new_session
from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.findings import Severity, State
from linter.results import FileResult
from linter.spans import Span


@dataclass(frozen=True, slots=True)
class Alarms:
    """The counts of each group for the pack `spelling` and for all packs; peers' flags.

    `peers` has two rates for each tool: of all groups but the handbook, and of the handbook.
    """

    pack: dict[str, Tally]
    everything: dict[str, Tally]
    peers: dict[str, tuple[Rate, Rate]]
    results: Mapping[str, FileResult]


def measure_alarms(data: Path, peers: Sequence[Peer]) -> Alarms:
    """Lint the clean drafts twice, and let the peers look at the same prose."""
    folder = data / "drafts" / "clean"
    names = [path.relative_to(folder).as_posix() for path in drafts(folder)]
    results = lint(folder, names, (PACK,))
    if problems := [problem for result in results.values() for problem in result.problems]:
        raise RuntimeError("; ".join(f"{each.path}: {each.message}" for each in problems))
    pack, everything = tally(results), tally(lint(folder, names))
    texts = _texts_by_place(read_drafts(folder, names)) if peers else ([], [])
    words = total(counts for name, counts in pack.items() if name != APART).words
    rates = {peer.name: _rates(peer, texts, (words, _apart(pack).words)) for peer in peers}
    return Alarms(pack, everything, rates, results)


def _apart(groups: Mapping[str, Tally]) -> Tally:
    return groups.get(APART, Tally())


def _texts_by_place(read: Mapping[str, Document]) -> tuple[list[str], list[str]]:
    texts: tuple[list[str], list[str]] = ([], [])
    for name, document in read.items():
        apart = name.split("/")[0] == APART
        texts[apart].extend(document.prose[span.start : span.end] for span in checked(document))
    return texts


def _rates(
    peer: Peer, texts: tuple[list[str], list[str]], words: tuple[int, int]
) -> tuple[Rate, Rate]:
    main, apart = (
        Rate(count(peer.look(part, False), informed=False), number)
        for part, number in zip(texts, words, strict=True)
    )
    return main, apart


def read_drafts(folder: Path, names: Iterable[str]) -> dict[str, Document]:
    """Drafts as medlint reads them."""
    session = new_session(isolated=True)
    options = session.ruleset(session.configurations.for_folder(session.working_folder)).options
    return {
        name: documents.read(documents.read_bytes(folder / name), folder / name, options)
        for name in names
    }


def checked(document: Document) -> Iterator[Span]:
    """The blocks of the prose that medlint checks for spelling: English, and no references."""
    for block, english in zip(document.blocks, document.english, strict=True):
        reference = block.kind is BlockKind.REFERENCE or block.section_kind == "references"
        if english and not reference and block.end > block.start:
            yield Span(block.start, block.end)


def alarms_report(alarms: Alarms) -> str:
    """The false alarms as Markdown."""
    names = [name for name in sorted(alarms.pack) if name != APART]
    rows = [(f"`{name}`", alarms.pack[name], alarms.everything[name]) for name in names]
    pack, everything = _together(alarms.pack), _together(alarms.everything)
    rows.append(("**all of these**", pack, everything))
    if APART in alarms.pack:
        rows.append((f"`{APART}` (apart)", alarms.pack[APART], alarms.everything[APART]))
    ours = table(
        ["group", "words", "spelling", "spelling, with info", "all packs", "all packs, with info"],
        [[name, f"{a.words:,}", _shown(a), _all(a), _shown(b), _all(b)] for name, a, b in rows],
    )
    others = table(
        ["tool", "all groups but the handbook", f"`{APART}` (apart)"],
        [
            ("medlint, spelling", _shown(pack), _shown(_apart(alarms.pack))),
            ("medlint, spelling, with info", _all(pack), _all(_apart(alarms.pack))),
            *((name, *rates) for name, rates in alarms.peers.items()),
        ],
    )
    return (
        "### False alarms in edited texts\n\n"
        "Warnings and errors per 1,000 words; counts and 95 % intervals (Poisson) in brackets. "
        "They are an upper bound: edited texts have typos too.\n\n"
        f"{ours}\n\n{others}"
    )


def alarms_goals(alarms: Alarms) -> list[Goal]:
    """How many false alarms there may be."""
    pack, everything = _together(alarms.pack), _together(alarms.everything)
    return [
        Goal("false alarms per 1,000 words", 0.3, _shown(pack).per_thousand, at_most=True),
        Goal("… with info", 1.5, _all(pack).per_thousand, at_most=True),
        Goal("… of all packs", 2, _shown(everything).per_thousand, at_most=True),
    ]


def alarms_listing(results: Mapping[str, FileResult]) -> Iterator[str]:
    """Each finding of the pack in the clean drafts: for the terminal only."""
    for name, result in results.items():
        for found in (each for each in result.findings if each.state is State.OPEN):
            state = "false info" if found.severity is Severity.INFO else "false"
            start, end = found.marked.start, found.marked.end
            before, after = found.sentence[max(start - 40, 0) : start], found.sentence[end:][:40]
            offers = ", ".join(edit.text for fix in found.fixes[:3] for edit in fix.edits)
            place = one_line(f"{before}⟦{found.text}⟧{after}")
            yield f"{state:10} {name}:{found.line} {found.rule} {place}  offered: {offers or '–'}"


def _together(groups: Mapping[str, Tally]) -> Tally:
    return total(counts for name, counts in groups.items() if name != APART)


def _shown(counts: Tally) -> Rate:
    return Rate(counts.shown, counts.words)


def _all(counts: Tally) -> Rate:
    return Rate(counts.shown + counts.informed, counts.words)
