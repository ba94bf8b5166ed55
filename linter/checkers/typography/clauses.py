"""Two clauses of a sentence with no comma between them, or with nothing but a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.checkers.reporting import Correction, make_finding
from linter.checkers.typography.stretches import Look, Stretch, Words, wanted
from linter.findings import Finding
from linter.late import late
from linter.ruleset.model import Rule
from linter.spans import Span
from linter.values import dataclass

_WORD = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\S")
_FEWEST = 4  # words before the second clause; shorter openings may do without a comma
_LONGEST = 22
_SHOWN = 3  # words of the first clause that a finding holds
_BEHIND = 2  # so many words behind a comma hold a second one: what stands between is an aside
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a sentence."""

    word: str  # lower case, straight apostrophes
    span: Span


@dataclass(frozen=True, slots=True)
class _Lists:
    """`subjects` and `verbs` make a clause; before `skip`, what follows is no clause of its own."""

    subjects: frozenset[str]
    verbs: frozenset[str]
    skip: frozenset[str]

    def clause_at(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a subject and its verb stand there, as two words or as one (“it’s”)."""
        word = tokens[index].word
        if word not in self.subjects:
            return word.partition("'")[0] in self.subjects and word in self.verbs
        return index + 1 < len(tokens) and tokens[index + 1].word in self.verbs

    def holds_verb(self, tokens: Sequence[Token]) -> bool:
        return any(each.word in self.subjects or each.word in self.verbs for each in tokens)


def prepare_introductory(rule: Rule, words: Words) -> Look:
    """Finds sentences that begin with a clause of “if” or “when” that no comma ends.

    `openings` begin such clauses, `allow` are words that may not follow these at once.
    """
    lists, openings = _lists(words), beginning(words)
    not_second = words.get("allow", _NONE)

    def look(stretch: Stretch) -> Iterator[Finding]:
        for tokens in sentences(stretch, openings):
            if len(tokens) > _FEWEST and tokens[1].word not in not_second:
                place = _second_clause(tokens, lists)
                if place:
                    yield from report(stretch, rule, tokens, place, added_comma(tokens, place))

    return look


def _second_clause(tokens: Sequence[Token], lists: _Lists) -> int:
    """The index of the word that begins the main clause; 0 where a mark or a doubt comes first."""
    for index, token in enumerate(tokens):
        if not token.word[0].isalpha():
            return 0
        if index < _FEWEST or tokens[index - 1].word in lists.skip:
            continue
        if lists.clause_at(tokens, index) and lists.holds_verb(tokens[1 : index - 1]):
            return index
    return 0


def prepare_spliced(rule: Rule, words: Words) -> Look:
    """Finds two sentences that a comma alone joins; `openings` begin the first one.

    `allow` are words such as “however”, which may stand between them and join nothing.
    """
    lists, openings = _lists(words), beginning(words)
    linking = words.get("allow", _NONE)

    def look(stretch: Stretch) -> Iterator[Finding]:
        for tokens in sentences(stretch, openings):
            comma = next((i for i, each in enumerate(tokens) if each.word == ","), 0)
            if comma >= _FEWEST - 1 and _is_spliced(tokens, comma, lists, linking):
                yield from report(stretch, rule, tokens, comma + 1)

    return look


def _is_spliced(
    tokens: Sequence[Token], comma: int, lists: _Lists, linking: frozenset[str]
) -> bool:
    first, second = tokens[:comma], tokens[comma + 1 :]
    if len(second) > 1 and second[0].word in linking:
        second = second[1 + (second[1].word == ",") :]
    if not second or not lists.clause_at(second, 0):
        return False
    if any(each.word in lists.skip or not each.word[0].isalpha() for each in first):
        return False
    if any(each.word == "," for each in second[: _BEHIND + 2]):
        return False
    return any(lists.clause_at(first, i) for i in range(2)) or any(
        each.word in lists.verbs for each in first[1:_FEWEST]
    )


def _lists(words: Words) -> _Lists:
    return _Lists(*(words.get(name, _NONE) for name in ("subjects", "verbs", "skip")))


def beginning(words: Words) -> re.Pattern[str]:
    """Matches one of the openings with a capital, at the beginning of a sentence."""
    openings = "|".join(re.escape(each.capitalize()) for each in sorted(words["openings"]))
    return re.compile(rf"(?:(?<=[.!?]\s)|(?<=\n\n)|(?<!(?s:.)))(?:{openings})(?=['’\s])")


def sentences(stretch: Stretch, openings: re.Pattern[str]) -> Iterator[Sequence[Token]]:
    """The first words and marks of each sentence that begins with an opening."""
    prose = stretch.document.prose
    for match in openings.finditer(prose, stretch.start, stretch.end):
        end = prose.find("\n\n", match.start(), stretch.end)
        tokens = []
        for found in _WORD.finditer(prose, match.start(), end if end >= 0 else stretch.end):
            word = found[0].lower().replace("’", "'")
            tokens.append(Token(word, Span(*found.span())))
            if len(tokens) == _LONGEST or word in (".", "!", "?"):
                break
        yield tokens


def report(
    stretch: Stretch,
    rule: Rule,
    tokens: Sequence[Token],
    place: int,
    correction: Correction | None = None,
) -> Iterator[Finding]:
    """A finding that holds the last words of the first clause and the first two of the second."""
    document = stretch.document
    behind_comma = tokens[place - 1].word == ","
    first = tokens[max(place - _SHOWN - behind_comma, 0)]
    last = tokens[min(place + 1, len(tokens) - 1)]
    span = Span(first.span.start, last.span.end)
    if wanted(document, rule, span) is not None:
        yield make_finding(document, rule, span, corrections=[correction] if correction else ())


def added_comma(tokens: Sequence[Token], place: int) -> Correction:
    """A comma before the token at `place`."""
    end = tokens[place - 1].span.end
    return Correction(Span(end, end), ",", "Add a comma.")
