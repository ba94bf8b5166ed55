"""How hard a draft is to read: its grade, long sentences, passives, unexplained words.

A rule chooses one look by ``options: {find: grade}``; what is counted and how is in
`linter.measures`. A look at the whole draft makes one finding, at its title or first sentence,
with the places to begin with as related ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING

from linter.checkers import Checker
from linter.checkers.reporting import make_finding
from linter.checkers.typography.stretches import looks_at
from linter.documents.document import Document
from linter.documents.model import BlockKind, Sentence
from linter.documents.words import fold
from linter.findings import Finding
from linter.late import late
from linter.reading.marks import Matcher
from linter.reading.scopes import View
from linter.ruleset.model import Rule
from linter.spans import Span

if TYPE_CHECKING:
    from linter.checkers.settings import Settings

NEEDS = frozenset({"sentences", "citations"})
OPTIONS: Mapping[str, type] = {
    "find": str,
    "grade": int,
    "words": int,
    "share": int,
    "allow": str,
    "minimum-words": int,
}
_SHOWN = 5  # places that a finding about the whole draft names
_HARDEST_WORDS = 8  # of a sentence that is worth naming
_REACH = 60
_IN_BRACKETS = late(r"\((?!see\b)[^()]*\Z")
_DEFINED = late(r" ?:|,? [–—-]+ ")
_BRACKETS = late(r"\w{0,3},? \((?!\d|see\b|fig|table)[a-z]")

Look = Callable[[Document, Rule], Iterable[Finding]]


def build(rules: Sequence[Rule], settings: Settings) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist, or an option is no number.
    """
    matcher = Matcher(settings.ruleset)
    looks = [(rule, _look(rule, matcher)) for rule in rules]

    def check(document: Document) -> Iterator[Finding]:
        for rule, look in looks:
            enough = document.words >= _number(rule, "minimum-words", 0)
            if enough and rule.documents.allows(document.kind):
                yield from look(document, rule)

    return check


def grade(document: Document, rule: Rule) -> Iterator[Finding]:
    """One finding for a draft whose Flesch–Kincaid grade is above the one aimed at."""
    from linter.measures.counting import grade_of, words_of

    aim = _number(rule, "grade", 8)
    sentences = list(_sentences(document, rule))
    found = grade_of(document, sentences)
    place = _title(document, rule)
    if found is None or place is None or round(found, 1) <= aim:
        return
    hard = nlargest(
        _SHOWN,
        (each for each in sentences if len(words_of(document, each)) >= _HARDEST_WORDS),
        key=lambda each: grade_of(document, [each]) or 0,
    )
    values = {"grade": f"{found:.0f}" if round(found) > aim else f"{found:.1f}", "aim": str(aim)}
    yield make_finding(document, rule, place, values=values, related=_spans(hard))


def long_sentence(document: Document, rule: Rule) -> Iterator[Finding]:
    """The sentences with more words than a rule allows."""
    from linter.measures.counting import words_of

    most = _number(rule, "words", 30)
    for sentence in _sentences(document, rule):
        number = len(words_of(document, sentence))
        if number > most:
            values = {"words": str(number), "aim": str(most)}
            yield make_finding(document, rule, Span(sentence.start, sentence.end), values=values)


def passive(document: Document, rule: Rule) -> Iterator[Finding]:
    """One finding for a draft of whose sentences too many have a passive."""
    from linter.measures.counting import is_passive
    from linter.measures.english import english

    most, data = _number(rule, "share", 20), english()
    sentences = list(_sentences(document, rule))
    found = [each for each in sentences if is_passive(document, each, data)]
    place = _title(document, rule)
    if place is not None and 100 * len(found) > most * len(sentences):
        share = str(round(100 * len(found) / len(sentences)))
        values = {"share": share, "aim": str(most)}
        yield make_finding(document, rule, place, values=values, related=_spans(found[:_SHOWN]))


def abbreviation(document: Document, rule: Rule) -> Iterator[Finding]:
    """The abbreviations that nothing explains, each at its first place."""
    from linter.measures.abbreviations import unexplained
    from linter.measures.english import english

    allowed = dict(rule.options).get("allow", "").split("\n")
    for place in unexplained(document, english().known | set(allowed)).values():
        if looks_at(rule, document.blocks[document.block_at(place.start)]):
            yield make_finding(document, rule, place)


def jargon(document: Document, rule: Rule, matcher: Matcher) -> Iterator[Finding]:
    """The words of `swap` that nothing explains, each at its first place."""
    from linter.checkers.pattern.explaining import finding_of
    from linter.checkers.pattern.judging import Hit, applies, matches_in

    view = View(document, matcher)
    found: dict[int, list[Hit]] = {}
    for index, block in enumerate(document.blocks):
        if applies(rule, block.kind, block.section_kind) and document.english[index]:
            for hit in matches_in(view, rule, index):
                found.setdefault(hit.found.mark.pattern if hit.found.mark else -1, []).append(hit)
    for first, *others in found.values():
        finding = finding_of(view, first, others)
        plain = finding.fixes[0].edits[0].text if finding.fixes else ""
        if not any(_is_explained(document, each.span, plain) for each in (first, *others)):
            yield finding


def _is_explained(document: Document, place: Span, plain: str) -> bool:
    """Whether a word stands in brackets or before some, is defined, or stands beside its plain one.

    It is defined where a block begins with it and goes on with a colon or a dash, or is all of it.
    """
    block = document.blocks[document.block_at(place.start)]
    folded = document.folded
    if place.start == block.start and (
        place.end == block.end or _DEFINED.match(folded, place.end, block.end)
    ):
        return True
    if _IN_BRACKETS.search(folded[max(place.start - _REACH, block.start) : place.start]):
        return True
    if _BRACKETS.match(folded, place.end, block.end):
        return True
    near = (s for s in document.sentences_of(document.block_at(place.start)) if s.end > place.start)
    sentence = next(near, None)
    return sentence is not None and fold(plain) in folded[sentence.start : sentence.end]


_LOOKS: Mapping[str, Look] = {
    "grade": grade,
    "long-sentence": long_sentence,
    "passive": passive,
    "abbreviation": abbreviation,
}


def _look(rule: Rule, matcher: Matcher) -> Look:
    name = dict(rule.options).get("find", "")
    look = _LOOKS.get(name) if name != "jargon" else partial(jargon, matcher=matcher)
    if look is None:
        names = ", ".join(sorted([*_LOOKS, "jargon"]))
        raise ValueError(f"{rule.id}: `find:` must be one of {names}")
    for name, kind in OPTIONS.items():
        if kind is int:
            _number(rule, name, 0)
    return look


def _number(rule: Rule, name: str, default: int) -> int:
    text = dict(rule.options).get(name, str(default))
    if not text.isdecimal():
        raise ValueError(f"{rule.id}: `{name}:` must be a whole number, not “{text}”.")
    return int(text)


def _sentences(document: Document, rule: Rule) -> Iterator[Sentence]:
    """The sentences of running text that the rule looks at."""
    from linter.measures.counting import running

    return (each for each in running(document) if looks_at(rule, document.blocks[each.block]))


def _title(document: Document, rule: Rule) -> Span | None:
    """The first heading before the text, or else the first sentence of it."""
    first = next(_sentences(document, rule), None)
    if first is None:
        return None
    for block in document.blocks[: first.block]:
        if block.kind is BlockKind.HEADING:
            return Span(block.start, block.end)
    return Span(first.start, first.end)


def _spans(sentences: Iterable[Sentence]) -> list[Span]:
    return sorted(Span(each.start, each.end) for each in sentences)
