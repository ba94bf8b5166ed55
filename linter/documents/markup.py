"""Cutting markup into tokens: what HTML and XML have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Token = tuple[int, int, int, str]  # what it is, start, end, the element's name or the comment
TEXT = 0


def cut(
    source: str,
    start: int,
    end: int,
    token_at: Callable[[int], Token | None],
    resume: Callable[[Token], int] | None = None,
) -> Iterator[Token]:
    """The tokens of ``source[start:end]`` in order, and the text between them.

    `token_at` is asked at each “<”; where it knows no token, that is text. `resume` says where to
    go on behind a token, if that is not its end; what is passed over is left out.
    """
    position = place = start  # `position` is where text not yet handed out begins
    while (place := source.find("<", place, end)) >= 0:
        token = token_at(place)
        if token is None:
            place += 1
            continue
        if position < place:
            yield TEXT, position, place, ""
        yield token
        place = position = resume(token) if resume else token[2]
    if position < end:
        yield TEXT, position, end, ""


def find_once(source: str, text: str, start: int, end: int, missing: set[str]) -> int:
    """Like `str.find`; what was missing once is not looked for again, so that time stays linear."""
    if text in missing:
        return -1
    place = source.find(text, start, end)
    if place < 0:
        missing.add(text)
    return place
