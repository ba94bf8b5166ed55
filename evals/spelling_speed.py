"""Speed of the spelling check alone, in this process and on one core."""

from __future__ import annotations

import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from evals.falsealarms import APART, drafts
from evals.spelling_drafts import checked, read_drafts
from evals.spelling_flags import PACK
from evals.spelling_goals import Goal
from evals.spelling_sets import CARRIER
from evals.tables import table
from linter import documents
from linter.api import new_session
from linter.checkers import Checker
from linter.checkers.spelling import forget
from linter.documents.document import Document
from linter.findings import Finding

CHECK = "spelling"
SEED = 20261124
UNKNOWN = 1_000
ROUNDS = 3
PER_DRAFT = 20
SIZE = 8_000  # characters
_WORD = re.compile(r"(?<![\w'’-])[a-z]{6,14}(?![\w'’-])")


@dataclass(frozen=True, slots=True)
class Speed:
    """What the check took, in seconds of CPU time; sizes are bytes of the drafts' files.

    `as_is` and `silent` are (bytes, seconds) for the edited drafts and for those of their
    paragraphs in which nothing is found, with no word seen before; `again` is for those
    paragraphs where the process has met all their words; `suggesting` is for the misspelt
    words, of which `flagged` were found, `offered` got a suggestion, and of `right` the first
    one was right.
    """

    timed: str
    as_is: tuple[int, float]
    silent: tuple[int, float]
    again: tuple[int, float]
    suggesting: float
    flagged: int
    offered: int
    right: int


def measure_speed(data: Path) -> Speed:
    """Time the check over clean drafts, over what is clean in them, and over misspelt words."""
    folder = data / "drafts" / "clean"
    names = [path.relative_to(folder).as_posix() for path in drafts(folder)]
    names = [name for name in names if name.split("/")[0] != APART]
    read = read_drafts(folder, names)
    session_checks, timed = spelling_checks()
    silent = in_drafts(silent_paragraphs(read.values(), session_checks))
    words = misspelt(Counter(word for d in read.values() for word in _WORD.findall(d.prose)))
    texts = in_drafts((CARRIER.format(typo) for typo, _ in words), PER_DRAFT * len(CARRIER))
    seconds, found = _timed(lambda: read_texts(texts))
    offers = [finding for finding in found if finding.fixes]
    rights = {CARRIER.format(typo): CARRIER.format(right) for typo, right in words}
    return Speed(
        timed,
        (_bytes(d.source for d in read.values()), _timed(lambda: _again(folder, names))[0]),
        (_bytes(silent), _timed(lambda: read_texts(silent))[0]),
        (_bytes(silent), _timed(lambda: read_texts(silent), before=silent)[0]),
        seconds,
        len(found),
        len(offers),
        sum(_repaired(finding) == rights.get(finding.sentence) for finding in offers),
    )


def spelling_checks() -> tuple[tuple[Checker, ...], str]:
    """The dictionary's check, built anew, and its name; where there is none, the whole pack."""
    session = new_session(select=(PACK,), isolated=True)
    config = session.configurations.for_folder(session.working_folder)
    ids = [rule.id for rule in session.ruleset(config).rules() if rule.check == CHECK]
    if not ids:
        return session.engine(config).checks, "the pack `spelling` (there is no spelling check)"
    session = new_session(select=ids, isolated=True)
    return session.engine(config).checks, "the spelling check alone"


def _timed(
    read: Callable[[], Iterable[Document]], before: Sequence[str] = ()
) -> tuple[float, list[Finding]]:
    """The median CPU time of a pass over documents just read, by a check just built, which has
    met no word but those of the texts `before`."""
    taken, found = [], list[Finding]()
    for _ in range(ROUNDS):
        forget()
        checks, _ = spelling_checks()
        warm_up = read_texts(["Tea is a drink, and thsi is a cup.\n", *before])
        _run(checks, warm_up)  # loads what it needs
        checks, _ = spelling_checks()
        read_before = list(read())
        for document in read_before:
            _ = document.words, document.english
        started = time.process_time()
        found = _run(checks, read_before)
        taken.append(time.process_time() - started)
    return median(taken), found


def _run(checks: Sequence[Checker], read: Iterable[Document]) -> list[Finding]:
    return [found for document in read for check in checks for found in check(document)]


def _again(folder: Path, names: Iterable[str]) -> Iterable[Document]:
    return read_drafts(folder, names).values()


def _bytes(texts: Iterable[str]) -> int:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)


