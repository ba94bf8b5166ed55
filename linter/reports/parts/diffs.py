"""What a change of words leaves, takes away and adds."""

from __future__ import annotations

from itertools import takewhile

from linter.late import late

_PIECES = late(r"\s+|\w+|[^\w\s]")


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """The change as `(kind, words)`: what stays at either end is `same`, and between them stands
    what goes (`del`) and what comes (`ins`) in one piece each, as an editor would mark it.

    Where nothing but white space changes or nothing stays, all of the old and all of the new.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if before.split() == after.split():
        return _told((("del", before), ("ins", after)))
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    parts = (
        ("same", "".join(old[:first])),
        ("del", "".join(old[first : len(old) - last])),
        ("ins", "".join(new[first : len(new) - last])),
        ("same", "".join(old[len(old) - last :])),
    )
    return _told(parts)


def _shared(one: list[str], other: list[str]) -> int:
    """How many pieces are the same from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _told(parts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(kind, words) for kind, words in parts if words]
