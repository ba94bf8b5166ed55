"""What the index finds is what a matcher without an index finds, at the same places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference_regex import reference_regex
from rule_lab import VOCABULARY, paragraph, rules_that_find, scan_of

from linter.documents.document import Document
from linter.documents.words import LETTER, fold, straighten
from linter.reading.marks import Matcher, Scan
from linter.ruleset.compiled import Ruleset

WORDS = (
    "a", "b", "cure", "cures", "cure's", "can't", "can", "well-known", "naïve", "na", "é", "İ",
    "mg", "A", "Cure", "is", "taking", "b12", "the", "the's",
)  # fmt: skip
ENDINGS = ("", "s", "'s", "'", "-a", "-", ".", "%", "#")
PIECES = (
    *WORDS,
    *(unicodedata.normalize("NFD", word) for word in ("naïve", "é")),
    "5", "2.5", "1,000", "2024", "30%", "5mg", "’s", "²", "\u00ad", "“", ")", "—", "_", "😀", "i",
)  # fmt: skip
SPACES = (
    " ", " ", "  ", "\u00a0", "\n", "\r\n", "\t", "", "-", "–", "’", "'", ", ", "; ", ". ", "/",
)  # fmt: skip


@st.composite
def parts(draw: st.DrawFn, depth: int = 2) -> str:
    """A word, group, class or optional part of an expression."""
    kind = draw(st.integers(0, 11))
    if kind < 6 or depth == 0:
        return draw(st.sampled_from(WORDS)) + draw(st.sampled_from(ENDINGS))
    if kind == 6:
        return draw(st.sampled_from(("<number>", "<percent>", "<year>", "<capital>", "<word>")))
    if kind == 7:
        return draw(
            st.sampled_from(("cure~", "take~", "Take~", "<unit>", "<number>mg", "b<number>"))
        )
    inner = expressions(depth - 1)
    group = "(" + "|".join(draw(st.lists(inner, min_size=1, max_size=3))) + ")"
    if kind == 8:
        return group + draw(st.sampled_from(("", "?", "s", "'s")))
    if kind == 9:
        return draw(st.sampled_from(WORDS)) + group + draw(st.sampled_from(("?", "")))
    return group + "?" if kind == 10 else draw(st.sampled_from(WORDS)) + "?"


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression; not every one is allowed."""
    first, *rest = draw(st.lists(parts(depth), min_size=1, max_size=3))
    for part in rest:
        first += draw(st.sampled_from((" ", " ", " ", " … ", "-", ", ", "; ", ""))) + part
    return first


def is_allowed(source: str) -> bool:
    try:
        rules_that_find([[source]])
    except ValueError:
        return False
    return True


texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(SPACES)), min_size=1, max_size=25
).map(lambda pairs: "".join(word + space for word, space in pairs))
rule_sets = st.lists(
    st.lists(expressions().filter(is_allowed), min_size=1, max_size=3), min_size=1, max_size=3
)
modest = settings(
    max_examples=70,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def squeeze(text: str) -> tuple[str, list[int]]:
    """Runs of spaces as one space, and where each character (and the end) came from."""
    kept = [i for i, c in enumerate(text) if c != " " or i == 0 or text[i - 1] != " "]
    return "".join(text[i] for i in kept), [*kept, len(text)]


def is_letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and re.match(LETTER, text[place]) is not None


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match stands between word borders, where it needs them."""
    if is_letter(text, start):
        before = start - 1 if text[start - 1 : start] == "'" else start
        if is_letter(text, start - 1) or is_letter(text, before - 1):
            return False
    if is_letter(text, end - 1) or text[end - 1] == "'":
        behind = end + 1 if text[end : end + 1] == "'" and is_letter(text, end - 1) else end
        if is_letter(text, end) or is_letter(text, behind):
            return False
    return True


def found_without_index(ruleset: Ruleset, words: Sequence[int], raw: str) -> list[tuple[int, int]]:
    """Each expression tried at each character: of a finite one the longest match, of another the
    one that its regular expression prefers; then the leftmost longest of all."""
    candidates: set[tuple[int, int]] = set()
    for number in words:
        pattern = ruleset.pattern(number)
        text, origin = squeeze((straighten if pattern.exact else fold)(raw))
        regex = re.compile(reference_regex(pattern, VOCABULARY))
        for start in range(len(text)):
            match = regex.match(text, start)
            if match is None:
                continue
            ends = [match.end()]
            if pattern.finite and not pattern.exact:
                ends += [
                    end
                    for end in range(start + 1, len(text) + 1)
                    if regex.fullmatch(text, start, end) and is_whole(text, start, end)
                ]
            groups = [match.start(g) for g in pattern.capitals if match.start(g) >= 0]
            if all(raw[origin[place]].isupper() for place in groups):
                candidates |= {(origin[start], origin[end - 1] + 1) for end in ends}
    kept: list[tuple[int, int]] = []
    for start, end in sorted(candidates, key=lambda each: (each[0], -each[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@modest
@given(rule_sets, texts, st.booleans())
def test_the_index_finds_what_trying_every_expression_everywhere_finds(
    lists: list[list[str]], text: str, exact: bool
) -> None:
    ruleset = rules_that_find(lists, exact=exact)
    scan = scan_of(ruleset, text)
    for list_id, numbers in enumerate(ruleset.lists):
        found = [(mark.start, mark.end) for mark in scan.marks(list_id)]
        assert found == found_without_index(ruleset, numbers, text), lists[list_id]


@modest
@given(rule_sets, texts)
def test_the_words_at_a_mark_match_by_themselves(lists: list[list[str]], text: str) -> None:
    ruleset = rules_that_find(lists)
    scan = scan_of(ruleset, text)
    for list_id in range(len(ruleset.lists)):
        for mark in scan.marks(list_id):
            words = squeeze(fold(text[mark.start : mark.end]))[0]
            pattern = ruleset.pattern(mark.pattern)
            assert re.fullmatch(reference_regex(pattern, VOCABULARY), words), (
                pattern.source,
                words,
            )
            groups = scan.groups(mark)
            assert all(group in text[mark.start : mark.end] for group in groups.values())


@modest
@given(rule_sets, st.lists(texts, min_size=1, max_size=4))
def test_what_stands_in_other_blocks_changes_nothing(
    lists: list[list[str]], blocks: list[str]
) -> None:
    ruleset = rules_that_find(lists)
    matcher = Matcher(ruleset)
    whole = joined(blocks)
    for index, text in enumerate(blocks):
        scan = Scan(whole, index, matcher)
        alone = scan_of(ruleset, text)
        for list_id in range(len(ruleset.lists)):
            assert [
                (mark.start - scan.start, mark.end - scan.start, mark.pattern)
                for mark in scan.marks(list_id)
            ] == [(mark.start, mark.end, mark.pattern) for mark in alone.marks(list_id)]


def joined(texts: list[str]) -> Document:
    """A document with a paragraph for each text."""
    from dataclasses import replace

    whole = paragraph("\n\n".join(texts))
    blocks = []
    place = 0
    for text in texts:
        blocks.append(replace(whole.blocks[0], start=place, end=place + len(text)))
        place += len(text) + 2
    return replace(whole, blocks=tuple(blocks))
