"""The marks of two readers in 30 drafts: which drafts, how they are kept, how two become one.

`marks.jsonl` holds places and labels only. Offsets are Python string indices into the file read
with ``newline=""``, end-exclusive.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from linter.spans import Span

MARKS = Path(__file__).with_name("marks.jsonl")
LANGUAGE = ("typo", "grammar", "spacing")  # readers differ about which of them; taken as one too
CATEGORIES = (*LANGUAGE, "claim", "citation")
KINDS = (  # of typos; README.md says what each of them means
    "non-word",
    "real-word",
    "compound",
    "apostrophe",
    "capital",
    "repeated",
    "number",
    "inconsistent",
    "other",
)
SEED = 20261124


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A problem a reader would raise. `readers` is `AB`, `A` or `B`: who marked it.

    `kind` says of a sure typo what kind it is (one of `KINDS`); of all else it is empty.
    """

    file: str
    start: int
    end: int
    category: str
    sure: bool
    readers: str
    kind: str = ""

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.start, self.end)


def family(category: str) -> str:
    """`language` for typo, grammar and spacing; any other category is its own family."""
    return "language" if category in LANGUAGE else category


def messy(data: Path) -> Path:
    """The folder of the drafts that are marked."""
    return data / "drafts" / "messy"


def chosen_files(data: Path) -> list[str]:
    """The 30 drafts, sorted: drawn with a fixed seed from those of 300 to 1,200 words.

    The word counts are those of the folder's manifest; the seed was set before anybody had read
    a draft.
    """
    with (messy(data) / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest))
    fitting = sorted(row["file"] for row in rows if 300 <= int(row["words"]) <= 1200)
    return sorted(random.Random(SEED).sample(fitting, 30))


def load_marks(path: Path = MARKS) -> list[Mark]:
    """The marks of a file such as `marks.jsonl`."""
    return [Mark(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def save_marks(marks: Iterable[Mark], path: Path = MARKS) -> None:
    """Write marks, sorted, one JSON object a line."""
    rows = (asdict(mark) for mark in sorted(marks))
    lines = (json.dumps({k: v for k, v in row.items() if k != "kind" or v}) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def check_files(marks: Iterable[Mark], data: Path) -> None:
    """Make sure the marks are those of the chosen drafts.

    Raises:
        ValueError: they stand in other files, or some chosen draft has none.
    """
    marked = {mark.file for mark in marks}
    if different := marked ^ set(chosen_files(data)):
        raise ValueError(f"the marks are not those of the chosen drafts: {sorted(different)}")


def resolve(rows: Iterable[dict[str, object]], reader: str, data: Path) -> Iterator[Mark]:
    """A reader's quotations as places: `quote` is the `nth` (from 1) such text of `file`.

    Raises:
        ValueError: a quotation does not stand in its file, or a category is unknown.
    """
    for row in rows:
        text = source_of(str(row["file"]), data)
        quote, category = str(row["quote"]), str(row["category"])
        if category not in CATEGORIES:
            raise ValueError(f"unknown category {category!r}")
        start = nth(text, quote, int(str(row.get("nth", 1))))
        yield Mark(
            str(row["file"]), start, start + len(quote), category, row["sure"] is True, reader
        )


def source_of(file: str, data: Path) -> str:
    """A draft's text with its line endings as they are."""
    with (messy(data) / file).open(encoding="utf-8", newline="") as stream:
        return stream.read()


def nth(text: str, quote: str, number: int) -> int:
    """Where the `number`-th (from 1) occurrence of `quote` starts; overlapping ones do not count.

    Raises:
        ValueError: there are fewer.
    """
    start = -len(quote)
    for _ in range(number):
        start = text.index(quote, start + len(quote) if start >= 0 else 0)
    return start


def merge_readers(a: Sequence[Mark], b: Sequence[Mark]) -> list[Mark]:
    """The marks of both readers as one list; what both marked is one mark.

    Two marks are the same if they are of one family and overlap (a claim or citation: by half of
    the shorter one, for both readers mark whole sentences). Each mark has one partner at most:
    pairs of equal category are made first, then those that share the most characters.
    """
    pairs = sorted(
        ((one.category == two.category, _shared(one.span, two.span)), i, j)
        for i, one in enumerate(a)
        for j, two in enumerate(b)
        if _same(one, two)
    )
    left, right, merged = set(range(len(a))), set(range(len(b))), []
    for _, i, j in reversed(pairs):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            merged.append(_merge(a[i], b[j]))
    merged += [replace(a[i], sure=False, readers="A") for i in left]
    merged += [replace(b[j], sure=False, readers="B") for j in right]
    return sorted(set(merged))


def _same(one: Mark, two: Mark) -> bool:
    if one.file != two.file or family(one.category) != family(two.category):
        return False
    shared = _shared(one.span, two.span)
    if family(one.category) == "language":
        return shared > 0
    return 2 * shared >= min(one.end - one.start, two.end - two.start)


def _shared(one: Span, two: Span) -> int:
    return max(min(one.end, two.end) - max(one.start, two.start), 0)


def _merge(a: Mark, b: Mark) -> Mark:
    """Sure, for both marked it; where they differ in category, only if each was sure by itself.

    An error's place is what both spans share, a sentence's all they cover; the category is A's.
    """
    sure = a.category == b.category or (a.sure and b.sure)
    if family(a.category) == "language":
        start, end = max(a.start, b.start), min(a.end, b.end)
    else:
        start, end = min(a.start, b.start), max(a.end, b.end)
    return Mark(a.file, start, end, a.category, sure, "AB")
