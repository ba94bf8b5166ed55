"""The user's own words: what a configuration, its word files and a draft itself accept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from linter.checkers.spelling import hunspell
from linter.checkers.spelling.word_files import Entry, normal, parts, read_entries, what_is_wrong
from linter.config import Config, ConfigError, shown
from linter.config.model import DEFAULT
from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Which words the user accepts.

    A word in small letters is accepted in any case; one with capitals as it is written and in
    CAPITALS. An entry of several words accepts the whole and each of them; one with 's at its
    end also the word without it. `forms` has the words as they are written, by their small
    letters. `dictionaries` tell whether a Hunspell dictionary has a word.
    """

    entries: tuple[Entry, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dictionaries: tuple[Callable[[str], bool], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms or self.dictionaries)

    def accepts(self, word: str) -> bool:
        """Whether a word, as it stands in a text, is accepted."""
        word = normal(word)
        return self.lists(word) or any(knows(word) for knows in self.dictionaries)

    def lists(self, word: str) -> bool:
        """Whether an entry accepts a normal word."""
        low = word.lower()
        written = self.forms.get(low, ())
        return low in written or word in written or (bool(written) and word == word.upper())

    def place(self, word: str) -> str:
        """Where an entry accepts a normal word; nothing where none does."""
        if not self.lists(word):
            return ""
        return next(each.place for each in self.entries if collect([each]).lists(word))

    def suggests(self) -> tuple[str, ...]:
        """All words that may be offered in place of a misspelt one, sorted."""
        return tuple(sorted(form for forms in self.forms.values() for form in forms))


def own_words(config: Config) -> OwnWords:
    """The words that a configuration accepts.

    Raises:
        ConfigError: a file that it names is missing or unreadable, or an entry is no word.
        YamlError: a word file holds something else than words.
    """
    listed = collect(accepted(config))
    place = str(config.origins.get("dictionaries", DEFAULT))
    dictionaries = tuple(hunspell.load(path, place) for path in config.dictionaries)
    return replace(listed, dictionaries=dictionaries)


def collect(entries: Iterable[Entry]) -> OwnWords:
    """What some entries accept together."""
    entries = tuple(entries)
    found: dict[str, tuple[str, ...]] = {}
    for word, *_ in entries:
        for form in (word,) if word.isalpha() else _forms(word):
            low = form.lower()
            before = found.get(low, ())
            if form not in before:
                found[low] = (*before, form)
    return OwnWords(entries, found)


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from parts(word)
    if word.endswith("'s"):
        yield word.removesuffix("'s")


def accepted(config: Config, *, may_lack_files: bool = False) -> Iterator[Entry]:
    """The words of the configuration itself, then those of its word files, in their order.

    The word file by default need not exist, the others only if `may_lack_files`.

    Raises:
        ConfigError, YamlError: as `own_words`.
    """
    for text in sorted(config.words):
        place = str(config.origins.get(f"words.{text}", DEFAULT))
        word = normal(text)
        if wrong := what_is_wrong(word):
            raise ConfigError(f"{place}: {wrong}")
        yield Entry(word, place)
    for number, path in enumerate(config.word_files):
        if path.exists() or not (number == 0 or may_lack_files):
            yield from in_file(path, str(config.origins.get("word-files", DEFAULT)))


def in_file(path: Path, named: str = "") -> Iterator[Entry]:
    """The words of a word file; `named` is where it is named, for errors.

    Raises:
        ConfigError, YamlError: as `own_words`.
    """
    name = shown(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(
            f"{named}: The word file “{name}” does not exist. "
            "Check the spelling, or create it with “medlint words add”."
        ) from None
    except OSError as error:
        raise ConfigError(f"The word file {name} cannot be read: {error.strerror}.") from None
    yield from read_entries(data, name)


def word_file(config: Config) -> Path | None:
    """Where new words belong: the first word file there is, else the first that is named."""
    first, *named = config.word_files or (None,)
    existing = (path for path in (first, *named) if path and path.exists())
    return next(existing, named[0] if named else first)
