from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.falsealarms import Tally
from evals.intervals import Rate
from evals.spelling_drafts import (
    Alarms,
    alarms_goals,
    alarms_listing,
    alarms_report,
    checked,
    measure_alarms,
    read_drafts,
)
from evals.spelling_flags import Flags, flag_word
from evals.spelling_peers import Peer

DRAFT = """---
title: Tea
---

We drink *black* tea, see <https://example.org/teh>.

## References

1. Leaf A. On teh. J Tea 2001;1:2.
"""


def cups(texts: Sequence[str], _: bool) -> Flags:
    """Marks every cup."""
    return [
        [flag_word(text, n, n + 3) for n in range(len(text)) if text.startswith("cup", n)]
        for text in texts
    ]


def alarms(shown: int, informed: int, all_shown: int) -> Alarms:
    pack = Tally(files=1, words=10_000, shown=shown, informed=informed)
    everything = Tally(files=1, words=10_000, shown=all_shown, informed=informed)
    apart = Tally(files=1, words=1_000, shown=500)
    return Alarms(
        {"pages": pack, "vimbook": apart},
        {"pages": everything, "vimbook": apart},
        {"other 1.0": (Rate(7, 10_000), Rate(3, 1_000))},
        {},
    )


def test_the_prose_that_is_checked_has_no_references_and_no_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DRAFT)
    document = read_drafts(tmp_path, ["a.md"])["a.md"]
    texts = [document.prose[span.start : span.end] for span in checked(document)]
    assert any("We drink black tea" in text for text in texts)
    assert not any("teh" in text for text in texts)


def test_a_paragraph_in_another_language_is_not_checked(tmp_path: Path) -> None:
    other = "Der Tee wird in der Kanne mit heißem Wasser für drei Minuten aufgebrüht."
    (tmp_path / "a.md").write_text(f"{other}\n\nWe drink the tea at once, and it is good.\n")
    document = read_drafts(tmp_path, ["a.md"])["a.md"]
    assert [document.prose[s.start : s.end][:8] for s in checked(document)] == ["We drink"]


def test_the_handbook_is_apart_for_medlint_and_for_the_peers(tmp_path: Path) -> None:
    clean = tmp_path / "drafts" / "clean"
    for name, text in {"pages/a.md": "A cup and a cup of tea.", "vimbook/b.md": "One cup."}.items():
        (clean / name).parent.mkdir(parents=True, exist_ok=True)
        (clean / name).write_text(text)
    measured = measure_alarms(tmp_path, [Peer("cups 1.0", cups)])
    assert measured.peers == {"cups 1.0": (Rate(2, 7), Rate(1, 2))}
    assert {name: tally.words for name, tally in measured.pack.items()} == {
        "pages": 7,
        "vimbook": 2,
    }
    assert list(measured.results) == ["pages/a.md", "vimbook/b.md"]


def test_the_report_has_the_pack_beside_all_packs_and_the_peers() -> None:
    lines = alarms_report(alarms(2, 3, 40)).splitlines()
    whole = next(line for line in lines if "all of these" in line)
    assert [cell.split()[0] for cell in whole.strip("|").split("|")][2:] == [
        "0.20",
        "0.50",
        "4.00",
        "4.30",
    ]
    peer = next(line for line in lines if "other 1.0" in line)
    assert [cell.split()[0] for cell in peer.strip("|").split("|")][1:] == ["0.70", "3.00"]


@pytest.mark.parametrize(
    ("counts", "reached"),
    [((3, 12, 20), [True, True, True]), ((4, 12, 21), [False, False, False])],
)
def test_goals_leave_the_handbook_out(counts: tuple[int, int, int], reached: list[bool]) -> None:
    assert [goal.reached for goal in alarms_goals(alarms(*counts))] == reached


def test_the_listing_shows_each_finding_in_its_place(tmp_path: Path) -> None:
    page = tmp_path / "drafts" / "clean" / "pages" / "a.md"
    page.parent.mkdir(parents=True)
    page.write_text("We recieve tea.\n")
    (told,) = alarms_listing(measure_alarms(tmp_path, []).results)
    assert "pages/a.md:1" in told
    assert "We ⟦recieve⟧ tea." in told
    assert "offered: receive" in told
