"""A Hunspell dictionary of the user's own, asked through Hunspell itself.

What affixes make of a stem is intricate, so nothing of it is done here: `chunspell` (an extra)
is Hunspell with a thin shell around it.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from linter.config import ConfigError, dictionary_files, digest, shown

INSTALL = 'pip install "medlint[hunspell]"'
Knows = Callable[[str], bool]


def load(dictionary: Path, place: str) -> Knows:
    """What tells whether a dictionary has a word; `place` is where it is named, for errors.

    Raises:
        ConfigError: the dictionary cannot be used, or the library is not installed.
    """
    words, affixes = dictionary_files(dictionary)
    for path in (words, affixes):
        if not path.is_file():
            raise ConfigError(
                f"{place}: The file “{shown(path)}” does not exist. A Hunspell dictionary is two "
                "files, .dic and .aff; a plain list of words belongs under “word-files”."
            )
    try:
        return _opened(words, digest(words), digest(affixes))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(f"{place}: {shown(words)} cannot be read: {reason}.") from None
    except ImportError:
        raise ConfigError(
            f"{place}: Hunspell is needed to read {shown(words)}. "
            f"Install it ({INSTALL}), or take the dictionary out of “dictionaries”."
        ) from None


@lru_cache(16)  # drafts with words of their own have settings of their own, but not dictionaries
def _opened(words: Path, *_content: str) -> Knows:
    from hunspell import Hunspell

    _check_start(words)
    dictionary = Hunspell(words.stem, str(words.parent), "utf-8")

    def knows(word: str) -> bool:
        try:
            return bool(dictionary.spell(word))
        except UnicodeError:  # a letter that the dictionary's encoding lacks
            return False

    return knows


def _check_start(words: Path) -> None:
    """Hunspell drops the words of a file without their number, and says nothing."""
    with words.open("rb") as file:
        start = file.read(100)
    if not start.removeprefix(BOM_UTF8)[:1].isdigit():
        raise ConfigError(
            f"{shown(words)}:1: This is no Hunspell dictionary: it must begin with the number of "
            "its words. A plain list of words belongs under “word-files”."
        )
