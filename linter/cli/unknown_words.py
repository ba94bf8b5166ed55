"""The words of a run that medlint does not know: counted, and drawn as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field

from linter.checkers.spelling.word_files import normal, what_is_wrong
from linter.documents.document import Document
from linter.documents.model import BlockKind
from linter.findings import Finding, State
from linter.late import late
from linter.reports.parts.characters import cells, one_line
from linter.reports.parts.wording import matched, replacement
from linter.results import Run
from linter.values import dataclass

MISSPELT = frozenset({"spelling/misspelling", "spelling/drug-spelling"})
RULES = (*sorted(MISSPELT), "spelling/joined-words", "spelling/unknown-word")
OFTEN = 3
_OPENING = 8  # blocks in which by-lines stand
_LONGEST_BYLINE = 60  # words
_WORD = late(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WIDTH = 80
_WIDEST_WORD = 24
_WIDEST_PLACE = 32
_PLACE = "first seen"
_FEWEST_CELLS = 10  # that suggestions have


@dataclass(slots=True)
class Unknown:
    """An unknown word in all its forms; `place` is `file:line:column` of the first.

    `suggestions` has what it may be meant for, by its small letters.
    """

    place: str
    forms: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    suggestions: dict[str, str] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often it stands."""
        return self.forms.total()

    @property
    def word(self) -> str:
        """The form to accept: in small letters if it stands so anywhere, CAPITALS at last."""
        return min(self.forms, key=lambda form: (form != form.lower(), form.isupper(), form))

    @property
    def likely_right(self) -> bool:
        """Whether it is more probably a word than a slip: nothing better is near, or it recurs."""
        return not self.rules & MISSPELT or self.times >= OFTEN


def unknown_words(run: Run, text_of: Callable[[str], str], least: int = 1) -> list[Unknown]:
    """The words that stand at least so often, those first that are likely right.

    `text_of` gives the text of a file by its path, for the places where a word stands again.
    Names of authors are left out where a result has its document: nobody wants them in a list.
    """
    found: dict[str, Unknown] = {}
    for result in run.results:
        findings = [
            finding
            for finding in result.findings
            if finding.state is State.OPEN and finding.rule in RULES
        ]
        again = any(finding.related for finding in findings)
        text = text_of(result.path) if again else ""
        names = set(people(result.document)) if findings and result.document else set()
        for finding in findings:
            if matched(finding).removesuffix("'s").removesuffix("’s") not in names:
                _count(found, finding, result.path, text)
    words = (each for each in found.values() if each.times >= least)
    return sorted(words, key=_order)


def people(document: Document) -> Iterator[str]:
    """The words with a capital in the references and by-lines of a draft, most of them names."""
    for number, block in enumerate(document.blocks):
        text = document.prose[block.start : block.end]
        listed = block.kind is BlockKind.REFERENCE or block.section_kind == "references"
        if listed or (number < _OPENING and _is_byline(text, document.options.function_words)):
            yield from (word for word in _WORD.findall(text) if word[0].isupper())


def _is_byline(text: str, small: Collection[str]) -> bool:
    """Whether a paragraph at the beginning is a list of names: only small words have no capital."""
    words = _WORD.findall(text)
    return 1 < len(words) <= _LONGEST_BYLINE and all(
        word[0].isupper() or word in small for word in words
    )


def _order(unknown: Unknown) -> tuple[object, ...]:
    word = unknown.word
    return not unknown.likely_right, -len(unknown.files), -unknown.times, word.casefold(), word


def _count(found: dict[str, Unknown], finding: Finding, path: str, text: str) -> None:
    word = normal(matched(finding)).removesuffix("'s")
    if what_is_wrong(word):
        return
    place = f"{path}:{finding.line}:{finding.column}"
    unknown = found.setdefault(word.lower(), Unknown(place))
    unknown.forms[word] += 1
    for span in finding.related:
        again = normal(text[span.start : span.end]).removesuffix("'s")
        unknown.forms[again if again.lower() == word.lower() else word] += 1
    unknown.files.add(path)
    unknown.rules |= {finding.rule, *finding.also}
    for fix in finding.fixes:
        changed = replacement(finding, fix)
        if changed:
            form = changed[1].removesuffix("’s").removesuffix("'s")
            if form.islower() or form.lower() not in unknown.suggestions:
                unknown.suggestions[form.lower()] = form


def table(words: Sequence[Unknown]) -> Iterator[str]:
    """The words in columns, 80 cells wide unless a word or the name of a file is very long."""
    if not words:
        return
    places = [_PLACE, *(each.place for each in words)]
    forms = ["word", *(each.word for each in words)]
    room = _WIDTH - len("times  files      ") - _width(forms, _WIDEST_WORD)
    room = max(room - _width(places, _WIDEST_PLACE), _FEWEST_CELLS)
    near = ["nearest", *(_cut(each.suggestions.values(), room) for each in words)]
    counts = ["times  files", *(f"{each.times:>5}  {len(each.files):>5}" for each in words)]
    columns = (counts, _even(forms, _WIDEST_WORD), _even(near, room), places)
    yield from (one_line("  ".join(row)) for row in zip(*columns, strict=True))


def _width(texts: Sequence[str], most: int) -> int:
    return min(max(map(cells, texts)), most)


def _even(texts: Sequence[str], most: int) -> list[str]:
    """The texts filled up to the width of the longest one that is not too long."""
    width = _width(texts, most)
    return [text + " " * (width - cells(text)) for text in texts]


def _cut(suggestions: Iterable[str], room: int) -> str:
    """As many suggestions as there is room for, one at least."""
    line = ""
    for each in suggestions:
        longer = f"{line}, {each}" if line else each
        if line and cells(longer) > room:
            break
        line = longer
    return line


def command(words: Sequence[Unknown]) -> str:
    """The command that accepts the first words that are likely right, as one line; or nothing."""
    line = start = "medlint words add"
    for each in words:
        word = f'"{each.word}"' if set(each.word) & set(" '") else each.word
        if not each.likely_right or cells(f"{line} {word}") > _WIDTH - 2:
            break
        line += f" {word}"
    return line if line != start else ""
