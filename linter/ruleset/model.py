"""What rules and signals are, once read: plain frozen values, easy to store and to show."""

from __future__ import annotations

from dataclasses import field, fields
from typing import Any

from linter.findings import Safety, Severity
from linter.values import dataclass

SCOPES = ("clause", "sentence", "window", "adjacent", "paragraph", "section", "document")
# what a citation reaches, by the name of the setting `citations.window`
WINDOWS = {"strict": "sentence", "adjacent": "adjacent", "lenient": "paragraph"}
MOODS = ("statement", "question", "negated", "aim", "myth", "testimonial")
STRENGTHS = ("none", "correlational", "conditional", "direct")
ATTRIBUTIONS = ("none", "vague", "specific")
EVIDENCE = ("none", "anecdote", "laboratory", "observational", "trial", "review")
POLARITIES = ("positive", "negative")
CITATIONS = ("any", "named-source", "review")
QUOTATIONS = ("any", "inline", "block")
KINDS_OF_DOCUMENT = ("research", "review", "news", "patient")

Key = tuple[str, ...]  # a word, or two that follow one another


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a search reaches: one of `SCOPES`, or `words` words either way (name `words`).

    `window` is as far as the configuration lets a citation reach (`citations.window`).
    """

    name: str = "sentence"
    words: int = 0

    def __str__(self) -> str:
        return f"{self.words} words" if self.name == "words" else self.name


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must stand somewhere; every part that is given must hold.

    `words` are expressions and `list_id` where the compiled rules keep them (-1: none); `marks`
    are the signals whose marks it looks for: those it names and those that make its claims;
    `everything` joins conditions that must all hold; `missing` holds where its condition does
    not; `at_least` is (how many, per how many words). `quotation` are words in quotation marks
    (`inline`), quoted paragraphs (`block`), or `any`.
    """

    words: tuple[str, ...] = ()
    list_id: int = -1
    signals: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    citation: str = ""
    quotation: str = ""
    moods: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    near: Condition | None = None
    within: Scope = field(default_factory=Scope)
    everything: tuple[Condition, ...] = ()
    missing: Condition | None = None
    at_least: tuple[int, int] | None = None

    @property
    def looks_for_text(self) -> bool:
        """Whether the condition itself names something that stands in the text."""
        return bool(self.words or self.signals or self.claims or self.is_stated)

    @property
    def is_stated(self) -> bool:
        """Whether it names something that the document itself states, and no words."""
        return bool(self.citation or self.quotation)


@dataclass(frozen=True, slots=True)
class Filter:
    """Names that are let through, or with `negated` the ones that are not; empty lets all."""

    names: tuple[str, ...] = ()
    negated: bool = False

    def allows(self, name: str) -> bool:
        """Whether `name` passes."""
        return not self.names or (name in self.names) != self.negated


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows a rule or signal at work; ``[[…]]`` marks where it should find something.

    `fixed` is what the fix makes of the text, without marks ("" : not said); `format` is the
    suffix of the document format the text is read as, `document` the kind of document it is
    ("": what is elected).
    """

    text: str
    fixed: str = ""
    format: str = "md"
    line: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that must be reported and that must not; the `todo` ones are known to fail still."""

    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    todo_bad: tuple[Example, ...] = ()
    todo_good: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A verb and its object in one clause, at most `words` words apart; in either order if
    `any_order`. The ids say where the compiled rules keep the expressions."""

    verb: tuple[str, ...] = ()
    verb_id: int = -1
    object_words: tuple[str, ...] = ()
    object_id: int = -1
    object_signals: tuple[str, ...] = ()
    words: int = 12
    any_order: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """A named family of expressions that marks spans of prose. It reports nothing.

    `claim` is the kind of claim its marks make ("" : none); `signals` are further families
    whose marks count as its own; `title` is what reports call it, in plain words ("": its name).
    Findings tell that it was looked for only if it is `told`: not where it only shows what a text
    is about.
    `rewordings` are texts to write in place of its marks, for rules that name it.
    """

    name: str
    what: str
    words: tuple[str, ...] = ()
    list_id: int = -1
    pairs: tuple[Pair, ...] = ()
    signals: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    exclude_id: int = -1
    exclude_signals: tuple[str, ...] = ()
    claim: str = ""
    exact: bool = False
    marks: tuple[Example, ...] = ()
    leaves: tuple[Example, ...] = ()
    title: str = ""
    told: bool = True
    rewordings: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def plain_name(self) -> str:
        """What people are told was looked for or found."""
        return self.title or self.name.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its YAML file says it, with what its pack adds.

    `replacements` stand for the expressions of `find` one to one, or one for all. `rewordings`
    are signals that mark verbs, each with wordings to put in their place.
    """

    id: str
    message: str
    severity: Severity
    category: str
    why: str
    check: str = "pattern"
    find: tuple[Condition, ...] = ()
    exclude: tuple[str, ...] = ()
    exclude_id: int = -1
    exclude_signals: tuple[str, ...] = ()
    unless: tuple[Condition, ...] = ()
    soften: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()
    once: str = ""
    blocks: Filter = field(default_factory=Filter)
    sections: Filter = field(default_factory=Filter)
    documents: Filter = field(default_factory=Filter)
    replacements: tuple[str, ...] = ()
    safety: Safety = Safety.UNSAFE
    exact: bool = False
    options: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    rewordings: tuple[str, ...] = ()
    source: str = ""
    examples: Examples = field(default_factory=Examples)
    renamed_from: tuple[str, ...] = ()
    status: str = "stable"
    confidence: float | None = None
    file: str = ""
    line: int = 0

    @property
    def pack(self) -> str:
        """The first part of the id."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to find a pattern: the key, the phrase it proves ("" for a regular expression),
    and further words that must stand in the text."""

    key: Key
    phrase: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression ready to be matched.

    `regex` matches it (see `linter.ruleset.forms`); a finite pattern has one for its groups only.
    `groups` is how many there are, and `capitals` are those that must begin with a capital in the
    draft. `firsts` are the words a match can begin with (the number marker for any number) and
    `beginnings` other characters: searching for those is far cheaper than trying the expression
    at every character; both are empty where a match may begin with anything. `seconds`, where it
    is not empty, are the words one of which must be the second, and rarer than the first ones;
    `between` is what stands before it.
    `needs` are sets of words of each of which one must stand in the text. An expression between
    slashes is `verbatim`: it is matched on the text as it stands. `code` is what `regex` was
    compiled to, where that is worth keeping. No `entries` means that a pattern must be tried on
    every block.
    """

    source: str
    finite: bool
    regex: str = ""
    groups: int = 0
    verbatim: bool = False
    exact: bool = False
    capitals: tuple[int, ...] = ()
    firsts: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    between: str = ""
    seconds: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()
    code: bytes = b""
    entries: tuple[Entry, ...] = ()

    def stored(self) -> tuple[Any, ...]:
        """The pattern as plain values for `Pattern(*values)`, without the entries, which the
        index holds."""
        return tuple(getattr(self, each.name) for each in fields(self))[:-1]

    @property
    def is_listed(self) -> bool:
        """Whether the index itself proves a match: it holds every phrase that is one."""
        return self.finite and not self.exact and bool(self.entries)
