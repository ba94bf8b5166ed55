"""A place to try rules: writes rule files to a folder, lints texts with them and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

from linter import documents, sessions
from linter.config import Config, Configurations
from linter.documents.document import Document
from linter.documents.model import Block, BlockKind, ReadOptions, SourceMap
from linter.findings import Finding, Severity
from linter.fixes import Fixed, fix
from linter.linting import lint_bytes
from linter.reading.marks import Matcher, Scan
from linter.reading.scopes import View
from linter.ruleset import Ruleset
from linter.ruleset.compiling import compile_ruleset
from linter.ruleset.expressions import Vocabulary
from linter.ruleset.model import Condition, Rule
from linter.ruleset.selection import Choice
from linter.selftest import unmark
from linter.sessions import Session
from linter.spans import Span

VOCABULARY = Vocabulary(
    irregular={
        "be": ("am", "is", "are", "was", "were", "been", "being"),
        "take": ("takes", "took"),
    },
    classes={"unit": ("mg", "ml", "international units")},
)
LANGUAGE = {
    "abbreviations.yml": "never_end: [dr, e.g]",
    "sections.yml": "sections:\n  methods: [methods]\n  references: [references]\n"
    "  results: [results]",
    "irregular.yml": "irregular:\n  be: [am, is, are, was, were, been, being]\n"
    "  take: [takes, took]",
    "classes.yml": "classes:\n  unit: [mg, ml, international units]",
    "function-words.yml": "function_words: [the, of, and]\nforeign_words: [der, die, und, nicht]",
}
_DEFAULTS = {
    "id": "house/rule",
    "message": '"“{match}”"',
    "severity": "warning",
    "category": "style",
    "why": "It is a test.",
    "examples": "{}",
}


class Lab:
    """Rules in `house`, linted in `folder`. Each rule that a test writes is a YAML text of the
    keys that matter; the others are filled in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shipped = folder / "shipped"
        self.house = folder / "house-rules"
        self.house.mkdir(parents=True)
        for name, text in LANGUAGE.items():
            self.write(self.shipped / "language" / "en" / name, text)
        self._session: Session | None = None
        self.choice = Choice()

    def write(self, path: Path, text: str) -> Path:
        """Write a file, and read the rules anew for the next text."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        self._session = None
        return path

    def rule(self, text: str, **keys: str) -> Path:
        """A rule of the house; `keys` are further YAML values, such as ``id="house/other"``."""
        text = dedent(text).strip()
        given = {line.partition(":")[0] for line in text.splitlines()}
        values = {**{k: v for k, v in _DEFAULTS.items() if k not in given}, **keys}
        lines = [f"{key}: {value}" for key, value in values.items()]
        name = values.get("id") or next(
            line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("id:")
        )
        return self.write(self.house / f"{name}.yml", "\n".join([*lines, text, ""]))

    def signal(self, name: str, text: str) -> Path:
        """A signal of the house; a text without a key is a list of expressions."""
        text = dedent(text).strip()
        body = f"words: {text}" if text.startswith("[") else text
        head = f"signal: {name}\nwhat: A test.\nexamples: {{}}\n"
        return self.write(self.house / "signals" / f"{name}.yml", head + body + "\n")

    @property
    def config(self) -> Config:
        """The configuration: the house's rules alone."""
        return Config(root=self.folder, rule_folders=(self.house,))

    @property
    def session(self) -> Session:
        """A session with the rules as they are now."""
        if self._session is None:
            configurations = Configurations(self.folder, isolated=True)
            self._session = Session(self.folder, configurations, choice=self.choice)
        return self._session

    @property
    def ruleset(self) -> Ruleset:
        """The compiled rules."""
        return self.session.ruleset(self.config)

    def select(self, *names: str) -> None:
        """Run these rules only."""
        self.choice = Choice(select=names)
        self._session = None

    def lint(self, text: str | bytes, name: str = "draft.md", **config: Any) -> list[Finding]:
        """The findings in a text."""
        data = text if isinstance(text, bytes) else text.encode()
        changed = replace(self.config, **config)
        return list(lint_bytes(data, self.folder / name, self.session, changed)[1])

    def found(self, text: str, name: str = "draft.md") -> list[str]:
        """The words that the findings mark."""
        return [finding.text for finding in self.lint(text, name)]

    def check(self, marked: str, name: str = "draft.md") -> list[Finding]:
        """Lint a text in which ``[[…]]`` stands around what must be found, and nothing else."""
        text, spans = unmark(marked)
        findings = self.lint(text, name)
        shown = "".join(_with_marks(text, [finding.span for finding in findings]))
        assert shown == "".join(_with_marks(text, spans))
        return findings

    def fix(self, text: str | bytes, name: str = "draft.md", *, unsafe: bool = False) -> Fixed:
        """Apply the fixes to a text."""
        data = text if isinstance(text, bytes) else text.encode()

        def lint(data: bytes) -> tuple[Document, Sequence[Finding]]:
            return lint_bytes(data, self.folder / name, self.session, self.config)

        return fix(data, lint, unsafe=unsafe)

    def view(self, text: str, name: str = "draft.md") -> View:
        """A text ready to be searched."""
        ruleset = self.ruleset
        document = documents.read(text.encode(), Path(name), ruleset.options)
        return View(document, Matcher(ruleset))


def make_lab(folder: Path, monkeypatch: Any) -> Lab:
    """A lab whose shipped rules are its own, so that what medlint ships plays no part."""
    lab = Lab(folder)
    monkeypatch.setattr(sessions, "rules_folder", lambda: lab.shipped)
    return lab


def read(text: str, name: str = "draft.txt") -> Document:
    """A document of a text."""
    return documents.read(text.encode("utf-8", "surrogatepass"), Path(name), ReadOptions())


def rules_that_find(lists: Iterable[Sequence[str]], *, exact: bool = False) -> Ruleset:
    """One rule for each list of expressions; rule `n` finds list `n` of the compiled rules."""
    rules = [
        Rule(
            id=f"house/rule{number:03}",
            message="“{match}”",
            severity=Severity.WARNING,
            category="style",
            why="It is a test.",
            find=(Condition(words=tuple(words)),),
            exact=exact,
        )
        for number, words in enumerate(lists)
    ]
    return compile_ruleset(rules, [], VOCABULARY, ["the", "of", "a"], ReadOptions(), "test")


def paragraph(text: str) -> Document:
    """A document that is one paragraph, whose prose is its source."""
    return Document(
        path=Path("draft.txt"),
        format="plain",
        source=text,
        prose=text,
        map=SourceMap([(0, len(text), 0, len(text))]),
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
    )


def scan_of(ruleset: Ruleset, text: str) -> Scan:
    """A paragraph, looked at through the index of some rules."""
    return Scan(paragraph(text), 0, Matcher(ruleset))


def matches(expression: str, text: str, *, exact: bool = False) -> list[str]:
    """What an expression matches in a text of one paragraph."""
    scan = scan_of(rules_that_find([[expression]], exact=exact), text)
    prose = scan.document.prose
    return [prose[mark.start : mark.end] for mark in scan.marks(0)]


def _with_marks(text: str, spans: Sequence[Span]) -> list[str]:
    parts: list[str] = []
    place = 0
    for span in sorted(spans):
        parts += [text[place : span.start], "[[", text[span.start : span.end], "]]"]
        place = span.end
    return [*parts, text[place:]]
