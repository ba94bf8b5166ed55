"""Words that no dictionary has: misspelt, run together, torn apart, or just unknown.

A rule chooses one look by ``options: {find: misspelling}``. All looks share one reading of the
document: its words are looked up, the unknown ones are judged, and each becomes a finding of one
rule. `certainty` in a rule says how certain a slip must be for that, from 0 to 1; what is less
certain is left to the rule that finds unknown words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from linter.checkers import Checker
from linter.checkers.spelling.accepting import Acceptor
from linter.checkers.spelling.channel import Channel
from linter.checkers.spelling.judging import Judge, Verdict
from linter.checkers.spelling.language import language_of
from linter.checkers.spelling.lexicon import shipped
from linter.checkers.spelling.own_words import own_words
from linter.checkers.spelling.places import Memory
from linter.checkers.spelling.ranking import Ranker
from linter.checkers.spelling.showing import UNKNOWN, findings, looks_at
from linter.documents.document import Document
from linter.findings import Finding
from linter.ruleset.model import Rule

if TYPE_CHECKING:
    from linter.checkers.settings import Settings

NEEDS: frozenset[str] = frozenset()
OPTIONS: Mapping[str, type] = {"find": str, "certainty": float}
LOOKS = ("misspelling", "drug", "joined", "split", UNKNOWN)
_NEVER = 2.0


def build(rules: Sequence[Rule], settings: Settings) -> Checker:
    """A checker for the rules of this check.

    Raises:
        ValueError: a rule asks for a look that does not exist, or for a certainty that is none.
        ConfigError, YamlError: the user's own words cannot be read.
    """
    judge = _judge(settings)
    chosen = {_look(rule): rule for rule in rules}
    certainties = _certainties([*_all_rules(settings), *rules])

    def wanted(document: Document, index: int) -> bool:
        block = document.blocks[index]
        return document.english[index] and any(
            looks_at(rule, look, block) for look, rule in chosen.items()
        )

    def check(document: Document) -> Iterator[Finding]:
        found: dict[str, list[Verdict]] = {}
        for verdict in judge.verdicts(document, wanted):
            certain = verdict.certainty >= certainties.get(verdict.kind, _NEVER)
            found.setdefault(verdict.kind if certain else UNKNOWN, []).append(verdict)
        for look, verdicts in found.items():
            if look in chosen:
                yield from findings(document, chosen[look], look, verdicts)

    return check


def accepts(settings: Settings) -> Callable[[str], bool]:
    """Whether every word of a text is known, to the dictionary or to the user's own words."""
    language = language_of(settings.ruleset.word_lists)
    own = own_words(settings.config)
    acceptor = Acceptor(shipped(), language, own.accepts if own else _nothing)
    return lambda text: all(map(acceptor.accepts, text.split()))


def _judge(settings: Settings) -> Judge:
    lexicon = shipped()
    language = language_of(settings.ruleset.word_lists)
    own = own_words(settings.config)
    memory = _memory(hash(tuple(settings.ruleset.word_lists.items())))
    acceptor = Acceptor(lexicon, language, own.accepts if own else _nothing)
    names = {**language.names, **own.forms}
    return Judge(acceptor, Ranker(lexicon, language, Channel(language), names), memory)


@cache
def _memory(lists: int) -> Memory:
    """What was found of words so far, for some lists of the language's data.

    It is shared by all that is built in a process, whatever the user's own words are.
    """
    return Memory()


def forget() -> None:
    """Forget all that was found of words in this process, as if it had just begun: measurements
    of a first run need that."""
    _memory.cache_clear()
    shipped.cache_clear()


def _nothing(word: str) -> bool:
    return False


def _all_rules(settings: Settings) -> Iterator[Rule]:
    """All rules of the check, those that are off too: what is theirs is not just unknown."""
    return (rule for rule in settings.ruleset.rules() if rule.check == "spelling")


def _look(rule: Rule) -> str:
    look = dict(rule.options).get("find", "")
    if look not in LOOKS:
        raise ValueError(f"{rule.id}: `find:` must be one of {', '.join(LOOKS)}")
    return look


def _certainties(rules: Iterable[Rule]) -> Mapping[str, float]:
    """How certain a verdict of each kind must be; of two rules the later one says."""
    return {_look(rule): _certainty(rule) for rule in rules}


def _certainty(rule: Rule) -> float:
    text = dict(rule.options).get("certainty", "0")
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"{rule.id}: `certainty:` must be a number from 0 to 1, not “{text}”.")
    return value
