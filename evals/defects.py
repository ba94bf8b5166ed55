"""Articles with one known defect each, to see whether bookkeeping finds it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evals.articles import Article, Cite, Part, Run
from evals.rendering import STYLES, Style

SEED = 20261124
_BY_NAME = {style.name: style for style in STYLES}
_PLACEHOLDERS = ("[citation needed]", "[REF]", "[?]", "(REF)", "[source?]", "[insert citation]")
_BAD_DOIS = ("10.13/a.b", "1O.1371/journal.x", "10.1371journal.x", "1371/journal.x", "10.1371/")
_BAD_PMIDS = ("PMC1234567", "123456789012", "12345a7", "01234567")


@dataclass(frozen=True, slots=True)
class Defect:
    """A way to spoil an article; `rules` are those of which one must report it.

    `spoil` gives the article with the defect, or None where there is no place for it.
    """

    name: str
    rules: frozenset[str]
    spoil: Callable[[Article, random.Random], Article | None]
    style: Style = _BY_NAME["bracket"]
    after: Style | None = None  # the style it is written in with the defect


def defects() -> Iterator[Defect]:
    """All kinds of defects."""
    bracket, author_year = _BY_NAME["bracket"], _BY_NAME["author-year"]
    for style in (bracket, _BY_NAME["sup"], _BY_NAME["unicode"]):
        yield _defect(f"entry deleted ({style.name})", "not-listed gap", _delete_entry, style)
        yield _defect(f"only mark removed ({style.name})", "not-cited", _remove_mark, style)
        yield _defect(f"order swapped ({style.name})", "order", _swap, style)
        yield _defect(f"range upside down ({style.name})", "range", _bad_range, style)
    yield _defect("entry doubled", "duplicate-reference", _double_entry, bracket)
    yield _defect("placeholder", "placeholder", _placeholder, bracket)
    yield _defect("malformed DOI", "malformed-identifier", _bad_doi, bracket)
    yield _defect("malformed PMID", "malformed-identifier", _bad_pmid, bracket)
    yield replace(
        _defect("superscripts lost", "lost-superscripts", _same, _BY_NAME["sup"]),
        after=_BY_NAME["lost"],
    )
    yield _defect("footnote deleted", "not-listed", _delete_entry, _BY_NAME["footnote"])
    yield _defect(
        "entry deleted (author-year)", "author-not-listed author-year", _delete_entry, author_year
    )
    yield _defect("only mark removed (author-year)", "not-cited", _remove_mark, author_year)
    yield _defect("year in the future", "future-year", _future, bracket)
    yield _defect("retracted", "retracted", _retract, bracket)


def _defect(
    name: str,
    rules: str,
    spoil: Callable[[Article, random.Random], Article | None],
    style: Style,
) -> Defect:
    return Defect(name, frozenset(f"citations/{rule}" for rule in rules.split()), spoil, style)


def _same(article: Article, chance: random.Random) -> Article:
    return article


def _groups(article: Article, kinds: Sequence[str] = ("paragraph",)) -> list[tuple[int, int, Cite]]:
    """All groups of citations: part, piece, and what they give."""
    return [
        (number, place, piece)
        for number, part in enumerate(article.parts)
        if part.kind in kinds
        for place, piece in enumerate(part.pieces)
        if isinstance(piece, Cite)
    ]


def _uses(article: Article) -> dict[int, list[tuple[int, int, Cite]]]:
    uses: dict[int, list[tuple[int, int, Cite]]] = {}
    for group in _groups(article, ("paragraph", "caption", "cell")):
        for number in set(group[2].numbers):
            uses.setdefault(number, []).append(group)
    return uses


def _with_piece(article: Article, part: int, place: int, piece: Run | Cite | None) -> Article:
    old = article.parts[part]
    new = [piece] if piece is not None else []
    pieces = (*old.pieces[:place], *new, *old.pieces[place + 1 :])
    parts = (*article.parts[:part], replace(old, pieces=pieces), *article.parts[part + 1 :])
    return replace(article, parts=parts)


def _delete_entry(article: Article, chance: random.Random) -> Article | None:
    cited = sorted(_uses(article))
    if len(article.sources) not in cited:
        return None  # numbered anew, such a list hides that an entry is gone
    return replace(article, left_out=frozenset({chance.choice(cited)})) if cited else None


def _remove_mark(article: Article, chance: random.Random) -> Article | None:
    once = [(number, groups[0]) for number, groups in _uses(article).items() if len(groups) == 1]
    if not once:
        return None
    number, (part, place, group) = chance.choice(sorted(once, key=lambda each: each[0]))
    left = tuple(each for each in group.numbers if each != number)
    return _with_piece(article, part, place, Cite(left) if left else None)


def _swap(article: Article, chance: random.Random) -> Article | None:
    aside = {n for _, _, group in _groups(article, ("caption", "cell")) for n in group.numbers}
    first: dict[int, tuple[int, int]] = {}
    for part, place, group in _groups(article):
        for number in group.numbers:
            first.setdefault(number, (part, place))
    able = [number for number in first if number not in aside]
    pairs = [(a, b) for a in able for b in able if b > a + 1 and first[a] < first[b]]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    turned = {a: b, b: a}

    def swapped(part: Part) -> Part:
        pieces = tuple(
            Cite(tuple(sorted(turned.get(n, n) for n in piece.numbers)))
            if isinstance(piece, Cite)
            else piece
            for piece in part.pieces
        )
        return replace(part, pieces=pieces)

    return replace(article, parts=tuple(map(swapped, article.parts)))


def _bad_range(article: Article, chance: random.Random) -> Article | None:
    groups = [group for group in _groups(article) if group[2].numbers[0] > 1]
    if not groups:
        return None
    part, place, group = chance.choice(groups)
    low = chance.randrange(1, group.numbers[0])
    return _with_piece(article, part, place, Cite((*group.numbers, -low)))


def _double_entry(article: Article, chance: random.Random) -> Article:
    copy = chance.choice(article.sources)
    return replace(article, sources=(*article.sources, copy))


def _placeholder(article: Article, chance: random.Random) -> Article | None:
    groups = _groups(article)
    if not groups:
        return None
    part, place, _ = chance.choice(groups)
    return _with_piece(article, part, place, Run(chance.choice(_PLACEHOLDERS)))


def _with_source(article: Article, chance: random.Random, **values: Any) -> Article:
    place = chance.randrange(len(article.sources))
    source = replace(article.sources[place], **values)
    return replace(
        article, sources=(*article.sources[:place], source, *article.sources[place + 1 :])
    )


def _bad_doi(article: Article, chance: random.Random) -> Article:
    return _with_source(article, chance, doi=chance.choice(_BAD_DOIS))


def _bad_pmid(article: Article, chance: random.Random) -> Article:
    return _with_source(article, chance, pmid=chance.choice(_BAD_PMIDS))


def _future(article: Article, chance: random.Random) -> Article:
    return _with_source(article, chance, year=str(chance.randrange(2070, 2099)))


def _retract(article: Article, chance: random.Random) -> Article:
    old = chance.choice(article.sources)
    source = replace(old, title=f"RETRACTED: {old.title}")
    return replace(
        article, sources=tuple(source if each is old else each for each in article.sources)
    )