def read_texts(texts: Sequence[str]) -> list[Document]:
    """Plain texts as medlint reads them."""
    session = new_session(isolated=True)
    options = session.ruleset(session.configurations.for_folder(session.working_folder)).options
    return [documents.read(text.encode(), Path("text.txt"), options) for text in texts]


def silent_paragraphs(read: Iterable[Document], checks: Sequence[Checker]) -> Iterator[str]:
    """The checked blocks in which the checks find nothing, each on one line."""
    for document in read:
        found = [finding.span for finding in _run(checks, [document])]
        for span in checked(document):
            source = document.map.to_source(span)
            if not any(each.overlaps(source) for each in found):
                yield " ".join(document.prose[span.start : span.end].split())


def in_drafts(paragraphs: Iterable[str], size: int = SIZE) -> list[str]:
    """Paragraphs put together to texts of at least `size` characters each (the last: fewer)."""
    texts, parts, length = list[str](), list[str](), 0
    for paragraph in paragraphs:
        parts.append(paragraph)
        length += len(paragraph)
        if length >= size:
            texts.append("\n\n".join(parts) + "\n")
            parts, length = [], 0
    return [*texts, "\n\n".join(parts) + "\n"] if parts else texts


def misspelt(vocabulary: Mapping[str, int], wanted: int = UNKNOWN) -> list[tuple[str, str]]:
    """Different misspelt words, each with what it was: half by one edit, half by two.

    They are made of words seen five times, by random edits with a fixed seed; the first letter
    stays. None is a word of the vocabulary.
    """
    chance = random.Random(SEED)
    words = sorted(word for word, seen in vocabulary.items() if seen >= 5)
    made: dict[str, str] = {}
    while words and len(made) < wanted:
        word = chance.choice(words)
        typo = edited(word, 1 if len(made) < wanted // 2 else 2, chance)
        if typo not in vocabulary and typo not in made:
            made[typo] = word
    return list(made.items())


def edited(word: str, edits: int, chance: random.Random) -> str:
    """A word of at least six letters after one edit, or two that lie two letters apart."""
    places = [chance.randrange(1, len(word) - 1)]
    if edits == 2:
        far = [n for n in range(1, len(word) - 1) if abs(n - places[0]) > 1]
        places.append(chance.choice(far))
    for place in sorted(places, reverse=True):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        other = chance.choice(string.ascii_lowercase.replace(letter, ""))
        changes = (
            after,
            other + after,
            other + letter + after,
            after[0] + letter + after[1:] if after[0] != letter else after,
        )
        word = before + chance.choice(changes)
    return word


def _repaired(finding: Finding) -> str:
    """The finding's sentence, which has no markup, after the first fix."""
    moved = finding.span.start - finding.marked.start
    (edit,) = finding.fixes[0].edits[:1]
    start, end = edit.span.start - moved, edit.span.end - moved
    return finding.sentence[:start] + edit.text + finding.sentence[end:]


def speed_report(speed: Speed) -> str:
    """The speed as Markdown."""
    rows = [
        ["clean text (no finding in any paragraph), no word seen before", *_figures(speed.silent)],
        ["clean text, every word seen before", *_figures(speed.again)],
        ["edited drafts as they are, no word seen before", *_figures(speed.as_is)],
        [f"suggestions for {UNKNOWN:,} misspelt words", "", f"{speed.suggesting:.2f} s", ""],
    ]
    return (
        "### Speed of the spelling check\n\n"
        f"Timed: {speed.timed}, CPU time in one process, drafts read and dictionary loaded "
        f"beforehand; medians of {ROUNDS} runs. A run remembers which words were right, so in a "
        f"long one most have been seen before. Of the misspelt words (half "
        f"of them two edits away from theirs) {speed.flagged:,} are found, {speed.offered:,} get "
        f"suggestions, and for {speed.right:,} the right word is the first. Absolute figures "
        f"depend on the machine.\n\n{table(['', 'text', 'CPU', 'speed'], rows)}"
    )


def _figures(measured: tuple[int, float]) -> list[str]:
    size, seconds = measured
    return [f"{size / 1e6:.1f} MB", f"{seconds:.2f} s", f"{size / 1e6 / seconds:.1f} MB/s"]


def speed_goals(speed: Speed) -> list[Goal]:
    """How fast it must be."""
    size, seconds = speed.silent
    # A check that offers little is quick for that reason.
    suggesting = speed.suggesting if speed.offered >= UNKNOWN / 2 else None
    return [
        Goal("speed on clean text", 15, size / 1e6 / seconds, " MB/s"),
        Goal(f"suggestions for {UNKNOWN:,} words", 1, suggesting, " s", at_most=True),
    ]
